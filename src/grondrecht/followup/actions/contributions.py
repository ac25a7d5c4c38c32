"""Who answers for an action says how it should contribute to the monitor; what it writes is public.

It is what is expected, never an effect.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from grondrecht.followup.access import Conflict, acting, acting_as
from grondrecht.followup.actions.lines import even_lines
from grondrecht.followup.actors import Actor
from grondrecht.registry.actions.contributions import erase_contribution, write_contribution
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Action, Contribution, Indicator, Party


def held_contribution(action: Action, indicator: Indicator) -> Contribution | None:
    """What is said of an action and an indicator now."""
    return Contribution.objects.filter(action=action, indicator=indicator).first()


def contribute(
    who: Actor,
    action: Action,
    indicator: Indicator,
    direction: str,
    text: str,
    *,
    why: str,
    seen: str | None = None,
) -> Contribution:
    """Say how an action should contribute to an indicator of the monitor; said again, it replaces.

    ``direction`` is where the figure should go: ``down``, ``up`` or ``hold``. ``seen`` is the text
    that they began from, empty for none: Conflict where somebody else wrote another since. Raises
    NotAllowed; RegisterError where the indicator is not of the monitor, or nothing is said.
    """
    with acting(who, "action.contribute", action, why=why, public=True) as record:
        held = held_contribution(action, indicator)
        known = held.text if held else ""
        if seen is not None and known.split() not in (seen.split(), text.split()):
            raise Conflict(action)
        role = acting_as(who, "action.contribute", action)
        said_for = Party.objects.get(pk=role.party) if role and role.party else None
        return write_contribution(action, indicator, direction, even_lines(text), record, said_for)


def take_back_contribution(who: Actor, row: Contribution, *, why: str) -> None:
    """Take back what was said of how an action should contribute. Raises NotAllowed.

    Raises RegisterError where it was taken back already.
    """
    with acting(who, "action.contribute", row.action, why=why, public=True) as record:
        if not Contribution.objects.filter(pk=row.pk).exists():
            raise RegisterError(_("This was taken back already."))
        erase_contribution(row, record)
