"""Which of the plan's instruments a round covers: those of its actions, and what was said of them.

What the coordinator added or took out is kept; the others follow the actions that are asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from grondrecht.followup.models import Round, RoundInstrument
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Instrument


def key_of(instrument: Instrument) -> str:
    """What forms, files and the log call an instrument: ``kind:slug``."""
    return f"{instrument.kind}:{instrument.slug}"


def of_actions(of: Round) -> QuerySet[Instrument]:
    """The instruments of the actions that a round asks about."""
    return Instrument.objects.filter(pk__in=_linked(of).values("instrument"))


def covered(of: Round) -> list[Instrument]:
    """The instruments that a round covers, by kind and name. One query."""
    said = RoundInstrument.objects.filter(round=of)
    added, left_out = said.filter(covered=True), said.filter(covered=False)
    rows = of_actions(of) | Instrument.objects.filter(pk__in=added.values("instrument"))
    return list(rows.exclude(pk__in=left_out.values("instrument")).order_by("kind", "name", "slug"))


def part(of: Round) -> list[dict[str, Any]]:
    """The part of a round's copy that says which instruments it covers. Two queries."""
    codes: dict[int, list[str]] = defaultdict(list)
    links = _linked(of).order_by("action__code").values_list("instrument", "action__code")
    for instrument, code in links:
        codes[instrument].append(code)
    keys = ("kind", "slug", "name", "name_en")
    return [
        {**{key: getattr(row, key) for key in keys}, "actions": codes.get(row.pk, [])}
        for row in covered(of)
    ]


def cover_instruments(of: Round, add: Iterable[str], leave_out: Iterable[str]) -> None:
    """Let a round cover some instruments more, and others no more (kind:slug); what follows from
    its actions by then need not be kept. Raises RegisterError for an unknown.
    """
    known = {key_of(row): row.pk for row in Instrument.objects.filter(plan=of.plan_id)}
    follows = set(of_actions(of).values_list("pk", flat=True))
    for keys, wanted in ((add, True), (leave_out, False)):
        for key in keys:
            if key not in known:
                raise RegisterError(_("The plan has no instrument %(key)s.") % {"key": key})
            said = RoundInstrument.objects.filter(round=of, instrument=known[key])
            said.delete()
            if (known[key] in follows) != wanted:
                said.create(round=of, instrument_id=known[key], covered=wanted)


def said_of(of: Round) -> list[str]:
    """What was said otherwise than follows, as the log knows it: + added, - left out. One query."""
    rows = RoundInstrument.objects.filter(round=of).select_related("instrument")
    return sorted(f"{'+' if row.covered else '-'}{key_of(row.instrument)}" for row in rows)


def _linked(of: Round) -> QuerySet[Any]:
    """The links of instruments with the actions that a round asks about."""
    links: QuerySet[Any] = Instrument.actions.through.objects.filter(action__reports__round=of)
    return links
