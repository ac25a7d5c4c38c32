"""Every place in a text where a label, a period or a form's code could stand.

A label is looked for in the bare letters of the text, so that line ends, hyphens, letter-by-letter
printing and capitals do not hide it. Which candidates are labels is for the alignment to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from grondrecht.plan.periods import Period
from grondrecht.reading.document import INDENT, Text
from grondrecht.reading.slips import slips
from grondrecht.reading.template import Template, squash

# How often a word must stand before years to be usual there, and the mark for it.
OFTEN = 3
USUAL = "usual"
# How far around a candidate its line or cell is looked at.
NEAR = 300
# A word that begins with a mark, as in "'s avonds", is no piece of a label.
_QUOTED = re.compile(r"\s[^\w\s(]")
# What may stand around a label in its cell and is no word of a value: a number or bullet before it,
# a mark or a word in brackets behind it.
_BEFORE = re.compile(r"[\s•*·▪-]*(?:\(?(?:\d{1,2}|[a-z])[.)])?\s*")
_BEHIND = re.compile(r"[\s:.;*?]*(?:\([^()]{1,20}\)[\s:.;*?]*)?")
_SENTENCE_ENDS = frozenset(".!?:;)")
_YEAR_NEXT = re.compile(r"\s+(?:19|20)\d\d(?!\d)(?=.*[^\W\d])")
_PIECE = re.compile(r"[^\W_]{1,3}(?![^\W_])")


# A feature is made of parts that depend on each other: ((name, value), …).
Feature = tuple[tuple[str, str], ...]
# The first and the last year of a period.
Years = tuple[int, int]


@dataclass(frozen=True)
class Candidate:
    """A stretch text[start:end] that could be a label; ``spelling`` is the one it has.

    ``kind`` is ``start``, ``label``, ``milestones``, ``period`` or ``heading``. ``opens`` and
    ``closes`` say that nothing else stands before or behind it on its line or in its cell;
    ``lead`` is the word before it there, "usual" where many years of the document follow it ("in
    2017"); ``ended`` says that a sentence ends before it; ``runs_on`` that the line before it
    is full and stops in mid-sentence. ``after`` is what follows there: lower, upper, digit, year,
    mark, glued (a mark without a space), figures (no letter at all) or nothing. ``case`` is lower,
    upper, title or mixed; ``row`` and ``column`` are those of its table cell. ``frame`` says how it
    stands in a document that sets values apart: whole (a cell of its own), part (of a cell), out
    (of any cell), margin (its line begins there) or indented.
    """

    start: int
    end: int
    kind: str
    spelling: str
    words: str
    opens: bool
    closes: bool
    ended: bool
    lead: str
    runs_on: bool
    case: str
    after: str
    row: str
    column: str
    frame: str

    @property
    def word_count(self) -> int:
        """How many words the candidate has."""
        return len(self.words.split())

    @cached_property
    def years(self) -> Years | None:
        """The first and last year that a period names."""
        years = Period.parse(self.words).years if self.kind == "period" else ()
        return (years[0], years[-1]) if years else None

    @cached_property
    def features(self) -> tuple[Feature, ...]:
        """What the candidate looks like: features that do not depend on each other."""
        line = [("opens", str(self.opens)), ("after", self.after)]
        if self.kind == "period":
            inside = "ended" if self.ended else "usual" if self.lead == USUAL else "odd"
            line[0] = ("opens", "True" if self.opens else inside)
            period = Period.parse(self.words)
            line.append(("runs_on", str(self.runs_on)))
            own = [("years", str(period.years)), ("stage", str(period.stage != "interim"))]
        else:
            own = [("case", self.case), ("spelling", self.spelling)]
        if self.frame:
            # There, a vertical word may well be whole.
            own = [part for part in own if self.kind != "milestones"]
            own += [("frame", self.frame), ("column", self.column)]
        return (tuple(line), *((part,) for part in own))


class Letters:
    """The letters and digits of a text, with the way back to their offsets."""

    def __init__(self, text: str) -> None:
        lower = text.lower()
        # A few letters grow when lowered; offsets must stay those of the text.
        same = len(lower) == len(text)
        chars = lower if same else "".join(low if len(low := c.lower()) == 1 else c for c in text)
        self.offsets = [i for i, char in enumerate(chars) if char.isalnum()]
        self.letters = "".join([chars[i] for i in self.offsets])
        self.text = text

    def find(self, spelling: str) -> Iterator[tuple[int, int]]:
        """Offsets of every occurrence of a squashed spelling that begins and ends with a word."""
        at = self.letters.find(spelling)
        while at >= 0:
            start, end = self.offsets[at], self.offsets[at + len(spelling) - 1] + 1
            if (
                self._free(start - 1)
                and self._free(end)
                and not _QUOTED.search(self.text, start, end)
            ):
                yield start, end
            at = self.letters.find(spelling, at + 1)

    def _free(self, offset: int) -> bool:
        return not (0 <= offset < len(self.text)) or not self.text[offset].isalnum()


def candidates(text: Text, template: Template) -> list[Candidate]:
    """All candidates of a template in a text, in order of place; they may overlap."""
    letters = Letters(text.text)
    words = [word for label in template.labels for word in label.words] + [*template.note_words]
    spellings = {squash(word) for word in words}
    found = [
        _candidate(text, start, end, "label", spelling)
        for spelling in spellings
        for start, end in letters.find(spelling)
    ]
    exact = {(item.start, item.end) for item in found}
    found += [_candidate(text, *span) for span in slips(text.text, words, exact)]
    found += [_candidate(text, *span) for span in _headings(text.text, letters, template)]
    found += _periods(text, template.milestones.period)
    found += _matches(text, template.start, "start")
    for heading in template.headings:
        found += _matches(text, heading, "heading")
    whole = [item for item in found if _in_one_part(text, item)]
    return sorted(_usual_leads(whole), key=lambda item: (item.start, -item.end))


def _usual_leads(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, the words that usually stand before years in this document marked."""
    leads = Counter(item.lead for item in found if item.kind == "period" and item.lead)
    return [replace(item, lead=USUAL) if leads[item.lead] >= OFTEN else item for item in found]


def _candidate(text: Text, start: int, end: int, kind: str, spelling: str) -> Candidate:
    before, after = _around(text, start, end)
    if text.line_at(start).cell and _BEFORE.fullmatch(before) and _BEHIND.fullmatch(after):
        before = after = ""
    words = text.text[start:end]
    return Candidate(
        start,
        end,
        kind,
        spelling,
        words,
        opens=not before.strip(),
        closes=not after.strip(" \t:."),
        lead="" if not before.split() else before.split()[-1].lower(),
        ended=before.rstrip()[-1:] in _SENTENCE_ENDS,
        runs_on=not before.strip() and _runs_on(text, start, end),
        case=_case(words),
        after=_after(after),
        row=text.line_at(start).cell.rpartition(".")[0],
        column=text.line_at(start).cell.rpartition(".")[2],
        frame=_frame(text, start, before, after),
    )


def _around(text: Text, start: int, end: int) -> tuple[str, str]:
    """What stands on the same line, or in the same cell, before the start and behind the end."""
    first = text.blocks[text.index_at(start)][0]
    last = text.blocks[text.index_at(end - 1)][1]
    return text.text[max(first, start - NEAR) : start], text.text[end : min(last, end + NEAR)]


def _frame(text: Text, start: int, before: str, after: str) -> str:
    if text.line_at(start).cell:
        return "part" if before.strip() or after.strip() else "whole"
    if text.tabled:
        return "out"
    if not text.indented:
        return ""
    line = text.text[text.blocks[text.index_at(start)][0] : start]
    return "indented" if line.startswith(" " * INDENT) else "margin"


def _runs_on(text: Text, start: int, end: int) -> bool:
    """Whether the line before leaves no room for these words and does not end a sentence."""
    index = text.index_at(start)
    if not index or text.lines[index].cell != text.lines[index - 1].cell:
        return False
    before = text.lines[index - 1].text.rstrip()
    first = len(text.text[start:end].split()[0])
    return before[-1:] not in _SENTENCE_ENDS and len(before) + 1 + first > 0.85 * text.width


def _after(rest: str) -> str:
    """The kind of what follows on a line."""
    char = rest.lstrip(" \t")[:1]
    if not char:
        return ""
    if _YEAR_NEXT.match(rest):
        return "year"
    if len(rest.split()) > 1 and not any(map(str.isalpha, rest)):
        return "figures"
    if not char.isalnum():
        return "glued" if (rest[0] == char and char != "(") or char == ":" else "mark"
    return "digit" if char.isdigit() else "lower" if char.islower() else "upper"


def _case(words: str) -> str:
    if words.islower():
        return "lower"
    if words.isupper() and len(words) > 1:
        return "upper"
    return "title" if words[:1].isupper() else "mixed"


def _matches(text: Text, pattern: re.Pattern[str], kind: str) -> Iterator[Candidate]:
    for part in dict.fromkeys(text.parts):
        for match in pattern.finditer(text.text, *part):
            if _stands_free(text.text, *match.span()):
                yield _candidate(text, *match.span(), kind, kind)


def _periods(text: Text, pattern: re.Pattern[str]) -> Iterator[Candidate]:
    """Every period; where words begin it ("mei 2016"), also what is left without them: they may end
    the line before.
    """
    for candidate in _matches(text, pattern, "period"):
        yield candidate
        digit = re.search(r"\d", candidate.words)
        if digit and digit.start():
            bare = pattern.match(text.text, candidate.start + digit.start())
            if bare and _stands_free(text.text, *bare.span()):
                yield _candidate(text, *bare.span(), "period", "period")


def _stands_free(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is not a piece of a longer word or number."""
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()


def _headings(
    text: str, letters: Letters, template: Template
) -> Iterator[tuple[int, int, str, str]]:
    """The heading of the milestones; a vertical one may be cut off after four letters."""
    for word in map(squash, template.milestones.words):
        found = set(letters.find(word))
        if template.milestones.vertical:
            found |= set(_vertical(text, word))
        for start, end in found:
            pieces = len(text[start:end].split()) > 1
            yield start, end, "milestones", "pieces" if pieces else "whole"


def _vertical(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Runs of pieces of one to three letters that spell at least four letters of a word."""
    for match in re.finditer(rf"(?<![^\W_]){word[0]}", text, re.IGNORECASE):
        spelt, end = 0, match.start()
        piece = _PIECE.match(text, match.start())
        while piece and word.startswith(piece[0].lower(), spelt):
            spelt, end = spelt + len(piece[0]), piece.end()
            white = re.compile(r"\s*").match(text, end)
            piece = _PIECE.match(text, white.end()) if white and white.end() > end else None
        if spelt >= 4:
            yield match.start(), end


def _in_one_part(text: Text, item: Candidate) -> bool:
    """A label does not run from one table cell into the next, nor from a margin into what is moved
    in.
    """
    return text.parts[text.index_at(item.start)] == text.parts[text.index_at(item.end - 1)]
