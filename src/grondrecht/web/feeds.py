"""The changes of a plan, a right, an office or an action as a feed: one entry per thing done.

What was written together (an import changes hundreds of actions) is one entry.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Max, Q, Window
from django.db.models.functions import RowNumber
from django.template.loader import render_to_string
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from grondrecht.registry.models import LogEntry, Plan
from grondrecht.web import atom
from grondrecht.web.changes import Change, Part, change_of
from grondrecht.web.pages import at, shortened

# How many entries a feed has, and how many changed things an entry tells of.
ENTRIES, TOLD = 30, 8
# The changed words of one field, at most.
WORDS = 400


@dataclass(frozen=True)
class Told:
    """What was done at once: how many things it changed, and the first of them."""

    batch: str
    count: int
    changes: Sequence[Change]


def of_plan(plan: Plan) -> Q:
    """The entries of the log that tell of a plan."""
    return Q(plan=plan.slug)


def of_actions(plan: Plan, codes: Iterable[str], *more: str) -> Q:
    """The entries that tell of the actions with these codes, or of other subjects of the plan."""
    return Q(plan=plan.slug, subject__in=[*(f"action:{code}" for code in codes), *more])


def told(which: Q) -> list[Told]:
    """The newest things done, with their first few changes each. Two queries."""
    entries = LogEntry.objects.filter(which).order_by()
    newest = entries.values("batch").annotate(last=Max("id"), count=Count("id")).order_by("-last")
    counts = {row["batch"]: row["count"] for row in newest[:ENTRIES]}
    place = Window(RowNumber(), partition_by=[F("batch")], order_by=F("id").asc())
    first = entries.filter(batch__in=counts).annotate(place=place).filter(place__lte=TOLD)
    changes: dict[str, list[Change]] = defaultdict(list)
    for entry in first.order_by("id"):
        changes[entry.batch].append(change_of(entry))
    return [Told(batch, count, changes[batch]) for batch, count in counts.items()]


def feed(plan: Plan, which: Q, title: str, name: str, *path: str) -> atom.Feed:
    """The feed of what was done; ``name`` is that of what it is about, ``path`` of its page."""
    done = told(which)
    return atom.Feed(
        identifier=_identifier(f"{plan.slug}/{'/'.join(path)}"),
        title=title,
        subtitle=_("Every change of this plan: what, when, who and why.") if not path else name,
        address=absolute(plan, *path, "wijzigingen.atom"),
        page=absolute(plan, *path) if path else absolute(plan, "wijzigingen"),
        language=get_language() or "nl",
        author=settings.PUBLISHER,
        updated=done[0].changes[0].at if done else _taken_in(plan),
        entries=[_entry(plan, each) for each in done],
    )


def absolute(plan: Plan, *path: str) -> str:
    """The whole address of a page of a plan."""
    return f"{settings.PUBLIC_URL}{at(plan.slug, *path)}"


def _taken_in(plan: Plan) -> datetime:
    """When the plan was last read: what a feed without entries is as old as."""
    newest: datetime | None = plan.editions.aggregate(last=Max("imported_at"))["last"]
    return newest or datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def _identifier(name: str) -> str:
    """An identifier that depends on nothing that may change: not on the site's address."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"grondrecht:{name}").urn


def _entry(plan: Plan, done: Told) -> atom.Entry:
    first = done.changes[0]
    return atom.Entry(
        identifier=_identifier(f"{plan.slug}/{done.batch}"),
        title=_title(done),
        updated=first.at,
        address=_address(plan, done),
        author=first.by,
        summary=render_to_string("web/feed_summary.html", _summary(plan, done)),
    )


def _title(done: Told) -> str:
    first = done.changes[0]
    if done.count == 1:
        return f"{first.what}: {shortened(f'{first.code} {first.label}', 160)}"
    things = ngettext("%(count)s change", "%(count)s changes", done.count) % {"count": done.count}
    return f"{first.what}: {things}"


def _address(plan: Plan, done: Told) -> str:
    """The page that tells of it: an action's history, at the change, or all changes."""
    first = done.changes[0]
    if done.count == 1 and first.code:
        page = absolute(plan, "acties", first.code, "geschiedenis")
    elif done.count == 1 and first.path:
        return absolute(plan, *first.path)
    else:
        page = absolute(plan, "wijzigingen")
    return f"{page}#wijziging-{first.number}"


def _summary(plan: Plan, done: Told) -> Mapping[str, Any]:
    """What the summary of an entry shows: why, the first things, and how many more there are."""
    rows = [
        {
            "code": change.code,
            "label": shortened(change.label, 160),
            "address": absolute(plan, *change.path) if change.path else "",
            "parts": [part for part in change.parts if _is_told(part, done)],
            "names": [part.name for part in change.parts if not _is_told(part, done)],
        }
        for change in done.changes
    ]
    more = done.count - len(rows)
    return {"rows": rows, "more": more, "why": done.changes[0].why, "plan": plan}


def _is_told(part: Part, done: Told) -> bool:
    """Whether the words of a part are told: an import that adds whole forms would fill pages."""
    is_short = len(part.before) + len(part.after) <= WORDS
    return is_short and (done.count == 1 or bool(part.before and part.after))
