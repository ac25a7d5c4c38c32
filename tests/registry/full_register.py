"""A register with a row in every table and, between them, a value in every column."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from django.db.models import Max
from registry.small_plans import WHO, form, plan, take_in

from grondrecht.plan.model import Place
from grondrecht.registry.actions.links import link_actions, record_involvement
from grondrecht.registry.actions.texts import maintain_text, say_plainly
from grondrecht.registry.models import (
    Action,
    Amount,
    Contribution,
    Descent,
    Edition,
    Form,
    Indicator,
    Instrument,
    Mandate,
    Mention,
    Observation,
    Office,
    Party,
    PartyAlias,
    Plan,
    Portfolio,
    Right,
)

EARLY, LATE = date(2015, 1, 1), date(2019, 12, 31)
KINDS = ("system", "dataset", "formula", "instrument", "right")
FACTS = ["beheert de lijst", 'zegt "ja" of <neen>', "beheert de lijst van vroeger"]


def take_in_full() -> Plan:
    """Two editions of a plan and all that can hang on them; gives the plan."""
    take_in(plan(), edition="1")
    take_in(plan(*(replace(each, budget=_BUDGETS[n]) for n, each in enumerate(_forms()))), "2")
    held = Plan.objects.get(slug="proef")
    first, second, third = Action.objects.select_related("plan").order_by("code")[:3]
    maintain_text(first, "summary", "Nu anders gezegd.\nMet een tweede regel.", **WHO)
    say_plainly(first, "Er komen plaatsen bij.", "There will be more places.", **WHO)
    link_actions(second, first, "merged", decision="Beslissing", decided_on=date(2018, 5, 3), **WHO)
    record_involvement(
        first, "De Brug", phase="evaluation", said="Te ver", outcome="Dichter", **WHO
    )
    _name(held)
    _settle(held)
    _offices(held)
    _parties(first, third)
    _things(held, second)
    return held


_BUDGETS = (
    "tussen 10.000 en 12.500,75 euro per gezin in 2018 en volgende jaren",
    "maximaal 5 % van het budget, ongeveer",
    "2018: 3 x 1.000 euro extra, betaald door de gemeenten",
)


def _forms() -> tuple:
    notes = ("Zie ook actie 01_02_01",)
    premium = form("03_04_02", "De premie nog vlugger", notes=notes, source=Place(21, 40, 2))
    return (*plan().actions[:2], premium)


def _name(held: Plan) -> None:
    changes = {"name_en": "Trial plan", "government": "De regering", "language": "nl"}
    days = {"first_day": date(2014, 7, 25), "last_day": date(2019, 5, 26)}
    Plan.objects.filter(pk=held.pk).update(**changes, **days)
    Edition.objects.filter(slug="2").update(
        decided_on=date(2017, 3, 31),
        imported_at=datetime(2026, 5, 3, 14, 5, 6, 789012, UTC),
        pages=12,
    )
    Right.objects.filter(code="01").update(name_en="participation")


def _settle(held: Plan) -> None:
    """What reading does not give from such small forms."""
    Amount.objects.filter(
        position=Amount.objects.aggregate(Max("position"))["position__max"]
    ).update(
        low=Decimal("0.1"),
        high=Decimal("123456789012.345"),
        value=None,
        onward=True,
        recurrence="per_year",
        payer="de gemeenten",
        about=True,
        per="gezin",
        times=Decimal("2.5"),
        change="more",
    )
    Descent.objects.update(decision="Nota van 3 mei")


def _offices(held: Plan) -> None:
    office = Office.objects.filter(plan=held).order_by("code")[0]
    Office.objects.filter(pk=office.pk).update(name="Welzijn", name_en="Welfare")
    days = {"first_day": date(2014, 7, 25), "last_day": date(2016, 1, 1)}
    Mandate.objects.create(office=office, person="An Eersteling", source="Staatsblad", **days)
    Mandate.objects.create(office=office, person="Bo Tweede", first_day=date(2016, 1, 2))
    Portfolio.objects.create(office=office, name="opvang", name_en="child care", **days)


def _parties(first: Action, third: Action) -> None:
    whole = Party.objects.create(slug="koepel", name="De koepel", kind="other")
    party = Party.objects.create(
        slug="de-brug",
        name="De Brug",
        name_en="The Bridge",
        kind="association",
        part_of=whole,
        what="Een vereniging.",
        facts=FACTS,
    )
    PartyAlias.objects.create(
        party=party, name="Brug vzw", folded="brug vzw", first_day="2015-01-01"
    )
    PartyAlias.objects.create(party=party, name="De Brug", folded="de brug", last_day="2019-12-31")
    printed: Form = first.forms.order_by("edition__position")[0]
    where = {
        "form": printed,
        "action": first,
        "field": "involved.people_in_poverty",
        "party": party,
    }
    Mention.objects.create(
        **where, role="involved", words="De Brug", start=14, end=21, how="person"
    )
    party.actions.add(third)


def _things(held: Plan, action: Action) -> None:
    named = {"plan": held, "name": "Loket", "name_en": "Desk", "what": "Waar men vraagt."}
    for kind in KINDS:
        row = Instrument.objects.create(kind=kind, slug="loket", facts=FACTS, line=7, **named)
        row.actions.add(action)
    indicator = Indicator.objects.create(
        slug="plaatsen", unit="plaats", better="up", facts=FACTS, line=9, **named
    )
    indicator.actions.add(action)
    seen = {"indicator": indicator, "unit": "plaats", "source": "telling"}
    year = {"period": "2015", "first_day": date(2015, 1, 1), "last_day": date(2015, 12, 31)}
    Observation.objects.create(kind="observed", value=Decimal("0.000001"), **seen, **year)
    Observation.objects.create(
        kind="observed",
        value=Decimal("-12.5"),
        margin=Decimal("0.25"),
        breakdown={"geslacht": "v", "leeftijd": "0-3"},
        group="geslacht=v; leeftijd=0-3",
        source_url="https://voorbeeld.be/telling?a=1&b=2",
        **seen,
        **year,
    )
    _monitor(held, action)


def _monitor(held: Plan, action: Action) -> None:
    indicator = Indicator.objects.create(
        plan=held,
        slug="arop-2021",
        name="Armoederisico",
        unit="%",
        definition="arop",
        version="2021",
        definition_url="https://voorbeeld.be/arop",
    )
    seen = {"indicator": indicator, "kind": "observed", "source": "enquête", "unit": "%"}
    Observation.objects.create(
        **seen,
        period="2022",
        first_day=date(2022, 1, 1),
        last_day=date(2022, 12, 31),
        value=Decimal("14.218168"),
        standard_error=Decimal("0.475954"),
        lower=Decimal("13.3"),
        upper=Decimal("15.2"),
        n=14_827,
        n_poor=2_100,
        population=Decimal("8182222.5"),
        method="linearised",
        synthetic=True,
        provenance={"file": "cijfers.csv", "sha256": "a" * 64, "line": 2},
    )
    Observation.objects.create(
        **seen,
        period="2023",
        first_day=date(2023, 1, 1),
        last_day=date(2023, 12, 31),
        value=None,
        flag="withheld",
    )
    Contribution.objects.create(
        action=action,
        indicator=indicator,
        direction="down",
        text="Wie een plaats heeft, kan werken.",
        said_for=Party.objects.get(slug="de-brug"),
    )
