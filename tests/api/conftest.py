"""Registers for the tests of the API, made once for each module: a test's own writes go away."""

import pytest
from held_registers import held
from registry.full_register import take_in_full
from registry.small_plans import form, plan, take_in

from grondrecht.registry.models import Plan


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    """Two plans of a few actions."""
    with django_db_blocker.unblock(), held("two plans", two_plans):
        yield


def two_plans():
    """Take in the plans of ``register``."""
    take_in(plan())
    take_in(plan(form("01_02_07", "Van een ander")), slug="ander")


@pytest.fixture(scope="module")
def full(django_db_setup, django_db_blocker):
    """A plan with a row in every table."""
    with django_db_blocker.unblock(), held("full", take_in_full):
        yield Plan.objects.get()


@pytest.fixture(autouse=True)
def without_limit(settings):
    """The tests call more often than anyone may; the tests of the limit set one."""
    settings.API_CALLS_PER_MINUTE = 0
