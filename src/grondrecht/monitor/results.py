"""Results: one table for every indicator, domain and method."""

from __future__ import annotations

import math
import tomllib
from dataclasses import asdict, dataclass, replace
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

    ``definition``: id@version. ``domain``: ``total`` or ``sex=female``. ``n``: people asked, those
    of weight 0 not counted; ``n_poor``: of these, who are poor (deprived, …); ``population``: whom
    they stand for. ``flag``: empty, ``few``, ``withheld``, ``no margin``, or ``:`` (Eurostat's
    letter for what is not available); ``method``: how the margin was made.
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


def few(n: int) -> str:
    """What is said of what rests on ``n`` people: ``withheld``, ``few`` or nothing."""
    return next((rule.flag for rule in rules() if rule.of == "n" and n < rule.below), "")


def flag_of(rests_on: int, value: float | None, end: float | None) -> str:
    """The flag of an estimate that rests on so many people; empty where nothing is the matter.

    ``end``: an end of its interval, None where no margin can be told.
    """
    flag = few(rests_on)
    if value is None and flag != "withheld":
        return ":"
    return flag or ("no margin" if end is None else "")


def flagged(result: Result, rests_on: int) -> Result:
    """A result with its flag; what rests on so few people that it may not be shown is taken out."""
    flag = flag_of(rests_on, result.value, result.upper)
    return replace(result, flag=flag, **(WITHHELD if flag == "withheld" else {}))


WITHHELD: dict[str, Any] = dict.fromkeys(
    ("value", "standard_error", "lower", "upper", "n_poor"),
)


def known(value: float) -> float | None:
    """A plain float, which writes itself as a number; None where it is nan or infinite."""
    return float(value) if math.isfinite(value) else None
