"""What a printed page carries beside the document's own words: numbers, running heads, link layers.

Each test looks at how such lines stand among the others in the same document, never at what a
document is known to say. Lines in table cells are never furniture.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from grondrecht.reading.document import Line
from grondrecht.reading.template import Template, squash

_NUMBER = re.compile(
    r"\W*(?:pagina|page|blz|p)?\.?\s*(\d{1,4})(?:\s*(?:van|of|/)\s*\d{1,4})?\W*", re.IGNORECASE
)
_LINK = re.compile(r"\s*(?:https?://|www\.)\S+\s*")
_LEADS_TO_LINK = re.compile(r"(?:[:(]|\b(?:via|op|zie|on|at|see))\s*$", re.IGNORECASE)
# How many lines with a number make page numbers, how many same lines a running head.
FEW = 3
HEADS = 5
LINK_NEAR = 80


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
    rising = _longest_rising(list(numbers.items()))
    if len(rising) < FEW:
        return {n for n in numbers if lines[n].page and _at_page_edge(lines, n)}
    return rising | {n for n in numbers if not _is_value(lines, n, numbers, template)}


def _number(line: Line) -> re.Match[str] | None:
    match = None if line.cell else _NUMBER.fullmatch(line.text)
    return match if match and not 1900 <= int(match[1]) <= 2100 else None


def _is_value(
    lines: Sequence[Line], at: int, numbers: Iterable[int], template: Template
) -> bool:
    """Whether a number alone on its line is all that stands under a label, or a row of a table."""
    before = lines[at - 1].text if at else ""
    after = lines[at + 1].text if at + 1 < len(lines) else ""
    if {at - 1, at + 1} & set(numbers):
        return True
    return _is_label(before, template) and _is_label(after, template)


def _is_label(text: str, template: Template) -> bool:
    words = squash(text)
    spellings = (squash(word) for label in template.labels for word in label.words)
    if any(words.endswith(spelling) for spelling in spellings):
        return True
    return bool(template.milestones.period.fullmatch(text.strip()))


def _at_page_edge(lines: Sequence[Line], at: int) -> bool:
    first = at == 0 or lines[at - 1].page != lines[at].page
    return first or at + 1 == len(lines) or lines[at + 1].page != lines[at].page


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
    """Lines printed again and again, their number apart, that break into sentences."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if not line.cell and len(line.text.split()) > 1:
            groups[re.sub(r"\d+", "#", line.text.strip())].append(at)
    heads: set[int] = set()
    for places in groups.values():
        breaks = sum(_breaks_sentence(lines, at) for at in places)
        if len(places) >= HEADS and breaks * 4 >= len(places):
            heads.update(places)
    return heads


def _breaks_sentence(lines: Sequence[Line], at: int) -> bool:
    """Whether the line before stops in mid-sentence and the line behind goes on with it."""
    if at == 0 or at + 1 == len(lines):
        return False
    before, this, after = (lines[n].text.strip() for n in (at - 1, at, at + 1))
    goes_on = len(after.split()) > 3 and after[:1].islower()
    return goes_on and len(before.split()) > 3 and before[-1:].isalnum() and not this[:1].islower()


def _link_layer(lines: Sequence[Line], template: Template) -> set[int]:
    """Link addresses that the PDF layer repeats where a page ends."""
    links = [n for n, line in enumerate(lines) if not line.cell and _LINK.fullmatch(line.text)]
    if not links:
        return set()
    blank_tails = sum(line.text.endswith(" ") for line in lines) > 0.7 * len(lines)
    blank_heads = sum(line.text.startswith(" ") for line in lines) < 0.3 * len(lines)
    addresses = Counter(_address(lines[n].text) for n in links)
    return {
        n for n in links
        if _tail_score(lines[n].text, blank_tails) + _page_end_score(lines, n, set(links), blank_heads, template)
        + _text_score(lines, n) + (0.7 if _seen_near(lines, n) or addresses[_address(lines[n].text)] > 1 else 0.0) >= 1.5
    }  # fmt: skip


def _tail_score(text: str, blank_tails: bool) -> float:
    """Printed lines end in a blank in some text layers; repeated addresses then do not."""
    if not blank_tails:
        return 0.0
    return -2.0 if text.endswith(" ") else 2.0


def _page_end_score(
    lines: Sequence[Line], at: int, links: set[int], blank_heads: bool, template: Template
) -> float:
    after = at + 1
    while after in links:
        after += 1
    if after >= len(lines) or lines[after].page != lines[at].page:
        return 1.5
    text = lines[after].text
    new_form = template.start.match(text.strip()) or any(p.match(text.strip()) for p in template.headings)
    return 1.5 if new_form or (blank_heads and text.startswith(" ")) else 0.0


def _text_score(lines: Sequence[Line], at: int) -> float:
    """A sentence that announces an address makes it text; one that runs on around it does not."""
    before = lines[at - 1].text.rstrip() if at else ""
    score = 0.3 if lines[at].text.strip().startswith("http") else -1.5
    score -= 1.5 if _LEADS_TO_LINK.search(before) else 0.0
    return score + (1.0 if _breaks_sentence(lines, at) else 0.0)


def _seen_near(lines: Sequence[Line], at: int) -> bool:
    """Whether the address also stands in one of the lines above, as text or inside a sentence."""
    address = _address(lines[at].text)
    return any(address in line.text.lower() for line in lines[max(0, at - LINK_NEAR) : at])


def _address(text: str) -> str:
    return re.sub(r"^https?://|/$", "", text.strip().lower())
