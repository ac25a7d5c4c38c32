"""The register as files: every table in every form, streamed, and only to who lacks it."""

import csv
import json
from io import BytesIO, StringIO
from urllib.parse import quote
from zipfile import ZipFile

import polars as pl
import pytest
from django.http import StreamingHttpResponse
from openpyxl import load_workbook
from registry.small_plans import WHO

from grondrecht.followup.export import EVERY_TABLE
from grondrecht.registry.actions.texts import say_plainly
from grondrecht.registry.export.dcat import FILES
from grondrecht.registry.export.dumps import datapackage
from grondrecht.registry.models import Action, LogEntry

pytestmark = pytest.mark.django_db


def body(answer):
    """All that is sent; the test's client closes behind it."""
    return answer.getvalue() if answer.streaming else answer.content


def got(client, path, **headers):
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, path
    return body(answer)


@pytest.mark.parametrize("table", EVERY_TABLE, ids=lambda table: table.name)
@pytest.mark.parametrize("plan_slug", ["proef", ""])
def test_a_table_in_every_form(client, register, table, plan_slug):
    path = f"/data/{plan_slug}/{table.name}" if plan_slug else f"/data/{table.name}"
    rows = list(table.rows(plan_slug or None))
    heading, *cells = csv.reader(StringIO(got(client, f"{path}.csv").decode(), newline=""))
    assert heading == [column.name for column in table.columns]
    lines = [json.loads(line) for line in got(client, f"{path}.jsonl").splitlines()]
    frame = pl.read_parquet(BytesIO(got(client, f"{path}.parquet")))
    assert len(rows) == len(cells) == len(lines) == len(frame)
    assert [list(line) for line in lines[:1]] == [heading] * len(lines[:1])
    assert frame.columns == heading


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_text_goes_out_while_it_is_read(client, register, suffix):
    answer = client.get(f"/data/proef/actions.{suffix}")
    assert isinstance(answer, StreamingHttpResponse)
    assert "Content-Length" not in answer
    assert answer["Content-Disposition"] == f'attachment; filename="proef-actions.{suffix}"'
    whole = client.get(f"/data/actions.{suffix}")
    assert whole["Content-Disposition"] == f'attachment; filename="actions.{suffix}"'


def test_a_workbook_of_a_plan(client, register):
    answer = client.get("/data/proef/register.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="proef.xlsx"'
    book = load_workbook(BytesIO(body(answer)), read_only=True)
    assert book.sheetnames == [table.name[:31] for table in EVERY_TABLE]
    assert len(list(book["actions"].iter_rows())) == 4


@pytest.mark.parametrize(
    ("file", "packed"), [("register.xlsx", False), ("actions.parquet", False), ("log.csv", True)]
)
def test_what_is_packed_is_not_packed_again(client, register, file, packed):
    answer = client.get(f"/data/proef/{file}", headers={"Accept-Encoding": "gzip"})
    assert (answer.get("Content-Encoding") == "gzip") is packed
    assert answer.has_header("Content-Length") is not packed
    assert body(answer)


def test_one_archive_with_everything(client, register):
    with ZipFile(BytesIO(got(client, "/data/proef/register.zip"))) as archive:
        assert archive.testzip() is None
        package = json.loads(archive.read("datapackage.json"))
        assert package == datapackage("proef", EVERY_TABLE)
        names = {resource["path"] for resource in package["resources"]} | {"datapackage.json"}
        assert set(archive.namelist()) == names
        for table in EVERY_TABLE:
            assert archive.read(f"{table.name}.csv") == got(client, f"/data/proef/{table.name}.csv")


def test_the_package_of_the_whole_register(client, register):
    package = json.loads(got(client, "/data/datapackage.json"))
    for resource in package["resources"]:
        assert client.get(f"/data/{resource['path']}").status_code == 200


@pytest.mark.parametrize("file", [each[0] for each in FILES])
def test_what_the_catalogue_promises_can_be_had(client, register, file):
    assert len(got(client, f"/data/proef/{file}")) > 400


@pytest.mark.parametrize("suffix", ["jsonld", "ttl"])
def test_the_catalogue_names_every_plan(client, register, suffix):
    words = got(client, f"/data/catalogue.{suffix}").decode()
    assert "/id/dataset/proef" in words
    assert "/id/dataset/ander" in words


@pytest.mark.parametrize(
    "file",
    [
        "niets.csv",
        "actions.exe",
        "actions",
        "../../secret-key",
        "..%2f..%2fsecret-key",
        "plan.csv",
        ".csv",
        "actions.csv.",
        "ACTIONS.csv",
        "registry_action.csv",
    ],
)
def test_no_other_file_can_be_had(client, register, file):
    for path in (f"/data/proef/{file}", f"/data/niets/{quote(file)}", f"/data/{file}"):
        assert client.get(path).status_code == 404
    assert client.get("/data/niets/actions.csv").status_code == 404


# Only to who lacks it


@pytest.mark.parametrize(
    "path",
    ["/data/proef/register.xlsx", "/data/actions.parquet", "/data/catalogue.ttl"],
)
def test_nothing_is_made_for_who_has_it(client, register, path, django_assert_max_num_queries):
    first = client.get(path)
    assert body(first)
    again = {"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}
    for headers in again:
        with django_assert_max_num_queries(2):
            held = client.get(path, headers=headers)
        assert (held.status_code, held.content) == (304, b"")
        assert held["ETag"] == first["ETag"]


def test_files_have_tags_of_their_own(client, register):
    paths = ("/data/proef/actions.csv", "/data/ander/actions.csv", "/data/actions.csv")
    assert len({client.get(path)["ETag"] for path in (*paths, "/data/proef/plan.ttl")}) == 4


def test_every_change_makes_other_files(client, register):
    seen = set()
    for text in ("Een", "Twee", "Drie"):
        say_plainly(Action.objects.get(code="01_02_02"), text, text, by="An", why="proef")
        answer = client.get("/data/proef/actions.csv")
        seen.add(answer["ETag"])
        assert text in body(answer).decode()
    assert len(seen) == 3


def test_an_entry_that_came_late_with_an_older_number_makes_other_files(client, register):
    LogEntry.objects.create(pk=5000, at="2026-01-01T00:00Z", verb="x", subject="x", **WHO)
    before = client.get("/data/proef/actions.csv")["ETag"]
    LogEntry.objects.create(pk=4999, at="2025-01-01T00:00Z", verb="x", subject="x", **WHO)
    assert client.get("/data/proef/actions.csv")["ETag"] != before
