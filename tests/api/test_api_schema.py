"""The API does what its own description says, whatever it is asked: schemathesis tries."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from registry.small_plans import plan, take_in
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from grondrecht.config.wsgi import application

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def register(db):
    take_in(plan())


@schema.parametrize()
@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case, register):
    case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})
