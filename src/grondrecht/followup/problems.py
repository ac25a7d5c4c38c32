"""What is missing in an answer or contradicts itself, before it is handed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grondrecht.followup.answers import (
    FIRST_YEAR,
    KINDS,
    LAST_YEAR,
    PHASES,
    Answer,
    Involved,
    Measured,
    Spent,
)
from grondrecht.followup.statuses import Status, Statuses
from grondrecht.plan.model import Form
from grondrecht.plan.periods import Period


@dataclass(frozen=True)
class Problem:
    """What is wrong with a key of an answer.

    An error stops the answer from being handed in; a warning is shown, and stays with it.
    """

    key: str
    message: str
    level: str = "error"


def problems(
    answer: Answer,
    statuses: Statuses,
    form: Form | None,
    until: date | None = None,
    today: date | None = None,
) -> tuple[Problem, ...]:
    """What is missing or contradicts in an answer about a form, errors first.

    ``until`` is the last day that the round is about: what was promised for later need not be
    done. Without a form nothing is known of promises; with ``today`` a next step may be past.
    """
    found = [*_status(answer, statuses, today), *_kind(answer), *_milestones(answer, form, until)]
    found += [*_values(answer.values), *_money(answer.spent), *_people(answer)]
    return tuple(sorted(found, key=lambda problem: problem.level))


def errors(found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Those of the problems that stop an answer."""
    return tuple(problem for problem in found if problem.level == "error")


def _warning(key: str, message: str) -> Problem:
    return Problem(key, message, "warning")


def _status(answer: Answer, statuses: Statuses, today: date | None) -> Iterator[Problem]:
    status = statuses.get(answer.status)
    if status is None:
        names = ", ".join(map(str, statuses.values()))
        yield Problem("status", _("Choose a status: %(names)s.") % {"names": names})
        return
    if status.deviates and not answer.reason.strip():
        yield Problem("reason", _("Say why it is “%(status)s”.") % {"status": status})
    yield from _next(answer, status, today)


def _next(answer: Answer, status: Status, today: date | None) -> Iterator[Problem]:
    if status.goes_on and not answer.next_step.strip():
        yield _warning("next_step", _("Say what the next step is."))
    if status.goes_on and answer.next_on is None:
        yield _warning("next_on", _("Say by which day the next step is taken."))
    if status.goes_on and answer.next_on and today and answer.next_on < today:
        words = _("The day of the next step is past: %(day)s. Say what comes now, and by when.")
        yield _warning("next_on", words % {"day": date_format(answer.next_on, "j F Y")})
    if status.ended and answer.next_on is not None:
        yield _warning(
            "next_on",
            _("It is “%(status)s”, and yet there is a day for a next step.") % {"status": status},
        )
    if status.goes_on and not answer.kind:
        yield _warning("kind", _("Say whether this is a permanent measure or a project."))


def _kind(answer: Answer) -> Iterator[Problem]:
    if answer.kind not in KINDS:
        yield Problem("kind", _("Choose: permanent measure or project."))


def _milestones(answer: Answer, form: Form | None, until: date | None) -> Iterator[Problem]:
    if form is None:
        return
    promised = dict(enumerate((each.text for each in form.milestones), start=1))
    told = [each.position for each in answer.milestones]
    for number, each in enumerate(answer.milestones, start=1):
        where = f"milestones[{number}]"
        if each.position not in promised or told.count(each.position) > 1:
            yield Problem(
                f"{where}.position",
                _("The form has no other milestone %(number)s.") % {"number": each.position},
            )
        elif not each.done.strip() and _due(each.period, until) and _says(each.promised):
            yield _warning(
                f"{where}.done",
                _("Say what was done for “%(period)s”.") % {"period": each.period},
            )
    for position in sorted(set(promised) - set(told)):
        yield _warning(
            "milestones",
            _("Nothing is said of milestone %(number)s.") % {"number": position},
        )


def _due(period: str, until: date | None) -> bool:
    """Whether a period began before the round's last day; one without a day counts as begun."""
    first = Period.parse(period).first
    return until is None or first is None or first <= until


def _says(promised: str) -> bool:
    return promised.strip() not in ("", "/", "-")


def _values(values: tuple[Measured, ...]) -> Iterator[Problem]:
    for number, each in enumerate(values, start=1):
        if not each.indicator.strip():
            yield Problem(f"values[{number}].indicator", _("Say which indicator this is."))
        if each.first_day and each.last_day and each.last_day < each.first_day:
            yield Problem(
                f"values[{number}].last_day", _("The last day comes before the first day.")
            )
        if not each.period.strip() and not each.first_day:
            yield Problem(f"values[{number}].period", _("Say for which period this value is."))


def _money(spent: tuple[Spent, ...]) -> Iterator[Problem]:
    for number, each in enumerate(spent, start=1):
        if not FIRST_YEAR <= each.year <= LAST_YEAR:
            yield Problem(f"spent[{number}].year", _("Give the year in four digits, such as 2017."))
        if len(each.currency) != 3 or not each.currency.isupper():
            yield Problem(
                f"spent[{number}].currency", _("Give the currency in three letters, such as EUR.")
            )


def _people(answer: Answer) -> Iterator[Problem]:
    for number, each in enumerate(answer.involvement, start=1):
        yield from _involved(each, f"involvement[{number}]")
    if answer.involvement and answer.no_involvement.strip():
        yield Problem(
            "no_involvement",
            _("Say who took part, or why nobody did; not both."),
        )
    if not answer.involvement and not answer.no_involvement.strip():
        yield _warning(
            "no_involvement", _("Say which people in poverty took part, or why nobody did.")
        )


def _involved(each: Involved, where: str) -> Iterator[Problem]:
    if not each.who.strip():
        yield Problem(f"{where}.who", _("Say which group or association took part."))
    if each.phase not in PHASES:
        yield Problem(f"{where}.phase", _("Choose one of the phases."))
    if each.said.strip() and not (each.outcome.strip() or each.why_not.strip()):
        yield _warning(
            f"{where}.outcome", _("Say what was done with what they said, or why nothing was.")
        )
