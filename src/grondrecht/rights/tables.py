"""Tables of persons and households: how they belong together, checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.rights.columns import Column, absent, column, refuse_rows
from grondrecht.rights.errors import RightsError, shortened
from grondrecht.rights.graph import MOST_PERSONS
from grondrecht.rights.opening import opened
from grondrecht.rights.vocabulary import ROLE, ROLES, Input

Array = NDArray[Any]
# The columns that a table must have.
PERSONS, HOUSEHOLDS = ("id", "household", "role"), ("id",)
# What stands between the words of a heading where nobody asked for _.
_BETWEEN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Tables:
    """A population: persons in the order of their households, or a table that stands alone.

    ``frames`` holds the tables by entity as they were given (persons sorted); ``starts`` the row of
    the first person of each household, and one past the last.
    """

    frames: Mapping[str, pl.DataFrame]
    columns: Mapping[str, Mapping[str, Column]]
    starts: Array

    def size(self, of: str) -> int:
        """How many there are."""
        return self.frames[of].height if of in self.frames else 0


def population(
    persons: Any,  # noqa: ANN401 (any table)
    households: Any,  # noqa: ANN401
    inputs: Mapping[str, Input],
    wanted: Iterable[Input],
) -> Tables:
    """Persons (id, household, role, …) and their households (id, …), checked. Raises RightsError.

    A column that is no input stays beside them, to break down or weigh by.
    """
    asked = [ROLE, *(each for each in wanted if each is not ROLE)]
    given = opened(persons)
    refuse_columns(given.columns, "person", "persons", PERSONS, inputs)
    _refuse_ids(given, "persons", PERSONS[:2])
    starts, in_order = _runs(given["household"])
    homes = in_order.to_frame("id")
    if households is not None:
        homes = opened(households)
        refuse_columns(homes.columns, "household", "households", HOUSEHOLDS, inputs)
        _refuse_ids(homes, "households", HOUSEHOLDS)
    elif in_order.n_unique() < in_order.len():
        homes = homes.unique(maintain_order=True)
    people = given
    if not in_order.equals(homes["id"], check_dtypes=True):
        people, starts = _in_order(given, homes)
    refuse = _Refused(given if households is None else None)
    _refuse_sizes(np.diff(starts), refuse)
    columns = {
        "person": _of_persons(people, given, [each for each in asked if each.of == "person"]),
        "household": _columns(
            homes, "households", [each for each in asked if each.of == "household"]
        ),
    }
    _refuse_roles(columns["person"]["role"], starts, refuse)
    return Tables({"person": people, "household": homes}, columns, starts)


def alone(of: str, table: Any, inputs: Mapping[str, Input], wanted: Iterable[Input]) -> Tables:  # noqa: ANN401
    """A table of municipalities or organisations, checked. Raises RightsError."""
    frame = opened(table)
    refuse_columns(frame.columns, of, of, ("id",), inputs)
    _refuse_ids(frame, of, ("id",))
    columns = _columns(frame, of, [each for each in wanted if each.of == of])
    return Tables({of: frame}, {of: columns}, np.zeros(0, np.int64))


def refuse_columns(
    columns: Sequence[str], of: str, table: str, own: Sequence[str], inputs: Mapping[str, Input]
) -> None:
    """Refuse a table without a column of its own, or with an input of another. RightsError."""
    for name in own:
        if name not in columns:
            raise RightsError(
                f"{table}: there is no column {name}; add it.",
                f"{table}: er is geen kolom {name}; voeg ze toe.",
            )
    for name in columns:
        # It would be left unread, and all answers unknown.
        meant = _BETWEEN.sub("_", name.lower()).strip("_")
        if meant != name and meant in inputs and meant not in columns:
            raise RightsError(
                f"{table}: the column {shortened(name)} is not read; call it {meant}, or something"
                " that is less like it.",
                f"{table}: de kolom {shortened(name)} wordt niet gelezen; noem ze {meant}, of iets"
                " dat er minder op lijkt.",
            )
        if name in inputs and inputs[name].of != of:
            raise RightsError(
                f"{table}: {name} belongs to a {inputs[name].of}; put the column there.",
                f"{table}: {name} hoort bij een {inputs[name].of}; zet de kolom daar.",
            )


def _refuse_ids(frame: pl.DataFrame, table: str, names: Sequence[str]) -> None:
    refuse_no_rows(frame.height, table)
    for name in names:
        # What is no number is nobody: all of those would else be one household.
        held = frame[name].fill_nan(None) if frame[name].dtype.is_float() else frame[name]
        if held.null_count():
            refuse_rows(held.is_null().to_numpy(), table, name, "is empty", "is leeg")
    ids = frame["id"]
    if ids.n_unique() < ids.len():
        again = (~ids.is_first_distinct()).to_numpy()
        refuse_rows(again, table, "id", "stands twice", "staat twee keer")


def refuse_no_rows(size: int, table: str) -> None:
    """Refuse an empty table. Raises RightsError."""
    if not size:
        raise RightsError(
            f"{table}: there are no rows; give a table that has some.",
            f"{table}: er zijn geen rijen; geef een tabel die er heeft.",
        )


def _runs(households: pl.Series) -> tuple[Array, pl.Series]:
    """Where each household begins if its persons stand together, one past the last, and its id."""
    begins = (households != households.shift()).fill_null(True).to_numpy()
    starts = np.flatnonzero(np.append(begins, True))
    return starts, households.gather(starts[:-1])


def _in_order(people: pl.DataFrame, homes: pl.DataFrame) -> tuple[pl.DataFrame, Array]:
    """The persons in the order of their households, and where each household begins."""
    rows = _home_rows(people, homes)
    if not np.all(rows[1:] >= rows[:-1]):
        people = people[np.argsort(rows, kind="stable")]
    sizes = np.bincount(rows, minlength=homes.height)
    return people, np.concatenate(([0], np.cumsum(sizes)))


def _home_rows(people: pl.DataFrame, homes: pl.DataFrame) -> Array:
    """The row of each person's household."""
    ids = homes["id"]
    refuse_kinds(people["household"].dtype, ids.dtype)
    numbered = pl.DataFrame({"household": ids, "row": np.arange(ids.len(), dtype=np.int64)})
    rows = people.select("household").join(
        numbered, on="household", how="left", maintain_order="left"
    )["row"]
    missing = rows.is_null().to_numpy()
    refuse_rows(missing, "persons", "household", "is not in households", "staat niet in households")
    return rows.to_numpy()


def refuse_kinds(ours: object, theirs: object) -> None:
    """Refuse a household that is written otherwise with its persons. Raises RightsError."""
    if ours != theirs:
        raise RightsError(
            f"persons.household is {ours} and households.id {theirs}; write both alike.",
            f"persons.household is {ours} en households.id {theirs}; schrijf beide op dezelfde"
            " manier.",
        )


class _Refused:
    """Refuses households by their rows, or by those of their first persons where none are given.

    Never by their identifiers: an error goes further than the data that it is about.
    """

    def __init__(self, persons: pl.DataFrame | None) -> None:
        self._persons = persons

    def homes(self, wrong: Array, en: str, nl: str) -> None:
        """Refuse those that are wrong, in the order of the table of households. RightsError."""
        if self._persons is None:
            refuse_rows(wrong, "households", "id", en, nl)
        elif wrong.any():
            # Without a table households stand in the order in which their persons name them.
            first = np.flatnonzero(self._persons["household"].is_first_distinct().to_numpy())
            rows = np.zeros(self._persons.height, np.bool_)
            rows[first[wrong]] = True
            refuse_rows(rows, "persons", "household", en, nl)


def _refuse_sizes(sizes: Array, refuse: _Refused) -> None:
    refuse.homes(sizes == 0, "has no persons", "heeft geen personen")
    refuse.homes(
        sizes > MOST_PERSONS,
        f"has over {MOST_PERSONS} persons",
        f"heeft meer dan {MOST_PERSONS} personen",
    )


def _refuse_roles(roles: Column, starts: Array, refuse: _Refused) -> None:
    for role, most, en, nl in (
        ("head", 1, "needs one head", "moet één gezinshoofd (head) hebben"),
        ("partner", 1, "has more than one partner", "heeft meer dan één partner"),
    ):
        held = (roles.values == ROLES.index(role)).view(np.int8)
        # A household has at most MOST_PERSONS persons, so they can be counted in a byte.
        count = np.add.reduceat(held, starts[:-1], dtype=np.int8)
        refuse.homes(count != most if role == "head" else count > most, en, nl)


def _of_persons(
    people: pl.DataFrame, given: pl.DataFrame, wanted: Sequence[Input]
) -> dict[str, Column]:
    """The columns of persons; what is wrong is said by its row in the table that was given."""
    try:
        columns = _columns(people, "persons", wanted)
        _refuse_no_role(columns["role"])
    except RightsError:
        if people is not given:
            _refuse_no_role(_columns(given, "persons", wanted)["role"])
        raise
    return columns


def _refuse_no_role(roles: Column) -> None:
    if roles.known is not None:
        refuse_rows(~roles.known, "persons", "role", "is empty", "is leeg")


def _columns(frame: pl.DataFrame, table: str, wanted: Iterable[Input]) -> dict[str, Column]:
    def read(each: Input) -> Column:
        if each.name not in frame.columns:
            return absent(each, frame.height)
        return column(each, frame[each.name], table)

    listed = list(wanted)
    with ThreadPoolExecutor(cpu_count()) as pool:
        return dict(zip((each.name for each in listed), pool.map(read, listed), strict=True))
