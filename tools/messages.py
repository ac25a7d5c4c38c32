"""Collect the sentences of the screens and keep their Dutch: ``make messages``.

Finds every message in templates and code, writes those that are new into the catalogue
(src/grondrecht/web/locale/nl/LC_MESSAGES/django.po), drops those that are gone, and compiles it.
Ends with status 1 and a list where a message has no Dutch yet.
"""

from __future__ import annotations

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
ROOMS = ("registry", "web", "api")
# The catalogue changes when its words do, not each time it is made.
BEGAN = datetime(2026, 11, 24, tzinfo=UTC)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
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
    if path.suffix != ".py":
        # What stands around the messages is X-ed out; indented lines would be no Python.
        words = "\n".join(map(str.strip, templatize(words, origin=str(path)).splitlines()))
    for _line, message, _comments, context in extract(
        "python", BytesIO(words.encode("utf-8")), KEYWORDS
    ):
        yield message, context


def refreshed(held: Catalog) -> Catalog:
    """The catalogue of today's messages, with the Dutch that is held."""
    fresh = Catalog(locale="nl", project="Grondrecht", creation_date=BEGAN, revision_date=BEGAN)
    fresh.header_comment = "# The Dutch of the screens. Made by: make messages"
    for (message, context), file in messages():
        fresh.add(message, locations=[(file, 0)], context=context)
    for message in fresh:
        known = held.get(message.id, message.context) if message.id else None
        if known:
            message.string = known.string
    return fresh


def read_catalogue() -> Catalog:
    """The catalogue as it is held; an empty one where there is none."""
    if not CATALOGUE.exists():
        return Catalog(locale="nl", charset="utf-8")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="nl")


def missing(catalogue: Catalog) -> list[str]:
    """The messages that have no Dutch."""
    return [str(m.id) for m in catalogue if m.id and not (m.string if m.string != ("", "") else "")]


def main() -> int:
    """Refresh the catalogue, compile it, and say what has no Dutch yet."""
    settings.configure()
    fresh = refreshed(read_catalogue())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, fresh, sort_output=True, omit_header=False, include_lineno=False, width=100)
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, fresh)
    untold = missing(fresh)
    print(f"{len(fresh)} messages, {len(untold)} without Dutch", *untold, sep="\n")
    return 1 if untold else 0


if __name__ == "__main__":
    sys.exit(main())
