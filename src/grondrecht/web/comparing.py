"""Two editions side by side, or a plan on two days: what became of each action, word by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, Count, IntegerField, Max, Min, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from grondrecht.plan import model
from grondrecht.plan.differences import compare
from grondrecht.registry.log import State
from grondrecht.registry.models import Action, Descent, Edition, Form, LogEntry, Plan
from grondrecht.web.action_page import speaks_english
from grondrecht.web.changes import Part, name_of_path, parts_of
from grondrecht.web.pages import at, end_of

# The order in which a reader wants to see what became of actions.
KINDS = ("new", "lapsed", "split", "merged", "reworded", "kept")
# What the log tells of that a reader of the plan looks for.
SUBJECTS = Q(subject__startswith="action:") | Q(subject__startswith="office:")


@dataclass(frozen=True)
class Pair:
    """An action before and after, with what differs between its printings."""

    old: str
    new: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class Step:
    """What became of actions between two editions, as a page shows it."""

    kind: str
    kind_name: str
    state: str
    why: str
    decision: str
    old: Sequence[Mapping[str, str]]
    new: Sequence[Mapping[str, str]]
    pairs: Sequence[Pair]


def chosen_editions(
    editions: Sequence[Edition], old: str, new: str
) -> tuple[Edition, Edition] | None:
    """The editions of those slugs, the older first; without good ones the newest two, if any."""
    known = {edition.slug: edition for edition in editions}
    if old in known and new in known and old != new:
        first, second = sorted((known[old], known[new]), key=lambda each: each.position)
        return first, second
    ordered = sorted(editions, key=lambda each: each.position)
    return (ordered[-2], ordered[-1]) if len(ordered) > 1 else None


def descents(before: Edition, after: Edition) -> QuerySet[Descent]:
    """What became of the actions, as proposed or confirmed; refused proposals are left out."""
    order = Case(
        *(When(kind=kind, then=Value(place)) for place, kind in enumerate(KINDS)),
        default=Value(len(KINDS)),
        output_field=IntegerField(),
    )
    found = Descent.objects.filter(before=before, after=after).exclude(state="refused")
    return found.order_by(order, "id")


def kinds(found: QuerySet[Descent]) -> dict[str, int]:
    """How often each kind of descent occurs. One query."""
    return dict(found.order_by().values_list("kind").annotate(count=Count("pk")))


def by_code(before: Edition, after: Edition) -> list[Descent]:
    """What became of the actions as far as their codes tell, for editions that do not follow each
    other: nothing was proposed for those. Not saved. One query.
    """
    forms = Form.objects.filter(edition__in=(before, after)).select_related("action")
    texts: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for form in forms.defer("printed").order_by("action__code", "position"):
        words = [" ".join(text.split()) for _path, text in form.value.texts()]
        texts[form.action.code][form.edition_id == after.pk].extend(words)
    made = [
        Descent(
            before=before,
            after=after,
            kind=_kind(was, now),
            old=[code] if was else [],
            new=[code] if now else [],
            state="",
        )
        for code, (was, now) in texts.items()
    ]
    return sorted(made, key=lambda each: KINDS.index(each.kind))


def _kind(was: Sequence[str], now: Sequence[str]) -> str:
    if not was or not now:
        return "lapsed" if was else "new"
    return "kept" if was == now else "reworded"


def name_of_kind(kind: str) -> str:
    """What became of an action, in the language of this page."""
    return str(dict(Descent.KINDS).get(kind, kind))


def steps(plan: Plan, before: Edition, after: Edition, rows: Sequence[Descent]) -> list[Step]:
    """The descents as the page shows them. Two queries."""
    codes = {code for row in rows for code in (*row.old, *row.new)}
    printed = _printed((before, after), codes)
    titles = dict(Action.objects.filter(plan=plan, code__in=codes).values_list("code", "title"))
    return [
        Step(
            kind=row.kind,
            kind_name=name_of_kind(row.kind),
            state=row.state,
            why=row.why_en if speaks_english() else row.why,
            decision=row.decision,
            old=[_named(plan, code, before, printed, titles) for code in row.old],
            new=[_named(plan, code, after, printed, titles) for code in row.new],
            pairs=_pairs(row, before, after, printed),
        )
        for row in rows
    ]


Printed = Mapping[tuple[int, str], Sequence[model.Form]]


def _printed(editions: Iterable[Edition], codes: Iterable[str]) -> Printed:
    """(edition, code) -> the forms that print the action there."""
    found: dict[tuple[int, str], list[model.Form]] = defaultdict(list)
    forms = Form.objects.filter(edition__in=editions, action__code__in=codes).defer("printed")
    for form in forms.select_related("action").order_by("position"):
        found[form.edition_id, form.action.code].append(form.value)
    return found


def _named(
    plan: Plan, code: str, edition: Edition, printed: Printed, titles: Mapping[str, str]
) -> dict[str, str]:
    forms = printed.get((edition.pk, code), ())
    title = forms[0].title if forms else titles.get(code, "")
    address = at(plan.slug, "acties", code, editie=edition.slug)
    return {"code": code, "title": " ".join(title.split()), "address": address}


def _pairs(row: Descent, before: Edition, after: Edition, printed: Printed) -> list[Pair]:
    return [
        Pair(old, new, parts)
        for old in row.old
        for new in row.new
        if (parts := differing(printed.get((before.pk, old), ()), printed.get((after.pk, new), ())))
    ]


def differing(before: Sequence[model.Form], after: Sequence[model.Form]) -> list[Part]:
    """What differs between the printings of an action in two editions, field by field."""
    if not before or not after:
        return []
    # The code itself may have changed; the texts are what is compared.
    alike = [replace(form, code=before[0].code) for form in after]
    found = compare(model.Plan(tuple(before)), model.Plan(tuple(alike)))
    return [
        Part(name_of_path(field.path), field.before, field.after)
        for difference in (*found.changed, *found.added, *found.removed)
        for field in difference.fields
    ]


def span_of_log(plan: Plan) -> tuple[date, date] | None:
    """The first and the last day on which the log tells something of the plan."""
    entries = LogEntry.objects.filter(plan=plan.slug)
    told = entries.aggregate(first=Min("at"), last=Max("at"))
    return (told["first"].date(), told["last"].date()) if told["first"] else None


def touched(plan: Plan, first: date, last: date) -> QuerySet[LogEntry, str]:
    """The subjects that the log names after the end of one day up to the end of another."""
    entries = LogEntry.objects.filter(
        SUBJECTS, plan=plan.slug, at__gt=end_of(first), at__lte=end_of(last)
    )
    return entries.order_by("subject").values_list("subject", flat=True).distinct()


@dataclass(frozen=True)
class Then:
    """A subject on two days: what differs, and whether it was there at all."""

    code: str
    label: str
    address: str
    is_new: bool
    is_action: bool
    parts: Sequence[Part]


def between(plan: Plan, first: date, last: date, subjects: Sequence[str]) -> list[Then]:
    """What differs between two days for each subject, told by the log alone. One query."""
    was: dict[str, State] = defaultdict(dict)
    now: dict[str, State] = defaultdict(dict)
    labels: dict[str, str] = {}
    moment = end_of(first)
    entries = LogEntry.objects.filter(
        plan=plan.slug, subject__in=subjects, at__lte=end_of(last)
    ).order_by("id")
    for subject, when, label, after in entries.values_list("subject", "at", "label", "after"):
        labels[subject] = label or labels.get(subject, "")
        now[subject] |= after
        if when <= moment:
            was[subject] |= after
    return [_then(plan, subject, labels.get(subject, ""), was, now) for subject in subjects]


def _then(
    plan: Plan,
    subject: str,
    label: str,
    was: Mapping[str, State],
    now: Mapping[str, State],
) -> Then:
    kind, _colon, code = subject.partition(":")
    before, after = _filled(was.get(subject, {})), _filled(now.get(subject, {}))
    folder = "acties" if kind == "action" else "ambten"
    return Then(
        code=code,
        label=" ".join(label.split()) if kind == "action" else _("Office"),
        address=at(plan.slug, folder, code),
        is_new=kind == "action" and not before,
        is_action=kind == "action",
        parts=[] if kind == "action" and not before else list(_differing(before, after)),
    )


def _filled(state: State) -> State:
    return {key: value for key, value in state.items() if value is not None}


def _differing(before: State, after: State) -> Iterator[Part]:
    for part in parts_of(before, after):
        if part.before.split() != part.after.split():
            yield part
