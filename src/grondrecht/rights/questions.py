"""What to ask next: the question of which the answer settles most."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from grondrecht.rights.answers import Assessment, answered
from grondrecht.rights.graph import Node, factored, needed
from grondrecht.rights.households import Given
from grondrecht.rights.law import InForce
from grondrecht.rights.operations import Value
from grondrecht.rights.vocabulary import Input

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
    """The question that settles most, or None where none settles anything.

    ``skipped`` are those to which the answer is not known. Of questions that settle as much, the
    one for which most measures wait comes first, then the one that stands first in inputs.yaml.
    """
    questions = [each for each in _open(assessment) if each.key not in skipped]
    questions.sort(key=lambda each: -len(each.waiting))
    tried = [_tried(assessment, each) for each in questions[:MOST_CANDIDATES]]
    return max(tried, key=lambda each: (each.settles, len(each.waiting)), default=None)


def unknowns(assessment: Assessment, measure: str) -> tuple[Question, ...]:
    """What is not known and may decide a measure that is not certain: maybe, tell me X."""
    return tuple(each for each in _open(assessment) if measure in each.waiting)


def _open(assessment: Assessment) -> list[Question]:
    """All that is unknown of what undecided measures need, in the order of inputs.yaml."""
    waiting: dict[Asked, list[str]] = {}
    for name in _undecided(assessment):
        for node in _inputs_of(assessment.in_force, name):
            for who in _without(assessment.given, node):
                measures = waiting.setdefault((node.name, who), [])
                if name not in measures:
                    measures.append(name)
    inputs = assessment.in_force.inputs
    order = {name: at for at, name in enumerate(inputs)}
    keys = sorted(waiting, key=lambda key: order[key[0]])
    return [Question(inputs[name], who, 0.0, tuple(waiting[name, who])) for name, who in keys]


def _undecided(assessment: Assessment) -> Iterable[str]:
    found = [each.measure.id for each in assessment.answers if each.entitled == "unknown"]
    return dict.fromkeys(found)


def _inputs_of(in_force: InForce, measure: str) -> Iterator[Node]:
    """The inputs of the conditions of a measure."""
    for each in in_force.measures:
        if each.measure.id == measure:
            yield from (node for node in needed([each.entitled]) if node.op == "input")


def _without(given: Given, node: Node) -> Iterable[str]:
    """Of whom an input is not known."""
    if node.of != "person":
        return () if node.name in given.one else ("",)
    pairs = zip(given.ids, given.persons, strict=True)
    return [who for who, person in pairs if node.name not in person]


def _tried(assessment: Assessment, question: Question) -> Question:
    """The question with how much it settles."""
    before = _certain(assessment)
    values = _values(assessment.in_force, question.input)
    gained = [
        _certain(answered(assessment.in_force, told(assessment.given, question.key, value)))
        - before
        for value in values
    ]
    return replace(question, settles=sum(gained) / len(gained))


def _certain(assessment: Assessment) -> int:
    return sum(each.entitled != "unknown" for each in assessment.answers)


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
    marks = {given.low, given.high}
    for node in in_force.nodes:
        if node.op in ("under", "within", "same"):
            marks |= _marks(node, given)
    within = sorted(mark for mark in marks if given.low <= mark <= given.high)
    return within[:: max(1, len(within) // MOST_TRIED)]


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
