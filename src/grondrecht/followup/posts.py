"""A role as it is held, in words: what everybody may read of who did something."""

from __future__ import annotations

from django.utils import translation

from grondrecht.followup.actors import Held
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.registry.models import Office, Party


def post_in_words(held: Held) -> str:
    """The role, and the office or party for which it is held; in Dutch, for keeping. A query."""
    with translation.override("nl"):
        role = str(ROLES[held.role].name)
    whom = ""
    if held.office:
        whom = str(Office.objects.get(pk=held.office))
    elif held.party:
        whom = Party.objects.get(pk=held.party).name
    return ", ".join(filter(None, (role, whom)))
