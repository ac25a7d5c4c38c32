"""What is wrong with a survey, said in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

SHOWN = 5


class SurveyError(ValueError):
    """Data, a design or a definition that cannot be computed with.

    ``str(error)`` is the sentence in English; ``error.nl`` the same in Dutch.
    """

    def __init__(self, en: str, nl: str) -> None:
        super().__init__(en)
        self.nl = nl


class BadRows(SurveyError):
    """Rows of a column that cannot be computed with, and why, in English and in Dutch."""

    def __init__(self, column: str, rows: list[int], en: str, nl: str) -> None:
        super().__init__(
            f"Column {column}, {rows_en(rows)}: {en}.", f"Kolom {column}, {rows_nl(rows)}: {nl}."
        )
        self.column, self.rows, self.why = column, rows, (en, nl)


def rows_en(rows: Iterable[int]) -> str:
    """Rows as people count them, from 1: ``row 3`` or ``rows 3, 8, 9 and 12 more``."""
    return _rows(list(rows), "row", "rows", "and {} more")


def rows_nl(rows: Iterable[int]) -> str:
    """The same in Dutch."""
    return _rows(list(rows), "rij", "rijen", "en nog {}")


def _rows(rows: list[int], one: str, many: str, more: str) -> str:
    shown = ", ".join(str(row + 1) for row in rows[:SHOWN])
    rest = f" {more.format(len(rows) - SHOWN)}" if len(rows) > SHOWN else ""
    return f"{one if len(rows) == 1 else many} {shown}{rest}"
