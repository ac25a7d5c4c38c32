"""How the commands of rights show tables: in a terminal, and as rows for a program."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import StringIO
from typing import Literal, cast

from rich.text import Text

from grondrecht.monitor.tables import Table
from grondrecht.monitor.wording import Words
from grondrecht.register_cli.indicators_shown import grid, print_drawn
from grondrecht.terminal import Screen
from grondrecht.writing.files import atomic_write
from grondrecht.writing.tables import guarded

# How wide a column of texts may be: names of measures and groups are longer than a verdict.
TEXTS = 25
Value = str | int | float | Decimal | None
Row = Mapping[str, Value]


def words_in(language: str) -> Words:
    """How numbers are written in a language."""
    return Words(cast(Literal["nl", "en"], language))


def print_tables(tables: Iterable[Table], lines: Sequence[str], language: str) -> None:
    """Print tables, and below them lines."""
    screen = Screen()
    for table in tables:
        print_drawn(screen, grid(table, words_in(language), TEXTS))
        screen.print()
    print_lines(lines)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines, each with what it is moved in by, broken where the screen ends."""
    screen = Screen()
    for line in lines:
        words = line.lstrip(" ")
        indent = len(line) - len(words)
        for each in Text(words).wrap(screen, max(screen.width - indent, 20)):
            each.pad_left(indent)
            each.rstrip()
            screen.print(each)


def in_columns(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows as lines, each column as wide as it needs."""
    held = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*held, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in held
    ]


def print_json(data: object) -> None:
    """Print data as JSON; an amount is a text with a point before the cents."""
    print(json.dumps(data, ensure_ascii=False, indent=1, default=str))


def write_rows(rows: Sequence[Row], path: str) -> None:
    """Write rows as CSV: commas, decimal points, UTF-8 with a byte order mark. Raises WriteError.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(rows[0] if rows else ())
    writer.writerows(map(_cell, row.values()) for row in rows)
    atomic_write(path, text.getvalue().encode("utf-8-sig"))


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return repr(value) if isinstance(value, int | float) else guarded(value)


def euros(cents: float | None) -> Decimal | None:
    """An amount in cents as euros, exact; None where there is none.

    A weighted amount is rounded to whole cents.
    """
    return None if cents is None else Decimal(round(cents)).scaleb(-2)
