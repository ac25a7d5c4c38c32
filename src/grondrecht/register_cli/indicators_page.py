"""The results of ``grondrecht indicators`` as one page that needs nothing beside it.

Tables come first; each drawing is an SVG with a text alternative, and its table says the same.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from grondrecht.monitor import Difference
from grondrecht.monitor.measures import Definition
from grondrecht.monitor.plots import Drawn, change, level, multiples, svg
from grondrecht.monitor.tables import level_table
from grondrecht.monitor.wording import Words
from grondrecht.register_cli.indicators_computed import Computed
from grondrecht.register_cli.indicators_files import lines, what
from grondrecht.register_cli.one_page import paragraph, scroll, table_lines, whole_page
from grondrecht.writing.files import atomic_write


def write_html(found: Computed, path: str) -> None:
    """Write the page. Raises WriteError."""
    atomic_write(path, page(found).encode("utf-8"))


def page(found: Computed) -> str:
    """The page as HTML."""
    words = found.asked.words
    title = words.of("page", "title", file=Path(found.asked.data).name)
    parts = (
        paragraph(words.of("method", "synthetic") if found.synthetic else ""),
        *_contents(found),
        *(part for each in found.definitions for part in _indicator(found, each)),
        *_definitions(found),
        *_method(found),
    )
    return whole_page(title, words.language, parts)


def _contents(found: Computed) -> Iterator[str]:
    words = found.asked.words
    heading = escape(words.of("page", "contents"))
    yield f'<nav aria-label="{heading}">\n<ul>'
    for each in found.definitions:
        yield f'<li><a href="#{escape(each.id)}">{escape(words.name(each.id))}</a></li>'
    for key in ("definitions", "method"):
        yield f'<li><a href="#page-{key}">{escape(words.of("page", key))}</a></li>'
    yield "</ul>\n</nav>"


def _indicator(found: Computed, each: Definition) -> Iterator[str]:
    words = found.asked.words
    yield f'<section>\n<h2 id="{escape(each.id)}">{escape(words.name(each.id))}</h2>'
    yield paragraph(what(each.id, words))
    drawn = level(found.results, each.id, words)
    yield from _with_table(drawn, words)
    own = [change for change in found.differences or () if change.indicator == each.id]
    if own:
        yield from _changed(found, each.id, own)
    yield "</section>"


def _changed(found: Computed, id: str, own: list[Difference]) -> Iterator[str]:
    words, (older, newer) = found.asked.words, found.periods
    heading = words.of("page", "change_heading", older=older)
    yield f"<h3>{escape(heading)}</h3>"
    yield from _with_table(change(own, id, words), words)
    heading = words.of("page", "through_time", older=older, newer=newer)
    yield f"<h3>{escape(heading)}</h3>"
    yield paragraph(words.of("page", "both", older=older, newer=newer))
    table = level_table(found.series[older], id, words)
    yield from table_lines(table._replace(title=f"{table.title}, {older}"), words)
    title = f"{table.title}, {older}, {newer}"
    yield _figure(multiples(found.series, id, words), title, words)


def _with_table(drawn: Drawn, words: Words) -> Iterator[str]:
    """A table, what it says in sentences, and its drawing."""
    yield from table_lines(drawn.table, words)
    yield from map(paragraph, drawn.sentences[:1])
    if len(drawn.sentences) > 1:
        summary = escape(words.of("page", "each_group"))
        yield f"<details>\n<summary>{summary}</summary>\n<ul>"
        yield from (f"<li>{escape(each)}</li>" for each in drawn.sentences[1:])
        yield "</ul>\n</details>"
    yield _figure(drawn, drawn.table.title, words)


def _figure(drawn: Drawn, title: str, words: Words) -> str:
    """A drawing as an image, with its first sentence for whoever does not see it."""
    image = b64encode(svg(drawn).encode("utf-8")).decode("ascii")
    told = escape(" ".join((title + ".", *drawn.sentences[:1])))
    note = escape(words.of("page", "drawing"))
    return (
        f"<figure>\n{scroll(words.of('page', 'figure', title=title))}"
        f'<img src="data:image/svg+xml;base64,{image}" alt="{told}"></div>\n'
        f"<figcaption>{note}</figcaption>\n</figure>"
    )


def _definitions(found: Computed) -> Iterator[str]:
    words = found.asked.words
    heading = escape(words.of("page", "definitions"))
    yield f'<section>\n<h2 id="page-definitions">{heading}</h2>\n<dl>'
    for each in found.definitions:
        yield f"<dt>{escape(words.name(each.id))} ({escape(each.id)}@{escape(each.version)})</dt>"
        link = f'<a href="{escape(each.source)}">{escape(each.source)}</a>' if each.source else ""
        yield f"<dd>{escape(what(each.id, words))} {link}</dd>"
    yield "</dl>\n</section>"


def _method(found: Computed) -> Iterator[str]:
    words = found.asked.words
    yield f'<section>\n<h2 id="page-method">{escape(words.of("page", "method"))}</h2>\n<dl>'
    yield from _terms(lines(found))
    yield "</dl>\n</section>"


def _terms(terms: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from (f"<dt>{escape(term)}</dt>\n<dd>{escape(said)}</dd>" for term, said in terms)
