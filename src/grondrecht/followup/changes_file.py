"""A table of changes of a plan (CSV or Excel), one field a row; docs/adjusted-edition.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from grondrecht.followup.adjusting import Change
from grondrecht.followup.cells import CellError, day
from grondrecht.followup.sheet import Cell, read_sheet
from grondrecht.registry.errors import RegisterError

COLUMNS = ("code", "change", "new_code", "field", "text", "decision", "decided_on")


def read_changes(data: bytes, name: str) -> tuple[Change, ...]:
    """The changes of a table: rows with one code are one change, and need its decision once.

    Raises RegisterError with the row and column of the first mistake.
    """
    sheet = read_sheet(data, name)
    headings = [heading.strip().casefold() for heading in sheet.headings]
    if missing := {"code", "change"} - set(headings) or set(headings) - set(COLUMNS):
        raise RegisterError(
            _("%(file)s: the columns are %(known)s; look at %(wrong)s.")
            % {"file": name, "known": ", ".join(COLUMNS), "wrong": ", ".join(sorted(missing))}
        )
    found: dict[str, Change] = {}
    for number, cells in sheet.rows:
        row = _Row(headings, cells, f"{name}, {_('row')} {number}")
        code = row.text("code")
        if not code:
            raise row.wrong("code", _("This cell is empty; fill it in."))
        found[code] = row.added_to(found.get(code, Change(code, "", "", None)))
    return tuple(found.values())


class _Row:
    """A row: its cells by heading; ``where`` names it in messages."""

    def __init__(self, headings: Sequence[str], cells: Sequence[Cell], where: str) -> None:
        self.cells, self.where = dict(zip(headings, cells, strict=False)), where

    def text(self, column: str) -> str:
        return str(self.cells.get(column, "")).strip()

    def wrong(self, column: str, message: str) -> RegisterError:
        return RegisterError(f"{self.where}, {column}: {message}")

    def day(self) -> date | None:
        cell = self.cells.get("decided_on", "")
        if cell == "":
            return None
        try:
            return day(cell)
        except CellError as error:
            raise self.wrong("decided_on", str(error)) from error

    def added_to(self, change: Change) -> Change:
        """The change with what this row adds to it; two rows may not contradict each other."""
        values = {
            "kind": self.text("change"),
            "new_code": self.text("new_code"),
            "decision": self.text("decision"),
            "decided_on": self.day(),
        }
        for key, value in values.items():
            if value and getattr(change, key) not in ("", None, value):
                column = "change" if key == "kind" else key
                raise self.wrong(column, _("This is not what a row above says of the same action."))
        known = {key: value for key, value in values.items() if value}
        field, texts = self.text("field"), dict(change.texts)
        if field:
            texts[field] = self.text("text")
        return replace(change, texts=texts, **known)  # type: ignore[arg-type]
