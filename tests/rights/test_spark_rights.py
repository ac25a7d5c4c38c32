"""Apache Spark gives the totals that one machine gives."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from spark_session import QUIET
from written_measures import MEASURE, law_of

from grondrecht.rights import RightsError, assess_population, load, spark
from grondrecht.rights.spark import totals_on_spark
from grondrecht.rights.synthetic import DATA, synthetic

pytestmark = QUIET
ON = date(2016, 6, 1)


def on_spark(session: Any, *frames: pl.DataFrame) -> list[Any]:
    """The tables on Spark, in pieces that tear households apart."""
    texts = [frame.cast({pl.Enum: pl.String, pl.Categorical: pl.String}) for frame in frames]
    return [session.createDataFrame(frame.to_arrow()).repartition(4) for frame in texts]


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return law_of(tmp_path_factory.mktemp("law"), support=MEASURE)


def test_spark_gives_the_totals_of_one_machine(session: Any):
    law = load(DATA / "flanders")
    persons, households = synthetic(900, inputs=law.inputs)
    households = households.with_columns(pl.col("province").cast(pl.String))
    # Some for persons, some for households; some with an amount, of which one sums incomes.
    asked = [each.measure.id for each in law.on(ON).fitting("household").measures][::5]
    asked.append("water-bill-five-percent")
    here = assess_population(law, persons, households, on=ON, measures=asked)
    there = totals_on_spark(
        law,
        *on_spark(session, persons, households),
        on=ON,
        measures=asked,
        by=["province"],
        weight="weight",
    )
    assert set(there["of"]) == {"person", "household"}
    assert there["amount_most"].sum() > there["amount_least"].sum() > 0
    assert len(there) == 5 * len(asked)
    assert_frame_equal(there, here.totals(["province"], "weight"))


def rows(**columns: list[Any]) -> pl.DataFrame:
    return pl.DataFrame(columns)


PERSONS = rows(
    id=["a", "b", "c"],
    household=["h1", "h1", "h2"],
    role=["head", "partner", "head"],
    net_income=[700.0, 700.5, None],
)
HOUSEHOLDS = rows(id=["h1", "h2"], tenure=["social_tenant", "owner"])


@pytest.mark.parametrize(
    ("persons", "households", "sentence"),
    [
        (PERSONS, HOUSEHOLDS[:1], "persons: household is not in households; mend 1 case"),
        (PERSONS[:2], HOUSEHOLDS, "households: id has no persons; mend 1 case"),
        (PERSONS[[0, 1, 2, 2]], HOUSEHOLDS, "^persons: id stands twice; mend 1 case"),
        (PERSONS, HOUSEHOLDS[[0, 1, 1, 0]], "^households: id stands twice; mend 2 cases"),
        (PERSONS.clear(), HOUSEHOLDS, "^persons: there are no rows; give"),
        (PERSONS, HOUSEHOLDS.clear(), "^households: there are no rows; give"),
        (
            PERSONS.with_columns(id=pl.Series(["a", None, "c"])),
            HOUSEHOLDS,
            "^persons: id is empty; mend 1 case",
        ),
        (
            PERSONS.with_columns(household=pl.Series(["007", "007", "8"])),
            HOUSEHOLDS.with_columns(id=pl.Series([7, 8])),
            "^persons.household is string and households.id bigint; write both alike",
        ),
        (PERSONS.drop("role"), HOUSEHOLDS, "persons: there is no column role"),
        (PERSONS, HOUSEHOLDS.with_columns(age=3), "households: age belongs to a person"),
        (
            PERSONS.with_columns(net_income=pl.Series([1.0, -5.0, 1.0])),
            HOUSEHOLDS,
            r"^In a part of \d persons on Spark: persons: net_income must be from .*'-5.0'",
        ),
    ],
)
def test_bad_tables_are_refused(
    session: Any, law: Any, persons: pl.DataFrame, households: pl.DataFrame, sentence: str
):
    with pytest.raises(RightsError, match=sentence) as refused:
        totals_on_spark(law, *on_spark(session, persons, households), on=ON)
    # An error goes further than the data: it names nobody.
    words = {*str(refused.value).split(), *refused.value.nl.split()}
    assert not words & {"b", "c", "h1", "h2", "h2;", "007"}


def test_persons_alone_are_enough(session: Any, law: Any):
    whole = assess_population(law, PERSONS, on=ON).totals()
    assert_frame_equal(totals_on_spark(law, *on_spark(session, PERSONS), on=ON), whole)


def test_a_household_in_two_batches_stays_whole(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(spark, "HELD", 4)
    home = [1, 1, 2, 2, 2, 2, 2, 2, 3, 4, 4, 5]
    frame = pl.DataFrame({"id": range(12), "household": home}).to_arrow()
    batches = [frame.slice(start, 3).to_batches()[0] for start in range(0, 12, 3)]
    pieces = [piece["household"].to_list() for piece in spark._whole_households(batches)]
    assert pieces == [[1, 1], [2, 2, 2, 2, 2, 2], [3, 4, 4], [5]]
