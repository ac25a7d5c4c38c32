"""The log: every change is written down in the same transaction, and any day can be called back.

A verb opens ``written(by, why)`` and records each change in it; leaving it commits the changes and
their entries together, or neither. ``state_on`` folds the entries of a subject up to a moment.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import LogEntry

State = dict[str, Any]
LONGEST_BY = 200


@dataclass
class Record:
    """What one verb writes down: who does it and why, and the entries so far."""

    verb: str
    by: str
    why: str
    public: bool = True
    at: datetime = field(default_factory=timezone.now)
    batch: str = field(default_factory=lambda: uuid.uuid4().hex)
    entries: list[LogEntry] = field(default_factory=list)

    def add(
        self,
        subject: str,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        *,
        plan: str = "",
        label: str = "",
    ) -> None:
        """Note what a subject was and is; only what differs is kept, nothing where nothing does."""
        keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        if keys:
            entry = LogEntry(
                at=self.at,
                batch=self.batch,
                verb=self.verb,
                by=self.by,
                why=self.why,
                plan=plan,
                subject=subject,
                label=label,
                before={key: before.get(key) for key in keys},
                after={key: after.get(key) for key in keys},
                public=self.public,
            )
            self.entries.append(entry)


@contextmanager
def written(verb: str, *, by: str, why: str, public: bool = True) -> Iterator[Record]:
    """One transaction for a verb and its log entries. Raises RegisterError without a who or why."""
    if not by.strip():
        raise RegisterError("Zeg wie dit doet (by).")
    if len(by.strip()) > LONGEST_BY:
        raise RegisterError(f"De naam van wie dit doet is langer dan {LONGEST_BY} tekens (by).")
    if not why.strip():
        raise RegisterError("Zeg waarom dit gebeurt (why).")
    record = Record(verb, by.strip(), why.strip(), public)
    with transaction.atomic():
        yield record
        LogEntry.objects.bulk_create(record.entries, batch_size=500)


def state_on(plan: str, subject: str, moment: datetime | None = None) -> State:
    """What a subject was at a moment (now without one), told by the log alone.

    A key whose value was null is left out. Empty where the subject was not there yet.
    """
    entries = LogEntry.whole.filter(plan=plan, subject=subject).order_by("id")
    if moment:
        entries = entries.filter(at__lte=moment)
    state: State = {}
    for after in entries.values_list("after", flat=True):
        state |= after
    return {key: value for key, value in state.items() if value is not None}
