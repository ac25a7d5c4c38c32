"""docs/api.md, docs/open-data.md and docs/security.md name all there is, and nothing else."""

import re
from pathlib import Path

import pytest

from grondrecht.api.doors import api
from grondrecht.followup.export import EVERY_TABLE
from grondrecht.followup.linked import EVERY_THING
from grondrecht.registry.export.dcat import FILES
from grondrecht.registry.export.linked import CONTEXT
from grondrecht.registry.export.plan_nodes import INSTRUMENTS
from grondrecht.web.headers import EMBEDDED, GUARDED, OPEN
from grondrecht.web.refusals import LONGEST_QUERY, MOST_PARAMETERS

DOCS = Path(__file__).resolve().parents[2] / "docs"
API, OPEN_DATA, SECURITY = (
    (DOCS / name).read_text("utf-8") for name in ("api.md", "open-data.md", "security.md")
)
PATHS = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
VOCABULARIES = {
    "schema": "schema.org",
    "dct": "Dublin Core",
    "org": "ORG",
    "foaf": "FOAF",
    "prov": "PROV",
    "skos": "SKOS",
    "skosxl": "SKOS-XL",
    "dqv": "DQV",
    "oa": "Web Annotation",
    "dcat": "DCAT-AP 3",
    "cpsv": "CPSV-AP",
    "cv": "CPSV-AP",
}


@pytest.mark.parametrize("path", PATHS)
def test_every_address_of_the_api_is_described_with_its_parameters(path):
    (row,) = re.findall(rf"^\| `{re.escape(path)}` \| (.*?) \| (.+) \|$", API, re.MULTILINE)
    wanted = [each["name"] for each in PATHS[path]["get"].get("parameters", ())]
    assert re.findall(r"`(\w+)`", row[0]) == wanted
    assert row[1]


def test_no_address_is_described_that_does_not_exist():
    described = re.findall(r"^\| `(/api/v1/[^`]+)`", API, re.MULTILINE)
    assert set(described) == set(PATHS)
    assert len(described) == len(PATHS)


def test_every_status_is_described():
    told = {int(status) for each in PATHS.values() for status in each["get"]["responses"]}
    described = set(map(int, re.findall(r"^\| (\d{3}) \|", API, re.MULTILINE)))
    assert told <= described
    assert {304, 405, 413, 500} <= described


@pytest.mark.parametrize("table", EVERY_TABLE, ids=lambda table: table.name)
def test_every_table_and_column_is_described(table):
    words = OPEN_DATA.partition(f"\n### {table.name}\n")[2].partition("\n### ")[0]
    assert table.title in words
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", words, re.MULTILINE)
    assert rows == [(column.name, column.type, column.what) for column in table.columns]


def test_no_table_is_described_that_does_not_exist():
    described = re.findall(r"^### (\w+)$", OPEN_DATA, re.MULTILINE)
    assert described == [table.name for table in EVERY_TABLE]


def test_every_kind_of_identifier_and_file_is_described():
    kinds = set(re.findall(r"`/id/(\w+)", OPEN_DATA))
    assert kinds >= set(EVERY_THING) | {
        "catalogue",
        "publisher",
        "service",
        "dataset",
        "distribution",
    }
    for file, *_ in FILES:
        name = file if file.partition(".")[0] in ("register", "plan", "datapackage") else ""
        assert f"/data/PLAN/{name}" in OPEN_DATA


def test_every_vocabulary_is_named():
    assert set(VOCABULARIES) == set(CONTEXT) - {"rdf", "xsd"}
    assert [name for name in VOCABULARIES.values() if name not in OPEN_DATA] == []
    assert [name for name in INSTRUMENTS.values() if f"`{name}`" not in OPEN_DATA] == []


@pytest.mark.parametrize("header", sorted({*GUARDED, *EMBEDDED, *OPEN} - {"Cache-Control"}))
def test_every_header_is_described(header):
    assert f"`{header}`" in SECURITY or header == "Access-Control-Expose-Headers"


def test_bounds_are_those_of_the_code(settings):
    assert f"queries over {LONGEST_QUERY:,} characters" in SECURITY
    assert f"more than {MOST_PARAMETERS} parameters in an address" in SECURITY
    assert f"or {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields in a form" in SECURITY
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == 1_000_000


def test_the_tests_that_are_named_exist():
    named = re.findall(r"`((?:tests/[\w/]+/)?test_\w+\.py)`", SECURITY)
    held = {path.name for path in DOCS.parent.glob("tests/**/test_*.py")}
    assert len(named) > 8
    assert [name for name in named if name.rpartition("/")[2] not in held] == []
