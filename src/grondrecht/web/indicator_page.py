"""What is known of an indicator: its observations, in words, in a table, and as a file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from grondrecht.registry.export.values import exact, web_address
from grondrecht.registry.models import Indicator, Observation
from grondrecht.web.templatetags.look import named, spoken
from grondrecht.writing import formats
from grondrecht.writing.tables import guarded

COLUMNS = (
    "kind",
    "period",
    "first_day",
    "last_day",
    "group",
    "value",
    "unit",
    "margin",
    "source",
    "source_url",
)
# A breakdown that stands for everyone.
WHOLE = ""
# No group has a longer name.
LONGEST = 300


def observations_of(indicator: Indicator) -> list[Observation]:
    """The observations of an indicator: the whole first, then each group, in order of time. One
    query.
    """
    rows = Observation.objects.filter(indicator=indicator)
    return list(rows.order_by("group", "first_day", "last_day", "kind"))


def rows_of(observations: Iterable[Observation]) -> list[dict[str, Any]]:
    """Observations as the table shows them."""
    return [
        {
            "kind": _kinds()[each.kind],
            "period": each.period,
            "group": each.group,
            "value": written(each.number),
            "unit": each.unit,
            "margin": None if each.margin is None else written(each.margin),
            "low": None if each.margin is None else written(each.number - each.margin),
            "high": None if each.margin is None else written(each.number + each.margin),
            "source": each.source,
            "source_url": web_address(each.source_url),
        }
        for each in observations
    ]


def written(value: Decimal) -> str:
    """A value with the decimals that it has, no more."""
    return formats.number(value.normalize(), spoken())


def _kinds() -> dict[str, str]:
    return {"observed": _("observed"), "baseline": _("baseline"), "target": _("target")}


def newest(observations: Iterable[Observation], kind: str) -> Observation | None:
    """The last of a kind for everyone, or for the first group where none is for everyone."""
    own = [each for each in observations if each.kind == kind]
    whole = [each for each in own if each.group == WHOLE] or [
        each for each in own if each.group == own[0].group
    ]
    return max(whole, key=lambda each: (each.last_day, each.first_day), default=None)


def figures(indicator: Indicator, observations: Sequence[Observation]) -> list[dict[str, Any]]:
    """Where it started, where it is and where it should be, as far as that is known."""
    labels = (
        ("baseline", _("at the start (%(period)s)")),
        ("observed", _("last observed (%(period)s)")),
        ("target", _("should be reached (%(period)s)")),
    )
    found = [(newest(observations, kind), label) for kind, label in labels]
    return [
        {
            "value": written(each.number),
            "unit": each.unit or indicator.unit,
            "label": label % {"period": each.period},
            "sentence": each.group,
        }
        for each, label in found
        if each
    ]


def said(indicator: Indicator, observations: Sequence[Observation]) -> str:
    """What the drawing shows, in one sentence for who cannot see it."""
    name = named(indicator)
    seen = _seen(observations)
    if len(seen) < 2:
        return _("The values of %(name)s through time.") % {"name": name}
    first, last = seen[0], seen[-1]
    way = {1: _("rises"), -1: _("falls"), 0: _("stays as it is")}
    return _("%(name)s %(way)s: %(first)s (%(then)s), later %(last)s %(unit)s (%(now)s).") % {
        "name": name,
        "way": way[(last.number > first.number) - (last.number < first.number)],
        "first": written(first.number),
        "then": first.period,
        "last": written(last.number),
        "now": last.period,
        "unit": last.unit or indicator.unit,
    }


def may_be_chance(observations: Sequence[Observation]) -> bool:
    """Whether the change that ``said`` tells of is within the margins of error of its two ends."""
    seen = _seen(observations)
    if len(seen) < 2 or seen[0].margin is None or seen[-1].margin is None:
        return False
    first, last = seen[0], seen[-1]
    margins = (seen[0].margin ** 2 + seen[-1].margin ** 2).sqrt()
    return first.number != last.number and abs(last.number - first.number) <= margins


def _seen(observations: Iterable[Observation]) -> list[Observation]:
    """What was observed for everyone, in order of time."""
    return [each for each in observations if each.kind == "observed" and each.group == WHOLE]


def csv_response(
    indicator: Indicator, observations: Iterable[Observation], columns: Sequence[str] = COLUMNS
) -> HttpResponse:
    """The observations of an indicator as a file to download."""
    text = as_csv(observations, columns)
    response = HttpResponse(text.encode("utf-8-sig"), "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{indicator.slug}.csv"'
    return response


def as_csv(observations: Iterable[Observation], columns: Sequence[str] = COLUMNS) -> str:
    """Observations as a table for a spreadsheet: exact decimals with a point, nothing that runs."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    for each in observations:
        writer.writerow([_cell(getattr(each, name)) for name in columns])
    return text.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return exact(value) if isinstance(value, Decimal) else guarded(str(value))
