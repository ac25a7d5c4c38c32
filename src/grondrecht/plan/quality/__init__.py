"""What is missing in a plan and where it contradicts itself: rules, each a small function."""

from __future__ import annotations

from grondrecht.plan.model import Finding, Plan
from grondrecht.plan.quality import (
    amounts,
    figures,
    identity,
    links,
    milestones,
    offices,
    placeholders,
    presence,
    timing,
    wording,
)
from grondrecht.plan.quality.rules import Remark, Rule

__all__ = ["RULES", "Remark", "Rule", "check"]

RULES: tuple[Rule, ...] = (
    *identity.RULES,
    *links.RULES,
    *offices.RULES,
    *presence.RULES,
    *placeholders.RULES,
    *wording.RULES,
    *milestones.RULES,
    *timing.RULES,
    *amounts.RULES,
    *figures.RULES,
)
"""Every rule, in the order in which they are documented."""


def check(plan: Plan) -> tuple[Finding, ...]:
    """What the rules find in a plan, in document order.

    Findings about the plan as a whole come first; those of one form are ordered by line, then by
    rule. Takes time in proportion to the length of the plan.
    """
    position: dict[int, int] = {}
    for number, form in enumerate(plan.actions):
        position.setdefault(id(form), number)
    found = []
    for order, rule in enumerate(RULES):
        for remark in rule.look(plan):
            finding = rule.finding(remark)
            where = position[id(remark.form)] if remark.form else -1
            found.append(((where, finding.line, order), finding))
    return tuple(finding for _, finding in sorted(found, key=lambda pair: pair[0]))
