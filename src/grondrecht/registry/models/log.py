"""The log: who changed what, when, from what, to what, and why. It is only ever added to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from grondrecht.registry.models.fields import filled
from grondrecht.registry.models.taken_back import without_taken_back

# So many rows are read at once.
PIECE = 2000


class PublicRows(models.QuerySet["LogEntry"]):
    """Rows of the log as everyone may read them: without the words of what was taken back."""

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh:
            without_taken_back(state for row in self._result_cache or () for state in _states(row))

    def iterator(self, chunk_size: int | None = None) -> Iterator[Any]:
        """The rows, read in pieces."""
        rows: list[Any] = []
        for row in super().iterator(chunk_size=chunk_size or PIECE):
            rows.append(row)
            if len(rows) == PIECE:
                yield from _open_to_all(rows)
                rows = []
        yield from _open_to_all(rows)


def _open_to_all(rows: list[Any]) -> list[Any]:
    without_taken_back(state for row in rows for state in _states(row))
    return rows


def _states(row: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 (whole, or as values() has it)
    """What an entry says that something was and became, in whichever shape it was asked for."""
    held = row.__dict__ if isinstance(row, LogEntry) else row
    if isinstance(held, dict):
        yield held
        held = tuple(held.values())
    if isinstance(held, list | tuple):
        yield from (each for each in held if isinstance(each, dict))


class PublicEntries(models.Manager["LogEntry"]):
    """The entries that everyone may read: what a page, a feed or a file ever shows of the log.

    The words of what was taken back are not in them, though the database keeps them.
    """

    def get_queryset(self) -> models.QuerySet[LogEntry]:
        """The public entries."""
        return PublicRows(self.model, using=self._db).filter(public=True)


class LogEntry(models.Model):
    """One change by one verb. Names stay as text, so that nothing here depends on other tables.

    ``subject`` says what was changed, as ``kind:key`` (``action:00_01_02``, ``party:vdab``);
    ``before`` and ``after`` hold the changed keys alone, null where there was or is nothing;
    entries with one ``batch`` were written together. The database refuses to change or delete one.
    ``objects`` are the public entries, ``whole`` is all of them: what is said in a round before it
    is sent is not public.
    """

    at = models.DateTimeField()
    batch = models.CharField(max_length=32)
    verb = models.CharField(max_length=60)
    by = models.CharField(max_length=200)
    why = models.TextField()
    plan = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=200)
    label = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    public = models.BooleanField(default=True)

    objects = PublicEntries()
    whole = models.Manager["LogEntry"]()

    class Meta:
        ordering = ("id",)
        constraints = (filled("log_says_who_and_why", "verb", "by", "why", "subject"),)
        indexes = (
            models.Index(fields=("plan", "subject", "id")),
            models.Index(fields=("batch",)),
        )
        verbose_name = _("log entry")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject} ({self.by})"
