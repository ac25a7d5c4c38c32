"""From a frozen round a new edition of the plan, each change with the decision behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.followup.access import Conflict, acting, demand
from grondrecht.followup.actors import Actor
from grondrecht.followup.adjusting import Became, Change, adjusted, became, checked
from grondrecht.followup.by_plan import by_plan
from grondrecht.followup.freezing import held_copy
from grondrecht.followup.models import AdjustedEdition, Adjustment, Round
from grondrecht.followup.states import note, told
from grondrecht.plan.differences import Differences, compare
from grondrecht.plan.model import Plan
from grondrecht.registry.actions.imports import Target, import_plan
from grondrecht.registry.actions.lineage import confirm_descent, confirm_kept, refuse_descent
from grondrecht.registry.actions.links import link_actions
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.held import held_plan
from grondrecht.registry.log import Record
from grondrecht.registry.models import Action, Descent, Edition
from grondrecht.registry.valid import saved


@dataclass(frozen=True)
class Proposed:
    """What a report proposes to become of an action: ``kind`` as in Change, ``why`` its reason.

    ``texts`` is what the action's maintained texts, or its next step, would make of the form.
    """

    code: str
    title: str
    kind: str
    status: str
    why: str
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class NewEdition:
    """What the adjusted edition is called, and the day it is decided."""

    slug: str
    name: str
    decided_on: date | None = None


@dataclass(frozen=True)
class AdjustReport:
    """What the adjusted edition is, or would be: the plan, and how it differs from the old.

    ``undecided`` are the codes whose reports propose something for which no decision is named:
    they stay as they are.
    """

    plan: Plan
    differences: Differences
    changes: tuple[Change, ...]
    undecided: tuple[str, ...]
    applied: bool = False


def proposals(of: Round) -> list[Proposed]:
    """What the reports of a round, as it was frozen, propose for the plan. A few queries.

    Texts that are maintained beside the printed ones are proposed too.
    """
    kinds = by_plan("adjusting", of.plan)["proposes"]
    kept = dict(Action.objects.filter(plan=of.plan_id).values_list("code", "maintained"))
    found = []
    for report in held_copy(of)["reports"]:
        answer = report.get("answer") or {}
        texts = tuple(kept.get(report["code"], {}).items())
        kind = kinds.get(answer.get("status", ""), "change" if texts else "")
        if kind:
            found.append(
                Proposed(
                    report["code"],
                    report["title"],
                    kind,
                    answer.get("status", ""),
                    answer.get("reason", ""),
                    texts if texts or kind != "change" else _next_step(answer),
                )
            )
    return found


def decide_change(
    who: Actor, of: Round, change: Change, *, why: str, seen: int | None = None
) -> Adjustment:
    """Record a change of the plan with the decision behind it, in place of what was recorded.

    ``seen`` is the version of what was recorded before, 0 where nothing was. Raises Conflict where
    somebody else changed it since, RegisterError where the edition cannot be changed so.
    """
    change = checked(change)
    adjusted(held_plan(of.edition), [*_others(of, change.code), change])
    with _adjusting(who, of, why) as record:
        held = of.adjustments.filter(code=change.code).first()
        if held and seen not in (None, held.version):
            raise Conflict(held)
        before = told(held).state if held else {}
        row = held or Adjustment(round=of)
        for name, value in vars(change).items():
            setattr(row, name, dict(value) if name == "texts" else value)
        saved(row)
        note(record, row, before)
    return row


def drop_change(who: Actor, of: Round, code: str, *, why: str) -> None:
    """Take back a change that was recorded; the action stays as it is."""
    with _adjusting(who, of, why) as record:
        row = of.adjustments.filter(code=code).first()
        if row is None:
            raise RegisterError(_("No change is recorded for action %(code)s.") % {"code": code})
        was = told(row)
        row.delete()
        record.add(was.subject, was.state, {}, plan=was.plan, label=was.label)


def changes_of(of: Round) -> tuple[Change, ...]:
    """The changes that are recorded for a round, by code."""
    return tuple(
        Change(row.code, row.kind, row.decision, row.decided_on, row.new_code, row.texts)
        for row in of.adjustments.order_by("code")
    )


def adjust(
    who: Actor, of: Round, new: NewEdition, *, why: str, apply: bool = False
) -> AdjustReport:
    """Make the adjusted edition of a round's plan, or with ``apply`` off only say what it would be.

    What became of every action is confirmed with its decision. One transaction. Raises NotAllowed,
    NotNow, RegisterError.
    """
    demand(who, "round.adjust", of)
    _refuse(of, new)
    base, changes = held_plan(of.edition), changes_of(of)
    plan = adjusted(base, changes)
    report = AdjustReport(plan, compare(base, plan), changes, _undecided(of, changes))
    target = Target(
        of.plan.slug, new.slug, of.plan.name, new.name, of.plan.language, new.decided_on
    )
    if not apply:
        import_plan(plan, target, by=who.name, why=why)
        return report
    with _adjusting(who, of, why, public=True) as record:
        import_plan(plan, target, by=record.by, why=why, apply=True)
        edition = of.plan.editions.get(slug=new.slug)
        for each in became(base, changes):
            _confirm(of.edition, edition, each, record.by, why)
        confirm_kept(edition, by=record.by, why=why)
        made = AdjustedEdition(round=of, edition=edition, made_by=who.name, made_at=timezone.now())
        saved(made)
        note(record, made)
    return replace(report, applied=True)


@contextmanager
def _adjusting(who: Actor, of: Round, why: str, public: bool = False) -> Iterator[Record]:
    """The transaction of a change; the round itself is frozen, and stays as it is."""
    with acting(who, "round.adjust", of, why=why, public=public) as record:
        of.version -= 1
        yield record


def _confirm(before: Edition, edition: Edition, each: Became, by: str, why: str) -> None:
    """Confirm what became of an action, and refuse what likeness alone made of it."""
    done = {"by": by, "why": why, "decision": each.change.rests_on}
    codes = {*each.old, *each.new}
    confirmed = False
    for row in edition.descents_to.filter(state="proposed"):
        if (row.kind, row.old, row.new) == (each.kind, list(each.old), list(each.new)):
            confirm_descent(row.pk, **done)
            confirmed = True
        elif codes & {*row.old, *row.new} and not {*row.old, *row.new} - codes:
            refuse_descent(row.pk, **done)
    if not confirmed:
        words = _("Decided after the round.")
        row = Descent(
            before=before,
            after=edition,
            kind=each.kind,
            old=list(each.old),
            new=list(each.new),
            likeness=0,
            why=words,
            why_en=words,
        )
        saved(row)
        confirm_descent(row.pk, **done)
    _link_replacement(edition, each, by, why)


def _link_replacement(edition: Edition, each: Became, by: str, why: str) -> None:
    """An action that ends because another does its work is linked with that one."""
    change = each.change
    if change.kind != "replace" or each.kind != "lapsed":
        return
    actions = Action.objects.filter(plan=edition.plan)
    link_actions(
        actions.get(code=change.new_code),
        actions.get(code=change.code),
        "replaces",
        by=by,
        why=why,
        decision=change.decision,
        decided_on=change.decided_on,
    )


def _refuse(of: Round, new: NewEdition) -> None:
    made = AdjustedEdition.objects.filter(round=of).select_related("edition").first()
    if made:
        raise RegisterError(
            _("The adjusted edition of this round is there already: %(edition)s.")
            % {"edition": made.edition.name}
        )
    if not of.adjustments.exists():
        raise RegisterError(_("No change is recorded yet; nothing would differ."))
    editions = of.plan.editions
    if editions.filter(slug=new.slug).exists() or not new.slug.strip():
        raise RegisterError(_("Give the new edition a short name that no edition has."))
    if editions.filter(position__gt=of.edition.position).exists():
        raise RegisterError(_("The plan has a newer edition than the one this round is about."))
    day = of.edition.decided_on
    if day and new.decided_on and new.decided_on <= day:
        raise RegisterError(_("The new edition is decided after the old one."))


def _others(of: Round, code: str) -> Iterable[Change]:
    return (change for change in changes_of(of) if change.code != code)


def _undecided(of: Round, changes: Iterable[Change]) -> tuple[str, ...]:
    decided = {change.code for change in changes}
    return tuple(each.code for each in proposals(of) if each.code not in decided)


def _next_step(answer: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The next step of an action that goes on, as a milestone for the year of its day."""
    day, step = answer.get("next_on") or "", answer.get("next_step", "")
    return ((f"milestone {day[:4]}", step),) if day and step else ()
