"""Compare: what became of each action between editions and between days, word by word."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from registry.small_plans import WHO, form, plan, take_in
from web.reading_pages import links, words

from grondrecht.registry.actions.lineage import confirm_descent, refuse_descent
from grondrecht.registry.actions.texts import maintain_text
from grondrecht.registry.log import state_on
from grondrecht.registry.models import Action, Descent, LogEntry, Plan
from grondrecht.web import comparing
from grondrecht.web.pages import end_of

pytestmark = pytest.mark.django_db
PAGE = "/en/proef/vergelijken"
OLD = plan(
    form("01_02_01"),
    form("01_02_02", "Goedkoper zwemmen", summary="Wie weinig verdient, zwemt voor één euro."),
    form("03_04_01", "De premie vanzelf", summary="De premie komt zonder aanvraag op de rekening."),
)
NEW = plan(
    form("01_02_01"),
    form("01_02_02", "Goedkoper zwemmen", summary="Wie weinig verdient, zwemt voor twee euro."),
    form(
        "03_04_07",
        "Een fiets lenen",
        summary="In elke gemeente staat een fiets klaar voor wie er geen heeft.",
    ),
)
client = Client()


@pytest.fixture(scope="module")
def editions(django_db_setup, django_db_blocker):
    """Three editions of a plan, the second unlike the first, and a change by a person."""
    with django_db_blocker.unblock(), transaction.atomic():
        for name, read in (("1", OLD), ("2", NEW), ("3", NEW)):
            take_in(read, name)
        action = Action.objects.get(code="01_02_02")
        maintain_text(action, "summary", "Zwemmen kost drie euro.", by="Bea", why="te duur")
        take_in(OLD, "enig", slug="alleen")
        yield
        transaction.set_rollback(True)


def get(**query):
    response = client.get(PAGE, query)
    assert response.status_code == 200
    return response


def kinds(response):
    return {row["label"]: row["count"] for row in response.context["kinds"]}


def test_the_newest_two_editions_are_compared_when_nothing_is_asked(editions):
    page = get()
    assert (page.context["before"].slug, page.context["after"].slug) == ("2", "3")
    assert kinds(page) == {"kept": 3}


def test_what_became_of_each_action_is_told_with_its_state(editions):
    page = get(oud="1", nieuw="2")
    assert kinds(page) == {"new": 1, "lapsed": 1, "reworded": 1, "kept": 1}
    steps = {step.kind: step for step in page.context["steps"]}
    assert [step.kind for step in page.context["steps"]] == ["new", "lapsed", "reworded", "kept"]
    assert steps["lapsed"].old[0]["title"] == "De premie vanzelf"
    assert steps["new"].new[0]["address"] == "/en/proef/acties/03_04_07?editie=2"
    assert "proposed, not yet confirmed" in words(page)
    assert Descent.objects.filter(kind="lapsed").first().why_en in words(page)


def test_words_that_changed_are_marked(editions):
    page = get(oud="1", nieuw="2", soort="reworded")
    body = page.content.decode()
    assert "<del>" in body
    assert "één" in body.partition("<del>")[2].partition("</del>")[0]
    assert "twee" in body.partition("<ins>")[2].partition("</ins>")[0]
    (pair,) = page.context["steps"][0].pairs
    assert [part.name for part in pair.parts] == ["Summary"]


def test_a_kind_can_be_chosen_and_left(editions):
    page = get(oud="1", nieuw="2", soort="new")
    assert [step.kind for step in page.context["steps"]] == ["new"]
    assert f"{PAGE}?oud=1&nieuw=2" in links(page)
    assert len(get(oud="1", nieuw="2", soort="else").context["steps"]) == 4


def test_the_order_of_the_editions_does_not_matter(editions):
    assert get(oud="2", nieuw="1").context["before"].slug == "1"


def test_the_same_edition_twice_is_told(editions):
    page = get(oud="2", nieuw="2")
    assert "You chose the same edition twice; these are the newest two." in words(page)


def test_editions_that_do_not_follow_are_compared_by_code(editions):
    page = get(oud="1", nieuw="3")
    assert kinds(page) == {"new": 1, "lapsed": 1, "reworded": 1, "kept": 1}
    assert page.context["by_code"]
    assert "compared by their codes" in words(page)
    assert len(get(oud="1", nieuw="3", soort="lapsed").context["steps"]) == 1


def test_a_person_confirms_and_refuses(editions, db):
    lapsed = Descent.objects.get(kind="lapsed")
    confirm_descent(lapsed.pk, decision="beslissing van 3 maart", **WHO)
    refuse_descent(Descent.objects.get(kind="new").pk, **WHO)
    page = get(oud="1", nieuw="2")
    assert "confirmed by a person" in words(page)
    assert "beslissing van 3 maart" in words(page)
    assert kinds(page) == {"lapsed": 1, "reworded": 1, "kept": 1}


def test_a_plan_with_one_edition_says_so_and_offers_days(editions):
    response = client.get("/en/alleen/vergelijken")
    assert response.status_code == 200
    assert "This plan has one edition" in words(response)
    assert 'name="van"' in response.content.decode()
    assert 'name="oud"' not in response.content.decode()


def days_around():
    today = timezone.localdate()
    return today - timedelta(days=1), today


def test_two_days_are_compared_by_the_log(editions):
    first, last = days_around()
    page = get(van=first.isoformat(), tot=last.isoformat())
    assert {each.code for each in page.context["then"]} == set(
        Action.objects.filter(plan__slug="proef").values_list("code", flat=True)
    )
    assert "New in the register between these days." in words(page)


def test_days_are_told_as_the_log_tells_them(editions, db):
    """The fold of all subjects at once is the fold of each alone."""
    of_plan = Plan.objects.get(slug="proef")
    first, last = days_around()
    LogEntry.objects.bulk_create(
        LogEntry(
            at=end_of(first) - timedelta(hours=1),
            batch="0" * 32,
            verb="action.say_plainly",
            by="Bea",
            why="om te zien",
            plan="proef",
            subject=f"action:{code}",
            label="Oud",
            before={},
            after={"title": "Oud", "plain": "Zo was het"},
        )
        for code in ("01_02_01", "01_02_02")
    )
    then = comparing.between(of_plan, first, last, ["action:01_02_01", "action:01_02_02"])
    for each in then:
        was = state_on("proef", f"action:{each.code}", end_of(first))
        assert was == {"title": "Oud", "plain": "Zo was het"}
        told = {part.name: (part.before, part.after) for part in each.parts}
        assert not each.is_new
        assert "Code" in told
    page = get(van=first.isoformat(), tot=last.isoformat())
    assert "<ins>" in page.content.decode()


def test_nothing_changed_between_days_long_ago(editions):
    page = get(van="2001-01-01", tot="2001-12-31")
    assert page.context["then"] == []
    assert "Between these days 0 things changed." in words(page)


def test_days_may_be_given_the_other_way_round_and_end_today(editions):
    first, last = days_around()
    turned = get(van=last.isoformat(), tot=first.isoformat())
    assert turned.context["first"] == first
    assert get(van=first.isoformat()).context["last"] == last


@pytest.mark.parametrize("query", [{"van": "morgen"}, {"van": "2017-01-01", "tot": "2017-02-30"}])
def test_a_day_that_is_none_is_told_at_its_field(editions, query):
    page = get(**query)
    assert "This is no day; write it as 2017-03-31." in words(page)
    assert 'aria-invalid="true"' in page.content.decode()
    assert page.context.get("then") is None


@pytest.mark.parametrize(
    "query", [{}, {"oud": "1", "nieuw": "2"}, {"oud": "1", "nieuw": "3"}, {"van": "2001-01-01"}]
)
def test_the_number_of_queries_is_fixed(editions, query, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        get(**query)


def test_a_renumbered_action_is_compared_by_its_words():
    (part,) = comparing.differing(
        [form("01_02_01", title="Zwemmen")], [form("03_04_09", title="Baden")]
    )
    assert (part.before, part.after) == ("Zwemmen", "Baden")
    assert comparing.differing([], [form()]) == []


@settings(max_examples=60, deadline=None)
@given(
    query=st.dictionaries(
        st.sampled_from(["van", "tot", "oud", "nieuw", "soort", "bladzijde"]),
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
        | st.dates().map(date.isoformat)
        | st.sampled_from(["1", "2", "kept", "0001-01-01", "9999-12-31"]),
    )
)
def test_any_days_and_editions_get_an_answer(editions, query):
    get(**query)


def test_an_unknown_plan_is_refused(editions):
    assert client.get("/en/nergens/vergelijken").status_code == 404
