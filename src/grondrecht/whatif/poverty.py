"""The poverty rate before and after a reform, with the margin of error of the difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl

from grondrecht.monitor import Difference, Results, Survey, derived, differences, indicators
from grondrecht.monitor.breakdowns import Breakdown
from grondrecht.rights.columns import refuse_rows
from grondrecht.rights.errors import RightsError
from grondrecht.rights.weights import weights_of
from grondrecht.whatif.effects import Effects

MONTHS = 12
# No column of a table ends so; what is made here does.
OURS = "\x1f"
BEFORE, AFTER, AGE, WEIGHT, PLAIN = (
    f"{name}{OURS}" for name in ("before", "after", "age", "weight", "plain")
)
INDICATOR = "arop"


@dataclass(frozen=True)
class Poverty:
    """The at-risk-of-poverty rate before and after, the differences, and how many were left out.

    Left out are the persons of households of which the income, an age, or what the reform changes
    is not known; ``share_left_out`` is their part of all persons, weighted. The threshold moves
    with the reform, as the definition says.
    """

    before: Results
    after: Results
    differences: tuple[Difference, ...]
    n_persons: int
    n_left_out: int
    share_left_out: float


def said(poverty: Poverty, language: str = "nl") -> str:
    """Of whom the rates are not, in one sentence in Dutch (nl) or English; "" where of all."""
    if not poverty.n_left_out:
        return ""
    share = f"{100 * poverty.share_left_out:.1f} %"
    if language == "nl":
        return (
            f"Van {share.replace('.', ',')} van de personen is te weinig gekend: beide"
            " armoedecijfers gaan enkel over de anderen."
        )
    return f"Of {share} of the persons too little is known: both rates are of the others only."


def poverty(
    effects: Effects,
    *,
    income: str = "net_income",
    weight: str | None = None,
    by: tuple[Breakdown, ...] = (),
    indicator: str = INDICATOR,
) -> Poverty:
    """The rate before and after, on the same persons, each household a cluster.

    ``income`` is the column of the persons with what each has in a month, in euro; ``weight`` one
    of the households. Raises RightsError for a column that is not there and where nobody is left,
    SurveyError for data that cannot be computed with.
    """
    columns = [name for each in by for name in ((each,) if isinstance(each, str) else each)]
    people = equivalised(effects, income, weight, columns)
    known = people.drop_nulls([BEFORE, AFTER, AGE])
    if not known.height:
        raise RightsError(
            "Of nobody income, age and what the reform changes are all known; give more of them.",
            "Van niemand zijn inkomen, leeftijd en wat de hervorming wijzigt alle gekend; geef er"
            " meer van.",
        )
    first, then = (_survey(known, each) for each in (BEFORE, AFTER))
    before, after = (indicators(each, indicator, by=by) for each in (first, then))
    found = differences(first, then, [indicator], by=by)
    everybody, others = (float(each[WEIGHT].to_numpy().sum()) for each in (people, known))
    left_out = people.height - known.height
    share = 1 - others / everybody if left_out and everybody else 0.0
    return Poverty(before, after, tuple(found), known.height, left_out, share)


def _survey(known: pl.DataFrame, income: str) -> Survey:
    return Survey(known, income=income, weight=WEIGHT, household="household", person="id", age=AGE)


def equivalised(
    effects: Effects, income: str, weight: str | None, columns: Iterable[str]
) -> pl.DataFrame:
    """Each person with the equivalised yearly income of the household before and after, in euro.

    ``columns`` of the households stand beside their persons. What the reform changes stands in the
    columns BEFORE and AFTER, empty where it is not certain; PLAIN is the income before it for all
    of whom that is known, WEIGHT the weight. Raises RightsError.
    """
    persons, homes = effects.tables.frames["person"], effects.households
    _need(persons, "persons", income, "age")
    wanted = [name for name in columns if name not in persons.columns]
    _need(homes, "households", *wanted, *([weight] if weight else []))
    starts = effects.tables.starts
    rows = np.repeat(np.arange(homes.height), np.diff(starts))
    age = _numbers(persons["age"])
    yearly = _over_homes(_numbers(persons[income]), starts).gather(rows) * MONTHS
    change = homes["change"].cast(pl.Float64).gather(rows) / 100
    alone = persons.select("id", "household", age=age)
    sizes = derived(alone, only=["equivalised_size"], person="id", household="household")
    size = sizes["equivalised_size"]
    weights = (
        pl.Series(weights_of(homes[weight])) if weight else pl.repeat(1.0, homes.height, eager=True)
    )
    beside = {name: homes[name].gather(rows) for name in wanted}
    return persons.with_columns(
        **beside,
        **{
            PLAIN: yearly / size,
            BEFORE: (yearly / size).set(change.is_null(), None),
            AFTER: (yearly + change) / size,
            AGE: age,
            WEIGHT: weights.gather(rows),
        },
    )


def _numbers(column: pl.Series) -> pl.Series:
    """A column of numbers, or of texts that are; raises RightsError with the rows that are none."""
    kind = column.dtype
    plain = kind.is_numeric() or kind in (pl.String, pl.Null)
    held = column if plain else pl.Series(column.name, [None] * len(column), pl.Float64)
    numbers = held.cast(pl.Float64, strict=False)
    fine = numbers.is_finite().fill_null(False)
    wrong = (~fine & column.is_not_null()).to_numpy()
    en, nl = "must be a number, or empty", "moet een getal zijn, of leeg"
    refuse_rows(wrong, "persons", column.name, en, nl, column)
    return numbers


def _over_homes(values: pl.Series, starts: np.ndarray) -> pl.Series:
    """The sum over each household; unknown where one is."""
    held = values.fill_null(float("nan")).to_numpy()
    return pl.Series(np.add.reduceat(held, starts[:-1])).fill_nan(None)


def _need(frame: pl.DataFrame, table: str, *names: str) -> None:
    for name in names:
        if name not in frame.columns:
            raise RightsError(
                f"{table}: there is no column {name}; add it.",
                f"{table}: er is geen kolom {name}; voeg ze toe.",
            )
