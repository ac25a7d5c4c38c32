"""Why: each answer as a tree of reasons in Dutch and English, with the article behind each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from grondrecht.rights import wording
from grondrecht.rights.answers import OUTCOMES, Answer
from grondrecht.rights.groups import members_of
from grondrecht.rights.law import Stale
from grondrecht.rights.meaning import Meaning
from grondrecht.rights.measures import Rule
from grondrecht.rights.naming import name
from grondrecht.rights.operations import Value
from grondrecht.rights.parameters import Legal

# What a reader can look into; anything else is said in the line of what holds it.
_OPEN = {"compare", "among", "and", "or", "not", "if", "term", "group", "arithmetic"}
# What names its parts without their values: those have lines of their own.
_SAYS_NO_PARTS = {"and", "or", "if", "group", "arithmetic"}
# Which computations read on as one: a + b - c, a * b / c.
_CHAINS = {"+": "+-", "-": "+-", "*": "*/", "/": "*/", "": ()}
# Nobody reads further; terms that each use the one before twice would go on for ever.
MOST_LINES = 1_000
# So many lines, and what they are made of, are kept: most come back in the next answer.
KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands."""

    title: str
    article: str
    url: str


class Reason(NamedTuple):
    """A line of an explanation, and the lines below it.

    ``outcome`` is yes, no or unknown for what can be true, and empty for an amount or another
    value. The text is made when it is asked for.
    """

    answer: Answer
    meaning: Meaning | None
    rule: Rule | None
    outcome: str

    def text(self, language: str = "nl") -> str:
        """The line in Dutch (nl) or English (en)."""
        if self.rule is not None:
            label = self.rule.label.in_(language)
            return label if self.outcome else f"{label}: {amount_text(self.answer, language)}"
        if self.meaning is None:
            return self.answer.measure.names.in_(language)
        return line(self.answer, self.meaning, language)

    @property
    def source(self) -> Source | None:
        """The article behind a condition or a measure."""
        if self.rule is None and self.meaning is not None:
            return None
        held: Legal = self.answer.rules.version.source
        article = (self.rule.article if self.rule else "") or held.article
        return Source(held.title, article, held.url)

    @property
    def parts(self) -> tuple[Reason, ...]:
        """What it rests on."""
        if self.meaning is None:
            return _of_measure(self.answer)
        if self.rule is not None:
            return (_reason(self.answer, self.meaning),)
        answer = _within(self.answer, _group(self.meaning))
        return tuple([_reason(answer, part) for part in _open_parts(self.meaning)])

    def walk(self) -> list[tuple[int, Reason]]:
        """The whole tree, line by line, each with how deep it stands; no more than MOST_LINES."""
        found: list[tuple[int, Reason]] = [(0, self)]
        if self.meaning is not None:
            _put_below(self, 0, found)
            return found[:MOST_LINES]
        for part in self.parts:
            found.append((1, part))
            _put_below(part, 1, found)
        return found[:MOST_LINES]

    def tree(self) -> Tree:
        """The same lines, each with those below it."""
        here = Tree(self, [])
        above = [here]
        for depth, reason in self.walk()[1:]:
            made = Tree(reason, [])
            above[depth - 1].parts.append(made)
            above[depth:] = [made]
        return here


class Tree(NamedTuple):
    """A reason with those below it."""

    reason: Reason
    parts: list[Tree]


class _Line(NamedTuple):
    """A part of a rule below another: how deep, and within which group of persons, if in one."""

    depth: int
    meaning: Meaning
    group: str


def _put_below(reason: Reason, depth: int, found: list[tuple[int, Reason]]) -> None:
    """Put the lines below a rule, or below a part of one, behind those that were found."""
    answer, meaning = reason.answer, reason.meaning
    if meaning is None:
        return
    lines = _lines(meaning)
    below, depth = (lines[1:], depth) if reason.rule is None else (lines, depth + 1)
    for further, part, group in below:
        held = _within(answer, group) if group else answer
        found.append((depth + further, _reason(held, part)))


@lru_cache(KEPT)
def _lines(meaning: Meaning) -> tuple[_Line, ...]:
    """A part and all below it that a reader can look into, in order; no more than MOST_LINES."""
    found: list[_Line] = []
    waiting = [_Line(0, meaning, "")]
    while waiting and len(found) < MOST_LINES:
        here = waiting.pop()
        found.append(here)
        group = _group(here.meaning) or here.group
        below = reversed(_open_parts(here.meaning))
        waiting += [_Line(here.depth + 1, part, group) for part in below]
    return tuple(found)


def _open_parts(meaning: Meaning) -> list[Meaning]:
    """The parts that get a line: those that one can look into, and what no line above them says."""
    whole = _looked_into(meaning)
    parts = _operands(whole) if whole.form == "arithmetic" else whole.parts
    if whole.form in _SAYS_NO_PARTS:
        return [part for part in parts if part.form != "literal"]
    return [part for part in parts if part.form in _OPEN] if whole.form in _OPEN else []


def _looked_into(meaning: Meaning) -> Meaning:
    """The part itself; of a comparison its one side that is made of others, which its line says."""
    sides = [part for part in meaning.parts if part.form in _OPEN]
    return sides[0] if meaning.form == "compare" and len(sides) == 1 else meaning


def _operands(meaning: Meaning) -> list[Meaning]:
    """What is computed with: of a + b + c all three, and not first a + b."""
    sign = _sign(meaning)
    found: list[Meaning] = []
    for at, part in enumerate(meaning.parts):
        # a - (b - c) and a / (b / c) have a part that is a whole of its own.
        may_open = at == 0 or sign in ("+", "*")
        is_chain = part.form == "arithmetic" and not part.label.nl and _sign(part) in _CHAINS[sign]
        found += _operands(part) if may_open and is_chain else [part]
    return found


def _sign(meaning: Meaning) -> str:
    """How a computation is made; a quotient that is rounded is a quotient."""
    sign = meaning.said[0] if meaning.said else ""
    if sign == "round" and len(meaning.parts) == 2:
        return "/"
    return sign if len(meaning.parts) == 2 and sign in _CHAINS else ""


def _group(meaning: Meaning) -> str:
    """The group that a part is about, empty for another part."""
    whole = _looked_into(meaning)
    return whole.said[1] if whole.form == "group" else ""


def _within(answer: Answer, group: str) -> Answer:
    """Within a group it is about each of its members, whoever is answered."""
    if not group:
        return answer
    everybody = group == "household"
    among = None if everybody else members_of(group, answer.given.roles, answer.position)
    return answer._replace(position=None, among=among)


def reasons(answer: Answer) -> Reason:
    """Why a measure answers so: its conditions and its amount, each with what it rests on."""
    return Reason(answer, None, None, answer.entitled)


def _of_measure(answer: Answer) -> tuple[Reason, ...]:
    found = [
        Reason(answer, each.meaning, each.rule, _outcome(answer.outcome(each.node.index)))
        for each in answer.rules.conditions
    ]
    version, value = answer.rules.version, answer.rules.value
    if version.amount is not None and value is not None and answer.amount is not None:
        found.append(Reason(answer, value, version.amount.value, ""))
    return tuple(found)


def _reason(answer: Answer, meaning: Meaning) -> Reason:
    outcome = ""
    if meaning.kind == "flag":
        value = _value(answer, meaning)
        outcome = _outcome(value) if isinstance(value, tuple) else ""
    return Reason(answer, meaning, None, outcome)


def _outcome(value: Value) -> str:
    return OUTCOMES.get(value, "unknown")


def _value(answer: Answer, meaning: Meaning) -> Value | list[Value]:
    """The value for the one who is answered; of each person where it lies within a group."""
    held = answer.values[meaning.node.index]
    if answer.position is not None and isinstance(held, list):
        return held[answer.position]
    return held


def amount_text(answer: Answer, language: str = "nl") -> str:
    """The amount of an answer in words, both ends where it is not certain; empty without one."""
    if answer.amount is None:
        return ""
    low, high = (wording.money_text(cents, answer.rules.per, language) for cents in answer.amount)
    if low == high:
        return low
    return f"van {low} tot {high}" if language == "nl" else f"from {low} to {high}"


def line(answer: Answer, meaning: Meaning, language: str) -> str:
    """What a part says of this household: ``inkomen: 1.200,00 euro; niet meer dan de grens: …``."""
    if meaning.form == "compare":
        return _comparison(answer, meaning, language)
    if meaning.form == "among":
        return _among(answer, meaning, language)
    if meaning.form in wording.JOINED[language]:
        return wording.JOINED[language][meaning.form]
    if meaning.form == "not":
        return _denied(answer, meaning, language)
    return _said(answer, meaning, language)


def _comparison(answer: Answer, meaning: Meaning, language: str) -> str:
    left, right = meaning.parts
    words = wording.COMPARED_DAYS if left.kind == "date" else wording.COMPARED
    how = words[language][meaning.said[0]]
    return f"{_said(answer, left, language)} – {how} {_said(answer, right, language)}"


def _among(answer: Answer, meaning: Meaning, language: str) -> str:
    return f"{_said(answer, meaning.parts[0], language)} – {_codes(meaning, language)}"


@lru_cache(KEPT)
def _codes(meaning: Meaning, language: str) -> str:
    """The options that a choice is to be, or not to be, one of."""
    choice, (sign, *codes) = meaning.parts[0], meaning.said
    names = [choice.options[code].in_(language) for code in codes]
    either = " of " if language == "nl" else " or "
    without = ("niet " if language == "nl" else "not ") if sign == "!=" else ""
    return f"{without}{either.join(names)}"


def _denied(answer: Answer, meaning: Meaning, language: str) -> str:
    """That a part does not hold; the line below says the part by itself."""
    part = meaning.parts[0]
    text = name(part, language) if part.form in ("and", "or") else line(answer, part, language)
    return f"{wording.WORDS[language]['not']}: {text}"


def _said(answer: Answer, meaning: Meaning, language: str) -> str:
    """A name with its value; a literal is its value alone."""
    value = _value(answer, meaning)
    if not isinstance(value, list):
        return _said_of(meaning, value, language)
    among = range(len(value)) if answer.among is None else answer.among
    texts = [
        f"{answer.given.ids[at]} {wording.value_text(meaning, value[at], language)}" for at in among
    ]
    return f"{name(meaning, language)}: {', '.join(texts) or wording.NOBODY[language]}"


@lru_cache(KEPT)
def _said_of(meaning: Meaning, value: Value, language: str) -> str:
    held = wording.value_text(meaning, value, language)
    return held if meaning.form == "literal" else f"{name(meaning, language)}: {held}"


def warning(stale: Stale, language: str = "nl") -> str:
    """That a figure had to be looked at again."""
    what = stale.parameter.label.in_(language)
    day = wording.day_text(stale.parameter.review_by, language)
    if language == "nl":
        return f"Let op: {what} moest nagekeken worden voor {day}; het bedrag kan veranderd zijn."
    return f"Mind: {what} had to be checked before {day}; the figure may have changed."
