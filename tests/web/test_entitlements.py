"""The measures as rules, on the site: all that a lawyer or an association needs to check them."""

from datetime import date

import pytest
from web.finder_rules import MEASURES, write_rules
from web.reading_pages import links, words

from grondrecht import rights
from grondrecht.registry.models import Action, Plan
from grondrecht.web.finder.rules import SHIPPED

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_rules(tmp_path_factory.mktemp("rules"))


@pytest.fixture
def small(settings, folder):
    settings.RIGHTS = folder


@pytest.mark.usefixtures("small")
def test_the_list_has_every_measure_under_its_topic(client):
    page = client.get("/nl/rechten")
    assert {f"/nl/rechten/{name}" for name in MEASURES} <= set(links(page))
    said = words(page)
    for topic in ("Wonen", "Werk", "Andere rechten", "Voor gemeenten en organisaties"):
        assert topic in said
    assert "Wet van rent-help" in said


@pytest.mark.usefixtures("small")
def test_the_page_of_a_measure_has_all_that_its_file_says(client):
    said = words(client.get("/nl/rechten/rent-help"))
    for text in (
        "Huurhulp", "Wat Huurhulp is.", "geld of een ander voordeel", "een gezin", "de dienst",
        "moet men vragen", "Zo komt het.", "Doe dit.", "Niet gezegd.", "Wet van rent-help",
        "Het gezin wacht lang.", "years(waiting_since to on) >= wait", "10 % * rent",
        "half_up to 1 cent", "wachttijd", "2 jaar vanaf 1 januari 2015", "31 december 2019",
        "die dag is voorbij", "Sinds wanneer wacht u?", "01_02_03", "Nothing known",
        "1 januari 2016", "van 0,00 euro tot 999,90 euro",
    ):  # fmt: skip
        assert text in said, text


@pytest.mark.usefixtures("small")
def test_the_page_is_there_in_english(client):
    said = words(client.get("/en/rechten/income-help"))
    for text in ("Income help", "comes by itself", "art. 2", "1,500.00 euro a month", "tax office"):
        assert text in said, text


@pytest.mark.usefixtures("small")
def test_a_measure_that_there_is_not_is_not_found(client):
    assert client.get("/nl/rechten/niets").status_code == 404


@pytest.fixture
def plans():
    """The plan that the sources name, and another that has the same code for something else."""
    own = Plan.objects.create(slug="wet", name="Wet van RENT-help")
    other = Plan.objects.create(slug="ander", name="Een ander plan", first_day=date(2015, 1, 1))
    for plan in (own, other):
        Action.objects.create(plan=plan, code="01_02_03", title=f"Actie van {plan.name}")


@pytest.mark.usefixtures("small", "plans")
def test_a_measure_leads_to_its_actions_in_the_plan_that_it_was_read_from(client):
    page = client.get("/nl/rechten/rent-help")
    assert "/nl/wet/acties/01_02_03" in links(page)
    assert "/nl/ander/acties/01_02_03" not in links(page)
    assert "/nl/wet/acties/01_02_03" not in links(client.get("/nl/rechten/job-help"))


# What is shipped

SHIPPED_MEASURES = sorted(rights.load(SHIPPED).measures)


def test_every_shipped_measure_has_a_page_in_both_languages(client, settings):
    settings.RIGHTS = ""
    for name in SHIPPED_MEASURES:
        for language in ("nl", "en"):
            page = client.get(f"/{language}/rechten/{name}")
            assert page.status_code == 200, name
            assert len(page.content) < 100_000, name
