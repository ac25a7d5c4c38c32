"""Form templates: what a layout's labels, codes and periods look like, as data.

A template is a TOML file; docs/templates.md describes every key. Templates that ship with the
package are found by name, others by their path.
"""

from __future__ import annotations

import errno
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from grondrecht.plan.layout import Layout, LayoutRow
from grondrecht.reading.errors import TemplateError
from grondrecht.reading.strict_toml import StrictTable

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
_PRINTED = (
    "title",
    "code_word",
    "note_label",
    "right_heading",
    "all_rights_heading",
    "all_rights",
    "margin_note",
    "rights_introduction",
    "offices_introduction",
)
_RESERVED = frozenset({"front", "start", "notes", "milestones", "period", "heading"})
# The template of plans that name none: it has a row for every field.
DEFAULT = "vapa"
# Codes of every shape that a template is likely to look for.
_SAMPLES = ("00_01_02", "01_02", "1", "1.", "12", "A1", "01.02", "1.2")
# A template of a megabyte is none.
LARGEST = 1_000_000
ORDERS = ("period-text", "text-period")
SHIPPED = files("grondrecht.reading") / "templates"
_EXTRA = re.compile(r"extra\.[a-z_]+")
# A word broken at a line's end, or set letter by letter.
_BREAK = r"[-\u00ad]?\s*"


@dataclass(frozen=True)
class Label:
    """A printed label: the field its value fills ('' where it only heads a group), its spellings.

    ``long`` marks a field whose value usually runs over many lines; ``more`` a label whose value is
    added to that of the label before it. Labels with the same ``line`` (above 0) are printed beside
    each other.
    """

    field: str
    name: str
    words: tuple[str, ...]
    long: bool = False
    more: bool = False
    line: int = 0


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
    """A form layout: ``start`` finds a form's first words and names its code as the group ``code``;
    ``layout`` says how such a form is printed.
    """

    name: str
    title: str
    start: re.Pattern[str]
    note_words: tuple[str, ...]
    notes: tuple[re.Pattern[str], ...]
    headings: tuple[re.Pattern[str], ...]
    labels: tuple[Label, ...]
    milestones: Milestones
    legend: tuple[LegendList, ...]
    layout: Layout


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
        return parse_template(_text(path), str(path))
    except (OSError, UnicodeDecodeError) as error:
        known = ", ".join(shipped_templates())
        raise TemplateError(
            f"Sjabloon {name_or_path} kan niet gelezen worden ({_reason(error)}): geef een naam"
            f" ({known}) of het pad van een TOML-bestand in UTF-8."
        ) from error


def _text(path: Path) -> str:
    """The text of a template file; more than any template holds is refused. Raises OSError."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise OSError(errno.EFBIG, "")
    return data.decode("utf-8")


def parse_template(text: str, name: str) -> Template:
    """Build a template from TOML text; ``name`` stands in messages. Raises TemplateError."""
    try:
        table = StrictTable(tomllib.loads(text), name)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TemplateError(f"Sjabloon {name} is geen geldige TOML: {error}.") from error
    form = table.table("form")
    printed = "code_word" in table.data.get("print", ())
    labels = tuple(_label(row) for row in table.tables("labels"))
    milestones = _milestones(table.table("milestones"))
    language = table.take("language", str)
    template = Template(
        name=table.take("name", str),
        title=table.take("title", str),
        start=form.pattern("start"),
        note_words=form.words("note_words", []),
        notes=form.patterns("notes"),
        headings=form.patterns("headings"),
        labels=labels,
        milestones=milestones,
        legend=tuple(_legend_list(row) for row in table.tables("legend", [])),
        layout=_layout(table.table("print", {}), language, labels, milestones),
    )
    form.done()
    table.done()
    _contradictions(template, name, printed)
    return template


def _label(row: StrictTable) -> Label:
    label = Label(
        row.take("field", str, ""),
        row.take("name", str, ""),
        row.words("words"),
        row.take("long", bool, False),
        row.take("more", bool, False),
        row.take("line", int, 0),
    )
    if not (label.field or label.name):
        raise row.fail("field", "ontbreekt; een label zonder veld moet een name hebben")
    if label.field and label.field not in FIELDS and not _EXTRA.fullmatch(label.field):
        known = ", ".join(FIELDS)
        raise row.fail("field", f"{label.field!r} bestaat niet: kies {known} of extra.naam")
    if label.name in _RESERVED:
        raise row.fail(
            "name", f"{label.name!r} is een naam van het programma zelf; kies een andere"
        )
    row.done()
    return label


def _milestones(row: StrictTable) -> Milestones:
    order = row.take("order", str, ORDERS[0])
    if order not in ORDERS:
        raise row.fail("order", f"moet {' of '.join(ORDERS)} zijn, niet {order!r}")
    stages = "|".join(_BREAK.join(map(re.escape, word)) for word in row.strings("stages", []))
    milestones = Milestones(
        row.words("words"),
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
    # The pattern is verbose: a comment that ends it must not swallow what follows.
    return "\n" + (rf"(?:\s*(?:{known}|{unknown}))?" if stages else rf"(?:\s*{unknown})?")


def _layout(
    row: StrictTable, language: str, labels: tuple[Label, ...], milestones: Milestones
) -> Layout:
    """How the forms are printed: the first spelling of each label, and the words of [print]."""
    rows = (
        LayoutRow(label.words[0], label.field, label.line) for label in labels if not label.more
    )
    words = {key: row.take(key, str) for key in _PRINTED if key in row.data}
    row.done()
    return Layout(
        tuple(rows),
        language=language,
        milestones=milestones.words[0],
        milestones_after=milestones.after,
        period_first=milestones.order == ORDERS[0],
        **words,
    )


def _legend_list(row: StrictTable) -> LegendList:
    name = row.take("list", str)
    if name not in ("rights", "offices"):
        raise row.fail("list", f"moet rights of offices zijn, niet {name!r}")
    legend_list = LegendList(name, row.pattern("after"))
    row.done()
    return legend_list


def _contradictions(template: Template, name: str, printed: bool) -> None:
    """Raise TemplateError where two parts of a template cannot both be true; ``printed`` says that
    it gives the word that is printed before a code.
    """
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
    word = template.layout.code_word
    if printed and not any(template.start.match(f"{word} {code}\n") for code in _SAMPLES):
        raise TemplateError(
            f"Sjabloon {name}, sleutel print.code_word: form.start vindt geen code achter {word!r},"
            " dus wat gedrukt wordt kan niet meer gelezen worden."
        )
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
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return "het is te groot"
    known: dict[type[Exception], str] = {
        FileNotFoundError: "het bestaat niet",
        IsADirectoryError: "het is een map",
        PermissionError: "geen toegang",
        UnicodeDecodeError: "het is geen UTF-8",
    }
    return known.get(type(error), "onbekende fout")
