"""Items of deprivation and who is deprived, against one person at a time in plain Python."""

import polars as pl
import pytest
from raw_households import PERSONAL, Person, by_home, frame, one_home, people

from grondrecht.monitor import Survey, SurveyError, definition, indicators
from grondrecht.monitor.catalogue import possible
from grondrecht.monitor.criteria import Lacking
from grondrecht.monitor.deprivation import household_items, list_items
from grondrecht.monitor.derived import derived
from grondrecht.monitor.domain import Weighting
from grondrecht.monitor.measures import Rate
from grondrecht.monitor.shipped import shipped

NINE = ["arrears", "HS040", "HS050", "HS060", "HS070", "HS080", "HS100", "HS110", "HH050"]
HOME = ["HS060", "HS040", "arrears", "HS050", "HH050", "HS110", "HD080"]


def lack(row: Person, home: list[Person], item: str) -> bool | None:
    """Whether a person lacks an item, None where it is not known."""
    if item == "arrears":
        owed = [None if row[name] is None else row[name] < 3 for name in ("HS021", "HS031")]
        first = None if row["HS011"] is None else row["HS011"] < 3
        owed.append(False if row["HS011_F"] == -2 else first)
        return True if True in owed else None if None in owed else False
    if item in PERSONAL and row["RX020"] is not None and row["RX020"] < 16:
        grown = [one for one in home if one["RX020"] is not None and one["RX020"] >= 16]
        told = [one[item] == 2 for one in grown if one[item] is not None]
        return sum(told) / len(told) >= 0.5 if told else None
    return None if row[item] is None else row[item] == 2


def at_least(lacks: list[bool | None], least: int) -> bool | None:
    if lacks.count(True) >= least:
        return True
    return None if lacks.count(True) + lacks.count(None) >= least else False


def deprived(row: Person, home: list[Person], version: str, least: int) -> bool | None:
    items = NINE if version == "2020" else [*HOME, *PERSONAL]
    enough = at_least([lack(row, home, item) for item in items], least)
    if version == "2020" or (row["RX020"] is not None and row["RX020"] >= 16):
        return enough
    of_home = at_least([lack(row, home, item) for item in HOME], 3)
    if enough is False or (of_home is False and row["RX020"] is not None):
        return False
    return True if enough and of_home else None


def met(data: pl.DataFrame, indicator: str) -> list[bool | None]:
    """Of each person whether the condition of an indicator is met."""
    made = definition(indicator)
    assert isinstance(made, Rate)
    survey = Survey(data.with_columns(weight=pl.lit(1.0)))
    yes, no = made.condition.met(Weighting(survey).everyone())
    return [True if one else False if other else None for one, other in zip(yes, no, strict=True)]


@pytest.mark.parametrize(
    ("indicator", "version", "least"),
    [("md", "2020", 3), ("smd", "2020", 4), ("msd", "2030", 5), ("smsd", "2030", 7)],
)
@pytest.mark.parametrize("seed", range(4))
def test_each_person_is_deprived_as_counting_one_by_one_says(
    seed: int, indicator: str, version: str, least: int
):
    rows = people(seed, homes=120)
    homes = by_home(rows)
    want = [deprived(row, homes[row["RX030"]], version, least) for row in rows]
    assert met(derived(frame(rows)), indicator) == want
    assert {True, False, None} == set(want)


@pytest.mark.parametrize("seed", range(2))
def test_a_household_more_or_another_order_changes_nothing(seed: int):
    rows = people(seed)
    data = derived(frame(rows))
    mixed = derived(frame(rows).sample(fraction=1.0, shuffle=True, seed=9)).sort("RB030")
    alone = derived(frame([row for row in rows if row["RX030"] < 10]))
    assert met(data, "smsd") == met(mixed, "smsd")
    assert met(alone, "smsd") == met(data, "smsd")[: len(alone)]


FINE: Person = dict.fromkeys((*HOME, *PERSONAL), 1)
FINE = {name: answer for name, answer in FINE.items() if name != "arrears"}
FINE |= {"HS011": 3, "HS021": 3, "HS031": 3}


def person(age: int, *lacking: str, **answers: object) -> Person:
    """Someone who can afford everything but some items; a child answers no personal item."""
    asked: Person = {"RX020": age} | FINE | dict.fromkeys(lacking, 2) | answers
    return asked if age >= 16 else asked | dict.fromkeys(PERSONAL)


def test_a_child_with_only_adults_items_is_not_deprived():
    parent = person(40, *PERSONAL, "HS040")
    child = person(8, "HS040")
    assert met(derived(one_home(parent, child)), "smsd") == [True, False]


def test_a_child_needs_three_household_items_among_its_lacks():
    for of_home, expected in (
        (("HS040", "HS060"), False),
        (("HS040", "HS060", "HS110"), True),
    ):
        home = [person(40, *PERSONAL, *of_home), person(15, *of_home), person(16, *of_home)]
        home[2] |= dict.fromkeys(PERSONAL, 2)
        assert met(derived(one_home(*home)), "smsd") == [True, expected, True]


@pytest.mark.parametrize(
    ("answers", "lacked"),
    [
        ([2], True),
        ([2, 1], True),
        ([2, 1, 1], False),
        ([2, None, 1], True),
        ([2, None, None], True),
        ([3, 2, 1, None], False),
        ([None, None], None),
        ([], None),
    ],
)
def test_a_child_lacks_what_half_of_the_adults_with_an_answer_lack(
    answers: list[int | None], lacked: bool | None
):
    adults = [person(40, PD020=answer) for answer in answers]
    home = [*adults, person(30, PD020=None), person(15)]
    assert derived(one_home(*home))["lacks_clothes"].to_list()[-1] is lacked


def test_children_do_not_count_among_the_adults():
    home = [person(40), person(15, PD020=None), person(14)]
    assert derived(one_home(*home))["lacks_clothes"].to_list() == [False] * 3


def test_only_an_enforced_lack_counts():
    made = derived(one_home(person(40, HS110=3, PD080=3), person(40, "HS110")))
    assert made["lacks_car"].to_list() == [False, True]
    assert made["lacks_internet"].to_list() == [False, False]


@pytest.mark.parametrize(
    ("owed", "lacked"),
    [
        ((1, 3, 3), True),
        ((3, 2, 3), True),
        ((2, 1, 2), True),
        ((3, 3, 3), False),
        ((None, 3, 3), None),
        ((None, 1, 3), True),
        ((-2, 3, 3), False),
    ],
)
def test_arrears_are_one_item(owed: tuple[int | None, ...], lacked: bool | None):
    answers = dict(zip(("HS011", "HS021", "HS031"), owed, strict=True))
    assert derived(one_home(person(40, **answers)))["lacks_arrears"].to_list() == [lacked]
    # However many are behind, it is one of three items.
    data = derived(one_home(person(40, "HS040", HS070=1, HS080=1, HS100=1, **answers)))
    assert met(data, "md") == [False]


def test_no_rent_or_mortgage_is_no_arrears_where_the_flag_says_so():
    rows = [person(40, HS011=None) | {"HS011_F": flag} for flag in (-2, -1)]
    assert derived(one_home(*rows))["lacks_arrears"].to_list() == [False, None]


def test_arrears_that_were_asked_as_yes_or_no_are_read_so():
    old = {name: value for name, value in person(40).items() if name not in ("HS011", "HS021")}
    rows = [old | {"HS010": 1, "HS020": 2}, old | {"HS010": 2, "HS020": 2}]
    assert derived(one_home(*rows))["lacks_arrears"].to_list() == [True, False]


def test_an_unknown_item_decides_only_where_the_others_do_not():
    six = [*PERSONAL]
    rows = [
        person(40, *six, HS040=None),
        person(40, *six, "HS060", HS040=None),
        person(40, *six[:5], HS040=None),
    ]
    assert met(derived(one_home(*rows)), "smsd") == [None, True, False]


def test_unknown_items_may_be_taken_as_not_lacked():
    made = definition("msd")
    assert isinstance(made, Rate)
    assert isinstance(made.condition, Lacking)
    lenient = Lacking(items=list_items("2030"), least=5, unknown="not lacked")
    data = derived(one_home(person(40, *PERSONAL[:4], HS040=None)))
    survey = Survey(data.with_columns(weight=pl.lit(1.0)))
    everyone = Weighting(survey).everyone()
    assert [mask.tolist() for mask in lenient.met(everyone)] == [[False], [True]]
    assert [mask.tolist() for mask in made.condition.met(everyone)] == [[False], [False]]


@pytest.mark.parametrize(
    ("least", "indicator", "count", "expected"),
    [
        (3, "md", 2, False),
        (3, "md", 3, True),
        (4, "smd", 3, False),
        (4, "smd", 4, True),
        (5, "msd", 4, False),
        (5, "msd", 5, True),
        (7, "smsd", 6, False),
        (7, "smsd", 7, True),
    ],
)
def test_so_many_items_make_someone_deprived(
    least: int, indicator: str, count: int, expected: bool
):
    home = ("HS040", "HS050", "HS060", "HH050", "HS110", "HD080", "PD020")
    row = person(40, *home[:count], HS070=1, HS080=1, HS100=1)
    assert met(derived(one_home(row)), indicator) == [expected]


def test_a_given_status_wins_and_is_of_the_definition_of_its_year():
    rows = [
        person(40, *PERSONAL, "HS040", HS070=1, HS080=1, HS100=1)
        | {"RX030": home, "RB010": year, "RX060": status}
        for home, (year, status) in enumerate([(2023, 0), (2023, 1), (2023, None), (2019, 1)])
    ]
    data = derived(frame(rows))
    assert met(data, "smsd") == [False, True, True, True]
    assert met(data, "smd") == [False, False, False, True]
    assert met(data, "msd") == [True] * 4


@pytest.mark.parametrize(("column", "bad"), [("HS040", 3), ("HS011", 7), ("PD020", 0)])
def test_an_answer_that_is_no_code_is_refused(column: str, bad: int):
    with pytest.raises(SurveyError, match=f"Column {column}, row 2: no answer to this question"):
        derived(one_home(person(40), person(40, **{column: bad})))


def test_the_lists_have_nine_and_thirteen_items_seven_of_them_the_households():
    assert len(list_items("2020")) == len(household_items("2020")) == 9
    assert len(list_items("2030")) == 13
    assert len(household_items("2030")) == 7
    assert all(item["en"] and item["nl"] for item in shipped("items")["items"].values())


def test_without_the_items_the_indicator_says_what_lacks():
    survey = Survey({"RX030": [1, 2], "weight": [1.0, 1.0], "RX020": [40, 50]})
    assert not possible(definition("smsd"), survey)
    with pytest.raises(SurveyError, match=r"no smsd_status; and no lacks_unexpected_expenses"):
        indicators(survey, "smsd")
