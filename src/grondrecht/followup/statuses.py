"""The statuses that a report can have: data, the plan's own, kept in the round that uses them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grondrecht.followup.by_plan import by_plan
from grondrecht.followup.models import Round
from grondrecht.plan.checked import shown
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Plan


@dataclass(frozen=True)
class Status:
    """A status: what it is called, and what it asks.

    One that ``deviates`` asks a reason; one that ``goes_on`` a next dated step; of one that has
    ``ended`` nothing more comes. ``words`` are other words that a file may use for it.
    """

    key: str
    name: str
    name_en: str
    deviates: bool
    ended: bool
    goes_on: bool
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name_en if (get_language() or "").startswith("en") else self.name


Statuses = Mapping[str, Status]
"""Statuses by key, in the order in which they are shown."""


def statuses_of(of: Round) -> Statuses:
    """The statuses of a round."""
    return statuses_from(of.statuses)


def statuses_for(plan: Plan) -> Statuses:
    """The statuses that a plan uses now. Raises RegisterError where its own list is wrong."""
    return statuses_from(by_plan("statuses", plan).get("statuses", []))


def statuses_from(rows: Iterable[Any]) -> Statuses:
    """Statuses from a list of objects. Raises RegisterError that names the status and the key."""
    found: dict[str, Status] = {}
    for number, row in enumerate(rows, start=1):
        status = _status(row, f"statuses[{number}]")
        if status.key in found:
            raise RegisterError(
                _("%(where)s: the key “%(key)s” is there twice.")
                % {"where": f"statuses[{number}]", "key": status.key}
            )
        found[status.key] = status
    if not found:
        raise RegisterError(_("A plan needs at least one status; put one in statuses.toml."))
    return found


def statuses_json(statuses: Statuses) -> list[dict[str, Any]]:
    """Statuses as a round keeps them."""
    return [asdict(status) | {"words": list(status.words)} for status in statuses.values()]


def _status(row: Any, where: str) -> Status:  # noqa: ANN401 (whatever a file holds)
    if not isinstance(row, dict):
        raise RegisterError(_("%(where)s must be a table.") % {"where": where})
    unknown = set(row) - {each.name for each in fields(Status)}
    for key in sorted(unknown):
        raise RegisterError(_("%(where)s: %(key)s is unknown.") % {"where": where, "key": key})
    words = row.get("words", [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise RegisterError(_("%(where)s.words must be a list of texts.") % {"where": where})
    return Status(
        key=_text(row, "key", where),
        name=_text(row, "name", where),
        name_en=_text(row, "name_en", where),
        deviates=_flag(row, "deviates", where),
        ended=_flag(row, "ended", where),
        goes_on=_flag(row, "goes_on", where),
        words=tuple(words),
    )


def _text(row: dict[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip() or len(value) > 40:
        raise RegisterError(
            _("%(where)s.%(key)s must be a text of at most 40 characters, not %(value)s.")
            % {"where": where, "key": key, "value": shown(value)}
        )
    return value.strip()


def _flag(row: dict[str, Any], key: str, where: str) -> bool:
    value = row.get(key)
    if not isinstance(value, bool):
        raise RegisterError(
            _("%(where)s.%(key)s must be true or false, not %(value)s.")
            % {"where": where, "key": key, "value": shown(value)}
        )
    return value
