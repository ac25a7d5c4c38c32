"""Collect the sentences of the screens and keep their Dutch: ``make messages``.

Finds every message in templates and code, writes those that are new into the catalogue
(src/grondrecht/web/locale/nl/LC_MESSAGES/django.po), drops those that are gone, and compiles it.
Ends with status 1 and a list where a message has no Dutch yet.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "grondrecht"
CATALOGUE = PACKAGE / "web" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
ROOMS = ("registry", "followup", "web", "api")
# The catalogue changes when its words do, not each time it is made.
BEGAN = datetime(2026, 11, 24, tzinfo=UTC)
ONE, COUNTED, IN_CONTEXT = None, (1, 2), ((1, "c"), 2)
# What the functions are called that translate, and which of their arguments are words.
KEYWORDS = {
    "_": ONE,
    "gettext": ONE,
    "gettext_lazy": ONE,
    "gettext_noop": ONE,
    "ngettext": COUNTED,
    "ngettext_lazy": COUNTED,
    "pgettext": IN_CONTEXT,
    "pgettext_lazy": IN_CONTEXT,
}
Message = tuple[str | tuple[str, ...], str | None]


def messages() -> Iterator[tuple[Message, str]]:
    """Every message of code and templates (with its context), and the file it stands in."""
    for room in ROOMS:
        for path in sorted((PACKAGE / room).rglob("*")):
            if path.suffix in (".py", ".html", ".txt", ".xml") and "migrations" not in path.parts:
                yield from ((found, str(path.relative_to(PACKAGE))) for found in messages_in(path))


def messages_in(path: Path) -> Iterator[Message]:
    """The messages of one file."""
    words = path.read_text("utf-8")
    return in_code(words) if path.suffix == ".py" else in_template(words, str(path))


def in_code(words: str) -> Iterator[Message]:
    """The messages of a Python file, also those that stand within an f-string."""
    for node in ast.walk(ast.parse(words)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = tuple(_text(argument) for argument in node.args)
            if name in KEYWORDS and texts and texts[0]:
                yield _message(KEYWORDS[name], texts)


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _message(places: object, texts: tuple[str, ...]) -> Message:
    if places is IN_CONTEXT:
        return texts[1], texts[0]
    return (texts[:2] if places is COUNTED else texts[0]), None


def in_template(words: str, name: str) -> Iterator[Message]:
    """The messages of a template. ``name`` is what errors call it."""
    # What stands around the messages is X-ed out; indented lines would be no Python.
    lines = "\n".join(map(str.strip, templatize(words, origin=name).splitlines()))
    for _line, message, _comments, context in extract(
        "python", BytesIO(lines.encode("utf-8")), KEYWORDS
    ):
        yield message, context


def refreshed(held: Catalog) -> Catalog:
    """The catalogue of today's messages, with the Dutch that is held."""
    fresh = Catalog(locale="nl", project="Grondrecht", creation_date=BEGAN, revision_date=BEGAN)
    fresh.header_comment = "# The Dutch of the screens. Made by: make messages"
    for (message, context), file in messages():
        fresh.add(message, locations=[(file, 0)], context=context)
    for entry in fresh:
        known = held.get(entry.id, entry.context) if entry.id else None
        if known:
            entry.string = known.string
    return fresh


def read_catalogue() -> Catalog:
    """The catalogue as it is held; an empty one where there is none."""
    if not CATALOGUE.exists():
        return Catalog(locale="nl", charset="utf-8")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="nl")


def missing(catalogue: Catalog) -> list[str]:
    """The messages that have no Dutch, or not for each of their forms."""
    return [str(message.id) for message in catalogue if message.id and not all(told(message))]


def told(message: object) -> tuple[str, ...]:
    """The Dutch of a message: one text, or one for each form of a number."""
    words = getattr(message, "string", "")
    return words if isinstance(words, tuple) else (words,)


def as_text(catalogue: Catalog) -> bytes:
    """The catalogue as it is kept and read by people (.po)."""
    file = BytesIO()
    write_po(file, catalogue, sort_output=True, include_lineno=False, width=100)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as the site reads it (.mo)."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def keep(catalogue: Catalog) -> None:
    """Write the catalogue, as text and compiled."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(as_text(catalogue))
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(catalogue))


def main() -> int:
    """Refresh the catalogue, compile it, and say what has no Dutch yet."""
    settings.configure()
    fresh = refreshed(read_catalogue())
    keep(fresh)
    untold = missing(fresh)
    print(f"{len(fresh)} messages, {len(untold)} without Dutch", *untold, sep="\n")
    return 1 if untold else 0


if __name__ == "__main__":
    sys.exit(main())
