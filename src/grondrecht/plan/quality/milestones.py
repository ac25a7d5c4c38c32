"""Rules about what the milestones promise, from the baseline to the end goal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from grondrecht.plan.model import Form, Plan
from grondrecht.plan.quality.rules import (
    Remark,
    Rule,
    filler,
    folded,
    is_blank,
    listed,
    on_row,
    per_form,
    shown,
)
from grondrecht.plan.quality.timing import plan_term

_GOES_ON = re.compile(
    r"(?:verdere? )?(?:continu\w+|verder ?zett?\w*|voortzett?\w*|voortzetting|bestendig\w*|"
    r"doorlopend|idem|ongoing|zie (?:boven|hierboven|20\d\d)|same as above)\b",
    re.IGNORECASE,
)
_FEW = 8  # words; a longer text says more than that things go on


def _goals(form: Form, stage: str, year: int | None) -> list[int]:
    """The numbers of the milestones of a stage: by its words, else by the plan's usual year."""
    named = [n for n, m in enumerate(form.milestones) if m.period.stage == stage]
    return named or [n for n, m in enumerate(form.milestones) if year in m.period.years]


def missing_baseline(plan: Plan) -> Iterator[Remark]:
    """No row for the start, or one without text."""
    year, _ = plan_term(plan)
    lacking = _without(plan.actions, "baseline", year, ("beginsituatie", "baseline"))
    yield from per_form(
        plan, lacking, "beschrijft een beginsituatie", "states a baseline", "milestones"
    )


def missing_goal(plan: Plan) -> Iterator[Remark]:
    """No row for the end, or one without text."""
    _, year = plan_term(plan)
    lacking = _without(plan.actions, "final", year, ("einddoel", "end goal"))
    yield from per_form(plan, lacking, "noemt een einddoel", "states an end goal", "milestones")


def _without(
    forms: Iterable[Form], stage: str, year: int | None, name: tuple[str, str]
) -> Iterator[Remark]:
    nl, en = name
    for form in forms:
        rows = _goals(form, stage, year)
        if form.milestones and not rows:
            periods = [shown(m.period.text) for m in form.milestones]
            yield Remark(
                form, "milestones", f"De mijlpalen ({listed(periods)}) hebben geen {nl}.",
                f"The milestones ({listed(periods, 'and')}) have no {en}.",
            )  # fmt: skip
        elif rows and all(is_blank(form.milestones[n].text) for n in rows):
            yield _empty_row(form, rows[0], name)


def _empty_row(form: Form, number: int, name: tuple[str, str]) -> Remark:
    milestone = form.milestones[number]
    period = shown(milestone.period.text)
    return on_row(
        form,
        number,
        f"Het {name[0]} {period} is leeg: er staat {filler(milestone.text, 'niets')}."
        if name[0].startswith("eind")
        else f"De {name[0]} {period} is leeg: er staat {filler(milestone.text, 'niets')}.",
        f"The {name[1]} {period} is empty: it holds {filler(milestone.text, 'nothing')}.",
    )


def missing_milestones(plan: Plan) -> Iterator[Remark]:
    """Forms that promise nothing for any period."""
    lacking = (
        Remark(form, "milestones", "De fiche heeft geen mijlpalen.", "The form has no milestones.")
        for form in plan.actions
        if not form.milestones
    )
    yield from per_form(plan, lacking, "heeft mijlpalen", "has milestones", "milestones")


def empty_milestones(plan: Plan) -> Iterator[Remark]:
    """Rows between start and end that have a period and no text."""
    start, end = plan_term(plan)
    for form in plan.actions:
        ends = {*_goals(form, "baseline", start), *_goals(form, "final", end)}
        empty = [
            number
            for number, milestone in enumerate(form.milestones)
            if is_blank(milestone.text) and number not in ends
        ]
        if empty:
            periods = [shown(form.milestones[number].period.text) for number in empty]
            yield on_row(
                form,
                empty[0],
                f"Voor {listed(periods)} is niets beloofd of gemeld.",
                f"Nothing is promised or reported for {listed(periods, 'and')}.",
            )


def copied_milestones(plan: Plan) -> Iterator[Remark]:
    """The same text for two or more periods."""
    for form in plan.actions:
        groups: dict[str, list[int]] = {}
        for number, milestone in enumerate(form.milestones):
            groups.setdefault(folded(milestone.text).casefold(), []).append(number)
        for text, numbers in groups.items():
            if len(numbers) > 1 and not is_blank(text):
                yield _copied(form, numbers)


def _copied(form: Form, numbers: list[int]) -> Remark:
    periods = [shown(form.milestones[number].period.text) for number in numbers]
    words = shown(form.milestones[numbers[0]].text)
    return on_row(
        form,
        numbers[1],
        f"Voor {listed(periods)} staat dezelfde tekst: {words}.",
        f"The same text stands for {listed(periods, 'and')}: {words}.",
    )


def goal_goes_on(plan: Plan) -> Iterator[Remark]:
    """An end goal that only says that things go on."""
    _, end = plan_term(plan)
    goals = ((form, number) for form in plan.actions for number in _goals(form, "final", end))
    for form, number in goals:
        text = folded(form.milestones[number].text)
        short = len(text.split()) <= _FEW and not re.search(r"\d%|\d{1,3}\s[a-z]", text)
        if short and _GOES_ON.match(text.lstrip("-• ")):
            yield on_row(
                form,
                number,
                f"Het einddoel zegt alleen dat het verdergaat: {shown(text)}.",
                f"The end goal only says that it goes on: {shown(text)}.",
            )


RULES = (
    Rule(
        "missing-milestones", "warning",
        "Geen mijlpalen", "No milestones",
        "Zonder mijlpaal valt niets op te volgen. Zeg wat er tegen wanneer zal zijn.",
        "Without a milestone nothing can be followed. Say what there will be by when.",
        missing_milestones,
    ),
    Rule(
        "missing-baseline", "warning",
        "Geen beginsituatie", "No baseline",
        "Er is geen rij voor de beginfase (nulmeting), of ze is leeg: vooruitgang valt dan niet te "
        "meten. Een rij zonder die woorden telt mee als ze over het gewone beginjaar gaat.",
        "There is no row for the start, or it is empty: progress cannot be measured. A row without "
        "those words counts where it covers the usual first year.",
        missing_baseline,
    ),
    Rule(
        "missing-goal", "warning",
        "Geen einddoel", "No end goal",
        "Er is geen rij voor het einddoel, of ze is leeg. Een rij zonder dat woord telt mee als ze "
        "over het gewone eindjaar gaat.",
        "There is no row for the end goal, or it is empty. A row without that word counts where it "
        "covers the usual last year.",
        missing_goal,
    ),
    Rule(
        "empty-milestone", "warning",
        "Mijlpaal zonder tekst", "Milestone without text",
        "Een periode tussen begin en einde heeft geen tekst.",
        "A period between start and end has no text.",
        empty_milestones,
    ),
    Rule(
        "copied-milestone", "note",
        "Zelfde tekst voor meer mijlpalen", "Same text for several milestones",
        "Twee of meer periodes dragen woord voor woord dezelfde tekst: er valt geen vooruitgang af "
        "te lezen.",
        "Two or more periods carry the same text to the word: no progress can be read from it.",
        copied_milestones,
    ),
    Rule(
        "goal-without-result", "note",
        "Einddoel zonder resultaat", "End goal without a result",
        "Het einddoel zegt alleen dat de werking voortgaat, niet wat er dan bereikt is.",
        "The end goal says only that things go on, not what will have been reached.",
        goal_goes_on,
    ),
)  # fmt: skip
