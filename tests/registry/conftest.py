"""What tests of the register share: a small plan that is held."""

import pytest
from held_registers import held
from registry.small_plans import plan, take_in


@pytest.fixture(scope="module")
def small(django_db_setup, django_db_blocker):
    """A small plan in the register, for all tests of a module; a test's own writes go away.

    Ask for ``db`` beside it.
    """
    with django_db_blocker.unblock(), held("small", lambda: take_in(plan())):
        yield
