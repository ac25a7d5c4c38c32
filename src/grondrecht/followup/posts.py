"""A role as it is held, in words: what everybody may read of who did something."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.utils import translation

from grondrecht.followup.actors import Held
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.registry.models import Office, Party


def post_in_words(held: Held) -> str:
    """The role, and the office or party for which it is held; in Dutch, for keeping. A query."""
    whom = ""
    if held.office:
        whom = str(Office.objects.get(pk=held.office))
    elif held.party:
        whom = Party.objects.get(pk=held.party).name
    return ", ".join(filter(None, (roles_in_words()[held.role], whom)))


@cache
def roles_in_words() -> Mapping[str, str]:
    """What each role is called, by its key; in Dutch, for keeping."""
    with translation.override("nl"):
        return {key: str(role.name) for key, role in ROLES.items()}
