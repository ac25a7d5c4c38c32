"""What the register gives away, as flat tables: the one list behind the API, dumps and metadata.

A table names its columns with their type and meaning, and says where in the models each stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q, QuerySet

from grondrecht.registry.models import (
    Action,
    Amount,
    Commitment,
    Contribution,
    Descent,
    Edition,
    Form,
    Indicator,
    Instrument,
    Involvement,
    Link,
    LogEntry,
    Mandate,
    Mention,
    Milestone,
    Observation,
    Office,
    Party,
    PartyAlias,
    Plan,
    Portfolio,
    QualityFinding,
    Right,
)

Row = dict[str, Any]
# How the path of a column begins that leads into the items of a list.
ITEM = "*."
_FROM_JSON: Mapping[str, Callable[[Any], Any]] = {"number": Decimal, "date": date.fromisoformat}


@dataclass(frozen=True)
class Column:
    """A column: its name, where it stands in the model, its type and what it holds.

    ``type`` is a Frictionless type: string, integer, number, boolean, date, datetime, array,
    object. A number is written out exactly, as a decimal. A ``path`` that begins with ``*.`` leads
    into the items of the table's ``each``.
    """

    name: str
    path: str
    type: str
    what: str


@dataclass(frozen=True)
class Table:
    """A table: what a row is, which rows belong to a plan, and its columns.

    ``plan_path`` leads from a row to the slug of its plan; with several, any of them may. ``only``
    are the values that a row of the model must have to be given away. ``each`` is the path of a
    list of objects in the model: the table then has a row for every item of it.
    """

    name: str
    title: str
    model: type[Model]
    plan_path: str | tuple[str, ...]
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ("pk",)
    only: Mapping[str, Any] = field(default_factory=dict)
    each: str = ""

    def queryset(self, plan: str | None = None) -> QuerySet[Any]:
        """The rows of one plan (by its slug), or of all plans, in a fixed order."""
        rows = self.model._default_manager.filter(**self.only).order_by(*self.order)
        if not plan:
            return rows
        if isinstance(self.plan_path, str):
            return rows.filter(**{self.plan_path: plan})
        chosen = Q()
        for path in self.plan_path:
            ways = self.model._default_manager.filter(**{path: plan})
            chosen |= Q(pk__in=ways.values("pk"))
        return rows.filter(chosen)

    def rows(self, plan: str | None = None) -> Iterator[Row]:
        """The rows as mappings by column name, read in pieces."""
        return self.rows_of(self.queryset(plan))

    def rows_of(self, rows: QuerySet[Any]) -> Iterator[Row]:
        """These rows of the model as mappings by column name."""
        names = [column.name for column in self.columns]
        paths = [column.path for column in self.columns]
        if self.each:
            yield from self._rows_of_items(rows)
            return
        for values in rows.values_list(*paths).iterator(chunk_size=2000):
            yield dict(zip(names, values, strict=True))

    def _rows_of_items(self, rows: QuerySet[Any]) -> Iterator[Row]:
        """A row for every item of the lists that these rows of the model hold."""
        own = [column for column in self.columns if not column.path.startswith(ITEM)]
        paths = [self.each, *(column.path for column in own)]
        for items, *values in rows.values_list(*paths).iterator(chunk_size=500):
            known = {column.name: value for column, value in zip(own, values, strict=True)}
            for item in items or ():
                yield {column.name: _of_item(column, item, known) for column in self.columns}


def _of_item(column: Column, item: Mapping[str, Any], known: Row) -> Any:  # noqa: ANN401
    """The value of a column for an item of a list; days and numbers stand as text in JSON."""
    if column.name in known:
        return known[column.name]
    value = item.get(column.path.removeprefix(ITEM))
    return None if value is None else _FROM_JSON.get(column.type, _as_it_is)(value)


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 (any value of JSON)
    return value


def columns(*lines: tuple[str, str, str] | tuple[str, str, str, str]) -> tuple[Column, ...]:
    """Columns from (name, type, what) or (name, path, type, what)."""
    return tuple(
        Column(line[0], line[0], line[1], line[2]) if len(line) == 3 else Column(*line)
        for line in lines
    )


_PLAN = ("plan", "plan__slug", "string", "The plan's short name.")
_ACTION = ("action", "action__code", "string", "The action's code.")
_TEXT = "in the words of the document"
# A party belongs to the plans whose forms or catalogue name it or a part of it.
_TO_PLAN = tuple(
    f"{whole}{way}__plan__slug"
    for whole in ("", "parts__")
    for way in ("mentions__action", "actions")
)

TABLES: tuple[Table, ...] = (
    Table(
        "plans",
        "Plans",
        Plan,
        "slug",
        columns(
            ("plan", "slug", "string", "The plan's short name."),
            ("name", "string", "The plan's name."),
            ("name_en", "string", "The plan's name in English, where known."),
            ("government", "string", "The government whose plan it is."),
            ("language", "string", "The language of the plan: nl or en (ISO 639-1)."),
            ("first_day", "date", "The first day of the term."),
            ("last_day", "date", "The last day of the term."),
        ),
        ("slug",),
    ),
    Table(
        "editions",
        "Editions of plans",
        Edition,
        "plan__slug",
        columns(
            _PLAN,
            ("edition", "slug", "string", "The edition's short name within the plan."),
            ("name", "string", "The edition's name."),
            ("position", "integer", "Its place among the plan's editions, from 1."),
            ("decided_on", "date", "The day it was decided, where known."),
            ("imported_at", "datetime", "When it was taken into the register."),
            ("file", "string", "The document it was read from."),
            ("sha256", "string", "SHA-256 of the document."),
            ("media_type", "string", "The document's media type."),
            ("lines", "integer", "Lines of the document, where it has lines."),
            ("pages", "integer", "Pages of the document, where it has pages."),
            ("legend", "object", "The document's own list of rights and offices."),
        ),
        ("plan__slug", "position"),
    ),
    Table(
        "rights",
        "Basic rights",
        Right,
        "plan__slug",
        columns(
            _PLAN,
            ("right", "code", "string", "First segment of an action's code."),
            ("name", "string", "The right's name."),
            ("name_en", "string", "The right's name in English, where known."),
        ),
        ("plan__slug", "code"),
    ),
    Table(
        "offices",
        "Offices",
        Office,
        "plan__slug",
        columns(
            _PLAN,
            ("office", "code", "string", "Second segment of an action's code."),
            ("name", "string", "What the office is in use, where known."),
            ("name_en", "string", "The same in English."),
            ("printed_name", "string", "What the document's own list says; it may be wrong."),
        ),
        ("plan__slug", "code"),
    ),
    Table(
        "mandates",
        "Holders of offices",
        Mandate,
        "office__plan__slug",
        columns(
            ("plan", "office__plan__slug", "string", "The plan's short name."),
            ("office", "office__code", "string", "The office's code."),
            ("person", "string", "Who holds the office."),
            ("first_day", "date", "From this day."),
            ("last_day", "date", "To this day; empty: still."),
            ("source", "string", "Where this is known from."),
        ),
        ("office__plan__slug", "office__code", "first_day"),
    ),
    Table(
        "portfolios",
        "Policy domains of offices",
        Portfolio,
        "office__plan__slug",
        columns(
            ("plan", "office__plan__slug", "string", "The plan's short name."),
            ("office", "office__code", "string", "The office's code."),
            ("name", "string", "The policy domain."),
            ("name_en", "string", "The same in English, where known."),
            ("first_day", "date", "From this day, where known."),
            ("last_day", "date", "To this day, where known."),
        ),
        ("office__plan__slug", "office__code", "name", "pk"),
    ),
    Table(
        "actions",
        "Actions",
        Action,
        "plan__slug",
        columns(
            _PLAN,
            ("code", "string", "The action's code; it never changes."),
            ("right", "right__code", "string", "The right it serves most."),
            ("office", "office__code", "string", "The office that leads."),
            ("title", "string", "The maintained title, else the newest printed one."),
            ("plain", "string", "What it is in plain Dutch, where written."),
            ("plain_en", "string", "What it is in plain English, where written."),
            ("maintained", "object", "Maintained texts by field path."),
            ("lapsed", "boolean", "Whether the newest edition leaves it out."),
        ),
        ("plan__slug", "code"),
    ),
    Table(
        "forms",
        "Forms as printed",
        Form,
        "edition__plan__slug",
        columns(
            ("plan", "edition__plan__slug", "string", "The plan's short name."),
            ("edition", "edition__slug", "string", "The edition that prints it."),
            ("position", "integer", "Its place in the document, from 1."),
            _ACTION,
            ("title", "string", f"The title, {_TEXT}."),
            ("body", "object", "The form as an item of the plan JSON, with places."),
            ("first_line", "integer", "First line of the document."),
            ("last_line", "integer", "Last line of the document."),
            ("page", "integer", "Page of the document, where it has pages."),
        ),
        ("edition__plan__slug", "edition__position", "position"),
    ),
    Table(
        "milestones",
        "Promised milestones",
        Milestone,
        "form__edition__plan__slug",
        columns(
            ("plan", "form__edition__plan__slug", "string", "The plan's short name."),
            ("edition", "form__edition__slug", "string", "The edition that prints it."),
            ("form", "form__position", "integer", "The form's place in the document."),
            ("action", "form__action__code", "string", "The action's code."),
            ("position", "integer", "Its place in the form, from 1."),
            ("period", "string", f"The period, {_TEXT}."),
            ("stage", "string", "baseline, interim or final."),
            ("years", "array", "The years the period covers."),
            ("first_day", "date", "First day of the period, where its words give one."),
            ("last_day", "date", "Last day of the period, where its words give one."),
            ("text", "string", f"The promise, {_TEXT}."),
        ),
        (
            "form__edition__plan__slug",
            "form__edition__position",
            "form__position",
            "position",
        ),
    ),
    Table(
        "commitments",
        "Budget commitments",
        Commitment,
        "form__edition__plan__slug",
        columns(
            ("plan", "form__edition__plan__slug", "string", "The plan's short name."),
            ("edition", "form__edition__slug", "string", "The edition that prints it."),
            ("form", "form__position", "integer", "The form's place in the document."),
            ("action", "form__action__code", "string", "The action's code."),
            ("text", "string", f"The commitment, {_TEXT}."),
            ("kind", "string", "The most telling thing it says; see docs/money.md."),
            ("says", "array", "All kinds of statement it makes."),
        ),
        ("form__edition__plan__slug", "form__edition__position", "form__position"),
    ),
    Table(
        "amounts",
        "Amounts in commitments",
        Amount,
        "commitment__form__edition__plan__slug",
        columns(
            ("plan", "commitment__form__edition__plan__slug", "string", "The plan's short name."),
            ("edition", "commitment__form__edition__slug", "string", "The edition."),
            ("form", "commitment__form__position", "integer", "The form's place."),
            ("action", "commitment__form__action__code", "string", "The action's code."),
            ("position", "integer", "Its place in the commitment, from 1."),
            ("words", "string", f"The amount, {_TEXT}."),
            ("value", "number", "In whole units of the currency, or percent; empty for a range."),
            ("low", "number", "The least it can be; empty for a maximum."),
            ("high", "number", "The most it can be; empty for a minimum."),
            ("currency", "string", "ISO 4217 code; empty for a percentage."),
            ("unit", "string", "How it was stated."),
            ("years", "array", "The years it is for."),
            ("onward", "boolean", "Whether later years are meant as well."),
            ("recurrence", "string", "once, per_year, whole_term or empty."),
            ("payer", "string", "Who pays, where stated."),
            ("about", "boolean", "Whether the text calls it an estimate."),
            ("per", "string", "What each such amount is for, where stated."),
            ("times", "number", "How often it is paid."),
            ("change", "string", "less, more, or empty where it is a level."),
        ),
        (
            "commitment__form__edition__plan__slug",
            "commitment__form__edition__position",
            "commitment__form__position",
            "position",
        ),
    ),
    Table(
        "involvements",
        "Involvement of people in poverty",
        Involvement,
        "action__plan__slug",
        columns(
            ("plan", "action__plan__slug", "string", "The plan's short name."),
            _ACTION,
            ("edition", "form__edition__slug", "string", "The edition; empty: recorded later."),
            ("text", "string", "Who took part and how."),
            ("phase", "string", "preparation, execution, follow_up, evaluation or empty."),
            ("said", "string", "What they said."),
            ("outcome", "string", "What was done with it, or why not."),
        ),
        ("action__plan__slug", "action__code", "pk"),
    ),
    Table(
        "links",
        "Links between actions",
        Link,
        "source__plan__slug",
        columns(
            ("plan", "source__plan__slug", "string", "The plan's short name."),
            ("source", "source__code", "string", "The action that replaces, was split, points."),
            ("kind", "string", "replaces, split, merged or see_also."),
            ("target", "target__code", "string", "The other action."),
            ("origin", "string", "printed in the form, or recorded by a person."),
            ("words", "string", "The sentence of the form."),
            ("decision", "string", "The decision it rests on."),
            ("decided_on", "date", "The day of that decision."),
        ),
        ("source__plan__slug", "source__code", "kind", "target__code"),
    ),
    Table(
        "descents",
        "What became of actions between editions",
        Descent,
        "after__plan__slug",
        columns(
            ("plan", "after__plan__slug", "string", "The plan's short name."),
            ("before", "before__slug", "string", "The older edition."),
            ("after", "after__slug", "string", "The newer edition."),
            ("kind", "string", "kept, reworded, split, merged, lapsed or new."),
            ("old", "array", "Codes in the older edition."),
            ("new", "array", "Codes in the newer edition."),
            ("likeness", "number", "How alike the texts are, from 0 to 1."),
            ("why", "string", "Why this is proposed, in Dutch."),
            ("why_en", "string", "Why this is proposed, in English."),
            ("state", "string", "proposed, confirmed or refused."),
            ("decision", "string", "What a person's decision rests on."),
        ),
        ("after__plan__slug", "after__position", "pk"),
    ),
    Table(
        "parties",
        "Parties",
        Party,
        _TO_PLAN,
        columns(
            ("party", "slug", "string", "The party's short name."),
            ("name", "string", "Its name."),
            ("name_en", "string", "Its name in English, where known."),
            ("kind", "string", "cabinet, administration, association or other."),
            ("part_of", "part_of__slug", "string", "The party it is part of."),
            ("what", "string", "What it does, where known."),
            ("facts", "array", "Facts the forms give."),
        ),
        ("slug",),
    ),
    Table(
        "party_names",
        "Other names of parties",
        PartyAlias,
        tuple(f"party__{path}" for path in _TO_PLAN),
        columns(
            ("party", "party__slug", "string", "The party's short name."),
            ("name", "string", "A name that documents use for it."),
            ("first_day", "date", "From this day, where it holds for a time."),
            ("last_day", "date", "To this day."),
        ),
        ("party__slug", "folded"),
    ),
    Table(
        "mentions",
        "Names of parties in forms",
        Mention,
        "action__plan__slug",
        columns(
            ("plan", "action__plan__slug", "string", "The plan's short name."),
            ("edition", "form__edition__slug", "string", "The edition."),
            ("form", "form__position", "integer", "The form's place in the document."),
            _ACTION,
            ("field", "string", "The field's path in the form."),
            ("role", "string", "responsible or involved."),
            ("words", "string", f"The name, {_TEXT}."),
            ("start", "integer", "Where the name begins in the field, in characters."),
            ("end", "integer", "Where it ends."),
            ("party", "party__slug", "string", "The party; empty where it is not known."),
            ("how", "string", "alias, likeness, person, open or none."),
        ),
        ("action__plan__slug", "form__edition__position", "form__position", "field", "start"),
    ),
    Table(
        "instruments",
        "Systems, data sets, formulas, instruments and entitlements",
        Instrument,
        "plan__slug",
        columns(
            _PLAN,
            ("kind", "string", "system, dataset, formula, instrument or right."),
            ("instrument", "slug", "string", "Its short name."),
            ("name", "string", "Its name."),
            ("name_en", "string", "Its name in English, where known."),
            ("what", "string", "What it is."),
            ("facts", "array", "Facts the forms give."),
            ("line", "integer", "The line of the document that first names it."),
        ),
        ("plan__slug", "kind", "slug"),
    ),
    Table(
        "instrument_actions",
        "Actions that speak of an instrument",
        Instrument.actions.through,
        "instrument__plan__slug",
        columns(
            ("plan", "instrument__plan__slug", "string", "The plan's short name."),
            ("kind", "instrument__kind", "string", "The instrument's kind."),
            ("instrument", "instrument__slug", "string", "The instrument."),
            _ACTION,
        ),
        ("instrument__plan__slug", "instrument__kind", "instrument__slug", "action__code"),
    ),
    Table(
        "party_actions",
        "Actions that speak of a party, beside those whose cells name it",
        Party.actions.through,
        "action__plan__slug",
        columns(
            ("plan", "action__plan__slug", "string", "The plan's short name."),
            ("party", "party__slug", "string", "The party."),
            _ACTION,
        ),
        ("action__plan__slug", "party__slug", "action__code"),
    ),
    Table(
        "indicators",
        "Indicators",
        Indicator,
        "plan__slug",
        columns(
            _PLAN,
            ("indicator", "slug", "string", "Its short name."),
            ("name", "string", "Its name."),
            ("name_en", "string", "Its name in English, where known."),
            ("what", "string", "What is counted or measured."),
            ("unit", "string", "The unit."),
            ("better", "string", "up, down, or empty where neither is better."),
            ("facts", "array", "Facts the forms give."),
            ("line", "integer", "The line of the document that first names it."),
            ("definition", "string", "Of one of the monitor: its definition; else empty."),
            ("version", "string", "The version of the definition."),
            ("definition_url", "string", "Where the definition is written."),
        ),
        ("plan__slug", "slug"),
    ),
    Table(
        "indicator_actions",
        "Actions that an indicator follows",
        Indicator.actions.through,
        "indicator__plan__slug",
        columns(
            ("plan", "indicator__plan__slug", "string", "The plan's short name."),
            ("indicator", "indicator__slug", "string", "The indicator."),
            _ACTION,
        ),
        ("indicator__plan__slug", "indicator__slug", "action__code"),
    ),
    Table(
        "observations",
        "Observations of indicators",
        Observation,
        "indicator__plan__slug",
        columns(
            ("plan", "indicator__plan__slug", "string", "The plan's short name."),
            ("indicator", "indicator__slug", "string", "The indicator."),
            ("kind", "string", "observed, baseline or target."),
            ("period", "string", "The period in words."),
            ("first_day", "date", "First day of the period."),
            ("last_day", "date", "Last day of the period."),
            ("breakdown", "object", "The group it is for, by dimension; empty: all."),
            ("value", "number", "The value; empty: the flag says why."),
            ("unit", "string", "The unit of the value."),
            ("margin", "number", "Half-width of the 95 % interval, where known."),
            ("source", "string", "Where it is known from."),
            ("source_url", "string", "The address of the source."),
            ("standard_error", "number", "The standard error, where known."),
            ("lower", "number", "The lower end of the 95 % interval, where known."),
            ("upper", "number", "Its upper end."),
            ("n", "integer", "How many people it rests on."),
            ("n_poor", "integer", "How many of these it counts."),
            ("population", "number", "How many people they stand for."),
            ("flag", "string", "few, withheld, no margin, or letters of Eurostat; empty: none."),
            ("method", "string", "How the margin was made."),
            ("synthetic", "boolean", "True: made up, and measured on nobody."),
            ("provenance", "object", "The file it came from: name, SHA-256, line and more."),
        ),
        ("indicator__plan__slug", "indicator__slug", "group", "first_day", "kind"),
    ),
    Table(
        "contributions",
        "How actions should contribute to the monitor",
        Contribution,
        "action__plan__slug",
        columns(
            ("plan", "action__plan__slug", "string", "The plan's short name."),
            _ACTION,
            ("indicator", "indicator__slug", "string", "The indicator of the monitor."),
            ("direction", "string", "Where the figure should go: down, up or hold."),
            ("text", "string", "How, in words. What is expected, not an effect."),
            ("said_for", "said_for__slug", "string", "The party that says so; empty: none."),
        ),
        ("action__plan__slug", "action__code", "indicator__slug"),
    ),
    Table(
        "quality",
        "What the quality rules find",
        QualityFinding,
        "edition__plan__slug",
        columns(
            ("plan", "edition__plan__slug", "string", "The plan's short name."),
            ("edition", "edition__slug", "string", "The edition."),
            ("position", "integer", "Its place among the findings."),
            ("rule", "string", "The rule; see docs/quality.md."),
            ("level", "string", "error, warning or note."),
            ("action", "action__code", "string", "The action; empty: the plan as a whole."),
            ("message", "string", "What is wrong, in Dutch."),
            ("message_en", "string", "What is wrong, in English."),
            ("line", "integer", "The line of the document."),
        ),
        ("edition__plan__slug", "edition__position", "position"),
    ),
    Table(
        "log",
        "Changes",
        LogEntry,
        "plan",
        columns(
            ("number", "id", "integer", "The entry's number."),
            ("at", "datetime", "When."),
            ("batch", "string", "Entries with one batch were written together."),
            ("verb", "string", "What was done."),
            ("by", "string", "Who did it: a role and its body, or whoever runs the register."),
            ("why", "string", "Why."),
            ("plan", "string", "The plan's short name; empty where it is about none."),
            ("subject", "string", "What was changed, as kind:key."),
            ("label", "string", "What that was called then."),
            ("before", "object", "The changed keys as they were."),
            ("after", "object", "The changed keys as they became."),
        ),
        ("id",),
    ),
)
"""Every table, in the order in which they are given."""

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
