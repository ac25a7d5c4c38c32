"""What a measure gives one municipality or organisation, computed from what a form holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from grondrecht.rights.answers import Answer, Assessment, answered
from grondrecht.rights.households import given
from grondrecht.rights.measures import Measure
from grondrecht.rights.questions import unknowns
from grondrecht.rights.reasons import warning
from grondrecht.web.finder import typed
from grondrecht.web.finder.result import amount_words
from grondrecht.web.finder.rules import Rules, in_force
from grondrecht.web.finder.steps import Step, of_input
from grondrecht.web.finder.why import Line, explained
from grondrecht.web.templatetags.look import spoken


@dataclass(frozen=True)
class Field:
    """A question of the form with what was typed, and what is wrong with it."""

    asked: Step
    wrong: str


@dataclass(frozen=True)
class Outcome:
    """What comes out: yes, no or unknown, the amount in words, why, and what is to be told."""

    entitled: str
    amount: str
    lines: tuple[Line, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]


def usual_day(measure: Measure) -> date:
    """Today where the measure holds, else the last day on which it did, else its first."""
    today = timezone.localdate()
    ends = [min(today, each.until) for each in measure.versions if each.first <= today]
    return max(ends, default=measure.versions[0].first)


def fields(held: Rules, measure: Measure, on: date, texts: Mapping[str, str]) -> list[Field]:
    """The questions of a measure on a day, each with what was typed."""
    version = measure.version_on(on)
    return [_field(held, name, texts.get(name, "")) for name in (version.inputs if version else ())]


def _field(held: Rules, name: str, text: str) -> Field:
    asked = held.law.inputs[name]
    try:
        value = typed.answer(asked, text) if text.strip() else ""
    except typed.TypedWrongError as error:
        return Field(replace(of_input(asked, name), value=text[: typed.LONGEST]), str(error))
    return Field(replace(of_input(asked, name), value=value), "")


def outcome(held: Rules, measure: Measure, on: date, asked: list[Field]) -> Outcome:
    """What the measure answers; a field without an answer is not known. No field may be wrong.

    Raises RightsError where the answers together cannot be.
    """
    told = {each.asked.key: each.asked.value for each in asked if each.asked.value}
    known = given({measure.of: {"id": measure.of, **told}}, held.law.inputs)
    made = answered(in_force(held.folder, on, (measure.id,), measure.of), known)
    answer = made.of(measure.id)
    language = spoken()[:2]
    return Outcome(
        answer.entitled,
        "" if answer.entitled == "no" else amount_words(answer, language),
        tuple(line for each in explained([answer], language) for line in each.lines),
        _missing(made, answer, asked),
        tuple(warning(each, language) for each in made.stale),
    )


def _missing(made: Assessment, answer: Answer, asked: list[Field]) -> tuple[str, ...]:
    """The questions without an answer that could still change the outcome or its amount."""
    open_ = {each.key[0] for each in unknowns(made, answer.measure.id)}
    is_amount_open = answer.amount is not None and answer.amount[0] != answer.amount[1]
    return tuple(
        each.asked.title
        for each in asked
        if not each.asked.value and (is_amount_open or each.asked.key in open_)
    )
