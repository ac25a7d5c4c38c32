"""``grondrecht lineage``: what became of actions between two editions."""

from __future__ import annotations

from grondrecht.register_cli.ready import whoever
from grondrecht.register_cli.shown import print_json, table
from grondrecht.registry.actions.lineage import confirm_descent, refuse_descent
from grondrecht.registry.find import plan_named
from grondrecht.registry.models import Descent

KINDS = {
    "kept": "behouden",
    "reworded": "herschreven",
    "split": "gesplitst",
    "merged": "samengevoegd",
    "lapsed": "vervallen",
    "new": "nieuw",
}
STATES = {"proposed": "voorgesteld", "confirmed": "bevestigd", "refused": "verworpen"}


def show(plan: str, every: bool, as_json: bool) -> None:
    """The proposals, those that wait for a person or all."""
    found = Descent.objects.select_related("before", "after__plan")
    if plan:
        found = found.filter(after__plan=plan_named(plan))
    if not every:
        found = found.filter(state="proposed")
    rows = list(found.order_by("after", "id"))
    if as_json:
        print_json([_json(each) for each in rows])
    elif not rows:
        print("Er zijn geen voorstellen waarover nog beslist moet worden.")
    else:
        headings = ("nummer", "van", "naar", "wat", "oud", "nieuw", "likeness", "stand")
        print(table((*headings[:6], "gelijkenis", "stand"), map(_row, rows)))
        print("Beslis met: grondrecht lineage confirm NUMMER --decision BESLISSING")


def _row(each: Descent) -> tuple[object, ...]:
    codes = [" ".join(codes) or "-" for codes in (each.old, each.new)]
    of = (each.pk, each.before.slug, each.after.slug, KINDS[each.kind])
    return (*of, *codes, f"{each.likeness:.0%}", STATES[each.state])


def _json(each: Descent) -> dict[str, object]:
    return {
        "number": each.pk,
        "plan": each.after.plan.slug,
        "before": each.before.slug,
        "after": each.after.slug,
        "kind": each.kind,
        "old": each.old,
        "new": each.new,
        "likeness": each.likeness,
        "why": each.why,
        "state": each.state,
        "decision": each.decision,
    }


def confirm(number: int, decision: str, by: str, why: str, as_json: bool) -> None:
    """Confirm a proposal."""
    _tell(
        confirm_descent(
            number, by=whoever(by), why=why or decision or "nagekeken", decision=decision
        ),
        as_json,
    )


def refuse(number: int, decision: str, by: str, why: str, as_json: bool) -> None:
    """Refuse a proposal."""
    _tell(
        refuse_descent(
            number, by=whoever(by), why=why or decision or "nagekeken", decision=decision
        ),
        as_json,
    )


def _tell(descent: Descent, as_json: bool) -> None:
    if as_json:
        print_json(_json(descent))
    else:
        codes = f"{' '.join(descent.old) or '-'} → {' '.join(descent.new) or '-'}"
        print(f"{codes}: {KINDS[descent.kind]}, {STATES[descent.state]}.")
