"""Consultations: planned, held, published; an agenda with its fixed item; points that land."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from followup.cast import actor_for
from followup.meetings import (
    DAY,
    MACHINE,
    WHY,
    domain,
    horizontal,
    listed,
    log_agrees,
    office,
    party,
    vertical,
)

from grondrecht.followup.access import Conflict, NotAllowed, NotNow, may
from grondrecht.followup.actions.consultations import (
    MOST_ITEMS,
    Agreed,
    Item,
    Meeting,
    add_point,
    cancel_consultation,
    finish_point,
    hold_consultation,
    plan_consultation,
    publish_consultation,
    reopen_point,
    set_consultation,
    suggest_item,
)
from grondrecht.followup.actions.domains import Appointed, appoint_official, end_appointment
from grondrecht.followup.models import AgendaItem, Consultation, Domain, Point
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import LogEntry, Plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def texts(row):
    return list(row.agenda.values_list("text", flat=True))


def held(cast, **more):
    row = vertical(cast, **more)
    hold_consultation(actor_for(cast.an), row, "Er werd gesproken.", why=WHY)
    return row


# Planning, and the agenda


def test_the_state_of_the_tests_is_on_every_horizontal_agenda_by_itself(cast):
    row = horizontal(cast)
    assert [(each.text, each.fixed) for each in row.agenda.all()] == [
        ("Stand van de armoedetoetsen", "tests")
    ]
    assert texts(vertical(cast)) == []


def test_a_fixed_item_moves_but_does_not_go_away(cast):
    row = horizontal(cast)
    meeting, fixed = Meeting("horizontal", DAY), row.agenda.get()
    agenda = [Item("Nu anders", pk=fixed.pk), Item("Dan dit")]
    set_consultation(actor_for(cast.an), row, meeting, agenda, why=WHY)
    assert texts(row) == ["Nu anders", "Dan dit"]
    set_consultation(actor_for(cast.an), row, meeting, [Item("Eerst dit")], why=WHY)
    assert texts(row) == ["Eerst dit", "Stand van de armoedetoetsen"]
    set_consultation(actor_for(cast.an), row, meeting, [], why=WHY)
    assert texts(row) == ["Stand van de armoedetoetsen"]
    log_agrees(row)


def test_a_fixed_item_of_another_kind_goes_where_the_kind_changes(cast):
    row = horizontal(cast)
    agenda = [Item("Stand van de armoedetoetsen", pk=row.agenda.get().pk), Item("Iets")]
    meeting = Meeting("vertical", DAY, domain(cast))
    set_consultation(actor_for(cast.an), row, meeting, agenda, why=WHY)
    assert texts(row) == ["Iets"]


def test_an_agenda_is_about_actions_and_tests_in_its_own_order(cast):
    row, test = vertical(cast), listed(cast)
    agenda = [Item("De toets", test=test), Item("De actie", action=cast.own_action)]
    set_consultation(actor_for(cast.an), row, Meeting("vertical", DAY, row.domain), agenda, why=WHY)
    assert [(each.test, each.action) for each in row.agenda.all()] == [
        (test, None),
        (None, cast.own_action),
    ]
    log_agrees(row)


@pytest.mark.parametrize(
    ("meeting", "words"),
    [
        ({"kind": "vertical"}, "policy domain"),
        ({"kind": "horizontal", "from_hour": time(14), "to_hour": time(13)}, "hour"),
        ({"kind": "horizontal", "to_hour": time(13)}, "hour"),
        ({"kind": "diagonal"}, "kind"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_whole(cast, meeting, words):
    with pytest.raises(RegisterError, match=words):
        plan_consultation(actor_for(cast.an), cast.plan, Meeting(day=DAY, **meeting), why=WHY)
    assert not Consultation.objects.filter(plan=cast.plan, agenda__isnull=True).exists()


def test_a_horizontal_one_has_no_domain(cast):
    with pytest.raises(RegisterError, match="horizontal"):
        horizontal(cast, domain=domain(cast))


def test_nothing_of_another_plan_gets_on_an_agenda(cast):
    other = Plan.objects.create(slug="ander", name="Ander plan", language="nl")
    strange = Domain.objects.create(plan=other, slug="zee", name="Zee")
    with pytest.raises(RegisterError, match="another plan"):
        vertical(cast, of=strange)


def test_an_agenda_without_end_is_refused(cast):
    row = horizontal(cast)
    agenda = [Item(f"Punt {number}") for number in range(MOST_ITEMS)]
    with pytest.raises(RegisterError, match=str(MOST_ITEMS)):
        set_consultation(actor_for(cast.an), row, Meeting("horizontal", DAY), agenda, why=WHY)
    assert len(texts(row)) == 1


def test_an_association_suggests_and_the_coordinator_takes_over(cast):
    row = horizontal(cast)
    suggest_item(actor_for(cast.els), row, Item("De brieven", action=cast.own_action), why=WHY)
    suggested = row.agenda.get(on_agenda=False)
    assert suggested.suggested_by == "Platform Armen aan het Woord"
    taken = Item(suggested.text, suggested.action, pk=suggested.pk)
    set_consultation(actor_for(cast.an), row, Meeting("horizontal", DAY), [taken], why=WHY)
    assert row.agenda.filter(on_agenda=True, suggested_by=suggested.suggested_by).count() == 1
    log_agrees(row)


def test_whoever_keeps_the_agenda_is_told_of_a_suggestion_made_meanwhile(cast):
    row = horizontal(cast)
    seen = row.version
    suggest_item(actor_for(cast.chris), row, Item("Erbij"), why=WHY)
    with pytest.raises(Conflict):
        set_consultation(
            actor_for(cast.an), row, Meeting("horizontal", DAY), [], why=WHY, seen=seen
        )
    assert "Erbij" in texts(row)


# Held, published, cancelled


def test_minutes_name_bodies_and_roles(cast):
    row = vertical(cast)
    present = [party("platform-armen-aan-het-woord"), party("departement-welzijn-en-samenleving")]
    hold_consultation(
        actor_for(cast.an), row, " Afgesproken. ", present, "voorzitter\n\n  verslaggever ", why=WHY
    )
    assert (row.state, row.minutes, row.others) == (
        "held",
        "Afgesproken.",
        "voorzitter\nverslaggever",
    )
    hold_consultation(actor_for(cast.an), row, "Beter verwoord.", present[:1], why=WHY)
    assert list(row.present.all()) == present[:1]
    log_agrees(row)


def test_what_is_still_to_come_was_not_held(cast):
    tomorrow = timezone.localdate() + timedelta(days=1)
    row = vertical(cast, day=tomorrow)
    with pytest.raises(RegisterError, match="still to come"):
        hold_consultation(actor_for(cast.an), row, "Vooruit geschreven", why=WHY)
    held_one = held(cast)
    with pytest.raises(RegisterError, match="still to come"):
        set_consultation(
            actor_for(cast.an),
            held_one,
            Meeting("vertical", tomorrow, held_one.domain),
            [],
            why=WHY,
        )


def test_minutes_are_published_when_there_are_any_and_stay(cast):
    row = vertical(cast)
    hold_consultation(actor_for(cast.an), row, "", why=WHY)
    with pytest.raises(RegisterError, match="minutes"):
        publish_consultation(actor_for(cast.an), row, why=WHY)
    hold_consultation(actor_for(cast.an), row, "Nu wel.", why=WHY)
    publish_consultation(actor_for(cast.an), row, why=WHY)
    assert row.published_on == timezone.localdate()
    with pytest.raises(NotNow):
        hold_consultation(actor_for(cast.an), row, "Achteraf.", why=WHY)
    log_agrees(row)


def test_the_public_log_tells_only_that_minutes_were_published(cast):
    row = held(cast)
    subject = f"consultation:{row.pk}"
    assert not LogEntry.objects.filter(subject=subject).exists()
    publish_consultation(actor_for(cast.an), row, why=WHY)
    entry = LogEntry.objects.get(subject=subject)
    assert set(entry.after) == {"state", "published_on"}


def test_a_cancelled_one_says_why_and_comes_back_as_another(cast):
    row = vertical(cast)
    cancel_consultation(actor_for(cast.an), row, why="De zaal is ondergelopen.")
    assert row.cancelled_why == "De zaal is ondergelopen."
    for verb in (publish_consultation, cancel_consultation):
        with pytest.raises(NotNow):
            verb(actor_for(cast.an), row, why=WHY)
    log_agrees(row)


# Points to follow up


@pytest.mark.parametrize("owner", ["party", "office", "person"])
def test_a_point_is_somebody_s_and_is_done_by_them(cast, owner):
    owners = {
        "party": party("departement-welzijn-en-samenleving"),
        "office": office(),
        "person": cast.chris,
    }
    by = actor_for(cast.bram if owner == "office" else cast.chris)
    agreed = Agreed("Zoek het uit", cast.own_action, due_on=DAY, **{owner: owners[owner]})
    point = add_point(actor_for(cast.an), held(cast), agreed, why=WHY)
    assert point.owner == owners[owner]
    assert not may(actor_for(cast.dina), "point.finish", point)
    finish_point(by, point, "Uitgezocht.", why=WHY)
    assert (point.state, point.done_on) == ("done", timezone.localdate())
    log_agrees(point)
    with pytest.raises(NotAllowed):
        reopen_point(by, point, why=WHY)
    reopen_point(actor_for(cast.an), point, why=WHY)
    assert (point.state, point.done, point.done_on) == ("open", "Uitgezocht.", None)
    log_agrees(point)


@pytest.mark.parametrize("owners", [(), ("party", "office")])
def test_a_point_has_one_owner(cast, owners):
    given = {"party": party("lda"), "office": office()}
    agreed = Agreed("Niemand", **{name: given[name] for name in owners})
    with pytest.raises(RegisterError, match="who does this"):
        add_point(actor_for(cast.an), held(cast), agreed, why=WHY)
    assert not Point.objects.filter(text="Niemand").exists()


def test_a_point_is_not_done_without_saying_what(cast):
    point = add_point(actor_for(cast.an), held(cast), Agreed("Doe", office=office()), why=WHY)
    with pytest.raises(RegisterError, match="what was done"):
        finish_point(actor_for(cast.bram), point, "  ", why=WHY)


def test_points_come_from_what_was_held(cast):
    row = vertical(cast)
    with pytest.raises(NotNow):
        add_point(actor_for(cast.an), row, Agreed("Te vroeg", office=office()), why=WHY)


# Who may


def test_a_vertical_one_is_kept_by_the_officials_of_its_domain(cast):
    row = vertical(cast)
    meeting = Meeting("vertical", date(2016, 6, 1), row.domain)
    set_consultation(actor_for(cast.chris), row, meeting, [Item("Van ons")], why=WHY)
    for person in (cast.dina, cast.els, cast.bram, cast.hanne):
        with pytest.raises(NotAllowed):
            set_consultation(actor_for(person), row, meeting, [], why=WHY)
    with pytest.raises(NotAllowed):
        set_consultation(
            actor_for(cast.chris), horizontal(cast), Meeting("horizontal", DAY), [], why=WHY
        )
    assert texts(row) == ["Van ons"]


def test_what_is_published_is_everybody_s_to_read_and_nothing_before(cast):
    row = held(cast, announced=True)
    everybody = [actor_for(None), actor_for(cast.hanne)]
    assert not any(may(who, "consultation.read", row) for who in everybody)
    publish_consultation(actor_for(cast.an), row, why=WHY)
    assert all(may(who, "consultation.read", row) for who in everybody)


# Domains and who is appointed


def test_a_domain_is_changed_under_the_name_it_has(cast):
    first = domain(cast)
    again = domain(cast, code="07")
    assert (again.pk, list(again.offices.all())) == (first.pk, [office("07")])
    log_agrees(first)
    with pytest.raises(RegisterError, match="slug"):
        domain(cast, slug="Geen naam")


def test_the_log_keeps_no_name_of_an_appointed_official(cast):
    row = domain(cast)
    given = Appointed("Karel Aandacht", DAY, address="karel@voorbeeld.be", person=cast.chris)
    official = appoint_official(actor_for(cast.an), row, given, why=WHY)
    end_appointment(MACHINE, official, DAY + timedelta(days=30), why=WHY)
    log_agrees(row)
    entries = LogEntry.whole.filter(subject="domain:zorg")
    assert entries.count() == 3
    assert "Karel" not in str([(each.before, each.after, each.label) for each in entries])
    with pytest.raises(RegisterError, match="last day"):
        end_appointment(MACHINE, official, DAY - timedelta(days=1), why=WHY)
    with pytest.raises(NotAllowed):
        appoint_official(actor_for(cast.chris), row, given, why=WHY)


def test_an_item_is_about_one_thing(cast):
    row, test = vertical(cast), listed(cast)
    both = [Item("Beide", action=cast.own_action, test=test)]
    with pytest.raises(RegisterError, match="not both"):
        set_consultation(
            actor_for(cast.an), row, Meeting("vertical", DAY, row.domain), both, why=WHY
        )
    assert not AgendaItem.objects.filter(text="Beide").exists()
