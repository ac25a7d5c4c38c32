"""Which years an amount is for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from grondrecht.plan.money import sayings, words
from grondrecht.plan.money.context import COLON, STRONG, Mark, Span, attach, overlaps
from grondrecht.plan.money.figures import alternatives

_YEAR = r"(?<![\d.,/\w])(?:BJ)?(?:\d{1,2}[/.-]\d{1,2}[/.-]|\d{1,2}/)?((?:19|20)\d{2})(?!\w|[.,]\d)"
_TO = r"(?:-|–|—|/|tot(?:\sen\smet)?|t/?m|t\.?e\.?m\.?|to|until|through)"
_DAY_MONTH = r"(?:\d{1,2}(?:[/.]\d{1,2}[/.]|\s))?(?:[a-zé]{3,9}\.?\s{0,2})?"
_NEXT = rf"\s{{0,3}}(?:({_TO})\s{{0,3}}{_DAY_MONTH}|(?:,|&|en|and|als)\s{{0,3}})"
_LAST = r"[‘’']?((?:19|20)?\d{2})(?!\w|[.,]\d|[-/](?!(?:19|20)\d\d(?!\d))\d)"
_YEARS = re.compile(rf"{_YEAR}((?:{_NEXT}{_LAST}){{0,12}})", re.IGNORECASE)
_FOLLOWING = re.compile(_NEXT + _LAST, re.IGNORECASE)
_OF_A_NAME = re.compile(
    rf"(?<!\w){alternatives(words.YEAR_OF_A_NAME)}\s{{1,3}}(?:\d{{1,2}}\s)?(?:[a-z]{{3,9}}\s)?\Z",
    re.IGNORECASE,
)
_ONWARD_BEFORE = re.compile(
    rf"(?<!\w){alternatives(words.ONWARD_BEFORE)}\s{{1,3}}(?:(?:het|de|\d{{1,2}})\s)?"
    r"(?P<span>(?:school|werk|begrotings|academie)jaar\s|[a-z]{3,9}\s)?\Z",
    re.IGNORECASE,
)
_ONWARD_AFTER = re.compile(rf"\s{{1,3}}{alternatives(words.ONWARD_AFTER)}(?!\w)", re.IGNORECASE)
_THEREAFTER = re.compile(rf"(?<!\w){alternatives(words.THEREAFTER)}(?!\w)", re.IGNORECASE)
_HEADING = re.compile(r"\s{1,3}[A-ZÀ-Ý]|\s{1,3}(?:[-–=|]\s)?(?:€\s?)?\d{1,3}[.\s]\d{3}(?!\d)")
_AT_START = re.compile(
    r"(?:^|(?<!\bin)(?<!\bvoor)(?<!\bvan)(?<!\ben)(?<!,)\n|[.;:•/]|(?:euro|eur|€)[,;]?|\d\.\d{3}(?:,\d\d)?)\s{0,3}\Z",
    re.IGNORECASE,
)
#: What says of its years that nothing, or the same, is for them: marks near it are its own.
_STATEMENT = re.compile(
    rf"(?<!\w)(?:(?P<same>{alternatives(words.SAME)})|geen|nihil"
    rf"|{alternatives((*sayings.SAYS['none'], *sayings.OPEN_AMOUNT))})(?!\w)",
    re.IGNORECASE,
)
_ROW = re.compile(
    r"(?<![\d.,/\w])(?:19|20)\d\d(?:(?:\s{0,3}(?:,|en|and|&|\|)\s{0,3}|\s{1,3})(?:19|20)\d\d){1,11}"
    r"(?!\w|[.,]\d)",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(rf"(?<!\w){alternatives(words.RESPECTIVELY)}(?!\w)", re.IGNORECASE)
_LISTED = re.compile(r"\s{0,3}(?:,|;|\||/|&)?\s{0,3}(?:en|and)?\s{0,3}(?:€\s?)?", re.IGNORECASE)
_CELLS = re.compile(r"[\s|:]{1,6}")


@dataclass(frozen=True)
class Years:
    """The years that a text states; ``onward`` where those after the last are meant as well."""

    stated: tuple[int, ...] = ()
    onward: bool = False


def years_of(text: str, spans: Sequence[Span]) -> list[Years]:
    """The years of each of the amounts at ``spans``, which are in order."""
    said = [match for match in _STATEMENT.finditer(text) if _is_statement(text, spans, match)]
    every = sorted([*spans, *(match.span() for match in said)])
    attached = attach(text, every, year_marks(text, spans))
    found = {span: years or Years() for span, years in zip(every, attached, strict=True)}
    for match in said:
        before = bisect_left(spans, match.span()) - 1
        if match["same"] and before >= 0:
            found[spans[before]] = _both(found[spans[before]], found[match.span()])
    found |= _in_rows(text, spans)
    return [found[span] for span in spans]


def _is_statement(text: str, spans: Sequence[Span], match: re.Match[str]) -> bool:
    """Whether the words speak for themselves: not those in an amount or right after one."""
    return not overlaps(spans, max(0, match.start() - 1), match.end())


def _both(one: Years, other: Years) -> Years:
    return Years(tuple(sorted({*one.stated, *other.stated})), one.onward or other.onward)


def year_marks(text: str, taken: Sequence[Span] = ()) -> list[Mark[Years]]:
    """The years a text names, ranges filled in, but those inside ``taken`` spans or in a name."""
    marks = []
    for match in _YEARS.finditer(text):
        named = _OF_A_NAME.search(text[max(0, match.start() - 40) : match.start()])
        if not named and not overlaps(taken, match.start(), match.end(1)):
            label = _is_label(text, match.start(), match.end())
            marks.append(Mark(match.start(), match.end(), _years(match), label))
    return sorted([*marks, *_later(text, marks)], key=lambda mark: mark.start)


def _years(match: re.Match[str]) -> Years:
    years = [int(match[1])]
    for connector, digits in _FOLLOWING.findall(match[2]):
        last = int(digits) if len(digits) == 4 else years[-1] // 100 * 100 + int(digits)
        if connector and years[-1] < last <= years[-1] + 60:
            years.extend(range(years[-1] + 1, last + 1))
        elif len(digits) == 4:
            years.append(last)
    return Years(tuple(sorted(set(years))), _goes_on(match))


def _goes_on(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 50) : match.start()]
    opening = _ONWARD_BEFORE.search(before)
    whole_year = opening and "jaar" in (opening["span"] or "")
    begins = opening and (whole_year or not match[2])
    return bool(begins or _ONWARD_AFTER.match(match.string, match.end()))


def _later(text: str, marks: Sequence[Mark[Years]]) -> Iterator[Mark[Years]]:
    """Marks for words such as *nadien*: the years after those named last."""
    starts = [mark.start for mark in marks]
    for match in _THEREAFTER.finditer(text):
        number = bisect_left(starts, match.start()) - 1
        if number >= 0 and not STRONG.search(text[marks[number].end : match.start()][:120]):
            year = marks[number].value.stated[-1] + 1
            yield Mark(match.start(), match.end(), Years((year,), onward=True))


def _is_label(text: str, start: int, end: int) -> bool:
    if COLON.match(text, end):
        return True
    before = text[max(0, start - 8) : start]
    at_start = start == 0 or ((len(before) == 8 or before.strip()) and _AT_START.search(before))
    return bool(at_start and _HEADING.match(text, end))


def _in_rows(text: str, spans: Sequence[Span]) -> dict[Span, Years]:
    """The years of amounts that stand in the order of a row of years: a table's head, or a list
    with *respectievelijk*."""
    found: dict[Span, Years] = {}
    starts = [start for start, _ in spans]
    for match in _ROW.finditer(text):
        years = [int(year) for year in re.findall(r"\d{4}", match[0])]
        number = bisect_left(starts, match.start())
        after, before = spans[number : number + len(years)], spans[:number][-len(years) :]
        if _is_row(text, after, len(years)) and _heads(text, match, after):
            found |= {span: Years((year,)) for span, year in zip(after, years, strict=True)}
        elif _is_row(text, before, len(years)) and _tails(text, match, before):
            found |= {span: Years((year,)) for span, year in zip(before, years, strict=True)}
    return found


def _is_row(text: str, spans: Sequence[Span], length: int) -> bool:
    gaps = (text[one[1] : other[0]] for one, other in pairwise(spans))
    return len(spans) == length and all(_LISTED.fullmatch(gap) for gap in gaps)


def _heads(text: str, row: re.Match[str], spans: Sequence[Span]) -> bool:
    gap = text[row.end() : spans[0][0]][:120]
    return bool(_CELLS.fullmatch(gap) or _RESPECTIVELY.search(text, row.start() - 20, spans[0][0]))


def _tails(text: str, row: re.Match[str], spans: Sequence[Span]) -> bool:
    first, last = spans[0][0], spans[-1][1]
    near = row.start() - last < 60 and not STRONG.search(text, last, row.start())
    return near and bool(_RESPECTIVELY.search(text, max(0, first - 40), row.start()))
