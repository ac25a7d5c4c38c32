"""What the pages of rights and social corrections show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from grondrecht.followup.models import Argument, Measure, MeasureFigures
from grondrecht.registry.models import Plan
from grondrecht.web.pages import at
from grondrecht.web.templatetags.look import money, named, number

# How many measures are compared at once: more columns than these cannot be read.
MOST = 4


@dataclass(frozen=True)
class Argued:
    """Two measures that differ about a subject, and the argument; empty where none is given."""

    one: str
    other: str
    text: str


@dataclass(frozen=True)
class Subject:
    """What measures say about one subject, in their order: empty where one says nothing.

    ``word`` says in words how they differ; ``arguments`` has every pair of them that does.
    """

    about: str
    cells: tuple[str, ...]
    same: bool
    word: str
    arguments: tuple[Argued, ...]


def counted(plan: Plan) -> dict[str, dict[str, int]]:
    """Kind -> how a measure is granted -> how many of the plan are. One query."""
    rows = Measure.objects.filter(plan=plan).order_by().values_list("kind", "automatic")
    found: dict[str, dict[str, int]] = {kind: {} for kind, _name in Measure.KINDS}
    for kind, automatic, count in rows.annotate(count=Count("pk")):
        found[kind][automatic] = count
    return found


def shares(plan: Plan, counts: Mapping[str, Mapping[str, int]]) -> list[dict[str, object]]:
    """How the rights of the inventory are granted, as figures that lead to the list of each."""
    rights = counts["right"]
    return [
        {
            "count": rights.get(key, 0),
            "of": sum(rights.values()),
            "label": str(name),
            "address": at(plan.slug, "maatregelen", soort="right", toekenning=key),
        }
        for key, name in Measure.AUTOMATIC
    ]


def rows_of(plan: Plan, measures: Iterable[Measure]) -> list[dict[str, object]]:
    """Measures as rows of the list, with the newest figures that are known of each."""
    return [
        {
            "slug": each.slug,
            "name": named(each),
            "address": at(plan.slug, "maatregelen", each.slug),
            "kind": each.get_kind_display(),
            "automatic": each.get_automatic_display(),
            "key": each.automatic,
            "granted_by": named(each.granted_by) if each.granted_by else "",
            "obstacles": each.obstacles,
            "newest": figures_row(newest) if (newest := newest_of(each)) else None,
        }
        for each in measures
    ]


def newest_of(measure: Measure) -> MeasureFigures | None:
    """The figures of the newest years; they were fetched with the measure."""
    known = sorted(measure.figures.all(), key=lambda each: (each.last_year, each.first_year))
    return known[-1] if known else None


def figures_row(figures: MeasureFigures) -> dict[str, str]:
    """Figures as cells; a dash where something is not known."""
    return {
        "period": figures.period,
        "persons": number(figures.persons),
        "money": money(figures.money),
        "cost": money(figures.cost),
        "benefit": money(figures.benefit),
        "source": figures.source,
        "round": figures.round.name if figures.round else "",
    }


def compared(measures: Sequence[Measure], arguments: Iterable[Argument]) -> list[Subject]:
    """The conditions of measures side by side, subject by subject, in the order of the first."""
    said = [{_folded(row["about"]): row["words"] for row in each.conditions} for each in measures]
    names = {_folded(row["about"]): row["about"] for each in measures for row in each.conditions}
    given = {(each.one_id, each.other_id, _folded(each.about)): each.text for each in arguments}
    return [_subject(key, name, measures, said, given) for key, name in names.items()]


def arguments_between(measures: Sequence[Measure]) -> list[Argument]:
    """The arguments for differences between these measures. One query."""
    pks = [each.pk for each in measures]
    return list(Argument.objects.filter(one__in=pks, other__in=pks))


def arguments_of(measure: Measure) -> list[dict[str, str]]:
    """The arguments for how a measure differs from others. One query."""
    rows = Argument.objects.filter(Q(one=measure) | Q(other=measure)).select_related("one", "other")
    return [
        {
            "about": row.about,
            "text": row.text,
            "name": named(other := row.other if row.one_id == measure.pk else row.one),
            "address": at(measure.plan.slug, "maatregelen", "vergelijken")
            + f"?m={measure.slug}&m={other.slug}",
        }
        for row in rows
    ]


def _subject(
    key: str,
    name: str,
    measures: Sequence[Measure],
    said: Sequence[Mapping[str, str]],
    given: Mapping[tuple[int, int, str], str],
) -> Subject:
    cells = tuple(each.get(key, "") for each in said)
    pairs = [
        (one, other)
        for (one, was), (other, now) in combinations(zip(measures, cells, strict=True), 2)
        if _folded(was) != _folded(now)
    ]
    argued = tuple(
        Argued(
            named(one),
            named(other),
            given.get((min(one.pk, other.pk), max(one.pk, other.pk), key), ""),
        )
        for one, other in pairs
    )
    return Subject(name, cells, not pairs, _word(cells, bool(pairs)), argued)


def _word(cells: Sequence[str], differ: bool) -> str:
    if not differ:
        return _("the same")
    silent = sum(not cell for cell in cells)
    return _("not in all of them") if silent else _("different")


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
