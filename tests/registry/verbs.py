"""What tests of verbs ask: the log's words on what was done, and a refusal that left no trace."""

from contextlib import contextmanager

import pytest
from registry.small_plans import WHO
from registry.tables import everything

from grondrecht.registry import log
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Action, LogEntry, Office, Plan
from grondrecht.registry.states import states


def action(code="01_02_01"):
    """An action of the small plan, read afresh."""
    return Action.objects.select_related("plan").get(plan__slug="proef", code=code)


def office(code="02"):
    """An office of the small plan, read afresh."""
    return Office.objects.select_related("plan").get(plan__slug="proef", code=code)


@contextmanager
def refused(words):
    """The block is refused in one sentence with these words; every row and the log stay."""
    before = everything()
    with pytest.raises(RegisterError) as told:
        yield
    assert words in str(told.value)
    assert "\n" not in str(told.value)
    assert str(told.value).endswith(".")
    assert everything() == before


@contextmanager
def logged(verb, *subjects):
    """The block leaves one entry per subject, by whom and why; gives them when it has ended."""
    last = LogEntry.objects.order_by("id").values_list("id", flat=True).last() or 0
    found = []
    yield found
    found += LogEntry.objects.filter(id__gt=last).order_by("id")
    assert [each.subject for each in found] == list(subjects)
    assert {(each.verb, each.by, each.why) for each in found} <= {(verb, WHO["by"], WHO["why"])}
    assert len({each.batch for each in found}) <= 1


def log_agrees(slug="proef"):
    """The law of the log: it tells of every action what the tables hold."""
    held = states(Plan.objects.get(slug=slug))
    told = {code: log.state_on(slug, f"action:{code}") for code in held}
    assert told == held
    return held
