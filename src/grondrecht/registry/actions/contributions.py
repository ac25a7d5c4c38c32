"""Say how an action should contribute to an indicator of the monitor, and take it back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import Record
from grondrecht.registry.models import Action, Contribution, Indicator, Party
from grondrecht.registry.states import watched
from grondrecht.registry.valid import saved


def write_contribution(
    action: Action,
    indicator: Indicator,
    direction: str,
    text: str,
    record: Record,
    said_for: Party | None = None,
) -> Contribution:
    """Keep what is expected of an action for an indicator; what was said before is replaced.

    ``record`` is that of the verb. Raises RegisterError where the indicator is not one of the
    monitor of this plan, or nothing is said.
    """
    if indicator.plan_id != action.plan_id or not indicator.definition:
        raise RegisterError(_("Choose an indicator of the monitor of this plan."))
    held = Contribution.objects.filter(action=action, indicator=indicator).first()
    row = held or Contribution(action=action, indicator=indicator)
    row.direction, row.text, row.said_for = direction, text.strip(), said_for
    with watched(record, action.plan, [action.code]):
        saved(row)
    return row


def erase_contribution(row: Contribution, record: Record) -> None:
    """Take back what was expected of an action; the log keeps what stood there."""
    with watched(record, row.action.plan, [row.action.code]):
        row.delete()
