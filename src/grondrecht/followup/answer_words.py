"""What the parts of an answer are called and their values, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from grondrecht.followup.models import Report
from grondrecht.followup.statuses import Statuses
from grondrecht.registry.models import Involvement

_ROW = re.compile(r"(\w+)\[(\d+)\](?:\.(\w+))?")
_ROWS: Mapping[str, str | Promise] = {
    "milestones": gettext_lazy("Milestone %(number)s"),
    "values": gettext_lazy("Value of an indicator %(number)s"),
    "spent": gettext_lazy("Money spent %(number)s"),
    "involvement": gettext_lazy("Group that took part %(number)s"),
}
_NAMES: Mapping[str, str | Promise] = {
    "kind": gettext_lazy("Kind of action"),
    "status": gettext_lazy("Status"),
    "reason": gettext_lazy("Why"),
    "news": gettext_lazy("What is new"),
    "milestones": gettext_lazy("Milestones"),
    "no_involvement": gettext_lazy("Why nobody took part"),
    "next_step": gettext_lazy("Next step"),
    "next_on": gettext_lazy("Day of the next step"),
    "position": gettext_lazy("Place in the form"),
    "done": gettext_lazy("What was done"),
    "indicator": gettext_lazy("Indicator"),
    "value": gettext_lazy("Value"),
    "period": gettext_lazy("Period"),
    "first_day": gettext_lazy("First day"),
    "last_day": gettext_lazy("Last day"),
    "unit": gettext_lazy("Unit"),
    "note": gettext_lazy("Remark"),
    "year": gettext_lazy("Year"),
    "amount": gettext_lazy("Amount"),
    "currency": gettext_lazy("Currency"),
    "words": gettext_lazy("What it was spent on"),
    "who": gettext_lazy("Who"),
    "phase": gettext_lazy("Phase"),
    "said": gettext_lazy("What they said"),
    "outcome": gettext_lazy("What was done with it"),
    "why_not": gettext_lazy("Why nothing was done with it"),
}


def name_of_key(path: str) -> str:
    """What a key of an answer is called: ``status``, ``milestones[2].done``."""
    found = _ROW.fullmatch(path)
    if not found or found[1] not in _ROWS:
        return str(_NAMES.get(path, path))
    row = str(_ROWS[found[1]]) % {"number": found[2]}
    if not found[3]:
        return row
    return f"{row}: {_NAMES.get(found[3], found[3])}"


def said(path: str, text: str, statuses: Statuses) -> str:
    """A text of an answer as people read it: the name of a status, a kind or a phase."""
    if path == "status":
        return str(statuses.get(text) or text)
    if path == "kind":
        return str(dict(Report.KINDS).get(text, text)) if text else ""
    if path.endswith("].phase"):
        return str(dict(Involvement.PHASES).get(text, text)) if text else ""
    return text
