"""Rules about the periods of milestones: the term of the plan, their order, their years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from grondrecht.plan.model import Form, Milestone, Plan
from grondrecht.plan.quality.rules import Remark, Rule, filler, on_row, rows, shown

Term = tuple[int | None, int | None]


def plan_term(plan: Plan) -> Term:
    """First and last year of the plan: its most usual baseline and end-goal periods.

    None where the plan has no such period; ties go to the wider term.
    """
    periods = [milestone.period for form in plan.actions for milestone in form.milestones]
    starts = Counter(p.years[0] for p in periods if p.stage == "baseline" and p.years)
    ends = Counter(p.years[-1] for p in periods if p.stage == "final" and p.years)
    start = min(starts, key=lambda year: (-starts[year], year), default=None)
    end = max(ends, key=lambda year: (ends[year], year), default=None)
    return start, end


def outside_term(plan: Plan) -> Iterator[Remark]:
    """Periods that begin before the plan's first year or end after its last."""
    start, end = plan_term(plan)
    term = f"{start or '…'}-{end or '…'}"
    for form, number, milestone in rows(plan):
        years, period = milestone.period.years, shown(milestone.period.text)
        if years and ((start and years[0] < start) or (end and years[-1] > end)):
            yield on_row(
                form,
                number,
                f"De periode {period} valt buiten de looptijd van het plan ({term}).",
                f"The period {period} lies outside the plan's term ({term}).",
            )


def out_of_order(plan: Plan) -> Iterator[Remark]:
    """Rows whose period begins before that of the row above."""
    for form in plan.actions:
        dated = [(n, m) for n, m in enumerate(form.milestones) if m.period.years]
        for (_, before), (number, after) in pairwise(dated):
            if after.period.years[0] < before.period.years[0]:
                yield _pair(
                    form, number, before, after,
                    ("staat na", "maar begint eerder"), ("comes after", "but begins earlier"),
                )  # fmt: skip


def period_twice(plan: Plan) -> Iterator[Remark]:
    """Two rows for the same period."""
    for form in plan.actions:
        seen: dict[object, Milestone] = {}
        for number, milestone in enumerate(form.milestones):
            period = milestone.period
            key = (period.years, period.first, period.last)
            if period.years and key in seen:
                yield _pair(
                    form, number, seen[key], milestone,
                    ("zegt hetzelfde als", "en staat er dus tweemaal"),
                    ("says the same as", "so it stands there twice"),
                )  # fmt: skip
            seen.setdefault(key, milestone)


def _pair(
    form: Form,
    number: int,
    before: Milestone,
    after: Milestone,
    nl: tuple[str, str],
    en: tuple[str, str],
) -> Remark:
    first, second = shown(before.period.text), shown(after.period.text)
    return on_row(
        form,
        number,
        f"De periode {second} {nl[0]} {first}, {nl[1]}.",
        f"The period {second} {en[0]} {first}, {en[1]}.",
    )


def without_year(plan: Plan) -> Iterator[Remark]:
    """Periods from which no year can be read."""
    for form, number, milestone in rows(plan):
        text = milestone.period.text
        if not milestone.period.years:
            yield on_row(
                form,
                number,
                f"De periode noemt geen jaar: {filler(text, 'niets')}.",
                f"The period names no year: {filler(text, 'nothing')}.",
            )


RULES = (
    Rule(
        "period-outside-term", "note",
        "Periode buiten de looptijd", "Period outside the term",
        "De looptijd is wat in dit plan het gewoonst is als eerste jaar van de beginfase en "
        "laatste jaar van het einddoel. Wat erbuiten valt bindt een andere regering of is voorbij.",
        "The term is what is most usual in this plan as first year of the baseline and last "
        "year of the end goal. What lies outside binds another government or is past.",
        outside_term,
    ),
    Rule(
        "milestones-out-of-order", "warning",
        "Mijlpalen niet op volgorde", "Milestones out of order",
        "Een mijlpaal begint eerder dan die erboven: staan teksten bij het verkeerde jaar?",
        "A milestone begins before the one above it: texts may stand beside the wrong year.",
        out_of_order,
    ),
    Rule(
        "period-twice", "warning",
        "Tweemaal dezelfde periode", "The same period twice",
        "Twee rijen gaan over dezelfde periode.",
        "Two rows are about the same period.",
        period_twice,
    ),
    Rule(
        "period-without-year", "warning",
        "Periode zonder jaar", "Period without a year",
        "Uit de periode valt geen jaar op te maken, dus ook geen termijn.",
        "No year can be read from the period, so no deadline either.",
        without_year,
    ),
)  # fmt: skip
