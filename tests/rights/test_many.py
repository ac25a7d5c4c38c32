"""Many households of JSON at once: what one household at a time gives, in the same words."""

import gc
import json
import re
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from written_measures import MEASURE, law_of

from grondrecht import rights
from grondrecht.rights import RightsError, assess, assess_population, load, many
from grondrecht.rights.households import given
from grondrecht.rights.many import tables_of, tables_of_json
from grondrecht.rights.synthetic import DATA, in_households, synthetic

ON = date(2016, 6, 1)


@pytest.fixture(scope="module")
def law(tmp_path_factory):
    return law_of(tmp_path_factory.mktemp("law"), support=MEASURE)


@pytest.fixture
def at_once(monkeypatch):
    """Nothing is read household by household."""
    monkeypatch.setattr(many, "given", None)


def one(**given_):
    """A household of one person."""
    own = {name: given_.pop(name) for name in ("id", "tenure", "rent", "area") if name in given_}
    return own | {"persons": [{"role": "head"} | given_]}


def answers_of(law, households):
    """The answers to each household alone and to all of them together, by measure and who."""
    persons, homes = tables_of(households, law.inputs)
    together = {}
    answer = assess_population(law, persons, homes, on=ON)
    for name in answer.columns:
        for row in answer.frame(name).iter_rows(named=True):
            amount = (row["amount_least"], row["amount_most"]) if "amount_least" in row else None
            together[name, row["id"]] = row["entitled"], amount
    alone = {}
    for household in households:
        for each in assess(law, household, on=ON).answers:
            who = household["id"] if each.position is None else f"{household['id']}/{each.who}"
            has_none = each.rules.amount is not None and each.amount is None
            alone[each.measure.id, who] = each.entitled, (0, 0) if has_none else each.amount
    return alone, together


def test_many_give_what_one_at_a_time_gives(at_once):
    law = load(DATA / "flanders")
    households = in_households(*synthetic(400, inputs=law.inputs), law.inputs)
    households = json.loads(json.dumps(households))
    alone, together = answers_of(law, households)
    assert len(alone) > 5_000
    assert together == alone


def test_the_library_gives_the_tables_of_many_households_under_one_name(law):
    households = [one(id="a", net_income=1530.4, tenure="social_tenant")]
    persons, homes = rights.tables_of_households(households, law.inputs)
    answer = rights.assess_population(law, persons, homes, on=ON)
    assert answer.frame("support").row(0) == ("a", "yes", 1, 1)
    assert "tables_of_households" in rights.__all__


def test_values_may_be_written_in_any_way_that_one_household_may(law):
    ways = [
        {"net_income": 1530.4, "tenure": "social_tenant"},
        {"net_income": 1530, "tenure": "owner"},
        {"net_income": "1530.40", "tenure": "private_tenant"},
        {"net_income": Decimal("1530.40"), "tenure": None},
        {"net_income": None, "disability": True, "jobless_since": "2015-02-28"},
        {"age": 34, "disability": "no", "jobless_since": date(2015, 2, 28), "area": 60},
        {"rent": 5000.0, "age": 34.0},
    ]
    households = [one(id=str(number), **way) for number, way in enumerate(ways)]
    alone, together = answers_of(law, households)
    assert together == alone
    assert together["support", "0"] == ("yes", (1, 1))
    persons, homes = tables_of(households, law.inputs)
    for column, frame in (("net_income", persons), ("jobless_since", persons), ("area", homes)):
        of_one = [
            {**given(each, law.inputs).one, **given(each, law.inputs).persons[0]}
            for each in households
        ]
        scale = law.inputs[column].scale
        for row, known in zip(frame[column].to_list(), of_one, strict=True):
            if row is None:
                assert column not in known
            elif column != "jobless_since":
                assert round(row * scale) == known[column][0]
            else:
                assert row == date(2015, 2, 28)


def test_large_amounts_stay_as_they_are(law, at_once):
    persons, _ = tables_of([one(net_income=99999.99), one(net_income=7)], law.inputs)
    assert persons["net_income"].to_list() == [99999.99, 7.0]


def test_who_has_no_name_gets_a_number(law, at_once):
    household = {"persons": [{"role": "head"}, {"role": "child", "id": "bo"}]}
    persons, homes = tables_of([household, {**household, "id": 7}], law.inputs)
    assert homes["id"].to_list() == ["household 1", "7"]
    assert persons["id"].to_list() == [
        "household 1/person 1",
        "household 1/bo",
        "7/person 1",
        "7/bo",
    ]


def test_a_mapping_that_is_no_dict_is_read_too(law):
    household = MappingProxyType({"id": True, "rent": 600.5, "persons": [{"role": "head"}]})
    persons, homes = tables_of([household], law.inputs)
    assert homes.row(0) == (given(household, law.inputs).id, 600.5)
    assert persons["role"].to_list() == ["head"]


WRONG = [
    {"persons": []},
    {"persons": {}},
    {},
    [],
    "an",
    one(age="oud"),
    one(age=200),
    one(age=-1),
    one(age=34.5),
    one(age=True),
    one(age=2**70),
    one(age=[34]),
    one(net_income=1.001),
    one(net_income=float("nan")),
    one(net_income=float("inf")),
    one(disability=1),
    one(disability="ja"),
    one(tenure="camper"),
    one(tenure=0),
    one(jobless_since="2015-2-28"),
    one(jobless_since="2015-02-30"),
    one(inhabitants=5),
    one(incme=5),
    {"persons": ["an"]},
    {"persons": [{"age": 3}]},
    {"persons": [{"role": None}]},
    {"persons": [{"role": "aunt"}]},
    {"persons": [{"role": "child"}]},
    {"persons": [{"role": "head"}, {"role": "head"}]},
    {"persons": [{"role": "head"}, {"role": "partner"}, {"role": "partner"}]},
    {"persons": [{"role": "head"}] + [{"role": "child"}] * 60},
    {"persons": [{"role": "head", "id": "an"}, {"role": "child", "id": "an"}]},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_the_first_that_is_wrong_is_refused_in_the_words_for_one(law, wrong):
    with pytest.raises(RightsError) as alone:
        given(wrong, law.inputs)
    fine = one(age=34, net_income=12.5, disability=False)
    with pytest.raises(RightsError) as together:
        tables_of([fine, wrong, {}], law.inputs)
    assert str(together.value) == f"Household 2 of the list: {alone.value.en}"
    assert together.value.nl == f"Gezin 2 van de lijst: {alone.value.nl}"


@pytest.mark.parametrize(
    ("households", "sentence"),
    [
        ([], "Give a list of one household or more."),
        ({"persons": []}, "Give a list of one household or more."),
        ("[]", "Give a list of one household or more."),
        ([one(id="h"), one(id="h")], "Household 2 of the list: another household is called h;"),
        ([{"municipality": {"id": "aalst"}}], "this is a municipality; give households here."),
    ],
)
def test_a_list_that_is_none_is_refused(law, households, sentence):
    with pytest.raises(RightsError, match=re.escape(sentence)):
        tables_of(households, law.inputs)


def test_no_column_is_made_of_what_nobody_gives(law, at_once):
    persons, homes = tables_of([one(age=3)], law.inputs)
    assert persons.columns == ["id", "household", "role", "age"]
    assert homes.columns == ["id"]
    assert persons["age"].dtype == pl.Int64


@pytest.mark.parametrize("text", ["[", "", "[" * 100_000, "[1" + "0" * 5000 + "]", b"\xff\xfe["])
def test_what_is_no_json_is_refused(law, text):
    with pytest.raises(RightsError, match="This is no list in JSON"):
        tables_of_json(text, law.inputs)
    assert gc.isenabled()


def test_a_text_of_json_gives_the_same_tables(law):
    households = [one(id="h", net_income=99999.99, disability=True)]
    persons, homes = tables_of_json(json.dumps(households), law.inputs)
    assert_frame_equal(persons, tables_of(households, law.inputs)[0])
    assert homes["id"].to_list() == ["h"]
    with pytest.raises(RightsError, match="net_income is"):
        tables_of_json('[{"persons": [{"role": "head", "net_income": NaN}]}]', law.inputs)
