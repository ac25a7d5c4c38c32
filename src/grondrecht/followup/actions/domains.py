"""Keep the policy domains of a plan, and who is appointed in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from grondrecht.followup.access import acting
from grondrecht.followup.actors import Actor
from grondrecht.followup.models import AppointedOfficial, Domain, Person
from grondrecht.followup.states import note, told, watched
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Office, Party, Plan
from grondrecht.registry.valid import saved


@dataclass(frozen=True)
class Appointed:
    """Somebody who speaks for a policy domain: name, work address, for which body, from when."""

    name: str
    first_day: date
    last_day: date | None = None
    address: str = ""
    party: Party | None = None
    person: Person | None = None


def keep_domain(
    who: Actor,
    plan: Plan,
    slug: str,
    name: str,
    name_en: str = "",
    offices: Iterable[Office] = (),
    administrations: Iterable[Party] = (),
    *,
    why: str,
) -> Domain:
    """Add a policy domain, or change the one of that slug. Raises RegisterError.

    Its offices are those that decide in it, its administrations those that work there.
    """
    offices = list(offices)
    if any(office.plan_id != plan.pk for office in offices):
        raise RegisterError(_("A policy domain has offices of its own plan alone."))
    with acting(who, "plan.keep_domain", plan, why=why) as record:
        held = Domain.objects.filter(plan=plan, slug=slug).first()
        before = told(held).state if held else {}
        row = held or Domain(plan=plan, slug=slug)
        row.name, row.name_en = name.strip(), name_en.strip()
        saved(row)
        row.offices.set(offices)
        row.administrations.set(administrations)
        note(record, row, before)
    return row


def appoint_official(
    who: Actor, domain: Domain, appointed: Appointed, *, why: str
) -> AppointedOfficial:
    """Appoint somebody for a policy domain. Raises RegisterError without a name."""
    row = AppointedOfficial(
        domain=domain,
        person=appointed.person,
        name=appointed.name.strip(),
        address=appointed.address.strip(),
        party=appointed.party,
        first_day=appointed.first_day,
        last_day=appointed.last_day,
    )
    with (
        acting(who, "plan.appoint_official", domain.plan, why=why) as record,
        watched(record, domain),
    ):
        saved(row)
    return row


def end_appointment(who: Actor, row: AppointedOfficial, last_day: date, *, why: str) -> None:
    """Say until when somebody speaks for a policy domain. Raises RegisterError."""
    with (
        acting(who, "plan.appoint_official", row.domain.plan, why=why) as record,
        watched(record, row.domain),
    ):
        row.last_day = last_day
        saved(row)
