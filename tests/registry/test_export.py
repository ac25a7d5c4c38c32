"""What the register gives away: every model, every value, in every form the same."""

import csv
import json
from decimal import Decimal
from zipfile import ZipFile

import polars as pl
import pytest
from django.apps import apps
from openpyxl import load_workbook
from registry.small_plans import WHO, form, plan, take_in

from grondrecht.registry.actions.texts import maintain_text
from grondrecht.registry.export.dumps import datapackage, export_all
from grondrecht.registry.export.stamp import stamp
from grondrecht.registry.export.tables import BY_NAME, TABLES
from grondrecht.registry.export.values import plain, text
from grondrecht.registry.models import Action, Indicator, Instrument, Observation, Plan
from grondrecht.writing.tables import unguarded

pytestmark = pytest.mark.django_db
# What is not given away, and why.
LEFT_OUT = {
    "SearchEntry": "made from the rest, for searching alone",
    "SearchFacet": "made from the rest, for searching alone",
    "SearchRevision": "made from the rest, for searching alone",
    "SearchWord": "made from the rest, for searching alone",
}
HOSTILE = '=cmd|"/c calc"!A1'


@pytest.fixture
def register():
    take_in(plan(form(title=HOSTILE), *plan().actions[1:]))
    held = Plan.objects.get()
    action = Action.objects.select_related("plan").get(code="01_02_02")
    maintain_text(action, "summary", 'Met een ; en een "aanhaling"\nen een regel.', **WHO)
    indicator = Indicator.objects.create(plan=held, slug="plaatsen", name="Plaatsen")
    indicator.actions.add(action)
    Observation.objects.create(
        indicator=indicator,
        kind="observed",
        period="2015",
        first_day="2015-01-01",
        last_day="2015-12-31",
        value=Decimal("12.5"),
        margin=Decimal("0.25"),
        breakdown={"geslacht": "v"},
        group="geslacht=v",
        source="telling",
    )
    instrument = Instrument.objects.create(plan=held, kind="system", slug="loket", name="+Loket")
    instrument.actions.add(action)
    return held


def test_every_model_is_given_away_or_left_out_by_name():
    models = {model.__name__ for model in apps.get_app_config("registry").get_models()}
    given = {table.model.__name__ for table in TABLES}
    search = {name for name in models if name.startswith("Search")}
    assert models - given - search == set()
    assert search <= set(LEFT_OUT) or not search - set(LEFT_OUT)


def test_every_column_says_what_it_holds_and_is_named_once():
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names), table.name
        assert all(len(column.what) > 3 for column in table.columns), table.name


def test_every_table_has_the_rows_of_its_plan_alone(register):
    take_in(plan(form("01_04_09", "Van een ander")), slug="ander")
    for table in TABLES:
        own, all_rows = list(table.rows("proef")), list(table.rows())
        assert len(own) <= len(all_rows)
        if "plan" in BY_NAME[table.name].columns[0].name:
            assert {row["plan"] for row in own} <= {"proef"}
    assert {row["code"] for row in BY_NAME["actions"].rows("ander")} == {"01_04_09"}
    assert len(list(BY_NAME["actions"].rows())) == 4


def test_the_four_forms_hold_the_same_values(register, tmp_path):
    files = export_all(tmp_path)
    assert all(path.exists() for path in files)
    book = load_workbook(tmp_path / "register.xlsx", read_only=True)
    for table in TABLES:
        expected = [{name: plain(value) for name, value in row.items()} for row in table.rows()]
        lines = (tmp_path / "jsonl" / f"{table.name}.jsonl").read_text("utf-8").splitlines()
        assert [json.loads(line) for line in lines] == json.loads(json.dumps(expected))
        words = [[text(value) for value in row.values()] for row in table.rows()]
        assert csv_rows(tmp_path, table) == words
        assert parquet_rows(tmp_path, table) == words
        sheet = list(book[table.name[:31]].iter_rows(min_row=2, values_only=True))
        assert len(sheet) == len(words)


def csv_rows(folder, table):
    with (folder / "csv" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    assert heading == [column.name for column in table.columns]
    texts = [column.type == "string" for column in table.columns]
    return [
        [unguarded(cell) if words else cell for cell, words in zip(row, texts, strict=True)]
        for row in rows
    ]


def parquet_rows(folder, table):
    frame = pl.read_parquet(folder / "parquet" / f"{table.name}.parquet")
    assert frame.columns == [column.name for column in table.columns]
    return [[text(value) for value in row] for row in frame.iter_rows()]


def test_decimals_stay_exact(register):
    (row,) = BY_NAME["observations"].rows()
    assert plain(row["value"]) == "12.5"
    assert plain(row["margin"]) == "0.25"
    assert text(Decimal("1500000.000000")) == "1500000"
    assert text(Decimal("0E-6")) == "0"


def test_no_cell_is_a_formula(register, tmp_path):
    export_all(tmp_path)
    with (tmp_path / "csv" / "actions.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+@\t\r") or cell[:2] == "-="]
    with ZipFile(tmp_path / "register.xlsx") as package:
        sheets = [name for name in package.namelist() if "worksheets/" in name]
        assert not [name for name in sheets if b"<f>" in package.read(name)]


def test_the_data_package_describes_every_file(register, tmp_path):
    export_all(tmp_path, "proef")
    package = json.loads((tmp_path / "csv" / "datapackage.json").read_text("utf-8"))
    assert package == datapackage("proef")
    for resource in package["resources"]:
        with (tmp_path / "csv" / resource["path"]).open(encoding="utf-8", newline="") as file:
            heading = next(csv.reader(file))
        assert [field["name"] for field in resource["schema"]["fields"]] == heading
    types = {field["type"] for each in package["resources"] for field in each["schema"]["fields"]}
    frictionless = "string integer number boolean date datetime array object"
    assert types <= set(frictionless.split())


def test_nothing_half_written_stays(register, tmp_path):
    (tmp_path / "csv").mkdir()
    (tmp_path / "csv" / "actions.csv").mkdir()
    with pytest.raises(OSError, match=r"actions\.csv"):
        export_all(tmp_path)
    assert not list(tmp_path.rglob("*.part"))


def test_an_empty_register_gives_tables_without_rows(tmp_path):
    export_all(tmp_path)
    for table in TABLES:
        assert csv_rows(tmp_path, table) == parquet_rows(tmp_path, table) == []
        assert (tmp_path / "jsonl" / f"{table.name}.jsonl").read_text() == ""
    assert (stamp().last, stamp().count, stamp().at) == (0, 0, None)
