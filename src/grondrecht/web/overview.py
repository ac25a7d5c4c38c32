"""What a plan promises, in numbers, each with the address of what it counts.

What search counts too is counted from what search counts (SearchEntry), so that a number and the
list behind it agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grondrecht.registry.models import (
    Action,
    Edition,
    Form,
    Indicator,
    Instrument,
    Office,
    Plan,
    QualityFinding,
    Right,
    SearchEntry,
)
from grondrecht.web.action_page import title_of_rule
from grondrecht.web.pages import at
from grondrecht.web.party_page import of_plan
from grondrecht.web.searching import name_of_office

LEVELS = ("error", "warning", "note")
# How many rules of each level the home page of a plan names; the others are a click away.
RULES = 5


@dataclass(frozen=True)
class Counts:
    """The actions of a plan by their values per facet, as search counts them."""

    facets: Sequence[Mapping[str, Sequence[str]]]

    def among(self, name: str, value: str) -> Counts:
        """The counts of those that have a value alone."""
        return Counts([row for row in self.facets if value in row.get(name, ())])

    @property
    def actions(self) -> int:
        """How many actions there are."""
        return len(self.facets)

    def by(self, name: str) -> Counter[str]:
        """Value of a facet -> how many actions have it."""
        return Counter(value for row in self.facets for value in row.get(name, ()))

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """(right, office) -> how many actions have both."""
        return Counter(
            (right, office)
            for row in self.facets
            for right in row.get("right", ())
            for office in row.get("office", ())
        )


def counts_of(plan: Plan) -> Counts:
    """The counts of a plan's actions. One query."""
    return counts_of_each([plan])[plan.slug]


def counts_of_each(plans: Iterable[Plan]) -> dict[str, Counts]:
    """Per slug the counts of these plans' actions. One query, through the index of actions."""
    shown = list(plans)
    actions = Action.objects.filter(plan__in=shown).values("pk")
    rows: dict[str, list[Mapping[str, Sequence[str]]]] = {plan.slug: [] for plan in shown}
    held = SearchEntry.objects.filter(action_id__in=actions)
    for slug, facets in held.values_list("plan", "facets"):
        rows[slug].append(facets)
    return {slug: Counts(own) for slug, own in rows.items()}


@dataclass(frozen=True)
class Printed:
    """The newest edition of a plan: how many forms it prints, and the codes printed more often."""

    edition: Edition | None
    forms: int = 0
    again: Sequence[str] = ()


def printed(plan: Plan) -> Printed:
    """What the newest edition of a plan prints. Two queries."""
    edition = newest_edition(plan)
    if edition is None:
        return Printed(None)
    codes = Form.objects.filter(edition=edition).order_by().values_list("action__code")
    counts = dict(codes.annotate(times=Count("pk")))
    again = sorted(code for code, times in counts.items() if times > 1)
    return Printed(edition, sum(counts.values()), again)


def newest_edition(plan: Plan) -> Edition | None:
    """The edition in force; None where nothing was imported. One query."""
    return Edition.objects.filter(plan=plan).order_by("-position").defer("legend").first()


def figures(plan: Plan, counts: Counts, **chosen: str) -> list[dict[str, Any]]:
    """The key figures of actions: how many there are and how many state what one may expect."""
    has = counts.by("has")
    sentences = {
        "money": _("state an amount of money"),
        "end_goal": _("state an end goal"),
        "baseline": _("state where things stood at the start"),
        "indicator": _("name an indicator"),
        "involvement": _("say how people in poverty take part"),
    }
    return [
        {
            "count": counts.actions,
            "label": ngettext("action", "actions", counts.actions),
            "address": at(plan.slug, "zoeken", **chosen),
        },
        *(
            {
                "count": has[name],
                "of": counts.actions,
                "label": sentence,
                "address": at(plan.slug, "zoeken", **chosen, has=name),
            }
            for name, sentence in sentences.items()
        ),
    ]


def per_right(
    plan: Plan, rights: Iterable[Right], counts: Counts, **chosen: str
) -> list[dict[str, Any]]:
    """The rights with their numbers of actions; ``search`` keeps what else is chosen."""
    held = counts.by("right")
    return [
        {
            "right": right,
            "address": at(plan.slug, "grondrechten", right.code),
            "count": held[right.code],
            "search": at(plan.slug, "zoeken", **chosen, right=right.code),
        }
        for right in rights
    ]


def per_office(
    plan: Plan, offices: Iterable[Office], counts: Counts, **chosen: str
) -> list[dict[str, Any]]:
    """The offices with their numbers of actions; ``search`` keeps what else is chosen."""
    held = counts.by("office")
    return [
        {
            "office": office,
            "label": name_of_office(office),
            "address": at(plan.slug, "ambten", office.code),
            "count": held[office.code],
            "search": at(plan.slug, "zoeken", **chosen, office=office.code),
        }
        for office in offices
    ]


def periods(plan: Plan, counts: Counts) -> list[dict[str, Any]]:
    """The years that milestones are for, with how many actions have one."""
    return [
        {"year": year, "count": count, "address": at(plan.slug, "zoeken", period=year)}
        for year, count in sorted(counts.by("period").items())
    ]


def quality(plan: Plan, edition: Edition | None) -> list[dict[str, Any]]:
    """Per level what the rules found in an edition: how often, and the rules most often broken.
    One query.
    """
    found = QualityFinding.objects.filter(edition=edition).order_by()
    rows = list(found.values_list("level", "rule").annotate(times=Count("pk")))
    made = []
    for level in LEVELS:
        own = sorted((row for row in rows if row[0] == level), key=lambda row: (-row[2], row[1]))
        if own:
            rules = [_rule(plan, rule, times) for _level, rule, times in own]
            made.append(
                {
                    "level": level,
                    "count": sum(rule["count"] for rule in rules),
                    "rules": rules[:RULES],
                    "more": len(rules) - RULES if len(rules) > RULES else 0,
                    "most": rules[0]["count"],
                }
            )
    return made


def _rule(plan: Plan, rule: str, times: int) -> dict[str, Any]:
    address = at(plan.slug, "kwaliteit", regel=rule)
    return {"title": title_of_rule(rule), "count": times, "address": address}


def beside(plan: Plan) -> list[dict[str, Any]]:
    """What the register holds beside actions: parties, instruments, indicators. Three queries."""
    parties = of_plan(plan).count()
    instruments = Instrument.objects.filter(plan=plan).count()
    indicators = Indicator.objects.of_forms().filter(plan=plan).count()
    rows = (
        (parties, _("parties that are named"), "partijen"),
        (instruments, _("instruments that the forms speak of"), "instrumenten"),
        (indicators, _("indicators that the forms speak of"), "indicatoren"),
    )
    return [
        {"count": count, "label": label, "address": at(plan.slug, path)}
        for count, label, path in rows
    ]
