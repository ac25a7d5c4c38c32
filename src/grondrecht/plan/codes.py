"""The code of an action: what its segments say, in every spelling people use."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPELLINGS = re.compile(r"(?<![\d_])(\d{2})([_\-. ])(\d{2})\2(\d{2})(?![\d_])")
_SEPARATORS = re.compile(r"[\s_.\-]+")


@dataclass(frozen=True, order=True)
class ActionCode:
    """The code of an action, as segments of digits or letters.

    Plans that number by right and office have three segments (``RR_MM_NN``: right, office,
    sequence); plans that only number their commitments have one. Codes sort by their segments and
    print with underscores. A code never changes; who is responsible for the action may.
    """

    segments: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> ActionCode:
        """Read a code in any spelling: ``00_01_02``, ``00 01 02``, ``00-01-02``, ``7``.

        Raises ValueError where no segment of letters or digits is left.
        """
        segments = tuple(part for part in _SEPARATORS.split(text.strip()) if part)
        if not segments or not all(part.isalnum() for part in segments):
            raise ValueError(f"{text!r} is not an action code such as 00_01_02")
        return cls(segments)

    @property
    def right(self) -> str:
        """The right the action serves most (``00`` is all of them); empty in plans without one."""
        return self.segments[0] if len(self.segments) == 3 else ""

    @property
    def office(self) -> str:
        """The office (minister) that leads; empty in plans whose codes do not say."""
        return self.segments[1] if len(self.segments) == 3 else ""

    @property
    def sequence(self) -> str:
        """The last segment: an arbitrary number within the others."""
        return self.segments[-1]

    @property
    def series(self) -> tuple[str, ...]:
        """All but the sequence: actions of one series are numbered one after the other."""
        return self.segments[:-1]

    def __str__(self) -> str:
        return "_".join(self.segments)


def codes_in(text: str) -> list[tuple[ActionCode, int, int]]:
    """Find the three-segment codes in a text, with the offsets where each begins and ends.

    Segments must share one separator (``_``, ``-``, ``.`` or a space) and stand free of other
    digits, so that dates written ``02-06-09`` are found too: whether such a code is an action's is
    for the caller to decide against the plan.
    """
    return [
        (ActionCode((match[1], match[3], match[4])), match.start(), match.end())
        for match in _SPELLINGS.finditer(text)
    ]
