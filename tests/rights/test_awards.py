"""Automatic award: who is entitled and does not receive, and identifiers that nobody can read."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rights.two_measures import HOUSEHOLDS, PERSONS, law_in, written
from written_measures import edited

from grondrecht.rights import (
    PopulationAnswer,
    RightsError,
    assess,
    assess_population,
    load,
)
from grondrecht.rights.awards import (
    are_national_numbers,
    award,
    plain_ids,
    pseudonymised,
    refuse_national_numbers,
)
from grondrecht.rights.synthetic import DATA, in_households, synthetic

ON = date(2016, 3, 1)
KEY = bytes(range(32))


@pytest.fixture(scope="module")
def law(tmp_path_factory):
    return law_in(tmp_path_factory.mktemp("awards"))


@pytest.fixture(scope="module")
def answer(law):
    return assess_population(law, PERSONS, HOUSEHOLDS, on=ON, conditions=True)


def national(number: int, born_later: bool = False) -> str:
    """A national number of nine digits with its check digits."""
    check = 97 - (number + 2_000_000_000 * born_later) % 97
    return f"{number:09}{check:02}"


def received(*ids):
    return pl.DataFrame({"id": ids}, schema={"id": pl.String})


def test_who_misses_it_with_amount_and_reasons(answer):
    found = award(answer, "heating", received("e", "x9", "e"))
    assert found.frame.rows(named=True) == [
        {
            "id": "a",
            "entitled": "yes",
            "amount_least": 1001,
            "amount_most": 1001,
            "met": "income, tenant",
            "open": "",
            "missing": "",
        },
        {
            "id": "c",
            "entitled": "unknown",
            "amount_least": 0,
            "amount_most": 500,
            "met": "tenant",
            "open": "income",
            "missing": "net_income",
        },
        {
            "id": "d",
            "entitled": "unknown",
            "amount_least": 0,
            "amount_most": 800,
            "met": "income",
            "open": "tenant",
            "missing": "owns_home",
        },
    ]
    assert found.counts == {
        "receives": 0,
        "misses": 1,
        "may_miss": 2,
        "receives_unsure": 0,
        "receives_without": 1,
    }
    assert found.amounts == {"least": 1001, "most": 2301}
    assert (found.not_found, found.non_take_up) == (1, 1.0)


def test_of_a_measure_for_persons_only_what_may_decide_is_missing(answer):
    found = award(answer, "pass", received("a2"))
    assert found.frame.select("id", "entitled", "met", "open", "missing").rows() == [
        ("b1", "yes", "group", "", ""),
        ("d1", "unknown", "", "group", "age"),
    ]
    assert found.non_take_up == 0.5


def with_pass(folder, *edits):
    """The two measures, with the pass written otherwise."""
    path = written(folder) / "pass.yaml"
    path.write_text(edited(path.read_text("utf-8"), *edits), "utf-8")
    return assess_population(load(folder / "law"), PERSONS, HOUSEHOLDS, on=ON, conditions=True)


@pytest.mark.parametrize(
    ("means", "amounts"),
    [("reduction", {"least": 4000, "most": 8000}), ("price", {}), ("unclear", {})],
)
def test_only_money_that_comes_to_people_is_money_missed(tmp_path, means, amounts):
    answer = with_pass(tmp_path, ("means: reduction", f"means: {means}"))
    found = award(answer, "pass", received("a2"))
    assert (found.amounts, found.counts["misses"], found.counts["may_miss"]) == (amounts, 1, 1)


def test_who_waits_for_what_is_not_known_of_another_is_told(tmp_path):
    answer = with_pass(
        tmp_path,
        ("inputs: [age, disabled]", "inputs: [age, disabled, net_income]"),
        (
            "when: age < 18 year or disabled",
            "when: (age < 50 year or disabled)"
            " and sum(net_income over household) < 1000 euro/month",
        ),
    )
    rows = award(answer, "pass", received()).frame.select("id", "missing").rows()
    # The income of c2 is not known: it is missing for her, and c1 is 50 and has no right anyway.
    assert rows == [("a1", ""), ("a2", ""), ("d1", "age")]
    younger = PERSONS.with_columns(age=pl.lit(40))
    law = load(tmp_path / "law")
    answer = assess_population(law, younger, HOUSEHOLDS, on=ON, conditions=True)
    rows = award(answer, "pass", received()).frame.filter(entitled="unknown")
    assert rows.select("id", "missing").rows() == [("c1", "net_income"), ("c2", "net_income")]


def test_figures_that_are_past_their_review_go_with_the_award(law, answer):
    assert award(answer, "heating", received("a")).stale == ()
    later = assess_population(law, PERSONS, HOUSEHOLDS, on=date(2017, 3, 1), conditions=True)
    (stale,) = award(later, "heating", received("a")).stale
    assert (stale.measure, stale.parameter.name) == ("heating", "limit")
    assert award(later, "pass", received("a2")).stale == ()


def test_nobody_receives(answer):
    found = award(answer, "heating", received())
    assert (found.counts["misses"], found.counts["receives"], found.not_found) == (1, 0, 0)


def test_where_nobody_is_entitled_there_is_no_share(law):
    rich = PERSONS.with_columns(net_income=pl.lit(5000.0))
    answer = assess_population(law, rich, HOUSEHOLDS, on=ON, conditions=True)
    found = award(answer, "heating", received("a"))
    assert found.non_take_up is None
    assert found.counts["receives_without"] == 1


def test_ids_of_another_register_are_refused(answer):
    with pytest.raises(RightsError) as refused:
        award(answer, "heating", received("q", "z"))
    assert refused.value.nl == (
        "received: geen van de id's staat in de bevolking; schrijf ze zoals ze daar staan."
    )


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (pl.DataFrame({"who": ["a"]}), "there is no column id"),
        (pl.DataFrame({"id": ["a", None]}), "received: id is empty; mend row 2."),
        (pl.DataFrame({"id": [1]}), "received.id is Int64 and the population's id String"),
    ],
)
def test_a_table_of_who_receives_that_cannot_be_so(answer, table, words):
    with pytest.raises(RightsError, match=words.replace(".", r"\.")):
        award(answer, "heating", table)


def test_answers_without_conditions_are_refused(law):
    answer = assess_population(law, PERSONS, HOUSEHOLDS, on=ON)
    with pytest.raises(RightsError, match="conditions=True"):
        award(answer, "heating", received("a"))


@pytest.fixture(scope="module")
def made_up():
    return synthetic(600, seed=3)


@pytest.fixture(scope="module")
def flemish(made_up):
    law = load(DATA / "flanders")
    return law, assess_population(law, *made_up, on=date(2017, 3, 1), conditions=True)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_groups_add_up_to_the_population_and_the_rows_to_the_counts(flemish, data):
    _, answer = flemish
    measure = data.draw(st.sampled_from(sorted(answer.columns)))
    ids = answer.frame(measure)["id"]
    chosen = data.draw(st.lists(st.sampled_from(ids.to_list()), max_size=40, unique=True))
    found = award(answer, measure, pl.DataFrame({"id": chosen}, schema={"id": ids.dtype}))
    counts, entitled = found.counts, answer.columns[measure].entitled
    assert counts["receives"] + counts["misses"] == np.sum(entitled == 1)
    assert counts["receives_unsure"] + counts["may_miss"] == np.sum(entitled == 2)
    assert counts["receives"] + counts["receives_unsure"] + counts["receives_without"] == len(
        chosen
    )
    assert found.frame.height == counts["misses"] + counts["may_miss"]
    assert not set(found.frame["id"]) & set(chosen)
    sure = found.frame.filter(pl.col("entitled") == "yes")
    assert sure["open"].unique().to_list() in ([], [""])
    assert (found.frame.filter(pl.col("entitled") == "unknown")["open"] != "").all()


def test_what_is_missing_and_open_is_what_one_household_is_told(flemish, made_up):
    """The file of an administration says of each household what its own answer says."""
    law, answer = flemish
    homes = {each["id"]: each for each in in_households(*made_up)}
    found = award(
        answer, "water-bill-five-percent", pl.DataFrame({"id": []}, schema={"id": pl.Int32})
    )
    assert found.frame.height > 3
    for row in found.frame.iter_rows(named=True):
        own = assess(law, homes[str(row["id"])], on=date(2017, 3, 1)).of("water-bill-five-percent")
        outcomes = {each.rule.name: own.outcome(each.node.index) for each in own.rules.conditions}
        assert row["entitled"] == own.entitled
        assert (row["amount_least"], row["amount_most"]) == own.amount
        assert row["met"] == ", ".join(name for name, of in outcomes.items() if of == (1, 1))
        assert row["open"] == ", ".join(name for name, of in outcomes.items() if of == (0, 1))
        for name in filter(None, row["missing"].split(", ")):
            home = homes[str(row["id"])]
            assert name not in home
            assert any(name not in person for person in home["persons"])


# Pseudonyms


@settings(deadline=None)
@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=20))
def test_pseudonyms_are_stable_and_apart(ids):
    frame = pl.DataFrame({"id": ids, "left": range(len(ids))})
    one, again = (pseudonymised(frame, KEY, ["id", "not_there"]) for _ in range(2))
    assert one.equals(again)
    assert one["id"].n_unique() == plain_ids(frame["id"]).n_unique()
    assert one["id"].str.contains(r"^[0-9a-f]{32}$").all()
    other = pseudonymised(frame, KEY[::-1], ["id"])
    assert not set(one["id"]) & set(other["id"])
    assert one["left"].equals(frame["left"])


def test_tables_that_went_through_one_key_still_fit_each_other(law, answer):
    persons = pseudonymised(PERSONS, KEY, ["id", "household"])
    homes = pseudonymised(HOUSEHOLDS, KEY, ["id"])
    hidden = assess_population(law, persons, homes, on=ON, conditions=True)
    found = award(hidden, "heating", pseudonymised(received("e"), KEY, ["id"]))
    plain = award(answer, "heating", received("e"))
    assert found.counts == plain.counts
    assert found.frame.drop("id").equals(plain.frame.drop("id"))
    assert found.frame["id"].equals(pseudonymised(plain.frame, KEY, ["id"])["id"])


def test_a_national_number_is_one_with_and_without_its_points():
    number = national(850730033)
    assert number == "85073003328"
    dotted = pl.DataFrame({"id": ["85.07.30-033.28", " 85073003328 "]})
    assert pseudonymised(dotted, KEY, ["id"])["id"].n_unique() == 1
    assert plain_ids(pl.Series([None, "12", " x "])).to_list() == [None, "12", "x"]


@pytest.mark.parametrize(
    "spelled",
    [
        "85.07.30-033-28",
        "85-07-30-033-28",
        "85/07/30-033.28",
        "85.07.30 - 033.28",
        "85.07.30\u2013033.28",
        "85\u00a007\u00a030\u00a0033\u00a028",
        "850730/03328",
        "'85073003328",
        "RRN 85.07.30-033.28",
        "BE85073003328",
        "85073003328.0",
        85073003328.0,
    ],
)
def test_a_national_number_is_one_however_it_is_written(spelled: object):
    ids = pl.Series("id", [spelled])
    assert plain_ids(ids).to_list() == ["85073003328"]
    with pytest.raises(RightsError, match="are national numbers"):
        refuse_national_numbers(ids, "persons")


@pytest.mark.parametrize(
    "other", ["2016-001-000021", "٨٥٠٧٣٠٠٣٣٢٨", "85.07.30-033-29", "AB85073003328", "1.5"]
)
def test_what_is_written_otherwise_is_none(other: str):
    ids = pl.Series("id", [other])
    assert plain_ids(ids).to_list() == [other]
    refuse_national_numbers(ids, "persons")


def test_a_list_is_no_identifier(answer: PopulationAnswer):
    with pytest.raises(RightsError, match="The column id of the table holds what no table can"):
        award(answer, "heating", pl.DataFrame({"id": [["a"]]}))


def test_a_national_number_that_lost_its_zeros_as_a_whole_number_is_the_same():
    texts = [national(10215123), national(850730033), national(101001, born_later=True)]
    numbers = pl.Series([int(text) for text in texts])
    assert plain_ids(numbers).to_list() == texts
    assert plain_ids(numbers.cast(pl.String)).to_list() == texts
    assert are_national_numbers(numbers).to_list() == [True] * 3
    both = (pseudonymised(pl.DataFrame({"id": ids}), KEY, ["id"]) for ids in (texts, numbers))
    assert len({tuple(each["id"]) for each in both}) == 1
    with pytest.raises(RightsError, match="are national numbers"):
        refuse_national_numbers(numbers, "persons")


def test_other_whole_numbers_stay_as_they_are():
    """One whose check digits do not fit, one that begins with no day, and short ones."""
    others = [int(national(10215123)) + 1, int(national(19998123)), 7, 1234567, 12345678901234]
    assert plain_ids(pl.Series(others)).to_list() == [str(each) for each in others]
    refuse_national_numbers(pl.Series(range(10**9, 10**9 + 3000)), "persons")
    refuse_national_numbers(pl.Series(range(10**7, 10**7 + 3000)), "persons")


def test_a_short_key_is_refused():
    with pytest.raises(RightsError, match="has 15 bytes; give 16 or more, at random"):
        pseudonymised(PERSONS, KEY[:15], ["id"])


def test_national_numbers_are_known_by_their_check_digits():
    old, young = national(850730033), national(101001, born_later=True)
    wrong = f"{int(old) ^ 1:011}"
    ids = pl.Series([old, young, "85.07.30-033.28", wrong, "123", None])
    assert are_national_numbers(ids).to_list() == [True, True, True, False, False, False]


@pytest.mark.parametrize(
    "ids",
    [
        [national(850730033)],
        ["a", "b", *["c"] * 2000, national(101001, born_later=True)],
        [f"{int(national(n)):011}" for n in range(700101001, 700101101)],
    ],
)
def test_national_numbers_are_refused_wherever_they_stand(ids):
    with pytest.raises(RightsError) as refused:
        refuse_national_numbers(pl.Series(ids), "persons")
    assert "persons: the identifiers are national numbers; give a key" in str(refused.value)


@pytest.mark.parametrize(
    "ids", [["a1", "b2"], [1, 2, 3], [], [f"{n:011}" for n in range(10**9, 10**9 + 3000)]]
)
def test_other_identifiers_are_not(ids):
    refuse_national_numbers(pl.Series(ids), "persons")
