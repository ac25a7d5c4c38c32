"""Why: each answer as a tree of reasons in Dutch and English, with the article behind each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from grondrecht.rights import wording
from grondrecht.rights.answers import OUTCOMES, Answer
from grondrecht.rights.law import Stale
from grondrecht.rights.meaning import Meaning
from grondrecht.rights.measures import Rule
from grondrecht.rights.operations import Value
from grondrecht.rights.parameters import Legal

# What a reader can look into; anything else is said in the line of what holds it.
_OPEN = {"compare", "among", "and", "or", "not", "if", "term", "group", "arithmetic"}
# So many names of parts are kept: those of all measures of a law, in both languages.
NAMES = 10_000


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
        if self.meaning.form not in _OPEN:
            return ()
        answer = self.answer
        return tuple([_reason(answer, part) for part in self.meaning.parts if part.form in _OPEN])

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Reason]]:
        """The whole tree, line by line, each with how deep it stands."""
        waiting = [(depth, self)]
        while waiting:
            depth, reason = waiting.pop()
            yield depth, reason
            waiting += [(depth + 1, part) for part in reversed(reason.parts)]


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
    held = answer.values.get(meaning.node.index)
    if held is None:
        # What is the same for all need not have been computed.
        return meaning.node.ends
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
    if meaning.form in ("and", "or", "not"):
        return _joined(answer, meaning, language)
    return _said(answer, meaning, language)


def _comparison(answer: Answer, meaning: Meaning, language: str) -> str:
    left, right = meaning.parts
    words = wording.COMPARED_DAYS if left.kind == "date" else wording.COMPARED
    how = words[language][meaning.said[0]]
    return f"{_said(answer, left, language)} – {how} {_said(answer, right, language)}"


def _among(answer: Answer, meaning: Meaning, language: str) -> str:
    choice, (sign, *codes) = meaning.parts[0], meaning.said
    names = [choice.options[code].in_(language) for code in codes]
    either = " of " if language == "nl" else " or "
    without = ("niet " if language == "nl" else "not ") if sign == "!=" else ""
    return f"{_said(answer, choice, language)} – {without}{either.join(names)}"


def _joined(answer: Answer, meaning: Meaning, language: str) -> str:
    texts = [line(answer, part, language) for part in meaning.parts]
    if meaning.form == "not":
        return ("niet: " if language == "nl" else "not: ") + texts[0]
    word = {"and": {"nl": "en", "en": "and"}, "or": {"nl": "of", "en": "or"}}[meaning.form]
    return f"; {word[language]} ".join(texts)


def _said(answer: Answer, meaning: Meaning, language: str) -> str:
    """A name with its value; a literal is its value alone."""
    value = _value(answer, meaning)
    if isinstance(value, list):
        texts = [wording.value_text(meaning, each, language) for each in value]
        held = ", ".join(f"{who} {text}" for who, text in zip(answer.ids, texts, strict=True))
    else:
        held = wording.value_text(meaning, value, language)
    if meaning.form == "literal":
        return held
    return f"{name(meaning, language)}: {held}"


@lru_cache(NAMES)
def name(meaning: Meaning, language: str) -> str:
    """What a part is called: its label, or how it is made."""
    if meaning.label.nl:
        return meaning.label.in_(language)
    if meaning.form == "literal":
        return wording.value_text(meaning, meaning.node.ends, language)
    names = [name(part, language) for part in meaning.parts]
    if meaning.form == "group":
        return _group_name(meaning, names, language)
    if meaning.form == "compare":
        words = wording.COMPARED_DAYS if meaning.parts[0].kind == "date" else wording.COMPARED
        return f" {words[language][meaning.said[0]]} ".join(names)
    if meaning.form == "among":
        codes = [meaning.parts[0].options[code].in_(language) for code in meaning.said[1:]]
        return f"{names[0]} {' / '.join(codes)}"
    if meaning.form in ("and", "or"):
        word = {"nl": {"and": "en", "or": "of"}, "en": {"and": "and", "or": "or"}}
        return f" {word[language][meaning.form]} ".join(names)
    if meaning.form == "not":
        return ("niet " if language == "nl" else "not ") + names[0]
    if meaning.form == "if":
        words_if = ("als", "dan", "anders") if language == "nl" else ("if", "then", "else")
        return " ".join(f"{word} {text}" for word, text in zip(words_if, names, strict=True))
    return _arithmetic_name(meaning, names, language)


def _group_name(meaning: Meaning, names: list[str], language: str) -> str:
    op, group = meaning.said
    has_body = op != "count"
    made = wording.OVER[language][op].format(
        body=names[0] if has_body else "", group=wording.GROUPS[language][group]
    )
    where = names[1:] if has_body else names
    if not where:
        return made
    return f"{made}, {'met' if language == 'nl' else 'with'} {where[0]}"


def _arithmetic_name(meaning: Meaning, names: list[str], language: str) -> str:
    sign = meaning.said[0] if meaning.said else ""
    if sign in wording.SIGNS:
        shown = wording.SIGNS[sign]
        return f" {shown} ".join(names) if len(names) > 1 else f"{shown}{names[0]}"
    call = wording.CALLS[language].get(sign, "")
    both = " en " if language == "nl" else " and "
    return f"{call} {both.join(names)}".strip()


def warning(stale: Stale, language: str = "nl") -> str:
    """That a figure had to be looked at again."""
    what = stale.parameter.label.in_(language)
    day = wording.day_text(stale.parameter.review_by, language)
    if language == "nl":
        return f"Let op: {what} moest nagekeken worden voor {day}; het bedrag kan veranderd zijn."
    return f"Mind: {what} had to be checked before {day}; the figure may have changed."
