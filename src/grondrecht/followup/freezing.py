"""The whole of a round in one piece of data, with all names as they are: grondrecht-round/1.

docs/rounds.md has its keys. A round that is frozen has it as text that never changes.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from grondrecht.followup import covering
from grondrecht.followup.frozen import Copy, held_body, last_entry, log_digest
from grondrecht.followup.models import FrozenRound, Round
from grondrecht.followup.parts import (
    consultations,
    findings,
    honesty,
    measures,
    monitor,
    poverty_tests,
    reports,
)
from grondrecht.registry.export.values import plain
from grondrecht.registry.models import Mandate, Office, Right

FORMAT = "grondrecht-round/1"
OF_ROUND = (
    *("slug", "name", "name_en", "kind", "first_day", "last_day", "answer_by", "validate_by"),
    *("to_government", "to_parliament", "opened_on", "frozen_on", "sent_on", "state", "statuses"),
)


def held_copy(of: Round) -> Copy:
    """The copy of a round: the frozen one where it is frozen, else as it would be now."""
    frozen = FrozenRound.objects.filter(round=of).first()
    return held_body(frozen) if frozen else copy_of(of)


def copy_of(of: Round, *, frozen_at: str = "", frozen_by: str = "", log: bool = False) -> Copy:
    """The whole of a round as it is now. A fixed number of queries.

    Only with ``log`` does it say how far the log has come: that reads all of it.
    """
    return {
        "format": FORMAT,
        "plan": _plan(of),
        "edition": {"slug": of.edition.slug, "name": of.edition.name},
        "round": {key: plain(getattr(of, key)) for key in OF_ROUND},
        "frozen_at": frozen_at,
        "frozen_by": frozen_by,
        "rights": _rights(of),
        "offices": _offices(of),
        "instruments": covering.part(of),
        "reports": _reports(of),
        "tests": poverty_tests.part(of),
        "tests_counted": poverty_tests.tests_counted(of),
        "consultations": consultations.part(of),
        "vertical_rule": consultations.vertical_rule(of),
        "domains_without_official": consultations.domains_without_official(of),
        "monitor": monitor.part(of),
        "measures": measures.part(of),
        "log": _log() if log else {"last": 0, "sha256": ""},
    }


def hold_log() -> None:
    """Let nobody add to the log until this transaction ends, and wait for who is adding to it.

    Else an entry with a lower number could come after the digest. SQLite has one writer at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT followup_hold_log()")


def _log() -> dict[str, Any]:
    last = last_entry()
    return {"last": last, "sha256": log_digest(last)}


def _plan(of: Round) -> dict[str, str]:
    keys = ("slug", "name", "name_en", "government", "language")
    return {key: getattr(of.plan, key) for key in keys}


def _rights(of: Round) -> list[dict[str, str]]:
    rows = Right.objects.filter(plan=of.plan_id).order_by("code")
    return [{key: getattr(row, key) for key in ("code", "name", "name_en")} for row in rows]


def _offices(of: Round) -> list[dict[str, str]]:
    """The offices with who held each on the day of the report."""
    day = day_of(of)
    mandates = Mandate.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=day),
        office__plan=of.plan_id,
        first_day__lte=day,
    )
    holders = dict(mandates.order_by("first_day").values_list("office__code", "person"))
    rows = Office.objects.filter(plan=of.plan_id).order_by("code")
    return [
        {
            "code": row.code,
            "name": row.name,
            "name_en": row.name_en,
            "holder": holders.get(row.code, ""),
        }
        for row in rows
    ]


def day_of(of: Round) -> date:
    """The day whose names count: today, or when it was due for one that is entered afterwards."""
    return min(of.frozen_on or timezone.localdate(), of.to_parliament)


def _reports(of: Round) -> list[dict[str, Any]]:
    marks, found = honesty.by_action(of, day_of(of)), findings.by_action(of)
    return [
        row | {"honesty": marks.get(row["code"], []), "findings": found.get(row["code"], [])}
        for row in reports.part(of)
    ]
