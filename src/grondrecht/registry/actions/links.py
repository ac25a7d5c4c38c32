"""Link actions with each other, on the decision that says so, and record who was involved."""

from __future__ import annotations

from datetime import date

from grondrecht.registry.actions.indexing import index_actions_of
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import written
from grondrecht.registry.models import Action, Involvement, Link, Party
from grondrecht.registry.models.taken_back import TAKEN_BACK
from grondrecht.registry.states import states, subject_of, watched
from grondrecht.registry.valid import saved


def link_actions(
    source: Action,
    target: Action,
    kind: str,
    *,
    by: str,
    why: str,
    decision: str = "",
    decided_on: date | None = None,
) -> Link:
    """Record that the source replaces, was split or merged into, or points at the target.

    All kinds but ``see_also`` rest on a decision. Raises RegisterError where something is missing
    or the link is there already.
    """
    if source.plan_id != target.plan_id:
        raise RegisterError("Acties van twee plannen kunnen niet gekoppeld worden.")
    link = Link(
        source=source,
        target=target,
        kind=kind,
        origin="person",
        decision=decision.strip(),
        decided_on=decided_on,
    )
    with (
        written("action.link", by=by, why=why) as record,
        watched(record, source.plan, [source.code]),
    ):
        saved(link)
    return link


def unlink_actions(link: Link, *, by: str, why: str) -> None:
    """Take back a link that a person recorded; a printed one stays. Raises RegisterError."""
    if link.pk is None:
        raise RegisterError("Deze koppeling is al weggehaald.")
    if link.origin == "printed":
        raise RegisterError("Deze koppeling staat zo in de fiche en blijft staan.")
    with (
        written("action.unlink", by=by, why=why) as record,
        watched(record, link.source.plan, [link.source.code]),
    ):
        link.delete()


def record_involvement(
    action: Action,
    text: str,
    *,
    by: str,
    why: str,
    phase: str = "",
    said: str = "",
    outcome: str = "",
    recorded_for: Party | None = None,
) -> Involvement:
    """Record that people in poverty took part: who, when, what they said, what came of it.

    ``recorded_for`` is the party that says so. Raises RegisterError where nobody is named or the
    phase is unknown.
    """
    row = Involvement(
        action=action,
        text=text.strip(),
        phase=phase,
        said=said,
        outcome=outcome,
        recorded_for=recorded_for,
    )
    with written("action.involve", by=by, why=why) as record:
        with watched(record, action.plan, [action.code]):
            saved(row)
        index_actions_of(action.plan, [action.code])
    return row


def take_back_involvement(row: Involvement, *, by: str, why: str) -> None:
    """Take back what a person recorded; what a form prints stays. Raises RegisterError.

    Everyone reads in the log that it was taken back, by which body and why. The words that stood
    there, in which somebody may be named, are kept in an entry that is not public.
    """
    if row.pk is None:
        raise RegisterError("Deze betrokkenheid is al teruggenomen.")
    if row.form_id is not None:
        raise RegisterError("Deze betrokkenheid staat zo in de fiche en blijft staan.")
    action, plan, key = row.action, row.action.plan, f"involvement:{row.pk}"
    words = states(plan, [action.code])[action.code].get(key)
    with written("involvement.take_back", by=by, why=why) as record:
        row.delete()
        if words:
            slug, title = plan.slug, action.title
            record.add(subject_of(action), {key: TAKEN_BACK}, {}, plan=slug, label=title)
            record.add(key, words, {}, plan=slug, label=title, public=False)
        index_actions_of(plan, [action.code])
