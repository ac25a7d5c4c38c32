"""The answers so far, as they travel in the form: read and checked each time, kept nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict

from grondrecht.rights import RightsError
from grondrecht.rights.errors import NO_WORDS
from grondrecht.rights.households import Given, given
from grondrecht.rights.values import text_of, value_of
from grondrecht.rights.vocabulary import Input
from grondrecht.web.finder.asking import Taken
from grondrecht.web.finder.people import MOST_CHILDREN, MOST_OTHERS, Person, names, people
from grondrecht.web.finder.rules import Rules, first_day, last_day

PARTNER, CHILDREN, OTHERS, TOPICS = ".partner", ".children", ".others", ".topics"
WHO = (PARTNER, CHILDREN, OTHERS)
AGE = "age"
UNKNOWN, EVERYBODY = "?", "*"
# A form has no more answers than these, and none is longer.
MOST, LONGEST = 600, 300
_KEY = re.compile(r"([a-z][a-z0-9_]{0,59})(?:@([a-z*]\d{0,2}))?", re.ASCII)
# The finder's own questions, as inputs that no measure names.
_OWN = {
    PARTNER: Input(PARTNER, "household", "yes_no", NO_WORDS, 0, 1),
    CHILDREN: Input(CHILDREN, "household", "number", NO_WORDS, 0, MOST_CHILDREN),
    OTHERS: Input(OTHERS, "household", "number", NO_WORDS, 0, MOST_OTHERS),
}


class UnreadableError(ValueError):
    """A form that was not made by the finder."""


@dataclass(frozen=True)
class Told:
    """What was answered, in order: key -> value as it is written in a household.

    A key is ``.partner``, ``.children``, ``.others``, ``.topics``, the name of an input, or the
    name with ``@`` and the code of a person; ``@*`` is everybody of whom nothing else was told.
    The value ``?`` is not known.
    """

    rules: Rules
    day: date
    answers: Mapping[str, str]

    @property
    def persons(self) -> list[Person]:
        """Who lives in the household, as far as it was told."""
        return people(
            self.answers.get(PARTNER) == "yes",
            int(self.answers.get(CHILDREN, "0")),
            int(self.answers.get(OTHERS, "0")),
        )

    @property
    def topics(self) -> list[str]:
        """The ids of the topics that were chosen; all where none was."""
        chosen = self.answers.get(TOPICS, "").split(",")
        known = [each.id for each in self.rules.asking.topics]
        return [each for each in known if each in chosen] or known

    @property
    def called(self) -> dict[str, str]:
        """Code -> what each person is called."""
        told = {code: self.answers.get(f"{AGE}@{code}", UNKNOWN) for code in self.codes}
        asked = self.rules.asks_age
        ages = {code: int(age) for code, age in told.items() if asked and age != UNKNOWN}
        return names(self.persons, ages)

    @property
    def codes(self) -> list[str]:
        """The codes of the persons."""
        return [each.code for each in self.persons]

    @property
    def pairs(self) -> list[str]:
        """The answers as the form carries them."""
        return [f"{key}={value}" for key, value in self.answers.items()]

    def with_(self, key: str, value: str, instead: str = "") -> Told:
        """The same with an answer more, or in the place of the one that it is ``instead`` of."""
        old = {key, instead}
        answers: dict[str, str] = {}
        for held, was in self.answers.items():
            if held not in old:
                answers[held] = was
            elif key not in answers:
                answers[key] = value
        return replace(self, answers=answers | {key: value})._without_strangers()

    def without_last(self) -> tuple[Told, str, str]:
        """The same before the last answer, with its key and value. Raises IndexError."""
        *before, (key, value) = self.answers.items()
        return replace(self, answers=dict(before)), key, value

    def _without_strangers(self) -> Told:
        """Without what was said of persons who no longer live there."""
        codes = {each.code for each in self.persons} | {EVERYBODY, ""}
        held = {key: value for key, value in self.answers.items() if person_of(key) in codes}
        return replace(self, answers=held)


def person_of(key: str) -> str:
    """The code of the person whom a key is about; empty for the household."""
    return key.partition("@")[2]


def read(post: QueryDict, rules: Rules) -> Told:
    """The answers that a form carries. Raises UnreadableError for any that cannot be so."""
    pairs = post.getlist("a")
    if len(pairs) > MOST or any(len(pair) > LONGEST for pair in pairs):
        raise UnreadableError("more than there are questions")
    answers = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    if len(answers) < len(pairs):
        raise UnreadableError("an answer without its question, or twice")
    told = Told(rules, _day(post.get("op", ""), rules), {})
    for key in (*WHO, TOPICS):
        if key in answers:
            refuse(told, key, answers[key])
    told = replace(told, answers=answers)
    for key, value in answers.items():
        refuse(told, key, value)
    return told


def _day(text: str, rules: Rules) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UnreadableError("no day") from error
    if not first_day(rules) <= day <= last_day(rules):
        raise UnreadableError("a day without rules")
    return day


def refuse(told: Told, key: str, value: str) -> None:
    """Raise UnreadableError where an answer cannot be: its question, its person or its value."""
    known_topics = {each.id for each in told.rules.asking.topics}
    if key == TOPICS:
        fits = set(filter(None, value.split(","))) <= known_topics
    else:
        fits = _fits(told, key, value)
    if not fits:
        raise UnreadableError(key[:60])


def _fits(told: Told, key: str, value: str) -> bool:
    held = input_of(told, key)
    if held is None or (value == UNKNOWN and key in _OWN):
        return False
    if value == UNKNOWN:
        return True
    try:
        return text_of(held, value_of(held, value, key)) == value
    except RightsError:
        return False


def input_of(told: Told, key: str) -> Input | None:
    """The input that a key asks, where there is such a question to one of this household."""
    if key in _OWN:
        return _OWN[key]
    found = _KEY.fullmatch(key)
    held = told.rules.law.inputs.get(found[1]) if found else None
    if found is None or held is None or held.name == "role":
        return None
    if held.of == "person":
        codes = [each.code for each in told.persons]
        is_told = found[2] in codes or (found[2] == EVERYBODY and held.name != AGE)
        return held if is_told else None
    return held if held.of == "household" and found[2] is None else None


@dataclass(frozen=True)
class Known:
    """What a household is computed with: as told, and what was taken without asking.

    ``codes`` are those of the persons by what they are called; ``taken`` says of each reason for
    taking something whom it is about.
    """

    given: Given
    codes: Mapping[str, str]
    taken: Mapping[int, list[str]]


def known(told: Told) -> Known:
    """The household as the measures take it."""
    called = told.called
    persons = {each.code: {"role": each.role} for each in told.persons}
    household: dict[str, object] = {}
    for key, value in told.answers.items():
        name, _at, who = key.partition("@")
        if who == EVERYBODY and value != UNKNOWN:
            _fill(persons, name, value, told)
        elif who != EVERYBODY and value != UNKNOWN and not key.startswith("."):
            (persons[who] if who else household)[name] = value
    taken = _take(persons, household, told)
    listed = [{"id": called[code], **held} for code, held in persons.items()]
    made = given({**household, "persons": listed}, told.rules.law.inputs)
    whom = {number: [called[code] for code in codes] for number, codes in taken.items()}
    return Known(made, {name: code for code, name in called.items()}, whom)


def _fill(persons: Mapping[str, dict[str, str]], name: str, value: str, told: Told) -> None:
    """Say of everybody what was not said of one alone."""
    for code, held in persons.items():
        if f"{name}@{code}" not in told.answers:
            held[name] = value


def _take(
    persons: Mapping[str, dict[str, str]], household: Mapping[str, object], told: Told
) -> dict[int, list[str]]:
    """Fill in what another answer says already; which reason (by its place) about whom."""
    found: dict[int, list[str]] = {}
    for number, rule in enumerate(told.rules.asking.taken):
        for code, held in persons.items():
            names = [name for name in rule.inputs if name not in held]
            if names and _holds(rule, {**household, **held}):
                held |= dict.fromkeys(names, rule.value)
                found.setdefault(number, []).append(code)
    return found


def _holds(rule: Taken, held: Mapping[str, object]) -> bool:
    """Whether a reason for taking something applies to a person."""
    if rule.where:
        return held.get(rule.where) == rule.has
    if AGE not in held:
        return False
    age = int(str(held[AGE]))
    return (rule.below is not None and age < rule.below) or (
        rule.since is not None and age >= rule.since
    )
