"""Results and differences in one sentence, which says no more than the interval allows.

That something fell, or is lower, is said only where the whole interval of the difference lies below
zero; otherwise there is "no change that can be told from chance".
"""

from __future__ import annotations

import math
from typing import Literal

from grondrecht.monitor.differences import Difference
from grondrecht.monitor.results import Result
from grondrecht.monitor.weighted import SAME
from grondrecht.monitor.wording import Words, apart, finer

Verdict = Literal["fell", "rose", "unclear", "same", "no_margin", "unknown", "withheld"]


def sentence(found: Result | Difference, words: Words | None = None) -> str:
    """One sentence on a result, or on a difference between years or groups.

    What is withheld or rests on few people is said as such.
    """
    words = words or Words()
    made = _level(found, words) if isinstance(found, Result) else _change(found, words)
    if found.flag != "few":
        return made
    return f"{made} {words.of('few', flag=words.flag(found.flag))}"


def _level(result: Result, words: Words) -> str:
    kind = certainty(result)
    filled = {"name": words.name(result.indicator), "group": words.group(result.domain)}
    filled |= {"flag": words.flag(result.flag), "sure": words.sure}
    # "Between 0.0 and 0.0" would say that it is certain, where the interval says it is not.
    ends = result.lower, result.upper
    more = apart(result.unit, *ends) if kind == "known" else 0  # type: ignore[arg-type]
    for key in ("value", "lower", "upper"):
        number = getattr(result, key)
        filled[key] = "" if number is None else words.quantity(number, result.unit, finer=more)
    filled["lower"] = bare(filled["lower"])
    return words.of("level", kind, **filled)


def certainty(result: Result) -> Literal["known", "no_margin", "unknown", "withheld"]:
    """What may be said of a level. An interval of no width is none: nobody met it, or all did."""
    if result.flag == "withheld":
        return "withheld"
    if result.value is None:
        return "unknown"
    if result.lower is None or result.upper is None:
        return "no_margin"
    if math.isclose(result.lower, result.upper, rel_tol=SAME):
        return "no_margin"
    return "known"


def verdict(difference: Difference) -> Verdict:
    """What may be said of a difference: it fell or rose only where all of its interval did.

    ``same``: nothing moved in any cluster, as in a survey beside itself; then no margin is lacking.
    """
    if difference.flag == "withheld":
        return "withheld"
    if difference.value is None:
        return "unknown"
    lower, upper = difference.lower, difference.upper
    if difference.value == lower == upper == 0:
        return "same"
    if lower is None or upper is None or lower >= upper:
        return "no_margin"
    if lower > 0 or upper < 0:
        return "rose" if lower > 0 else "fell"
    return "unclear"


def _change(found: Difference, words: Words) -> str:
    kind = verdict(found)
    filled = {"name": words.name(found.indicator), "group": words.group(found.second)}
    filled |= {"first": words.group(found.first), "flag": words.flag(found.flag)}
    filled |= {"sure": words.sure} | _amounts(found, words, kind)
    return words.of(section(found), kind, **filled)


def section(difference: Difference) -> Literal["change", "contrast"]:
    """Whether one group is compared over time, or two groups with each other."""
    return "change" if difference.first == difference.second else "contrast"


def _amounts(found: Difference, words: Words, kind: Verdict) -> dict[str, str]:
    """The numbers that a sentence is filled with; a fall is said as an amount above zero."""
    held = {"value": found.value, "lower": found.lower, "upper": found.upper}
    known = {key: number for key, number in held.items() if number is not None}
    # "Between 0.0 and 0.3" would say that it may be nothing, where the interval says it is not.
    more = finer(found.unit, *known.values()) if kind in ("fell", "rose") else 0
    shown = dict.fromkeys((*held, "size", "small", "large"), "")
    for key, number in known.items():
        shown[key] = words.quantity(number, found.unit, "change", signed=True)
    shown["lower"] = bare(shown["lower"])
    if kind in ("fell", "rose"):
        shown["size"] = words.quantity(abs(known["value"]), found.unit, "change", more)
        ends = sorted((abs(known["lower"]), abs(known["upper"])))
        for key, end in zip(("small", "large"), ends, strict=True):
            shown[key] = words.quantity(end, found.unit, "change", more)
        shown["small"] = bare(shown["small"])
    return shown


def bare(quantity: str) -> str:
    """A quantity without its unit: of a range only the end is said with it."""
    return quantity.partition(" ")[0]
