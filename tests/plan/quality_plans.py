"""A sound plan and small ways to spoil it, for the tests of the quality rules."""

from dataclasses import replace

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.model import (
    Finding,
    Form,
    Legend,
    LegendEntry,
    Milestone,
    Parties,
    Place,
    Plan,
)
from grondrecht.plan.periods import Period
from grondrecht.plan.quality import check

SOUND = Form(
    code=ActionCode.parse("02_01_01"),
    title="Een loket voor wie zijn rechten zoekt",
    budget="12.000 euro per jaar",
    responsible=Parties(cabinet="Kabinet Water", administration="Dienst Water"),
    evaluation="Indicator: aantal bezoekers van het loket",
    involved=Parties("Kabinet Lucht", "Dienst Lucht", "De verenigingen testen mee", "Steden"),
    summary="Elke gemeente krijgt een loket waar mensen hun rechten kunnen nagaan.",
    milestones=(
        Milestone(Period.parse("2015 (beginfase, nulmeting)"), "Drie steden, 900 bezoekers"),
        Milestone(Period.parse("2017"), "Tien steden, 2.000 bezoekers"),
        Milestone(Period.parse("2019 (einddoel)"), "Alle steden, 9.000 bezoekers"),
    ),
    source=Place(10, 40),
)
"""A form about which no rule has anything to say."""


def form(code: str = "02_01_01", **changes: object) -> Form:
    """The sound form under a code (and a title and summary of its own), with fields changed."""
    own = {"code": ActionCode.parse(code)}
    if code != "02_01_01":
        own["title"] = f"Het loket {code}"
        own["summary"] = f"{SOUND.summary} Dit is {code}."
    return replace(SOUND, **{**own, **changes})


def rows(*pairs: tuple[str, str]) -> tuple[Milestone, ...]:
    """Milestones from (period, text)."""
    return tuple(Milestone(Period.parse(period), text) for period, text in pairs)


def cabinet(name: str, administration: str = "Dienst Water") -> Parties:
    """A responsible cabinet with an administration."""
    return Parties(cabinet=name, administration=administration)


def plan(*forms: Form, offices: dict[str, str] | None = None, **legend: dict[str, str]) -> Plan:
    """A plan of these forms, with lists of offices and rights where given."""
    lists = {"offices": offices or {}, **legend}
    entries = {
        name: tuple(LegendEntry(code, words) for code, words in entry.items())
        for name, entry in lists.items()
    }
    return Plan(forms, Legend(**entries))


def found(rule: str, *forms: Form, **legend: dict[str, str]) -> list[Finding]:
    """What one rule finds in a plan of these forms."""
    return [finding for finding in check(plan(*forms, **legend)) if finding.rule == rule]
