"""Give somebody a secret address for their own calendar, and take it back."""

from __future__ import annotations

import secrets

from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.followup.access import NotAllowed
from grondrecht.followup.actors import Actor
from grondrecht.followup.calendars import hashed
from grondrecht.followup.models import CalendarKey, Person
from grondrecht.registry.log import written


def make_calendar_key(who: Actor, *, why: str) -> str:
    """A new key for one's own calendar; the one before opens nothing from now on.

    It is told once: only its hash is kept. Raises NotAllowed for who is not signed in.
    """
    person, key = _self(who), secrets.token_urlsafe(32)
    with written("person.make_calendar_key", by=who.name, why=why, public=False) as record:
        before = _held(person)
        CalendarKey.objects.update_or_create(
            person=person, defaults={"sha256": hashed(key), "made_at": timezone.now()}
        )
        record.add(f"calendar_key:{person.pk}", before, _held(person))
    return key


def revoke_calendar_key(who: Actor, *, why: str) -> None:
    """Let the address of one's own calendar open nothing any more. Raises NotAllowed."""
    person = _self(who)
    with written("person.revoke_calendar_key", by=who.name, why=why, public=False) as record:
        before = _held(person)
        CalendarKey.objects.filter(person=person).delete()
        record.add(f"calendar_key:{person.pk}", before, _held(person))


def _self(who: Actor) -> Person:
    if who.person is None:
        raise NotAllowed(_("Sign in to have a calendar of your own."))
    return who.person


def _held(person: Person) -> dict[str, str]:
    """What the log keeps: since when there is a key, and nothing of it."""
    key = CalendarKey.objects.filter(person=person).first()
    return {"made_at": key.made_at.isoformat()} if key else {}
