"""What became of every action between two editions of a plan: proposed, for a person to confirm.

Evidence is the code (which by the rules of a plan never changes), how alike the texts are, how much
of one text stands in another, and what a note says ("vervangen door 02_03_04").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.model import Form, Plan
from grondrecht.plan.references import find_references

# From how alike texts are held to be of one action: with the same code, and without it.
SAME_CODE, OTHER_CODE = 0.25, 0.55
# From here on an action with another code is the same one, whatever else has its words too.
SURELY = 0.9
# From which share of the words of a part that stand in the whole it is held to come from it.
PART = 0.5
# The share of the whole that a part must hold which the action of the same code does not hold.
ADDS = 0.1
_WORD = re.compile(r"[^\W_]{3,}")


@dataclass(frozen=True)
class Descent:
    """What became of actions: ``kept``, ``reworded``, ``split``, ``merged``, ``lapsed``, ``new``.

    ``likeness`` is from 0 to 1; ``why`` says in one sentence what this rests on. One that is not
    ``certain`` had another reading that was nearly as good.
    """

    kind: str
    old: tuple[ActionCode, ...]
    new: tuple[ActionCode, ...]
    likeness: float
    why: str
    why_en: str
    certain: bool = True


@dataclass(frozen=True)
class _Text:
    """An action's words, each as often as it stands there, all printings of its code together."""

    code: ActionCode
    words: Counter[str]
    exact: tuple[str, ...]
    replaced_by: frozenset[ActionCode]

    @cached_property
    def size(self) -> int:
        return sum(self.words.values())


def propose_lineage(old: Plan, new: Plan) -> tuple[Descent, ...]:
    """What became of each action of the old plan, and where each of the new comes from.

    Every action of both plans is in at least one descent, in the order of the old plan, then of the
    new. Takes some hundred milliseconds for two plans of 200 actions.
    """
    before, after = _texts(old, new), _texts(new, new)
    weights = _weights([*before.values(), *after.values()])
    return tuple(_Matching(before, after, weights).descents())


def _texts(plan: Plan, known: Plan) -> dict[ActionCode, _Text]:
    codes = [form.code for form in known.actions]
    forms: dict[ActionCode, list[Form]] = defaultdict(list)
    for form in plan.actions:
        forms[form.code].append(form)
    return {code: _text(code, printings, codes) for code, printings in forms.items()}


def _text(code: ActionCode, forms: Sequence[Form], codes: Sequence[ActionCode]) -> _Text:
    texts = [words for form in forms for _, words in form.texts()]
    replaced = (
        reference.code
        for text in texts
        for reference in find_references(text, codes)
        if reference.kind == "replaced_by"
    )
    words = Counter(word for text in texts for word in _WORD.findall(text.casefold()))
    exact = tuple(" ".join(text.split()) for text in texts if text.strip())
    return _Text(code, words, exact, frozenset(replaced))


def _weights(texts: Sequence[_Text]) -> dict[str, float]:
    """Rare words tell more than words that every action has."""
    seen = Counter(word for text in texts for word in text.words)
    return {word: log(1 + len(texts) / count) for word, count in seen.items()}


class _Matching:
    """Old and new actions being matched: what is left on either side shrinks with each step."""

    def __init__(
        self,
        before: Mapping[ActionCode, _Text],
        after: Mapping[ActionCode, _Text],
        weights: Mapping[str, float],
    ) -> None:
        self.before, self.after, self.weights = before, after, weights
        self.norms = {id(text): self._norm(text) for text in (*before.values(), *after.values())}
        self.found: list[Descent] = []

    def _norm(self, text: _Text) -> float:
        return sqrt(sum((count * self.weights[w]) ** 2 for w, count in text.words.items())) or 1.0

    def likeness(self, one: _Text, other: _Text) -> float:
        """The cosine of two texts' weighted words."""
        small, large = sorted((one.words, other.words), key=len)
        shared = sum(
            count * large[word] * self.weights[word] ** 2
            for word, count in small.items()
            if word in large
        )
        return min(1.0, shared / (self.norms[id(one)] * self.norms[id(other)]))

    def share(self, part: _Text, whole: _Text) -> float:
        """Which share of a part's weighted words stands in the whole."""
        total = sum(count * self.weights[word] for word, count in part.words.items())
        shared = sum(
            min(count, whole.words[word]) * self.weights[word] for word, count in part.words.items()
        )
        return shared / total if total else 0.0

    def descents(self) -> Iterable[Descent]:
        """All descents, in the order of the old plan, then of the new."""
        self._same_codes()
        self._renumbered(SURELY)
        self._parts(self.before, self.after, "split")
        self._parts(self.after, self.before, "merged")
        self._renumbered(OTHER_CODE)
        self._left()
        old = {code: number for number, code in enumerate(self.before)}
        new = {code: len(old) + number for number, code in enumerate(self.after)}
        return sorted(self.found, key=lambda e: old[e.old[0]] if e.old else new[e.new[0]])

    def _rest(self, side: str) -> list[_Text]:
        used = {code for each in self.found for code in getattr(each, side)}
        texts = self.before if side == "old" else self.after
        return [text for code, text in texts.items() if code not in used]

    def _same_codes(self) -> None:
        for code in self.before.keys() & self.after.keys():
            one, other = self.before[code], self.after[code]
            likeness = self.likeness(one, other)
            if one.exact == other.exact:
                self._add("kept", [one], [other], 1.0)
            elif likeness >= SAME_CODE or not one.size or not other.size:
                self._add("reworded", [one], [other], likeness, likeness > 2 * SAME_CODE)

    def _renumbered(self, least: float) -> None:
        """Pair what is left under another code, the most alike first, from a likeness on."""
        pairs = sorted(
            (
                (self.likeness(one, other), one, other)
                for one in self._rest("old")
                for other in self._rest("new")
            ),
            key=lambda pair: -pair[0],
        )
        used: set[int] = set()
        for likeness, one, other in pairs:
            told = other.code in one.replaced_by
            if (likeness >= least or told) and not {id(one), id(other)} & used:
                used |= {id(one), id(other)}
                self._add("reworded", [one], [other], likeness, told or likeness > 0.8)

    def _parts(
        self,
        wholes: Mapping[ActionCode, _Text],
        others: Mapping[ActionCode, _Text],
        kind: str,
    ) -> None:
        """Actions that two or more of the other plan's come from or went into."""
        side = "new" if kind == "split" else "old"
        loose, pairs = self._rest(side), self._pairs(kind)
        for whole in wholes.values():
            parts = [part for part in loose if self._comes_from(part, whole, kind)]
            own = others.get(pairs.get(whole.code, whole.code))
            if own and own not in parts and parts and self.share(own, whole) >= PART:
                parts = [own, *(part for part in parts if self._adds(part, own, whole, kind))]
            covered = self._covered(whole, parts)
            if len(parts) > 1 and covered >= PART:
                self._replace(whole, parts, kind, covered)

    def _pairs(self, kind: str) -> dict[ActionCode, ActionCode]:
        """The code of the one action that each is known to be in the other plan."""
        pairs = [(each.old[0], each.new[0]) for each in self.found if each.old and each.new]
        return dict(pairs) if kind == "split" else {new: old for old, new in pairs}

    def _adds(self, part: _Text, own: _Text, whole: _Text, kind: str) -> bool:
        """Whether a part holds something of the whole that the action of its own code does not:
        the whole of an action that was only reworded is no merger with actions like it."""
        more = self._covered(whole, [own, part]) - self._covered(whole, [own])
        return more >= ADDS or self._is_told(part, whole, kind)

    def _comes_from(self, part: _Text, whole: _Text, kind: str) -> bool:
        is_part = part.size > 5 and self.share(part, whole) >= PART
        return is_part or self._is_told(part, whole, kind)

    @staticmethod
    def _is_told(part: _Text, whole: _Text, kind: str) -> bool:
        """Whether the document itself says that one was replaced by the other."""
        old, new = (part, whole) if kind == "merged" else (whole, part)
        return new.code in old.replaced_by

    def _covered(self, whole: _Text, parts: Sequence[_Text]) -> float:
        together = Counter[str]()
        for part in parts:
            together.update(part.words)
        return self.share(whole, _Text(whole.code, together, (), frozenset()))

    def _replace(self, whole: _Text, parts: list[_Text], kind: str, likeness: float) -> None:
        """Add a split or merger in place of what was said of the same codes before."""
        codes = {part.code for part in parts} | {whole.code}
        self.found = [
            each
            for each in self.found
            if not (set(each.old) | set(each.new)) <= codes or each.kind in ("split", "merged")
        ]
        old, new = ([whole], parts) if kind == "split" else (parts, [whole])
        self._add(kind, old, new, likeness, likeness > 0.7)

    def _left(self) -> None:
        for text in self._rest("old"):
            self._add("lapsed", [text], [], 0.0)
        for text in self._rest("new"):
            self._add("new", [], [text], 0.0)

    def _add(
        self,
        kind: str,
        old: Sequence[_Text],
        new: Sequence[_Text],
        likeness: float,
        certain: bool = True,
    ) -> None:
        nl, en = _WHY[kind]
        percent = f"{likeness:.0%}"
        self.found.append(
            Descent(
                kind,
                tuple(text.code for text in old),
                tuple(text.code for text in new),
                likeness,
                nl.format(percent),
                en.format(percent),
                certain,
            )
        )


_WHY = {
    "kept": (
        "De code en de woorden zijn dezelfde.",
        "The code and the words are the same.",
    ),
    "reworded": ("De woorden lijken voor {} op elkaar.", "The words are {} alike."),
    "split": (
        "De nieuwe acties bevatten samen {} van de oude.",
        "The new actions together hold {} of the old one.",
    ),
    "merged": (
        "De nieuwe actie staat voor {} in de oude.",
        "{} of the new action stands in the old ones.",
    ),
    "lapsed": (
        "In de nieuwe editie staat geen actie die hierop lijkt.",
        "No action of the new edition is like this one.",
    ),
    "new": (
        "In de oude editie staat geen actie die hierop lijkt.",
        "No action of the old edition is like this one.",
    ),
}
