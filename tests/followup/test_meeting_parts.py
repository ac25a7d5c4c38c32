"""What others take from consultations and tests: a round's copy, the rule, points, a calendar."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from followup.cast import actor_for
from followup.meetings import (
    DAY,
    MACHINE,
    WHY,
    decided,
    domain,
    horizontal,
    listed,
    office,
    party,
    vertical,
)
from icalendar import Calendar

from grondrecht.followup import points
from grondrecht.followup.access import NotAllowed
from grondrecht.followup.actions.calendar_keys import make_calendar_key, revoke_calendar_key
from grondrecht.followup.actions.consultations import (
    Agreed,
    Item,
    Meeting,
    add_point,
    cancel_consultation,
    finish_point,
    hold_consultation,
    publish_consultation,
    set_consultation,
)
from grondrecht.followup.actions.domains import Appointed, appoint_official
from grondrecht.followup.actions.poverty_tests import publish_test, review_year
from grondrecht.followup.by_plan import own_file
from grondrecht.followup.calendars import announced, calendar_of, readable, reader_of
from grondrecht.followup.models import CalendarKey, Round
from grondrecht.followup.parts import consultations as meetings_part
from grondrecht.followup.parts import poverty_tests as tests_part
from grondrecht.followup.vertical import rule, without_official, years_of
from grondrecht.registry.models import LogEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def published(cast, **more):
    row = vertical(cast, **more)
    hold_consultation(actor_for(cast.an), row, "Besproken.", [party("lda")], "voorzitter", why=WHY)
    publish_consultation(actor_for(cast.an), row, why=WHY)
    return row


def of_2016(cast):
    """A round over 2016."""
    return Round(
        plan=cast.plan,
        edition=cast.plan.editions.get(),
        slug="2016",
        first_day=date(2016, 1, 1),
        last_day=date(2016, 12, 31),
    )


def queries(do):
    with CaptureQueriesContext(connection) as captured:
        list(do())
    return len(captured)


# The rule, and who is not there


def test_who_met_the_rule_is_counted_per_domain_and_year(cast):
    of = domain(cast)
    for day in (date(2016, 3, 1), date(2016, 9, 1), date(2017, 2, 1)):
        hold_consultation(actor_for(cast.an), vertical(cast, of, day), "Gehouden.", why=WHY)
    vertical(cast, of, date(2017, 6, 1))
    horizontal(cast)
    told = {(row.year): row for row in rule(cast.plan, (2016, 2017, 2018)) if row.domain == of}
    assert [(row.held, row.asked, row.met) for row in told.values()] == [
        (2, 2, True),
        (1, 2, False),
        (0, 2, False),
    ]
    this_year = next(
        row for row in rule(cast.plan, (timezone.localdate().year,)) if row.domain == of
    )
    assert (this_year.met, this_year.missed) == (False, False)
    assert told[2018].missed


def test_a_plan_may_ask_for_more_of_them(cast, settings, tmp_path):
    settings.DATA = tmp_path
    file = own_file("consultations", cast.plan)
    file.parent.mkdir(parents=True)
    file.write_text("vertical_a_year = 4\nfixed = []\n", "utf-8")
    assert {row.asked for row in rule(cast.plan, (2016,))} <= {4}
    assert horizontal(cast).agenda.count() == 0


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2015, 7, 1), date(2016, 12, 31), [2015, 2016]),
        (None, date(2016, 12, 31), [2015, 2016]),
        (date(2999, 1, 1), None, []),
    ],
)
def test_the_years_of_a_plan_are_those_that_have_begun(cast, first, last, years):
    assert list(years_of(cast.plan, first, last)) == years


def test_a_domain_without_an_official_on_a_day_is_a_gap(cast):
    of, day = domain(cast), date(2016, 5, 1)
    assert of in without_official(cast.plan)
    given = Appointed("Karel", day, day + timedelta(days=30))
    appoint_official(actor_for(cast.an), of, given, why=WHY)
    for away, is_gap in ((-1, True), (0, False), (30, False), (31, True)):
        assert (of in without_official(cast.plan, day + timedelta(days=away))) is is_gap


# The copy of a round


def test_the_copy_holds_what_was_held_and_of_drafts_only_that(cast):
    row = published(cast, place="Zaal 1")
    set_of = Agreed("Zoek uit", cast.own_action, party=party("lda"), due_on=DAY)
    add_point(actor_for(cast.an), row, set_of, why=WHY)
    silent = vertical(cast, day=date(2016, 6, 1))
    hold_consultation(actor_for(cast.an), silent, "Nog niet voor iedereen.", why=WHY)
    vertical(cast, day=date(2016, 7, 1))
    told = [
        each
        for each in meetings_part.part(of_2016(cast))
        if each["domain"] == "Zorg" or each["place"] == "Zaal 1"
    ]
    assert [(each["state"], each["minutes"]) for each in told] == [
        ("published", "Besproken."),
        ("held", ""),
    ]
    assert told[0]["members"] == ["LDA", "voorzitter"]
    assert told[0]["points"] == [
        {
            "text": "Zoek uit",
            "action": "02_06_01",
            "owner": "LDA",
            "due_on": "2016-05-12",
            "state": "open",
            "done": "",
        }
    ]


def test_the_copy_tells_of_a_dossier_only_its_state_before_it_is_published(cast):
    review_year(MACHINE, cast.plan, 2013, date(2014, 1, 8), "HPAO", "Nagekeken.", why=WHY)
    silent = decided(cast, year=2013, title="Nog niet voor iedereen")
    test = decided(cast, needed=False, year=2013, actions=(cast.own_action,))
    publish_test(actor_for(cast.an), test, why=WHY)
    of = of_2016(cast)
    of.first_day, of.last_day = date(2013, 1, 1), date(2013, 12, 31)
    told = {each["slug"]: each for each in tests_part.part(of)}
    assert told[test.slug]["reason"] == "Het raakt huurders."
    assert told[test.slug]["actions"] == ["02_06_01"]
    assert (told[silent.slug]["state"], told[silent.slug]["needed"]) == ("needed", True)
    assert told[silent.slug]["reason"] == ""
    counts = tests_part.tests_counted(of)
    assert counts["years"]["2013"]["total"]["listed"] == 2
    assert counts["reviews"]["2013"]["outcome"] == "Nagekeken."


def test_the_copy_takes_the_same_queries_however_much_there_is(cast):
    of = of_2016(cast)
    add_point(actor_for(cast.an), published(cast), Agreed("Doe", office=office()), why=WHY)
    decided(cast)
    parts = (
        lambda: meetings_part.part(of),
        lambda: meetings_part.vertical_rule(of),
        lambda: meetings_part.domains_without_official(of),
        lambda: tests_part.part(of),
        lambda: tests_part.tests_counted(of),
    )
    few = [queries(each) for each in parts]
    for number in range(3):
        add_point(actor_for(cast.an), published(cast), Agreed("Doe", office=office()), why=WHY)
        decided(cast, title=f"Nog een {number}")
        domain(cast, slug=f"domein-{number}")
    assert [queries(each) for each in parts] == few
    assert max(few) <= 10


# Points land


def test_a_point_lands_on_the_action_once_it_is_public(cast):
    row = vertical(cast)
    hold_consultation(actor_for(cast.an), row, "Besproken.", why=WHY)
    for text, owner in (("Eerst", {"office": office()}), ("Dan", {"person": cast.chris})):
        add_point(actor_for(cast.an), row, Agreed(text, cast.own_action, **owner), why=WHY)
    assert not points.of_action(cast.own_action.pk).filter(consultation=row)
    publish_consultation(actor_for(cast.an), row, why=WHY)
    found = list(points.of_action(cast.own_action.pk).filter(consultation=row))
    finish_point(actor_for(cast.chris), found[1], "Klaar.", why=WHY)
    finish_point(actor_for(cast.bram), found[0], "Ook klaar.", why=WHY)
    assert [each.shown_owner for each in found] == [str(office()), "Zorg"]
    shown = Client().get(f"/en/voorbeeld/acties/{cast.own_action.code}").content.decode()
    assert f"/en/voorbeeld/overleg/{row.pk}#punt-{found[0].pk}" in shown
    assert "Ook klaar." in shown


def test_a_point_lands_on_the_workbench_of_who_does_it(cast):
    row = vertical(cast)
    hold_consultation(actor_for(cast.an), row, "Besproken.", why=WHY)
    owners = {
        "cabinet": {"office": office()},
        "official": {"party": party("departement-welzijn-en-samenleving")},
        "nobody": {"person": cast.hanne},
        "association": {"party": party("platform-armen-aan-het-woord")},
    }
    for name, owner in owners.items():
        add_point(actor_for(cast.an), row, Agreed(f"Voor {name}", **owner), why=WHY)
    for name, person in cast.everyone.items():
        mine = points.open_for(actor_for(person)).filter(consultation=row)
        expected = {f"Voor {name}"} if name in owners else set()
        if name == "coordinator":
            expected = {f"Voor {each}" for each in owners}
        assert {each.text for each in mine} == expected
    assert not points.open_for(actor_for(None))


# The calendar


def events(rows):
    data = calendar_of(rows, "Overleg", lambda row: f"https://voorbeeld.be/{row.pk}")
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_the_public_calendar_tells_when_and_where_of_what_was_announced(cast):
    hidden = vertical(cast)
    day = date(2016, 7, 14)
    shown = horizontal(
        cast, day=day, from_hour=time(9, 30), to_hour=time(12), place="Zaal\x07 2", announced=True
    )
    rows = list(announced(cast.plan))
    assert shown in rows
    assert hidden not in rows
    event = next(each for each in events(rows) if str(each["url"]).endswith(f"/{shown.pk}"))
    assert event["dtstart"].dt.isoformat() == "2016-07-14T07:30:00+00:00"
    assert event["dtend"].dt.isoformat() == "2016-07-14T10:00:00+00:00"
    assert (event["status"], str(event["summary"])) == (
        "CONFIRMED",
        "Horizontal consultation on poverty",
    )
    assert str(event["location"]).startswith("Zaal")
    assert "\x07" not in str(event["location"])


def test_a_change_and_a_cancellation_reach_who_took_the_calendar_over(cast):
    row = vertical(cast, announced=True)
    before = events([row])[0]
    meeting = Meeting("vertical", DAY, row.domain, announced=True, place="Elders")
    set_consultation(actor_for(cast.an), row, meeting, [Item("Geheim punt")], why=WHY)
    cancel_consultation(actor_for(cast.an), row, why="Gestaakt.")
    (after,) = events([row])
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["status"] == "CANCELLED"
    assert (after["dtstart"].dt, after["dtend"].dt) == (DAY, DAY + timedelta(days=1))
    assert "Geheim" not in str(after.to_ical())
    with override("nl"):
        assert "Verticaal" in str(events([row])[0]["summary"])


def test_one_reads_what_one_s_roles_read(cast):
    row = vertical(cast)
    readers = {name for name, person in cast.everyone.items() if row in readable(actor_for(person))}
    assert readers == {
        "coordinator",
        "cabinet",
        "official",
        "other official",
        "association",
        "reader",
    }


def test_a_calendar_opens_with_its_key_alone_and_not_after(cast):
    who = actor_for(cast.chris)
    first = make_calendar_key(who, why=WHY)
    assert reader_of(first) == cast.chris
    second = make_calendar_key(who, why=WHY)
    assert (reader_of(first), reader_of(second)) == (None, cast.chris)
    kept = [*CalendarKey.objects.values_list("sha256", flat=True)]
    logged = str([(each.before, each.after) for each in LogEntry.whole.filter(by=who.name)])
    assert not any(key in f"{kept}{logged}" for key in (first, second))
    assert kept[0] not in logged
    cast.chris.is_active = False
    cast.chris.save()
    assert reader_of(second) is None
    revoke_calendar_key(who, why=WHY)
    assert not CalendarKey.objects.exists()
    with pytest.raises(NotAllowed):
        make_calendar_key(MACHINE, why=WHY)


def test_an_agenda_names_a_test_in_the_copy_once_it_is_public(cast):
    row, test = vertical(cast), listed(cast)
    meeting = Meeting("vertical", DAY, row.domain, place="Toetszaal")
    set_consultation(actor_for(cast.an), row, meeting, [Item("De toets", test=test)], why=WHY)
    hold_consultation(actor_for(cast.an), row, "Besproken.", why=WHY)
    publish_consultation(actor_for(cast.an), row, why=WHY)
    copy = next(each for each in meetings_part.part(of_2016(cast)) if each["place"] == "Toetszaal")
    assert copy["agenda"] == [{"text": "De toets", "action": "", "test": ""}]
