"""The definitions of data/definitions.toml: AROPE, thresholds given, definitions of one's own."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from raw_households import by_home, frame, people
from samples import of_incomes
from samples import people as sample_people
from test_deprivation import deprived
from test_work_intensity import expected as intensity

from grondrecht.monitor import (
    Survey,
    SurveyError,
    anchored,
    catalogue,
    definition,
    definitions_in,
    indicators,
)
from grondrecht.monitor.catalogue import definitions, possible
from grondrecht.monitor.conditions import Poor
from grondrecht.monitor.deprivation import list_items
from grondrecht.monitor.derived import derived
from grondrecht.monitor.domain import Weighting
from grondrecht.monitor.measures import Rate


def answered(seed: int) -> tuple[list[dict[str, object]], pl.DataFrame]:
    rows = people(seed, homes=150)
    return rows, derived(frame(rows)).with_columns(weight=pl.lit(1.0))


@pytest.mark.parametrize("year", ["2030", "2020"])
@pytest.mark.parametrize("seed", range(3))
def test_arope_counts_each_person_once_as_counting_one_by_one_does(seed: int, year: str):
    rows, data = answered(seed)
    survey, homes = Survey(data), by_home(rows)
    line = indicators(survey, "arpt").one("arpt").value
    least, oldest = (7, 64) if year == "2030" else (4, 59)
    want = []
    for row, income in zip(rows, survey.numbers("income").tolist(), strict=True):
        home = homes[row["RX030"]]
        work, age = intensity(row, home, year), row["RX020"]
        low: bool | None = None if work is None else work <= 0.2 if year == "2030" else work < 0.2
        if age is None and low:
            low = None
        parts = [
            None if income != income else income < line,
            deprived(row, home, year, least),
            False if age is not None and age > oldest else low,
        ]
        want.append(True if True in parts else None if None in parts else False)
    made = definition(f"arope{year}")
    assert isinstance(made, Rate)
    yes, no = made.condition.met(Weighting(survey).everyone())
    got = [True if one else False if other else None for one, other in zip(yes, no, strict=True)]
    assert got == want
    found = indicators(survey, made).one(f"arope{year}")
    told = [one for one in want if one is not None]
    assert found.value == pytest.approx(100 * sum(told) / len(told))
    assert (found.n, found.n_poor) == (len(told), sum(told))


def test_arope_has_everyone_in_the_denominator_and_work_counts_for_its_ages_only():
    rows = [
        {"age": age, "income": income, "work_intensity_2030": work, "smsd_status": smsd}
        for age, income, work, smsd in [
            (70, 2000.0, 0.0, 0),
            (64, 2100.0, 0.2, 0),
            (64, 2200.0, 0.21, 0),
            (30, 2300.0, 99.0, 0),
            (30, 100.0, 0.0, 1),
        ]
        * 10
    ]
    data = frame(rows).with_columns(household=pl.int_range(pl.len()), weight=pl.lit(1.0))
    found = indicators(Survey(data), ["arope2030", "lwi2030"])
    assert (found.one("arope2030").n, found.one("arope2030").value) == (50, 40.0)
    # In the rate of low work intensity neither who is 70 nor who has no intensity counts.
    assert (found.one("lwi2030").n, found.one("lwi2030").value) == (30, pytest.approx(200 / 3))


def test_arope_has_the_margin_of_its_threshold():
    _, data = answered(1)
    survey = Survey(data)
    line = indicators(survey, "arpt").one("arpt").value
    assert line is not None
    free, held = indicators(survey, [definition("arope2030"), anchored(line, "arope2030")])
    assert free.value == held.value
    assert free.standard_error != held.standard_error


def test_a_given_arope_is_taken_where_the_three_cannot_be_told():
    data = {"age": [40] * 60, "RX070": ["000", "011", "100"] * 20, "household": list(range(60))}
    made = derived(pl.DataFrame(data)).with_columns(weight=pl.lit(1.0))
    assert indicators(Survey(made), "arope2030").one("arope2030").value == pytest.approx(200 / 3)


def test_a_given_poverty_status_makes_a_rate_of_its_own():
    made = derived({"HX080": [0, 1, 1, None] * 20}).with_columns(
        weight=pl.lit(1.0), household=pl.int_range(pl.len())
    )
    found = indicators(Survey(made), "arop-given").one("arop-given")
    assert (found.n, found.value) == (60, pytest.approx(200 / 3))


@pytest.mark.parametrize("operator", ["<", "<="])
def test_the_operator_is_a_field(operator: str):
    survey = of_incomes([6.0] * 30 + [10.0] * 50)
    made = definition("arop", condition=Poor(operator=operator))  # type: ignore[arg-type]
    value = indicators(survey, made).one("arop").value
    assert value == (0.0 if operator == "<" else 37.5)


def test_every_definition_has_a_version_names_and_a_source():
    for id, each in catalogue().items():
        assert each.id == id
        assert each.version.isdigit()
        assert each.name_en
        assert each.name_nl
        assert each.source.startswith("https://")


def test_only_what_the_columns_allow_is_computed_when_nothing_is_asked():
    ids = {each.id for each in definitions(None, Survey(sample_people()))}
    assert {"arop", "gini", "child-arop"} <= ids
    assert not ids & {"arope2030", "smsd", "lwi2030", "persistent-arop", "births-deprived"}
    _, data = answered(1)
    ids = {each.id for each in definitions(None, Survey(data))}
    assert {"arope2030", "arope2020", "smsd", "md", "lwi2020", "in-work-poverty"} <= ids
    assert "arop-given" not in ids


# Fields of a definition, and of its condition.


def rows_with(**columns: list[float | None]) -> Survey:
    size = len(next(iter(columns.values()))) * 20
    data = {name: values * 20 for name, values in columns.items()}
    return Survey(data | {"weight": [1.0] * size, "household": list(range(size))})


def test_the_operator_of_low_work_intensity_is_a_field_and_the_given_status_does_not_decide_it():
    survey = rows_with(
        work_intensity_2030=[0.2, 0.1, 0.9, 99.0], lwi_status_2030=[1, 1, 0, 2], age=[40] * 4
    )
    for operator, value in (("<=", 200 / 3), ("<", 100 / 3)):
        made = definition("lwi2030", operator=operator)
        assert indicators(survey, made)[0].value == pytest.approx(value)
    assert indicators(survey, "lwi2030")[0].value == pytest.approx(200 / 3)


def test_the_number_of_items_is_a_field_and_the_given_status_does_not_decide_it():
    items: dict[str, list[float | None]] = {
        item: [float(place < 6), 0.0, None] for place, item in enumerate(list_items("2030"))
    }
    survey = rows_with(**items, smsd_status=[0, 0, 1], age=[40] * 3)
    assert indicators(survey, "smsd")[0].value == pytest.approx(100 / 3)
    six = indicators(survey, definition("smsd", least=6))[0]
    assert (six.n, six.value) == (40, 50.0)
    kind = indicators(survey, definition("smsd", least=6, unknown="not lacked"))[0]
    assert (kind.n, kind.value) == (60, pytest.approx(100 / 3))


def test_fields_of_the_threshold_are_fields_too():
    survey = Survey(sample_people())
    half = indicators(survey, definition("arop", share=0.5))[0]
    assert half.value == indicators(survey, "arop50")[0].value
    assert indicators(survey, definition("arop", ages=(0, 17), id="young"))[0].n < len(survey)


@pytest.mark.parametrize(
    ("id", "field"), [("arop", "least"), ("gini", "operator"), ("smsd", "level_of_it")]
)
def test_a_field_that_a_definition_has_not_is_refused(id: str, field: str):
    with pytest.raises(SurveyError, match=f"{id} has no field {field}"):
        definition(id, **{field: 1})


@pytest.mark.parametrize(("id", "operator"), [("arop", ">"), ("lwi2030", "=<")])
def test_an_operator_that_is_none_is_refused(id: str, operator: str):
    with pytest.raises(SurveyError, match=f"operator {operator} is none of < <="):
        definition(id, operator=operator)


# The nation's threshold for a region.


def belgium() -> pl.DataFrame:
    draw = sample_people(4, strata=4)
    return draw.with_columns(
        income=pl.col("income") * pl.when(pl.col("region") == "north").then(1.2).otherwise(0.9)
    )


@pytest.mark.parametrize("indicator", ["arop", "rmpg", "child-arop"])
def test_a_file_of_a_region_with_the_nations_amount_gives_the_regions_value(indicator: str):
    nation = Survey(belgium())
    line = indicators(nation, "arpt").one("arpt").value
    assert line is not None
    inside = indicators(nation, indicator, by="region").one(indicator, "region=north")
    region = Survey(belgium().filter(pl.col("region") == "north"))
    alone = indicators(region, anchored(line, indicator)).one(f"{indicator}-anchored")
    assert alone.value == pytest.approx(inside.value, rel=1e-12)
    assert (alone.n, alone.n_poor) == (inside.n, inside.n_poor)
    own = indicators(region, indicator).one(indicator)
    assert own.value != pytest.approx(alone.value, rel=0.05)


def test_a_given_threshold_has_no_margin_of_its_own():
    survey = Survey(belgium())
    line = indicators(survey, "arpt").one("arpt").value
    assert line is not None
    free, held = indicators(survey, [definition("arop"), anchored(line)])
    assert free.value == held.value
    assert free.standard_error != held.standard_error


def test_an_anchored_rate_follows_prices_not_the_median():
    before = of_incomes([500.0, 900.0, 1000.0, 1100.0] * 10)
    after = of_incomes([700.0, 1800.0, 2000.0, 2200.0] * 10)
    line = indicators(before, "arpt").one("arpt").value
    assert line is not None
    assert indicators(after, "arop").one("arop").value == 25.0
    assert indicators(after, anchored(line * 1.1)).one("arop-anchored").value == 0.0


def test_anchoring_keeps_the_rest_of_the_definition():
    made = anchored(1000.0, "in-work-poverty-18-64")
    assert made.ages == (18, 64)
    assert made.id == "in-work-poverty-18-64-anchored"
    assert made.name_nl.endswith(", verankerd")


@pytest.mark.parametrize(
    ("amount", "id", "message"),
    [
        (1.0, "gini", "gini has 0 thresholds; 1 given"),
        (1.0, "persistent-arop", "persistent-arop has 4 thresholds; 1 given"),
        ([1.0, 2.0], "arop", "arop has 1 thresholds; 2 given"),
    ],
)
def test_as_many_amounts_as_thresholds(amount: float | list[float], id: str, message: str):
    with pytest.raises(SurveyError, match=message):
        anchored(amount, id)


# Definitions of one's own.

OWN = """
[[definition]]
id = "poor"
version = "1"
kind = "rate"
condition = { poor = { share = 0.5, operator = "<=" } }

[[definition]]
id = "poor-and-behind"
version = "1"
kind = "rate"
condition = { at_least = { least = 2, of = [
    { of = "poor" },
    { lacking = { items = ["rent", "power"], least = 1 } },
] } }
"""


def test_definitions_of_ones_own_build_on_each_other(tmp_path: Path):
    (tmp_path / "own.toml").write_text(OWN, "utf-8")
    made = definitions_in(tmp_path / "own.toml")["poor-and-behind"]
    survey = of_incomes([5.0, 5.0] * 15 + [10.0] * 40, rent=[1, 0] * 15 + [1] * 40, power=[0] * 70)
    found = indicators(survey, made).one("poor-and-behind")
    assert found.n_poor == 15
    assert possible(made, survey)
    assert not possible(made, of_incomes([1.0, 2.0]))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('operator = "<="', 'operator = "=<"'), "definition poor: operator =< is none of < <="),
        (('{ of = "poor" }', '{ of = "rich" }'), "definition poor-and-behind: 'rich'"),
        (("least = 1 }", "lest = 1 }"), "definition poor-and-behind: .*lest"),
        (('kind = "rate"', 'kind = "rat"'), "definition poor: 'rat'"),
        (
            ("poor = { share", "poor = { shar"),
            "poor: shar is no field; known are income",
        ),
        (("share = 0.5", "share = 50"), "definition poor: share is 50, where a number above 0"),
        (("least = 2, of", "leats = 2, of"), "definition poor-and-behind: leats is no field"),
        (
            ("least = 2, of", "least = 3, of"),
            "least is 3, where a whole number from 1 to 2",
        ),
        (('of = "poor" }', 'of = "poor", known = ["a"] }'), "of and known are two conditions"),
        (("[[definition]]", "[[definitions]]"), "holds definitions, where each"),
    ],
)
def test_what_is_wrong_with_a_definition_is_said_by_name(
    tmp_path: Path, change: tuple[str, str], message: str
):
    (tmp_path / "own.toml").write_text(OWN.replace(*change), "utf-8")
    with pytest.raises(SurveyError, match=message):
        definitions_in(tmp_path / "own.toml")


def test_a_field_can_be_changed_for_once():
    survey = Survey(sample_people())
    older = replace(definition("arop"), id="older", ages=(65, 120))
    found = indicators(survey, [older, definition("arop", ages=(65, 120))])
    assert found[0].value == found[1].value
    assert found[0].n < len(survey)


@pytest.mark.parametrize(
    ("id", "changed", "said"),
    [
        ("arop", {"share": 60}, "share is 60, where a number above 0 and up to 10 is needed"),
        ("arop", {"share": 0}, "share is 0,"),
        ("arop", {"share": "0.6"}, "share is '0.6',"),
        ("arop", {"quantile": 50}, "quantile is 50,"),
        ("median", {"share": 1.5}, "share is 1.5,"),
        ("arpt", {"factor": 60}, "factor is 60,"),
        ("s80s20", {"share": 20}, "share is 20, where a number above 0 and up to 0.5"),
        ("rmpg", {"operator": ">"}, "operator > is none of < <="),
        ("smsd", {"least": 14}, "least is 14, where a whole number from 1 to 13 is needed"),
        ("smsd", {"least": True}, "least is True,"),
        ("smsd", {"unknown": "no"}, "unknown no is none of unknown not lacked"),
        ("lwi2030", {"level": "20 %"}, "level is '20 %', where a number is needed"),
    ],
)
def test_a_field_that_would_give_another_number_without_a_word_is_refused(
    id: str, changed: dict[str, object], said: str
):
    with pytest.raises(SurveyError, match=said):
        definition(id, **changed)


@pytest.mark.parametrize("amount", [None, "17398", True])
def test_an_anchor_that_is_no_amount_is_refused(amount: object):
    """None would be the threshold of now, under the name of an anchored one."""
    with pytest.raises(SurveyError, match=f"A threshold of {amount!r} is no amount above zero"):
        anchored(amount)  # type: ignore[arg-type]
