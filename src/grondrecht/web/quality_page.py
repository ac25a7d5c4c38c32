"""What there is to mend in a plan: counted per rule and per office, and listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from grondrecht.plan.quality import RULES
from grondrecht.registry.models import Edition, Office, Plan, QualityFinding
from grondrecht.web.action_page import help_of_rule, rules, speaks_english, title_of_rule
from grondrecht.web.pages import at
from grondrecht.web.searching import name_of_office

LEVELS = ("error", "warning", "note")
# The office of findings about the plan as a whole, in addresses.
WHOLE = "geen"
HEADINGS = (
    ("editie", 12),
    ("regel van controle", 26),
    ("wat", 34),
    ("niveau", 12),
    ("ambt", 8),
    ("actie", 12),
    ("titel van de actie", 40),
    ("melding", 80),
    ("melding (Engels)", 80),
    ("regel in het document", 12),
    ("adres", 60),
)


@dataclass(frozen=True)
class Choice:
    """Which findings are asked for: of a rule, of an office, of a level; empty is all."""

    rule: str = ""
    office: str = ""
    level: str = ""

    def __bool__(self) -> bool:
        return bool(self.rule or self.office or self.level)

    def address(self, plan: str, page: str = "kwaliteit") -> str:
        """The address of these findings, as a page or a file."""
        pairs = (("regel", self.rule), ("ambt", self.office), ("niveau", self.level))
        return at(plan, page, **{name: value for name, value in pairs if value})


def choice_in(request: HttpRequest, offices: Sequence[Office]) -> Choice:
    """What the address asks for; what the plan and the rules do not know counts as not asked."""
    rule, level = request.GET.get("regel", ""), request.GET.get("niveau", "")
    office = request.GET.get("ambt", "")
    known = {each.code for each in offices} | {WHOLE}
    return Choice(
        rule=rule if rule in rules() else "",
        office=office if office in known else "",
        level=level if level in LEVELS else "",
    )


def findings_of(edition: Edition | None, choice: Choice) -> QuerySet[QualityFinding]:
    """The findings of an edition that are asked for, in the order of the document."""
    found = QualityFinding.objects.filter(edition=edition)
    if choice.rule:
        found = found.filter(rule=choice.rule)
    if choice.level:
        found = found.filter(level=choice.level)
    if choice.office == WHOLE:
        found = found.filter(action__office__isnull=True)
    elif choice.office:
        found = found.filter(action__office__code=choice.office)
    return found.select_related("action__office").order_by("position")


def counted(edition: Edition | None) -> list[tuple[str, str, str, int]]:
    """How many findings there are per (rule, level, office). One query; all counts come from it."""
    rows = QualityFinding.objects.filter(edition=edition).order_by()
    grouped = rows.values_list("rule", "level", "action__office__code")
    return [
        (rule, level, office or WHOLE, count)
        for rule, level, office, count in grouped.annotate(count=Count("pk"))
    ]


def by_level(
    rows: Sequence[tuple[str, str, str, int]], plan: str, choice: Choice
) -> list[dict[str, Any]]:
    """The figures above the page: how many findings of each level."""
    counts: Counter[str] = Counter()
    for rule, level, office, count in rows:
        if choice.rule in ("", rule) and choice.office in ("", office):
            counts[level] += count
    names = {
        "error": (_("errors"), _("The plan contradicts itself.")),
        "warning": (_("warnings"), _("Something is missing that the form asks for.")),
        "note": (_("remarks"), _("Worth a look.")),
    }
    return [
        {
            "count": counts[level],
            "label": names[level][0],
            "sentence": names[level][1],
            "address": replace(choice, level=level).address(plan),
        }
        for level in LEVELS
    ]


def by_rule(
    rows: Sequence[tuple[str, str, str, int]], plan: str, choice: Choice
) -> list[dict[str, Any]]:
    """The rules that found something within the choice, errors first, then the most findings."""
    counts: Counter[str] = Counter()
    worst: dict[str, int] = {}
    for rule, level, office, count in rows:
        if choice.office in ("", office) and choice.level in ("", level):
            counts[rule] += count
            worst[rule] = min(worst.get(rule, len(LEVELS)), LEVELS.index(level))
    return [
        {
            "level": LEVELS[worst[rule]],
            "title": title_of_rule(rule),
            "help": help_of_rule(rule),
            "count": counts[rule],
            "address": replace(choice, rule=rule).address(plan),
        }
        for rule in sorted(counts, key=lambda rule: (worst[rule], -counts[rule], rule))
    ]


def by_office(
    rows: Sequence[tuple[str, str, str, int]],
    plan: str,
    choice: Choice,
    offices: Sequence[Office],
) -> list[dict[str, Any]]:
    """What each office has to mend within the choice: all, and how many of each level."""
    counts: Counter[tuple[str, str]] = Counter()
    for rule, level, office, count in rows:
        if choice.rule in ("", rule) and choice.level in ("", level):
            counts[office, level] += count
    named = [(each.code, name_of_office(each)) for each in offices]
    made = [
        {
            "code": "" if code == WHOLE else code,
            "name": name,
            "levels": [counts[code, level] for level in LEVELS],
            "count": sum(counts[code, level] for level in LEVELS),
            "address": replace(choice, office=code).address(plan),
        }
        for code, name in [*named, (WHOLE, _("The plan as a whole"))]
    ]
    return [row for row in made if row["count"]]


def quiet_rules(rows: Sequence[tuple[str, str, str, int]]) -> list[str]:
    """What the rules look for that found nothing in the whole edition."""
    loud = {row[0] for row in rows}
    return [title_of_rule(rule.id) for rule in RULES if rule.id not in loud]


def listed(plan: Plan, found: Sequence[QualityFinding]) -> list[dict[str, Any]]:
    """Findings as the page lists them, those of one action together under its title."""
    made = []
    for _pk, group in groupby(found, key=lambda each: each.action_id):
        rows = list(group)
        action = rows[0].action
        made.append(
            {
                "code": action.code if action else "",
                "action": action.title if action else "",
                "office": name_of_office(action.office) if action and action.office else "",
                "address": at(plan.slug, "acties", action.code) if action else "",
                "findings": [_finding(plan, each) for each in rows],
            }
        )
    return made


def _finding(plan: Plan, each: QualityFinding) -> dict[str, Any]:
    return {
        "level": each.level,
        "title": title_of_rule(each.rule),
        "message": each.message_en if speaks_english() else each.message,
        "line": each.line,
        "address": address_of(plan, each),
    }


def address_of(plan: Plan, finding: QualityFinding) -> str:
    """The page of the action of a finding, at the line it is about; empty for the whole plan."""
    if finding.action is None:
        return ""
    line = f"#regel-{finding.line}" if finding.line else ""
    return f"{at(plan.slug, 'acties', finding.action.code)}{line}"


def chosen(plan: str, choice: Choice, offices: Sequence[Office]) -> list[dict[str, str]]:
    """What is chosen, each with the address of the page without it."""
    names = {each.code: name_of_office(each) for each in offices}
    names[WHOLE] = _("The plan as a whole")
    levels = {"error": _("Errors"), "warning": _("Warnings"), "note": _("Remarks")}
    rows = (
        (title_of_rule(choice.rule) if choice.rule else "", replace(choice, rule="")),
        (names.get(choice.office, ""), replace(choice, office="")),
        (levels.get(choice.level, ""), replace(choice, level="")),
    )
    return [{"label": label, "address": rest.address(plan)} for label, rest in rows if label]


def table(
    plan: Plan, edition: Edition | None, found: QuerySet[QualityFinding], public_url: str
) -> Iterator[Sequence[str | int]]:
    """The findings as rows under HEADINGS."""
    levels = {"error": "fout", "warning": "waarschuwing", "note": "aandachtspunt"}
    for each in found:
        action = each.action
        yield (
            edition.slug if edition else "",
            each.rule,
            rules()[each.rule].title if each.rule in rules() else each.rule,
            levels.get(each.level, each.level),
            action.office.code if action and action.office else "",
            action.code if action else "",
            " ".join(action.title.split()) if action else "",
            each.message,
            each.message_en,
            each.line,
            f"{public_url}{address_of(plan, each)}" if action else "",
        )
