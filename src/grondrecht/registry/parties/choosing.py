"""Choose the party data for a plan: shipped ones that know its bodies, else what it shows."""

from __future__ import annotations

from collections.abc import Sequence

from grondrecht.registry.parties.directory import Directory, load_directory, shipped_directories
from grondrecht.registry.parties.proposing import propose
from grondrecht.registry.parties.resolving import resolve

# The cells that name one body each and say whose plan it is.
TELLING = "responsible.administration"
# The share of those cells that shipped data must know to be those of this plan: bodies of two
# governments share a few names at most.
ENOUGH = 0.5


def directory_for(cells: Sequence[tuple[str, str]]) -> Directory:
    """The parties for a plan whose cells are these, as (field path, words)."""
    shipped = [load_directory(name) for name in shipped_directories()]
    best = max(shipped, key=lambda each: known_share(cells, each), default=Directory.of(()))
    return best if known_share(cells, best) >= ENOUGH else propose(cells)


def known_share(cells: Sequence[tuple[str, str]], directory: Directory) -> float:
    """The share of the telling cells of which a directory knows every name, from 0 to 1."""
    found = [resolve(words, path, directory) for path, words in cells if path == TELLING]
    named = [mentions for mentions in found if mentions]
    known = sum(all(mention.party for mention in mentions) for mentions in named)
    return known / len(named) if named else 0.0
