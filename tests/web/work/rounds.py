"""A round of the example plan for the pages: opened by An, with what the cast does in it."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from followup.cast import actor_for

from grondrecht.followup.actions import reports, rounds
from grondrecht.followup.answers import Answer, Done, Involved
from grondrecht.followup.models import Report, Round
from grondrecht.followup.outlines import Outline
from grondrecht.followup.starting import form_of

SLUG = "voortgang-2017"
AT = f"/nl/werk/verslagen/voorbeeld/{SLUG}"


def prepared(cast, **changes) -> Round:
    """The round, before anybody is asked."""
    today = timezone.localdate()
    days = {
        "answer_by": today + timedelta(days=12),
        "validate_by": today + timedelta(days=40),
        "to_government": today + timedelta(days=70),
        "to_parliament": today + timedelta(days=100),
    }
    outline = Outline(
        "progress", date(2016, 1, 1), date(2017, 12, 31), slug=SLUG, **(days | changes)
    )
    return rounds.prepare_round(actor_for(cast.an), cast.plan, outline, why="om te proberen")


def opened(cast, **changes) -> Round:
    """The round, asked."""
    of = prepared(cast, **changes)
    rounds.open_round(actor_for(cast.an), of, why="om te proberen")
    return of


def report_of(of: Round, code: str) -> Report:
    """The report of an action in a round."""
    return Report.objects.select_related("round__plan", "action__plan").get(
        round=of, action__code=code
    )


def said(report: Report, **changes) -> Answer:
    """A whole answer about an action: nothing in it is missing."""
    form = form_of(report)
    milestones = tuple(
        Done(place, each.period.text, each.text, f"Gedaan voor {each.period.text}.")
        for place, each in enumerate(form.milestones, start=1)
    )
    whole = {
        "kind": "project",
        "status": "running",
        "news": "Twee regio's zijn gestart.",
        "milestones": milestones,
        "involvement": (
            Involved("Platform Armen aan het Woord", "execution", "Te ver weg.", "Dichterbij."),
        ),
        "next_step": "De derde regio start.",
        "next_on": date(2018, 6, 30),
    }
    return Answer(**(whole | changes))


def answered(person, report: Report, **changes) -> None:
    """Somebody answers for an action."""
    reports.answer(actor_for(person), report, said(report, **changes), why="om te proberen")
