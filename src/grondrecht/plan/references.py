"""References from one action to others: which code, in what spelling, and what is said of it.

An underscored code (``02_06_01``) is a reference wherever it stands. In another spelling
(``02 06 01``, ``02-06-01``, ``02.06.01``) it could be a date or a telephone number: it counts where
a word such as *actie* or *fiche* announces it, or where the plan is known to have that code and
nothing around it tells of a date or a longer number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from grondrecht.plan.codes import ActionCode, codes_in
from grondrecht.plan.reference_words import ANNOUNCING, NO_CODE_BEFORE, SAYS_AFTER, SAYS_BEFORE


@dataclass(frozen=True)
class Reference:
    """A code that a text names at ``start``:``end``, and what the text says of it.

    ``kind`` tells, from the action whose text this is, what the other action is to it:
    ``replaced_by`` (it takes this one over), ``replaces`` (this one takes it over), ``see_also``,
    ``link``, or ``mention`` where nothing is said. ``words`` is the code as written (for a code
    that a range such as "01_04_05 t.e.m. 01_04_07" leaves out, the whole range); ``sentence`` the
    sentence it stands in.
    """

    code: ActionCode
    kind: str
    words: str
    sentence: str
    start: int
    end: int


Span = tuple[ActionCode, int, int]


def _pattern(words: Sequence[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(word.replace(" ", r"\s{1,3}") for word in ordered)


_BEFORE = {
    kind: re.compile(rf"(?<!\w)(?:{_pattern(words)})(?!\w)", re.IGNORECASE)
    for kind, words in SAYS_BEFORE.items()
}
_AFTER = {
    kind: re.compile(rf"[\s)'’\"”]{{0,4}}(?:{_pattern(words)})(?!\w)", re.IGNORECASE)
    for kind, words in SAYS_AFTER.items()
}
_ANNOUNCED = re.compile(
    rf"(?:\b|\w{{1,30}})(?:{_pattern(ANNOUNCING)})(?:\s(?:nr\.?|nummer|number|no\.|code|met code))?"
    r"[\s:('‘’\"“]{1,4}$",
    re.IGNORECASE,
)
_ANNOUNCING = re.compile(
    rf"(?<!\w)(?:{_pattern(ANNOUNCING)})(?:\s(?:nr\.?|nummer|number|no\.))?\s{{1,3}}"
    r"(?P<list>[\w.-]{1,20}(?:\s{0,2}(?:,|&|/|en|and|of|or)\s{1,2}[\w.-]{1,20}){0,20})",
    re.IGNORECASE,
)
_NO_CODE_BEFORE = re.compile(
    rf"(?:(?<!\w)(?:{'|'.join(map(re.escape, NO_CODE_BEFORE))})\s{{1,3}}|\d[\s./-]{{1,3}}|[+/=])$",
    re.IGNORECASE,
)
_LONGER = re.compile(r"[\s./-]{1,2}\d")
_LIST = re.compile(
    r"[\s()\"'”]{0,3}(?:,|;|/|&|\+|en|of|and|or|,\s(?:en|and)|alsook|as well as)"
    r"(?:\s(?:met|aan|van|door|to|with|by))?[\s(\"'“]{0,3}(?:\w{0,20}(?:fiches?|acties?|actions?)\s)?",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\s{0,3}(?:t\.?\s?e\.?\s?m\.?|t/m|tot(?:\sen\smet)?|-|–|—|to|through|until)\s{0,3}", re.I
)
_WRAPPED = re.compile(r"(?<![\w])(\d{2})\s?_\s?(\d{2})\s?_\s?(\d{2})(?![\d_])")
#: Spellings that only a word such as *fiche* tells from a date.
_UNUSUAL = re.compile(r"(?<![\d–/])(\d{2})([–/])(\d{2})\2(\d{2})(?![\d–/])")
_DENIED = re.compile(
    r"(?<!\w)(?:niet|geen|nooit|not|never)\s(?:(?:meer|langer|been|yet)\s)?\Z", re.IGNORECASE
)
_SHORT = re.compile(r"/(\d{2})(?![\w.-])")
_END = re.compile(
    r"(?<!\bcf)(?<!\bcfr)(?<!\bvgl)(?<!\bnr)[.!?](?=[\s)\"”]{1,9}[^\sa-z\d])|[•▪]|\n\n"
)
_REACH = 120


def find_references(text: str, known: Collection[ActionCode] = ()) -> tuple[Reference, ...]:
    """The references in a text, in order of their place.

    ``known`` are the codes of the plan: they let other spellings count without a word that
    announces them, let a range count the codes between its ends, and are the only way to find
    codes of another make than three pairs of digits ("commitment 7").
    """
    candidates = _candidates(text)
    announced = _announced(text, candidates)
    spans = [
        span for span in candidates
        if span[1] in announced or _stands_alone(text, span, known)
    ]  # fmt: skip
    spans += _announced_others(text, spans, known)
    spans.sort(key=lambda span: span[1:])
    return tuple(_references(text, spans, known))


def _candidates(text: str) -> list[Span]:
    """Whatever looks like a code of three segments, underscored ones over a line's end too."""
    level = re.sub(r"[\s\u00a0\u202f]", " ", text)
    spans = codes_in(level)
    taken = {start for _, start, _ in spans}
    spans += [
        (ActionCode((match[1], match[2], match[3])), match.start(), match.end())
        for match in _WRAPPED.finditer(text)
        if match.start() not in taken
    ]
    spans += [
        (ActionCode((match[1], match[3], match[4])), match.start(), match.end())
        for match in _UNUSUAL.finditer(text)
    ]
    return sorted(spans, key=lambda span: span[1])


def _stands_alone(text: str, span: Span, known: Collection[ActionCode]) -> bool:
    """Whether what looks like a code is one without a word that says so."""
    code, start, end = span
    if "_" in text[start:end]:
        return True
    unusual = _UNUSUAL.match(text, start)
    if code not in known or unusual or _LONGER.match(text, end):
        return False
    return not _NO_CODE_BEFORE.search(text[max(0, start - 14) : start])


def _announced(text: str, candidates: Sequence[Span]) -> set[int]:
    """Where the codes begin that a word such as *fiche* announces, alone or in a list."""
    found: set[int] = set()
    before: Span | None = None
    for span in candidates:
        start = span[1]
        listed = before is not None and before[1] in found and _linked(text, before, span)
        if listed or _ANNOUNCED.search(text[max(0, start - 40) : start]):
            found.add(start)
        before = span
    return found


def _linked(text: str, one: Span, other: Span) -> bool:
    gap = text[one[2] : other[1]]
    return len(gap) < 40 and bool(_LIST.fullmatch(gap) or _RANGE.fullmatch(gap))


def _announced_others(
    text: str, spans: Sequence[Span], known: Collection[ActionCode]
) -> Iterator[Span]:
    """Announced codes of the plan that are not three pairs of digits, such as commitment 7."""
    others = {str(code).casefold(): code for code in known if len(code.segments) != 3}
    taken = {start for _, start, _ in spans}
    for match in _ANNOUNCING.finditer(text) if others else ():
        for token in re.finditer(r"\w+(?:[.-]\w+)*", match["list"]):
            code = others.get(token[0].casefold().replace("-", "_").replace(".", "_"))
            start = match.start("list") + token.start()
            if code and start not in taken:
                yield code, start, start + len(token[0])


def _references(
    text: str, spans: Sequence[Span], known: Collection[ActionCode]
) -> Iterator[Reference]:
    ends = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    before: Span | None = None
    kind, words, shown = "", "", (-1, -1)
    for span in spans:
        code, start, end = span
        linked = before is not None and _linked(text, before, span)
        sentence = _sentence(ends, start)
        kind = _after(text, end) or (kind if linked else _before(text, sentence, before, start))
        if sentence != shown:
            shown, words = sentence, text[slice(*sentence)].strip()
        if before and linked and _RANGE.fullmatch(text[before[2] : start]):
            whole = (before[1], end)
            for between in _between(before[0], code, known):
                yield Reference(between, kind, text[slice(*whole)], words, *whole)
        yield Reference(code, kind, text[start:end], words, start, end)
        for short, first, last in _shortened(text, code, end):
            yield Reference(short, kind, text[first:last], words, first, last)
        before = span


def _sentence(ends: Sequence[int], start: int) -> tuple[int, int]:
    """Where the sentence that holds an offset begins and ends."""
    number = bisect_right(ends, start)
    return ends[number - 1], ends[number]


def _before(text: str, sentence: tuple[int, int], before: Span | None, start: int) -> str:
    """The kind that the last telling words between the code and what comes before it give."""
    first = max(sentence[0], before[2] if before else 0, start - _REACH)
    stretch = text[first:start]
    found = [
        (match.end(), match.end() - match.start(), _unless_denied(kind, stretch, match.start()))
        for kind, pattern in _BEFORE.items()
        for match in pattern.finditer(stretch)
    ]
    return max(found)[2] if found else "mention"


def _unless_denied(kind: str, stretch: str, start: int) -> str:
    return "mention" if _DENIED.search(stretch, max(0, start - 20), start) else kind


def _after(text: str, end: int) -> str:
    return next((kind for kind, pattern in _AFTER.items() if pattern.match(text, end)), "")


def _between(
    first: ActionCode, last: ActionCode, known: Collection[ActionCode]
) -> list[ActionCode]:
    """The codes of a series between two, all of them or those the plan is known to have."""
    if first.series != last.series:
        return []
    numbers = range(int(first.sequence) + 1, int(last.sequence))
    codes = [ActionCode((*first.series, f"{number:02}")) for number in numbers]
    return [code for code in codes if not known or code in known]


def _shortened(text: str, code: ActionCode, end: int) -> Iterator[Span]:
    """Codes of the same series written by their sequence only: 02_06_01/02/03."""
    while match := _SHORT.match(text, end):
        yield ActionCode((*code.series, match[1])), match.start(1), match.end()
        end = match.end()
