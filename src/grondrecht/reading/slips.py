"""Labels with a slip of the pen: one letter changed, swapped, lost or added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from grondrecht.reading.template import squash

# The shortest spelling that is looked for with a slip, and how many words it has at most.
LONG_ENOUGH = 9
MOST_WORDS = 8
_WORD = re.compile(r"[^\W_]+")


def slips(
    text: str, words: Iterable[str], exact: set[tuple[int, int]]
) -> Iterator[tuple[int, int, str, str]]:
    """Labels with one letter changed, swapped, lost or added behind their first two."""
    labels = {squash(word): _WORD.findall(word.lower()) for word in words}
    labels = {spelling: parts for spelling, parts in labels.items() if len(spelling) >= LONG_ENOUGH}
    heads = "|".join(sorted({re.escape(spelling[:2]) for spelling in labels}))
    first = re.compile(rf"(?<![^\W_])(?:{heads})[^\W_]*", re.IGNORECASE)
    known: dict[str, dict[str, int]] = {}
    for match in first.finditer(text) if heads else ():
        word = match[0].lower()
        if word not in known:
            known[word] = {
                spelling: len(parts) for spelling, parts in labels.items() if _near(word, parts)
            }
        for slip in _slips_at(text, match.start(), known[word]) if known[word] else ():
            if slip[:2] not in exact:
                yield slip


def _near(word: str, parts: Sequence[str]) -> bool:
    """Whether a word may be the first of a label, a slip in it or lost space behind it allowed."""
    return (
        word == parts[0]
        or one_slip(word, parts[0])
        or (len(parts) > 1 and word.startswith(parts[0]))
    )


def _slips_at(
    text: str, start: int, spellings: dict[str, int]
) -> Iterator[tuple[int, int, str, str]]:
    words = [*_WORD.finditer(text, start, start + 60)][:MOST_WORDS]
    for spelling, count in spellings.items():
        spelt = "".join([word[0] for word in words[:count]]).lower()
        if (
            len(words) >= count
            and abs(len(spelt) - len(spelling)) <= 1
            and one_slip(spelt, spelling)
        ):
            yield start, words[count - 1].end(), "label", spelling


def one_slip(first: str, second: str) -> bool:
    """Whether two spellings differ by exactly one letter changed, swapped, lost or added.

    >>> one_slip("indictaor", "indicator"), one_slip("indicator", "indicator")
    (True, False)
    """
    if first == second:
        return False
    head = _shared(first, second)
    tail = _shared(first[head:][::-1], second[head:][::-1])
    left, right = first[head : len(first) - tail], second[head : len(second) - tail]
    return max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1])


def _shared(first: str, second: str) -> int:
    """How many letters two spellings share from their beginning."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count
