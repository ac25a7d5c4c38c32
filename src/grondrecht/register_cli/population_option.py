"""``--population PERSONEN GEZINNEN``: an option that takes one file, or two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from grondrecht.usage import Command

POPULATION = "--population"
PopulationOption = Annotated[
    list[str],
    typer.Option(
        POPULATION,
        metavar="PERSONEN [GEZINNEN]",
        help="Een rij per persoon (id, household, role, …), en een per gezin (id, …).",
    ),
]


class OnPopulation(Command):
    """A command that is given a population."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 (typer's own types)
        """Take what stands behind the option up to the next one as files of it."""
        return super().parse_args(ctx, list(spread(args)))


def spread(args: Sequence[str]) -> Iterator[str]:
    """The words with the option in front of each of its files, as the parser knows it."""
    within = 0
    for word in args:
        if within > 1 and not word.startswith("--"):
            yield POPULATION
        within = 0 if word.startswith("--") else within + bool(within)
        if word == POPULATION:
            within = 1
        yield word
