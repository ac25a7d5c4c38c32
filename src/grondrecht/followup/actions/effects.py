"""Attach to a poverty test what its text would change, as ``grondrecht what-if`` computed it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.followup.access import acting
from grondrecht.followup.actors import Actor
from grondrecht.followup.models import Effect, PovertyTest
from grondrecht.followup.states import watched
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.valid import saved

FORMAT = "grondrecht-what-if/1"
# A page of more rows nobody reads.
MOST_GROUPS = 200


def attach_effect(
    who: Actor, row: PovertyTest, outcome: Mapping[str, Any], *, why: str
) -> tuple[Effect, bool]:
    """Attach an outcome to a test; gives it, and whether it is new.

    One of the same reform and day is set anew. It is knowledge that is brought in, so whoever may
    bring that in may do this, and when. Raises RegisterError where it is no such outcome.
    """
    with acting(who, "test.contribute", row, why=why) as record, watched(record, row):
        made = _made(outcome)
        held = row.effects.filter(name=made["name"], on_day=made["on_day"]).first()
        effect = held or Effect(test=row)
        for key, value in made.items():
            setattr(effect, key, value)
        effect.brought_on = timezone.localdate()
        saved(effect)
        saved(row)
    return effect, held is None


def _made(outcome: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an effect. Raises RegisterError."""
    if outcome.get("format") != FORMAT:
        raise RegisterError(_("This is no outcome of “grondrecht what-if”; give its JSON."))
    if len(outcome["groups"]) > MOST_GROUPS:
        raise RegisterError(
            _("A test keeps at most %(most)s groups; break down by less.") % {"most": MOST_GROUPS}
        )
    reform = outcome["reform"]
    return {
        "name": reform["nl"][:300],
        "name_en": reform["en"][:300],
        "on_day": date.fromisoformat(outcome["on"]),
        "synthetic": outcome["synthetic"],
        "made_with": outcome["made_with"],
        "measures": [*outcome["measures"], *outcome["left_out"]],
        "groups": outcome["groups"],
        "entitled": outcome["rights"],
        "said": outcome["sentences"],
    }
