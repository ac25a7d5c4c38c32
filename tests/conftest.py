"""What tests of several rooms share: a register that holds the example plan."""

import gc

import pytest
from example_register import take_in_example
from held_registers import empty_register, held
from spark_session import session  # noqa: F401 (a fixture for all)

# What takes longest.
FIRST = (
    "tests/web/work/test_round_browser.py",
    "tests/test_docs.py",
    "tests/monitor/test_spark.py",
)


def pytest_collection_modifyitems(items):
    """What takes longest begins first, so that no worker waits for another at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))


def pytest_collection_finish():
    """What is collected stays to the end: without this each look for garbage goes over all of it,
    a twentieth of the suite's time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """The suite's own database, empty; it takes the place of what pytest-django makes."""
    with django_db_blocker.unblock(), empty_register():
        yield


@pytest.fixture(scope="module")
def example(django_db_setup, django_db_blocker):
    """The example plan in the register, for all tests of a module; a test's own writes go away.

    Ask for ``db`` beside it where a test writes.
    """
    with django_db_blocker.unblock(), held("example", take_in_example):
        yield
