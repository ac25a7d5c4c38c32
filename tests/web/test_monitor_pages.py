"""The monitor's pages: what they draw, what they say, and that they say no more than they may."""

import csv
import re
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.test import Client
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from registry.small_plans import plan, take_in
from web.reading_pages import linked_data, links, words
from web.two_plans import observe

from grondrecht.registry.models import Action, Contribution, Indicator, Observation, Party, Plan
from grondrecht.web import monitor_page
from grondrecht.web.monitor_words import group
from grondrecht.web.views.monitor import COLUMNS, SIZE

pytestmark = pytest.mark.django_db
client = Client()
FRONT, ONE = "/en/proef/monitor", "/en/proef/monitor/arop-2021"
HOSTILE = '<script>alert(1)</script>"\u202e'


@pytest.fixture
def of_plan(db):
    take_in(plan())
    return Plan.objects.get()


@pytest.fixture
def indicator(of_plan):
    """An indicator of the monitor, with nothing observed yet."""
    return Indicator.objects.create(
        plan=of_plan,
        slug="arop-2021",
        name="Armoederisico",
        name_en="At-risk-of-poverty rate",
        unit="%",
        better="down",
        definition="arop",
        version="2021",
        definition_url="https://example.org/arop",
    )


def seen(indicator, year, value, error="0.5", **more):
    """A value with its standard error and an interval that does not lie around the middle."""
    if error is not None and value is not None:
        value, error = Decimal(value), Decimal(error)
        ends = {"lower": value - 2 * error + Decimal("0.1"), "upper": value + 2 * error}
        more = {"standard_error": error, "margin": 2 * error, "n": 6000, **ends, **more}
    return (
        observe(indicator, year, 0, **more)
        if value is None
        else observe(indicator, year, value, **more)
    )


def hidden(indicator, year, flag, **more):
    """What has no value."""
    return Observation.objects.create(
        indicator=indicator,
        kind="observed",
        period=str(year),
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
        value=None,
        flag=flag,
        source="Enquête",
        **more,
    )


def get(address):
    response = client.get(address)
    assert response.status_code == 200
    return response


def said(*rows, unit="%"):
    """What a series of observations that are not in a register tells, in English."""
    with override("en"):
        return " ".join(monitor_page.sentences(rows, unit))


def row(year, value, error=None, flag=""):
    """An observation that is not in a register."""
    return Observation(
        period=str(year),
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
        value=None if value is None else Decimal(str(value)),
        standard_error=None if error is None else Decimal(str(error)),
        margin=None if error is None else Decimal(str(error)) * 2,
        flag=flag,
    )


def test_without_figures_the_page_says_so(of_plan):
    assert "holds no figures of the poverty monitor yet" in words(get(FRONT))


def test_every_page_says_that_these_figures_are_no_effect(indicator):
    seen(indicator, 2019, "14.2")
    for address in (FRONT, ONE):
        assert "Not the effect of the actions" in words(get(address))
    assert "Niet het effect van de acties" in words(get(FRONT.replace("/en/", "/nl/")))


def test_a_series_is_drawn_told_and_stands_in_a_table(indicator):
    seen(indicator, 2018, "14.4")
    seen(indicator, 2019, "14.2")
    response = get(FRONT)
    page = words(response)
    assert (
        "In 2019: an estimated 14.2 %. Given the sample, it may lie between 13.3 and 15.2 %."
        in page
    )
    assert "Since 2018 (14.4 %): no change that can be told from chance." in page
    (image,) = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', response.content.decode())
    assert "no change that can be told from chance" in image[1]
    assert "13.3 – 15.2" in page
    assert "6,000" in page
    drawing = get(image[0])
    assert drawing["Content-Type"].startswith("image/svg+xml")
    assert "<script" not in drawing.content.decode()
    narrow = client.get(image[0] + "&smal=1").content
    assert narrow != drawing.content


def test_dutch_says_it_plainly(indicator):
    seen(indicator, 2018, "14.4")
    seen(indicator, 2019, "14.2")
    page = words(get(FRONT.replace("/en/", "/nl/")))
    assert "geen verandering die van toeval te onderscheiden is" in page
    assert "naar schatting 14,2 %" in page


def test_what_was_made_up_is_called_so_on_every_page(indicator):
    seen(indicator, 2019, "14.2", synthetic=True)
    for address in (FRONT, ONE):
        page = words(get(address))
        assert "These figures are synthetic" in page
        assert "Synthetic figures: made up" in page
    Observation.objects.update(synthetic=False)
    assert "synthetic" not in words(get(FRONT))


def test_a_group_has_its_own_series_on_the_page_of_the_indicator(indicator):
    seen(indicator, 2019, "14.2")
    women = {"breakdown": {"sex": "female"}, "group": "sex: female"}
    seen(indicator, 2019, "15.1", **women)
    assert "15.1" not in words(get(FRONT))
    page = words(get(ONE))
    assert page.index("14.2 %") < page.index("Sex: woman") < page.index("15.1 %")
    assert "Geslacht: vrouw" in words(get(ONE.replace("/en/", "/nl/")))
    drawing = get(f"{ONE}/grafiek.svg?groep=sex%3A+female").content
    assert drawing != get(f"{ONE}/grafiek.svg").content


@pytest.mark.parametrize(
    ("code", "told"), [("1", "man"), ("2", "woman"), ("F", "woman"), ("X", "X")]
)
def test_codes_of_sexes_are_words(code, told):
    with override("en"):
        assert group({"sex": code}) == f"sex: {told}"


def test_where_nothing_is_for_everyone_the_first_group_stands_in_front(indicator):
    seen(indicator, 2019, "14.2", breakdown={"geo": "BE"}, group="geo: BE")
    seen(indicator, 2019, "20.2", breakdown={"geo": "EU27_2020"}, group="geo: EU27_2020")
    page = words(get(FRONT))
    assert "Area: BE" in page
    assert "14.2 %" in page
    assert "20.2 %" not in page


def test_what_is_withheld_is_said_and_nothing_else(indicator):
    hidden(indicator, 2019, "withheld", n=12)
    response = get(FRONT)
    assert "There is no value that may or can be shown." in words(response)
    assert "too few people asked: not shown" in words(response)
    assert "<img" not in response.content.decode()
    assert client.get(f"{ONE}/grafiek.svg").status_code == 404


def test_flags_of_eurostat_are_shown_in_words(indicator):
    seen(indicator, 2018, "14.2", error=None, flag="bp")
    hidden(indicator, 2019, ":u")
    page = words(get(FRONT))
    assert "break in the series, provisional" in page
    assert "not available, low reliability" in page


def test_the_definition_and_its_version_are_told(indicator):
    seen(indicator, 2019, "14.2")
    response = get(ONE)
    assert "arop@2021" in words(response)
    assert "https://example.org/arop" in links(response)
    assert linked_data(response)["@type"] == "StatisticalVariable"


def test_values_can_be_taken_as_csv_with_all_that_is_known(indicator):
    seen(indicator, 2019, "14.2")
    hidden(indicator, 2018, "withheld")
    text = get(f"{ONE}/waarnemingen.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert tuple(rows[0]) == COLUMNS
    assert (rows[1]["value"], rows[1]["lower"], rows[1]["n"]) == ("14.2", "13.3", "6000")
    assert (rows[0]["value"], rows[0]["flag"]) == ("", "withheld")


def test_the_monitor_stands_apart_from_what_the_forms_speak_of(indicator):
    seen(indicator, 2019, "14.2")
    assert ONE not in links(get("/en/proef/indicatoren"))
    assert client.get("/en/proef/indicatoren/arop-2021").status_code == 404
    own = Indicator.objects.create(plan=indicator.plan, slug="plaatsen", name="Plaatsen")
    assert client.get(f"/en/proef/monitor/{own.slug}").status_code == 404
    assert client.get("/id/indicator/proef/arop-2021", HTTP_ACCEPT="text/html")[
        "Location"
    ].endswith("/proef/monitor/arop-2021")


def test_the_menu_and_the_home_of_the_plan_lead_to_it(of_plan):
    assert links(get("/en/proef/")).count(FRONT) == 2


def test_how_actions_should_contribute_stands_beside_and_claims_no_effect(indicator):
    seen(indicator, 2019, "14.2")
    action = Action.objects.get(code="01_02_01")
    party = Party.objects.create(slug="dienst", name="De Dienst", kind="administration")
    Contribution.objects.create(
        action=action, indicator=indicator, direction="down", text="Wie werkt.", said_for=party
    )
    for address in (FRONT, ONE, "/en/proef/acties/01_02_01"):
        page = words(get(address))
        assert "It should help the figure fall. Wie werkt." in page
        assert "It is no measured effect." in page
        assert "Said by De Dienst" in page
    assert "/en/proef/acties/01_02_01" in links(get(FRONT))
    assert ONE in links(get("/en/proef/acties/01_02_01"))
    assert "Hoe deze actie zou moeten bijdragen" in words(get("/nl/proef/acties/01_02_01"))


def test_hostile_words_stand_on_the_pages_as_words(indicator):
    Indicator.objects.update(name=HOSTILE, name_en=HOSTILE, unit=HOSTILE[:20])
    seen(
        indicator,
        2019,
        "14.2",
        breakdown={HOSTILE: HOSTILE},
        group=f"{HOSTILE}: {HOSTILE}",
        source=HOSTILE,
        source_url="javascript:alert(1)",
        method=HOSTILE,
    )
    for address in (FRONT, ONE):
        page = get(address).content.decode()
        assert "<script>alert" not in page
        assert "javascript:" not in page
        (image,) = re.findall(r'<img src="([^"]+)"', page)
        assert "<script" not in get(image.replace("&amp;", "&")).content.decode()


def test_the_pages_ask_as_much_for_many_as_for_few(indicator, django_assert_max_num_queries):
    seen(indicator, 2019, "14.2")
    get(FRONT)
    for number in range(SIZE + 3):
        other = Indicator.objects.create(
            plan=indicator.plan, slug=f"x-{number}", name=f"X {number}", definition=f"x{number}",
            version="1",
        )  # fmt: skip
        for year in range(2015, 2020):
            seen(other, year, "14.2", group="" if number % 2 else "geo: BE")
    with django_assert_max_num_queries(7):
        response = get(FRONT)
    assert response.content.decode().count("<figure") == SIZE
    with django_assert_max_num_queries(7):
        get(f"{FRONT}/x-1")


# Sentences


def test_one_value_is_told_with_its_interval_and_no_change():
    assert said(row(2019, 14.2, 0.5)) == (
        "In 2019: an estimated 14.2 %. Given the sample, it may lie between 13.2 and 15.2 %."
    )


def test_a_change_beyond_chance_is_told_with_its_own_interval():
    told = said(row(2015, 19.9, 0.5), row(2017, 18, 0.5), row(2019, 15.6, 0.5))
    assert told.endswith("That is 2.9 to 5.7 percentage points lower than in 2015 (19.9 %).")
    told = said(row(2015, 15.6, 0.5), row(2019, 19.9, 0.5))
    assert told.endswith("That is 2.9 to 5.7 percentage points higher than in 2015 (15.6 %).")


def test_two_intervals_that_overlap_may_still_be_a_change():
    """Their margins are not added: of two samples the squares of the errors are."""
    told = said(row(2015, 16, 0.5), row(2019, 14.5, 0.5))
    assert "lower than" in told


@given(
    st.decimals(0, 100, places=2), st.decimals(0, 100, places=2), st.decimals("0.01", 9, places=2)
)
def test_no_change_is_told_that_chance_explains(one, other, error):
    told = said(row(2015, one, error), row(2019, other, error))
    surely = abs(other - one) > monitor_page.SURE * (2 * error**2).sqrt()
    assert ("lower than" in told or "higher than" in told) == surely
    assert ("no change that can be told from chance" in told) != surely


@pytest.mark.parametrize(
    "rows", [(row(2015, 19, 0.5), row(2019, 15)), (row(2015, 19), row(2019, 15))]
)
def test_without_a_margin_nothing_is_called_a_change(rows):
    told = said(*rows)
    assert "nobody can tell whether that is a change" in told
    assert "lower" not in told


@pytest.mark.parametrize("flags", [("few", ""), ("", "few"), ("u", ""), ("", "pu")])
def test_what_rests_on_few_people_is_called_no_change(flags):
    told = said(row(2015, 40, 1, flags[0]), row(2019, 20, 1, flags[1]))
    assert "Too few people were asked to tell a change." in told
    assert "lower than" not in told


def test_values_before_a_break_are_not_compared():
    rows = row(2015, 40, 1), row(2017, 20, 1, "b"), row(2019, 20.5, 1)
    told = said(*rows)
    assert "Since 2017 (20.0 %): no change" in told
    assert "Figures of before 2017 were measured otherwise" in told
    told = said(row(2015, 40, 1), row(2019, 20, 1, "bp"))
    assert "40" not in told


def test_a_break_at_the_beginning_breaks_nothing():
    told = said(row(2015, 40, 1, "b"), row(2019, 20, 1))
    assert "lower than in 2015" in told
    assert "otherwise" not in told


def test_a_missing_value_at_the_end_leaves_the_last_that_is_known():
    told = said(row(2015, 14, 0.5), row(2018, 14.2, 0.5), row(2019, None, flag=":"))
    assert told.startswith("In 2018: an estimated 14.2 %")


def test_a_break_without_a_value_is_a_break():
    told = said(row(2015, 40, 1), row(2017, None, flag=":b"), row(2019, 20, 1))
    assert "40" not in told


def test_the_line_of_a_drawing_stops_at_a_break():
    points = monitor_page.points([row(2015, 1, 1), row(2016, 2, 1, "b"), row(2017, 3, 1)])
    assert [each.part for each in points] == [0, 1, 1]


def test_money_and_ratios_are_written_as_they_are():
    assert said(row(2019, "14990", 118), unit="euro").startswith(
        "In 2019: an estimated 14,990 euro."
    )
    assert said(row(2019, "3.8512", "0.07"), unit="ratio").startswith("In 2019: an estimated 3.85.")
