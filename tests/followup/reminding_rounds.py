"""A round for the tests of reminders, and a moment at which people may be told."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from grondrecht.followup.models import Report, Round
from grondrecht.followup.reminding.stages import rules

# A Wednesday, in working hours; the round below opened the Monday before.
TODAY = date(2027, 1, 13)
OPENED = TODAY - timedelta(days=2)
MORNING = datetime(2027, 1, 13, 9, 30, tzinfo=UTC)
RULES = rules()


def days_on(days):
    """The same hour, so many days on."""
    return MORNING + timedelta(days=days)


def open_round(plan, actions, *, answer_by=date(2027, 2, 1), validate_by=date(2027, 3, 1)):
    """An open round that asks about these actions."""
    of = Round.objects.create(
        plan=plan,
        edition=plan.editions.latest("position"),
        slug="2027",
        name="Voortgang 2027",
        kind="progress",
        first_day=date(2025, 1, 1),
        last_day=date(2026, 12, 31),
        answer_by=answer_by,
        validate_by=validate_by,
        to_government=date(2027, 4, 1),
        to_parliament=date(2027, 5, 1),
        state="open",
        opened_on=OPENED,
    )
    for action in actions:
        Report.objects.create(round=of, action=action, state="asked")
    return of


def answered(report):
    """The report, as if it had been answered just now."""
    report.state, report.status = "answered", "running"
    report.answered_by, report.answered_at = "Chris Ambtenaar", timezone.now()
    report.save()
    return report
