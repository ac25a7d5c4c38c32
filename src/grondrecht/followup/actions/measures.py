"""Keep the inventory of rights and the register of social corrections."""

from __future__ import annotations

from django.utils.translation import gettext as _

from grondrecht.followup.access import acting
from grondrecht.followup.actors import Actor
from grondrecht.followup.measuring import Counted, Said, conditions_json, entitlement, party
from grondrecht.followup.models import Argument, Measure, MeasureFigures, Round
from grondrecht.followup.states import note, watched
from grondrecht.registry.actions.catalogue import slug_of
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Plan
from grondrecht.registry.valid import saved

# What stands at that place in the site's addresses.
RESERVED = ("vergelijken",)


def add_measure(who: Actor, plan: Plan, said: Said, *, why: str) -> Measure:
    """Add a right or a social correction to a plan.

    Raises RegisterError where it is there already or something that is named is not known.
    """
    with acting(who, "plan.keep_measure", plan, why=why, public=True) as record:
        row = Measure(plan=plan, slug=said.slug or slug_of(said.name))
        _refuse_reserved(row.slug)
        _fill(row, said)
        saved(row)
        note(record, row)
    return row


def keep_measure(
    who: Actor, measure: Measure, said: Said, *, why: str, seen: int | None = None
) -> None:
    """Set what is said of a measure; its slug stays. Raises Conflict, RegisterError."""
    with (
        acting(who, "measure.keep", measure, why=why, seen=seen, public=True) as record,
        watched(record, measure),
    ):
        _fill(measure, said)
        saved(measure)


def count_measure(
    who: Actor, measure: Measure, counted: Counted, *, why: str, of: Round | None = None
) -> MeasureFigures:
    """Record what a measure cost and reached in some years, in place of what was known of those.

    ``of`` is the round in which it was gathered. Raises RegisterError.
    """
    if of and of.plan_id != measure.plan_id:
        raise RegisterError(_("That round is of another plan."))
    with (
        acting(who, "measure.count", measure, why=why, public=True) as record,
        watched(record, measure),
    ):
        years = {"first_year": counted.first_year, "last_year": counted.last_year}
        row = measure.figures.filter(**years).first() or MeasureFigures(measure=measure, **years)
        row.round = of or row.round
        row.source = counted.source.strip()
        for name in MeasureFigures.COUNTED:
            setattr(row, name, getattr(counted, name))
        saved(row)
        saved(measure)
    return row


def forget_figures(who: Actor, figures: MeasureFigures, *, why: str) -> None:
    """Take away figures that are wrong; the log keeps what they were."""
    measure = figures.measure
    with (
        acting(who, "measure.count", measure, why=why, public=True) as record,
        watched(record, measure),
    ):
        figures.delete()
        saved(measure)


def argue(
    who: Actor, measure: Measure, other: Measure, about: str, text: str, *, why: str
) -> Argument | None:
    """Give the argument for why two measures differ about a subject; without a text, take it back.

    Whoever keeps either may. Raises RegisterError where neither says anything about the subject.
    """
    about = " ".join(about.split())
    if measure.plan_id != other.plan_id or measure.pk == other.pk:
        raise RegisterError(_("Choose two different measures."))
    _refuse_unknown_subject(measure, other, about)
    with (
        acting(who, "measure.argue", measure, why=why, public=True) as record,
        watched(record, measure, other),
    ):
        one, second = sorted((measure, other), key=lambda each: each.pk)
        held = Argument.objects.filter(one=one, other=second, about=about).first()
        saved(measure)
        if not text.strip():
            if held:
                held.delete()
            return None
        row = held or Argument(one=one, other=second, about=about)
        row.text = text.strip()
        saved(row)
    return row


def _refuse_unknown_subject(measure: Measure, other: Measure, about: str) -> None:
    known = {row["about"].casefold() for each in (measure, other) for row in each.conditions}
    if about.casefold() not in known:
        raise RegisterError(
            _("Neither has a condition about “%(about)s”; choose one that is there.")
            % {"about": about}
        )


def _refuse_reserved(slug: str) -> None:
    if slug in RESERVED:
        raise RegisterError(
            _("“%(slug)s” is a page of the site; choose another name.") % {"slug": slug}
        )


def _fill(row: Measure, said: Said) -> None:
    row.kind, row.automatic = said.kind or "right", said.automatic or "unknown"
    row.name, row.name_en, row.what = said.name.strip(), said.name_en.strip(), said.what.strip()
    row.obstacles = said.obstacles.strip()
    row.instrument = entitlement(row.plan, said.instrument)
    row.granted_by = party(said.granted_by)
    row.conditions = conditions_json(said.conditions)
