"""Whether somebody may do something to a thing now: the one place that decides.

Verbs ask ``acting`` for their transaction, views ask ``loaded`` for the thing of an address; both
ask ``decide``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from grondrecht.followup.actors import Actor, Held
from grondrecht.followup.belonging import Belongs, belongs
from grondrecht.followup.posts import post_in_words
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.followup.verbs import BY_KEY as VERBS
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import Record, written
from grondrecht.registry.models import Plan

Thing = TypeVar("Thing", bound=Model)


class NotAllowed(RegisterError):
    """Somebody may not do this."""


class NotNow(RegisterError):
    """This cannot be done to the thing as it is now."""


class Conflict(RegisterError):
    """Somebody else changed the thing in the meantime; ``held`` is the thing as it is now."""

    def __init__(self, held: Model) -> None:
        super().__init__(
            _("Somebody else changed this in the meantime; look at what they wrote and save again.")
        )
        self.held = held


@dataclass(frozen=True)
class Decision:
    """Whether something may be done; ``role`` says by which role, ``now`` whether it can be now."""

    allowed: bool
    now: bool
    role: str = ""

    def __bool__(self) -> bool:
        return self.allowed and self.now


def decide(who: Actor, verb: str, thing: Model) -> Decision:
    """Whether somebody may do this to that thing, and whether the thing is in a state for it."""
    return decide_each(who, (verb,), thing)[verb]


def decide_each(who: Actor, verbs: Iterable[str], thing: Model) -> dict[str, Decision]:
    """The decision of each verb; what the thing belongs to is asked once."""
    to = Belongs("", None) if who.everything else belongs(thing)
    return {verb: _decision(who, verb, thing, to) for verb in verbs}


def _decision(who: Actor, verb: str, thing: Model, to: Belongs) -> Decision:
    states = VERBS[verb].states
    now = not states or getattr(thing, "state", "") in states
    if who.everything:
        return Decision(True, now, "operator")
    reads = verb.partition(".")[2].startswith("read")
    if reads and not now:
        # What cannot be read yet looks as if it were not there, also for who may read it later.
        return Decision(False, now)
    if to.public and reads:
        return Decision(True, now, "visitor")
    held = _held(who, verb, to)
    return Decision(held is not None, now, held.role if held else "")


def acting_as(who: Actor, verb: str, thing: Model) -> Held | None:
    """The role, as it is held, by which somebody may do this; None for an operator or nobody."""
    return _held(who, verb, belongs(thing))


def may(who: Actor, verb: str, thing: Model) -> bool:
    """Whether somebody may do this to that thing now."""
    return bool(decide(who, verb, thing))


def demand(who: Actor, verb: str, thing: Model) -> None:
    """Raise NotAllowed or NotNow where somebody may not do this to that thing now."""
    decision = decide(who, verb, thing)
    name = VERBS[verb].name
    if not decision.allowed:
        raise NotAllowed(_("You may not do this: %(verb)s.") % {"verb": name})
    if not decision.now:
        state = thing.get_state_display()  # type: ignore[attr-defined]
        raise NotNow(
            _("This cannot be done while it is “%(state)s”: %(verb)s.")
            % {"state": state, "verb": name}
        )


def _held(who: Actor, verb: str, to: Belongs) -> Held | None:
    return next((held for held in who.roles_in(to.plan) if _covers(held, verb, to)), None)


def _covers(held: Held, verb: str, to: Belongs) -> bool:
    """Whether a role, as somebody holds it, covers a verb with what the thing belongs to."""
    scope = ROLES[held.role].scope(verb)
    return scope == "any" or (scope == "own" and _own(held, to))


def _own(held: Held, to: Belongs) -> bool:
    if held.role == "cabinet":
        return held.office in to.offices
    if held.role == "official":
        return bool(held.family & to.parties)
    return to.maker is not None and to.maker in (held.party, held.role)


def loaded(who: Actor, verb: str, rows: QuerySet[Thing], **lookup: object) -> Thing:
    """The one row that fits, where somebody may do this to it; else as if it were not there.

    For whoever may not, a thing that exists looks like one that does not. Raises Http404; NotNow
    where they may, but not in the state that the thing is in.
    """
    thing = rows.filter(**lookup).first()
    if thing is None or not decide(who, verb, thing).allowed:
        raise Http404("There is nothing here for you.")
    demand(who, verb, thing)
    return thing


@contextmanager
def acting(
    who: Actor,
    verb: str,
    thing: Model,
    *,
    why: str,
    seen: int | None = None,
    public: bool = False,
) -> Iterator[Record]:
    """The transaction of a verb: the thing is locked and read anew, then it is decided.

    ``seen`` is the version of the thing that the actor looked at: Conflict where it has changed
    since; the version goes up by one, and the verb saves it. Entries that are not ``public`` are
    kept from the pages that everyone sees; those that are do not name a person. Raises NotAllowed,
    NotNow, Conflict.
    """
    with written(verb, by=who.name, why=why, public=False) as record:
        _lock(thing)
        demand(who, verb, thing)
        if seen is not None and seen != thing.version:  # type: ignore[attr-defined]
            raise Conflict(thing)
        if hasattr(thing, "version"):
            thing.version += 1
        if public:
            publicly(record, who, thing)
        yield record


def publicly(record: Record, who: Actor, thing: Model, by: str = "") -> None:
    """Let everybody read what is recorded from here on: by a role and its body, or ``by``.

    Which person it was is kept apart. Whoever runs the program chose the name that they give.
    """
    held = acting_as(who, record.verb, thing)
    if held is None:
        record.public, record.by = True, by or who.name
        return
    to = belongs(thing)
    plan = Plan.objects.filter(pk=to.plan or 0).values_list("slug", flat=True).first() or ""
    record.sign_publicly(by or post_in_words(held), f"{to.kind}_by:{thing.pk}", plan)


def _lock(thing: Model) -> None:
    """Read the thing anew, so that nobody else changes it before this transaction ends.

    A thing that is still to be made has nothing to lock.
    """
    if thing.pk is None:
        return
    rows = type(thing)._base_manager.select_for_update()
    thing.refresh_from_db(from_queryset=rows)
