"""Words, phrases, beginnings, misspelt words and the order of what is found, in the register."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_plans import form, plan, take_in

from grondrecht.plan.model import Milestone, Parties
from grondrecht.plan.periods import Period
from grondrecht.registry.search import search

pytestmark = pytest.mark.django_db
BARE = {
    "budget": "",
    "responsible": Parties(),
    "involved": Parties(),
    "evaluation": "",
    "milestones": (),
}
FORMS = (
    form(
        "01_02_01", "Meer kinderen in de crèche", summary="Elke gemeente krijgt plaatsen.", **BARE
    ),
    form("01_02_02", "Goedkoop zwemmen", summary="Kinderen zwemmen gratis, ouders half.", **BARE),
    form(
        "01_04_01",
        "De premie vanzelf",
        summary="Mensen in armoede krijgen de premie. Zie actie 01-02-02 over zwembaden.",
        **BARE,
    ),
    form(
        "03_04_01",
        "Armoede meten in kinderopvang",
        summary="Armoede en nog eens armoede: de mensen komen in beeld.",
        **(BARE | {"milestones": (Milestone(Period.parse("2017"), "Een nulmeting"),)}),
    ),
    form("03_04_02", "Een brief", summary=f"Wie weinig heeft, {'en zo ' * 60}armoede.", **BARE),
)


@pytest.fixture(scope="module", autouse=True)
def actions(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        take_in(plan(*FORMS))
        yield
        transaction.set_rollback(True)


def codes(text, **choices):
    return [hit.code for hit in search(text, choices).hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kind", ["01_02_01", "01_02_02"]),
        ("KINDEREN", ["01_02_01", "01_02_02"]),
        ("creche", ["01_02_01"]),
        ("crèche", ["01_02_01"]),
        ("gemeenten plaatsen", ["01_02_01"]),
        ("nulmeting", ["03_04_01"]),
        ("de premie van de mensen", ["01_04_01"]),
        ('"mensen in armoede"', ["01_04_01"]),
        ('"armoede mensen"', []),
        # A phrase does not run from one field into the next.
        ('"crèche elke"', []),
        ("armoede -premie -brief", ["03_04_01"]),
        ('armoede -"in beeld" -brief', ["01_04_01"]),
        ("-armoede", ["01_02_01", "01_02_02"]),
        ("kinderop*", ["03_04_01"]),
        ("kinder* zw*", ["01_02_02"]),
        ("01_04_01", ["01_04_01"]),
        ("01.02.02", ["01_02_02", "01_04_01"]),
        ("01 02 02 -premie", ["01_02_02"]),
        ("premie -01_02_02", []),
    ],
)
def test_words_find_actions(text, found):
    results = search(text)
    assert [hit.code for hit in results.hits] == found
    assert results.total == len(found)
    assert (results.corrected, results.mode) == ("", "all")


def test_nothing_asked_finds_everything_in_the_order_of_the_plan():
    assert codes("") == ["01_02_01", "01_02_02", "01_04_01", "03_04_01", "03_04_02"]
    assert codes("  ?! ") == codes("")


def test_titles_come_first_then_who_says_it_most_for_its_length():
    assert codes("armoede") == ["03_04_01", "01_04_01", "03_04_02"]
    assert codes("zwemmen kinderen")[0] == "01_02_02"


def test_found_words_are_marked_in_title_and_snippet():
    hit = search("kinderen gratis").hits[0]
    assert hit.title == (("Goedkoop zwemmen", False),)
    assert hit.field == "summary"
    assert hit.snippet == (
        ("Kinderen", True), (" zwemmen ", False), ("gratis", True), (", ouders half.", False)
    )  # fmt: skip
    assert search("nulmeting").hits[0].field == "milestones[0].text"


def test_the_beginning_of_a_word_is_understood_without_a_star_where_nobody_uses_it():
    results = search("kinderopv")
    assert [hit.code for hit in results.hits] == ["03_04_01"]
    assert results.corrected == "kinderopv*"
    assert (("kinderopvang", True)) in results.hits[0].title
    # A word that is used is that word alone.
    assert codes("kind") == ["01_02_01", "01_02_02"]
    assert codes("zw") == []


@pytest.mark.parametrize(
    ("slip", "found", "corrected"),
    [
        ("premmie", "01_04_01", "premie"),
        ("prmie", "01_04_01", "premie"),
        ("premei", "01_04_01", "premie"),
        ("pramie", "01_04_01", "premie"),
        ("kinderopvnag", "03_04_01", "kinderopvang"),
        ("kindropvng", "03_04_01", "kinderopvang"),
        ("gratis zwemmeen", "01_02_02", "gratis zwemmen"),
        ("créche opnag", "01_02_01", "creche opnag"),
    ],
)
def test_a_misspelt_word_survives(slip, found, corrected):
    results = search(slip)
    assert results.hits[0].code == found
    assert results.corrected == (corrected if results.mode == "all" else "")
    assert any(marked for _, marked in (*results.hits[0].title, *results.hits[0].snippet))


@pytest.mark.parametrize("text", ["xyzzyq", "de xyzzyq", '"premie crèche"', "09_09_09", "qq"])
def test_what_nobody_says_is_not_found(text):
    results = search(text)
    assert (results.total, results.hits, results.corrected) == (0, (), "")
    assert all(not rows for rows in results.facets.values())


def test_where_no_action_has_every_word_those_with_any_come():
    results = search("crèche zwembaden")
    assert results.mode == "any"
    assert {hit.code for hit in results.hits} == {"01_02_01", "01_04_01"}
    assert search("crèche zwembaden -premie").total == 1


def test_pages_follow_each_other():
    every = codes("")
    pages = [search("", page=number, size=2) for number in (1, 2, 3, 4)]
    assert [hit.code for page in pages for hit in page.hits] == every
    assert {page.total for page in pages} == {5}
    assert search("", page=10**6).hits == ()


letters = st.text("ab kinderen\"-*_.(){}:^&|!<>\\'\0é😀0123", max_size=60) | st.text(max_size=30)
OPERATORS = (
    'NEAR(a b) AND OR NOT title:x {title} : "', "a & b | !c <-> d:*", "'; DROP TABLE x; --",
    "\0", "\ud800x", "😀 kind", '"' * 99, "(" * 500, "%s %(x)s {0}", '* - -* "*"', "a" * 10_000,
    "ab " * 3_333, '-"' * 5_000, "мир ωμέγα كتاب 日本", "a* b* c* " * 99, "registry_fulltext",
)  # fmt: skip


@pytest.mark.parametrize("text", OPERATORS)
def test_signs_of_databases_are_only_text(text):
    results = search(text, {"right": [text], "party": ["x"]})
    assert results.total == 0
    assert search(text).total <= 5


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(letters, st.integers(1, 3))
def test_any_text_is_a_question(text, page):
    results = search(text, page=page, size=2)
    assert 0 <= results.total <= 5
    assert len(results.hits) == max(0, min(2, results.total - 2 * (page - 1)))
    assert sum(count for _, count, _ in results.facets["right"]) == results.total
