"""Dumps: what the data package says of the files is true of every cell, and size does not matter.

The package was also checked once with the JSON schema that Frictionless publishes for tabular data
packages; the rules of it that a package like ours could break are tested here.
"""

import csv
import json
import re
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

import polars as pl
import pytest
from held_registers import held
from openpyxl import load_workbook
from registry.full_register import take_in_full

from grondrecht.registry.export import dumps
from grondrecht.registry.export.stamp import stamp
from grondrecht.registry.export.tables import BY_NAME, TABLES
from grondrecht.registry.export.values import exact
from grondrecht.registry.models import LogEntry, Plan

pytestmark = pytest.mark.django_db
# How Frictionless writes each type as text.
READERS = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "array": json.loads,
    "object": json.loads,
}


@pytest.fixture(scope="module")
def full(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), held("full", take_in_full):
        yield Plan.objects.get()


def csv_rows(table, plan=None):
    text = "".join(dumps.csv_pieces(table, plan))
    return list(csv.reader(StringIO(text, newline="")))


# The data package


@pytest.mark.parametrize("plan", ["proef", None])
def test_the_package_has_what_a_tabular_package_must_have(plan):
    package = json.loads(dumps.package_text(plan))
    assert package["profile"] == "tabular-data-package"
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert all(each["name"] and each["path"].startswith("https://") for each in package["licenses"])
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names) == len(TABLES)
    for resource in package["resources"]:
        assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])
        assert re.fullmatch(r"[a-z_]+\.csv", resource["path"])
        assert {"delimiter", "doubleQuote"} <= set(resource["dialect"])
        assert resource["profile"] == "tabular-data-resource"
        assert all(field["description"] for field in resource["schema"]["fields"])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_cell_is_of_the_type_that_the_package_says(full, table):
    resource = next(
        each for each in dumps.datapackage("proef")["resources"] if each["title"] == table.title
    )
    fields = resource["schema"]["fields"]
    heading, *rows = csv_rows(table, "proef")
    assert heading == [field["name"] for field in fields]
    assert rows
    for row in rows:
        for field, cell in zip(fields, row, strict=True):
            if cell not in resource["schema"]["missingValues"]:
                READERS[field["type"]](cell)


def test_a_wrong_cell_would_be_seen():
    for kind, cell in (("integer", "1.5"), ("boolean", "ja"), ("date", "3/5/2017"), ("array", "x")):
        with pytest.raises((ValueError, KeyError)):
            READERS[kind](cell)


# Size does not matter


@pytest.mark.parametrize("pieces", [dumps.csv_pieces, dumps.jsonl_pieces])
def test_text_is_made_piece_by_piece(full, pieces, monkeypatch):
    whole = "".join(pieces(BY_NAME["milestones"]))
    monkeypatch.setattr(dumps, "PIECE", 2)
    made = pieces(BY_NAME["milestones"])
    assert len(next(made).splitlines()) == 2
    rest = list(made)
    assert len(rest) > 5
    assert whole.endswith("".join(rest))


def test_parquet_of_many_pieces_is_one_table(full, tmp_path, monkeypatch):
    monkeypatch.setattr(dumps, "PIECE", 2)
    for table in TABLES:
        dumps.write_parquet(table, tmp_path / "table", "proef")
        frame = pl.read_parquet(tmp_path / "table")
        assert len(frame) == len(list(table.rows("proef"))), table.name


def test_numbers_stay_exact_in_parquet(full, tmp_path):
    dumps.write_parquet(BY_NAME["amounts"], tmp_path / "amounts")
    frame = pl.read_parquet(tmp_path / "amounts")
    wanted = [row["high"] for row in BY_NAME["amounts"].rows()]
    assert frame["high"].to_list() == wanted
    assert "123456789012.345" in {exact(value) for value in wanted if value is not None}


def test_a_workbook_takes_no_more_rows_than_fit(full, tmp_path, monkeypatch):
    monkeypatch.setattr(dumps, "SHEET_ROWS", 3)
    dumps.write_xlsx(tmp_path / "book.xlsx", "proef")
    book = load_workbook(tmp_path / "book.xlsx", read_only=True)
    assert {len(list(sheet.iter_rows())) for sheet in book} <= {2, 3}
    book.close()


# How new it is


def test_a_stamp_tells_registers_apart(full, settings):
    first = stamp()
    assert first == stamp()
    assert first.etag("a") == stamp().etag("a") != first.etag("b")
    LogEntry.objects.create(at=first.at, verb="x", by="x", why="x", subject="x")
    assert stamp().etag("a") != first.etag("a")
    settings.PUBLIC_URL = "https://elders.be"
    assert first.etag("a") != stamp().etag("a")
