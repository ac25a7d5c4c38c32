"""The search pages: what is found, how it is narrowed down, what is said when nothing is."""

import re
from html import unescape

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from web.reading_pages import linked_data, links, words

from grondrecht.plan.quality import RULES
from grondrecht.registry.actions.indexing import index_plan
from grondrecht.registry.models import Action, Plan
from grondrecht.registry.search import FACETS
from grondrecht.web.templatetags.look import named

# Without a test that asks for it by name, the database of the tests is not made.
pytestmark = pytest.mark.django_db
PLAN = "/en/voorbeeld/zoeken"
client = Client()


def get(address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response


def found(response):
    return response.context["found"].total


def test_words_are_found_best_first_and_marked(example):
    response = get(PLAN, q="woning")
    page = response.content.decode()
    first = response.context["hits"][0]
    assert found(response) > 1
    assert any(marked for _text, marked in first["title"])
    assert re.search(r'<h3 lang="nl"><a href="/en/voorbeeld/acties/[^"]+">.*<mark>', page)
    assert f"<strong>{found(response)}</strong> actions found" in page


def test_without_words_all_actions_are_there_page_by_page(example):
    everything = Action.objects.filter(plan__slug="voorbeeld").count()
    first, second = get(PLAN), get(PLAN, bladzijde="2")
    assert found(first) == everything > 20
    codes = [hit["code"] for page in (first, second) for hit in page.context["hits"]]
    assert len(set(codes)) == len(codes) > 20
    assert 'rel="prev"' in second.content.decode()


def test_a_page_past_the_end_is_the_last(example):
    last = get(PLAN, bladzijde="9999")
    assert last.context["hits"]
    assert last.context["page"].next_address == ""


def test_facets_have_readable_names_and_counts_that_hold(example):
    response = get(PLAN)
    facets = {facet["name"]: facet for facet in response.context["facets"]}
    assert set(facets) == set(FACETS) - {"plan"}
    assert [each["label"] for each in facets["has"]["options"] if "money" in each["label"]]
    for facet in facets.values():
        option = facet["options"][-1]
        assert option["label"]
        assert found(client.get(option["address"])) == option["count"], facet["name"]


def test_labels_are_names_not_codes(example):
    response = get(PLAN)
    labels = {
        facet["name"]: [option["label"] for option in facet["options"]]
        for facet in response.context["facets"]
    }
    assert all(re.match(r"\d\d \w", label) for label in labels["right"] + labels["office"])
    assert all(re.fullmatch(r"\d{4}", label) for label in labels["period"])
    slugs = [label for label in labels["party"] + labels["rule"] if re.fullmatch(r"[a-z-]+", label)]
    assert slugs == []


def test_choices_narrow_within_a_facet_they_widen(example):
    right = get(PLAN).context["facets"][0]["options"]
    one, other = right[0], right[1]
    value = re.search(r"right=(\w+)", other["address"])[1]
    both = client.get(f"{one['address']}&right={value}")
    assert found(both) == one["count"] + other["count"]
    narrowed = client.get(f"{one['address']}&has=money")
    assert 0 < found(narrowed) < one["count"]


def test_a_choice_is_shown_and_taken_away(example):
    response = get(PLAN, q="woning", right="08", has="end_goal")
    chosen = {each["label"]: each["address"] for each in response.context["chosen"]}
    assert "The form states: an end goal" in chosen
    without = chosen["The form states: an end goal"]
    assert "right=08" in without
    assert "has=" not in without
    assert without in links(response)
    assert 'aria-current="true"' in response.content.decode()
    assert '<input type="hidden" name="right" value="08">' in response.content.decode()


def test_a_misspelt_word_is_told(example):
    assert "We looked for “woning” instead of “wonnig”." in words(get(PLAN, q="wonnig"))


def test_some_of_the_words_are_told(example):
    told = words(get(PLAN, q="woning zwembad fietspomp computer"))
    assert "No action has all these words" in told


def test_nothing_found_is_helped(example):
    response = get(PLAN, q="xqzwvk", has="money")
    assert found(response) == 0
    assert "No action has these words and choices together." in words(response)
    assert {f"{PLAN}?q=xqzwvk", "/en/zoeken?q=xqzwvk", PLAN} <= set(links(response))


def test_more_values_of_a_facet_are_shown_when_asked_for(example):
    party = next(f for f in get(PLAN).context["facets"] if f["name"] == "party")
    assert len(party["options"]) == 8
    more = client.get(party["more_address"].partition("#")[0]).context["facets"]
    assert len(next(f for f in more if f["name"] == "party")["options"]) > 8


def test_all_plans_are_searched_together(example):
    response = get("/en/zoeken", q="woning")
    facets = [facet["name"] for facet in response.context["facets"]]
    assert found(response) == found(get(PLAN, q="woning"))
    assert "plan" not in facets  # there is one plan: nothing to choose
    assert response.context["hits"][0]["facts"][0] == named(Plan.objects.get())
    assert found(get("/en/zoeken", q="woning", plan="voorbeeld")) == found(response)
    assert found(get("/en/zoeken", plan="elders")) == 0


def test_a_page_of_a_plan_cannot_be_led_to_another(example):
    assert found(get(PLAN, plan="elders")) == found(get(PLAN))


def test_the_page_speaks_its_language_and_tells_programs_how_to_search(example):
    response = get(PLAN, q="woning")
    data = linked_data(response)
    assert data["potentialAction"]["target"]["urlTemplate"].endswith(
        "/en/voorbeeld/zoeken?q={words}"
    )
    assert data["mainEntity"]["numberOfItems"] == found(response)
    assert "What are you looking for?" in words(response)
    rules = next(f for f in response.context["facets"] if f["name"] == "rule")["options"]
    assert {rule["label"] for rule in rules} <= {rule.title_en for rule in RULES}
    assert client.get(response.context["data_address"]).json()["total"] == found(response)


def test_hostile_words_stay_words(example):
    page = get(PLAN, q='"><script>alert(1)</script>', party='"><b>x').content.decode()
    assert "<script>alert" not in page
    assert "<b>x" not in page
    assert "alert(1)" in unescape(page)


def test_an_unknown_plan_is_refused(example):
    assert client.get("/en/nergens/zoeken").status_code == 404
    assert client.post(PLAN).status_code == 405


@pytest.mark.parametrize("query", [{}, {"q": "woning kinderen"}, {"alle": "party", "right": "08"}])
def test_the_number_of_queries_is_fixed(example, query, django_assert_max_num_queries):
    for address in (PLAN, "/nl/zoeken"):
        get(address, **query)
        with django_assert_max_num_queries(14):
            get(address, **query)


@settings(max_examples=60, deadline=None)
@given(
    query=st.dictionaries(
        st.sampled_from(["q", "bladzijde", "alle", "right", "plan", "has", "period", "rule"]),
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30),
    )
)
def test_any_question_gets_an_answer(example, query):
    for address in (PLAN, "/nl/zoeken"):
        assert client.get(address, query).status_code == 200


def test_numbers_beyond_numbers_are_no_pages(example):
    for number in ("0", "-1", "x", "٣", "1" * 400, "1e9"):
        assert get(PLAN, bladzijde=number).context["hits"]


def test_a_code_that_means_several_things_is_named_twice(example, db):
    """Over all plans a code may stand for other rights; two names tell so, more are cut."""
    plan = Plan.objects.get()
    for number in range(3):
        other = Plan.objects.create(slug=f"ander-{number}", name=f"Ander {number}", language="nl")
        other.rights.create(code="08", name=f"ander recht {number}")
        office = other.offices.create(code="04")
        Action.objects.create(
            plan=other, code="08_04_01", title="Woning", right=other.rights.get(), office=office
        )
        index_plan(other)
    response = get("/en/zoeken", q="woning")
    facets = {facet["name"]: facet["options"] for facet in response.context["facets"]}
    label = next(each["label"] for each in facets["right"] if each["label"].startswith("08"))
    assert label.startswith("08 ander recht 0 / ander recht 1 / …")
    assert {each["label"] for each in facets["plan"]} >= {"Ander 0", named(plan)}
    assert found(get("/en/zoeken", q="woning", plan="ander-1")) == 1
