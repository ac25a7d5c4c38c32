"""The definitions of data/definitions.toml, by id."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from grondrecht.monitor import fields
from grondrecht.monitor.condition_tables import condition
from grondrecht.monitor.conditions import Threshold
from grondrecht.monitor.criteria import with_fields
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.income_measures import Gini, Mean, MedianGap, Quantile, QuintileRatio
from grondrecht.monitor.measures import Definition, Rate
from grondrecht.monitor.names import Holds

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
    """A definition by its id, with some fields changed, of itself or of its condition.

    ``definition("lwi2030", operator="<")``, ``definition("smsd", least=6)``: a status that the data
    give is then not asked, for it answers another question. Raises SurveyError where there is no
    such definition or field.
    """
    known = catalogue()
    if id not in known:
        near = ", ".join(get_close_matches(id, known, 3, 0.4) or known)
        raise SurveyError(
            f"{id} is no indicator; there is {near}.", f"{id} is geen indicator; er is {near}."
        )
    return _changed(known[id], changed)


def _changed(made: Definition, changed: Mapping[str, Any]) -> Definition:
    names = {field.name for field in fields_of(made)}
    own = {key: value for key, value in changed.items() if key in names}
    rest = {key: value for key, value in changed.items() if key not in names}
    if rest:
        condition = with_fields(made.condition, rest) if isinstance(made, Rate) else None
        if condition is None:
            which = ", ".join(rest)
            raise SurveyError(
                f"{made.id} has no field {which}.", f"{made.id} heeft geen veld {which}."
            )
        own["condition"] = condition
    return replace(made, **own)


def anchored(amount: float | Sequence[float], id: str = "arop") -> Definition:
    """A definition with its threshold given: of an earlier year, or of the nation for a region.

    ``amount`` is in the money unit of the income; several amounts are for a definition with as many
    thresholds (``persistent-arop``: this year's, last year's, …). They have no margin of their own.

    Raises SurveyError where there are not as many thresholds as amounts, or one is not above zero.
    """
    made = definition(id)
    amounts: list[Any] = [amount]
    if isinstance(amount, Sequence) and not isinstance(amount, str):
        amounts = list(amount)
    if len(thresholds(made)) != len(amounts):
        raise SurveyError(
            f"{id} has {len(thresholds(made))} thresholds; {len(amounts)} given.",
            f"{id} heeft {len(thresholds(made))} drempels; er zijn er {len(amounts)} gegeven.",
        )
    for each in amounts:
        fields.amount(each)
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
    asked: str | Definition | Iterable[str | Definition] | None, survey: Holds
) -> list[Definition]:
    """The definitions asked for; when None, all that the survey has columns for."""
    if asked is None:
        return [each for each in catalogue().values() if possible(each, survey)]
    given = (asked,) if isinstance(asked, str | Definition) else asked
    listed = list(given) if isinstance(given, Iterable) else [given]
    for each in listed:
        if not isinstance(each, str | Definition):
            raise SurveyError(
                f"{each!r} is no indicator; give its id, as 'arop', or a definition.",
                f"{each!r} is geen indicator; geef haar id, als 'arop', of een definitie.",
            )
    return [definition(each) if isinstance(each, str) else each for each in listed]


def possible(definition: Definition, survey: Holds) -> bool:
    """Whether the survey has the columns that a definition needs."""
    if isinstance(definition, Rate):
        aged = definition.ages is None or survey.has("age")
        asked = (definition.condition, *definition.among)
        return aged and all(each.possible(survey) for each in asked)
    return all(map(survey.has, definition.roles))


def _read(text: str, file: str) -> Mapping[str, Definition]:
    made: dict[str, Definition] = {}
    for place, table in enumerate(_tables(text, file), 1):
        try:
            each = _definition(table, made)
        except SurveyError as error:
            name = table.get("id", place)
            raise SurveyError(
                f"{file}, definition {name}: {error}", f"{file}, definitie {name}: {error.nl}"
            ) from error
        except (KeyError, TypeError, ValueError) as error:
            name = table.get("id", place)
            raise SurveyError(
                f"{file}, definition {name}: {error}.", f"{file}, definitie {name}: {error}."
            ) from error
        made[each.id] = each
    return made


def _tables(text: str, file: str) -> Sequence[Mapping[str, Any]]:
    held = tomllib.loads(text)
    tables = held.get("definition")
    if held.keys() != {"definition"} or not isinstance(tables, list):
        found = ", ".join(held) or "-"
        raise SurveyError(
            f"{file} holds {found}, where each definition is a table [[definition]].",
            f"{file} bevat {found}, waar elke definitie een tabel [[definition]] is.",
        )
    return tables


def _definition(table: Mapping[str, Any], earlier: Mapping[str, Definition]) -> Definition:
    given = {key: value for key, value in table.items() if key != "kind"}
    if "condition" in given:
        given["condition"] = condition(given["condition"], earlier)
    if "among" in given:
        given["among"] = tuple(condition(each, earlier) for each in given["among"])
    return KINDS[table["kind"]](**given)
