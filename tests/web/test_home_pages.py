"""The home of the site and of a plan: what is promised, in numbers that lead to what they count."""

import re

import pytest
from django.test import Client
from registry.small_plans import form, plan, take_in
from web.reading_pages import linked_data, links, words

from grondrecht.plan.quality import RULES
from grondrecht.registry.models import Action, Form, Plan, QualityFinding

pytestmark = pytest.mark.django_db
client = Client()
HOME = "/en/voorbeeld/"


def get(address):
    response = client.get(address)
    assert response.status_code == 200
    return response


def number_at(response, address):
    """The number that a link to that address shows."""
    found = re.search(rf'<a href="{re.escape(address)}">(?:<strong>)?([\d.,]+)', body(response))
    assert found, address
    return int(found[1].replace(",", ""))


def body(response):
    return response.content.decode().replace("&amp;", "&")


def found_by(address):
    return get(address).context["found"].total


def test_an_empty_register_says_how_to_fill_it(db):
    page = words(get("/en/"))
    assert "There is no plan here yet" in page
    assert "grondrecht import FILE --apply" in page


def test_the_root_leads_to_a_language(db):
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/en/"
    assert client.get("/", headers={"accept-language": "fr"})["Location"] == "/nl/"
    assert client.get("/", follow=True).status_code == 200


def test_the_home_of_the_site_lists_the_plans_with_their_numbers(example):
    response = get("/en/")
    held = Plan.objects.get(slug="voorbeeld")
    assert f'<h2><a href="{HOME}"' in body(response)
    assert number_at(response, f"{HOME}zoeken") == held.actions.count()
    assert number_at(response, f"{HOME}grondrechten") == 11
    assert number_at(response, f"{HOME}zoeken?has=money") == found_by(f"{HOME}zoeken?has=money")
    assert linked_data(response)["@type"] == "WebSite"


def test_many_plans_are_turned_page_by_page(db):
    Plan.objects.bulk_create(
        Plan(slug=f"plan-{number:02}", name=f"Plan {number:02}", language="nl")
        for number in range(25)
    )
    first, second = words(get("/en/")), words(get("/en/?bladzijde=2"))
    assert "Plan 00" in first
    assert "Plan 24" not in first
    assert "Plan 24" in second
    assert "Plan 00" not in second


def test_each_figure_counts_what_its_link_finds(example):
    response = get(HOME)
    for each in response.context["figures"]:
        assert each["count"] == found_by(each["address"]) == number_at(response, each["address"])


def test_each_number_of_a_right_an_office_and_a_year_counts_what_its_link_finds(example):
    response = get(HOME)
    rows = [row for row in response.context["per_right"] if row["count"]][:3]
    cells = [cell for row in response.context["matrix"]["rows"] for cell in row["cells"]]
    counted = [(row["search"], row["count"]) for row in rows]
    counted += [(cell["address"], cell["count"]) for cell in cells if cell["count"]][:3]
    counted += [(row["address"], row["count"]) for row in response.context["periods"][:3]]
    assert len(counted) == 9
    for address, count in counted:
        assert found_by(address) == count
        assert address in links(response)


def test_the_matrix_adds_up(example):
    matrix = get(HOME).context["matrix"]
    assert matrix["totals"][-1] == Action.objects.count()
    assert sum(row["total"] for row in matrix["rows"]) == matrix["totals"][-1]
    assert sum(matrix["totals"][:-1]) == matrix["totals"][-1]
    assert matrix["most"] == max(c["count"] for row in matrix["rows"] for c in row["cells"])


def test_what_the_document_prints_twice_is_said_and_counted_once(example):
    response = get(HOME)
    again = [each["code"] for each in response.context["again"]]
    forms = Form.objects.count()
    assert forms == Action.objects.count() + len(again)
    assert f"The document prints {forms} forms." in words(response)
    assert f'<a href="{HOME}acties/{again[0]}"><span class="code">{again[0]}' in body(response)


def test_what_is_missing_is_told_by_level_and_leads_to_the_rule(example):
    response = get(HOME)
    quality = response.context["quality"]
    assert [each["level"] for each in quality] == ["error", "warning", "note"]
    for each in quality:
        assert each["count"] == QualityFinding.objects.filter(level=each["level"]).count()
        assert each["rules"][0]["address"].startswith(f"{HOME}kwaliteit?regel=")
        assert each["rules"][0]["address"] in links(response)
    titles = {rule.title_en for rule in RULES}
    assert {rule["title"] for each in quality for rule in each["rules"]} <= titles


def test_what_else_the_register_holds_leads_to_its_list(example):
    response = get(HOME)
    held = {each["address"]: each["count"] for each in response.context["beside"]}
    assert number_at(response, f"{HOME}partijen") == held[f"{HOME}partijen"] > 0
    assert get(f"{HOME}partijen").context["page"].total == held[f"{HOME}partijen"]


def test_the_home_of_a_plan_speaks_english_and_leads_to_its_data(example):
    response = get(HOME)
    page = words(response)
    for sentence in ("Actions per basic right", "Which office for which right", "Money"):
        assert sentence in page
    data = linked_data(response)
    assert data["@type"] == "CreativeWork"
    assert data["@id"].endswith("/id/plan/voorbeeld")
    assert f"{data['@id']}.ttl" in links(response)
    assert f"{HOME}wijzigingen.atom" in links(response)


def test_an_action_that_lapsed_is_told_of(db):
    take_in(plan(), edition="1")
    take_in(plan(form("01_02_01")), edition="2")
    page = words(get("/en/proef/"))
    assert "2 actions have lapsed: the newest edition does not print them." in page
    assert "actions, of which 2 have lapsed" in page
    assert "1 action stands" in page


def test_where_nothing_lapsed_nothing_is_said_of_it(db):
    take_in(plan(), edition="1")
    assert "lapsed" not in words(get("/en/proef/"))


def test_a_plan_without_any_edition_has_a_home_too(db):
    Plan.objects.create(slug="leeg", name="Leeg plan", language="nl")
    page = words(get("/en/leeg/"))
    assert "Leeg plan" in page
    assert "Of 0 actions, 0 state an amount of money." in page
    assert "No rule found anything." in page
    for part in ("geld", "grondrechten", "ambten", "partijen", "instrumenten", "indicatoren"):
        assert client.get(f"/en/leeg/{part}").status_code == 200
