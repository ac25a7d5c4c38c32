"""What to ask next: the question of which the answer settles most."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from grondrecht.rights.answers import Answer, Assessment
from grondrecht.rights.graph import Node, factored, needed
from grondrecht.rights.households import Given
from grondrecht.rights.law import InForce
from grondrecht.rights.operations import OVER, Value
from grondrecht.rights.scalar import Values, programmed
from grondrecht.rights.vocabulary import EPOCH, Input

# Of an input with many possible answers only some are tried.
MOST_TRIED, MOST_CANDIDATES = 6, 40
Asked = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask: which input, of whom, and the measures that wait for it.

    ``who`` is the id of a person, or empty for the household (or what stands alone). ``settles`` is
    how many answers it makes certain, on average over what can be answered.
    """

    input: Input
    who: str
    settles: float
    waiting: tuple[str, ...]

    @property
    def key(self) -> Asked:
        """What it asks, of whom."""
        return self.input.name, self.who


def next_question(assessment: Assessment, skipped: Collection[Asked] = ()) -> Question | None:
    """The question that settles most, or None where nothing that may decide is left to ask.

    ``skipped`` are those to which the answer is not known. Of questions that settle as much, the
    one for which most measures wait comes first, then the one that stands first in inputs.yaml.
    Some settle nothing by themselves, as each of two incomes that are added; they are asked last.
    """
    questions = [each for each in _open(assessment) if each.key not in skipped]
    questions.sort(key=lambda each: -len(each.waiting))
    tried = [_tried(assessment, each) for each in questions[:MOST_CANDIDATES]]
    return max(tried, key=lambda each: (each.settles, len(each.waiting)), default=None)


def unknowns(assessment: Assessment, measure: str) -> tuple[Question, ...]:
    """What is not known and may decide a measure that is not certain: maybe, tell me X."""
    return tuple(each for each in _open(assessment) if measure in each.waiting)


def _open(assessment: Assessment) -> list[Question]:
    """All that is unknown and may decide an answer, in the order of inputs.yaml and of persons."""
    waiting: dict[Asked, dict[str, None]] = {}
    ids = assessment.given.ids
    for answer in assessment.answers:
        if answer.entitled == "unknown":
            for name, at in _deciding(answer):
                who = "" if at is None else ids[at]
                waiting.setdefault((name, who), {})[answer.measure.id] = None
    inputs = assessment.in_force.inputs
    order = {name: at for at, name in enumerate(inputs)}
    whose = {who: at for at, who in enumerate(ids)}
    keys = sorted(waiting, key=lambda key: (order[key[0]], whose.get(key[1], -1)))
    return [Question(inputs[name], who, 0.0, tuple(waiting[name, who])) for name, who in keys]


_Part = tuple[Node, int | None]


def _deciding(answer: Answer) -> Iterator[tuple[str, int | None]]:
    """The inputs that may decide an answer, each with the place of its person, or None.

    What is certain, and a side that another outdoes whatever it is, is not looked into.
    """
    waiting: list[_Part] = [(answer.rules.entitled, answer.position)]
    seen: set[tuple[int, int | None]] = set()
    while waiting:
        node, at = waiting.pop()
        if (node.index, at) in seen:
            continue
        seen.add((node.index, at))
        low, high = _value(answer, node, at)
        if low != high and node.op == "input":
            yield node.name, at
        elif low != high:
            waiting += _open_parts(answer, node, at)


def _open_parts(answer: Answer, node: Node, at: int | None) -> Iterable[_Part]:
    """The parts of an uncertain node that may still change it, each for whom it is computed."""
    parts: list[_Part] = [(part, at if part.of == "person" else None) for part in node.parts]
    if node.op in OVER:
        parts = [(node.parts[0], number) for number in range(len(answer.given.ids))]
    if node.op in _LEAST or node.op in _MOST:
        return _not_outdone(answer, parts, node.op in _MOST)
    if node.op == "choose":
        low, high = _value(answer, *parts[0])
        return parts if low != high else [parts[1] if low else parts[2]]
    return parts


# What gives the least of its parts, and the most.
_LEAST, _MOST = ("and", "min", "least"), ("or", "max", "most")


def _not_outdone(answer: Answer, parts: list[_Part], is_most: bool) -> list[_Part]:
    """The parts that may still be the least of all, or the most."""
    ends = [_value(answer, *part) for part in parts]
    if is_most:
        ends = [(-high, -low) for low, high in ends]
    surely = min(high for _, high in ends)
    return [part for part, (low, _) in zip(parts, ends, strict=True) if low < surely]


def _value(answer: Answer, node: Node, at: int | None) -> Value:
    held = answer.values[node.index]
    return held[at or 0] if isinstance(held, list) else held


def _tried(assessment: Assessment, question: Question) -> Question:
    """The question with how much it settles of the measures that wait for it."""
    waiting = [each for each in assessment.in_force.measures if each.measure.id in question.waiting]
    nodes = [rules.entitled for rules in waiting]
    program, on = programmed(needed(nodes)), assessment.on.toordinal() - EPOCH
    found = []
    for value in _values(assessment.in_force, question.input):
        known = told(assessment.given, question.key, value)
        found.append(_certain(program.run(on, known.one, known.persons), nodes))
    before = _certain(assessment.answers[0].values, nodes)
    return replace(question, settles=sum(found) / len(found) - before)


def _certain(values: Values, nodes: Iterable[Node]) -> int:
    """How many answers are yes or no."""
    held = [values[node.index] for node in nodes]
    each_one = [one for each in held for one in (each if isinstance(each, list) else [each])]
    return sum(low == high for low, high in each_one)


def told(given: Given, asked: Asked, value: int) -> Given:
    """What is known, with one answer more."""
    name, who = asked
    if not who:
        return replace(given, one={**given.one, name: (value, value)})
    persons: list[Mapping[str, Value]] = [
        {**person, name: (value, value)} if id_ == who else person
        for id_, person in zip(given.ids, given.persons, strict=True)
    ]
    return replace(given, persons=tuple(persons))


def _values(in_force: InForce, given: Input) -> list[int]:
    """What an answer may be: all there is where that is little, else around legal limits."""
    if given.high - given.low < MOST_TRIED:
        return list(range(given.low, given.high + 1))
    within = turns(in_force, given)
    return within[:: max(1, len(within) // MOST_TRIED)]


def turns(in_force: InForce, given: Input) -> list[int]:
    """The ends of an input, and the values around which a comparison with a figure turns."""
    marks = {given.low, given.high}
    for node in in_force.nodes:
        if node.op in ("under", "within", "same"):
            marks |= _marks(node, given)
    return sorted(mark for mark in marks if given.low <= mark <= given.high)


def _marks(node: Node, given: Input) -> set[int]:
    """The values of an input at which a comparison with a fixed number turns."""
    one, other = (_bare(part) for part in node.parts)
    if one[0].is_constant:
        one, other = other, one
    (asked, times), (fixed, _) = one, other
    if asked.op != "input" or asked.name != given.name or not fixed.is_constant:
        return set()
    at = fixed.ends[0] // times
    return {at - 1, at, at + 1}


def _bare(node: Node) -> tuple[Node, int]:
    """What is compared, without what only places or scales it."""
    if node.op == "lift":
        return _bare(node.parts[0])
    inner, times = factored(node)
    return (_bare(inner)[0], times) if times > 1 else (node, 1)
