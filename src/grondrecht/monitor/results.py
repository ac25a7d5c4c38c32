"""Results: one table for every indicator, domain and method."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import polars as pl


class Rule(NamedTuple):
    """What is said of an estimate that rests on few people."""

    flag: str
    of: str
    below: int
    en: str
    nl: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of data/flags.toml, in order."""
    text = files("grondrecht.monitor").joinpath("data/flags.toml").read_text("utf-8")
    return tuple(Rule(**rule) for rule in tomllib.loads(text)["rule"])


@dataclass(frozen=True)
class Result:
    """One estimate. Values are in ``unit``; None where nothing can or may be said.

    ``definition``: id@version. ``domain``: ``total`` or ``sex=female``. ``n``: people it rests on;
    ``n_poor``: of these, who are poor (deprived, …); ``population``: whom they stand for.
    ``flag``: empty, ``few``, ``withheld`` or ``no margin``; ``method``: how the margin was made.
    """

    indicator: str
    definition: str
    domain: str
    value: float | None
    standard_error: float | None
    lower: float | None
    upper: float | None
    unit: str
    n: int
    n_poor: int | None
    population: float
    flag: str
    method: str

    @property
    def known(self) -> bool:
        """Whether there is a value to show."""
        return self.value is not None


SCHEMA: dict[str, Any] = {
    "indicator": pl.String,
    "definition": pl.String,
    "domain": pl.String,
    "value": pl.Float64,
    "standard_error": pl.Float64,
    "lower": pl.Float64,
    "upper": pl.Float64,
    "unit": pl.String,
    "n": pl.Int64,
    "n_poor": pl.Int64,
    "population": pl.Float64,
    "flag": pl.String,
    "method": pl.String,
}


class Results(tuple[Result, ...]):
    """The results in order; ``frame`` is the same as a polars table."""

    @property
    def frame(self) -> pl.DataFrame:
        """One row for each result, columns as the fields of ``Result``."""
        return pl.DataFrame([asdict(each) for each in self], schema=SCHEMA)

    def one(self, indicator: str, domain: str = "total") -> Result:
        """The result of an indicator in a domain; KeyError where there is none."""
        for each in self:
            if (each.indicator, each.domain) == (indicator, domain):
                return each
        raise KeyError(f"{indicator}, {domain}")


def results_of(rows: Iterable[Result]) -> Results:
    """Results, each flagged by the rules."""
    return Results(flagged(row) for row in rows)


def flagged(result: Result) -> Result:
    """A result with its flag; what may not be published is taken out."""
    held = asdict(result)
    for rule in rules():
        if held[rule.of] is not None and held[rule.of] < rule.below:
            return Result(**(held | {"flag": rule.flag} | (WITHHELD if _hidden(rule) else {})))
    if held["value"] is not None and held["standard_error"] is None:
        return Result(**(held | {"flag": "no margin"}))
    return result


WITHHELD = dict.fromkeys(("value", "standard_error", "lower", "upper", "n_poor"))


def _hidden(rule: Rule) -> bool:
    return rule.flag == "withheld"


def known(value: float) -> float | None:
    """A float, None where it is nan or infinite."""
    return value if math.isfinite(value) else None
