"""Consultations and poverty tests in public: what is published, and nothing of what is not."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from followup.meetings import MACHINE, WHY
from icalendar import Calendar
from web.reading_pages import links, words

from grondrecht.followup.actions.consultations import (
    Agreed,
    Item,
    Meeting,
    add_point,
    cancel_consultation,
    hold_consultation,
    plan_consultation,
    publish_consultation,
    set_consultation,
)
from grondrecht.followup.actions.poverty_tests import Dossier, list_test
from grondrecht.followup.models import Consultation, PovertyTest
from grondrecht.registry.models import Plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]
SOON = timezone.localdate() + timedelta(days=9)
client = Client()


@pytest.fixture
def plan(db):
    return Plan.objects.get(slug="voorbeeld")


def get(page="overleg", language="en"):
    response = client.get(f"/{language}/voorbeeld/{page}")
    assert response.status_code == 200
    return response


def queries(page):
    with CaptureQueriesContext(connection) as captured:
        get(page)
    return len(captured)


def planned(plan, kind="horizontal", day=SOON, **more):
    return plan_consultation(MACHINE, plan, Meeting(kind, day, **more), why=WHY)


def published(plan, text="Besproken."):
    row = planned(plan, day=timezone.localdate())
    hold_consultation(MACHINE, row, text, why=WHY)
    publish_consultation(MACHINE, row, why=WHY)
    return row


def test_the_rule_is_a_table_of_who_met_it(plan):
    page = words(get())
    assert "Vertical consultations held, of the 2 a year that are asked" in page
    assert "2 of 2" in page
    assert "0 of 2" in page
    assert "not met" in page
    assert "Energy" in page.partition("Nobody is appointed today")[2]


def test_published_minutes_are_read_with_what_was_agreed(plan):
    row = Consultation.objects.get(kind="horizontal")
    assert f"/en/voorbeeld/overleg/{row.pk}" in links(get())
    page = get(f"overleg/{row.pk}")
    said = words(page)
    for each in (
        "Stand van de armoedetoetsen",
        "vroeger aan tafel",
        "verslaggever",
        "Team armoede",
    ):
        assert each in said
    assert "/en/voorbeeld/acties/00_01_02" in links(page)
    assert "late" in said


def test_what_is_not_published_is_not_there(plan):
    test = list_test(
        MACHINE, plan, Dossier("Geheim dossier", 2016, plan.offices.get(code="06")), why=WHY
    )
    row = planned(plan, place="Geheime zaal", day=timezone.localdate())
    set_consultation(
        MACHINE, row, Meeting("horizontal", row.day), [Item("Iets", test=test)], why=WHY
    )
    hold_consultation(MACHINE, row, "Geheim verslag.", why=WHY)
    add_point(MACHINE, row, Agreed("Geheim punt", office=plan.offices.get(code="06")), why=WHY)
    for page in ("overleg", "armoedetoetsen", "wijzigingen", "overleg.ics"):
        assert "Geheim" not in get(page).content.decode()
    for page in (f"overleg/{row.pk}", f"armoedetoetsen/{test.slug}", "overleg/999999"):
        assert client.get(f"/nl/voorbeeld/{page}").status_code == 404
    publish_consultation(MACHINE, row, why=WHY)
    page = words(get(f"overleg/{row.pk}"))
    assert "Geheim verslag." in page
    assert "Geheim dossier" not in page
    assert f"overleg/{row.pk}" in get("wijzigingen").content.decode()


def test_what_is_announced_is_told_and_followed_in_a_calendar(plan):
    row = planned(plan, place="Zaal Eendracht II", announced=True)
    gone = planned(plan, place="Zaal Tweedracht", announced=True)
    cancel_consultation(MACHINE, gone, why="Geen zaal.")
    page = words(get())
    assert "Zaal Eendracht II" in page
    assert "cancelled" in page
    feed = get("overleg.ics", "nl")
    assert feed["Content-Type"].startswith("text/calendar")
    events = {str(each["uid"]): each for each in Calendar.from_ical(feed.content).walk("VEVENT")}
    told = {pk: events[f"consultation-{pk}@127.0.0.1"] for pk in (row.pk, gone.pk)}
    assert (told[row.pk]["status"], told[gone.pk]["status"]) == ("CONFIRMED", "CANCELLED")
    assert "Horizontaal" in str(told[row.pk]["summary"])
    assert len(events) > 3


def test_the_register_shows_tests_with_counts_per_year_and_office(plan):
    page = get("armoedetoetsen")
    said = words(page)
    assert "All offices" in said
    assert "Eén dossier van de lijst is getoetst" in said
    tests = PovertyTest.objects.filter(published=True)
    for test in tests:
        assert f"/en/voorbeeld/armoedetoetsen/{test.slug}" in links(page)
    assert tests.count() == 2
    one = words(get(f"armoedetoetsen/{tests.get(state='evaluated').slug}"))
    for each in ("Platform Armen aan het Woord", "Verhoging per kind", "partly", "speaks for"):
        assert each in one


@pytest.mark.parametrize("page", ["overleg", "armoedetoetsen"])
def test_a_page_takes_the_same_queries_however_much_there_is(plan, page):
    few = queries(page)
    for number in range(4):
        published(plan, f"Verslag {number}")
    assert queries(page) == few <= 10


@pytest.mark.parametrize("page", ["overleg", "armoedetoetsen"])
def test_an_empty_plan_says_so_and_asks_for_nothing(db, page):
    Plan.objects.create(slug="leeg", name="Leeg plan", language="nl")
    with transaction.atomic():
        answer = client.get(f"/nl/leeg/{page}")
    assert answer.status_code == 200
    assert "Vary" not in answer or "Cookie" not in answer["Vary"]
    assert not answer.cookies


@pytest.mark.parametrize("page", ["overleg", "overleg/1", "overleg.ics", "armoedetoetsen"])
def test_a_page_is_only_read(page):
    assert client.post(f"/en/voorbeeld/{page}").status_code == 405
