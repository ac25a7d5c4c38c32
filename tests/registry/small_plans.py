"""Small plans to take into a register, and the shortest way to do so."""

from __future__ import annotations

from dataclasses import replace

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.model import (
    Form,
    Legend,
    LegendEntry,
    Milestone,
    Parties,
    Place,
    Plan,
    Source,
)
from grondrecht.plan.periods import Period
from grondrecht.registry.actions.imports import Target, import_plan

WHO = {"by": "An Coördinator", "why": "om te proberen"}
LEGEND = Legend(
    rights=(LegendEntry("01", "participatie"), LegendEntry("03", "inkomen")),
    offices=(LegendEntry("02", "minister A. Eersteling"), LegendEntry("04", "minister B. Tweede")),
)


def form(code="01_02_01", title="Meer kinderen in de crèche", **changes):
    """A form with something in every field; ``changes`` replace fields."""
    whole = Form(
        code=ActionCode.parse(code),
        title=title,
        budget="2016: 20.000 euro\n2017: 1,5 miljoen euro per jaar",
        responsible=Parties(cabinet="Kabinet Welzijn", administration="Agentschap Opvang"),
        evaluation="Indicator: het aantal plaatsen",
        involved=Parties(people_in_poverty="De vereniging De Brug las mee"),
        summary="Elke gemeente krijgt plaatsen bij, eerst in de wijken met lange wachtlijsten.",
        milestones=(
            Milestone(Period.parse("2015 (beginfase, nulmeting)"), "1.200 plaatsen"),
            Milestone(Period.parse("2017"), "1.500 plaatsen"),
            Milestone(Period.parse("2019 (einddoel)"), "2.000 plaatsen"),
        ),
        source=Place(1, 20),
    )
    return replace(whole, **changes)


def plan(*forms, file="plan.txt"):
    """A plan of these forms, or of three that differ."""
    forms = forms or (
        form("01_02_01"),
        form("01_02_02", "Goedkoper zwemmen", budget="binnen de bestaande middelen"),
        form("03_04_01", "De premie vanzelf", budget="/", notes=("Zie ook actie 01_02_01",)),
    )
    return Plan(tuple(forms), LEGEND, Source(file, "0" * 64, "text/plain", 100), "vapa")


def take_in(read, edition="1", apply=True, slug="proef", **more):
    """Import a plan; gives the report."""
    target = Target(slug, edition, "Proefplan", f"Editie {edition}")
    return import_plan(read, target, apply=apply, **{**WHO, **more})
