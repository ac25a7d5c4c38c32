"""The page that leads to how a plan is followed, and its place in the menu."""

import pytest
from django.test import Client

from grondrecht.registry.models import Plan
from grondrecht.web.pages import FOLLOWED, navigation

pytestmark = pytest.mark.django_db


def test_it_leads_to_every_kind_with_how_many_there_are(example):
    words = Client().get("/nl/voorbeeld/opvolging").content.decode()
    tests = Plan.objects.get(slug="voorbeeld").tests.filter(published=True).count()
    for path in FOLLOWED:
        assert f'href="/nl/voorbeeld/{path}"' in words
    assert f"<strong>{tests}</strong>" in words


def test_what_is_not_public_is_not_counted(example):
    plan = Plan.objects.get(slug="voorbeeld")
    plan.tests.update(published=False, published_on=None)
    page = Client().get("/nl/voorbeeld/opvolging").context["ways"]
    counted = {way["address"].rpartition("/")[2]: way["value"] for way in page}
    assert counted["armoedetoetsen"] == 0
    assert counted["rondes"] == 0


@pytest.mark.parametrize("path", ["opvolging", *FOLLOWED, "rondes/2017"])
def test_the_menu_says_that_a_page_stands_under_it(example, path):
    plan = Plan.objects.get(slug="voorbeeld")
    current = [
        each["address"] for each in navigation(plan, f"/nl/voorbeeld/{path}") if each["current"]
    ]
    assert current == ["/nl/voorbeeld/opvolging"]


def test_a_page_with_a_name_that_begins_alike_is_another(example):
    plan = Plan.objects.get(slug="voorbeeld")
    here = navigation(plan, "/nl/voorbeeld/geld-en-meer")
    assert not any(each["current"] for each in here)
