"""What a round asks of the same bodies is told in one line, with one address for all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from grondrecht.followup.models import Round
from grondrecht.followup.reminding.asked import Asked
from grondrecht.registry.models import Office, Party

# How the list of a round calls the actions for which nobody is named.
NOBODY = "-"
# The column of a round's list that has what is asked, by what is to be done.
_COLUMNS = {"answer": "waiting", "validate": "answered"}
Each = TypeVar("Each")


@dataclass(frozen=True)
class Bundle:
    """The same thing (``kind``: answer or validate) asked of the same bodies in one round."""

    kind: str
    round: Round
    bodies: tuple[Party | Office, ...]

    @property
    def path(self) -> str:
        """The list of it on the page of the round, behind the language."""
        first = self.bodies[0] if self.bodies else None
        whose = f"ambt={first.code}" if isinstance(first, Office) else f"partij={_slug(first)}"
        of = self.round
        return f"werk/rondes/{of.plan.slug}/{of.slug}?{whose}&stand={_COLUMNS[self.kind]}#acties"

    @property
    def to_validate(self) -> str:
        """Where a cabinet validates, behind the language."""
        return f"werk/rondes/{self.round.plan.slug}/{self.round.slug}/valideren"


def bundles(
    things: Iterable[Each], of: Callable[[Each], Asked]
) -> tuple[dict[Bundle, list[Each]], list[Each]]:
    """Things by what they are bundled in, and those that are no round's."""
    made: dict[Bundle, list[Each]] = {}
    single: list[Each] = []
    for thing in things:
        asked = of(thing)
        if asked.round is None:
            single.append(thing)
        else:
            # What was sent back is to be answered too.
            kind = "validate" if asked.kind == "validate" else "answer"
            made.setdefault(Bundle(kind, asked.round, asked.bodies), []).append(thing)
    return made, single


def _slug(body: Party | None) -> str:
    return body.slug if body else NOBODY
