"""What the page of an indicator says of its values: start, now and target, margins and groups."""

import csv
from io import StringIO

import pytest
from django.test import Client
from registry.small_plans import plan, take_in
from web.reading_pages import linked_data, links, words
from web.two_plans import observe

from grondrecht.registry.models import Action, Indicator, Observation, Plan
from grondrecht.web import indicator_page

pytestmark = pytest.mark.django_db
client = Client()


def get(address):
    response = client.get(address)
    assert response.status_code == 200
    return response


def test_without_a_catalogue_the_pages_say_so(db):
    take_in(plan())
    assert "Nothing here yet" in words(get("/en/proef/instrumenten"))
    assert "The forms of this plan speak of none." in words(get("/en/proef/instrumenten/system"))
    assert "Nothing here yet" in words(get("/en/proef/indicatoren"))


@pytest.fixture
def indicator(db):
    """An indicator of a small plan, with nothing observed yet."""
    take_in(plan())
    made = Indicator.objects.create(
        plan=Plan.objects.get(), slug="plaatsen", name="Plaatsen", name_en="Places", unit="%"
    )
    made.actions.set(Action.objects.filter(code="01_02_01"))
    return made


def test_an_indicator_without_values_says_so_and_draws_nothing(indicator):
    response = get("/en/proef/indicatoren/plaatsen")
    page = words(response)
    assert "This register holds no values of this indicator yet." in page
    assert "<img" not in response.content.decode()
    assert "Places" in page
    assert client.get("/en/proef/indicatoren/plaatsen/grafiek.svg").status_code == 404
    assert [row.code for row in response.context["actions"].rows] == ["01_02_01"]


def test_an_indicator_shows_start_now_and_target(indicator):
    observe(indicator, 2014, "12.50", "baseline")
    observe(indicator, 2015, "12.1", margin="1.5")
    observe(indicator, 2016, "8", margin="1.3", source_url="https://example.org/cijfers")
    observe(indicator, 2019, "7", "target")
    response = get("/en/proef/indicatoren/plaatsen")
    assert [(each["value"], each["label"]) for each in response.context["figures"]] == [
        ("12.5", "at the start (2014)"),
        ("8", "last observed (2016)"),
        ("7", "should be reached (2019)"),
    ]
    page = words(response)
    assert "Places falls: 12.1 (2015), later 8 % (2016)." in page
    assert "± 1.5 (10.6 – 13.6)" in page
    assert "may be chance" not in page
    assert "https://example.org/cijfers" in links(response)
    assert "/en/proef/indicatoren/plaatsen/waarnemingen.csv" in links(response)
    assert linked_data(response)["@type"] == "StatisticalVariable"


def test_a_change_within_the_margins_may_be_chance(indicator):
    observe(indicator, 2015, "12", margin="1")
    observe(indicator, 2016, "13.4", margin="1")
    assert "it may be chance" in words(get("/en/proef/indicatoren/plaatsen"))
    Observation.objects.filter(period="2016").update(value="13.5")
    assert "it may be chance" not in words(get("/en/proef/indicatoren/plaatsen"))


def test_what_did_not_change_is_not_chance(indicator):
    for year in (2015, 2016):
        observe(indicator, year, "12", margin="1")
    page = words(get("/en/proef/indicatoren/plaatsen"))
    assert "Places stays as it is" in page
    assert "chance" not in page


def test_without_margins_nothing_is_said_of_chance(indicator):
    observe(indicator, 2015, "12")
    observe(indicator, 2016, "12.1")
    page = words(get("/en/proef/indicatoren/plaatsen"))
    assert "Places rises" in page
    assert "margin of error" not in page
    assert "The axis does not begin at zero" in page


def test_groups_stand_in_the_table_and_too_many_are_not_drawn(indicator):
    for number in range(7):
        observe(indicator, 2015, number + 1, group=f"groep {number}", breakdown={"g": str(number)})
    response = get("/en/proef/indicatoren/plaatsen")
    assert "2 groups are not drawn." in words(response)
    assert "groep 6" in words(response)
    drawing = get("/en/proef/indicatoren/plaatsen/grafiek.svg").content.decode()
    assert "groep 4" in drawing
    assert "groep 5" not in drawing


def test_hostile_words_stand_in_the_drawing_as_words(indicator):
    indicator.unit = "<script>x</script>"
    indicator.save()
    observe(indicator, 2015, 1, group="<b onload='x'>", breakdown={"g": "1"})
    observe(indicator, 2015, 2, group="\"'&", breakdown={"g": "2"})
    drawing = get("/en/proef/indicatoren/plaatsen/grafiek.svg").content.decode()
    assert "<script" not in drawing
    assert "<b onload" not in drawing
    assert "&lt;b onload" in drawing


def test_the_values_can_be_taken_as_csv(indicator):
    observe(indicator, 2015, "12.10", margin="1.5", source="=1+1")
    observe(indicator, 2019, "7", "target")
    response = get("/en/proef/indicatoren/plaatsen/waarnemingen.csv")
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert tuple(rows[0]) == indicator_page.COLUMNS
    assert (rows[0]["value"], rows[0]["margin"], rows[0]["first_day"]) == (
        "12.1",
        "1.5",
        "2015-01-01",
    )
    assert rows[0]["source"] == "'=1+1"
    assert (rows[1]["kind"], rows[1]["margin"]) == ("target", "")
    assert response["Content-Disposition"] == 'attachment; filename="plaatsen.csv"'


def test_numbers_are_written_as_the_page_speaks(indicator):
    observe(indicator, 2015, "1234.5")
    assert "1,234.5" in words(get("/en/proef/indicatoren/plaatsen"))
    assert "1.234,5" in words(get("/nl/proef/indicatoren/plaatsen"))
