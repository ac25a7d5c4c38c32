"""Whether a status can be taken at its word: the rules that ask, and what they say.

A rule never changes a status. What it says stands beside it, with the name of the rule.
docs/honesty.md lists the rules; data/honesty.toml has their thresholds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from grondrecht.followup.answers import Answer, Done
from grondrecht.followup.by_plan import by_plan
from grondrecht.followup.courses import Course
from grondrecht.followup.statuses import Status
from grondrecht.plan.periods import Period
from grondrecht.plan.quality.rules import is_blank
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.export.values import exact
from grondrecht.registry.models import Plan
from grondrecht.writing.formats import day

COMPLETION = {
    "no_evidence": ("geen bewijs", "no evidence"),
    "not_started": ("niet gestart", "not started"),
    "limited": ("beperkt", "limited"),
    "substantial": ("grotendeels", "substantial"),
    "complete": ("volledig", "complete"),
}
"""The five steps of a finding in Dutch and English, as sentences of rules have them."""


@dataclass(frozen=True)
class Limits:
    """The thresholds of the rules: see data/honesty.toml."""

    stale_days: int
    not_begun: frozenset[str]
    contradicted: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Case:
    """All that the rules look at: what is said of an action, and what is known beside it.

    ``news_on`` is the day of the last answer that told something new; ``commits`` whether the form
    promises an amount of money; ``findings`` are (who, completion) of what is published.
    """

    answer: Answer
    status: Status
    today: date
    limits: Limits
    news_on: date | None = None
    commits: bool = False
    findings: Sequence[tuple[str, str]] = ()
    courses: Sequence[Course] = ()

    @property
    def is_done(self) -> bool:
        """Whether it is said to have ended as it should."""
        return self.status.ended and not self.status.deviates


@dataclass(frozen=True)
class Mark:
    """What a rule says of an action, one sentence in Dutch and one in English."""

    rule: str
    message: str
    message_en: str


Sentence = tuple[str, str]


@dataclass(frozen=True)
class Rule:
    """A rule: its id, its name in both languages, and what it has to say of a case, if anything."""

    id: str
    name: str
    name_en: str
    look: Callable[[Case], Sentence | None]


def marks(case: Case) -> list[Mark]:
    """What the rules say of a case, in their order."""
    said = ((rule.id, rule.look(case)) for rule in RULES)
    return [Mark(rule, *sentence) for rule, sentence in said if sentence]


def limits_for(plan: Plan) -> Limits:
    """The thresholds of a plan. Raises RegisterError where its own are not what they should be."""
    given = by_plan("honesty", plan)
    try:
        return Limits(
            int(given["stale_days"]),
            frozenset(given["not_begun"]),
            {key: tuple(values) for key, values in given["contradicted"].items()},
        )
    except (TypeError, ValueError, AttributeError) as error:
        raise RegisterError(f"honesty.toml van {plan.slug}: {error}; verbeter het.") from error


def news_on(answers: Iterable[tuple[date, Answer]]) -> date | None:
    """The day of the last answer that told something new; the oldest answer comes first.

    What says the same as the answer before it is no news, however often it is confirmed.
    """
    newest: date | None = None
    before: tuple[str, ...] = ()
    for answered, answer in answers:
        told = tuple(
            filter(None, (answer.news.strip(), *(each.done.strip() for each in answer.milestones)))
        )
        if told and told != before:
            newest = answered
        before = told or before
    return newest


def _no_next_step(case: Case) -> Sentence | None:
    if not case.status.goes_on or case.answer.next_on:
        return None
    return (
        f"De status is “{case.status.name}”, maar er is geen volgende stap met een dag.",
        f"The status is “{case.status.name_en}”, yet there is no next step with a day.",
    )


def _next_step_passed(case: Case) -> Sentence | None:
    on = case.answer.next_on
    if not case.status.goes_on or on is None or on >= case.today:
        return None
    return (
        f"De volgende stap zou er zijn tegen {day(on, 'nl')}; die dag is voorbij.",
        f"The next step was to come by {day(on, 'en')}; that day has passed.",
    )


def _stale_news(case: Case) -> Sentence | None:
    if not case.status.goes_on:
        return None
    if case.news_on is None:
        return (
            "Er is nog niets gemeld over wat er gebeurde.",
            "Nothing has been told of what happened.",
        )
    age = (case.today - case.news_on).days
    if age <= case.limits.stale_days:
        return None
    return (
        f"Het laatste nieuws is van {day(case.news_on, 'nl')}, {age} dagen geleden.",
        f"The last news is of {day(case.news_on, 'en')}, {age} days ago.",
    )


def _finding_contradicts(case: Case) -> Sentence | None:
    against = case.limits.contradicted.get(case.status.key, ())
    found = [(who, step) for who, step in case.findings if step in against]
    if not found:
        return None
    nl = ", ".join(f"{who or 'de coördinatie'} ({COMPLETION[step][0]})" for who, step in found)
    en = ", ".join(f"{who or 'the coordination'} ({COMPLETION[step][1]})" for who, step in found)
    return (
        f"De status is “{case.status.name}”, maar dit werd anders bevonden: {nl}.",
        f"The status is “{case.status.name_en}”, but it was found otherwise: {en}.",
    )


def _indicator_moves_away(case: Case) -> Sentence | None:
    if case.status.key not in case.limits.contradicted:
        return None
    away = [course for course in case.courses if course.moves_away()]
    if not away:
        return None
    nl = ", ".join(f"“{course.name}” ({_moved(course)})" for course in away)
    en = ", ".join(f"“{course.name_en or course.name}” ({_moved(course)})" for course in away)
    return (
        f"De status is “{case.status.name}”, maar dit beweegt weg van het doel: {nl}.",
        f"The status is “{case.status.name_en}”, but this moves away from its target: {en}.",
    )


def _moved(course: Course) -> str:
    start, now = course.ends() or (None, None)
    return f"{exact(start.value)} → {exact(now.value)}" if start and now else ""


def _done_without_doing(case: Case) -> Sentence | None:
    silent = _silent(case.answer.milestones)
    if not case.is_done or not silent:
        return None
    periods = ", ".join(silent)
    return (
        f"De status is “{case.status.name}”, maar bij deze mijlpaal staat niet wat er gedaan is:"
        f" {periods}.",
        f"The status is “{case.status.name_en}”, yet nothing is said to be done for: {periods}.",
    )


def _silent_milestone(case: Case) -> Sentence | None:
    if not case.status.goes_on:
        return None
    past = [each for each in case.answer.milestones if _ended(each, case.today)]
    silent = _silent(past)
    if not silent:
        return None
    periods = ", ".join(silent)
    return (
        f"Er is niets gezegd over wat beloofd was voor een periode die voorbij is: {periods}.",
        f"Nothing is said of what was promised for a period that has passed: {periods}.",
    )


def _ended(milestone: Done, today: date) -> bool:
    last = Period.parse(milestone.period).last
    return last is not None and last < today


def _silent(milestones: Iterable[Done]) -> list[str]:
    """The periods of what was promised and not spoken of; where things began is no promise."""
    return [
        each.period or str(each.position)
        for each in milestones
        if not each.done.strip()
        and not is_blank(each.promised)
        and Period.parse(each.period).stage != "baseline"
    ]


def _money_not_stated(case: Case) -> Sentence | None:
    begun = case.is_done or (case.status.goes_on and case.status.key not in case.limits.not_begun)
    if not case.commits or case.answer.spent or not begun:
        return None
    return (
        "De fiche belooft een bedrag, maar er is niet gezegd wat er uitgegeven is.",
        "The form promises an amount of money, but it is not said what was spent.",
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "no_next_step", "geen volgende stap met een dag", "no next step with a day", _no_next_step
    ),
    Rule(
        "next_step_passed",
        "dag van de volgende stap voorbij",
        "day of the next step passed",
        _next_step_passed,
    ),
    Rule("stale_news", "geen recent nieuws", "no recent news", _stale_news),
    Rule(
        "finding_contradicts",
        "tegengesproken door een bevinding",
        "contradicted by a finding",
        _finding_contradicts,
    ),
    Rule(
        "indicator_moves_away",
        "indicator beweegt weg van het doel",
        "indicator moves away from its target",
        _indicator_moves_away,
    ),
    Rule(
        "done_without_doing",
        "uitgevoerd zonder wat er gedaan is",
        "done without what was done",
        _done_without_doing,
    ),
    Rule(
        "silent_milestone",
        "niets gezegd over een voorbije mijlpaal",
        "nothing said of a past milestone",
        _silent_milestone,
    ),
    Rule(
        "money_not_stated",
        "uitgegeven geld niet gemeld",
        "money spent not stated",
        _money_not_stated,
    ),
)
BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}
