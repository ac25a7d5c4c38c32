"""``grondrecht people``: who works with the plans, seen and kept from the machine itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils import timezone

from grondrecht.followup.actions import people
from grondrecht.followup.actors import Actor, operator
from grondrecht.followup.models import Appointment, Person
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.register_cli.ready import whoever
from grondrecht.register_cli.shown import print_json, table
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.find import party_named, plan_named
from grondrecht.registry.models import Office, Plan
from grondrecht.web.work.invitation import invitation_link, send_invitation

WHY = "door wie het register beheert"


def show(as_json: bool) -> None:
    """Everyone who was not erased, with the roles they hold today."""
    today = timezone.localdate()
    rows = [_told(each) for each in Person.objects.filter(erased_on__isnull=True)]
    if as_json:
        print_json(rows)
    elif not rows:
        print("Er is nog niemand. Nodig iemand uit met: grondrecht people invite")
    else:
        lines = ((row["email"], row["name"], "; ".join(row["roles"])) for row in rows)
        print(table(("adres", "naam", f"rollen op {today:%d-%m-%Y}"), lines))


def invite_person(
    email: str,
    name: str,
    role: str,
    plan: str,
    office: str,
    party: str,
    language: str,
    by: str,
    why: str,
    as_json: bool,
) -> None:
    """Invite somebody, with a role where one is named; the link is printed and sent."""
    who = operator(whoever(by))
    post = _post(role, plan, office, party) if role else None
    with transaction.atomic():
        person = people.invite(who, email, name, language=language, why=why or WHY)
        if post:
            people.appoint(who, person, post, why=why or WHY)
    link = invitation_link(person)
    sent = _sent(person, who, link)
    if as_json:
        print_json({**_told(person), "link": link, "sent": sent})
        return
    print(f"{person.name} is uitgenodigd." + ("" if sent else " Het bericht kon niet vertrekken."))
    print(f"Een wachtwoord kiezen kan een week lang op {link}")


def appoint_person(
    email: str, role: str, plan: str, office: str, party: str, by: str, why: str, as_json: bool
) -> None:
    """Give somebody a role from today."""
    person = person_at(email)
    post = _post(role, plan, office, party)
    held = people.appoint(operator(whoever(by)), person, post, why=why or WHY)
    _say(person, f"{person.name} is nu {held}.", as_json)


def end_role(email: str, role: str, by: str, why: str, as_json: bool) -> None:
    """End the roles of that kind that somebody holds: yesterday was their last day."""
    person = person_at(email)
    last_day = timezone.localdate() - timedelta(days=1)
    held = [each for each in people.roles_now(person) if each.role == role]
    if not held:
        raise RegisterError(f"{person.name} heeft geen rol {role!r}; kijk met: people list.")
    for each in held:
        people.end_appointment(operator(whoever(by)), each, last_day=last_day, why=why or WHY)
    _say(person, f"{person.name} is geen {ROLES[role].name} meer.", as_json)


def export(email: str) -> None:
    """All that is kept of somebody, as JSON."""
    print_json(people.export_person(operator(whoever("")), person_at(email)))


def erase(email: str, by: str, why: str, as_json: bool) -> None:
    """Erase somebody."""
    person = person_at(email)
    name = person.name
    people.erase_person(operator(whoever(by)), person, why=why or WHY)
    _say(person, f"{name} is gewist.", as_json)


def retention(days: int, by: str, why: str, apply: bool, as_json: bool) -> None:
    """Erase who held no role for so long, or say who that would be; end old sessions."""
    days = settings.KEEP_PEOPLE_DAYS if days < 0 else days
    today = timezone.localdate()
    found = people.people_without_role(days, today)
    names = [person.name for person in found]
    if apply:
        reason = why or f"{days} dagen zonder rol"
        people.erase_unused(operator(whoever(by)), days, today=today, why=reason)
        SessionStore.clear_expired()
    if as_json:
        print_json({"days": days, "people": names, "applied": apply})
        return
    print("\n".join([f"{len(names)} mensen zonder rol sinds {days} dagen", *names]))
    if names and not apply:
        print("Er is niemand gewist. Voeg --apply toe om dat te doen.")


def one_step(email: str, by: str, why: str, as_json: bool) -> None:
    """Switch somebody's second step off."""
    person = person_at(email)
    people.forget_second_step(operator(whoever(by)), person, why=why or WHY)
    _say(person, f"{person.name} meldt zich aan met een wachtwoord alleen.", as_json)


def person_at(email: str) -> Person:
    """The person of that address. Raises RegisterError."""
    found = Person.objects.filter(email=email.strip().lower()).first()
    if found:
        return found
    raise RegisterError(f"Niemand heeft het adres {email!r}; kijk met: grondrecht people list.")


def _post(role: str, plan: str, office: str, party: str) -> people.Post:
    if role not in ROLES:
        raise RegisterError(f"{role!r} is geen rol; kies uit {', '.join(ROLES)}.")
    of = plan_named(plan) if plan else None
    return people.Post(
        role,
        of,
        _office(of, office) if office else None,
        party_named(party) if party else None,
    )


def _office(plan: Plan | None, code: str) -> Office:
    if plan is None:
        raise RegisterError("Noem met --plan van welk plan het ambt is.")
    found = Office.objects.filter(plan=plan, code=code).first()
    if found:
        return found
    known = ", ".join(plan.offices.values_list("code", flat=True))
    raise RegisterError(f"{plan.slug} heeft geen ambt {code!r}; kies uit {known}.")


def _sent(person: Person, who: Actor, link: str) -> bool:
    try:
        send_invitation(person, who.name, link)
    except OSError:
        return False
    return True


def _say(person: Person, words: str, as_json: bool) -> None:
    if as_json:
        print_json(_told(person))
    else:
        print(words)


def _told(person: Person) -> dict[str, Any]:
    held = people.roles_now(person)
    return {
        "email": person.email,
        "name": person.name,
        "language": person.language,
        "roles": [_role(each) for each in held if each.is_now],
        "invited_on": person.invited_on,
        "erased_on": person.erased_on,
    }


def _role(held: Appointment) -> str:
    return f"{held}{f' ({held.plan.slug})' if held.plan else ''}"
