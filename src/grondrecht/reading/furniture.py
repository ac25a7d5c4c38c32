"""What a printed page carries beside the document's own words: numbers, running heads, link layers.

Each test looks at how such lines stand among the others in the same document, never at what a
document is known to say. Lines in table cells are never furniture.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from grondrecht.reading.document import Line
from grondrecht.reading.template import Template, squash

_NUMBER = re.compile(
    r"[-–—|\s]*(?:pagina|page|blz|p)?\.?\s*(\d{1,4})(?:\s*(?:van|of|/)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*(?:https?://|www\.)\S+\s*")
# A head is a name: it begins with a capital or a figure, where a piece of a sentence rarely does.
_HEAD = re.compile(r"\W*(?:\d|[^\W\d_a-zà-ÿ])")
_LEADS_TO_LINK = re.compile(r"(?:[:(]|\b(?:via|op|zie|on|at|see))\s*$", re.IGNORECASE)
# How many lines with a number make page numbers, how many same lines a running head.
FEW = 3
# How far a page number may lie from where the pace of the others puts it: so many pages, or so much
# of the highest.
ROOM, SHARE = 5, 0.2
# Where more than so many times as many numbers as rise stand alone, the forms were shuffled.
_SHUFFLED = 1.5
HEADS = 5
HEAD_LETTERS = 12
LINK_NEAR = 80
# From this score on an address alone on its line belongs to the layer, not to the text.
ENOUGH = 1.5


def without_furniture(lines: Sequence[Line], template: Template) -> list[Line]:
    """The lines of a document less its page furniture and its empty lines."""
    kept = [line for line in lines if line.text.strip()]
    for test in (_running_heads, _page_numbers, _link_layer):
        drop = test(kept, template)
        kept = [line for number, line in enumerate(kept) if number not in drop]
    return kept


def _page_numbers(lines: Sequence[Line], template: Template) -> set[int]:
    """Lines that hold a number alone and stand in the document's rising row of such numbers."""
    numbers = {n: int(match[1]) for n, line in enumerate(lines) if (match := _number(line))}
    alone = {n: i for n, i in numbers.items() if not {n - 1, n + 1} & numbers.keys()}
    rising = _even(_longest_rising(list(alone.items())), alone)
    if len(rising) < FEW:
        return {n for n in numbers if _at_page_edge(lines, n) or _behind_gap(lines, n)}
    if _SHUFFLED * len(rising) >= len(alone):
        return rising
    return rising | {n for n in alone if not _is_value(lines, n, template)}


def _even(rising: set[int], numbers: dict[int, int]) -> set[int]:
    """The lines of a rising row whose numbers keep its pace: pages are about equally long."""
    rows = sorted(rising)
    paces = sorted((numbers[two] - numbers[one]) / (two - one) for one, two in pairwise(rows))
    if not paces:
        return rising
    pace = paces[len(paces) // 2]
    starts = sorted(numbers[row] - pace * row for row in rows)
    start = starts[len(starts) // 2]
    room = max(ROOM, SHARE * max(numbers[row] for row in rows))
    return {row for row in rows if abs(numbers[row] - pace * row - start) <= room}


def _number(line: Line) -> re.Match[str] | None:
    match = None if line.cell else _NUMBER.fullmatch(line.text)
    return match if match and not 1900 <= int(match[1]) <= 2100 else None


def _is_value(lines: Sequence[Line], at: int, template: Template) -> bool:
    """Whether a number alone on its line is all that stands under a label."""
    before = lines[at - 1].text if at else ""
    after = lines[at + 1].text if at + 1 < len(lines) else ""
    return _is_label(before, template) and _is_label(after, template)


def _is_label(text: str, template: Template) -> bool:
    words = squash(text)
    spellings = (squash(word) for label in template.labels for word in label.words)
    if any(words.endswith(spelling) for spelling in spellings):
        return True
    return bool(template.milestones.period.fullmatch(text.strip()))


def _at_page_edge(lines: Sequence[Line], at: int) -> bool:
    if not lines[at].page:
        return False
    first = at == 0 or lines[at - 1].page != lines[at].page
    return first or at + 1 == len(lines) or lines[at + 1].page != lines[at].page


def _behind_gap(lines: Sequence[Line], at: int) -> bool:
    """Whether more white stands before a line than between others, as above the foot of a page."""
    gaps = sorted(two.number - one.number for one, two in pairwise(lines))
    usual = gaps[len(gaps) // 2] if gaps else 1
    return at > 0 and lines[at].number - lines[at - 1].number > 2 * usual + 1


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """The keys of the longest run of pairs whose values rise (patience sorting)."""
    tops: list[int] = []
    places: list[int] = []
    back: dict[int, int | None] = {}
    for place, (_, value) in enumerate(pairs):
        pile = bisect_left(tops, value)
        back[place] = places[pile - 1] if pile else None
        tops[pile : pile + 1] = [value]
        places[pile : pile + 1] = [place]
    chosen, place_or_none = set(), places[-1] if places else None
    while place_or_none is not None:
        chosen.add(pairs[place_or_none][0])
        place_or_none = back[place_or_none]
    return chosen


def _running_heads(lines: Sequence[Line], template: Template) -> set[int]:
    """Lines printed again and again, their number apart, that break into sentences or keep company
    with page numbers.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if not line.cell and _HEAD.match(line.text) and len(squash(line.text)) >= HEAD_LETTERS:
            groups[re.sub(r"\d+", "#", line.text.strip())].append(at)
    heads: set[int] = set()
    for text, places in groups.items():
        often = len(places) >= HEADS and not _is_label(text, template)
        if often and 4 * _intruders(lines, places) >= len(places):
            heads.update(places)
    return heads


def _intruders(lines: Sequence[Line], places: Sequence[int]) -> int:
    """How many of these lines stand in mid-sentence or beside a page number."""
    return sum(_breaks_sentence(lines, at) or _beside_number(lines, at) for at in places)


def _beside_number(lines: Sequence[Line], at: int) -> bool:
    return any(_number(line) for line in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]))


def _breaks_sentence(lines: Sequence[Line], at: int) -> bool:
    """Whether the line before stops in mid-sentence and the line behind goes on with it."""
    if at == 0 or at + 1 == len(lines):
        return False
    before, after = lines[at - 1].text.strip(), lines[at + 1].text.strip()
    goes_on = len(after.split()) > 3 and after[:1].islower()
    return goes_on and len(before.split()) > 3 and before[-1:].isalnum()


def _link_layer(lines: Sequence[Line], template: Template) -> set[int]:
    """Link addresses that the PDF layer repeats where a page ends."""
    links = {n for n, line in enumerate(lines) if not line.cell and _LINK.fullmatch(line.text)}
    tails = sum(line.text.endswith(" ") for line in lines) > 0.7 * len(lines)
    heads = sum(line.text.startswith(" ") for line in lines) < 0.3 * len(lines)
    scores = {
        n: _tail_score(lines[n].text, tails)
        + _page_end_score(lines, n, links, heads, template)
        + _sentence_score(lines, n)
        + _repeat_score(lines, n, links)
        for n in links
    }
    return {n for n, score in scores.items() if score >= ENOUGH}


def _tail_score(text: str, tails: bool) -> float:
    """Printed lines end in a blank in some text layers; repeated addresses then do not."""
    if not tails:
        return 0.0
    return -2.0 if text.endswith(" ") else 2.0


def _page_end_score(
    lines: Sequence[Line], at: int, links: set[int], heads: bool, template: Template
) -> float:
    """A page ends behind the address: a form begins, or a line that is moved in by a blank."""
    after = at + 1
    while after in links:
        after += 1
    if after >= len(lines) or lines[after].page != lines[at].page:
        return 1.5
    text = lines[after].text
    begins = (template.start, *template.headings)
    new_form = any(pattern.match(text.strip()) for pattern in begins)
    return 1.5 if new_form or (heads and text.startswith(" ")) else 0.0


def _sentence_score(lines: Sequence[Line], at: int) -> float:
    """A sentence that announces an address makes it text; one that runs on around it does not."""
    before = lines[at - 1].text.rstrip() if at else ""
    score = 0.3 if lines[at].text.strip().startswith("http") else -1.5
    score -= 1.5 if _LEADS_TO_LINK.search(before) else 0.0
    return score + (1.0 if _breaks_sentence(lines, at) else 0.0)


def _repeat_score(lines: Sequence[Line], at: int, links: set[int]) -> float:
    """An address whose site is named in the text near by, without its scheme, is repeated by the
    layer; one that other such lines repeat may be.
    """
    address = _address(lines[at].text)
    near = range(max(0, at - LINK_NEAR), min(len(lines), at + LINK_NEAR))
    if any(n not in links and _names(lines[n].text, address) for n in near):
        return 1.2
    return (
        0.7
        if any(n != at and n in links and _address(lines[n].text) == address for n in near)
        else 0.0
    )


def _names(text: str, address: str) -> bool:
    found = text.lower().find(address)
    return found >= 0 and "://" not in text[max(0, found - 12) : found]


def _address(text: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", text.strip().lower())
