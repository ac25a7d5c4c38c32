"""Confirm or refuse what was proposed to have become of actions between two editions."""

from __future__ import annotations

from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import written
from grondrecht.registry.models import Action, Descent, Edition, Link
from grondrecht.registry.states import watched

# The links that a confirmed descent makes: (from the old to the new?, kind of link).
LINKS = {"split": (True, "split"), "merged": (True, "merged"), "reworded": (False, "replaces")}


def confirm_descent(pk: int, *, by: str, why: str, decision: str = "") -> Descent:
    """Confirm a proposal; actions that were split, merged or renumbered are linked with the new.

    ``decision`` names what it rests on, which links need. Raises RegisterError.
    """
    descent = _descent(pk)
    codes = [*descent.old, *descent.new]
    if _pairs(descent) and not decision.strip():
        raise RegisterError("Zeg op welke beslissing dit steunt (decision).")
    with written("descent.confirm", by=by, why=why) as record:
        with watched(record, descent.after.plan, codes):
            _settle(descent, "confirmed", decision.strip())
            _link(descent)
        record.add(*_entry(descent, "confirmed"), plan=descent.after.plan.slug, label=str(descent))
    return descent


def confirm_kept(edition: Edition, *, by: str, why: str) -> int:
    """Confirm at once all proposals that an action was kept as it was; gives how many there are."""
    waiting = list(edition.descents_to.filter(kind="kept", state="proposed"))
    with written("descent.confirm", by=by, why=why) as record:
        for descent in waiting:
            descent.state = "confirmed"
            entry = _entry(descent, "confirmed")
            record.add(*entry, plan=edition.plan.slug, label=str(descent))
        Descent.objects.bulk_update(waiting, ("state",), batch_size=200)
    return len(waiting)


def refuse_descent(pk: int, *, by: str, why: str, decision: str = "") -> Descent:
    """Refuse a proposal: it stays on record as refused and is not proposed again."""
    descent = _descent(pk)
    with written("descent.refuse", by=by, why=why) as record:
        _settle(descent, "refused", decision.strip())
        record.add(*_entry(descent, "refused"), plan=descent.after.plan.slug, label=str(descent))
    return descent


def _descent(pk: int) -> Descent:
    found = Descent.objects.select_related("after__plan", "before").filter(pk=pk).first()
    if found is None:
        raise RegisterError(f"Er is geen voorstel {pk}; zie: grondrecht lineage list.")
    if found.state != "proposed":
        raise RegisterError(f"Over voorstel {pk} is al beslist.")
    return found


def _settle(descent: Descent, state: str, decision: str) -> None:
    descent.state, descent.decision = state, decision
    descent.save(update_fields=("state", "decision"))


def _entry(descent: Descent, state: str) -> tuple[str, dict[str, str], dict[str, str]]:
    key = f"descent:{descent.after.slug}:{'+'.join(descent.old)}>{'+'.join(descent.new)}"
    return key[:200], {"state": "proposed"}, {"state": state, "decision": descent.decision}


def _pairs(descent: Descent) -> list[tuple[str, str]]:
    if descent.kind not in LINKS:
        return []
    return [(old, new) for old in descent.old for new in descent.new if old != new]


def _link(descent: Descent) -> None:
    forward, kind = LINKS.get(descent.kind, (True, ""))
    plan = descent.after.plan
    actions = {action.code: action for action in Action.objects.filter(plan=plan)}
    for old, new in _pairs(descent):
        source, target = (old, new) if forward else (new, old)
        Link.objects.update_or_create(
            source=actions[source],
            target=actions[target],
            kind=kind,
            defaults={"origin": "person", "decision": descent.decision},
        )
