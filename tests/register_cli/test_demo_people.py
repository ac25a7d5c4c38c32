"""The demo has somebody in each role, a round to work in, and links that let one in."""

import pytest
from django.conf import settings as site
from django.test import Client
from django.utils import timezone

from grondrecht.followup.actors import operator
from grondrecht.followup.models import Appointment, Person, Round
from grondrecht.followup.roles import ROLES
from grondrecht.register_cli.demo_people import sign_in_lines, take_in_people
from grondrecht.registry.models import LogEntry, Plan

pytestmark = pytest.mark.django_db
PASSWORD = "vier paarse stoelen dansen"


@pytest.fixture
def working(example, db):
    return take_in_people(operator("demo"), Plan.objects.get(slug="voorbeeld"))


def test_there_is_somebody_in_each_role_and_a_round_that_is_open(working):
    assert {held.role for held in Appointment.objects.all()} == {role.key for role in ROLES}
    [of] = Round.objects.all()
    assert of.state == "open"
    assert of.answer_by > timezone.localdate()


def test_a_second_time_changes_nothing(working):
    before = LogEntry.whole.count()
    again = take_in_people(operator("demo"), Plan.objects.get(slug="voorbeeld"))
    assert again == working
    assert LogEntry.whole.count() == before


def test_each_link_lets_that_person_in_to_what_is_asked_of_them(working):
    links = [line.split()[-1] for line in sign_in_lines(working) if "http" in line]
    assert len(links) == len(working)
    assert all(link.startswith(f"{site.PUBLIC_URL}/nl/werk/") for link in links)
    chris = next(at for at, each in enumerate(working) if each.name.startswith("Chris"))
    client = Client()
    form = client.get(links[chris].removeprefix(site.PUBLIC_URL), follow=True)
    sent = {"password1": PASSWORD, "password2": PASSWORD}
    desk = client.post(form.request["PATH_INFO"], sent, follow=True).content.decode()
    assert "Chris Ambtenaar" in desk
    assert "/werk/verslagen/voorbeeld/" in desk
    known = sign_in_lines(list(Person.objects.order_by("pk")))
    assert sum("met het gekozen wachtwoord" in line for line in known) == 1
