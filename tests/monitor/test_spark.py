"""Apache Spark gives what streaming gives."""

from typing import Any

import polars as pl
import pytest
from samples import people
from spark_session import QUIET
from test_streaming import ASKED

from grondrecht.monitor import SurveyError
from grondrecht.monitor.spark import OnSpark
from grondrecht.monitor.streaming import Streamed, streamed

pytestmark = QUIET


def on_spark(session: Any, rows: Any, count: int) -> Any:
    return OnSpark(session.createDataFrame(rows.to_arrow()).repartition(count))


def test_spark_gives_what_streaming_gives(session: Any):
    # Rows are dealt out over partitions one by one: households are split.
    rows = people(strata=2, clusters=6, size=8)
    here, there = Streamed(rows.lazy()), on_spark(session, rows, 3)
    assert streamed(there, ASKED, "sex") == streamed(here, ASKED, "sex")
    drawn = streamed(there, ["arop", "gini"], replicates=20)
    assert drawn == streamed(here, ["arop", "gini"], replicates=20)


def test_an_empty_table_is_refused_on_spark_too(session: Any):
    with pytest.raises(SurveyError, match="0 rows"):
        streamed(on_spark(session, people()[:0], 2), "arop")


def test_what_stands_twice_is_found_over_all_partitions(session: Any):
    rows = people(strata=2, clusters=6, size=8)
    twice = rows.with_columns(person=pl.col("person").replace({3: 200}))
    with pytest.raises(SurveyError, match="person 200 is in 2 rows"):
        streamed(on_spark(session, twice, 3), "arop")
    torn = rows.with_columns(household=pl.col("household").replace({100: 190}))
    with pytest.raises(SurveyError, match="household 190 is in two strata"):
        streamed(on_spark(session, torn, 3), "arop")
    nobody = rows.with_columns(person=pl.lit(None, pl.Int64))
    assert streamed(on_spark(session, nobody, 3), "arop")[0].n == len(rows)
