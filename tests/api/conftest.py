"""Registers for the tests of the API, made once for each module: a test's own writes go away."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from registry.full_register import take_in_full
from registry.small_plans import form, plan, take_in


@contextmanager
def kept(blocker):
    """What the block takes in stays until it is left."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    """Two plans of a few actions."""
    with kept(django_db_blocker):
        take_in(plan())
        take_in(plan(form("01_02_07", "Van een ander")), slug="ander")
        yield


@pytest.fixture(scope="module")
def full(django_db_setup, django_db_blocker):
    """A plan with a row in every table."""
    with kept(django_db_blocker):
        yield take_in_full()


@pytest.fixture(autouse=True)
def without_limit(settings):
    """The tests call more often than anyone may; the tests of the limit set one."""
    settings.API_CALLS_PER_MINUTE = 0
