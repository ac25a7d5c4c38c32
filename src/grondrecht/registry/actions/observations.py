"""Take results of the monitor in as observations, with their margins and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from grondrecht.plan.checked import shown
from grondrecht.registry.actions.catalogue import slug_of
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import Record, written
from grondrecht.registry.models import Indicator, Observation, Plan
from grondrecht.registry.results.estimates import Estimate, Mistake, Results, Series
from grondrecht.registry.valid import saved, sentence

_NUMBERS = ("value", "standard_error", "lower", "upper", "margin", "population")
# What tells whether a value is the one that is held; from which file it came does not.
SAID = (
    *("period", *_NUMBERS, "n", "n_poor", "flag", "method", "unit"),
    *("source", "source_url", "synthetic"),
)
_OF_SERIES = ("name", "name_en", "unit", "better", "definition_url")


@dataclass(frozen=True)
class Difference:
    """A value that is new or another: of which indicator, period and group, what was and is."""

    indicator: str
    period: str
    group: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


@dataclass(frozen=True)
class ObservationsReport:
    """What an import brings: differences, how many values are the same, and what is wrong."""

    differences: tuple[Difference, ...] = ()
    same: int = 0
    empty: int = 0
    indicators: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    applied: bool = False


def import_observations(
    plan: Plan, results: Results, *, by: str, why: str, apply: bool = False
) -> ObservationsReport:
    """Write estimates as observations of a plan, or without ``apply`` say what would differ.

    All of it in one transaction or, where any cell is wrong, nothing. What is not in the files
    stays; the same files again change nothing. A value that is withheld is never kept, and takes
    the place of one that was.
    """
    taking = _Taking(plan, list(results.mistakes))
    with transaction.atomic():
        with written("plan.import_observations", by=by, why=why) as record:
            for series, estimates in _by_series(results.estimates).items():
                taking.take(series, estimates, record)
        if taking.mistakes or not apply:
            transaction.set_rollback(True)
    return ObservationsReport(
        tuple(taking.differences),
        taking.same,
        sum(each.value is None for each in results.estimates),
        tuple(taking.indicators),
        tuple(taking.mistakes),
        apply and not taking.mistakes,
    )


def group_of(breakdown: Iterable[tuple[str, str]]) -> str:
    """A breakdown as one text, by which the database tells two groups apart."""
    return "; ".join(f"{name}: {value}" for name, value in breakdown)


def _by_dimension(row: Observation) -> tuple[tuple[str, str], ...]:
    """The group of an observation as files have it, whichever order it was written in."""
    return tuple(sorted(row.breakdown.items()))


def _by_series(estimates: Iterable[Estimate]) -> dict[tuple[str, str], list[Estimate]]:
    found: dict[tuple[str, str], list[Estimate]] = {}
    for each in estimates:
        found.setdefault((each.series.definition, each.series.version), []).append(each)
    return found


class _Taking:
    """An import on its way: what differs so far, and what is wrong."""

    def __init__(self, plan: Plan, mistakes: list[Mistake]) -> None:
        self.plan, self.mistakes = plan, mistakes
        self.differences: list[Difference] = []
        self.indicators: list[str] = []
        self.same = 0

    def take(self, key: tuple[str, str], estimates: Sequence[Estimate], record: Record) -> None:
        """Write the estimates of one indicator; one entry of the log holds what changed of it."""
        indicator = self._indicator(key, estimates, record)
        if indicator is None:
            return
        self.indicators.append(indicator.slug)
        rows = indicator.observations.filter(kind="observed")
        held = {(row.first_day, row.last_day, _by_dimension(row)): row for row in rows}
        new: list[Observation] = []
        other: list[Observation] = []
        was: dict[str, Any] = {}
        now: dict[str, Any] = {}
        for each in estimates:
            if self._is_in_another_unit(indicator, each):
                continue
            group = group_of(each.breakdown)
            row = held.get((each.first_day, each.last_day, each.breakdown))
            before = seen(row) if row else None
            row = row or Observation(indicator=indicator, kind="observed", group=group)
            _fill(row, each, indicator)
            after = seen(row)
            if before == after:
                self.same += 1
                continue
            if self._is_wrong(row, each):
                continue
            (other if row.pk else new).append(row)
            name = key_of(row)
            was[name], now[name] = before, after
            self.differences.append(Difference(indicator.slug, each.period, group, before, after))
        Observation.objects.bulk_create(new, batch_size=500)
        names = (*SAID, "provenance", "breakdown")
        Observation.objects.bulk_update(other, names, batch_size=100)
        subject = f"indicator:{indicator.slug}"
        record.add(subject, was, now, plan=self.plan.slug, label=indicator.name)

    def _is_in_another_unit(self, indicator: Indicator, each: Estimate) -> bool:
        """Note a value in a unit that is not the indicator's: it would stand there as if it were.

        A line without a unit is in that of the indicator.
        """
        if each.series.unit in ("", indicator.unit):
            return False
        message = (
            f"is {shown(each.series.unit)}, maar {indicator.name} staat in"
            f" {shown(indicator.unit)}; reken het om, of geef de definitie een andere versie."
        )
        self._wrong(each, message, "unit")
        return True

    def _is_wrong(self, row: Observation, each: Estimate) -> bool:
        """Note what does not fit in the register; its constraints look at the rest."""
        try:
            row.clean_fields(exclude=("indicator",))
        except ValidationError as error:
            self._wrong(each, sentence(error))
            return True
        return False

    def _indicator(
        self, key: tuple[str, str], estimates: Sequence[Estimate], record: Record
    ) -> Indicator | None:
        """The indicator of a definition and version, made or brought up to date."""
        definition, version = key
        held = Indicator.objects.filter(
            plan=self.plan, definition=definition, version=version
        ).first()
        units = (held.unit if held else "", *(each.series.unit for each in estimates))
        series = replace(estimates[-1].series, unit=next(filter(None, units), ""))
        slug = slug_of(f"{definition} {version}")
        row = held or Indicator(plan=self.plan, slug=slug, definition=definition, version=version)
        before = _told(row) if held else {}
        _name(row, series)
        if before == _told(row):
            return row
        try:
            saved(row)
        except RegisterError as error:
            self._wrong(estimates[0], str(error))
            return None
        subject = f"indicator:{row.slug}"
        record.add(subject, before, _told(row), plan=self.plan.slug, label=row.name)
        return row

    def _wrong(self, each: Estimate, message: str, column: str = "") -> None:
        self.mistakes.append(Mistake(each.file, each.line, column, message, each.word))


def _name(row: Indicator, series: Series) -> None:
    """Call an indicator what its file does, where the file says it."""
    for name in _OF_SERIES:
        setattr(row, name, getattr(series, name) or getattr(row, name))


def _told(row: Indicator) -> dict[str, str]:
    return {name: getattr(row, name) for name in (*_OF_SERIES, "definition", "version")}


def _fill(row: Observation, each: Estimate, indicator: Indicator) -> None:
    for name in SAID:
        setattr(row, name, indicator.unit if name == "unit" else getattr(each, name))
    row.first_day, row.last_day = each.first_day, each.last_day
    row.breakdown, row.provenance = dict(each.breakdown), dict(each.provenance)


def key_of(row: Observation) -> str:
    """The name of an observation in the log, within its indicator."""
    days = (row.first_day.isoformat(), row.last_day.isoformat())
    return ":".join(("observation", row.kind, *days, row.group)).rstrip(":")


def seen(row: Observation) -> dict[str, Any]:
    """What an observation says, as the log keeps it; what is empty is left out."""
    found: dict[str, Any] = {}
    for name in SAID:
        value = getattr(row, name)
        if value not in (None, "", False):
            # The database adds zeros behind a decimal; the value is the same.
            found[name] = f"{value.normalize():f}" if name in _NUMBERS else value
    return found
