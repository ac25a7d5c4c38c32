"""How like a stretch of words is to a name: every word that tells must be there, slips forgiven.

Likeness forgives typing errors, another order, broken words and fillers. It never forgives a word
too many or too few, another abbreviation, another number or another class of body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from grondrecht.registry.parties.index import Index, Name, content, is_abbreviation
from grondrecht.registry.parties.words import Word, language

ENOUGH = 0.83
AHEAD = 0.06
CANDIDATE = 0.3
SHORTEST = 5
# Names whose lengths differ more than slips can make them are not compared.
FURTHEST = 6


@dataclass(frozen=True)
class Like:
    """The party that words are like, if one is clearly best, and those that come near."""

    slug: str | None
    likeness: float
    candidates: tuple[str, ...]


def likest(words: Sequence[Word], index: Index, names: Sequence[Name]) -> Like:
    """What words are most like among names; a name that they equal must have their commas too."""
    cuts = sum(word.gap == "cut" for word in words[1:])
    wraps = any(word.gap == "wrap" for word in words[1:])
    told = content(words)
    if not told:
        return Like(None, 0.0, ())
    kinds = tuple(word.kind for word in words if word.kind)
    shout = all(word.written.isupper() for word in words if len(word.fold) > 3)
    fixed = frozenset(
        word.fold for word in words if is_abbreviation(word) and not (shout and len(word.fold) > 5)
    )
    scores: dict[str, float] = {}
    near: dict[str, float] = {}
    apart, length = set(told), sum(map(len, told))
    # A slip leaves the first letter, or swaps the first two: no other names can be like it.
    starts = {letter for word in told for letter in word[:2]}
    for name in names:
        if not apart.isdisjoint(name.content):
            near[name.slug] = max(near.get(name.slug, 0.0), _overlap(told, name, index))
        elif name.initials.isdisjoint(starts):
            continue
        if abs(length - name.length) > FURTHEST:
            continue
        if _may_be(name, kinds, told, cuts, index):
            # A list of words in another order, with commas, may be a list of bodies.
            score = _likeness(told, name, index, fixed, bool(cuts and not kinds))
            if wraps and score and len(told) != len(name.content):
                score = 0.0
            if score:
                scores[name.slug] = max(scores.get(name.slug, 0.0), score)
    return _decide(scores, near)


def _decide(scores: dict[str, float], near: dict[str, float]) -> Like:
    for slug in scores:
        near.setdefault(slug, 0.0)
    ranked = sorted(near, key=lambda slug: (-max(near[slug], scores.get(slug, 0.0)), slug))
    close = tuple(s for s in ranked if max(near[s], scores.get(s, 0.0)) >= CANDIDATE)[:3]
    order = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    best = order[0] if order else ("", 0.0)
    second = order[1][1] if len(order) > 1 else 0.0
    if best[1] >= ENOUGH and best[1] - second >= AHEAD:
        return Like(best[0], round(min(best[1], 0.99), 2), ())
    top = max((near[slug] for slug in close), default=0.0)
    return Like(None, round(min(max(best[1], top), 0.99), 2), close)


def _may_be(
    name: Name, kinds: tuple[str, ...], told: Sequence[str], cuts: int, index: Index
) -> bool:
    if cuts and cuts > sum(gap == "cut" for gap in name.bounds.values()) - 1:
        return False
    if len(name.content) == 1 and name.key.removesuffix(name.content[0]) in language().neutral:
        return False
    if name.kind == "cabinet":
        return kinds[:1] in ((), ("cabinet",))
    if kinds:
        own = name.classes[:1] or tuple(index.classes[name.slug])
        return kinds[0] in own
    return not name.classes or len(told) > 1


def _likeness(
    told: Sequence[str], name: Name, index: Index, fixed: frozenset[str], ordered: bool
) -> float:
    if len(told) == len(name.content):
        return _word_by_word(told, name.content, index, fixed, ordered)
    return _as_one_word(told, name.content, fixed)


def _word_by_word(
    told: Sequence[str], own: Sequence[str], index: Index, fixed: frozenset[str], ordered: bool
) -> float:
    left = list(own)
    total = reached = 0.0
    for word in told:
        choice = left[:1] if ordered else left
        likes = [(_slip(word, other, index, fixed, len(told) == 1), other) for other in choice]
        best, other = max(likes)
        if not best:
            return 0.0
        left.remove(other)
        total += index.weight(other)
        reached += best * index.weight(other)
    return reached / total


def _slip(word: str, other: str, index: Index, fixed: frozenset[str], alone: bool) -> float:
    """How like two words are; 0 unless one can be a slip of the pen for the other."""
    if word == other:
        return 1.0
    size = min(len(word), len(other))
    if size < SHORTEST + alone or word in index.weights or word in fixed:
        return 0.0
    if any(map(str.isdigit, word + other)):
        return 0.0
    if word[0] != other[0] and word[:2] != other[1::-1]:
        return 0.0
    allowed = 1 if size < 9 else 2 if size < 12 or alone else 3
    distance = OSA.distance(word, other, score_cutoff=allowed)
    return 1 - distance / max(len(word), len(other)) if distance <= allowed else 0.0


def _as_one_word(told: Sequence[str], own: Sequence[str], fixed: frozenset[str]) -> float:
    """Likeness of words written apart or together: ``jongeren welzijn`` and ``jongerenwelzijn``."""
    if abs(len(told) - len(own)) > 2:
        return 0.0
    word, other = "".join(told), "".join(own)
    if len(word) < 8 or any(map(str.isdigit, word + other)) or (fixed and word != other):
        return 0.0
    allowed = min(len(other) // 12, 2)
    distance = OSA.distance(word, other, score_cutoff=allowed)
    return 1 - distance / len(other) if distance <= allowed else 0.0


def _overlap(told: Sequence[str], name: Name, index: Index) -> float:
    """The share of telling words that both have, rare words counting more: for candidates only."""
    shared = set(told) & set(name.content)
    every = set(told) | set(name.content)
    return sum(map(index.weight, shared)) / sum(map(index.weight, every))
