"""The definitions of data/definitions.toml, by id."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from grondrecht.monitor.conditions import AtLeast, Condition, Level, Poor, Threshold
from grondrecht.monitor.criteria import FirstKnown, Known, Lacking
from grondrecht.monitor.deprivation import household_items, list_items
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.measures import (
    Definition,
    Gini,
    Mean,
    MedianGap,
    Quantile,
    QuintileRatio,
    Rate,
)
from grondrecht.monitor.shipped import shipped
from grondrecht.monitor.survey import Survey

EMPTY: Mapping[str, Definition] = {}
KINDS: Mapping[str, type[Definition]] = {
    "rate": Rate,
    "quantile": Quantile,
    "mean": Mean,
    "gini": Gini,
    "quintile_ratio": QuintileRatio,
    "median_gap": MedianGap,
}


@cache
def catalogue() -> Mapping[str, Definition]:
    """The definitions that ship, by id."""
    text = files("grondrecht.monitor").joinpath("data/definitions.toml").read_text("utf-8")
    return _read(text, "definitions.toml")


def definitions_in(path: str | Path) -> Mapping[str, Definition]:
    """The definitions in a TOML file of the user's own, by id. Raises SurveyError."""
    try:
        return _read(Path(path).read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SurveyError(
            f"{path} cannot be read as definitions in TOML: {error}.",
            f"{path} is niet te lezen als definities in TOML: {error}.",
        ) from error


def definition(id: str, /, **changed: Any) -> Definition:  # noqa: ANN401 (fields differ by kind)
    """A definition by its id, with some fields changed. Raises SurveyError with ids like it."""
    known = catalogue()
    if id not in known:
        near = ", ".join(get_close_matches(id, known, 3, 0.4) or known)
        raise SurveyError(
            f"{id} is no indicator; there is {near}.", f"{id} is geen indicator; er is {near}."
        )
    return replace(known[id], **changed)


def anchored(amount: float | Sequence[float], id: str = "arop") -> Definition:
    """A definition with its threshold given: of an earlier year, or of the nation for a region.

    ``amount`` is in the money unit of the income; several amounts are for a definition with as many
    thresholds (``persistent-arop``: this year's, last year's, …). They have no margin of their own.

    Raises SurveyError where there are not as many thresholds as amounts.
    """
    made = definition(id)
    amounts = list(amount) if isinstance(amount, Sequence) else [amount]
    if len(thresholds(made)) != len(amounts):
        raise SurveyError(
            f"{id} has {len(thresholds(made))} thresholds; {len(amounts)} given.",
            f"{id} heeft {len(thresholds(made))} drempels; er zijn er {len(amounts)} gegeven.",
        )
    changed: dict[str, Any] = {
        "id": f"{id}-anchored",
        "name_en": f"{made.name_en}, anchored",
        "name_nl": f"{made.name_nl}, verankerd",
    }
    if isinstance(made, Rate):
        changed["condition"] = made.condition.given(iter(amounts))
    if isinstance(made, MedianGap):
        changed["threshold"] = replace(made.threshold, fixed=amounts[0])
    return replace(made, **changed)


def thresholds(definition: Definition) -> tuple[Threshold, ...]:
    """The thresholds of income in a definition."""
    if isinstance(definition, Rate):
        return tuple(line.threshold for line in definition.condition.lines)
    return (definition.threshold,) if isinstance(definition, MedianGap) else ()


def definitions(
    asked: str | Definition | Iterable[str | Definition] | None, survey: Survey
) -> list[Definition]:
    """The definitions asked for; when None, all that the survey has columns for."""
    if asked is None:
        return [each for each in catalogue().values() if possible(each, survey)]
    given = (asked,) if isinstance(asked, str | Definition) else asked
    return [definition(each) if isinstance(each, str) else each for each in given]


def possible(definition: Definition, survey: Survey) -> bool:
    """Whether the survey has the columns that a definition needs."""
    if isinstance(definition, Rate):
        aged = definition.ages is None or survey.has("age")
        asked = (definition.condition, *definition.among)
        return aged and all(each.possible(survey) for each in asked)
    return all(map(survey.has, definition.roles))


def _read(text: str, file: str) -> Mapping[str, Definition]:
    made: dict[str, Definition] = {}
    for place, table in enumerate(tomllib.loads(text).get("definition", []), 1):
        try:
            each = _definition(table, made)
        except (KeyError, TypeError, ValueError) as error:
            name = table.get("id", place)
            raise SurveyError(
                f"{file}, definition {name}: {error}.", f"{file}, definitie {name}: {error}."
            ) from error
        made[each.id] = each
    return made


def _definition(table: Mapping[str, Any], earlier: Mapping[str, Definition]) -> Definition:
    fields = {key: value for key, value in table.items() if key != "kind"}
    if "condition" in fields:
        fields["condition"] = condition(fields["condition"], earlier)
    if "among" in fields:
        fields["among"] = tuple(condition(each, earlier) for each in fields["among"])
    if "ages" in fields:
        fields["ages"] = tuple(fields["ages"])
    return KINDS[table["kind"]](**fields)


def condition(table: Mapping[str, Any], earlier: Mapping[str, Definition] = EMPTY) -> Condition:
    """A condition from its table, such as ``{ poor = { share = 0.6 } }``.

    ``{ of = "arop" }`` is that of an ``earlier`` definition.
    """
    (kind, fields), *_ = table.items()
    if kind == "of":
        made = earlier[fields]
        if not isinstance(made, Rate):
            raise ValueError(f"{fields} has no condition")
        return made.condition
    return CONDITIONS[kind](fields, earlier)


def _poor(fields: Mapping[str, Any], earlier: Mapping[str, Definition]) -> Condition:
    line = Threshold(
        share=fields.get("share", 0.6),
        quantile=fields.get("quantile", 0.5),
        income=fields.get("threshold_income", "income"),
    )
    operator = _one_of(fields.get("operator", "<"), ("<", "<="))
    return Poor(line, fields.get("income", "income"), operator)


def _level(fields: Mapping[str, Any], earlier: Mapping[str, Definition]) -> Condition:
    ages = fields.get("ages")
    _one_of(fields.get("operator", "<="), ("<", "<=", ">", ">=", "="))
    return Level(**(dict(fields) | {"ages": tuple(ages) if ages else None}))


def _one_of(operator: Any, known: Sequence[str]) -> Any:  # noqa: ANN401 (what a file says)
    if operator not in known:
        raise ValueError(f"operator {operator} is none of {' '.join(known)}")
    return operator


def _all_of(
    fields: Sequence[Mapping[str, Any]], earlier: Mapping[str, Definition]
) -> tuple[Condition, ...]:
    return tuple(condition(each, earlier) for each in fields)


def _at_least(fields: Mapping[str, Any], earlier: Mapping[str, Definition]) -> Condition:
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
