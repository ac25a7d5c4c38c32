"""The log: every change is written down in the same transaction, and any day can be called back.

A verb opens ``written(by, why)`` and records each change in it; leaving it commits the changes and
their entries together, or neither; what it opens inside is of the same batch, and so is what stands
in ``at_once``. ``state_on`` folds the entries of a subject up to a moment.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import LogEntry
from grondrecht.registry.models.taken_back import without_taken_back

State = dict[str, Any]
LONGEST_BY = 200
# The batch of the verb that is being done; empty where none is.
_BATCH: ContextVar[str] = ContextVar("batch", default="")


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
    apart: LogEntry | None = None

    def sign_publicly(self, by: str, subject: str, plan: str) -> None:
        """Let everybody read what is recorded from here on, by a role and a body.

        The name of who did it is kept apart, in an entry about ``subject`` that is not public.
        """
        what = {"label": self.verb, "after": {"by": self.by}, "public": False}
        self.apart = self._entry(subject=subject, plan=plan, before={}, **what)
        self.public, self.by = True, by[:LONGEST_BY]

    def _entry(self, **what: Any) -> LogEntry:  # noqa: ANN401 (any field of an entry)
        done = {"at": self.at, "batch": self.batch, "verb": self.verb, "by": self.by}
        return LogEntry(**{**done, "why": self.why, "public": self.public, **what})

    def add(
        self,
        subject: str,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        *,
        plan: str = "",
        label: str = "",
        public: bool | None = None,
    ) -> None:
        """Note what a subject was and is; only what differs is kept, nothing where nothing does.

        ``public`` is whether everybody reads this, where that is not as of the whole verb.
        """
        keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        if keys:
            entry = self._entry(
                plan=plan,
                subject=subject,
                label=label,
                before={key: before.get(key) for key in keys},
                after={key: after.get(key) for key in keys},
                public=self.public if public is None else public,
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
    batch = _BATCH.get() or uuid.uuid4().hex
    record = Record(verb, by.strip(), why.strip(), public, batch=batch)
    outer = _BATCH.set(batch)
    try:
        with transaction.atomic():
            yield record
            LogEntry.objects.bulk_create([*record.entries, *_apart(record)], batch_size=500)
    finally:
        _BATCH.reset(outer)


@contextmanager
def at_once() -> Iterator[None]:
    """One transaction and one batch for the verbs inside, such as those of a file that is taken in.

    Inside another batch they are of that one.
    """
    outer = _BATCH.set(_BATCH.get() or uuid.uuid4().hex)
    try:
        with transaction.atomic():
            yield
    finally:
        _BATCH.reset(outer)


def _apart(record: Record) -> list[LogEntry]:
    """The name of who did something, where something was done."""
    if record.apart is None:
        return []
    done = record.entries or LogEntry.whole.filter(batch=record.batch).exists()
    return [record.apart] if done else []


def state_on(plan: str, subject: str, moment: datetime | None = None) -> State:
    """What a subject was at a moment (now without one), told by the log alone.

    A key whose value was null is left out, and words that were taken back since have a placeholder.
    Empty where the subject was not there yet.
    """
    entries = LogEntry.whole.filter(plan=plan, subject=subject).order_by("id")
    if moment:
        entries = entries.filter(at__lte=moment)
    state: State = {}
    for after in entries.values_list("after", flat=True):
        state |= after
    without_taken_back([state])
    return {key: value for key, value in state.items() if value is not None}
