"""What the answers of a population add up to: whole numbers, exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.rights.errors import RightsError, shortened

Array = NDArray[Any]
OUTCOMES = ("no", "yes", "unknown")
NO, YES, UNKNOWN = range(3)
# What is made here; no column of a table ends so.
_OURS = "\x1f"
_ENTITLED, _WEIGHT = f"entitled{_OURS}", f"weight{_OURS}"
_AMOUNTS = {end: f"amount_{end}{_OURS}" for end in ("least", "most")}
# The columns of totals, so that no group may be called so.
_TOTALS = (
    *("measure", "of", "n_yes", "n_no", "n_unknown", "amount_least", "amount_most"),
    *("weighted_yes", "weighted_unknown", "weighted_least", "weighted_most"),
)
# Beyond this many cents a sum might pass 64 bits.
ENDLESS = 2.0**62


@dataclass(frozen=True, slots=True)
class Column:
    """The answers of a measure: NO, YES or UNKNOWN, and the least and most in cents (or None).

    ``most`` is the very same column as ``least`` where every amount is certain. ``conditions``
    holds the same of each condition, by name, where they were asked for.
    """

    entitled: Array
    least: Array | None
    most: Array | None
    conditions: dict[str, Array] = field(default_factory=dict)


def plain_sums(held: Column) -> dict[str, list[int]]:
    """How many yes, no and unknown, and what the least and the most amounts come to."""
    counts = {
        f"n_{name}": [int(np.count_nonzero(held.entitled == code))]
        for code, name in ((YES, "yes"), (NO, "no"), (UNKNOWN, "unknown"))
    }
    least = 0 if held.least is None else int(held.least.sum(dtype=np.int64))
    if held.most is None or held.most is held.least:
        return counts | {"amount_least": [least], "amount_most": [least]}
    return counts | {"amount_least": [least], "amount_most": [int(held.most.sum(dtype=np.int64))]}


def refuse_endless(measure: str, held: Column, times: int = 1, before: float = 0.0) -> float:
    """Refuse a sum that whole numbers of 64 bits cannot hold; groups come to less than all.

    ``times`` is how often each amount counts, ``before`` what others come to already. Gives what
    all come to, roughly. Raises RightsError.
    """
    reached = before
    # Of fewer bytes no population there is comes to so much in one go.
    if held.most is not None and (times > 1 or before or held.most.dtype == np.int64):
        reached += float(held.most.sum(dtype=np.float64)) * times
    if reached > ENDLESS:
        raise _endless(measure)
    return reached


def _endless(measure: str) -> RightsError:
    return RightsError(
        f"{measure}: the amounts add up to more cents than can be counted; leave out what is not"
        " plausible.",
        f"{measure}: de bedragen zijn samen meer centen dan er te tellen zijn; laat weg wat niet"
        " aannemelijk is.",
    )


def grouped_sums(held: Column, by: Sequence[pl.Series], weights: pl.Series | None) -> pl.DataFrame:
    """The same per value of the columns ``by``, and with weights.

    Raises RightsError for a column that is called as one of the totals is.
    """
    for each in by:
        _refuse_total(each.name)
    nothing = pl.zeros(len(held.entitled), pl.Int8, eager=True)
    frame = pl.DataFrame(
        {
            _ENTITLED: held.entitled,
            _AMOUNTS["least"]: nothing if held.least is None else held.least,
            _AMOUNTS["most"]: nothing if held.most is None else held.most,
        }
    ).with_columns(by)
    sums = _counts()
    if weights is not None:
        frame = frame.with_columns(weights.alias(_WEIGHT))
        sums += _weighted()
    names = [each.name for each in by]
    return frame.group_by(names).agg(sums).sort(names) if by else frame.select(sums)


def refuse_text(by: Sequence[str]) -> None:
    """Refuse one column that is given as a text, of which each letter would be one."""
    if isinstance(by, str):
        raise RightsError(
            f"by is a text; give a list of columns, as [{shortened(by)!r}].",
            f"by is een tekst; geef een lijst van kolommen, als [{shortened(by)!r}].",
        )


def _refuse_total(name: str) -> None:
    if name in _TOTALS:
        raise RightsError(
            f"The totals have a column {name} of their own; rename that of the table.",
            f"De totalen hebben zelf een kolom {name}; hernoem die van de tabel.",
        )


def _counts() -> list[pl.Expr]:
    counts = [
        (pl.col(_ENTITLED) == code).sum().cast(pl.Int64).alias(f"n_{name}")
        for code, name in ((YES, "yes"), (NO, "no"), (UNKNOWN, "unknown"))
    ]
    return [
        *counts,
        *(
            pl.col(name).cast(pl.Int64).sum().alias(f"amount_{end}")
            for end, name in _AMOUNTS.items()
        ),
    ]


def _weighted() -> list[pl.Expr]:
    held = pl.col(_WEIGHT)
    counts = [
        held.filter(pl.col(_ENTITLED) == code).sum().alias(f"weighted_{name}")
        for code, name in ((YES, "yes"), (UNKNOWN, "unknown"))
    ]
    sums = [
        (pl.col(name).cast(pl.Int64) * held).sum().alias(f"weighted_{end}")
        for end, name in _AMOUNTS.items()
    ]
    return [*counts, *sums]


def merged(
    parts: Sequence[pl.DataFrame], measures: Sequence[str], by: Sequence[str]
) -> pl.DataFrame:
    """The totals of parts of a population, as those of the whole. Raises RightsError.

    ``measures`` is the order in which they come.
    """
    held = [part for part in parts if part.height]
    if not held:
        return pl.DataFrame()
    keys = ["measure", "of", *by]
    whole = pl.concat(held)
    most = whole.group_by("measure").agg(pl.col("amount_most").cast(pl.Float64).sum())
    for measure in most.filter(pl.col("amount_most") > ENDLESS)["measure"].sort():
        raise _endless(measure)
    order = pl.col("measure").replace_strict(list(measures), list(range(len(measures))))
    return whole.group_by(keys).agg(pl.all().sum()).sort(order, *by)
