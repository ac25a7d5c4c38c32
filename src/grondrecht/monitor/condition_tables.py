"""Conditions as they are written in a file of definitions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from grondrecht.monitor.conditions import AtLeast, Condition, Level, Poor, Threshold
from grondrecht.monitor.criteria import FirstKnown, Known, Lacking
from grondrecht.monitor.deprivation import household_items, list_items
from grondrecht.monitor.measures import Definition, Rate
from grondrecht.monitor.shipped import shipped

EMPTY: Mapping[str, Definition] = {}
OF_POOR = {"share", "quantile", "threshold_income", "income", "operator"}


def condition(table: Mapping[str, Any], earlier: Mapping[str, Definition] = EMPTY) -> Condition:
    """A condition from its table, such as ``{ poor = { share = 0.6 } }``.

    ``{ of = "arop" }`` is that of an ``earlier`` definition.
    """
    (kind, fields), *more = table.items()
    if more:
        raise ValueError(f"{kind} and {more[0][0]} are two conditions, where one is needed")
    if kind == "of":
        made = earlier[fields]
        if not isinstance(made, Rate):
            raise ValueError(f"{fields} has no condition")
        return made.condition
    return CONDITIONS[kind](fields, earlier)


def _poor(fields: Mapping[str, Any], earlier: Mapping[str, Definition]) -> Condition:
    _no_others(fields, OF_POOR)
    line = Threshold(
        share=fields.get("share", 0.6),
        quantile=fields.get("quantile", 0.5),
        income=fields.get("threshold_income", "income"),
    )
    return Poor(line, fields.get("income", "income"), fields.get("operator", "<"))


def _level(fields: Mapping[str, Any], earlier: Mapping[str, Definition]) -> Condition:
    return Level(**fields)


def _no_others(fields: Mapping[str, Any], known: set[str]) -> None:
    """Refuse a field that would not be read: a misspelling."""
    others = sorted(fields.keys() - known)
    if others:
        raise ValueError(f"{others[0]} is no field; known are {', '.join(sorted(known))}")


def _all_of(
    fields: Sequence[Mapping[str, Any]], earlier: Mapping[str, Definition]
) -> tuple[Condition, ...]:
    return tuple(condition(each, earlier) for each in fields)


def _at_least(fields: Mapping[str, Any], earlier: Mapping[str, Definition]) -> Condition:
    _no_others(fields, {"of", "least"})
    return AtLeast(_all_of(fields["of"], earlier), fields.get("least", 1))


def _first_known(
    fields: Sequence[Mapping[str, Any]], earlier: Mapping[str, Definition]
) -> Condition:
    return FirstKnown(_all_of(fields, earlier))


def _known(fields: Sequence[str], earlier: Mapping[str, Definition]) -> Condition:
    return Known(tuple(fields))


def _lacking(fields: Mapping[str, Any], earlier: Mapping[str, Definition]) -> Condition:
    """Items named one by one, or those of a list of data/items.toml with its children's rule."""
    given = dict(fields)
    if "list" in given:
        version = given.pop("list")
        rule = shipped("items")["lists"][version]
        given = {
            "items": list_items(version),
            "household": household_items(version),
            "household_least": rule.get("children_household_least", 0),
            "children_below": shipped("items")["children"]["below"],
        } | given
    for key in ("items", "household"):
        given[key] = tuple(given.get(key, ()))
    return Lacking(**given)


CONDITIONS: Mapping[str, Callable[[Any, Mapping[str, Definition]], Condition]] = {
    "poor": _poor,
    "level": _level,
    "at_least": _at_least,
    "first_known": _first_known,
    "known": _known,
    "lacking": _lacking,
}
