"""What a verb writes that is not public is in the log, and nobody who may not reads it."""

import pytest

from grondrecht.registry.log import state_on, written
from grondrecht.registry.models import LogEntry

pytestmark = pytest.mark.django_db


def write(public):
    """One entry, public or not."""
    with written("thing.set", by="An", why="om te proberen", public=public) as record:
        record.add("thing:1", {}, {"said": "nog niet voor iedereen"}, plan="voorbeeld")


def test_entries_are_public_unless_the_verb_says_otherwise():
    with written("thing.set", by="An", why="om te proberen") as record:
        record.add("thing:1", {}, {"said": "voor iedereen"}, plan="voorbeeld")
    assert LogEntry.objects.get().after == {"said": "voor iedereen"}


def test_what_is_not_public_is_kept_but_not_shown():
    write(public=False)
    assert not LogEntry.objects.exists()
    assert not LogEntry._default_manager.exists(), "files of open data ask this one"
    assert LogEntry.whole.get().public is False


def test_the_log_tells_the_whole_state():
    write(public=False)
    assert state_on("voorbeeld", "thing:1") == {"said": "nog niet voor iedereen"}
