"""What the finder answers: what somebody seems entitled to, maybe, or not, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from grondrecht.rights.answers import Answer, Assessment, answered
from grondrecht.rights.graph import needed
from grondrecht.rights.measures import Measure
from grondrecht.rights.questions import unknowns
from grondrecht.rights.reasons import amount_text, warning
from grondrecht.rights.wording import money_text
from grondrecht.web.finder import steps
from grondrecht.web.finder.rules import in_force
from grondrecht.web.finder.told import UNKNOWN, Known, Told, known
from grondrecht.web.finder.why import Explained, explained, why_not
from grondrecht.web.site_page import on_site
from grondrecht.web.templatetags.look import spoken

# What has to be asked for comes before what comes by itself.
FIRST = ("on_request", "partly", "automatic")
# How many questions that are still open are named with a right.
ASKED = 4


@dataclass(frozen=True)
class Asked:
    """Something that is still to be told: where its answer goes, and the question."""

    key: str
    title: str
    was_skipped: bool


@dataclass(frozen=True)
class Entry:
    """A measure in the result. ``whom`` are those for whom it is so; nobody where it is for all."""

    measure: Measure
    name: str
    what: str
    how: str
    award: str
    do: str
    granted_by: str
    whom: tuple[str, ...]
    perhaps: tuple[str, ...]
    amounts: tuple[str, ...]
    asked: tuple[Asked, ...]
    why: tuple[Explained, ...]
    open: tuple[str, ...]
    warnings: tuple[str, ...]
    address: str


@dataclass(frozen=True)
class Result:
    """All that can be said: in each list what has to be done first comes first."""

    yes: tuple[Entry, ...]
    maybe: tuple[Entry, ...]
    no: tuple[Entry, ...]
    taken: tuple[tuple[str, tuple[str, ...]], ...]
    warnings: int

    @property
    def to_ask(self) -> int:
        """How many of the rights have to be asked for."""
        return sum(each.how != "automatic" for each in self.yes)


def result_of(told: Told) -> Result:
    """What the answers so far lead to."""
    household = known(told)
    names = [name for each in told.topics for name in told.rules.topic(each).measures]
    assessment = answered(in_force(told.rules.folder, told.day, tuple(names)), household.given)
    order = {name: at for at, name in enumerate(names)}
    grouped: dict[str, list[Answer]] = {}
    for answer in assessment.answers:
        grouped.setdefault(answer.measure.id, []).append(answer)
    lists: dict[str, list[Entry]] = {"yes": [], "unknown": [], "no": []}
    for answers in sorted(grouped.values(), key=lambda each: _place(each[0].measure, order)):
        lists[_best(answers)].append(_entry(told, household, assessment, answers))
    language = spoken()
    taken = [
        (told.rules.asking.taken[number].why.in_(language), tuple(whom))
        for number, whom in household.taken.items()
    ]
    return Result(
        tuple(lists["yes"]),
        tuple(lists["unknown"]),
        tuple(lists["no"]),
        tuple(taken),
        len(assessment.stale),
    )


def _place(measure: Measure, order: dict[str, int]) -> tuple[int, int]:
    return FIRST.index(measure.how), order[measure.id]


def _best(answers: Sequence[Answer]) -> str:
    outcomes = [each.entitled for each in answers]
    return next(each for each in ("yes", "unknown", "no") if each in outcomes)


def _entry(
    told: Told, household: Known, assessment: Assessment, answers: Sequence[Answer]
) -> Entry:
    measure, language, best = answers[0].measure, spoken(), _best(answers)
    those = [each for each in answers if each.entitled == best]
    is_for_person = measure.of == "person"
    perhaps = [each.who for each in answers if best == "yes" and each.entitled == "unknown"]
    stale = [each for each in assessment.stale if each.measure == measure.id]
    return Entry(
        measure=measure,
        name=measure.names.in_(language),
        what=measure.what.in_(language),
        how=measure.how,
        award=measure.award.in_(language),
        do=measure.do.in_(language),
        granted_by=measure.granted_by.in_(language),
        whom=tuple(each.who for each in those) if is_for_person else (),
        perhaps=tuple(perhaps) if is_for_person else (),
        amounts=() if best == "no" else tuple(_amounts(those, language)),
        asked=() if best == "no" else _asked(told, household, assessment, answers),
        why=tuple(why_not(those, language) if best == "no" else explained(those, language)),
        open=tuple(each.in_(language) for each in measure.open),
        warnings=tuple(warning(each, language) for each in stale),
        address=on_site("rechten", measure.id),
    )


def _amounts(answers: Sequence[Answer], language: str) -> list[str]:
    """The amounts in words, each with for whom where they differ."""
    found: dict[str, list[str]] = {}
    for answer in answers:
        text = amount_words(answer, language)
        if text:
            found.setdefault(text, []).append(answer.who)
    if len(found) < 2:
        return list(found)
    return [f"{text} ({', '.join(whom)})" for text, whom in found.items()]


def amount_words(answer: Answer, language: str) -> str:
    """The amount with what it is: *Steun: 12,00 euro per maand*; empty where there is none."""
    amount = answer.rules.version.amount
    if amount is None or answer.amount is None:
        return ""
    label = amount.label.in_(language)
    label = label[:1].upper() + label[1:]
    low, high = answer.amount
    if amount.means == "price" and high == 0:
        return f"{label}: {_('free')}"
    is_fixed = answer.rules.value is not None and answer.rules.value.node.is_constant
    if low == high or (answer.entitled == "yes" and low > 0):
        return f"{label}: {amount_text(answer, language)}"
    if is_fixed:
        return f"{label}: {money_text(high, answer.rules.per, language)}"
    return _("%(label)s: depends on what you have not told yet") % {"label": label}


def _asked(
    told: Told, household: Known, assessment: Assessment, answers: Sequence[Answer]
) -> tuple[Asked, ...]:
    """What is still to be told for a measure, each question once."""
    open_ = [each.key for each in unknowns(assessment, answers[0].measure.id)]
    open_ += [key for each in answers for key in _of_amount(household, each)]
    keys = [f"{name}@{household.codes[who]}" if who else name for name, who in dict.fromkeys(open_)]
    return tuple(
        Asked(key, steps.step(told, key).title, _was_skipped(told, key)) for key in keys[:ASKED]
    )


def _was_skipped(told: Told, key: str) -> bool:
    everybody = f"{key.partition('@')[0]}@*"
    return UNKNOWN in (told.answers.get(key), told.answers.get(everybody))


def _of_amount(household: Known, answer: Answer) -> list[tuple[str, str]]:
    """The inputs that the amount of a right waits for."""
    if answer.entitled != "yes" or answer.amount is None or answer.rules.amount is None:
        return []
    if answer.amount[0] == answer.amount[1]:
        return []
    given, found = household.given, []
    for node in needed([answer.rules.amount]):
        if node.op != "input":
            continue
        if node.of != "person":
            found += [(node.name, "")] * (node.name not in given.one)
            continue
        pairs = zip(given.ids, given.persons, strict=True)
        whom = [who for who, person in pairs if node.name not in person]
        found += [(node.name, who) for who in whom if answer.position is None or who == answer.who]
    return found
