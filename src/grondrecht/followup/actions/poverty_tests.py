"""Keep the list of poverty tests: the quickscan, the decision, what was brought in, the result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.followup.access import acting
from grondrecht.followup.actors import Actor
from grondrecht.followup.models import CreatedRight, Knowledge, PovertyTest, YearReview
from grondrecht.followup.naming import refuse_names
from grondrecht.followup.quickscan import filled_in, questions_for
from grondrecht.followup.states import note, watched
from grondrecht.followup.tests_counted import done_in
from grondrecht.registry.about import AboutIndicator, AboutObservation
from grondrecht.registry.actions.about import observe
from grondrecht.registry.actions.catalogue import slug_of
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Action, Indicator, Office, Party, Plan
from grondrecht.registry.valid import saved

_OF_DOSSIER = ("title", "year", "office", "party", "dossier", "dossier_url")


@dataclass(frozen=True)
class Dossier:
    """New rules that may touch people in poverty: of which year and office, and which actions."""

    title: str
    year: int
    office: Office
    party: Party | None = None
    dossier: str = ""
    dossier_url: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class Right:
    """A right that a text creates: whether it can be granted automatically, and why not."""

    name: str
    automatic: str
    why_not: str = ""


def list_test(who: Actor, plan: Plan, dossier: Dossier, *, why: str) -> PovertyTest:
    """Put a dossier on the list of its year. Raises RegisterError."""
    row = PovertyTest(plan=plan)
    with acting(who, "plan.list_test", plan, why=why) as record:
        _set_dossier(row, dossier)
        row.slug = _free_slug(plan, f"{dossier.title} {dossier.year}")
        saved(row)
        row.actions.set(dossier.actions)
        note(record, row)
    return row


def set_test(
    who: Actor, row: PovertyTest, dossier: Dossier, *, why: str, seen: int | None = None
) -> None:
    """Change what is known of a dossier. Raises RegisterError."""
    with acting(who, "test.set", row, why=why, seen=seen) as record, watched(record, row):
        _set_dossier(row, dossier)
        saved(row)
        row.actions.set(dossier.actions)


def scan_test(
    who: Actor,
    row: PovertyTest,
    answers: Mapping[str, tuple[str, str]],
    *,
    why: str,
    seen: int | None = None,
) -> None:
    """Fill in the quickscan: an answer and a note for each question. Raises RegisterError."""
    with acting(who, "test.scan", row, why=why, seen=seen) as record, watched(record, row):
        row.scan = filled_in(questions_for(row.plan), answers)
        row.state = "scanned"
        saved(row)


def decide_test(
    who: Actor,
    row: PovertyTest,
    needed: bool,
    reason: str,
    decided_on: date,
    *,
    why: str,
    seen: int | None = None,
) -> None:
    """Record that the minister decided whether a test is needed, why, and on which day.

    Raises RegisterError without a reason, or for a day that is still to come.
    """
    with acting(who, "test.decide", row, why=why, seen=seen) as record, watched(record, row):
        row.state = "needed" if needed else "not_needed"
        row.reason, row.decided_on = reason.strip(), _past(decided_on)
        row.decided_by = str(row.office)[:300]
        saved(row)


def contribute(
    who: Actor, row: PovertyTest, kind: str, brought_by: str, what: str, on: date, *, why: str
) -> Knowledge:
    """Bring knowledge into a test. ``brought_by`` is a group or a body, never a person in poverty.

    Raises RegisterError.
    """
    brought = Knowledge(
        test=row, kind=kind, who=brought_by.strip(), what=what.strip(), brought_on=_past(on)
    )
    with acting(who, "test.contribute", row, why=why) as record, watched(record, row):
        saved(brought)
        saved(row)
    return brought


def conclude_test(
    who: Actor,
    row: PovertyTest,
    result: str,
    changed: str,
    rights: Iterable[Right],
    concluded_on: date,
    *,
    why: str,
    seen: int | None = None,
) -> None:
    """Record the result of a test, what changed in the text because of it, and each new right.

    Of each right that the text creates it is told whether it can be granted automatically, and
    why not. Raises RegisterError where one of it is missing.
    """
    with acting(who, "test.conclude", row, why=why, seen=seen) as record, watched(record, row):
        row.state, row.concluded_on = "done", _past(concluded_on)
        row.result, row.changed = result.strip(), changed.strip()
        saved(row)
        row.rights.all().delete()
        for right in rights:
            saved(
                CreatedRight(
                    test=row,
                    name=right.name.strip(),
                    automatic=right.automatic,
                    why_not=right.why_not.strip(),
                )
            )


def evaluate_test(
    who: Actor,
    row: PovertyTest,
    evaluation: str,
    evaluated_on: date,
    *,
    why: str,
    seen: int | None = None,
) -> None:
    """Write the evaluation of a test, or write it anew. Raises RegisterError."""
    with acting(who, "test.evaluate", row, why=why, seen=seen) as record, watched(record, row):
        row.state, row.evaluated_on = "evaluated", _past(evaluated_on)
        row.evaluation = evaluation.strip()
        saved(row)


def publish_test(who: Actor, row: PovertyTest, *, why: str, seen: int | None = None) -> None:
    """Put a test in the public register, where it stays. Raises RegisterError."""
    with (
        acting(who, "test.publish", row, why=why, seen=seen, public=True) as record,
        watched(record, row),
    ):
        row.published = True
        row.published_on = row.published_on or timezone.localdate()
        saved(row)


def review_year(
    who: Actor, plan: Plan, year: int, reviewed_on: date, by: str, outcome: str, *, why: str
) -> YearReview:
    """Record that the list of a year was gone through; everybody can read what came of it.

    ``by`` is bodies. Raises RegisterError where the year was reviewed already, or where somebody
    who works here is named.
    """
    row = YearReview(
        plan=plan, year=year, reviewed_on=_past(reviewed_on), by=by.strip(), outcome=outcome.strip()
    )
    with acting(who, "plan.review_tests", plan, why=why, public=True) as record:
        # Behind the right to do it: whoever has none learns nothing of who works here.
        refuse_names(by, outcome)
        saved(row)
        note(record, row)
    return row


def count_tests(who: Actor, plan: Plan, indicator: str, year: int, *, why: str) -> int:
    """Record the public register's count of a year as a value of an indicator; gives the count.

    ``indicator`` is its slug; doing it again sets the value anew. Raises RegisterError where the
    plan has no such indicator.
    """
    held = Indicator.objects.of_forms().filter(plan=plan, slug=indicator).first()
    if held is None:
        raise RegisterError(
            _("The plan has no indicator “%(slug)s”; choose one of its own.") % {"slug": indicator}
        )
    with acting(who, "plan.review_tests", plan, why=why, public=True) as record:
        value = done_in(plan, year)
        seen = AboutObservation(
            kind="observed",
            period=str(year),
            first_day=date(year, 1, 1),
            last_day=date(year, 12, 31),
            value=Decimal(value),
            source=_("The register of poverty tests of this plan"),
        )
        observe(plan, AboutIndicator(held.name, observations=(seen,)), record)
    return value


def _set_dossier(row: PovertyTest, dossier: Dossier) -> None:
    things: tuple[Office | Action, ...] = (dossier.office, *dossier.actions)
    for thing in things:
        if thing.plan_id != row.plan_id:
            raise RegisterError(_("“%(thing)s” is of another plan.") % {"thing": thing})
    for name in _OF_DOSSIER:
        value = getattr(dossier, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)


def _free_slug(plan: Plan, words: str) -> str:
    """A name for an address that no dossier of the plan has yet."""
    wanted = slug_of(words)[:110].strip("-")
    taken = set(plan.tests.filter(slug__startswith=wanted).values_list("slug", flat=True))
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _past(day: date) -> date:
    """The day, which is not still to come. Raises RegisterError."""
    if day > timezone.localdate():
        raise RegisterError(_("%(day)s is still to come; give the day it happened.") % {"day": day})
    return day
