"""Values of inputs for the synthetic population, drawn by rules that are data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from zlib import crc32

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.rights.vocabulary import EPOCH, Input

Array = NDArray[Any]
Told = dict[str, Any]
# Whole numbers as they are counted (cents, days from 1970, the place of an option), and which of
# them are known.
Drawn = tuple[Array, Array]


def drawn(given: Input, rule: Told, default: Told, groups: Mapping[str, Array], seed: int) -> Drawn:
    """The values of an input: ``groups`` say who is in which, by its rule or by what is default.

    The chance of one input hangs on the seed and its name alone, so another input moves nothing.
    """
    draw = np.random.default_rng([seed, crc32(given.name.encode())])
    rule = rule if _fits(given, rule, groups) else {}
    size = len(next(iter(groups.values())))
    values, known = _DRAWN[given.kind](given, rule, default, groups, draw.random(size))
    share = rule["unknown"] if "unknown" in rule else default["unknown"]
    return values, hidden(known, share, draw)


def _fits(given: Input, rule: Told, groups: Mapping[str, Array]) -> bool:
    """Whether all that a rule names is there: other measures may have other inputs and options."""
    named = {name for key in ("chance", "among", "between") for name in rule.get(key, ())}
    options = {code for shares in rule.get("among", {}).values() for code in shares}
    return named <= {"rest", *groups} and options <= set(given.codes)


def hidden(known: Array, share: float, draw: np.random.Generator) -> Array:
    """The same with a part that is not known."""
    return known & (draw.random(len(known), np.float32) >= share) if share else known


def series(given: Input, values: Array, known: Array) -> pl.Series:
    """A column as a table holds it: euro to the cent, options, yes or no, days; empty elsewhere."""
    if given.kind == "choice":
        held = among(given.codes, values)
    elif given.kind == "date":
        held = pl.Series(values.astype(np.int32)).cast(pl.Date)
    elif given.kind == "yes_no":
        held = pl.Series(values.astype(np.bool_))
    else:
        held = pl.Series(values / given.scale if given.scale > 1 else _small(given, values))
    if not known.all():
        held = pl.select(pl.when(pl.Series(known)).then(held)).to_series()
    return held.alias(given.name)


def among(codes: Sequence[str], places: Array) -> pl.Series:
    """The options that stand in these places."""
    return pl.Series(codes, dtype=pl.Enum(codes)).gather(pl.Series(places.astype(np.uint32)))


def _small(given: Input, values: Array) -> Array:
    return values.astype(np.int16 if -(2**15) <= given.low <= given.high < 2**15 else np.int64)


def _by_group(
    rule: Told, groups: Mapping[str, Array], size: int, of: Callable[[Any], float]
) -> Array:
    """For each the number of the first group that holds: the last is written first."""
    made = np.zeros(size)
    for name in reversed(rule):
        made[... if name == "rest" else groups[name]] = of(rule[name])
    return made


def _flags(
    given: Input, rule: Told, default: Told, groups: Mapping[str, Array], chance: Array
) -> Drawn:
    told = rule.get("chance", {"rest": default["chance"]})
    return chance < _by_group(told, groups, len(chance), float), np.ones(len(chance), np.bool_)


def _choices(
    given: Input, rule: Told, default: Told, groups: Mapping[str, Array], chance: Array
) -> Drawn:
    codes = given.codes
    told = rule.get("among", {"rest": dict.fromkeys(codes, 1)})
    values = np.zeros(len(chance), np.uint8)
    for name in reversed(told):
        shares = np.array([told[name].get(code, 0) for code in codes], np.float64)
        cuts = np.cumsum(shares / shares.sum())[:-1]
        rows = slice(None) if name == "rest" else groups[name]
        values[rows] = np.searchsorted(cuts, chance[rows], side="right")
    return values, np.ones(len(chance), np.bool_)


def _numbers(
    given: Input, rule: Told, default: Told, groups: Mapping[str, Array], chance: Array
) -> Drawn:
    if "between" in rule:
        return _between(given, rule["between"], groups, chance, lambda end: end * given.scale)
    values = given.low + np.floor((given.high - given.low) * chance**4)
    return values.astype(np.int64), np.ones(len(chance), np.bool_)


def _days(
    given: Input, rule: Told, default: Told, groups: Mapping[str, Array], chance: Array
) -> Drawn:
    told = rule.get("between", {"rest": default["days"]})
    return _between(given, told, groups, chance, _day)


def _day(day: date) -> int:
    return day.toordinal() - EPOCH


def _between(
    given: Input,
    told: Told,
    groups: Mapping[str, Array],
    chance: Array,
    whole: Callable[[Any], float],
) -> Drawn:
    """A whole number between both ends; where there are none it is not known."""

    def end(which: int) -> Callable[[Sequence[Any]], float]:
        return lambda ends: whole(ends[which]) if ends else np.nan

    low = _by_group(told, groups, len(chance), end(0))
    span = _by_group(told, groups, len(chance), end(1)) - low + 1
    known = ~np.isnan(low)
    values = np.where(known, low + np.floor(span * chance), given.low)
    return np.clip(values, given.low, given.high).astype(np.int64), known


_DRAWN = {"yes_no": _flags, "choice": _choices, "number": _numbers, "date": _days}
