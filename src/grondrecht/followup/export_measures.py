"""The rights inventory and the register of social corrections, as tables to give away."""

from __future__ import annotations

from grondrecht.followup.models import Argument, Measure, MeasureFigures
from grondrecht.registry.export.table import Table, columns

_OF_MEASURE = (
    ("plan", "measure__plan__slug", "string", "The plan's short name."),
    ("measure", "measure__slug", "string", "The measure's short name."),
)

MEASURES: tuple[Table, ...] = (
    Table(
        "measures",
        "Rights and social corrections",
        Measure,
        "plan__slug",
        columns(
            ("plan", "plan__slug", "string", "The plan's short name."),
            ("measure", "slug", "string", "The measure's short name."),
            ("kind", "string", "right or correction."),
            ("name", "string", "The measure's name."),
            ("name_en", "string", "The measure's name in English, where known."),
            ("what", "string", "What it is."),
            ("instrument", "instrument__slug", "string", "The entitlement of the plan it is."),
            ("granted_by", "granted_by__slug", "string", "The party that grants it."),
            ("automatic", "string", "yes, partly, no or unknown: whether it comes by itself."),
            ("obstacles", "string", "What stands in the way of granting it automatically."),
        ),
        ("plan__slug", "slug"),
    ),
    Table(
        "measure_conditions",
        "Conditions of rights and social corrections",
        Measure,
        "plan__slug",
        columns(
            ("plan", "plan__slug", "string", "The plan's short name."),
            ("measure", "slug", "string", "The measure's short name."),
            ("about", "*.about", "string", "What the condition is about."),
            ("words", "*.words", "string", "The condition, in words."),
        ),
        ("plan__slug", "slug"),
        each="conditions",
    ),
    Table(
        "measure_figures",
        "What rights and social corrections reached and cost",
        MeasureFigures,
        "measure__plan__slug",
        columns(
            *_OF_MEASURE,
            ("first_year", "integer", "The first year that the figures are of."),
            ("last_year", "integer", "The last year that the figures are of."),
            ("persons", "integer", "How many persons it reached."),
            ("money", "number", "What was paid to people, in euros."),
            ("cost", "number", "What granting it cost, in euros."),
            ("benefit", "number", "What it saved or brought, in euros."),
            ("source", "string", "Where the figures come from."),
            ("round", "round__slug", "string", "The round in which they were gathered."),
        ),
        ("measure__plan__slug", "measure__slug", "first_year", "last_year"),
    ),
    Table(
        "measure_arguments",
        "Why measures ask different things",
        Argument,
        "one__plan__slug",
        columns(
            ("plan", "one__plan__slug", "string", "The plan's short name."),
            ("one", "one__slug", "string", "A measure's short name."),
            ("other", "other__slug", "string", "The short name of the measure it differs from."),
            ("about", "string", "What the condition is about."),
            ("text", "string", "The argument for the difference."),
        ),
        ("one__plan__slug", "one__slug", "other__slug", "about"),
    ),
)
