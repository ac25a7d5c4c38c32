"""One page that needs nothing beside it: its parts, and its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from grondrecht.monitor.tables import Table
from grondrecht.monitor.wording import Words


def whole_page(title: str, language: str, parts: Iterable[str]) -> str:
    """A page as HTML, with its title as the heading above its parts."""
    named = escape(title)
    look = files("grondrecht.register_cli").joinpath("indicators.css").read_text("utf-8")
    return "\n".join(
        (
            f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{named}</title>\n<style>\n{look}</style>\n</head>\n<body>\n<main>",
            f"<h1>{named}</h1>",
            *parts,
            "</main>\n</body>\n</html>\n",
        )
    )


def table_lines(whole: Table, words: Words) -> Iterator[str]:
    """A table that can be scrolled sideways, by keyboard too."""
    table = whole.filled()
    yield f"{scroll(words.of('page', 'table', title=table.title))}\n<table>"
    yield f"<caption>{escape(table.title)}</caption>\n<thead>\n<tr>"
    numbers = [column.decimals is not None for column in table.columns]
    for heading, number in zip(table.headings, numbers, strict=True):
        kind = ' class="number"' if number else ""
        yield f'<th scope="col"{kind}>{escape(heading)}</th>'
    yield "</tr>\n</thead>\n<tbody>"
    for first, *rest in table.shown(words):
        cells = zip(rest, numbers[1:], strict=True)
        yield f'<tr><th scope="row">{escape(first)}</th>'
        yield f"{''.join(_cell(*each) for each in cells)}</tr>"
    yield "</tbody>\n</table>\n</div>"


def scroll(label: str) -> str:
    """The start of a part that can be scrolled sideways, by keyboard too."""
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(label)}">'


def _cell(text: str, number: bool) -> str:
    return f'<td class="number">{escape(text)}</td>' if number else f"<td>{escape(text)}</td>"


def paragraph(text: str) -> str:
    """A paragraph; nothing where there is no text."""
    return f"<p>{escape(text)}</p>" if text else ""
