"""What is asked next: who lives there, then topic by topic what settles most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from grondrecht.rights.answers import Assessment, answered
from grondrecht.rights.questions import Question, next_question, unknowns
from grondrecht.web.finder import told as forms
from grondrecht.web.finder.asking import Topic
from grondrecht.web.finder.rules import in_force
from grondrecht.web.finder.steps import Step, step
from grondrecht.web.finder.told import AGE, EVERYBODY, UNKNOWN, Known, Told
from grondrecht.web.templatetags.look import spoken

# How many rights are named as the reason of a question.
NAMED = 3
# After so many questions that somebody could not answer, a measure asks no more.
GIVEN_UP = 2
# The name of an input, and what the person is called whom it is about.
Of = tuple[str, str]


def next_step(told: Told) -> Step | None:
    """The next question; None where no answer settles anything any more."""
    for key in _first(told):
        if key not in told.answers:
            return step(told, key)
    household = forms.known(told)
    for number, topic in enumerate(told.topics, 1):
        found = _of_topic(told, household, told.rules.topic(topic), number)
        if found is not None:
            return found
    return None


def _first(told: Told) -> Iterator[str]:
    """What is asked first of all: who lives there, how old they are, and about what."""
    yield from forms.WHO
    if told.rules.asks_age:
        yield from (f"{AGE}@{code}" for code in told.codes)
    if len(told.rules.asking.topics) > 1:
        yield forms.TOPICS


def _of_topic(told: Told, household: Known, topic: Topic, number: int) -> Step | None:
    """The next question about a topic, as the measures themselves choose it."""
    measures = in_force(told.rules.folder, told.day, topic.measures)
    assessment = answered(measures, household.given)
    skipped = _skipped(told, household)
    waiting = _waiting(assessment)
    skipped |= _hopeless(waiting, skipped)
    question = next_question(assessment, skipped)
    if question is None:
        return None
    open_ = {each.key for each in waiting} - skipped
    key = _before(told, _key(question, open_, household), household, skipped)
    total = len(told.topics)
    said = _("Topic %(number)s of %(total)s: %(name)s")
    progress = said % {"number": number, "total": total, "name": topic.names.in_(spoken())}
    return replace(
        step(told, key),
        why="",
        waiting=_names(assessment, question),
        progress=progress if total > 1 else "",
        left=len(open_),
    )


def _skipped(told: Told, household: Known) -> set[Of]:
    """What is not known: the names of inputs, with whom they are about."""
    called = {code: name for name, code in household.codes.items()}
    found = set()
    for key, value in told.answers.items():
        name, _at, code = key.partition("@")
        if value == UNKNOWN:
            whom = called.values() if code == EVERYBODY else [called.get(code, "")]
            found |= {(name, who) for who in whom}
    return found


def _waiting(assessment: Assessment) -> list[Question]:
    """All that may still be asked, each with the measures that wait for it."""
    undecided = {each.measure.id for each in assessment.answers if each.entitled == "unknown"}
    found = {each.key: each for name in undecided for each in unknowns(assessment, name)}
    return list(found.values())


def _hopeless(waiting: list[Question], skipped: set[Of]) -> set[Of]:
    """What only measures wait for of which somebody could not answer two questions already.

    They stay uncertain, and the result says what is still to be told.
    """
    unanswered: dict[str, set[str]] = {}
    for question in waiting:
        for measure in question.waiting if question.key in skipped else ():
            unanswered.setdefault(measure, set()).add(question.input.name)
    given_up = {name for name, names in unanswered.items() if len(names) >= GIVEN_UP}
    return {each.key for each in waiting if given_up.issuperset(each.waiting)}


def _key(question: Question, open_: set[Of], household: Known) -> str:
    """Where the answer goes; of persons of whom the same is open, the first is asked first."""
    name, who = question.key
    if not who:
        return name
    codes = [code for called, code in household.codes.items() if (name, called) in open_]
    return f"{name}@{codes[0] if codes else household.codes[who]}"


def _before(told: Told, key: str, household: Known, skipped: set[Of]) -> str:
    """The question on which another hangs, where that was not answered yet."""
    name, _at, code = key.partition("@")
    called = {each: name for name, each in household.codes.items()}
    for rule in told.rules.asking.taken:
        if not rule.where or name not in rule.inputs:
            continue
        is_of_person = told.rules.law.inputs[rule.where].of == "person"
        gate = rule.where, called[code] if is_of_person else ""
        if gate not in skipped and not _is_known(gate, household):
            return f"{rule.where}@{code}" if is_of_person else rule.where
    return key


def _is_known(asked: Of, household: Known) -> bool:
    name, who = asked
    if not who:
        return name in household.given.one
    return name in household.given.persons[household.given.ids.index(who)]


def _names(assessment: Assessment, question: Question) -> tuple[str, ...]:
    names = {each.measure.id: each.measure.names for each in assessment.answers}
    return tuple(names[each].in_(spoken()) for each in question.waiting[:NAMED])
