"""The definitions of data/definitions.toml, by id."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from grondrecht.monitor.conditions import AtLeast, Condition, Level, Poor, Threshold
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
from grondrecht.monitor.survey import Survey

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


def anchored(amount: float, id: str = "arop") -> Definition:
    """A rate with a threshold that is given: of an earlier year, or of the nation for a region.

    ``amount`` is in the money unit of the income; it has no margin of its own.
    """
    made = definition(id)
    if not isinstance(made, Rate) or not isinstance(made.condition, Poor):
        raise SurveyError(
            f"{id} has no single threshold that can be given.",
            f"{id} heeft geen enkele drempel die gegeven kan worden.",
        )
    line = replace(made.condition.threshold, fixed=amount)
    return replace(
        made,
        id=f"{id}-anchored",
        name_en=f"{made.name_en}, anchored",
        name_nl=f"{made.name_nl}, verankerd",
        condition=replace(made.condition, threshold=line),
    )


def definitions(
    asked: str | Definition | Iterable[str | Definition] | None, survey: Survey
) -> list[Definition]:
    """The definitions asked for; when None, all that the survey has columns for."""
    if asked is None:
        return [each for each in catalogue().values() if all(map(survey.has, each.roles))]
    given = (asked,) if isinstance(asked, str | Definition) else asked
    return [definition(each) if isinstance(each, str) else each for each in given]


def _read(text: str, file: str) -> Mapping[str, Definition]:
    made = {}
    for place, table in enumerate(tomllib.loads(text).get("definition", []), 1):
        try:
            each = _definition(table)
        except (KeyError, TypeError, ValueError) as error:
            name = table.get("id", place)
            raise SurveyError(
                f"{file}, definition {name}: {error}.", f"{file}, definitie {name}: {error}."
            ) from error
        made[each.id] = each
    return made


def _definition(table: Mapping[str, Any]) -> Definition:
    fields = {key: value for key, value in table.items() if key != "kind"}
    if "condition" in fields:
        fields["condition"] = condition(fields["condition"])
    if "among" in fields:
        fields["among"] = tuple(condition(each) for each in fields["among"])
    if "ages" in fields:
        fields["ages"] = tuple(fields["ages"])
    return KINDS[table["kind"]](**fields)


def condition(table: Mapping[str, Any]) -> Condition:
    """A condition from its table, such as ``{ poor = { share = 0.6 } }``."""
    (kind, fields), *_ = table.items()
    return CONDITIONS[kind](fields)


def _poor(fields: Mapping[str, Any]) -> Condition:
    line = Threshold(
        share=fields.get("share", 0.6),
        quantile=fields.get("quantile", 0.5),
        income=fields.get("threshold_income", "income"),
    )
    return Poor(line, fields.get("income", "income"), fields.get("operator", "<"))


def _level(fields: Mapping[str, Any]) -> Condition:
    ages = fields.get("ages")
    return Level(**(dict(fields) | {"ages": tuple(ages) if ages else None}))


def _at_least(fields: Mapping[str, Any]) -> Condition:
    return AtLeast(tuple(condition(each) for each in fields["of"]), fields.get("least", 1))


CONDITIONS: Mapping[str, Callable[[Mapping[str, Any]], Condition]] = {
    "poor": _poor,
    "level": _level,
    "at_least": _at_least,
}
