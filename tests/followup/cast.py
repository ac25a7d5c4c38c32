"""The people of the tests: one of each role, over the example plan; and how they sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.test import Client

from grondrecht.followup.actors import VISITOR, Actor, actor_of
from grondrecht.followup.models import Appointment, Person
from grondrecht.registry.models import Action, Office, Party, Plan

SINCE = date(2016, 1, 1)
# Chris's department answers for it, under the minister of Bram.
OWN_ACTION = "02_06_01"
# Dina's department answers for it, under another minister.
OTHER_ACTION = "07_04_01"


@dataclass(frozen=True)
class Cast:
    """Who plays: their roles all began on ``SINCE`` and have no end."""

    plan: Plan
    an: Person  # coordinator, in all plans
    bram: Person  # cabinet member of office 06
    chris: Person  # official of the department that answers for OWN_ACTION
    dina: Person  # official of another department, which answers for OTHER_ACTION
    els: Person  # of an association where people in poverty speak
    fons: Person  # evaluator of a university
    gert: Person  # reader of drafts
    hanne: Person  # signs in, and has no role

    @property
    def everyone(self) -> dict[str, Person]:
        """Name of the role (with what tells them apart) -> who plays it."""
        return {
            "coordinator": self.an,
            "cabinet": self.bram,
            "official": self.chris,
            "other official": self.dina,
            "association": self.els,
            "evaluator": self.fons,
            "reader": self.gert,
            "nobody": self.hanne,
        }

    @property
    def own_action(self) -> Action:
        """The action that Chris's department answers for."""
        return Action.objects.get(plan=self.plan, code=OWN_ACTION)

    @property
    def other_action(self) -> Action:
        """The action that Dina's department answers for."""
        return Action.objects.get(plan=self.plan, code=OTHER_ACTION)


def gathered() -> Cast:
    """The cast, written into a register that holds the example plan."""
    plan = Plan.objects.get(slug="voorbeeld")
    office = Office.objects.get(plan=plan, code="06")
    party = {party.slug: party for party in Party.objects.all()}
    return Cast(
        plan,
        an=_holding("An Coördinator", "coordinator"),
        bram=_holding("Bram Kabinet", "cabinet", plan=plan, office=office),
        chris=_holding(
            "Chris Ambtenaar",
            "official",
            plan=plan,
            party=party["departement-welzijn-en-samenleving"],
        ),
        dina=_holding("Dina Elders", "official", plan=plan, party=party["departement-werk"]),
        els=_holding(
            "Els Vereniging", "association", plan=plan, party=party["platform-armen-aan-het-woord"]
        ),
        fons=_holding(
            "Fons Evaluator", "evaluator", plan=plan, party=party["universiteit-steenwaard"]
        ),
        gert=_holding("Gert Lezer", "reader", plan=plan),
        hanne=_person("Hanne Niemand"),
    )


def _person(name: str) -> Person:
    first = name.partition(" ")[0].lower()
    return Person.objects.create_user(f"{first}@voorbeeld.be", name)


def _holding(name: str, role: str, **whom: object) -> Person:
    person = _person(name)
    Appointment.objects.create(person=person, role=role, first_day=SINCE, **whom)
    return person


def actor_for(person: Person | None) -> Actor:
    """A person as who acts, signed in in two steps; nobody is a visitor."""
    return actor_of(person, two_step=True) if person else VISITOR


def signed_in(person: Person | None, *, two_step: bool = True) -> Client:
    """A browser in which a person is signed in; nobody's is a visitor's.

    The role of the coordinator counts only in two steps.
    """
    client = Client()
    if person:
        client.force_login(person)
        if two_step:
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": "totp"}]
            session["account_authentication_methods_user"] = str(person.pk)
            session.save()
    return client
