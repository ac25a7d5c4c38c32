"""That somebody has seen what changed. It is nobody else's matter, so the log does not have it."""

from __future__ import annotations

from django.utils import timezone

from grondrecht.followup.actors import Actor
from grondrecht.followup.models import Person


def look(who: Actor) -> None:
    """Note that somebody has now seen what changed on their workbench."""
    if who.person:
        now = timezone.now()
        Person.objects.filter(pk=who.person.pk).update(looked_at=now)
        who.person.looked_at = now
