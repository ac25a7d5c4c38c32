"""Links between actions and the decision behind them; who took part in an action."""

from datetime import date

import pytest
from registry.small_plans import WHO, form, plan, take_in
from registry.verbs import action, log_agrees, logged, refused

from grondrecht.plan.model import Parties
from grondrecht.registry.actions.links import (
    link_actions,
    record_involvement,
    take_back_involvement,
    unlink_actions,
)
from grondrecht.registry.models import Involvement, Link
from grondrecht.registry.search import search

pytestmark = pytest.mark.django_db
DECIDED = {"decision": " Nota van 3 mei ", "decided_on": date(2018, 5, 3)}


def found_with_involvement():
    return {hit.code for hit in search("", {"has": ["involvement"]}).hits}


@pytest.fixture
def pair(small, db):
    return action("01_02_02"), action("01_02_01")


@pytest.mark.parametrize("kind", ["replaces", "split", "merged"])
def test_a_link_rests_on_a_decision(pair, kind):
    with logged("action.link", "action:01_02_02") as entries:
        link = link_actions(*pair, kind, **DECIDED, **WHO)
    assert (link.origin, link.decision) == ("person", "Nota van 3 mei")
    key = f"link:{kind}:01_02_01"
    assert entries[0].before == {key: None}
    assert entries[0].after[key]["decided_on"] == "2018-05-03"
    log_agrees()


def test_see_also_needs_no_decision(pair):
    link_actions(*pair, "see_also", **WHO)
    assert Link.objects.get(origin="person").decision == ""


@pytest.mark.parametrize("kind", ["replaces", "split", "merged"])
def test_without_a_decision_it_is_refused(pair, kind):
    with refused("beslissing"):
        link_actions(*pair, kind, decision="  ", **WHO)


def test_what_cannot_be_linked_is_refused(pair):
    one, other = pair
    with refused("zichzelf"):
        link_actions(one, one, "see_also", **WHO)
    with refused("link"):
        link_actions(one, other, "vervangt", **DECIDED, **WHO)
    link_actions(one, other, "see_also", **WHO)
    with refused("al"):
        link_actions(one, other, "see_also", **WHO)


def test_actions_of_two_plans_cannot_be_linked(pair):
    take_in(plan(), slug="ander")
    foreign = type(pair[0]).objects.get(plan__slug="ander", code="01_02_02")
    with refused("Acties van twee plannen"):
        link_actions(pair[0], foreign, "see_also", **WHO)


def test_a_link_can_be_taken_back_once(pair):
    link = link_actions(*pair, "merged", **DECIDED, **WHO)
    with logged("action.unlink", "action:01_02_02") as entries:
        unlink_actions(link, **WHO)
    assert entries[0].after == {"link:merged:01_02_01": None}
    log_agrees()
    with refused("al weggehaald"):
        unlink_actions(link, **WHO)


def test_a_printed_link_stays(pair):
    with refused("staat zo in de fiche"):
        unlink_actions(Link.objects.get(origin="printed"), **WHO)


def test_links_by_people_survive_another_reading_and_another_edition(pair):
    link_actions(*pair, "merged", **DECIDED, **WHO)
    own = link_actions(action("03_04_01"), pair[0], "see_also", **WHO)
    take_in(plan(form(summary="Anders."), *plan().actions[1:]))
    printed = form("03_04_01", notes=("Zie ook actie 01_02_02",))
    take_in(plan(*plan().actions[:2], printed), edition="2")
    assert Link.objects.get(kind="merged").decided_on == date(2018, 5, 3)
    own.refresh_from_db()
    assert own.origin == "person", "what the form says too, a person said first"
    log_agrees()


def test_printed_links_are_those_of_the_newest_forms_whichever_came_last(pair):
    newer = (form("01_02_01", notes=("Zie ook actie 01_02_02",)), plan().actions[1])
    take_in(plan(*newer), edition="2")
    links = set(Link.objects.values_list("source__code", "target__code"))
    assert links == {("01_02_01", "01_02_02"), ("03_04_01", "01_02_01")}, "lapsed, and still told"
    take_in(plan())
    assert set(Link.objects.values_list("source__code", "target__code")) == links
    take_in(plan(form("01_02_01"), plan().actions[1]), edition="2")
    assert Link.objects.get().source.code == "03_04_01"
    log_agrees()


def test_who_took_part_is_recorded_beside_what_is_printed(pair):
    with logged("action.involve", "action:01_02_01") as entries:
        row = record_involvement(
            pair[1], " De Brug ", phase="evaluation", said="Te ver", outcome="Dichter", **WHO
        )
    assert (row.text, row.form) == ("De Brug", None)
    assert entries[0].after == {
        f"involvement:{row.pk}": {
            "text": "De Brug",
            "phase": "evaluation",
            "said": "Te ver",
            "outcome": "Dichter",
        }
    }
    take_in(plan(form(summary="Anders."), *plan().actions[1:]))
    assert Involvement.objects.filter(form=None).get() == row
    log_agrees()


def test_nobody_and_an_unknown_phase_are_refused(pair):
    with refused("involvement"):
        record_involvement(pair[1], "  ", **WHO)
    with refused("phase"):
        record_involvement(pair[1], "De Brug", phase="later", **WHO)


def test_involvement_is_taken_back_once_and_the_log_keeps_what_stood_there(pair):
    take_in(plan(form("01_02_01", involved=Parties()), *plan().actions[1:]))
    row = record_involvement(pair[1], "De Brug", said="Te ver", **WHO)
    key = f"involvement:{row.pk}"
    assert pair[1].code in found_with_involvement()
    with logged("involvement.take_back", "action:01_02_01") as entries:
        take_back_involvement(row, **WHO)
    assert (entries[0].before, entries[0].after) == ({key: {"taken_back": True}}, {key: None})
    assert pair[1].code not in found_with_involvement()
    log_agrees()
    with refused("al teruggenomen"):
        take_back_involvement(row, **WHO)


def test_printed_involvement_stays(pair):
    printed = Involvement.objects.filter(form__isnull=False).first()
    with refused("staat zo in de fiche"):
        take_back_involvement(printed, **WHO)
    assert Involvement.objects.filter(pk=printed.pk).exists()
