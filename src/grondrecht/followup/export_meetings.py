"""Consultations and poverty tests as flat tables: what is published, and no names of people."""

from __future__ import annotations

from grondrecht.followup.models import (
    Consultation,
    CreatedRight,
    Domain,
    Knowledge,
    Point,
    PovertyTest,
)
from grondrecht.registry.export.tables import Table, columns

_PLAN = ("plan", "plan__slug", "string", "The plan's short name.")
_OF_TEST = (
    ("plan", "test__plan__slug", "string", "The plan's short name."),
    ("test", "test__slug", "string", "The test's short name."),
)

MEETINGS: tuple[Table, ...] = (
    Table(
        "domains",
        "Policy domains of the consultation",
        Domain,
        "plan__slug",
        columns(
            _PLAN,
            ("domain", "slug", "string", "The domain's short name."),
            ("name", "string", "The domain's name."),
            ("name_en", "string", "The domain's name in English, where known."),
        ),
        ("plan__slug", "slug"),
    ),
    Table(
        "consultations",
        "Consultations with published minutes",
        Consultation,
        "plan__slug",
        columns(
            _PLAN,
            ("consultation", "id", "integer", "The consultation's number."),
            ("kind", "string", "horizontal or vertical."),
            ("domain", "domain__slug", "string", "The domain of a vertical one."),
            ("day", "date", "The day it was held."),
            ("place", "string", "Where it was held."),
            ("minutes", "string", "The minutes."),
            ("published_on", "date", "The day the minutes were published."),
        ),
        ("plan__slug", "day", "id"),
        {"state": "published"},
    ),
    Table(
        "consultation_points",
        "Points to follow up",
        Point,
        "consultation__plan__slug",
        columns(
            ("plan", "consultation__plan__slug", "string", "The plan's short name."),
            ("consultation", "consultation_id", "integer", "The number of the consultation."),
            ("point", "id", "integer", "The point's number."),
            ("text", "string", "What was agreed."),
            ("action", "action__code", "string", "The action that it is about, if any."),
            ("party", "party__slug", "string", "The body that does it, if it is one."),
            ("office", "office__code", "string", "The office that does it, if it is one."),
            ("due_on", "date", "The day it is due."),
            ("state", "string", "open or done."),
            ("done", "string", "What was done."),
            ("done_on", "date", "The day that was said."),
        ),
        ("consultation__plan__slug", "consultation_id", "id"),
        {"consultation__state": "published"},
    ),
    Table(
        "poverty_tests",
        "The public register of poverty tests",
        PovertyTest,
        "plan__slug",
        columns(
            _PLAN,
            ("test", "slug", "string", "The test's short name."),
            ("title", "string", "What the dossier is called."),
            ("year", "integer", "The year of the list that it is on."),
            ("office", "office__code", "string", "The office that decides."),
            ("party", "party__slug", "string", "The administration that writes the text."),
            ("dossier", "string", "What the text changes."),
            ("dossier_url", "string", "The address of the text."),
            ("state", "string", "not_needed, done or evaluated."),
            ("scan", "array", "The quickscan: objects with key, text, answer, note."),
            ("decided_on", "date", "The day of the decision."),
            ("decided_by", "string", "The office that decided, as it was called."),
            ("reason", "string", "The reason of the decision."),
            ("result", "string", "The result of the test."),
            ("changed", "string", "What changed in the text because of it."),
            ("concluded_on", "date", "The day of the result."),
            ("evaluation", "string", "The evaluation."),
            ("evaluated_on", "date", "The day of the evaluation."),
            ("published_on", "date", "The day it was put in the register."),
        ),
        ("plan__slug", "year", "slug"),
        {"published": True},
    ),
    Table(
        "poverty_test_knowledge",
        "Knowledge brought into poverty tests",
        Knowledge,
        "test__plan__slug",
        columns(
            *_OF_TEST,
            ("kind", "string", "experience, scientific or policy."),
            ("who", "string", "The group or body that brought it in."),
            ("what", "string", "What it brought in."),
            ("brought_on", "date", "The day it did."),
        ),
        ("test__plan__slug", "test__slug", "brought_on", "id"),
        {"test__published": True},
    ),
    Table(
        "poverty_test_rights",
        "Rights that tested texts create",
        CreatedRight,
        "test__plan__slug",
        columns(
            *_OF_TEST,
            ("name", "string", "The right."),
            ("automatic", "string", "Whether it can be granted automatically: yes, partly or no."),
            ("why_not", "string", "What stands in the way."),
        ),
        ("test__plan__slug", "test__slug", "name"),
        {"test__published": True},
    ),
    Table(
        "poverty_test_actions",
        "Actions that tested texts touch",
        PovertyTest.actions.through,
        "povertytest__plan__slug",
        columns(
            ("plan", "povertytest__plan__slug", "string", "The plan's short name."),
            ("test", "povertytest__slug", "string", "The test's short name."),
            ("action", "action__code", "string", "The action's code."),
        ),
        ("povertytest__plan__slug", "povertytest__slug", "action__code"),
        {"povertytest__published": True},
    ),
)
"""The tables of consultations and poverty tests, in the order in which they are given."""
