"""Whether conditions can be true at all: one that cannot, or always is, is a mistake."""

from __future__ import annotations

from grondrecht.rights import operations
from grondrecht.rights.errors import RightsError
from grondrecht.rights.graph import Node, factored, needed
from grondrecht.rights.operations import NO, YES, Value
from grondrecht.rights.resolved import Condition, Resolved

Narrowed = dict[int, Value]


class _Impossible(Exception):
    """Nothing is left of what a value may be."""


def refuse_impossible(resolved: Resolved) -> None:
    """Refuse a condition that can never be true, or never false, alone or beside the others.

    Ends are followed, not solved for: a contradiction between two sums is not found.
    """
    for condition in resolved.conditions:
        if condition.node.ends in (NO, YES):
            raise _refusal(condition, condition.node.ends == YES)
    narrowed: Narrowed = {}
    for condition in resolved.conditions:
        try:
            _narrow(condition.node, YES, narrowed)
        except _Impossible:
            raise _beside_others(condition) from None
    found = _ends([each.node for each in resolved.conditions], narrowed)
    for condition in resolved.conditions:
        if found[condition.node.index] == NO:
            raise _beside_others(condition)


def _refusal(condition: Condition, always: bool) -> RightsError:
    en, nl = ("false", "onwaar") if always else ("true", "waar")
    return RightsError(
        f"The condition {condition.rule.name} can never be {en}; mend it or take it out.",
        f"De voorwaarde {condition.rule.name} kan nooit {nl} zijn; verbeter ze of haal ze weg.",
        condition.rule.source.place,
    )


def _beside_others(condition: Condition) -> RightsError:
    return RightsError(
        f"The condition {condition.rule.name} can never be true together with those before it;"
        " mend one of them.",
        f"De voorwaarde {condition.rule.name} kan nooit waar zijn samen met de vorige; verbeter er"
        " één.",
        condition.rule.source.place,
    )


def _narrow(node: Node, ends: Value, narrowed: Narrowed) -> None:
    """Keep what follows from a value lying within ends."""
    held = narrowed.get(node.index, node.ends)
    low, high = max(held[0], ends[0]), min(held[1], ends[1])
    if low > high:
        raise _Impossible
    if narrowed.get(node.index) == (low, high):
        return
    narrowed[node.index] = (low, high)
    if node.op == "lift":
        _narrow(node.parts[0], (low, high), narrowed)
    elif node.op == "multiply" and factored(node)[1] > 1:
        inner, by = factored(node)
        _narrow(inner, (-(-low // by), high // by), narrowed)
    elif node.op == "not":
        _narrow(node.parts[0], (1 - high, 1 - low), narrowed)
    elif low == 1 and node.op == "and":
        for part in node.parts:
            _narrow(part, YES, narrowed)
    elif low == high and node.op in ("within", "under"):
        _narrow_order(node, low == 1, narrowed)
    elif low == 1 and node.op == "same":
        a, b = (narrowed.get(_bare(part).index, part.ends) for part in node.parts)
        _narrow(node.parts[0], b, narrowed)
        _narrow(node.parts[1], a, narrowed)


def _narrow_order(node: Node, holds: bool, narrowed: Narrowed) -> None:
    """What follows of a <= b or a < b, or of their not holding: b < a, b <= a."""
    a, b = node.parts if holds else reversed(node.parts)
    strict = int((node.op == "under") == holds)
    low_a = narrowed.get(a.index, a.ends)[0]
    high_b = narrowed.get(b.index, b.ends)[1]
    _narrow(a, (a.ends[0], high_b - strict), narrowed)
    _narrow(b, (low_a + strict, b.ends[1]), narrowed)


def _bare(node: Node) -> Node:
    return node.parts[0] if node.op == "lift" else node


def _ends(roots: list[Node], narrowed: Narrowed) -> Narrowed:
    """Between which ends each node lies, given what was narrowed."""
    found: Narrowed = {}
    for node in needed(roots):
        ends = _own_ends(node, found)
        held = narrowed.get(node.index, ends) if not node.parts else ends
        found[node.index] = held
    return found


def _own_ends(node: Node, found: Narrowed) -> Value:
    if not node.parts:
        return node.ends
    parts = [found[part.index] for part in node.parts]
    if node.op == "lift":
        return parts[0]
    if node.op in operations.OVER:
        # What was narrowed holds for the person who is answered, and not for the others.
        return node.ends
    return operations.ONE[node.op](*parts)
