"""What stands on a workbench, and what comes there because nobody nearer is there, or does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from grondrecht.followup.actors import Actor
from grondrecht.followup.honesty import Mark
from grondrecht.followup.models import Person
from grondrecht.followup.reminding.asked import Asked
from grondrecht.followup.reminding.bundles import Bundle, bundles
from grondrecht.followup.reminding.stages import rules
from grondrecht.followup.reminding.whom import directory, whom_now


@dataclass(frozen=True)
class Item:
    """Something on a workbench: what it is (``kind``), about what, where, and by when.

    ``path`` is its page behind the language; ``who`` is from whom it comes, ``text`` what it says.
    What stands for a ``number`` of actions has the ``bundle`` that they are in; ``marks``
    are what rules say of a status.
    """

    kind: str
    title: str
    path: str
    due_on: date | None = None
    state: str = ""
    who: str = ""
    text: str = ""
    at: datetime | date | None = None
    number: int = 1
    bundle: Bundle | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def late(self) -> bool:
        """Whether its day is over."""
        return self.due_on is not None and self.due_on < timezone.localdate()


def left_to(who: Actor, everything: Iterable[Asked]) -> Iterator[Item]:
    """What comes to a cabinet or the coordinator because nobody nearer is there, or does it.

    By the ladder of the reminders; of a round one for each of those whose it is. Two queries,
    none for others.
    """
    if not (who.holds("cabinet") or who.holds("coordinator")):
        return
    today, by = timezone.localdate(), rules(settings.REMINDERS)
    known = directory(today)
    left = [each for each in everything if each.kind != "point"]
    left = [each for each in left if _is_left(who, each, whom_now(each, known, today, by))]
    bundled, single = bundles(left, lambda each: each)
    for bundle, group in bundled.items():
        names = "; ".join(str(body) for body in bundle.bodies)
        due_on = group[0].due_on
        yield Item(bundle.kind, names, bundle.path, due_on, number=len(group), bundle=bundle)
    for each in single:
        yield Item(each.kind, each.title, each.path, each.due_on)


def _is_left(who: Actor, each: Asked, asked_now: Iterable[tuple[str, Person]]) -> bool:
    """Whether a thing is asked of somebody by a role that is not the one that should do it."""
    return any(
        person == who.person and level != each.role and who.holds(level, each.plan)
        for level, person in asked_now
        if level in ("cabinet", "coordinator")
    )
