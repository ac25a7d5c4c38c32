"""The results of ``grondrecht indicators`` as data, as CSV and as a workbook."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import asdict, replace
from hashlib import file_digest
from io import StringIO
from pathlib import Path
from typing import Any

from grondrecht import __version__
from grondrecht.monitor import Difference, Result, Results
from grondrecht.monitor.explained import explained
from grondrecht.monitor.measures import Definition
from grondrecht.monitor.method import method
from grondrecht.monitor.sentences import sentence, verdict
from grondrecht.monitor.tables import Column, Table, change_table, level_table
from grondrecht.monitor.wording import Words
from grondrecht.register_cli.indicators_computed import Computed
from grondrecht.register_cli.workbook import write_workbook
from grondrecht.writing.files import atomic_write
from grondrecht.writing.tables import guarded

FORMAT = "grondrecht-indicators/1"
# What ``import-observations`` takes; the names are those of the fields of a Result.
COLUMNS = (
    *("indicator", "definition", "domain", "value", "standard_error", "lower", "upper", "unit"),
    *("n", "n_poor", "population", "flag", "method", "period", "source", "synthetic"),
    "confidence",
)


def as_data(found: Computed) -> dict[str, Any]:
    """Everything as data; docs/cli.md describes the keys.

    ``results`` is what ``import-observations`` takes; ``sentences`` has one for each of them.
    """
    with open(found.asked.data, "rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
    *older, own = (list(rows(found, *each)) for each in found.levels())
    return {
        "format": FORMAT,
        "source": Path(found.asked.data).name,
        "sha256": sha256,
        "synthetic": found.synthetic,
        "confidence": found.asked.words.confidence,
        "results": own,
        "sentences": [_sentences(each, found) for each in found.results],
        "older": [row for made in older for row in made],
        "differences": [_difference(each, found) for each in found.differences or ()],
        "definitions": [_definition(each) for each in found.definitions],
        "method": [list(line) for line in lines(found)],
    }


def _definition(each: Definition) -> dict[str, Any]:
    held = {"definition": f"{each.id}@{each.version}", "unit": each.unit, "source": each.source}
    what = explained().get(each.id, {}).get("what", {})
    return held | {"name": {"nl": each.name_nl, "en": each.name_en}, "what": what}


def _difference(each: Difference, found: Computed) -> dict[str, Any]:
    words = found.asked.words
    named = {"first": words.domain(each.first), "second": words.domain(each.second)}
    between = {"older": found.periods[0], "newer": found.periods[-1]}
    told = {"verdict": verdict(each), "sentence": _sentences(each, found)}
    return asdict(each) | named | between | told


def _sentences(each: Result | Difference, found: Computed) -> dict[str, str]:
    words = found.asked.words
    return {
        "nl": sentence(each, replace(words, language="nl")),
        "en": sentence(each, replace(words, language="en")),
    }


def rows(found: Computed, period: str, source: str, results: Results) -> Iterator[dict[str, Any]]:
    """A row for each level in the columns of COLUMNS; a domain says the group it is kept to."""
    told = {"period": period, "source": source, "synthetic": found.synthetic}
    told |= {"confidence": found.asked.words.confidence}
    for each in results:
        held = asdict(each) | {"domain": found.asked.words.domain(each.domain)} | told
        yield {column: held[column] for column in COLUMNS}


def write_csv(found: Computed, path: str) -> None:
    """Write a row for each level: commas, decimal points, UTF-8 with a byte order mark.

    It is made for programs; a text that a spreadsheet would take for a formula gets an apostrophe
    in front all the same.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in found.levels():
        writer.writerows(map(_cell, row.values()) for row in rows(found, *each))
    atomic_write(path, text.getvalue().encode("utf-8-sig"))


def _cell(value: str | float | None) -> str:
    """A cell of CSV; a number below zero is a number, not a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, int | float) else guarded(value)


def write_xlsx(found: Computed, path: str) -> None:
    """Write a workbook: a sheet for each table, and one of definitions, sources and method."""
    last = found.asked.words.of("page", "sheet")
    write_workbook([*tables(found), (last, about(found))], path)


def tables(found: Computed) -> Iterator[tuple[str, Table]]:
    """Every table with a short name, in order."""
    words = found.asked.words
    for each in found.definitions:
        yield each.id, level_table(found.results, each.id, words)
        if found.differences is not None:
            for period, results in list(found.series.items())[:-1]:
                yield f"{each.id} {period}", level_table(results, each.id, words)
            changed = words.of("page", "changed")
            yield f"{each.id} {changed}", change_table(found.differences, each.id, words)


def about(found: Computed) -> Table:
    """Definitions, sources and method as one table of texts."""
    words = found.asked.words
    columns = tuple(Column(words.of("page", key)) for key in ("about", "said"))
    return Table(words.of("page", "method"), columns, tuple(_about(found, words)))


def _about(found: Computed, words: Words) -> Iterator[tuple[str, str]]:
    for each in found.definitions:
        yield words.of("page", "definition"), f"{words.name(each.id)} ({each.id}@{each.version})"
        yield words.of("page", "what"), what(each.id, words)
        yield words.of("page", "source"), each.source
    yield from lines(found)


def what(id: str, words: Words) -> str:
    """What an indicator is, in a sentence."""
    return str(explained().get(id, {}).get("what", {}).get(words.language, ""))


def lines(found: Computed) -> Iterator[tuple[str, str]]:
    """How it was made, in lines."""
    words, asked = found.asked.words, found.asked
    older = found.periods[0] if found.differences is not None else ""
    if found.synthetic:
        yield words.of("method", "note"), words.of("method", "synthetic")
    yield from method(found.survey, found.results, words, asked.data, older)
    yield words.of("method", "made_with"), f"Grondrecht {__version__}"
