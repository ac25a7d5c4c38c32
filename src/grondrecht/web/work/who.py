"""Who asks for a page of the workplace."""

from __future__ import annotations

from django.http import HttpRequest

from grondrecht.followup.actors import VISITOR, Actor, actor_of
from grondrecht.followup.models import Person

_KEPT = "_grondrecht_actor"


def actor(request: HttpRequest) -> Actor:
    """Who asks, with the roles they hold today; a visitor where nobody is signed in.

    Looked up once for a request.
    """
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, _actor(getattr(request, "user", None)))
    found: Actor = getattr(request, _KEPT)
    return found


def known_actor(request: HttpRequest) -> Actor | None:
    """Who asks, where that was looked up already; the database is not asked."""
    found: Actor | None = getattr(request, _KEPT, None)
    return found


def _actor(user: object) -> Actor:
    if isinstance(user, Person) and user.is_active:
        return actor_of(user, two_step=True)
    return VISITOR
