"""The results of ``grondrecht indicators`` as data, as CSV and as a workbook."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from hashlib import file_digest
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from grondrecht import __version__
from grondrecht.monitor import Difference, Result, Results
from grondrecht.monitor.explained import explained
from grondrecht.monitor.measures import Definition
from grondrecht.monitor.method import method
from grondrecht.monitor.sentences import sentence, verdict
from grondrecht.monitor.tables import Column, Table, Value, change_table, level_table
from grondrecht.monitor.wording import Words
from grondrecht.register_cli.indicators_computed import Computed
from grondrecht.writing.files import atomic_write
from grondrecht.writing.tables import fitting, guarded

FORMAT = "grondrecht-indicators/1"
# What ``import-observations`` takes; the names are those of the fields of a Result.
COLUMNS = (
    *("indicator", "definition", "domain", "value", "standard_error", "lower", "upper", "unit"),
    *("n", "n_poor", "population", "flag", "method", "period", "source", "synthetic"),
    "confidence",
)
LONGEST_NAME = 31
WIDEST = 60


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
    book, words = Workbook(write_only=True), found.asked.words
    taken: set[str] = set()
    for name, table in tables(found):
        _sheet(book, _free(name, taken), table)
    _sheet(book, _free(words.of("page", "sheet"), taken), about(found))
    data = BytesIO()
    book.save(data)
    atomic_write(path, data.getvalue())


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


def _free(name: str, taken: set[str]) -> str:
    """A name for a sheet that Excel takes and that no other sheet has."""
    clean = "".join("-" if letter in "[]:*?/\\'" else letter for letter in name).strip() or "-"
    tries = (clean, *(f"{clean[: LONGEST_NAME - 4]} {number}" for number in range(2, 1000)))
    fitted = next(each for each in tries if each[:LONGEST_NAME].lower() not in taken)[:LONGEST_NAME]
    taken.add(fitted.lower())
    return fitted


def _sheet(book: Workbook, name: str, table: Table) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B3"
    for number, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_made(sheet, table.title, None, bold=True)])
    sheet.append([_made(sheet, heading, None, bold=True) for heading in table.headings])
    for row in table.rows:
        pairs = zip(row, table.columns, strict=True)
        sheet.append([_made(sheet, value, column.decimals) for value, column in pairs])


def _made(sheet: Any, value: Value, decimals: int | None, bold: bool = False) -> Any:  # noqa: ANN401
    """A cell; a text is never a formula, a number keeps all its digits and shows few."""
    cell = WriteOnlyCell(sheet, fitting(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=not bold, vertical="top")
    elif decimals is not None:
        cell.number_format = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    cell.font = Font(bold=bold)
    return cell


def _widths(table: Table) -> Iterable[int]:
    """How wide each column is, in characters."""
    for place, column in enumerate(table.columns):
        texts: Sequence[str] = [str(row[place] or "") for row in table.rows]
        longest = 0 if column.decimals is not None else max(map(len, texts), default=0)
        yield min(
            WIDEST if column.decimals is None else 16, max(12, longest, len(column.heading)) + 2
        )
