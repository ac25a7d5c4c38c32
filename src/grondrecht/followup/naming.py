"""Who does something, as text that stays: name, role, and for whom."""

from __future__ import annotations

import re

from django.db.models import Model
from django.utils.translation import gettext as _

from grondrecht.followup.access import acting_as
from grondrecht.followup.actors import Actor
from grondrecht.followup.models import Person
from grondrecht.followup.posts import post_in_words
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import LONGEST_BY


def signed(who: Actor, verb: str, thing: Model) -> str:
    """The name of who does this, with the role and the body that let them; in Dutch, for keeping.

    Two queries or so.
    """
    held = acting_as(who, verb, thing)
    text = f"{who.name}, {post_in_words(held)}" if held else who.name
    return text if len(text) <= LONGEST_BY else text[: LONGEST_BY - 1] + "…"


def is_signature_of(who: Actor, verb: str, thing: Model, signature: str) -> bool:
    """Whether a signature is that of who looks: by name, role and body, as a namesake elsewhere has
    the name alone. Two queries or so where the name is theirs, else none.
    """
    return signature.startswith(who.name) and signature == signed(who, verb, thing)


def refuse_names(*texts: str) -> None:
    """Raise RegisterError where a text that everybody will read names somebody who works here."""
    said = " ".join(" ".join(texts).casefold().split())
    for name in Person.objects.values_list("name", flat=True):
        # Whole words: who is called An Peeters is not named by Jan Peetersen.
        if " " in name and re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", said):
            raise RegisterError(f"“{name}”: {_('Bodies and roles, no names of people.')}")
