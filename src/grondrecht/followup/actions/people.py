"""The people who work with the plan: invited, given roles, shown what is kept of them, erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.followup.access import NotAllowed, acting, demand
from grondrecht.followup.actors import Actor
from grondrecht.followup.kept import kept_of, rows_of
from grondrecht.followup.models import AppointedOfficial, Appointment, Person
from grondrecht.followup.personal import PERSONAL
from grondrecht.followup.states import note, watched
from grondrecht.followup.whom import whom_trouble
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import written
from grondrecht.registry.models import Office, Party, Plan
from grondrecht.registry.valid import saved

LONGEST_NAME = 120


@dataclass(frozen=True)
class Post:
    """A role to be held: in which plan (none: in all), and for which office or party."""

    role: str
    plan: Plan | None = None
    office: Office | None = None
    party: Party | None = None


def invite(who: Actor, email: str, name: str, *, why: str, language: str = "nl") -> Person:
    """Somebody who may sign in from now on; they have no role yet, and no message is sent here.

    Raises RegisterError where the address is known already or is none, or the name has a comma.
    """
    person = Person(
        email=email.strip().lower(),
        name=_checked(name),
        language=language,
        invited_on=timezone.localdate(),
        # What changed before they came is no news to them.
        looked_at=timezone.now(),
    )
    person.set_unusable_password()
    with acting(who, "person.invite", person, why=why) as record:
        if Person.objects.filter(email=person.email).exists():
            raise RegisterError(
                _("%(email)s was invited already; give that person a role instead.")
                % {"email": person.email}
            )
        saved(person)
        note(record, person)
    return person


def appoint(
    who: Actor, person: Person, post: Post, *, why: str, first_day: date | None = None
) -> Appointment:
    """Give a person a role, from a day on (today without one).

    Raises RegisterError where the role needs another body, or is held already; NotAllowed where
    the coordinator is one of another plan.
    """
    plan = post.plan or (post.office.plan if post.office else None)
    held = Appointment(
        person=person,
        role=post.role,
        plan=plan,
        office=post.office,
        party=post.party,
        first_day=first_day or timezone.localdate(),
    )
    with acting(who, "person.appoint", person, why=why) as record, watched(record, person):
        _demand_plan(who, plan)
        if trouble := whom_trouble(post.role, post.office, post.party):
            raise RegisterError(trouble[1])
        _refuse_twice(held)
        saved(held)
    return held


def end_appointment(
    who: Actor, held: Appointment, *, why: str, last_day: date | None = None
) -> None:
    """End a role: the last day that it counts (today without one).

    A role that ends before it began was never held: it goes away.
    """
    person = held.person
    with acting(who, "person.appoint", person, why=why) as record, watched(record, person):
        _demand_plan(who, held.plan)
        held.last_day = last_day or timezone.localdate()
        if held.last_day < held.first_day:
            held.delete()
        else:
            saved(held)


def change_self(who: Actor, name: str, language: str, *, why: str) -> None:
    """Change one's own name and language. Raises NotAllowed for who is not signed in,
    RegisterError for a name with a comma.
    """
    if who.person is None:
        raise NotAllowed(_("Only who is signed in can do this."))
    with written("person.change_self", by=who.name, why=why, public=False) as record:
        person = Person.objects.select_for_update().get(pk=who.person.pk)
        with watched(record, person):
            person.name = _checked(name)
            person.language = language
            saved(person)


def _checked(name: str) -> str:
    """A name as it is kept. Raises RegisterError for one with a comma: in what is signed, the role
    stands behind one.
    """
    if "," in name:
        raise RegisterError(_("Write the name without a comma, such as An Peeters."))
    return " ".join(name.split())[:LONGEST_NAME]


def export_person(who: Actor, person: Person) -> dict[str, Any]:
    """All that is kept of a person, for themselves and for coordinators. Raises NotAllowed."""
    if who.person is None or who.person.pk != person.pk:
        demand(who, "person.export", person)
    return kept_of(person)


def erase_person(who: Actor, person: Person, *, why: str) -> None:
    """Take a person's name and address out, and all that is theirs alone; nobody signs in as them.

    What they signed keeps their name, as text. Raises RegisterError for who is erased already and
    for the only coordinator, NotAllowed where they hold a role in a plan of another coordinator.
    """
    with acting(who, "person.erase", person, why=why) as record:
        if person.erased_on:
            raise RegisterError(_("This person was erased already."))
        for held in roles_now(person):
            _demand_plan(who, held.plan)
            _refuse_only(held)
        with watched(record, person):
            _erase(person, timezone.localdate())


def forget_second_step(who: Actor, person: Person, *, why: str) -> None:
    """Switch two steps off for somebody who lost their phone and their recovery codes.

    Only whoever runs the program may: a coordinator could be talked into it. Raises NotAllowed.
    """
    if not who.everything:
        raise NotAllowed(_("Only who runs the program can do this."))
    with written("person.forget_second_step", by=who.name, why=why, public=False) as record:
        Authenticator.objects.filter(user=person).delete()
        steps = {"steps": 2}, {"steps": 1}
        record.add(f"sign_in:{person.pk}", *steps, label=person.name)


def roles_now(person: Person) -> QuerySet[Appointment]:
    """The roles that a person holds now or will hold, with their plan, office and party."""
    today = timezone.localdate()
    return Appointment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=today), person=person
    ).select_related("plan", "office", "party")


def people_without_role(days: int, today: date) -> list[Person]:
    """Who has held no role for so many days, nor was invited since."""
    limit = today - timedelta(days=days)
    busy = Appointment.objects.filter(Q(last_day__isnull=True) | Q(last_day__gte=limit))
    unused = Person.objects.filter(erased_on__isnull=True).exclude(appointments__in=busy)
    lately = Q(invited_on__gte=limit) | Q(last_login__date__gte=limit)
    return list(unused.exclude(lately))


def erase_unused(who: Actor, days: int, *, today: date, why: str) -> list[Person]:
    """Erase everyone who has held no role for so many days; gives whom."""
    found = people_without_role(days, today)
    for person in found:
        erase_person(who, person, why=why)
    return found


def _demand_plan(who: Actor, plan: Plan | None) -> None:
    """A coordinator of one plan gives and takes roles in that plan alone."""
    if who.everything:
        return
    plans = {held.plan for held in who.held if held.role == "coordinator"}
    if None not in plans and (plan is None or plan.pk not in plans):
        raise NotAllowed(_("Only the coordinator of that plan can do this."))


def _refuse_twice(held: Appointment) -> None:
    same = roles_now(held.person).filter(
        role=held.role, plan=held.plan, office=held.office, party=held.party
    )
    if same.exists():
        raise RegisterError(_("%(name)s holds this role already.") % {"name": held.person.name})


def _refuse_only(held: Appointment) -> None:
    """Raise RegisterError for the role of the only coordinator of a plan, or of all plans."""
    if held.role != "coordinator" or not held.is_now:
        return
    today = timezone.localdate()
    others = Appointment.objects.filter(
        Q(plan__isnull=True) | Q(plan=held.plan),
        Q(last_day__isnull=True) | Q(last_day__gte=today),
        role="coordinator",
        first_day__lte=today,
        person__is_active=True,
    ).exclude(person=held.person)
    if not others.exists():
        raise RegisterError(
            _("%(name)s is the only coordinator; give somebody else that role, or end it first.")
            % {"name": held.person.name}
        )


def _erase(person: Person, today: date) -> None:
    """Delete what is a person's alone, end their roles, and put a number where their name was."""
    for personal in PERSONAL:
        if personal.erased == "row":
            rows_of(personal, person).delete()
    nobody = _("erased person %(number)s") % {"number": person.pk}
    AppointedOfficial.objects.filter(person=person).update(name=nobody, address="")
    for held in roles_now(person):
        held.last_day = max(held.first_day, today)
        saved(held)
    person.name = nobody
    person.email = f"{person.pk}@erased.invalid"
    person.is_active = False
    person.erased_on = today
    person.set_unusable_password()
    saved(person)
