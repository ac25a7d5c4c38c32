"""What cannot be meant about margins is refused in one sentence, in memory and where streamed."""

from typing import Any

import polars as pl
import pytest
from samples import people

from grondrecht.monitor import (
    Survey,
    SurveyDesign,
    SurveyError,
    indicators,
)
from grondrecht.monitor.streaming import Streamed, streamed

WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"confidence": 95}, "A confidence of 95 is not between 0 and 1; 95 % is 0.95", "zekerheid"),
    ({"confidence": 1.0}, "A confidence of 1 is not between 0 and 1", "van 1 ligt niet tussen"),
    ({"confidence": 0.0}, "A confidence of 0 is not between", "van 0 ligt niet tussen"),
    ({"confidence": float("nan")}, "A confidence of nan is not between", "nan ligt niet tussen"),
    ({"replicates": 1}, "A bootstrap of 1 replicates tells no margin", "met 1 herhalingen"),
    ({"replicates": -5}, "A bootstrap of -5 replicates tells no margin", "met -5 herhalingen"),
    ({"replicates": 10, "seed": -1}, r"The seed -1 is no whole number from 0 to 2\^64", "seed -1"),
    ({"replicates": 10, "seed": 2**64}, "The seed 18446744073709551616 is no", "geheel getal"),
]


@pytest.mark.parametrize(("asked", "english", "dutch"), WRONG)
def test_what_cannot_be_meant_is_refused(asked: dict[str, Any], english: str, dutch: str):
    for compute in (
        lambda: indicators(Survey(people()), "arop", **asked),
        lambda: streamed(Streamed(people().lazy()), "arop", **asked),
    ):
        with pytest.raises(SurveyError, match=english) as said:
            compute()
        assert dutch in said.value.nl


def with_a_lone_cluster(lone: bool) -> pl.DataFrame:
    """A sample in which the first cluster is a stratum of its own, or is not."""
    own = pl.when(pl.col("cluster") == 10).then(9).otherwise(pl.col("strata"))
    return people().with_columns(own.alias("strata")) if lone else people()


@pytest.mark.parametrize("single", ["centre", "average"])
def test_a_bootstrap_adds_nothing_for_a_cluster_alone_so_it_is_refused(single: Any):
    design, frame = SurveyDesign(single=single), with_a_lone_cluster(True)
    for compute in (
        lambda: indicators(Survey(frame, design=design), "arop", replicates=10),
        lambda: streamed(Streamed(frame.lazy()), "arop", design=design, replicates=10),
    ):
        with pytest.raises(SurveyError, match=f"Stratum 9 has one .* single = {single}") as said:
            compute()
        assert "Stratum 9 heeft één cluster" in said.value.nl


@pytest.mark.parametrize(("single", "lone"), [("certainty", True), ("centre", False)])
def test_a_bootstrap_that_can_do_what_the_design_says_is_done(single: Any, lone: bool):
    design, frame = SurveyDesign(single=single), with_a_lone_cluster(lone)
    for found in (
        indicators(Survey(frame, design=design), "arop", replicates=10),
        streamed(Streamed(frame.lazy()), "arop", design=design, replicates=10),
    ):
        assert (found[0].standard_error or 0) > 0
