"""Whom the cells of a plan's forms name: words become parties, or wait for a person.

``resolve`` cuts a cell into the names it lists and finds each in a ``Directory``; ``directory_for``
chooses the shipped directory that knows a plan, and ``propose`` makes one from the cells themselves
where none does. Nothing here knows the database.
"""

from __future__ import annotations

from grondrecht.registry.parties.choosing import directory_for
from grondrecht.registry.parties.directory import (
    Directory,
    DirectoryError,
    Holder,
    Member,
    load_directory,
    shipped_directories,
)
from grondrecht.registry.parties.proposing import cells_of, propose
from grondrecht.registry.parties.resolving import Mention, resolve
from grondrecht.registry.parties.words import folded

__all__ = [
    "Directory",
    "DirectoryError",
    "Holder",
    "Member",
    "Mention",
    "cells_of",
    "directory_for",
    "folded",
    "load_directory",
    "propose",
    "resolve",
    "shipped_directories",
]
