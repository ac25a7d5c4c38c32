"""Say what offices are, who held them, and which policy domains they answered for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import Record, written
from grondrecht.registry.models import Mandate, Office, Plan, Portfolio
from grondrecht.registry.valid import saved


@dataclass(frozen=True)
class Held:
    """Something an office has from one day to another: a holder, or a policy domain."""

    office: str
    name: str
    first_day: date | None
    last_day: date | None = None
    name_en: str = ""
    source: str = ""


def name_office(office: Office, name: str, name_en: str, *, by: str, why: str) -> None:
    """Set what an office is in use; what the document prints of it stays beside it."""
    with written("office.name", by=by, why=why) as record:
        write_name(office, name, name_en, record)


def write_name(office: Office, name: str, name_en: str, record: Record) -> None:
    """As name_office, inside another verb."""
    before = {"name": office.name, "name_en": office.name_en}
    office.name, office.name_en = name.strip(), name_en.strip()
    after = {"name": office.name, "name_en": office.name_en}
    if before != after:
        saved(office)
    record.add(_subject(office), before, after, plan=office.plan.slug, label=str(office))


def appoint(office: Office, held: Held, *, by: str, why: str) -> Mandate:
    """Record that a person holds an office; the mandate that was open ends the day before.

    Raises RegisterError where the days overlap another mandate.
    """
    with written("office.appoint", by=by, why=why) as record:
        before = _mandates(office)
        ending = office.mandates.filter(last_day__isnull=True).first()
        if ending and held.first_day and ending.first_day < held.first_day:
            ending.last_day = held.first_day - timedelta(days=1)
            saved(ending)
        mandate = _put_mandate(office, held)
        _log_mandates(office, before, record)
        return mandate


def write_mandate(office: Office, held: Held, record: Record) -> Mandate:
    """Add a mandate, once. Raises RegisterError where two people would hold the office at once."""
    before = _mandates(office)
    mandate = _put_mandate(office, held)
    _log_mandates(office, before, record)
    return mandate


def _log_mandates(office: Office, before: dict[str, object], record: Record) -> None:
    after = _mandates(office)
    record.add(_subject(office), before, after, plan=office.plan.slug, label=str(office))


def _put_mandate(office: Office, held: Held) -> Mandate:
    """The mandate, added or set. Raises RegisterError where it overlaps another."""
    if held.first_day is None:
        raise RegisterError(f"Zeg vanaf welke dag {held.name} ambt {office.code} bekleedt.")
    same = office.mandates.filter(first_day=held.first_day, person=held.name).first()
    mandate = same or Mandate(office=office, person=held.name, first_day=held.first_day)
    mandate.last_day, mandate.source = held.last_day, held.source
    others = office.mandates.exclude(pk=mandate.pk)
    clash = next((each for each in others if _overlap(each, held)), None)
    if clash:
        raise RegisterError(
            f"{held.name} en {clash.person} zouden ambt {office.code} tegelijk bekleden;"
            " verander de dagen."
        )
    saved(mandate)
    return mandate


def write_portfolio(office: Office, held: Held, record: Record) -> Portfolio:
    """Add a policy domain, once. Raises RegisterError where it would be at two offices at once."""
    others = Portfolio.objects.filter(office__plan=office.plan, name=held.name)
    for each in others.exclude(office=office, first_day=held.first_day):
        if _overlap(each, held):
            raise RegisterError(
                f"{held.name} zou tegelijk bij ambt {each.office.code} en ambt {office.code}"
                " horen; verander de dagen."
            )
    before = _portfolios(office)
    portfolio = others.filter(office=office, first_day=held.first_day).first() or Portfolio(
        office=office, name=held.name, first_day=held.first_day
    )
    portfolio.name_en, portfolio.last_day = held.name_en, held.last_day
    saved(portfolio)
    after = _portfolios(office)
    record.add(_subject(office), before, after, plan=office.plan.slug, label=str(office))
    return portfolio


def _overlap(each: Mandate | Portfolio, held: Held) -> bool:
    starts, ends = each.first_day or date.min, each.last_day or date.max
    return starts <= (held.last_day or date.max) and (held.first_day or date.min) <= ends


def _subject(office: Office) -> str:
    return f"office:{office.code}"


def _mandates(office: Office) -> dict[str, object]:
    rows = office.mandates.order_by("first_day")
    held = rows.values_list("person", "first_day", "last_day", "source")
    return {"mandates": [_row(*each) for each in held]}


def _portfolios(office: Office) -> dict[str, object]:
    rows = office.portfolios.order_by("name", "first_day")
    held = rows.values_list("name", "first_day", "last_day", "name_en")
    return {"portfolios": [_row(*each) for each in held]}


def _row(name: str, first: date | None, last: date | None, more: str) -> list[str | None]:
    """A holder or a domain as the log keeps it; its source or English name where there is one."""
    return [name, _day(first), _day(last), *filter(None, [more])]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def office_of(plan: Plan, code: str) -> Office:
    """The plan's office of that code. Raises RegisterError."""
    found = plan.offices.filter(code=code).first()
    if found is None:
        known = ", ".join(plan.offices.values_list("code", flat=True))
        raise RegisterError(f"{plan.slug} heeft geen ambt {code!r}; kies uit {known or 'geen'}.")
    return found
