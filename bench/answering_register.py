"""A register in which fifty officials answer, for ``answering.py``: make it, look it over after.

``make`` takes the example plan in, opens a round and signs the officials in; it prints, as JSON,
per official a session and the addresses of the reports they answer for, several officials each.
``look`` reads from standard input what was accepted, and prints what the register lost of it.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from datetime import date, timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from grondrecht.followup.actions import rounds  # noqa: E402
from grondrecht.followup.actors import operator  # noqa: E402
from grondrecht.followup.models import Appointment, Person, Report, Round  # noqa: E402
from grondrecht.followup.outlines import Outline  # noqa: E402
from grondrecht.register_cli.serving import import_example  # noqa: E402
from grondrecht.registry.models import LogEntry, Mention, Party, Plan  # noqa: E402

PLAN, ROUND = "voorbeeld", "2027"


def make(officials: int) -> None:
    """Make the register and print who answers for what."""
    call_command("migrate", verbosity=0)
    import_example()
    plan = Plan.objects.get(slug=PLAN)
    reports_of = open_round(plan)
    parties = sorted(reports_of, key=lambda party: -len(reports_of[party]))
    told = []
    for number in range(officials):
        party = parties[number % len(parties)]
        person = Person.objects.create_user(
            f"ambtenaar{number}@voorbeeld.be", f"Ambtenaar {number}"
        )
        Appointment.objects.create(
            person=person,
            role="official",
            plan=plan,
            party=Party.objects.get(pk=party),
            first_day=date(2015, 1, 1),
        )
        client = Client()
        client.force_login(person)
        told.append(
            {
                "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "cookie": settings.SESSION_COOKIE_NAME,
                "reports": sorted(reports_of[party]),
            }
        )
    print(json.dumps(told))


def open_round(plan: Plan) -> dict[int, set[str]]:
    """Open a round about all actions; party -> the codes that it answers for."""
    today = timezone.localdate()
    who, why = operator("proef"), "om te meten"
    days = Outline("progress", today - timedelta(days=730), today, slug=ROUND)
    of = rounds.prepare_round(who, plan, days, why=why)
    rounds.open_round(who, of, why=why)
    found: dict[int, set[str]] = defaultdict(set)
    named = Mention.objects.filter(
        action__plan=plan, role="responsible", party__kind="administration"
    )
    for party, code in named.values_list("party_id", "action__code"):
        found[party].add(code)
    return found


def look() -> None:
    """Compare what was accepted (code -> texts, in no order) with the register and its log."""
    accepted: dict[str, list[str]] = json.load(sys.stdin)
    held = Report.objects.filter(round=Round.objects.get(slug=ROUND)).select_related("action")
    lost, strange = [], []
    for report in held:
        texts = accepted.get(report.action.code, [])
        logged = written(report)
        lost += [text for text in texts if text not in logged]
        strange += [text for text in logged if text not in texts]
        if texts and report.answer.get("news") != logged[-1]:
            lost.append(f"{report.action.code} does not hold what was written last")
    print(json.dumps({"lost": lost, "strange": strange}))


def written(report: Report) -> list[str]:
    """The news of every answer that the log has of a report, in order."""
    subject = f"report:{ROUND}:{report.action.code}"
    entries = LogEntry.whole.filter(plan=PLAN, subject=subject, verb="report.answer")
    found = entries.order_by("id").values_list("after", flat=True)
    return [after["answer:news"] for after in found if after.get("answer:news")]


if __name__ == "__main__":
    make(int(sys.argv[2])) if sys.argv[1] == "make" else look()
