"""Tables of any type become the same whole numbers, and what is wrong in them is named by row."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import numpy as np
import polars as pl
import pytest
from written_measures import INPUTS, MEASURE, check_sentence, edited, law_of

from grondrecht.rights import RightsError, assess_population, columns
from grondrecht.rights.columns import column
from grondrecht.rights.opening import opened
from grondrecht.rights.populations import answered
from grondrecht.rights.tables import population
from grondrecht.rights.values import value_of
from grondrecht.rights.vocabulary import EPOCH

ON = date(2016, 3, 1)


@pytest.fixture(scope="module")
def law(tmp_path_factory):
    return law_of(tmp_path_factory.mktemp("law"), support=MEASURE)


def read(law, name, series):
    """The values as they are counted, None where they are not known."""
    held = column(law.inputs[name], series, "persons")
    known = np.ones(len(series), np.bool_) if held.known is None else held.known
    return [
        int(value) if is_known else None for value, is_known in zip(held.values, known, strict=True)
    ]


def day(text):
    return date.fromisoformat(text).toordinal() - EPOCH


MONEY = [20000.01, None, 0.0, 100000.0]
CENTS = [2000001, None, 0, 10000000]


@pytest.mark.parametrize(
    ("name", "series", "expected"),
    [
        ("net_income", pl.Series(MONEY), CENTS),
        ("net_income", pl.Series([20000.01, 0.0]), [2000001, 0]),
        ("net_income", pl.Series(["20000.01", None, "0", "100000.000"]), CENTS),
        ("net_income", pl.Series([Decimal("20000.01"), None, Decimal(0), Decimal(100000)]), CENTS),
        ("net_income", pl.Series([1530, None, 0]), [153000, None, 0]),
        ("net_income", pl.Series([17, 0], dtype=pl.UInt8), [1700, 0]),
        ("net_income", pl.Series([17.5, None], dtype=pl.Float32), [1750, None]),
        ("net_income", pl.Series([None, None], dtype=pl.Null), [None, None]),
        ("net_income", pl.Series([None, None], dtype=pl.Int64), [None, None]),
        ("age", pl.Series([34, None, 127], dtype=pl.Int8), [34, None, 127]),
        ("age", pl.Series([34.0, None]), [34, None]),
        ("area", pl.Series([None, 1000]), [None, 1000]),
        ("disability", pl.Series([True, None, False]), [1, None, 0]),
        ("disability", pl.Series(["yes", None, "no"]), [1, None, 0]),
        ("disability", pl.Series(["no", "yes"], dtype=pl.Categorical), [0, 1]),
        ("tenure", pl.Series(["owner", None, "private_tenant"]), [0, None, 2]),
        ("tenure", pl.Series(["private_tenant"], dtype=pl.Categorical), [2]),
        (
            "tenure",
            pl.Series(["owner", "social_tenant"], dtype=pl.Enum(["x", "social_tenant", "owner"])),
            [0, 1],
        ),
        ("jobless_since", pl.Series([date(2015, 2, 28), None]), [day("2015-02-28"), None]),
        ("jobless_since", pl.Series(["2015-02-28", None]), [day("2015-02-28"), None]),
        ("jobless_since", pl.Series([datetime(2015, 2, 28, 13)]), [day("2015-02-28")]),
    ],
)
def test_any_type_gives_the_same_whole_numbers(law, name, series, expected):
    assert read(law, name, series) == expected


@pytest.mark.parametrize(
    ("name", "series", "sentence"),
    [
        (
            "net_income",
            pl.Series([1.0, 1.001]),
            r"must be a number, exact to 0.01.*row 2",
        ),
        ("net_income", pl.Series([1.0, float("nan")]), r"mend row 2"),
        ("net_income", pl.Series([None, float("nan")]), r"mend row 2"),
        ("net_income", pl.Series([float("inf")]), r"mend row 1"),
        (
            "net_income",
            pl.Series([-0.01, 5.0]),
            r"from 0 to 100000; mend row 1 \('-0.01'\)",
        ),
        ("net_income", pl.Series([5, 100001]), r"must be from 0 to 100000; mend row 2"),
        ("net_income", pl.Series([2**63 + 5], dtype=pl.UInt64), r"must be from 0 to 100000"),
        ("net_income", pl.Series(["1", "veel"]), r"mend row 2 \('veel'\)"),
        ("net_income", pl.Series(["1", "٣"]), r"mend row 2"),
        ("net_income", pl.Series(["1.001"]), r"mend row 1"),
        ("net_income", pl.Series([5, -(2**63)]), r"must be from 0 to 100000; mend row 2"),
        ("net_income", pl.Series([5, 2**63 - 1]), r"must be from 0 to 100000; mend row 2"),
        ("net_income", pl.Series(["12.50", " 12.50 "]), r"exact to 0.01.*row 2 \(' 12.50 '\)"),
        ("net_income", pl.Series([f"1.{'0' * 19}"]), r"must be a number"),
        ("jobless_since", pl.Series(["2015-02-28", "2015-2-8"]), r"a day such as.*row 2 "),
        ("jobless_since", pl.Series(["+2015-02-28"]), r"must be a day such as"),
        ("jobless_since", pl.Series([" 2015-02-28"]), r"must be a day such as"),
        ("net_income", pl.Series([True]), r"must be a number"),
        ("net_income", pl.Series([date(2016, 1, 1)]), r"must be a number"),
        ("net_income", pl.Series([[1.0]]), r"must be a number"),
        ("age", pl.Series([34.5]), r"exact to 1"),
        ("age", pl.Series([-1], dtype=pl.Int8), r"must be from 0 to 130; mend row 1"),
        ("disability", pl.Series(["yes", "ja"]), r"must be yes or no.*row 2 \('ja'\)"),
        ("disability", pl.Series([1, 0]), r"must be yes or no"),
        ("tenure", pl.Series(["owner", "camper"]), r"must be one of owner.*row 2 \('camper'\)"),
        ("tenure", pl.Series([0]), r"must be one of owner"),
        ("jobless_since", pl.Series(["28/02/2015"]), r"must be a day such as 2016-03-01"),
        ("jobless_since", pl.Series([42]), r"must be a day"),
        ("jobless_since", pl.Series([date(1066, 1, 1)]), r"must be from 1900-01-01"),
    ],
)
def test_what_is_wrong_is_named_by_its_row(law, name, series, sentence):
    with pytest.raises(RightsError, match=sentence):
        column(law.inputs[name], series, "persons")


SHARE = """\
  part:
    {of: person, type: number, decimals: 5, least: 0, most: 0.3, nl: deel, en: part,
     ask: {nl: Welk deel?, en: Which part?}, ask_of: {nl: "Welk deel, {who}?", en: "{who}?"},
     from: {nl: u, en: you}}
"""


@pytest.mark.parametrize("kind", [pl.Int8, pl.Int64, pl.UInt16])
def test_whole_numbers_of_an_input_with_many_decimals_are_read(tmp_path, kind):
    of = law_of(tmp_path, INPUTS + SHARE, support=MEASURE)
    assert read(of, "part", pl.Series([0, None, 0], dtype=kind)) == [0, None, 0]
    with pytest.raises(RightsError, match=r"part must be from 0 to 0\.30000; mend row 2"):
        column(of.inputs["part"], pl.Series([0, 1], dtype=kind), "persons")


@pytest.mark.parametrize("text", ["12.50", " 12.50", "12.50 ", "1e3", "", "12,5", "+1", "1.", ".5"])
def test_a_text_is_a_number_in_a_table_where_it_is_one_of_a_household(law, text):
    fine = {"12.50"}
    for reads in (
        lambda: column(law.inputs["net_income"], pl.Series([text]), "persons"),
        lambda: value_of(law.inputs["net_income"], text, "an"),
    ):
        if text in fine:
            reads()
        else:
            with pytest.raises(RightsError):
                reads()


def test_what_is_wrong_far_down_is_found_too(law, monkeypatch):
    monkeypatch.setattr(columns, "BLOCK", 3)
    assert read(law, "net_income", pl.Series([1.5] * 4 + [None] * 3)) == [150] * 4 + [None] * 3
    with pytest.raises(RightsError, match="mend row 8, 9"):
        column(law.inputs["net_income"], pl.Series([1.5] * 7 + [-1.0, -1.0]), "persons")


PERSONS = pl.DataFrame(
    {
        "id": ["a", "b", "c", "d"],
        "household": ["h1", "h1", "h2", "h3"],
        "role": ["head", "partner", "head", "head"],
        "net_income": [700.0, 700.0, 1530.4, None],
    }
)
HOUSEHOLDS = pl.DataFrame({"id": ["h1", "h2", "h3"], "tenure": ["owner", "social_tenant", None]})


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 1, 2, 0], [1, 0, 2, 3]])
@pytest.mark.parametrize("homes", [HOUSEHOLDS, HOUSEHOLDS[::-1]])
def test_persons_and_households_may_stand_in_any_order(law, order, homes):
    answer = assess_population(law, PERSONS[order], homes, on=ON)
    frame = answer.frame("support").sort("id")
    assert frame["entitled"].to_list() == ["no", "yes", "unknown"]
    assert frame["amount_least"].to_list() == [0, 1, 0]
    assert frame["amount_most"].to_list() == [0, 1, 15305]
    assert answer.tables.frames["person"]["household"].to_list() == [
        home for home in homes["id"] for _ in range(2 if home == "h1" else 1)
    ]


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [0, 2, 1, 3]])
def test_without_a_table_of_households_they_are_those_of_the_persons(law, order):
    answer = assess_population(law, PERSONS[order], on=ON)
    assert answer.frame("support")["id"].to_list() == ["h1", "h2", "h3"]
    assert answer.frame("support")["entitled"].to_list() == ["unknown"] * 3
    assert answer.totals().row(0, named=True)["n_unknown"] == 3


@pytest.mark.parametrize(
    ("persons", "households", "sentence"),
    [
        (PERSONS.drop("role"), HOUSEHOLDS, "persons: there is no column role"),
        (PERSONS[:0], HOUSEHOLDS, "persons: there are no rows"),
        (
            PERSONS.with_columns(household=pl.lit(float("nan"))),
            HOUSEHOLDS,
            "persons: household is empty; mend row 1, 2, 3",
        ),
        (
            PERSONS.rename({"net_income": "Net income "}),
            HOUSEHOLDS,
            "persons: the column Net income  is not read; call it net_income",
        ),
        (PERSONS.with_columns(id=pl.lit("a")), HOUSEHOLDS, "persons: id stands twice; mend row 2"),
        (PERSONS[[0, 1, 2, 2]], HOUSEHOLDS, "persons: id stands twice; mend row 4"),
        (PERSONS, HOUSEHOLDS[[0, 1, 1]], "households: id stands twice; mend row 3"),
        (PERSONS, HOUSEHOLDS[:2], "persons: household is not in households; mend row 4"),
        (PERSONS[:3], HOUSEHOLDS, "households: id has no persons; mend row 3"),
        (PERSONS, HOUSEHOLDS.with_columns(id=pl.int_range(3)), "write both alike"),
        (PERSONS.with_columns(role=pl.lit("head")), HOUSEHOLDS, r"needs one head; mend row 1\.$"),
        (
            PERSONS.with_columns(role=pl.Series(["head", "head", "head", "partner"])),
            HOUSEHOLDS,
            "needs one head; mend row 1, 3",
        ),
        (
            PERSONS.with_columns(role=pl.Series(["head", None, "head", "head"])),
            HOUSEHOLDS,
            "persons: role is empty; mend row 2",
        ),
        (PERSONS.with_columns(role=pl.lit(None)), HOUSEHOLDS, "persons: role is empty"),
        (PERSONS.with_columns(role=pl.lit("aunt")), HOUSEHOLDS, "role must be one of head"),
        (
            PERSONS.with_columns(household=pl.Series(["h1", None, "h2", "h3"])),
            HOUSEHOLDS,
            "persons: household is empty; mend row 2",
        ),
        (PERSONS.with_columns(rent=1), HOUSEHOLDS, "rent belongs to a household"),
        (
            pl.DataFrame({"id": range(61), "household": "h", "role": ["head"] + ["child"] * 60}),
            None,
            r"persons: household has over 60 persons; mend row 1\.$",
        ),
        (
            pl.DataFrame({"id": range(3), "household": "h", "role": ["head"] + ["partner"] * 2}),
            None,
            r"persons: household has more than one partner; mend row 1\.$",
        ),
        (
            pl.DataFrame({"id": range(4), "household": [7, 8, 9, 8], "role": ["head"] * 4}),
            None,
            r"persons: household needs one head; mend row 2\.$",
        ),
        (
            PERSONS[::-1].with_columns(net_income=pl.Series([1.0, 2.0, 3.0, -5.0])),
            HOUSEHOLDS,
            r"persons: net_income must be from 0 to 100000; mend row 4 ",
        ),
        (
            PERSONS[::-1].with_columns(role=pl.Series(["head", "head", None, "head"])),
            HOUSEHOLDS,
            r"persons: role is empty; mend row 3\.$",
        ),
    ],
)
def test_tables_that_do_not_fit_are_refused(law, persons, households, sentence):
    with pytest.raises(RightsError, match=sentence):
        assess_population(law, persons, households, on=ON)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (5, "cannot be read: .*give a table of polars, pandas or Arrow, or a file"),
        (object(), "cannot be read: "),
        ({"id": [1], "household": [1, 2]}, "cannot be read: "),
        (pl.LazyFrame({"id": [1]}).select("role"), "cannot be read: "),
        (pl.DataFrame({"id": [UUID(int=3)]}), "column id of the table holds what no table can"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(table, words):
    with pytest.raises(RightsError, match=words) as refused:
        opened(table)
    check_sentence(refused.value)


def test_what_polars_cannot_take_of_others_is_refused_in_one_sentence():
    pandas = pytest.importorskip("pandas")
    arrow = pytest.importorskip("pyarrow")
    for table in (
        pandas.DataFrame({"id": [1, 2], "net_income": ["12", 3]}),
        pandas.DataFrame([[1, 2]], columns=["id", "id"]),
        arrow.Table.from_arrays([arrow.array([1])] * 2, names=["id", "id"]),
    ):
        with pytest.raises(RightsError, match="cannot be read: ") as refused:
            opened(table)
        check_sentence(refused.value)


def test_a_csv_with_a_heading_twice_is_refused(tmp_path):
    path = tmp_path / "persons.csv"
    path.write_text("id,net_income,net_income\n1,100,99999\n")
    with pytest.raises(RightsError, match=r"persons\.csv has the column net_income twice; rename"):
        opened(path)
    path.write_text("")
    with pytest.raises(RightsError, match=r"persons\.csv cannot be read: "):
        opened(str(path))


def test_in_a_csv_identifiers_keep_their_zeros_and_days_are_written_one_way(law, tmp_path):
    path = tmp_path / "persons.csv"
    path.write_text("id,household,role,net_income\n007,01,head,100\n008,1,head,900.50\n")
    answer = assess_population(law, path, on=ON)
    assert answer.frame("support")["id"].to_list() == ["01", "1"]
    assert answer.tables.frames["person"]["id"].to_list() == ["007", "008"]
    assert answer.tables.columns["person"]["net_income"].values.tolist() == [10000, 90050]
    path.write_text("id,household,role,jobless_since\n1,1,head,01/02/2015\n")
    frame = opened(path)
    with pytest.raises(RightsError, match="must be a day such as 2016-03-01"):
        column(law.inputs["jobless_since"], frame["jobless_since"], "persons")


def test_no_error_repeats_an_identifier(law):
    secret = "85073003328"
    homes = HOUSEHOLDS.with_columns(id=pl.Series(["h1", secret, "h3"]))
    people = PERSONS.with_columns(household=pl.Series(["h1", "h1", secret, "h3"]))
    for role in ("child", "partner"):
        wrong = people.with_columns(role=pl.Series(["head", "partner", role, "head"]))
        for given in (homes, None):
            with pytest.raises(RightsError, match="mend row") as refused:
                assess_population(law, wrong, given, on=ON)
            assert secret not in str(refused.value) + refused.value.nl


def test_an_input_that_no_table_has_is_unknown_of_everybody(law):
    tables = population(PERSONS.drop("net_income"), HOUSEHOLDS, law.inputs, law.on(ON).given)
    assert not tables.columns["person"]["net_income"].known.any()
    frame = answered(law.on(ON), tables).frame("support")
    assert frame["entitled"].to_list() == ["no", "unknown", "unknown"]
    assert frame["amount_most"].to_list() == [0, 15305, 15305]


def test_chunks_give_what_one_gives(law, monkeypatch):
    households = pl.DataFrame({"id": range(50), "tenure": ["owner", "social_tenant"] * 25})
    persons = pl.DataFrame(
        {
            "id": range(100),
            "household": [number // 2 for number in range(100)],
            "role": ["head", "child"] * 50,
            "net_income": [float(number * 20) for number in range(99)] + [None],
        }
    )
    whole = assess_population(law, persons, households, on=ON)
    monkeypatch.setattr("grondrecht.rights.populations.CHUNK", 7)
    seen = []
    parts = assess_population(law, persons, households, on=ON, progress=seen.append)
    assert parts.frame("support").equals(whole.frame("support"))
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert len(seen) > 10


def test_totals_by_a_column_add_up_to_totals(law):
    answer = assess_population(law, PERSONS, HOUSEHOLDS.with_columns(weight=pl.lit(1.5)), on=ON)
    whole = answer.totals().row(0, named=True)
    parts = answer.totals(by=["tenure"], weight="weight")
    for name in ("n_yes", "n_no", "n_unknown", "amount_least", "amount_most"):
        assert parts[name].sum() == whole[name]
    assert whole["amount_most"] == 15306
    assert parts["weighted_yes"].sum() == 1.5
    assert parts["weighted_most"].sum() == 1.5 * 15306


def test_a_column_of_the_user_s_may_be_called_as_ours_is_where_nothing_is_hidden(law):
    """Codes 0, 1, 2 of a column entitled must not pass for the answers."""
    homes = HOUSEHOLDS.with_columns(entitled=pl.Series([1, 1, 1]))
    by_another_name = assess_population(law, PERSONS, homes.rename({"entitled": "x"}), on=ON)
    for weight in (None, "x"):
        plain = by_another_name.totals(["x"], weight)
        answer = assess_population(law, PERSONS, homes, on=ON)
        found = answer.totals(["entitled"], None if weight is None else "entitled")
        assert found.rename({"entitled": "x"}).equals(plain)
        assert (found["n_yes"].item(), found["n_no"].item(), found["n_unknown"].item()) == (1, 1, 1)
    named = HOUSEHOLDS.with_columns(amount_most=pl.lit(2.0), n_yes=pl.lit(3.0))
    for weight, times in (("amount_most", 2), ("n_yes", 3)):
        row = assess_population(law, PERSONS, named, on=ON).totals(weight=weight)
        assert row["weighted_yes"].item() == times
        assert row["amount_most"].item() == 15306


@pytest.mark.parametrize("name", ["measure", "of", "n_yes", "amount_least", "weighted_most"])
def test_groups_that_are_called_as_a_total_are_refused(law, name):
    homes = HOUSEHOLDS.with_columns(pl.lit("x").alias(name))
    answer = assess_population(law, PERSONS, homes, on=ON)
    assert answer.totals().row(0, named=True)["n_yes"] == 1
    with pytest.raises(RightsError, match=f"The totals have a column {name} of their own; rename"):
        answer.totals(["tenure", name])


def test_the_same_groups_named_twice_are_those_groups(law):
    answer = assess_population(law, PERSONS, HOUSEHOLDS, on=ON)
    assert answer.totals(["tenure", "tenure"]).equals(answer.totals(["tenure"]))


def test_money_stays_as_it_is_and_adds_up_exactly(tmp_path):
    everything = edited(
        MEASURE,
        ("      income: {nl: inkomen", "      unused: {nl: inkomen"),
        ("is: sum(net_income over household)}", "is: sum(net_income over household) * 12}"),
        ("value: max(0, 10 % * (limit - income))", "value: unused"),
        ("when: income <= limit", "when: unused >= limit"),
        ("expect: {entitled: yes, amount: 0.01}", "expect: {entitled: yes, amount: 18364.80}"),
    )
    inputs = edited(INPUTS, ("most: 100000\n", "most: 1000000000000\n"))
    law = law_of(tmp_path, inputs, support=everything)
    size = 1_000
    large = 200_000.01
    persons = pl.DataFrame(
        {
            "id": range(size),
            "household": range(size),
            "role": "head",
            "net_income": [large if number % 2 else 300_000_000_000.01 for number in range(size)],
        }
    )
    households = pl.DataFrame({"id": range(size), "tenure": "social_tenant"})
    answer = assess_population(law, persons, households, on=ON)
    frame = answer.frame("support")
    assert frame["amount_least"][1] == 12 * 20_000_001
    assert frame["amount_least"][0] == 12 * 30_000_000_000_001
    expected = size // 2 * 12 * (20_000_001 + 30_000_000_000_001)
    assert answer.totals().row(0, named=True)["amount_least"] == expected
    repeated = persons.with_columns(net_income=pl.lit(1_000_000_000_000.0))
    beyond = assess_population(law, repeated, households, on=ON)
    assert beyond.totals().row(0, named=True)["amount_least"] == size * 12 * 10**14
    more = [repeated.with_columns(pl.col("id", "household") + size * place) for place in range(5)]
    homes = pl.DataFrame({"id": range(5 * size), "tenure": "social_tenant"})
    with pytest.raises(RightsError, match="support: the amounts add up to more cents"):
        assess_population(law, pl.concat(more), homes, on=ON).totals()


def test_groups_are_a_list_of_columns(law):
    answer = assess_population(law, PERSONS, HOUSEHOLDS, on=ON)
    with pytest.raises(RightsError, match=r"by is a text; give a list of columns, as \['tenure'\]"):
        answer.totals("tenure")
