"""Who works with the example plan in the demo: a person for each role, and a round that is open."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

from django.db import transaction
from django.utils import timezone

from grondrecht.followup.actions import people, rounds
from grondrecht.followup.actors import Actor
from grondrecht.followup.models import Person
from grondrecht.followup.outlines import Outline, proposed
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.registry.models import Office, Party, Plan
from grondrecht.web.work.invitation import invitation_link

PEOPLE = "vapa-voorbeeld.people.toml"
WHY = "het voorbeeldplan"
# From today on: until when is answered and validated, and when the report is due.
ANSWERED, VALIDATED, GOVERNMENT, PARLIAMENT = (timedelta(days=n) for n in (30, 60, 90, 120))


def take_in_people(who: Actor, plan: Plan) -> list[Person]:
    """One person for each role, and an open round where the plan has none; all that is there stays.

    No message is sent. Gives the people.
    """
    told = tomllib.loads((files("grondrecht") / "examples" / PEOPLE).read_text("utf-8"))
    with transaction.atomic():
        found = [_person(who, plan, each) for each in told["person"]]
        if not plan.rounds.exists():
            of = rounds.prepare_round(who, plan, _outline(plan), why=WHY)
            rounds.open_round(who, of, why=WHY)
    return found


def sign_in_lines(found: list[Person]) -> list[str]:
    """How each of them signs in: a link to choose a password, as long as they have none."""
    lines = ["Wie in het voorbeeld werkt, en de link waarmee u als die persoon binnenkomt:"]
    for person in found:
        held = people.roles_now(person).first()
        role = ROLES[held.role].name if held else "geen rol"
        has_one = person.has_usable_password() or person.erased_on
        how = "met het gekozen wachtwoord" if has_one else invitation_link(person)
        lines.append(f"  {role}: {person.email}  {how}")
    return [*lines, "De rol van coördinator telt pas in twee stappen; de werkbank wijst de weg."]


def _person(who: Actor, plan: Plan, told: Mapping[str, str]) -> Person:
    held = Person.objects.filter(email=told["email"]).first()
    if held:
        return held
    person = people.invite(who, told["email"], told["name"], why=WHY)
    office, party = told.get("office"), told.get("party")
    post = people.Post(
        told["role"],
        plan,
        Office.objects.get(plan=plan, code=office) if office else None,
        Party.objects.get(slug=party) if party else None,
    )
    people.appoint(who, person, post, why=WHY)
    return person


def _outline(plan: Plan) -> Outline:
    today = timezone.localdate()
    return replace(
        proposed(plan),
        answer_by=today + ANSWERED,
        validate_by=today + VALIDATED,
        to_government=today + GOVERNMENT,
        to_parliament=today + PARLIAMENT,
    )
