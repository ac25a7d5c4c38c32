"""Who does something, as text that stays: name, role, and for whom."""

from __future__ import annotations

from django.db.models import Model
from django.utils import translation

from grondrecht.followup.access import acting_as
from grondrecht.followup.actors import Actor
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.registry.log import LONGEST_BY
from grondrecht.registry.models import Office, Party


def signed(who: Actor, verb: str, thing: Model) -> str:
    """The name of who does this, with the role and the body that let them; in Dutch, for keeping.

    Two queries or so.
    """
    held = acting_as(who, verb, thing)
    if held is None:
        return who.name
    with translation.override("nl"):
        role = str(ROLES[held.role].name)
    whom = ""
    if held.office:
        whom = str(Office.objects.get(pk=held.office))
    elif held.party:
        whom = Party.objects.get(pk=held.party).name
    text = ", ".join(filter(None, (who.name, role, whom)))
    return text if len(text) <= LONGEST_BY else text[: LONGEST_BY - 1] + "…"
