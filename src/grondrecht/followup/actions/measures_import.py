"""Take measures in: from a table, or from what the catalogue knows of entitlements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from grondrecht.followup.access import demand
from grondrecht.followup.actions.measures import add_measure, argue, count_measure, keep_measure
from grondrecht.followup.actors import Actor
from grondrecht.followup.measures_file import Mistake, Row, read_table
from grondrecht.followup.measuring import Counted, Said, conditions_of
from grondrecht.followup.models import Measure
from grondrecht.followup.states import told
from grondrecht.registry.actions.catalogue import slug_of
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.intake import file_bytes
from grondrecht.registry.log import at_once
from grondrecht.registry.models import Instrument, Plan


@dataclass(frozen=True)
class MeasuresReport:
    """What an import brings: the slugs of measures that are new, changed, or the same already."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    applied: bool = False


def import_measures(
    who: Actor,
    plan: Plan,
    rows: Sequence[Row],
    mistakes: Sequence[Mistake] = (),
    *,
    why: str,
    apply: bool = False,
) -> MeasuresReport:
    """Write the rows of a table, or with ``apply`` off only say what they would change.

    All of it, as one batch of the log, or, where any cell is wrong, nothing: then the report tells
    what is wrong where. The same table again changes nothing. Raises NotAllowed.
    """
    demand(who, "plan.keep_measure", plan)
    wrong = list(mistakes)
    became: dict[str, str] = {}
    with at_once():
        # Every measure is there before one is argued to differ from another.
        for take, row in [(take, row) for take in (_take, _argue) for row in rows if not wrong]:
            try:
                slug, word = take(who, plan, row, why)
            except RegisterError as error:
                wrong.append(Mistake(row.number, "", str(error)))
            else:
                became[slug] = _stronger(word, became.get(slug, word))
        if wrong or not apply:
            transaction.set_rollback(True)
    return _report(became, wrong, apply and not wrong)


def take_rights(who: Actor, plan: Plan, *, why: str, apply: bool = False) -> MeasuresReport:
    """Put the entitlements that the forms of a plan speak of into the inventory, those not in it.

    Without ``apply`` it only says which. Raises NotAllowed.
    """
    demand(who, "plan.keep_measure", plan)
    missing = Instrument.objects.filter(plan=plan, kind="right", measures__isnull=True)
    rows = [
        Row(number, Said(each.name, "right", each.slug, each.name_en, each.what, each.slug), None)
        for number, each in enumerate(missing.order_by("name"), start=1)
    ]
    return import_measures(who, plan, rows, why=why, apply=apply)


def said_of(measure: Measure) -> Said:
    """What is said of a measure that is held."""
    return Said(
        name=measure.name,
        kind=measure.kind,
        slug=measure.slug,
        name_en=measure.name_en,
        what=measure.what,
        instrument=measure.instrument.slug if measure.instrument else "",
        granted_by=measure.granted_by.slug if measure.granted_by else "",
        automatic=measure.automatic,
        obstacles=measure.obstacles,
        conditions=conditions_of(measure.conditions),
    )


def _take(who: Actor, plan: Plan, row: Row, why: str) -> tuple[str, str]:
    """Write a row; gives the slug of the measure and what happened to it."""
    slug = row.said.slug or slug_of(row.said.name)
    held = Measure.objects.filter(plan=plan, slug=slug).first()
    measure = held or add_measure(who, plan, row.said, why=why)
    before = told(measure).state
    known = said_of(measure)
    said = replace(known, **{key: value for key, value in vars(row.said).items() if value})
    if held and said != known:
        keep_measure(who, measure, replace(said, slug=slug), why=why)
    if row.counted and not _is_held(measure, row.counted):
        count_measure(who, measure, row.counted, why=why)
    if held is None:
        return slug, "new"
    return slug, "same" if told(measure).state == before else "changed"


def _argue(who: Actor, plan: Plan, row: Row, why: str) -> tuple[str, str]:
    """Write the arguments of a row; gives the slug of the measure and what happened to it."""
    slug = row.said.slug or slug_of(row.said.name)
    measure = Measure.objects.filter(plan=plan, slug=slug).first()
    if measure is None:
        return slug, "same"
    before = told(measure).state
    for about, name, text in row.arguments:
        other = Measure.objects.filter(plan=plan, slug=name).first()
        if other is None:
            raise RegisterError(
                _("There is no measure “%(name)s” to differ from.") % {"name": name}
            )
        if before.get(f"argument:{name}:{about}") != text:
            argue(who, measure, other, about, text, why=why)
    return slug, "same" if told(measure).state == before else "changed"


def take_in_file(who: Actor, plan: Plan, file: str | Path, *, why: str) -> int:
    """Take a table in from a file; gives how many measures are new or changed.

    Raises RegisterError with the first mistake where there is any; then nothing was taken in.
    """
    rows, mistakes = read_table(file_bytes(file))
    report = import_measures(who, plan, rows, mistakes, why=why, apply=True)
    if report.mistakes:
        first = report.mistakes[0]
        where = f"{file}, rij {first.row}, {first.column}".rstrip(", ")
        raise RegisterError(f"{where}: {first.message}")
    return len(report.new) + len(report.changed)


def _is_held(measure: Measure, counted: Counted) -> bool:
    """Whether these very figures are known already."""
    return measure.figures.filter(**vars(counted)).exists()


def _stronger(one: str, other: str) -> str:
    """Of what two rows did with one measure, what is told."""
    return next(word for word in ("new", "changed", "same") if word in (one, other))


def _report(became: dict[str, str], wrong: list[Mistake], applied: bool) -> MeasuresReport:
    names = {
        word: tuple(slug for slug, told_so in became.items() if told_so == word)
        for word in ("new", "changed", "same")
    }
    return MeasuresReport(**names, mistakes=tuple(wrong), applied=applied)
