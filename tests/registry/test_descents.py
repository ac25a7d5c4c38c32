"""What became of actions between two editions: proposed once, decided by a person, linked then."""

import pytest
from registry.small_plans import WHO, form, plan, take_in
from registry.tables import everything
from registry.verbs import log_agrees, logged, refused

from grondrecht.registry.actions.lineage import confirm_descent, refuse_descent
from grondrecht.registry.models import Descent, Edition, Link, LogEntry

pytestmark = pytest.mark.django_db
BASIS = {"decision": " Nota van 3 mei ", **WHO}


@pytest.fixture
def editions(small, db):
    take_in(plan(form("01_02_01"), form("01_02_05", "Iets nieuws")), edition="2")
    Descent.objects.all().delete()
    return dict(zip(("before", "after"), Edition.objects.order_by("position"), strict=True))


def all_but_search():
    """Every row but those of the search, whose revision counts all imports."""
    return {name: rows for name, rows in everything().items() if "search" not in name}


def proposal(editions, kind, old, new):
    return Descent.objects.create(
        **editions, kind=kind, old=old.split(), new=new.split(), likeness=0.5, why="lijkt"
    ).pk


@pytest.mark.parametrize(
    ("kind", "old", "new", "links"),
    [
        ("split", "01_02_02", "01_02_01 01_02_05", "02 split 01, 02 split 05"),
        ("split", "01_02_01", "01_02_01 01_02_05", "01 split 05"),
        ("merged", "01_02_01 01_02_02", "01_02_05", "01 merged 05, 02 merged 05"),
        ("reworded", "01_02_02", "01_02_05", "05 replaces 02"),
        ("reworded", "01_02_01", "01_02_01", ""),
        ("kept", "01_02_01", "01_02_01", ""),
        ("lapsed", "01_02_02", "", ""),
        ("new", "", "01_02_05", ""),
    ],
)
def test_confirming_links_the_old_with_the_new(editions, kind, old, new, links):
    Link.objects.all().delete()
    descent = confirm_descent(proposal(editions, kind, old, new), **BASIS)
    descent.refresh_from_db()
    assert (descent.state, descent.decision) == ("confirmed", "Nota van 3 mei")
    made = [
        f"{link.source.code[-2:]} {link.kind} {link.target.code[-2:]}"
        for link in Link.objects.order_by("source__code", "target__code")
    ]
    assert ", ".join(made) == links
    assert set(Link.objects.values_list("origin", "decision")) <= {("person", "Nota van 3 mei")}


def test_confirming_leaves_its_entry_and_those_of_the_actions(editions):
    pk = proposal(editions, "merged", "01_02_01 01_02_02", "01_02_05")
    subject = "descent:2:01_02_01+01_02_02>01_02_05"
    with logged("descent.confirm", "action:01_02_01", "action:01_02_02", subject) as entries:
        confirm_descent(pk, **BASIS)
    assert entries[-1].before == {"state": "proposed", "decision": None}
    assert entries[-1].after == {"state": "confirmed", "decision": "Nota van 3 mei"}
    log_agrees()


def test_a_link_without_a_decision_is_refused(editions):
    split = proposal(editions, "split", "01_02_02", "01_02_05")
    with refused("op welke beslissing"):
        confirm_descent(split, decision=" ", **WHO)
    confirm_descent(proposal(editions, "lapsed", "01_02_02", ""), **WHO)


@pytest.mark.parametrize("verb", [confirm_descent, refuse_descent])
def test_a_decision_is_taken_once(editions, verb):
    pk = proposal(editions, "kept", "01_02_01", "01_02_01")
    verb(pk, **BASIS)
    for again in (confirm_descent, refuse_descent):
        with refused(f"Over voorstel {pk} is al beslist"):
            again(pk, **BASIS)
    with refused("Er is geen voorstel 999999"):
        verb(999999, **BASIS)


def test_what_is_refused_makes_no_links_and_says_so(editions):
    pk = proposal(editions, "split", "01_02_02", "01_02_05")
    before = set(Link.objects.values_list("pk"))
    with logged("descent.refuse", "descent:2:01_02_02>01_02_05") as entries:
        refuse_descent(pk, **WHO)
    assert entries[0].after == {"state": "refused", "decision": ""}
    assert set(Link.objects.values_list("pk")) == before


def test_a_very_long_proposal_has_a_subject_that_fits(editions):
    codes = " ".join(f"01_02_{number}" for number in range(10, 60))
    refuse_descent(proposal(editions, "merged", codes, "01_02_05"), **WHO)
    assert len(LogEntry.objects.latest("id").subject) == 200


def test_a_confirmation_that_breaks_half_way_leaves_nothing(editions):
    pk = proposal(editions, "split", "01_02_02", "01_02_05 09_09_09")
    before = everything()
    with pytest.raises(KeyError):
        confirm_descent(pk, **BASIS)
    assert everything() == before


def test_proposals_keep_their_numbers_and_decisions_stay_when_an_edition_is_read_again(small, db):
    second = plan(form("01_02_01", summary="Elke gemeente krijgt er plaatsen bij."))
    take_in(second, edition="2")
    numbers = list(Descent.objects.order_by("pk").values("pk", "kind", "old", "new"))
    assert len(numbers) == 3
    before = all_but_search()
    take_in(second, edition="2")
    assert all_but_search() == before
    refuse_descent(numbers[0]["pk"], **WHO)
    take_in(plan(*second.actions, form("03_04_09", "Iets heel anders")), edition="2")
    states = dict(Descent.objects.values_list("pk", "state"))
    assert states[numbers[0]["pk"]] == "refused"
    assert Descent.objects.filter(old=numbers[0]["old"], new=numbers[0]["new"]).count() == 1
