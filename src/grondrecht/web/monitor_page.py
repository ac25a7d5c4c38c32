"""Series of the monitor as pages show them: drawn, in a table, and in a sentence.

A sentence says no more than the intervals allow. Two samples are taken to be drawn apart: where
they share people, a change is somewhat surer than it is called here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from grondrecht.registry.export.values import web_address
from grondrecht.registry.models import Contribution, Indicator, Observation
from grondrecht.web import charts
from grondrecht.web.monitor_words import (
    change,
    flagged,
    group,
    method,
    number,
    quantity,
    shown_unit,
)
from grondrecht.web.pages import at

# What a 95 % interval reaches, in standard errors.
SURE = Decimal("1.959964")


@dataclass(frozen=True)
class Shown:
    """A series of a page: an indicator for one group, with its observations in order of time."""

    indicator: Indicator
    rows: Sequence[Observation]
    plan: str

    @property
    def key(self) -> str:
        """Its name within a page."""
        return f"{self.indicator.slug}-{self.rows[0].pk}"

    @property
    def whom(self) -> str:
        """For whom it is, in words."""
        return group(self.rows[0].breakdown)

    @property
    def is_whole(self) -> bool:
        """Whether it is for everyone."""
        return not self.rows[0].group

    @property
    def image(self) -> str:
        """The address of its drawing; none where there is nothing to draw."""
        if not valued(self.rows):
            return ""
        address = at(self.plan, "monitor", self.indicator.slug, "grafiek.svg")
        return f"{address}?{urlencode({'groep': self.rows[0].group})}"

    @property
    def said(self) -> str:
        """What it tells, in a few sentences."""
        return " ".join(sentences(self.rows, self.indicator.unit))

    @property
    def from_zero(self) -> bool:
        """Whether its drawing begins at zero."""
        return charts.begins_at_zero(points(self.rows))

    @property
    def has_intervals(self) -> bool:
        """Whether any of its values has an interval."""
        return any(_interval(row) for row in self.rows)

    @property
    def has_errors(self) -> bool:
        """Whether any of its values has a standard error."""
        return any(row.standard_error is not None for row in self.rows)

    @property
    def has_n(self) -> bool:
        """Whether it is known of any of its values how many people it rests on."""
        return any(row.n is not None for row in self.rows)

    @property
    def has_flags(self) -> bool:
        """Whether anything is the matter with any of its values."""
        return any(row.flag for row in self.rows)

    @property
    def has_break(self) -> bool:
        """Whether its figures were measured in another way from some period on."""
        return any("b" in _letters(row) for row in self.rows[1:])

    @property
    def sources(self) -> list[dict[str, str]]:
        """Where its values are known from, each once."""
        found = dict.fromkeys((row.source, row.source_url) for row in self.rows)
        return [{"name": name, "address": web_address(address)} for name, address in found]

    @property
    def methods(self) -> str:
        """How its margins were made, in words."""
        return "; ".join(map(method, dict.fromkeys(r.method for r in self.rows if r.method)))

    @property
    def is_synthetic(self) -> bool:
        """Whether any of it was made up."""
        return any(row.synthetic for row in self.rows)

    @property
    def table(self) -> list[dict[str, Any]]:
        """Its observations as a table shows them."""
        return [_row(row, self.indicator.unit) for row in self.rows]


def valued(rows: Iterable[Observation]) -> list[Observation]:
    """The observations that have a value."""
    return [row for row in rows if row.value is not None]


def points(rows: Iterable[Observation]) -> tuple[charts.Point, ...]:
    """What is drawn of a series; the line is interrupted at a break."""
    made, part = [], 0
    for row in rows:
        part += "b" in _letters(row)
        if row.value is not None:
            ends = None if row.lower is None or row.upper is None else (row.lower, row.upper)
            made.append(
                charts.Point(
                    kind="observed",
                    group="",
                    first_day=row.first_day,
                    last_day=row.last_day,
                    value=float(row.value),
                    margin=None if row.margin is None else float(row.margin),
                    between=ends and (float(ends[0]), float(ends[1])),
                    part=part,
                )
            )
    return tuple(made)


def _letters(row: Observation) -> str:
    """The letters of Eurostat that a value has; a word is none."""
    return "" if row.flag in ("few", "withheld", "no margin") else row.flag


def _row(row: Observation, unit: str) -> dict[str, Any]:
    interval = _interval(row)
    return {
        "period": row.period,
        "value": None if row.value is None else quantity(row.value, unit),
        "interval": interval and f"{number(interval[0], unit)} – {number(interval[1], unit)}",
        "error": None if row.standard_error is None else _error(row.standard_error, unit),
        "n": row.n,
        "flags": ", ".join(flagged(row.flag)),
        "source": row.source,
        "source_url": web_address(row.source_url),
    }


def _error(error: Decimal, unit: str) -> str:
    """A standard error, with a decimal more than the value has."""
    return number(error, "ratio" if unit == "%" else unit)


def _interval(row: Observation) -> tuple[Decimal, Decimal] | None:
    if row.lower is not None and row.upper is not None:
        return row.lower, row.upper
    if row.value is None or row.margin is None:
        return None
    return row.value - row.margin, row.value + row.margin


def sentences(rows: Sequence[Observation], unit: str) -> list[str]:
    """What a series tells: its last value, and whether that differs from the first like it."""
    known = valued(rows)
    if not known:
        return [_("There is no value that may or can be shown.")]
    alike = since_break(rows)
    told = [_level(known[-1], unit)]
    if len(alike) > 1:
        told.append(changed(alike[0], alike[-1], unit))
    if len(alike) < len(known):
        told.append(
            _("Figures of before %(period)s were measured otherwise: they are not compared.")
            % {"period": alike[0].period}
        )
    return told


def since_break(rows: Sequence[Observation]) -> list[Observation]:
    """The observations with a value from the last break in the series on."""
    breaks = [place for place, row in enumerate(rows) if "b" in _letters(row)]
    return valued(rows[breaks[-1] :] if breaks else rows) or valued(rows)[-1:]


def _level(row: Observation, unit: str) -> str:
    value = quantity(_value(row), unit)
    interval = _interval(row)
    if interval is None:
        told = _("In %(period)s: %(value)s. How far off this may be, is not known.")
        return told % {"period": row.period, "value": value}
    told = _(
        "In %(period)s: an estimated %(value)s. Given the sample, it may lie between %(low)s and"
        " %(high)s."
    )
    low, high = number(interval[0], unit), quantity(interval[1], unit)
    return told % {"period": row.period, "value": value, "low": low, "high": high}


def changed(first: Observation, last: Observation, unit: str) -> str:
    """Whether a series changed between two observations, as far as that can be told."""
    told = {"then": first.period, "before": quantity(_value(first), unit)}
    if _is_unsure(first) or _is_unsure(last):
        words = _("It was %(before)s in %(then)s. Too few people were asked to tell a change.")
        return words % told
    reach = reach_of(first, last)
    if reach is None:
        words = _(
            "It was %(before)s in %(then)s. Without margins of error nobody can tell whether that"
            " is a change."
        )
        return words % told
    difference = _value(last) - _value(first)
    if abs(difference) <= reach:
        words = _("Since %(then)s (%(before)s): no change that can be told from chance.")
        return words % told
    told["least"] = number(abs(difference) - reach, unit)
    told["most"] = change(abs(difference) + reach, unit)
    if difference < 0:
        return _("That is %(least)s to %(most)s lower than in %(then)s (%(before)s).") % told
    return _("That is %(least)s to %(most)s higher than in %(then)s (%(before)s).") % told


def _value(row: Observation) -> Decimal:
    return row.value or Decimal(0)


def _is_unsure(row: Observation) -> bool:
    """Whether a value rests on too few people to say anything of a change."""
    return row.flag == "few" or "u" in _letters(row)


def reach_of(first: Observation, last: Observation) -> Decimal | None:
    """Half the width of the 95 % interval of a change; None where either margin is not known."""
    before, after = _error_of(first), _error_of(last)
    if before is None or after is None:
        return None
    return SURE * (before**2 + after**2).sqrt()


def _error_of(row: Observation) -> Decimal | None:
    if row.standard_error is not None:
        return row.standard_error
    return None if row.margin is None else row.margin / SURE


def contributed(rows: Iterable[Contribution], plan: str) -> dict[int, list[dict[str, Any]]]:
    """Indicator -> how actions should contribute to it, as a page shows it."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        action = row.action
        shown = {
            "row": row,
            "label": f"{action.code} {' '.join(action.title.split())}",
            "address": at(plan, "acties", action.code),
        }
        found.setdefault(row.indicator_id, []).append(shown)
    return found


def main_series(
    indicators: Iterable[Indicator], rows: Iterable[Observation], plan: str
) -> list[Shown]:
    """Of each indicator the series for everyone, or of its first group where there is none."""
    by_indicator: dict[int, list[Observation]] = {}
    for row in rows:
        by_indicator.setdefault(row.indicator_id, []).append(row)
    return [
        series_of(each, by_indicator[each.pk], plan)[0]
        for each in indicators
        if each.pk in by_indicator
    ]


def series_of(indicator: Indicator, rows: Iterable[Observation], plan: str) -> list[Shown]:
    """The series of an indicator, one for each group, everyone first."""
    groups: dict[str, list[Observation]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return [Shown(indicator, groups[name], plan) for name in sorted(groups)]


def chart_words(indicator: Indicator, language: str) -> charts.Words:
    """What a drawing says."""
    return charts.Words(shown_unit(indicator.unit), _("everyone"), "", "", language)
