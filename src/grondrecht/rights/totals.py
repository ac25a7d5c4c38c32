"""What the answers of a population add up to: whole numbers, exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.rights.errors import RightsError

Array = NDArray[Any]
OUTCOMES = ("no", "yes", "unknown")
NO, YES, UNKNOWN = range(3)
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


def refuse_endless(measure: str, held: Column) -> None:
    """Refuse a sum that whole numbers of 64 bits cannot hold; groups come to less than all."""
    if held.most is None or held.most.dtype != np.int64:
        return
    if held.most.sum(dtype=np.float64) > ENDLESS:
        raise _endless(measure)


def _endless(measure: str) -> RightsError:
    return RightsError(
        f"{measure}: the amounts add up to more cents than can be counted; leave out what is not"
        " plausible.",
        f"{measure}: de bedragen zijn samen meer centen dan er te tellen zijn; laat weg wat niet"
        " aannemelijk is.",
    )


def grouped_sums(
    held: Column, beside: Sequence[pl.Series], by: Sequence[str], weight: str | None
) -> pl.DataFrame:
    """The same per value of the columns ``by``, which stand beside, and with a weight."""
    nothing = pl.zeros(len(held.entitled), pl.Int8, eager=True)
    frame = pl.DataFrame(
        {
            "entitled": held.entitled,
            "amount_least": nothing if held.least is None else held.least,
            "amount_most": nothing if held.most is None else held.most,
        }
    ).with_columns(beside)
    sums = [*_counts(), *(_weighted(weight) if weight else ())]
    return frame.group_by(by).agg(sums).sort(by) if by else frame.select(sums)


def _counts() -> list[pl.Expr]:
    counts = [
        (pl.col("entitled") == code).sum().cast(pl.Int64).alias(f"n_{name}")
        for code, name in ((YES, "yes"), (NO, "no"), (UNKNOWN, "unknown"))
    ]
    return [*counts, *(pl.col(f"amount_{end}").cast(pl.Int64).sum() for end in ("least", "most"))]


def _weighted(weight: str) -> list[pl.Expr]:
    held = pl.col(weight)
    counts = [
        held.filter(pl.col("entitled") == code).sum().alias(f"weighted_{name}")
        for code, name in ((YES, "yes"), (UNKNOWN, "unknown"))
    ]
    sums = [
        (pl.col(f"amount_{end}").cast(pl.Int64) * held).sum().alias(f"weighted_{end}")
        for end in ("least", "most")
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
