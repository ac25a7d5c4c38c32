"""What is wrong with a measure or with what is given of people, said in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple


class Words(NamedTuple):
    """A text in Dutch and in English."""

    nl: str
    en: str

    def in_(self, language: str) -> str:
        """The text in a language: ``nl``, or English for any other."""
        return self.nl if language == "nl" else self.en


NO_WORDS = Words("", "")
# Of what somebody wrote a sentence repeats no more than this.
REPEATED = 60
# And of what may be written no more options than this.
LISTED = 12


class Place(NamedTuple):
    """Where something stands in a file; line and column count from 1, 0 where not known."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *numbers])


class RightsError(ValueError):
    """A measure, a household or a population that cannot be worked with.

    ``str(error)`` is the place and one sentence in English; ``error.nl`` the same in Dutch.
    """

    def __init__(self, en: str, nl: str, place: Place | None = None) -> None:
        before = "" if place is None else f"{place}: "
        super().__init__(before + en)
        self.en, self.nl, self.place = en, before + nl, place

    def at(self, place: Place) -> RightsError:
        """The same, said of a place; one that has a place keeps it."""
        return RightsError(self.en, self._own_nl, self.place or place)

    def __reduce__(self) -> tuple[type[RightsError], tuple[str, str, Place | None]]:
        """So that it comes whole from another process."""
        return RightsError, (self.en, self._own_nl, self.place)

    @property
    def _own_nl(self) -> str:
        return self.nl if self.place is None else self.nl.removeprefix(f"{self.place}: ")


def shortened(text: str) -> str:
    """What somebody wrote, as much of it as a sentence can repeat, on one line."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: REPEATED + 1])
    return plain if len(text) <= REPEATED else f"{plain[:REPEATED]}…"


def listed(options: Iterable[str], text: str = "") -> str:
    """What may be written, with commas; of many only those that look most like a text."""
    held = list(options)
    if len(held) <= LISTED:
        return ", ".join(held)
    near = get_close_matches(text[:REPEATED], held, LISTED // 2, 0.5) or held[: LISTED // 2]
    return ", ".join([*near, "…"])
