"""What a drawing shows of each estimate: where it lies, how sure it is, and what is said of it."""

from __future__ import annotations

from typing import Any, Literal

from grondrecht.monitor.differences import Difference
from grondrecht.monitor.results import Result
from grondrecht.monitor.sentences import certainty, verdict
from grondrecht.monitor.tables import remark, verdict_words
from grondrecht.monitor.wording import Words, decimals, finer


def level_row(each: Result, words: Words) -> dict[str, Any]:
    """Of a level: its group, value, ends and shape, with what is said beside it."""
    kind = certainty(each)
    shape = "few" if kind == "known" and each.flag == "few" else kind
    text = _figures(each, words, "value") if kind in ("known", "no_margin") else ""
    said = "; ".join(filter(None, (text, remark(each, words))))
    return _row(each, shape, words.group(each.domain), said, kind == "known")


def change_row(each: Difference, words: Words) -> dict[str, Any]:
    """The same of a change; ends where it is sure enough to be told."""
    kind = verdict(each)
    group = words.group(each.second)
    if each.first != each.second:
        group = f"{group} / {words.group(each.first)}"
    text = _figures(each, words, "change") if kind not in ("withheld", "unknown") else ""
    said = "; ".join(filter(None, (text, verdict_words(each, words))))
    return _row(each, kind, group, said, kind in ("fell", "rose", "unclear"))


def _row(
    each: Result | Difference, shape: str, group: str, said: str, sure: bool
) -> dict[str, Any]:
    hidden = each.flag == "withheld" or each.value is None
    return {
        "group": group,
        "value": None if hidden else each.value,
        "lower": each.lower if sure else None,
        "upper": each.upper if sure else None,
        "said": said,
        "shape": shape,
        "top": None if hidden else (each.upper if sure else each.value),
        "shown": not hidden,
        "sure": sure,
    }


def figure(each: Result, words: Words) -> str:
    """The estimate in figures; one that rests on few people has a mark."""
    if each.flag == "withheld" or each.value is None:
        return ""
    return words.number(each.value, decimals(each.unit)) + ("*" if each.flag == "few" else "")


def _figures(each: Result | Difference, words: Words, kind: Literal["value", "change"]) -> str:
    """The estimate and its interval in figures: ``18,0 % (14,8 tot 21,7)``."""
    signed = kind == "change"
    ends = [end for end in (each.lower, each.upper) if end is not None]
    more = finer(each.unit, *ends) if signed and len(ends) == 2 and min(ends) * max(ends) > 0 else 0
    text = words.quantity(each.value or 0.0, each.unit, kind, more, signed)
    if len(ends) < 2 or ends[0] >= ends[1]:
        return text
    lower, upper = (words.number(end, decimals(each.unit) + more, signed) for end in ends)
    return f"{text} ({words.of('words', 'between', lower=lower, upper=upper)})"
