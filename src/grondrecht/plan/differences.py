"""What differs between two readings of a plan: per action, per field, and word by word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from grondrecht.plan.model import Form, Legend, Plan

_WORDS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)
# Fewer letters than this that stayed the same between two changes are shown as changed with them.
_ISLAND = 4


@dataclass(frozen=True)
class Piece:
    """A piece of a text: ``same`` in both, ``gone`` from the first, or ``new`` in the second."""

    kind: str
    text: str


@dataclass(frozen=True)
class FieldDifference:
    """A field that differs, by its path; milestones are named by their period."""

    path: str
    before: str
    after: str


@dataclass(frozen=True)
class ActionDifference:
    """What differs of one printing of an action: ``number`` counts the printings of its code."""

    code: str
    number: int
    title: str
    fields: tuple[FieldDifference, ...] = ()


@dataclass(frozen=True)
class Differences:
    """What a new reading adds, leaves out and changes, in the order of the documents."""

    added: tuple[ActionDifference, ...] = ()
    removed: tuple[ActionDifference, ...] = ()
    changed: tuple[ActionDifference, ...] = ()
    same: int = 0
    legend: tuple[FieldDifference, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.removed or self.changed or self.legend)


def compare(old: Plan, new: Plan) -> Differences:
    """What differs between two readings. A difference of white space alone is none."""
    before, after = _by_code(old), _by_code(new)
    added: list[ActionDifference] = []
    removed: list[ActionDifference] = []
    changed: list[ActionDifference] = []
    same = 0
    for code in dict.fromkeys([*after, *before]):
        for number, (was, now) in enumerate(_paired(before[code], after[code]), start=1):
            form = now or was
            if form is None:
                continue
            found = tuple(_differing(_fields(was), _fields(now)))
            difference = ActionDifference(code, number, form.title, found)
            if was is None:
                added.append(difference)
            elif now is None:
                removed.append(difference)
            elif found:
                changed.append(difference)
            else:
                same += 1
    legend = tuple(_differing(_entries(old.legend), _entries(new.legend)))
    return Differences(tuple(added), tuple(removed), tuple(changed), same, legend)


def _by_code(plan: Plan) -> dict[str, list[Form]]:
    found: dict[str, list[Form]] = defaultdict(list)
    for form in plan.actions:
        found[str(form.code)].append(form)
    return found


def _paired(
    before: Sequence[Form], after: Sequence[Form]
) -> Iterator[tuple[Form | None, Form | None]]:
    """Printings of one code side by side: equal ones first, the rest in order."""
    rest = list(before)
    pairs: list[tuple[Form | None, Form | None]] = []
    for form in after:
        equal = next((each for each in rest if each == form), None)
        if equal is not None:
            rest.remove(equal)
        pairs.append((equal, form))
    for was, now in pairs:
        yield was if was is not None or not rest else rest.pop(0), now
    yield from ((was, None) for was in rest)


def _fields(form: Form | None) -> dict[str, str]:
    """The texts of a form by path; a milestone's by its period, so that rows may move."""
    if form is None:
        return {}
    rows = {f"milestones[{n}].text": m.period.text for n, m in enumerate(form.milestones)}
    found: dict[str, str] = {}
    for path, words in form.texts():
        name = f"milestone {_folded(rows[path])}" if path in rows else path
        while name in found:
            name += "'"
        found[name] = words
    return found


def _entries(legend: Legend) -> dict[str, str]:
    rights = {f"right {entry.code}": entry.name for entry in legend.rights}
    return rights | {f"office {entry.code}": entry.name for entry in legend.offices}


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[FieldDifference]:
    for path in dict.fromkeys([*before, *after]):
        was, now = before.get(path, ""), after.get(path, "")
        if _folded(was) != _folded(now):
            yield FieldDifference(path, was, now)


def _folded(text: str) -> str:
    return " ".join(text.split())


def word_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """A readable difference by words. The pieces joined give both texts back, letter by letter:
    ``same`` and ``gone`` the first, ``same`` and ``new`` the second.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces = [
        piece
        for _, a, b, c, d in matcher.get_opcodes()
        for piece in _piece("".join(old[a:b]), "".join(new[c:d]))
    ]
    return tuple(_without_islands(pieces))


def _piece(was: str, now: str) -> Iterable[Piece]:
    if was == now:
        return [Piece("same", was)]
    return [Piece(kind, text) for kind, text in (("gone", was), ("new", now)) if text]


def _without_islands(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, with a few letters that stayed between two changes taken into them."""
    gone = new = ""
    for number, piece in enumerate(pieces):
        inside = 0 < number < len(pieces) - 1 and len(piece.text.strip()) < _ISLAND
        if piece.kind == "same" and not (inside and (gone or new)):
            yield from _piece(gone, new) if gone != new else ()
            gone = new = ""
            yield piece
        else:
            gone += piece.text if piece.kind != "new" else ""
            new += piece.text if piece.kind != "gone" else ""
    yield from _piece(gone, new) if gone or new else ()
