"""What stands around a name decides whether it is the whole name of whom the cell means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from grondrecht.registry.parties.index import Index, Name
from grondrecht.registry.parties.words import AND, Word, language

UNITS = frozenset({"afdeling", "team", "dienst", "cel", "directie", "redactie"})
LONG_NAMED = frozenset({"departement", "agentschap", "ministerie", "afdeling", "bureau"})
_LOOSE_CLASSES = frozenset({"agentschap", "administratie"})
_MINISTERS = frozenset({"minister", "ministers", "viceminister", "landsminister"})


@dataclass(frozen=True)
class Find:
    """Names that stand at words[start:end] of a cell."""

    start: int
    end: int
    names: tuple[Name, ...]

    @property
    def slugs(self) -> tuple[str, ...]:
        """The parties that the names are of, each once."""
        return tuple(dict.fromkeys(name.slug for name in self.names))


@dataclass
class Cell:
    """The words of a cell, the field it is of, and the names found in it."""

    words: Sequence[Word]
    role: str
    index: Index
    starts: frozenset[int] = frozenset()
    finds: list[Find] = field(default_factory=list)
    covered: set[int] = field(default_factory=set)

    def look_up(self) -> None:
        """Find the known names, from left to right, each time the longest."""
        place = 0
        while place < len(self.words):
            end, names = self._longest(place)
            if names and self.words[place].kind and self._longest(place + 1)[0] > end:
                place += 1
                continue
            if names:
                self.finds.append(Find(place, end, self._preferred(names)))
                self.covered.update(range(place, end))
            place = max(end, place + 1)

    def settle(self) -> list[Find]:
        """The finds that stand on their own; one beside a find that does not stand falls too."""
        standing = self.finds
        while True:
            left = [find for find in standing if self.stands(find)]
            if len(left) == len(standing):
                return left
            standing = left
            self.covered = {n for find in left for n in range(find.start, find.end)}

    def _longest(self, place: int) -> tuple[int, tuple[Name, ...]]:
        return self.index.longest(self.words, place, lambda name: self._may_stand(name, place))

    def _may_stand(self, name: Name, place: int) -> bool:
        if name.kind == "cabinet":
            return (
                self.role == "cabinet" or "cabinet" in name.classes or self._led_by_cabinet(place)
            )
        if self.role == "cabinet" and name.kind == "administration":
            return bool(name.classes) or self._class_before(place) in self.index.classes[name.slug]
        return True

    def _preferred(self, names: tuple[Name, ...]) -> tuple[Name, ...]:
        wished = "administration" if self.role == "administration" else "cabinet"
        return tuple(name for name in names if name.kind == wished) or names

    def _led_by_cabinet(self, place: int) -> bool:
        known = language()
        while place > 0 and self.words[place].gap in ("space", "join", "wrap"):
            place -= 1
            word = self.words[place]
            if word.kind == "cabinet" or word.fold in _MINISTERS:
                return True
            last = self.finds[-1] if self.finds else None
            if last and word.fold == AND and last.end == place and last.names[0].kind == "cabinet":
                return True
            if word.fold not in known.neutral and word.fold not in known.filler:
                return False
        return False

    def _class_before(self, place: int) -> str:
        return self.words[place - 1].kind if place and self.words[place].gap != "cut" else ""

    def fits_class(self, kind: str, find: Find) -> bool:
        """Whether a word such as ``agentschap`` before a name suits the party that it names."""
        if kind == "cabinet" or find.names[0].kind == "cabinet":
            return kind == find.names[0].kind
        own = self.index.classes[find.names[0].slug]
        if find.names[0].classes:
            return False
        return kind in own or (not own and kind in _LOOSE_CLASSES)

    def stands(self, find: Find) -> bool:
        """Whether a found name stands on its own, and is no part of another name or a denial."""
        if len(find.slugs) != 1 or self.denied(find.start):
            return False
        return self._fills_line(find) or (self._left(find) and self._right(find))

    def _fills_line(self, find: Find) -> bool:
        begins = find.start == 0 or "\n" in self.words[find.start].between
        ends = find.end == len(self.words) or "\n" in self.words[find.end].between
        return begins and ends and find.start > 0 and find.end < len(self.words)

    def _left(self, find: Find) -> bool:
        known = language()
        place, within, led = find.start, False, False
        while place > 0:
            word, before = self.words[place], self.words[place - 1]
            if word.gap == "cut" or place - 1 in self.covered or before.fold == AND:
                return True
            if before.kind and not led:
                if not self.fits_class(before.kind, find):
                    return False
                led = True
                place -= 1
                continue
            if word.gap == "join" or place in self.starts:
                return word.gap != "join"
            if before.fold in known.neutral or before.fold in known.filler:
                within = within or before.fold in known.within
            elif before.fold in known.within:
                within = True
            else:
                return before.fold in known.opening or (within and self.unit_before(place) >= 0)
            place -= 1
        return True

    def unit_before(self, place: int) -> int:
        """Where a unit's name begins that runs, in the same stretch, up to a place; or -1."""
        while place > 0 and self.words[place].gap != "cut" and place - 1 not in self.covered:
            place -= 1
            if self.words[place].kind in UNITS:
                return place
        return -1

    def _right(self, find: Find) -> bool:
        known = language()
        place = find.end
        if find.end - find.start == 1 and self.words[find.start].fold in known.every:
            return place == len(self.words) or self.words[place].gap in ("cut", "wrap")
        while place < len(self.words):
            word = self.words[place]
            if place in self.covered:
                return True
            if word.gap == "cut" or word.fold == AND:
                return not self._is_compound(place) and not self._name_runs_on(find, place)
            if word.gap == "join":
                return bool(word.kind) and self.fits_class(word.kind, find)
            if word.kind in UNITS or place in self.starts:
                return True
            if word.fold in known.within and self._body_follows(place):
                return self.words[find.start].fold not in known.every
            if word.fold not in known.filler:
                return word.fold in known.continuing and not word.capital
            place += 1
        return True

    def _is_compound(self, place: int) -> bool:
        """Whether ``VDAB/partners`` goes on: not the body itself, but something of it."""
        word = self.words[place]
        return word.between == "/" and not word.capital and not word.kind

    def _body_follows(self, place: int) -> bool:
        """Whether ``van het`` leads on to the body that a unit is of."""
        while place < len(self.words) and self.words[place].fold in language().neutral:
            place += 1
        if place >= len(self.words) or self.words[place].gap == "cut":
            return False
        return bool({place, place + bool(self.words[place].kind)} & self.covered)

    def _name_runs_on(self, find: Find, place: int) -> bool:
        """Whether ``Departement A`` may be the start of an unknown ``Departement A, B en C``."""
        if find.names[0].kind == "cabinet" or any(name.abbreviated for name in find.names):
            return False
        kinds = {*find.names[0].classes, self._class_before(find.start)}
        if not kinds & LONG_NAMED:
            return False
        if self.words[place].gap == "cut" and "," not in self.words[place].between:
            return False
        return self._unknown_list(place)

    def _unknown_list(self, place: int) -> bool:
        joined = False
        for number in range(place, len(self.words)):
            word = self.words[number]
            if word.fold in language().neutral:
                continue
            if word.kind or number in self.covered:
                return False
            if number > place and word.gap == "cut" and (joined or "," not in word.between):
                return False
            if joined and word.fold != AND:
                return True
            joined = joined or word.fold == AND
        return False

    def denied(self, place: int) -> bool:
        """Whether the stretch around a word says that what it names is not there."""
        denying, first, last = language().denying, place, place
        while first > 0 and self.words[first].gap != "cut":
            first -= 1
        while last < len(self.words) and (last == place or self._goes_on(last)):
            last += 1
        return any(word.fold in denying for word in self.words[first:last])

    def _goes_on(self, place: int) -> bool:
        return self.words[place].gap != "cut" and self.words[place].fold != AND
