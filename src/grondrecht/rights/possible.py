"""Whether conditions can be true at all: one that cannot, or always is, is a mistake."""

from __future__ import annotations

from collections.abc import Sequence

from grondrecht.rights import operations
from grondrecht.rights.errors import RightsError
from grondrecht.rights.graph import Node, factored, needed
from grondrecht.rights.operations import NO, YES, Value
from grondrecht.rights.resolved import Condition, Resolved

# Of a choice with more options the ends are followed and not each option.
MOST_CODES = 100
Narrowed = dict[int, Value]
Codes = dict[int, set[int]]


class _Impossible(Exception):
    """Nothing is left of what a value may be."""


def refuse_impossible(resolved: Resolved) -> None:
    """Refuse a condition that can never be true, alone or beside the others, or never false alone.

    Ends are followed, not solved for: a contradiction between two sums is not found.
    """
    for condition in resolved.conditions:
        if _impossible([condition]) is not None:
            raise _refusal(condition, always=False)
        if _always(condition.node):
            raise _refusal(condition, always=True)
    found = _impossible(resolved.conditions)
    if found is not None:
        raise _beside_others(found)


def _impossible(conditions: Sequence[Condition]) -> Condition | None:
    """A condition that cannot be true where all are, or None."""
    narrowed: Narrowed = {}
    codes: Codes = {}
    for condition in conditions:
        try:
            _narrow(condition.node, YES, narrowed)
            _keep(condition.node, codes)
        except _Impossible:
            return condition
    found = _ends([each.node for each in conditions], narrowed)
    return next((each for each in conditions if found[each.node.index] == NO), None)


def _keep(node: Node, codes: Codes) -> None:
    """Keep the options of each choice with which a condition can be true."""
    for part in _joined(node):
        choice, outcomes = _by_code(part)
        held = {code for code, ends in outcomes.items() if ends != NO}
        if choice is not None:
            codes[choice.index] = codes.get(choice.index, held) & held
            if not codes[choice.index]:
                raise _Impossible


def _always(node: Node) -> bool:
    """Whether it is true with all that can be."""
    if node.ends == YES:
        return True
    outcomes = [_by_code(part)[1].values() for part in _joined(node)]
    return all(held and all(ends == YES for ends in held) for held in outcomes)


def _joined(node: Node) -> list[Node]:
    """The parts that must all be true for it to be so, each once however often it is needed."""
    found: dict[int, Node] = {}
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if each.index not in found:
            found[each.index] = each
            waiting += each.parts if each.op in ("and", "lift") else ()
    return [each for each in found.values() if each.op not in ("and", "lift")]


def _by_code(node: Node) -> tuple[Node | None, dict[int, Value]]:
    """What a part that hangs on one choice only is with each of its options, and that choice."""
    given = [each for each in needed([node]) if each.op in ("input", "on")]
    if len(given) != 1 or given[0].ends[1] - given[0].ends[0] > MOST_CODES:
        return None, {}
    (choice,) = given
    codes = range(choice.ends[0], choice.ends[1] + 1)
    return choice, {code: _ends([node], {choice.index: (code, code)})[node.index] for code in codes}


def _refusal(condition: Condition, always: bool) -> RightsError:
    en, nl = ("false", "onwaar") if always else ("true", "waar")
    return RightsError(
        f"The condition {condition.rule.name} can never be {en}; mend it or take it out.",
        f"De voorwaarde {condition.rule.name} kan nooit {nl} zijn; verbeter ze of haal ze weg.",
        condition.rule.source.place,
    )


def _beside_others(condition: Condition) -> RightsError:
    return RightsError(
        f"The condition {condition.rule.name} can never be true together with the others;"
        " mend one of them.",
        f"De voorwaarde {condition.rule.name} kan nooit waar zijn samen met de andere; verbeter er"
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
