"""What the follow-up gives away, as flat tables, behind those of the register.

Nothing is in them that is not public: reports of rounds that were sent, findings that are
published. Names of people are in none. Another table is another entry of FOLLOWED, a name for
people in web/data_page.py, and its columns in docs/open-data.md.
"""

from __future__ import annotations

from grondrecht.followup.export_measures import MEASURES
from grondrecht.followup.export_meetings import MEETINGS
from grondrecht.followup.models import Finding, Reply, Report, Round
from grondrecht.registry.export.records import PARTS
from grondrecht.registry.export.table import Column, Table, columns
from grondrecht.registry.export.tables import TABLES

_SENT = {"round__state": "sent"}
_OF_REPORT = (
    ("plan", "round__plan__slug", "string", "The plan's short name."),
    ("round", "round__slug", "string", "The round's short name within the plan."),
    ("action", "action__code", "string", "The action's code."),
)
_ORDER_OF_REPORTS = ("round__plan__slug", "round__first_day", "round__slug", "action__code")


def _of_reports(name: str, title: str, part: str, own: tuple[Column, ...]) -> Table:
    """A table with a row for every item of a list in the answers of reports that were sent."""
    return Table(
        name,
        title,
        Report,
        "round__plan__slug",
        (*columns(*_OF_REPORT), *own),
        _ORDER_OF_REPORTS,
        _SENT,
        f"answer__{part}",
    )


FOLLOWED: tuple[Table, ...] = (
    Table(
        "rounds",
        "Rounds of reporting that were sent",
        Round,
        "plan__slug",
        columns(
            ("plan", "plan__slug", "string", "The plan's short name."),
            ("round", "slug", "string", "The round's short name within the plan."),
            ("name", "string", "The round's name."),
            ("name_en", "string", "The round's name in English, where known."),
            ("kind", "string", "progress or final."),
            ("edition", "edition__slug", "string", "The edition that it reports on."),
            ("first_day", "date", "The first day that it reports on."),
            ("last_day", "date", "The last day that it reports on."),
            ("to_government", "date", "The legal deadline for the Government."),
            ("to_parliament", "date", "The legal deadline for Parliament."),
            ("frozen_on", "date", "The day that it was frozen."),
            ("sent_on", "date", "The day that it was sent."),
            ("sha256", "frozen__sha256", "string", "SHA-256 of the frozen copy."),
            ("statuses", "array", "The statuses that a report could have."),
        ),
        ("plan__slug", "first_day", "slug"),
        {"state": "sent"},
    ),
    Table(
        "reports",
        "Reports on actions in rounds that were sent",
        Report,
        "round__plan__slug",
        columns(
            *_OF_REPORT,
            ("kind", "string", "measure (permanent), project, or empty where not stated."),
            ("status", "string", "The key of the status; the round has its names."),
            ("reason", "answer__reason", "string", "Why it deviates."),
            ("news", "answer__news", "string", "What happened."),
            ("no_involvement", "answer__no_involvement", "string", "Why nobody was involved."),
            ("next_step", "answer__next_step", "string", "The next step."),
            ("next_on", "date", "The day of the next step."),
            ("answered_at", "datetime", "When the administration answered."),
            ("validated_at", "datetime", "When the cabinet validated."),
        ),
        _ORDER_OF_REPORTS,
        _SENT,
    ),
    _of_reports(
        "reported_milestones",
        "What was reported for each promised milestone",
        "milestones",
        columns(
            ("position", "*.position", "integer", "The milestone's place in the form, from 1."),
            ("period", "*.period", "string", "The period, in the words of the document."),
            ("promised", "*.promised", "string", "The promise, in the words of the document."),
            ("done", "*.done", "string", "What was done for it."),
        ),
    ),
    _of_reports(
        "reported_values",
        "Values of indicators in reports",
        "values",
        columns(
            ("indicator", "*.indicator", "string", "The indicator's short name."),
            ("period", "*.period", "string", "The period of the value."),
            ("first_day", "*.first_day", "date", "First day of the period, where given."),
            ("last_day", "*.last_day", "date", "Last day of the period, where given."),
            ("value", "*.value", "number", "The value."),
            ("unit", "*.unit", "string", "The unit of the value."),
            ("note", "*.note", "string", "What else is said of it."),
        ),
    ),
    _of_reports(
        "spending",
        "Money spent, as reported",
        "spent",
        columns(
            ("year", "*.year", "integer", "The year in which it was spent."),
            ("amount", "*.amount", "number", "How much, in whole units of the currency."),
            ("currency", "*.currency", "string", "ISO 4217 code."),
            ("words", "*.words", "string", "What it was spent on."),
        ),
    ),
    _of_reports(
        "reported_involvements",
        "Involvement of people in poverty, as reported",
        "involvement",
        columns(
            ("who", "*.who", "string", "Which group or association took part."),
            ("phase", "*.phase", "string", "preparation, execution, follow_up, evaluation."),
            ("said", "*.said", "string", "What they said."),
            ("outcome", "*.outcome", "string", "What was done with it."),
            ("why_not", "*.why_not", "string", "Why nothing was done with it."),
        ),
    ),
    Table(
        "findings",
        "Findings of others than the administration",
        Finding,
        "action__plan__slug",
        columns(
            ("finding", "id", "integer", "The finding's number."),
            ("plan", "action__plan__slug", "string", "The plan's short name."),
            ("action", "action__code", "string", "The action's code."),
            ("round", "round__slug", "string", "The round that it was made for, if any."),
            ("party", "party__slug", "string", "Who made it; empty: the coordinator's team."),
            ("party_name", "made_for", "string", "The name of who made it, as it was."),
            ("completion", "string", "no_evidence, not_started, limited, substantial, complete."),
            ("text", "string", "What was found."),
            ("evidence", "array", "Objects with kind (link, file, indicator), text, address."),
            ("made_on", "date", "The day that it was made."),
            ("shared_on", "date", "The day that who answers could read it."),
            ("published_on", "date", "The day that it was published."),
        ),
        ("action__plan__slug", "action__code", "id"),
        {"state": "published"},
    ),
    Table(
        "replies",
        "Replies to findings by who answers for the action",
        Reply,
        "finding__action__plan__slug",
        columns(
            ("plan", "finding__action__plan__slug", "string", "The plan's short name."),
            ("action", "finding__action__code", "string", "The action's code."),
            ("finding", "finding_id", "integer", "The number of the finding."),
            ("party_name", "made_for", "string", "Who replies."),
            ("text", "string", "The reply."),
            ("made_on", "date", "The day that it was made."),
        ),
        ("finding__action__plan__slug", "finding__action__code", "finding_id", "id"),
        {"finding__state": "published"},
    ),
    *MEASURES,
    *MEETINGS,
)
"""The tables of the follow-up, in the order in which they are given."""

EVERY_TABLE: tuple[Table, ...] = (*TABLES, *FOLLOWED)
"""The tables of the register and of the follow-up."""

BY_NAME: dict[str, Table] = {table.name: table for table in EVERY_TABLE}

PARTS_OF_ACTION = (
    *PARTS,
    ("reports", "reports", "action"),
    ("reported_milestones", "reported_milestones", "action"),
    ("findings", "findings", "action"),
    ("replies", "replies", "finding__action"),
)
"""What hangs on an action: (key, table, path to the action)."""
