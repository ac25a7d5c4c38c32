"""Print who may do what, and what is kept of people, into the documentation: ``make rights``.

docs/rights.md is the table of followup/roles.py and verbs.py; docs/privacy.md has the list of
followup/personal.py between its marks. A test compares both with the code.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import django
from django.utils import translation

if __name__ == "__main__":
    os.environ["GRONDRECHT_DATA"] = mkdtemp(prefix="grondrecht-rights-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "grondrecht.config.settings"
    django.setup()

from grondrecht.followup.personal import PERSONAL
from grondrecht.followup.rights import rights
from grondrecht.followup.roles import ROLES

DOCS = Path(__file__).resolve().parents[1] / "docs"
BEGIN, END = "<!-- made by: make rights -->\n", "<!-- end -->\n"
WORDS = {"any": "all", "own": "own", "": "–"}


def written(page: str, words: str) -> str:
    """A page with these words between its marks."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}{words}{END}{rest.partition(END)[2]}"


def rights_text() -> str:
    """The roles and the table of each kind of thing, as Markdown."""

    def lines() -> Iterator[str]:
        yield "\n| role | what it is for |\n|---|---|"
        yield from (f"| {role.name} | {role.what} |" for role in ROLES)
        heads = " | ".join(role.key for role in ROLES)
        for kind in rights():
            yield f"\n## {kind.name}\n\n| what | when it is | {heads} |"
            yield "|---|---|" + "---|" * len(ROLES)
            for row in kind.rows:
                when = ", ".join(map(str, row.states)) or "always"
                scopes = " | ".join(WORDS[scope] for scope in row.scopes)
                yield f"| {row.verb.name} | {when} | {scopes} |"

    return "\n".join(lines()) + "\n\n"


def personal_text() -> str:
    """The list of personal fields, as Markdown."""
    erased = {"row": "deleted", "value": "replaced", "stays": "stays"}
    lines = [
        "\n| field | what | why | until | who sees it | when a person is erased |",
        "|---|---|---|---|---|---|",
        *(
            f"| `{each.field}` | {each.what} | {each.why} | {each.until} | {each.seen} |"
            f" {erased[each.erased]} |"
            for each in PERSONAL
        ),
    ]
    return "\n".join(lines) + "\n\n"


def pages() -> Iterator[tuple[Path, str]]:
    """Each page that is made here, and what it should say. English, whatever is active."""
    with translation.override("en"):
        for name, words in (("rights.md", rights_text()), ("privacy.md", personal_text())):
            path = DOCS / name
            yield path, written(path.read_text("utf-8"), words)


def main() -> int:
    """Write the pages."""
    for path, words in pages():
        path.write_text(words, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
