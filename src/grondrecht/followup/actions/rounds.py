"""A round from its preparation to the day it is sent; each step is one verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.followup.access import acting
from grondrecht.followup.actors import Actor
from grondrecht.followup.covering import cover_instruments
from grondrecht.followup.freezing import copy_of, hold_log
from grondrecht.followup.frozen import canonical, sha256_of
from grondrecht.followup.models import FrozenRound, Report, Round
from grondrecht.followup.naming import signed
from grondrecht.followup.outlines import DAYS, Outline, filled_in
from grondrecht.followup.states import note, note_reports, states_of_reports, watched
from grondrecht.followup.statuses import statuses_for, statuses_json
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import Record
from grondrecht.registry.models import Action, Edition, Plan
from grondrecht.registry.valid import saved

SETTABLE = ("name", "name_en", "first_day", "last_day", *DAYS)
# The states of a report that nobody has answered yet.
UNANSWERED = ("prepared", "asked")


def prepare_round(who: Actor, plan: Plan, outline: Outline, *, why: str) -> Round:
    """A new round as outlined, with a report for each action that it asks about.

    It keeps the statuses that the plan has now. Raises RegisterError where the plan has no
    edition, a code is not in it, or the round is there already.
    """
    with acting(who, "plan.prepare_round", plan, why=why) as record:
        statuses = statuses_json(statuses_for(plan))
        edition = outline.edition or _in_force(plan)
        of = Round(plan=plan, edition=edition, statuses=statuses, **filled_in(plan, outline))
        saved(of)
        note(record, of)
        _ask(record, of, _actions(of, outline.codes))
    return of


def set_round(
    who: Actor, of: Round, changes: Mapping[str, Any], *, why: str, seen: int | None = None
) -> None:
    """Change the name and the days of a round (SETTABLE). Raises Conflict, RegisterError."""
    unknown = sorted(set(changes) - set(SETTABLE))
    if unknown:
        raise RegisterError(
            _("This cannot be changed of a round: %(keys)s.") % {"keys": ", ".join(unknown)}
        )
    with acting(who, "round.set", of, why=why, seen=seen) as record, watched(record, of):
        for key, value in changes.items():
            setattr(of, key, value)
        saved(of)


def cover(
    who: Actor,
    of: Round,
    codes: Iterable[str],
    *,
    why: str,
    seen: int | None = None,
    add: Iterable[str] = (),
    leave_out: Iterable[str] = (),
) -> None:
    """Say about which actions a round asks: these, and no others. It covers their instruments;
    ``add`` and ``leave_out`` say which others too, and which not (kind:slug).

    Raises RegisterError where a code is not in the edition, an instrument not in the plan, or
    where an action is left out that has been answered for.
    """
    with acting(who, "round.cover", of, why=why, seen=seen) as record, watched(record, of):
        chosen = {action.pk: action for action in _actions(of, tuple(codes))}
        gone = of.reports.exclude(action__in=chosen).select_related("action")
        _refuse_answered([report for report in gone if report.state not in UNANSWERED])
        before = states_of_reports(of)
        of.reports.filter(pk__in=[report.pk for report in gone]).delete()
        note_reports(record, of, before)
        held = set(of.reports.values_list("action_id", flat=True))
        _ask(record, of, [action for pk, action in chosen.items() if pk not in held])
        cover_instruments(of, add, leave_out)
        saved(of)


def open_round(who: Actor, of: Round, *, why: str, seen: int | None = None) -> None:
    """Ask the administrations. Raises RegisterError where the round asks about nothing."""
    with _moved(who, "round.open", of, "open", why, seen) as record:
        if not of.reports.exists():
            raise RegisterError(_("This round asks about no action; choose them first."))
        of.opened_on = timezone.localdate()
        _set_states(record, of, "asked")


def end_answers(who: Actor, of: Round, *, why: str, seen: int | None = None) -> None:
    """End the answering: what is sent back can still be answered, and cabinets validate."""
    with _moved(who, "round.end_answers", of, "answered", why, seen):
        pass


def end_validation(who: Actor, of: Round, *, why: str, seen: int | None = None) -> None:
    """End the validation: nobody changes a report any more."""
    with _moved(who, "round.end_validation", of, "validated", why, seen):
        pass


def reopen(who: Actor, of: Round, *, why: str, seen: int | None = None) -> None:
    """Go back to answering; what was answered and validated stays."""
    with _moved(who, "round.reopen", of, "open", why, seen):
        pass


def freeze(who: Actor, of: Round, *, why: str, seen: int | None = None) -> FrozenRound:
    """Keep the whole of a round as it is now, under its SHA-256; nothing of it changes after.

    The copy says how far the log had come and what the SHA-256 of all of it was.
    """
    with acting(who, "round.freeze", of, why=why, seen=seen) as record, watched(record, of):
        # Whoever saves a report holds it first and the log last: the same order, or both wait.
        _hold_reports(of)
        hold_log()
        now = timezone.now()
        by = signed(who, "round.freeze", of)
        of.state, of.frozen_on = "frozen", timezone.localdate(now)
        body = canonical(copy_of(of, frozen_at=now.isoformat(), frozen_by=by, log=True))
        frozen = FrozenRound(
            round=of, body=body, sha256=sha256_of(body), frozen_at=now, frozen_by=by
        )
        # The reports first: those of a frozen round cannot change.
        _set_states(record, of, "frozen")
        saved(of)
        saved(frozen)
    return frozen


def send(who: Actor, of: Round, *, why: str, seen: int | None = None) -> None:
    """Send a frozen round to Government and Parliament; from now on everyone may read it."""
    with _moved(who, "round.send", of, "sent", why, seen, public=True):
        of.sent_on = timezone.localdate()


@contextmanager
def _moved(
    who: Actor,
    verb: str,
    of: Round,
    state: str,
    why: str,
    seen: int | None,
    *,
    public: bool = False,
) -> Iterator[Record]:
    """The transaction of a verb that brings a round into another state."""
    with (
        acting(who, verb, of, why=why, seen=seen, public=public) as record,
        watched(record, of),
    ):
        of.state = state
        yield record
        saved(of)


def _in_force(plan: Plan) -> Edition:
    edition = plan.editions.order_by("position").last()
    if edition is None:
        raise RegisterError(
            _("%(plan)s has no edition to ask about; import one first.") % {"plan": plan.name}
        )
    return edition


def _actions(of: Round, codes: tuple[str, ...] | None) -> list[Action]:
    """The actions of the round's edition, all or those with these codes."""
    known = Action.objects.filter(forms__edition=of.edition_id).distinct().order_by("code")
    if codes is None:
        return list(known)
    chosen = list(known.filter(code__in=codes))
    unknown = sorted(set(codes) - {action.code for action in chosen})
    if unknown:
        raise RegisterError(
            _("%(edition)s has no action %(codes)s; look at the codes.")
            % {"edition": of.edition.name, "codes": ", ".join(unknown[:10])}
        )
    return chosen


def _ask(record: Record, of: Round, actions: Iterable[Action]) -> None:
    """Make the reports of these actions."""
    before = states_of_reports(of)
    state = "prepared" if of.state == "prepared" else "asked"
    Report.objects.bulk_create(
        [Report(round=of, action=action, state=state) for action in actions], batch_size=500
    )
    note_reports(record, of, before)


def _refuse_answered(reports: list[Report]) -> None:
    if reports:
        codes = ", ".join(report.action.code for report in reports[:10])
        raise RegisterError(
            _("%(codes)s cannot be left out: it has been answered for.") % {"codes": codes}
        )


def _set_states(record: Record, of: Round, state: str) -> None:
    before = states_of_reports(of)
    of.reports.update(state=state)
    note_reports(record, of, before)


def _hold_reports(of: Round) -> None:
    """Wait for whoever is saving a report, so that none comes after the copy."""
    list(of.reports.select_for_update().values_list("pk", flat=True))
