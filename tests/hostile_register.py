"""A register whose every text wants to be something else: a script, a formula, a path, a header."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from registry.small_plans import WHO

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
from grondrecht.reading.document import Line
from grondrecht.registry.actions.catalogue import import_catalogue
from grondrecht.registry.actions.imports import Target, import_plan
from grondrecht.registry.actions.links import link_actions, record_involvement
from grondrecht.registry.actions.texts import maintain_text, say_plainly
from grondrecht.registry.intake import CatalogueItem
from grondrecht.registry.models import (
    Action,
    Edition,
    Indicator,
    Mandate,
    Observation,
    Office,
    Party,
    PartyAlias,
    Portfolio,
    Right,
)
from grondrecht.registry.models import Plan as HeldPlan

PLAN = "kwaad"
# A word that stands in every hostile text, so that a test can tell whether a page shows one.
SIGN = "kwaadteken"
MARKUP = (
    f'<script>alert("{SIGN}")</script>',
    f'"><img src=x onerror=alert(1) alt={SIGN}>',
    f"' onmouseover='alert(1)' title='{SIGN}",
    f"</script></title></textarea><svg/onload=alert(1)>{SIGN}",
    f'<a href="javascript:alert(1)">{SIGN}</a><base href="https://kwaad.example/">',
    f"javascript:alert('{SIGN}')",
    f"<!-- {SIGN} ]]> <![CDATA[ --> <kwaad>",
    f"{{{{ {SIGN} }}}}{{% load static %}}${{7*7}} &lt;script&gt; &#60;",
    f"{SIGN} \u202egnp.exe\u2066 \u200b\u0085\x1b[31m\x07",
)
FORMULAS = (
    f'=HYPERLINK("https://kwaad.example/";"{SIGN}")',
    f"=cmd|'/c calc {SIGN}'!A1",
    f"+1+cmd|{SIGN}",
    f"-2+3+cmd|{SIGN}",
    f"@SUM(1+1)*{SIGN}",
    f"\t=1+1 {SIGN}",
    f"\r=1+1 {SIGN}",
    f"'=1+1 {SIGN}",
)
PATHS = (
    f"../../../../etc/passwd-{SIGN}",
    f"..\\..\\windows\\{SIGN}.bat",
    f"C:\\{SIGN}",
    f"/etc/{SIGN}",
    f"file.txt\r\nSet-Cookie: {SIGN}=1\r\n\r\n<script>",
    f"a;b\"c,d'e/{SIGN}.csv",
)
HOSTILE = (*MARKUP, *FORMULAS, *PATHS)
HUGE = f"{'x' * 300_000} {SIGN} {'9' * 400} euro {'0' * 100},5 miljard euro"


def text(number: int) -> str:
    """One of the hostile texts."""
    return HOSTILE[number % len(HOSTILE)]


def hostile_form(number: int) -> Form:
    """A form with another hostile text in each field."""
    a, b, c, d, e = (text(number + shift) for shift in (0, 5, 9, 13, 17))
    return Form(
        code=ActionCode.parse(f"01_02_{number:02}" if number else "é1_ß2_Ⅷ9"),
        title=a,
        notes=(b, f"Zie actie 01_02_01 {c}"),
        budget=f"2017: 1.000 euro {d} {e}",
        responsible=Parties(cabinet=b, administration=c),
        evaluation=d,
        involved=Parties(cabinet=e, people_in_poverty=a, administration=b, other_actors=c),
        summary=HUGE if number == 3 else d,
        milestones=(
            Milestone(Period.parse(f"2015 {e}"), a),
            Milestone(Period.parse("2019 (einddoel)"), b),
        ),
        extra=((c[:40], d),),
        source=Place(number * 10 + 1, number * 10 + 9, number + 1),
    )


def hostile_plan() -> Plan:
    """A plan of as many forms as there are hostile texts."""
    rights = (LegendEntry("01", text(0)), LegendEntry("é1", text(9)))
    offices = (LegendEntry("02", text(1)), LegendEntry("ß2", text(10)))
    forms = tuple(hostile_form(number) for number in range(len(HOSTILE)))
    source = Source(PATHS[0], "0" * 64, "text/plain", 999)
    return Plan(forms, Legend(rights, offices), source, "vapa")


def catalogue() -> list[CatalogueItem]:
    """An item of each kind per hostile text."""
    kinds = ("system", "dataset", "formula", "instrument", "right", "indicator", "actor")
    return [
        CatalogueItem(kind, each[:200], each[:200], ("01_02_01",), each, (each, each), 3)
        for kind in kinds
        for each in HOSTILE
    ]


def take_in_hostile() -> HeldPlan:
    """Take it all in, by the verbs where there is one; gives the plan."""
    lines = [Line(text(number), number + 1, 1) for number in range(400)]
    for edition, name in (("1", text(0)), ("2", text(5))):
        target = Target(PLAN, edition, text(1), name)
        import_plan(hostile_plan(), target, apply=True, lines=lines, **WHO)
    import_catalogue(catalogue(), PLAN, **WHO)
    held = HeldPlan.objects.get(slug=PLAN)
    HeldPlan.objects.filter(pk=held.pk).update(name_en=text(2), government=text(3))
    first, second = Action.objects.filter(plan=held, code__in=("01_02_01", "01_02_02"))
    who = {"by": text(0), "why": text(1)}
    for number, path in enumerate(("title", "summary", "budget")):
        maintain_text(first, path, text(number), **who)
    say_plainly(first, text(2), text(3), **who)
    link_actions(second, first, "merged", decision=text(4), **who)
    record_involvement(first, text(5), phase="evaluation", said=text(6), outcome=text(7), **who)
    Right.objects.filter(plan=held).update(name_en=text(4))
    Edition.objects.filter(plan=held, slug="1").update(decided_on=date(2015, 1, 1))
    _around(held)
    return held


def _around(held: HeldPlan) -> None:
    office = Office.objects.filter(plan=held).first()
    Office.objects.filter(plan=held).update(name=text(0), name_en=text(1))
    Mandate.objects.create(office=office, person=text(2), first_day="2014-01-01", source=text(3))
    Portfolio.objects.create(office=office, name=text(4), name_en=text(5))
    for number, party in enumerate(Party.objects.order_by("pk")[:4]):
        name = text(number)[:200]
        PartyAlias.objects.get_or_create(party=party, folded=f"{SIGN} {number}", name=name)
    indicator = Indicator.objects.filter(plan=held).first()
    measured = Indicator.objects.create(
        plan=held,
        slug="gemeten",
        name=text(1),
        name_en=text(2),
        what=text(3),
        unit=text(4)[:60],
        definition=text(5)[:200],
        version=text(6)[:60],
        definition_url=f"javascript:alert('{SIGN}')//7",
    )
    for year in (2022, 2024):
        Observation.objects.create(
            indicator=measured,
            kind="observed",
            period=text(year),
            first_day=f"{year}-01-01",
            last_day=f"{year}-12-31",
            value=Decimal(year) / 100,
            lower=Decimal(year) / 101,
            upper=Decimal(year) / 99,
            flag=text(year)[:20],
            method=text(year)[:200],
            source=text(year),
            source_url=f"javascript:alert('{SIGN}')//{year}",
            provenance={text(1): text(2), "file": text(3)},
        )
    for number, value in enumerate((Decimal("0.1"), Decimal("-999999999999"), Decimal("5"))):
        Observation.objects.create(
            indicator=indicator,
            kind="observed",
            period=text(number),
            first_day=f"20{10 + number}-01-01",
            last_day=f"20{10 + number}-12-31",
            value=value,
            unit=text(number)[:60],
            breakdown={text(number): text(number + 1)},
            group=text(number)[:300],
            source=text(number),
            source_url=f"javascript:alert('{SIGN}')//{number}",
        )
