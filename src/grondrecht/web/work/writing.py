"""What somebody writes in a report: begun from what is held, drafted, met by what others wrote."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import QueryDict

from grondrecht.followup.models import Draft, Report
from grondrecht.followup.starting import starting
from grondrecht.web.pages import number_in
from grondrecht.web.work.raw import (
    Raw,
    differing,
    marks,
    merged,
    pieces,
    raw_from,
    raw_kept,
    raw_of,
    with_piece,
    with_row,
    without_row,
)


@dataclass(frozen=True)
class Writing:
    """What is typed so far, and the version of the report that it began from.

    ``began`` are the marks of what was held then. ``differs`` are the pieces in which somebody
    else wrote something else meanwhile, ``taken`` those that were theirs alone to change.
    """

    raw: Raw
    seen: int
    began: str
    differs: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    drafted: datetime | None = None

    def kept(self) -> dict[str, object]:
        """As a draft keeps it."""
        return {**self.raw, "began": self.began, "differs": list(self.differs)}


def held(report: Report, promises: int) -> Raw:
    """What the report holds, or starts from, as it would be typed."""
    return raw_of(starting(report), promises)


def begun(report: Report, theirs: Raw, draft: Draft | None) -> Writing:
    """Where somebody goes on: their draft, met by what is held now; else what is held."""
    if draft is None:
        return Writing(theirs, report.version, marks(theirs))
    raw = raw_kept(draft.answer)
    began = str(draft.answer.get("began") or "")
    differs = tuple(map(str, draft.answer.get("differs") or ()))
    writing = Writing(raw, draft.seen, began, differs, drafted=draft.saved_at)
    return met(writing, report, theirs)


def sent(posted: QueryDict) -> Writing:
    """What a form sent."""
    return Writing(
        raw_from(posted),
        number_in(posted.get("seen", "")) or 0,
        posted.get("began", ""),
        tuple(posted.get("differs", "").split()),
    )


def met(writing: Writing, report: Report, theirs: Raw) -> Writing:
    """What is typed beside what the report holds now; nothing typed is ever replaced."""
    if writing.seen == report.version:
        return replace(writing, differs=tuple(differing(writing.raw, theirs, writing.differs)))
    raw, taken, differs = merged(writing.raw, theirs, writing.began)
    before = differing(raw, theirs, writing.differs)
    return replace(
        writing,
        raw=raw,
        seen=report.version,
        began=marks(theirs),
        taken=tuple(taken),
        differs=tuple(dict.fromkeys([*differs, *before])),
    )


def edited(writing: Writing, theirs: Raw, do: str) -> Writing:
    """After a button of the form: ``add:KIND``, ``remove:KIND:NUMBER`` or ``take:PIECE``."""
    verb, _colon, what = do.partition(":")
    if verb == "add" and what in ("values", "spent", "involvement"):
        return replace(writing, raw=with_row(writing.raw, what))
    if verb == "remove":
        kind, _colon, place = what.partition(":")
        number = number_in(place)
        if kind in ("values", "spent", "involvement") and number is not None:
            return replace(writing, raw=without_row(writing.raw, kind, number))
    if verb == "take" and what in writing.differs:
        return taken_over(writing, theirs, what)
    return writing


def taken_over(writing: Writing, theirs: Raw, key: str) -> Writing:
    """With a piece that somebody else wrote in the place of one's own."""
    from_them = pieces(theirs).get(key, "")
    rest = tuple(each for each in writing.differs if each != key)
    return replace(writing, raw=with_piece(writing.raw, key, from_them), differs=rest)
