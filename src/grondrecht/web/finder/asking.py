"""How the finder asks about a folder of measures: finder.toml beside them. docs/finder.md."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grondrecht.rights import Law, RightsError, Words
from grondrecht.rights.errors import Place
from grondrecht.rights.measures import Measure
from grondrecht.rights.values import value_of

FILE, FORMAT = "finder.toml", "grondrecht-finder/1"
OTHER = Words("Andere rechten", "Other rights")
ALL = Words("Uw rechten", "Your rights")
_OF_TOPIC = {"id": str, "nl": str, "en": str, "measures": list}
_OF_TAKEN = {"inputs": list, "is": str, "nl": str, "en": str}
_ALSO = {"below": int, "from": int, "where": str, "has": str}


@dataclass(frozen=True, slots=True)
class Topic:
    """Measures that are asked about together."""

    id: str
    names: Words
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """Inputs that are not asked of a person, because an age or another answer says them already.

    Their value is ``value`` for whom is under ``below`` years, or ``since`` years or over, or for
    whom the input ``where`` is ``has``. ``why`` is told with the result.
    """

    inputs: tuple[str, ...]
    value: str
    why: Words
    below: int | None = None
    since: int | None = None
    where: str = ""
    has: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """The topics, in the order in which they are asked, and what is taken without asking."""

    topics: tuple[Topic, ...]
    taken: tuple[Taken, ...]


def is_for_people(measure: Measure) -> bool:
    """Whether a measure is for persons or households: the finder asks about no others."""
    return measure.of in ("person", "household")


def asking_in(folder: Path, law: Law) -> Asking:
    """How to ask about the measures of a folder; all in one topic where it has no finder.toml.

    Measures that no topic names are a topic of their own. Raises RightsError with the file.
    """
    path = folder / FILE
    held = _read(path) if path.is_file() else {}
    topics = [_topic(path, each, law) for each in held.get("topics", [])]
    named = {name for topic in topics for name in topic.measures}
    people = [each.id for each in law.measures.values() if is_for_people(each)]
    rest = tuple(name for name in people if name not in named)
    if rest:
        topics.append(Topic("other", OTHER if topics else ALL, rest))
    return Asking(tuple(topics), tuple(_taken(path, each, law) for each in held.get("taken", [])))


def _read(path: Path) -> dict[str, Any]:
    try:
        held = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(path, f"it cannot be read ({error})", f"niet te lezen ({error})") from error
    allowed = {"format": str, "topics": list, "taken": list}
    _refuse_keys(path, held, {"format": str}, allowed)
    if held["format"] != FORMAT:
        raise _wrong(path, f"format must be {FORMAT}", f"format moet {FORMAT} zijn")
    return held


def _topic(path: Path, held: Any, law: Law) -> Topic:  # noqa: ANN401 (whatever the file holds)
    _refuse_keys(path, held, _OF_TOPIC, _OF_TOPIC)
    _refuse_names(path, held["measures"], law.measures, "measure", "maatregel")
    return Topic(held["id"], Words(held["nl"], held["en"]), tuple(held["measures"]))


def _taken(path: Path, held: Any, law: Law) -> Taken:  # noqa: ANN401
    _refuse_keys(path, held, _OF_TAKEN, _OF_TAKEN | _ALSO)
    where = [held["where"]] if "where" in held else []
    _refuse_names(path, [*held["inputs"], *where], law.inputs, "input", "input")
    for name in held["inputs"]:
        if law.inputs[name].of != "person" or name == "role":
            raise _wrong(
                path, f"{name} is no fact of a person", f"{name} gaat niet over een persoon"
            )
    ways = [key for key in ("below", "from", "where") if key in held]
    if len(ways) != 1 or ("where" in held) != ("has" in held):
        raise _wrong(
            path,
            "a taken has one of below, from, or where with has",
            "een taken heeft één van below, from, of where met has",
        )
    values = [(name, held["is"]) for name in held["inputs"]]
    for name, value in [*values, *((name, held["has"]) for name in where)]:
        _refuse_value(path, law, name, value)
    return Taken(
        inputs=tuple(held["inputs"]),
        value=held["is"],
        why=Words(held["nl"], held["en"]),
        below=held.get("below"),
        since=held.get("from"),
        where=held.get("where", ""),
        has=held.get("has", ""),
    )


def _refuse_keys(
    path: Path, held: object, needed: Mapping[str, type], allowed: Mapping[str, type]
) -> None:
    keys = held if isinstance(held, dict) else {}
    there_is = ", ".join(allowed)
    for key in needed:
        if key not in keys:
            en, nl = f"{key} is missing; there is {there_is}", f"{key} ontbreekt; er is {there_is}"
            raise _wrong(path, en, nl)
    for key, value in keys.items():
        if key not in allowed:
            en, nl = f"{key} is no key; there is {there_is}", f"{key} is geen sleutel"
            raise _wrong(path, en, f"{nl}; er is {there_is}")
        if type(value) is not allowed[key] or not _are_texts(key, value):
            raise _wrong(path, f"{key} cannot be {value!r}", f"{key} kan geen {value!r} zijn")


def _are_texts(key: str, value: object) -> bool:
    """Whether a list of names holds texts alone; of other keys nothing is asked."""
    if key not in ("inputs", "measures") or not isinstance(value, list):
        return True
    return all(isinstance(each, str) for each in value)


def _refuse_names(
    path: Path, names: list[str], known: Mapping[str, object], en: str, nl: str
) -> None:
    for name in names:
        if name not in known:
            raise _wrong(path, f"there is no {en} {name}", f"er is geen {nl} {name}")


def _refuse_value(path: Path, law: Law, name: str, value: str) -> None:
    try:
        value_of(law.inputs[name], value, FILE)
    except RightsError as error:
        raise RightsError(error.en, error.nl, Place(str(path))) from error


def _wrong(path: Path, en: str, nl: str) -> RightsError:
    return RightsError(f"{en}; mend this file.", f"{nl}; verbeter dit bestand.", Place(str(path)))
