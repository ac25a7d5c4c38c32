"""Write what is known of a plan beside its document: names, days, holders, observations."""

from __future__ import annotations

from grondrecht.registry.about import About, AboutIndicator, AboutObservation, AboutOffice, Term
from grondrecht.registry.actions.catalogue import indicator_called
from grondrecht.registry.actions.indexing import index_plan
from grondrecht.registry.actions.observations import group_of
from grondrecht.registry.actions.offices import (
    Held,
    office_of,
    write_mandate,
    write_name,
    write_portfolio,
)
from grondrecht.registry.actions.parties import resolve_again
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.find import plan_named
from grondrecht.registry.log import Record, written
from grondrecht.registry.models import Edition, Indicator, Observation, Office, Plan
from grondrecht.registry.valid import saved

_OF_PLAN = ("name", "name_en", "government", "language", "first_day", "last_day")
_OF_OBSERVATION = ("period", "value", "unit", "margin", "source", "source_url", "breakdown")


def describe_plan(about: About, *, by: str, why: str) -> int:
    """Set what a file says about a plan that is held; gives the number of things that changed.

    Nothing is taken away: what the file does not name stays. Doing it twice changes nothing. Raises
    RegisterError where the plan has no such edition, right or office.
    """
    plan = plan_named(about.slug)
    with written("plan.describe", by=by, why=why) as record:
        _describe(plan, about, record)
        for code, name_en in about.rights:
            _name_right(plan, code, name_en, record)
        for office in about.offices:
            _describe_office(office_of(plan, office.code), office, record)
        for indicator in about.indicators:
            observe(plan, indicator, record)
        if about.edition:
            _describe_edition(plan, about, record)
        return len(record.entries)


def _describe(plan: Plan, about: About, record: Record) -> None:
    before = _state(plan)
    for name in _OF_PLAN:
        if getattr(about, name):
            setattr(plan, name, getattr(about, name))
    after = _state(plan)
    if before != after:
        saved(plan)
    if before["language"] != after["language"]:
        # Words are stemmed in the language of their plan.
        index_plan(plan)
    record.add(f"plan:{plan.slug}", before, after, plan=plan.slug, label=plan.name)


def _state(plan: Plan) -> dict[str, object]:
    return {name: _plain(getattr(plan, name)) for name in _OF_PLAN}


def _plain(value: object) -> object:
    """A value as the log keeps it: texts and lists as they are, days and decimals as text."""
    return value if value is None or isinstance(value, str | dict) else str(value)


def _describe_edition(plan: Plan, about: About, record: Record) -> None:
    """Name an edition and its day; names of holders count on that day, so they are told anew."""
    edition = Edition.objects.filter(plan=plan, slug=about.edition).first()
    if edition is None:
        known = ", ".join(plan.editions.values_list("slug", flat=True)) or "geen"
        raise RegisterError(f"{plan.slug} heeft geen editie {about.edition!r}; kies uit {known}.")
    before = {"name": edition.name, "decided_on": _plain(edition.decided_on)}
    edition.name = about.edition_name or edition.name
    edition.decided_on = about.decided_on or edition.decided_on
    after = {"name": edition.name, "decided_on": _plain(edition.decided_on)}
    if before != after:
        saved(edition)
    record.add(f"edition:{edition.slug}", before, after, plan=plan.slug, label=str(edition))
    if before["decided_on"] != after["decided_on"]:
        resolve_again(plan, record)


def _name_right(plan: Plan, code: str, name_en: str, record: Record) -> None:
    right = plan.rights.filter(code=code).first()
    if right is None:
        known = ", ".join(plan.rights.values_list("code", flat=True)) or "geen"
        raise RegisterError(f"{plan.slug} heeft geen grondrecht {code!r}; kies uit {known}.")
    before = {"name_en": right.name_en}
    if name_en and name_en != right.name_en:
        right.name_en = name_en
        saved(right)
    after = {"name_en": right.name_en}
    record.add(f"right:{code}", before, after, plan=plan.slug, label=right.name)


def _describe_office(office: Office, about: AboutOffice, record: Record) -> None:
    write_name(office, about.name or office.name, about.name_en or office.name_en, record)
    for term in about.mandates:
        write_mandate(office, _held(office, term), record)
    for term in about.portfolios:
        write_portfolio(office, _held(office, term), record)


def _held(office: Office, term: Term) -> Held:
    return Held(
        office.code, term.name, term.first_day, term.last_day, term.name_en, source=term.source
    )


def observe(plan: Plan, about: AboutIndicator, record: Record) -> None:
    """An indicator with its observations; the catalogue says what it is and of which actions."""
    indicator = indicator_called(plan, about.name)
    before = _measures(indicator) if indicator.pk else {}
    for name in ("name_en", "unit", "better"):
        setattr(indicator, name, getattr(about, name) or getattr(indicator, name))
    after = _measures(indicator)
    if before != after:
        saved(indicator)
    subject = f"indicator:{indicator.slug}"
    record.add(subject, before, after, plan=plan.slug, label=indicator.name)
    for observation in about.observations:
        key, was, now = _write_observation(indicator, observation)
        record.add(subject, {key: was}, {key: now}, plan=plan.slug, label=indicator.name)


def _measures(indicator: Indicator) -> dict[str, object]:
    return {name: getattr(indicator, name) for name in ("name", "name_en", "unit", "better")}


def _write_observation(
    indicator: Indicator, about: AboutObservation
) -> tuple[str, dict[str, object] | None, dict[str, object]]:
    """Set the value of a period and group; gives its key in the log, what it was and is."""
    group = group_of(about.breakdown)
    place = {
        "kind": about.kind,
        "first_day": about.first_day,
        "last_day": about.last_day,
        "group": group,
    }
    held = indicator.observations.filter(**place).first()
    row = held or Observation(indicator=indicator, **place)
    before = _seen(row) if held else None
    for name in _OF_OBSERVATION:
        value = getattr(about, name)
        setattr(row, name, dict(value) if name == "breakdown" else value)
    row.unit = row.unit or indicator.unit
    after = _seen(row)
    if before != after:
        saved(row)
    key = ":".join(("observation", about.kind, str(about.first_day), str(about.last_day), group))
    return key.rstrip(":"), before, after


def _seen(row: Observation) -> dict[str, object]:
    seen = {name: _plain(getattr(row, name)) for name in _OF_OBSERVATION}
    # The database adds zeros behind a decimal; the value is the same.
    for name in ("value", "margin"):
        value = getattr(row, name)
        seen[name] = None if value is None else f"{value.normalize():f}"
    return seen
