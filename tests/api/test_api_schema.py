"""The API does what its own description says, whatever it is asked: schemathesis tries."""

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from grondrecht.config.wsgi import application
from grondrecht.followup.export import EVERY_TABLE

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# The suite asks a little; SCHEMATHESIS_EXAMPLES=200 asks much (docs/api.md).
EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "4"))


@pytest.fixture
def one_connection():
    """Between calls a server closes what is in a transaction; the test's own is to stay open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.generate] if EXAMPLES > 20 else [Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case, full, db, one_connection):
    case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})


@pytest.fixture
def document(client, db):
    return client.get("/api/v1/openapi.json").json()


def test_the_description_is_openapi_3_1(document):
    assert document["openapi"].startswith("3.1")
    assert list(OPENAPI_31_VALIDATOR.iter_errors(document)) == []
    assert list(OPENAPI_31_VALIDATOR.iter_errors({**document, "paths": {"actions": {}}}))


def test_the_description_names_every_table_and_column(document):
    rows = document["components"]["schemas"]
    for table in EVERY_TABLE:
        path = document["paths"][f"/api/v1/{table.name.replace('_', '-')}"]
        assert path["get"]["summary"] == table.title
        name = "".join(part.capitalize() for part in table.name.split("_"))
        assert set(rows[f"{name}Row"]["properties"]) == {column.name for column in table.columns}


def test_every_address_says_what_can_go_wrong(document):
    for path, operations in document["paths"].items():
        told = set(operations["get"]["responses"])
        assert {"200", "400", "422", "429"} <= told, path
        assert ("404" in told) == ("{" in path)
        assert operations["get"]["summary"]
