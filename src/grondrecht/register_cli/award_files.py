"""The file of ``grondrecht award``: a row for each who misses a measure, as CSV or workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from grondrecht.given import GivenError
from grondrecht.monitor.tables import Column, Table
from grondrecht.register_cli.rights_given import said
from grondrecht.register_cli.workbook import write_workbook
from grondrecht.rights import PopulationAnswer
from grondrecht.rights.awards import Award
from grondrecht.rights.wording import day_text, money_text
from grondrecht.writing.files import WriteError

# What a sheet of Excel holds, its title and headings left out.
MOST_ROWS = 1_048_574
# A spreadsheet takes a cell that begins so for a formula.
FORMULA = r"^[=+\-@\t\r']"


@dataclass(frozen=True)
class Found:
    """Who misses a measure on a day, and how it is shown."""

    award: Award
    answer: PopulationAnswer
    on: date
    rows: pl.DataFrame
    is_synthetic: bool
    lang: str

    @property
    def per(self) -> str:
        """What an amount is for: ``month`` for euro a month."""
        return self.answer.rules(self.award.measure.id).per


def title(found: Found) -> str:
    """What was asked for: the measure and the day."""
    shown, name = day_text(found.on, found.lang), found.award.measure.names.in_(found.lang)
    return said("award", "title", found.lang, measure=name, day=shown)


def worded(frame: pl.DataFrame, answer: PopulationAnswer, measure: str, lang: str) -> pl.DataFrame:
    """The rows with conditions and inputs in words, and amounts in euros as text."""
    rules = answer.rules(measure)
    conditions = {each.rule.name: each.rule.label.in_(lang) for each in rules.conditions}
    inputs = {name: each.label.in_(lang) for name, each in answer.in_force.inputs.items()}
    words = {"met": conditions, "open": conditions, "missing": inputs}
    columns = [_in_words(frame[name], known) for name, known in words.items()]
    amounts = [_euros(name) for name in frame.columns if name.startswith("amount_")]
    return frame.with_columns(*columns, *amounts, entitled=pl.col("entitled").cast(pl.String))


def _in_words(names: pl.Series, words: Mapping[str, str]) -> pl.Series:
    """Names with commas between them, as what they are called."""
    kinds = {
        each: " | ".join(words[name] for name in each.split(", ")) if each else ""
        for each in names.unique()
    }
    return names.replace_strict(kinds, return_dtype=pl.String) if kinds else names


def _euros(column: str) -> pl.Expr:
    cents = pl.col(column)
    after = (cents % 100).cast(pl.String).str.pad_start(2, "0")
    return pl.concat_str((cents // 100).cast(pl.String), pl.lit("."), after).alias(column)


def _write_csv(found: Found, path: str) -> None:
    made = found.rows
    if found.per:
        made = made.with_columns(per=pl.lit(found.per))
    texts = [pl.col(name).str.replace(FORMULA, "'$0") for name in ("id", "met", "open", "missing")]
    try:
        made.with_columns(texts).write_csv(path, include_bom=True, line_terminator="\r\n")
    except OSError as error:
        raise WriteError(f"Kan {path} niet schrijven: het systeem weigert het.") from error


def _write_xlsx(found: Found, path: str) -> None:
    if found.rows.height > MOST_ROWS:
        raise GivenError(
            f"Een blad van Excel houdt geen {found.rows.height} rijen; geef met --out een .csv."
        )
    lang = found.lang
    per = {"nl": " per ", "en": " a "}[lang] + _unit(found) if found.per else ""
    columns = [
        Column(
            said("award", name, lang, **({"per": per} if name.startswith("amount_") else {})),
            2 if name.startswith("amount_") else None,
        )
        for name in found.rows.columns
    ]
    rows = tuple(
        tuple(
            _in_cell(name, value, lang) for name, value in zip(found.rows.columns, row, strict=True)
        )
        for row in found.rows.iter_rows()
    )
    write_workbook([(found.award.measure.id, Table(title(found), tuple(columns), rows))], path)


def _in_cell(column: str, value: str, lang: str) -> str | float:
    if column == "entitled":
        return said("outcome", value, lang)
    return float(value) if column.startswith("amount_") else value


def _unit(found: Found) -> str:
    """What an amount is for, in words: maand."""
    between = " per " if found.lang == "nl" else " a "
    return money_text(0, found.per, found.lang).partition(between)[2]


WRITERS: Mapping[str, Callable[[Found, str], None]] = {"csv": _write_csv, "xlsx": _write_xlsx}
