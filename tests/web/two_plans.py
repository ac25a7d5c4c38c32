"""Two registers' worth of overview pages: a plan and one twice as large, with everything in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from registry.small_plans import form, plan, take_in

from grondrecht.plan.model import Milestone, Parties
from grondrecht.plan.periods import Period
from grondrecht.registry.models import (
    Action,
    Indicator,
    Instrument,
    Mandate,
    Observation,
    Office,
    Plan,
    Portfolio,
)

SMALL, LARGE = "klein", "groot"
HOSTILE = "<script>alert('\"&')</script>"
# An address of each page, with the codes and names that both plans have.
PAGES = (
    "",
    "geld",
    "geld?recht=01&jaar=2016",
    "grondrechten",
    "grondrechten/01",
    "ambten",
    "ambten/02",
    "partijen",
    "partijen?soort=open",
    "partijen/kabinet-welzijn",
    "instrumenten",
    "instrumenten/system",
    "instrumenten/system/boos",
    "indicatoren",
    "indicatoren/boos",
    "acties/01_02_00",
    "acties/01_02_00/geschiedenis",
    "wijzigingen",
)


def fill():
    """Take both plans in."""
    for slug, size in ((SMALL, 6), (LARGE, 12)):
        forms = [_form(number) for number in range(size)]
        take_in(plan(*forms), slug=slug)
        _add_things(Plan.objects.get(slug=slug), size)


def _form(number):
    right, office = ("01", "03")[number % 2], ("02", "04")[number % 2]
    years = (2015 + number % 5, "2019 (einddoel)")
    milestones = tuple(Milestone(Period.parse(str(year)), "meer") for year in years)
    return form(
        f"{right}_{office}_{number:02}",
        f"{HOSTILE} actie {number}",
        milestones=milestones,
        responsible=Parties("Kabinet Welzijn", f"Dienst {number} {HOSTILE}"),
        budget=f"2016: {number + 1}.000 euro",
    )


def _add_things(of_plan, size):
    actions = list(Action.objects.filter(plan=of_plan))
    for number in range(size // 3):
        slug = "boos" if number == 0 else f"ding-{number}"
        name = f"{HOSTILE} {number}"
        facts = [HOSTILE]
        thing = Instrument.objects.create(
            plan=of_plan, kind="system", slug=slug, name=name, what=HOSTILE, facts=facts
        )
        thing.actions.set(actions)
        indicator = Indicator.objects.create(plan=of_plan, slug=slug, name=name, what=HOSTILE)
        indicator.actions.set(actions)
        for year in range(2015, 2015 + size // 3):
            observe(indicator, year, 10 + year % 3)
    office = Office.objects.get(plan=of_plan, code="02")
    for number in range(size // 3):
        first, last = date(2014 + number, 1, 1), date(2014 + number, 12, 31)
        Mandate.objects.create(office=office, person=HOSTILE, first_day=first, last_day=last)
        Portfolio.objects.create(office=office, name=HOSTILE, first_day=first, last_day=last)


def observe(indicator, year, value, kind="observed", **more):
    """Record a value of an indicator for a year."""
    defaults = {"period": str(year), "source": "Dienst Statistiek", "unit": "%"}
    return Observation.objects.create(
        indicator=indicator,
        kind=kind,
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
        value=Decimal(str(value)),
        **{**defaults, **more},
    )
