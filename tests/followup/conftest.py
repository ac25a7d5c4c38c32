"""What tests of the follow-up share: the example plan, and people who work with it."""

import pytest
from django.utils import translation
from django.utils.translation import override
from followup.cast import gathered


@pytest.fixture(scope="module")
def cast(example, django_db_blocker):
    """The cast of cast.py, for all tests of a module; a test's own writes go away.

    Ask for ``db`` beside it.
    """
    with django_db_blocker.unblock():
        return gathered()


@pytest.fixture
def english():
    """What is wrong is said in English."""
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def dutch():
    """Each test begins in Dutch, whatever page the one before it looked at."""
    with translation.override("nl"):
        yield
