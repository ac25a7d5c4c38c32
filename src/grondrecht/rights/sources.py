"""An expression as it stands in a file, and where each part of it stands there."""

from __future__ import annotations

from typing import NamedTuple

from grondrecht.rights.errors import Place
from grondrecht.rights.written import Written


class Source(NamedTuple):
    """An expression as it stands in a file, with its quotes and lines in ``raw``.

    ``before`` is how many letters stand before it in the same value.
    """

    text: str
    place: Place
    raw: str = ""
    before: int = 0

    def at(self, offset: int) -> Place:
        """Where a part of it stands, however it is quoted and over however many lines.

        Spaces and line ends may differ between text and file, so what is counted is letters.
        """
        left = self.before + _n_letters(self.text[:offset])
        line, column, last = self.place.line, self.place.column, self.place
        for at, letter in enumerate(self.raw):
            if letter == "\n":
                line, column = line + 1, 1
                continue
            if at >= self._starts and not letter.isspace():
                if not left:
                    return Place(self.place.file, line, column)
                left, last = left - 1, Place(self.place.file, line, column + 1)
            column += 1
        return last

    @property
    def _starts(self) -> int:
        """Past the quote or the sign that opens the value."""
        if self.raw[:1] in (">", "|"):
            return self.raw.find("\n")
        return int(self.raw[:1] in ("'", '"'))


def _n_letters(text: str) -> int:
    return sum(not letter.isspace() for letter in text)


def source_of(written: Written) -> Source:
    """The expression that a value of a file is. Raises RightsError."""
    return Source(written.text(), written.place, written.raw)
