"""Take in from a TOML file how actions should contribute to the monitor; docs/observations.md."""

from __future__ import annotations

import tomllib
from pathlib import Path

from grondrecht.followup.actions.contributions import contribute, held_contribution
from grondrecht.followup.actors import Actor
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.find import action_named
from grondrecht.registry.intake import LONGEST_TEXT, file_text
from grondrecht.registry.log import at_once
from grondrecht.registry.models import Contribution, Indicator, Plan
from grondrecht.registry.toml_table import CheckedTable


def take_in_contributions(who: Actor, plan: Plan, file: str | Path, *, why: str) -> int:
    """Take a file in; gives how many contributions are new or other than they were.

    One transaction and one batch of the log; a second time changes nothing. Raises RegisterError.
    """
    try:
        data = tomllib.loads(file_text(file))
    except tomllib.TOMLDecodeError as error:
        raise RegisterError(f"{file} is geen geldige TOML ({error}); verbeter het.") from error
    table = CheckedTable(data, str(file))
    rows = table.tables("contribution")
    table.done()
    with at_once():
        return sum(_take(who, plan, row, why) for row in rows)


def _take(who: Actor, plan: Plan, row: CheckedTable, why: str) -> bool:
    action = action_named(plan, row.text("action", needed=True))
    indicator = _indicator(plan, row)
    direction = row.choice("direction", tuple(key for key, _name in Contribution.DIRECTIONS), "")
    text = row.text("text", LONGEST_TEXT, needed=True)
    row.done()
    held = held_contribution(action, indicator)
    if held and (held.direction, held.text) == (direction, text):
        return False
    contribute(who, action, indicator, direction, text, why=why)
    return True


def _indicator(plan: Plan, row: CheckedTable) -> Indicator:
    slug = row.slug("indicator")
    found = Indicator.objects.of_monitor().filter(plan=plan, slug=slug).first()
    if found is None:
        raise row.fail("indicator", f"{slug} staat niet in de monitor van {plan.slug}")
    return found
