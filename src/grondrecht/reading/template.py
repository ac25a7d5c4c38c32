"""Form templates: what a layout's labels, codes and periods look like, as data.

A template is a TOML file; docs/templates.md describes every key. Templates that ship with the
package are found by name, others by their path.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from grondrecht.reading.errors import TemplateError

FIELDS = (
    "budget",
    "responsible.cabinet",
    "responsible.administration",
    "evaluation",
    "involved.cabinet",
    "involved.people_in_poverty",
    "involved.administration",
    "involved.other_actors",
    "summary",
)
ORDERS = ("period-text", "text-period")
SHIPPED = files("grondrecht.reading") / "templates"
_REQUIRED = object()
# A word broken at a line's end, or set letter by letter.
_BREAK = r"[-\u00ad]?\s*"


@dataclass(frozen=True)
class Label:
    """A printed label: the field its value fills ('' where it only heads a group), its spellings.

    ``long`` marks a field whose value usually runs over many lines; ``more`` a label whose value is
    added to that of the label before it.
    """

    field: str
    name: str
    words: tuple[str, ...]
    long: bool = False
    more: bool = False


@dataclass(frozen=True)
class Milestones:
    """How the table of milestones is printed: its heading, its periods, which column is first.

    It comes behind the label of the field ``after``, or last where that is empty.
    """

    words: tuple[str, ...]
    after: str
    vertical: bool
    order: str
    period: re.Pattern[str]


@dataclass(frozen=True)
class LegendList:
    """A list of code segments in front of the forms: which one, and the words that announce it."""

    list: str
    after: re.Pattern[str]


@dataclass(frozen=True)
class Template:
    """A form layout. ``start`` finds a form's first words and must name its group ``code``."""

    name: str
    title: str
    language: str
    start: re.Pattern[str]
    prefix: str
    notes: tuple[re.Pattern[str], ...]
    headings: tuple[re.Pattern[str], ...]
    labels: tuple[Label, ...]
    milestones: Milestones
    legend: tuple[LegendList, ...]


def shipped_templates() -> list[str]:
    """The names of the templates that ship with the package, sorted."""
    return sorted(item.name[:-5] for item in SHIPPED.iterdir() if item.name.endswith(".toml"))


def load_template(name_or_path: str) -> Template:
    """Load a shipped template by name, or any other by its path.

    Raises TemplateError, with the file and the key that is wrong.
    """
    if name_or_path in shipped_templates():
        return parse_template((SHIPPED / f"{name_or_path}.toml").read_text("utf-8"), name_or_path)
    path = Path(name_or_path)
    try:
        return parse_template(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        known = ", ".join(shipped_templates())
        raise TemplateError(
            f"Sjabloon {name_or_path} kan niet gelezen worden ({_reason(error)}): geef een naam"
            f" ({known}) of het pad van een TOML-bestand in UTF-8."
        ) from error


def parse_template(text: str, name: str) -> Template:
    """Build a template from TOML text; ``name`` stands in messages. Raises TemplateError."""
    try:
        table = _Table(tomllib.loads(text), name)
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"Sjabloon {name} is geen geldige TOML: {error}.") from error
    form = table.table("form")
    template = Template(
        name=table.take("name", str),
        title=table.take("title", str),
        language=table.take("language", str),
        start=form.pattern("start"),
        prefix=form.take("prefix", str, ""),
        notes=form.patterns("notes"),
        headings=form.patterns("headings"),
        labels=tuple(_label(row) for row in table.tables("labels")),
        milestones=_milestones(table.table("milestones")),
        legend=tuple(_legend_list(row) for row in table.tables("legend", [])),
    )
    form.done()
    table.done()
    _contradictions(template, name)
    return template


class _Table:
    """One TOML table whose keys are taken one by one; what is left over is unknown."""

    def __init__(self, data: dict[str, Any], where: str) -> None:
        self.data, self.where = dict(data), where

    def fail(self, key: str, problem: str) -> TemplateError:
        return TemplateError(f"Sjabloon {self.where}, sleutel {key}: {problem}.")

    def take(self, key: str, kind: type, default: object = _REQUIRED) -> Any:
        value = self.data.pop(key, default)
        if value is _REQUIRED:
            raise self.fail(key, "ontbreekt; voeg ze toe")
        if not isinstance(value, kind):
            raise self.fail(key, f"moet {_KINDS[kind]} zijn, niet {value!r}")
        return value

    def strings(self, key: str, default: object = _REQUIRED) -> tuple[str, ...]:
        values = self.take(key, list, default)
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.fail(key, "moet een lijst van niet-lege teksten zijn")
        return tuple(values)

    def pattern(self, key: str, flags: int = 0, suffix: str = "") -> re.Pattern[str]:
        return self._compile(key, self.take(key, str), flags, suffix)

    def patterns(self, key: str) -> tuple[re.Pattern[str], ...]:
        return tuple(self._compile(key, value) for value in self.strings(key, []))

    def _compile(self, key: str, value: str, flags: int = 0, suffix: str = "") -> re.Pattern[str]:
        try:
            pattern = re.compile(value + suffix, re.IGNORECASE | flags)
        except re.error as error:
            problem = f"is geen geldige reguliere uitdrukking ({error}): {value}"
            raise self.fail(key, problem) from error
        if pattern.match(""):
            raise self.fail(key, f"past ook op een lege tekst: {value}")
        return pattern

    def table(self, key: str) -> _Table:
        return _Table(self.take(key, dict), f"{self.where}, tabel [{key}]")

    def tables(self, key: str, default: object = _REQUIRED) -> list[_Table]:
        rows = self.take(key, list, default)
        if not all(isinstance(row, dict) for row in rows):
            raise self.fail(key, f"moet een lijst van tabellen zijn: schrijf [[{key}]]")
        return [_Table(row, f"{self.where}, [[{key}]] nr. {n}") for n, row in enumerate(rows, 1)]

    def done(self) -> None:
        for key in self.data:
            raise self.fail(key, "is onbekend; zie docs/templates.md voor de sleutels")


_KINDS = {str: "een tekst", list: "een lijst", dict: "een tabel", bool: "true of false"}


def _label(row: _Table) -> Label:
    name = row.take("name", str, "")
    flags = [row.take(flag, bool, False) for flag in ("long", "more")]
    label = Label(row.take("field", str, ""), name, row.strings("words"), *flags)
    if not (label.field or label.name):
        raise row.fail("field", "ontbreekt; een label zonder veld moet een name hebben")
    if (
        label.field
        and label.field not in FIELDS
        and not re.fullmatch(r"extra\.[a-z_]+", label.field)
    ):
        raise row.fail(
            "field", f"{label.field!r} bestaat niet: kies {', '.join(FIELDS)} of extra.naam"
        )
    row.done()
    return label


def _milestones(row: _Table) -> Milestones:
    order = row.take("order", str, ORDERS[0])
    if order not in ORDERS:
        raise row.fail("order", f"moet {' of '.join(ORDERS)} zijn, niet {order!r}")
    stages = "|".join(_BREAK.join(map(re.escape, word)) for word in row.strings("stages", []))
    milestones = Milestones(
        row.strings("words"),
        row.take("after", str, ""),
        row.take("vertical", bool, False),
        order,
        row.pattern("period", re.VERBOSE, _suffix(stages)),
    )
    row.done()
    return milestones


def _suffix(stages: str) -> str:
    """Brackets behind a period: stage words anywhere, other words where they end their line."""
    unknown = r"\([^()]{1,40}\)(?=[^\S\n]*(?:\n|\Z))"
    known = rf"\(\s*(?:{stages})(?:[\s,;/]*(?:{stages}))*\s*\)"
    return rf"(?:\s*(?:{known}|{unknown}))?" if stages else rf"(?:\s*{unknown})?"


def _legend_list(row: _Table) -> LegendList:
    name = row.take("list", str)
    if name not in ("rights", "offices"):
        raise row.fail("list", f"moet rights of offices zijn, niet {name!r}")
    legend_list = LegendList(name, row.pattern("after"))
    row.done()
    return legend_list


def _contradictions(template: Template, name: str) -> None:
    """Raise TemplateError where two parts of a template cannot both be true."""
    if "code" not in template.start.groupindex:
        raise TemplateError(f"Sjabloon {name}, sleutel form.start: noem een groep (?P<code>…).")
    fields = [label.field for label in template.labels if label.field and not label.more]
    for field in fields:
        if fields.count(field) > 1:
            raise TemplateError(
                f"Sjabloon {name}: twee labels vullen het veld {field}; laat er een weg."
            )
    if template.milestones.after not in ("", *fields):
        after = template.milestones.after
        raise TemplateError(f"Sjabloon {name}, milestones.after: geen label vult het veld {after}.")
    if not fields:
        raise TemplateError(
            f"Sjabloon {name}: geen enkel label vult een veld; voeg [[labels]] toe."
        )
    for first, second in zip(template.labels, template.labels[1:], strict=False):
        shared = {squash(word) for word in first.words} & {squash(word) for word in second.words}
        if shared:
            raise TemplateError(
                f"Sjabloon {name}: twee labels na elkaar hebben hetzelfde woord ({shared.pop()});"
                " een lezer kan ze niet uit elkaar houden."
            )


def squash(text: str) -> str:
    """The letters and digits of a text in lower case, nothing between them."""
    return "".join(filter(str.isalnum, text.lower()))


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or "geen UTF-8"
