"""Who asks for a page of the workplace."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from grondrecht.followup.actors import VISITOR, Actor, actor_of
from grondrecht.followup.models import Person

_KEPT = "_grondrecht_actor"


def actor(request: HttpRequest) -> Actor:
    """Who asks, with the roles they hold today; a visitor where nobody is signed in.

    Looked up once for a request.
    """
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, _actor(request))
    found: Actor = getattr(request, _KEPT)
    return found


def known_actor(request: HttpRequest) -> Actor | None:
    """Who asks, where that was looked up already; the database is not asked."""
    found: Actor | None = getattr(request, _KEPT, None)
    return found


def in_two_steps(request: HttpRequest) -> bool:
    """Whether a code was typed, beside the password, in the session that asks."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def _actor(request: HttpRequest) -> Actor:
    user = getattr(request, "user", None)
    if isinstance(user, Person) and user.is_active:
        return actor_of(user, two_step=in_two_steps(request))
    return VISITOR
