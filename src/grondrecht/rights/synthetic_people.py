"""The people of the synthetic population: households, ages, work and income, all invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondrecht.rights.vocabulary import ROLES

Array = NDArray[Any]
Told = Mapping[str, Any]
STATUSES = ("child", "student", "works", "retired", "jobless", "disabled", "at_home")
HEAD, PARTNER, CHILD, OTHER = (ROLES.index(role) for role in ("head", "partner", "child", "other"))


@dataclass(frozen=True)
class People:
    """Households by kind, and their persons in the order of the households.

    ``home`` is the row of each person's household, ``starts`` the row of its first person, and
    ``cents`` a net income a month. ``poor``, ``low`` and ``decile`` (1 to 10) say where a household
    stands by its equivalised income.
    """

    kind: Array
    starts: Array
    home: Array
    role: Array
    age: Array
    status: Array
    cents: Array
    poor: Array
    low: Array
    decile: Array


def people(told: Told, n_persons: int, draw: np.random.Generator) -> People:
    """So many persons in households of the kinds that are told."""
    kinds = told["household"]
    members = [_members(kind) for kind in kinds]
    sizes = np.array([len(each) for each in members], np.int8)
    kind = _kinds(kinds, sizes, n_persons, draw)
    ends = np.cumsum(sizes[kind], dtype=np.int64)
    starts = (ends - sizes[kind]).astype(np.int32)
    home = np.repeat(np.arange(len(kind), dtype=np.int32), sizes[kind])[:n_persons]
    member = (np.arange(n_persons, dtype=np.int32) - starts[home]).astype(np.int8)
    role, age = _roles_and_ages(members, kind[home], member, home, starts, draw)
    ability = _ability(kinds, kind, draw)
    status, cents = _work(told, age, ability[home], draw)
    equivalised = _equivalised(cents, age, member, starts)
    poor, low = (_lowest(equivalised, told["population"][each]) for each in ("poor", "low"))
    cuts = np.quantile(equivalised, np.arange(1, 10) / 10)
    decile = (np.searchsorted(cuts, equivalised) + 1).astype(np.int8)
    return People(kind, starts, home, role, age, status, cents, poor, low, decile)


def _lowest(equivalised: Array, share: float) -> Array:
    held: Array = equivalised <= np.quantile(equivalised, share)
    return held


def _members(kind: Told) -> list[tuple[int, Sequence[int]]]:
    """The role and the ages of each member, the head first; a partner's hang on the head's."""
    held: list[tuple[int, Sequence[int]]] = [(HEAD, kind["head"])]
    held += [(PARTNER, (0, 0))] * int(kind.get("partner", False))
    held += [(CHILD, kind.get("children", ()))] * kind.get("n_children", 0)
    return held + [(OTHER, kind.get("others", ()))] * kind.get("n_others", 0)


def _kinds(kinds: Sequence[Told], sizes: Array, n_persons: int, draw: np.random.Generator) -> Array:
    """The kinds of as many households as hold the persons; the last may be cut short."""
    shares = np.array([kind["share"] for kind in kinds])
    kind = np.zeros(0, np.int8)
    while sizes[kind].sum(dtype=np.int64) < n_persons:
        more = draw.random(n_persons // 2 + 1)
        drawn = np.searchsorted(np.cumsum(shares / shares.sum())[:-1], more, side="right")
        kind = np.concatenate((kind, drawn.astype(np.int8)))
    last = np.searchsorted(np.cumsum(sizes[kind], dtype=np.int64), n_persons)
    return kind[: last + 1]


def _roles_and_ages(
    members: Sequence[Sequence[tuple[int, Sequence[int]]]],
    kind: Array,
    member: Array,
    home: Array,
    starts: Array,
    draw: np.random.Generator,
) -> tuple[Array, Array]:
    """A child is 16 years younger than the head or more, a partner about as old."""
    most = max(map(len, members))
    told = np.zeros((len(members), most, 3), np.int8)
    for row, each in enumerate(members):
        for place, (role, (low, high)) in enumerate(each):
            told[row, place] = role, low, high
    role, low = told[kind, member, 0], told[kind, member, 1]
    span = told[kind, member, 2] - low + np.float32(1)
    age = (low + draw.random(len(kind), np.float32) * span).astype(np.int8)
    head = age[starts][home]
    near = np.clip(head + draw.integers(-5, 6, len(kind), np.int8), 18, 100)
    age = np.where(role == PARTNER, near, age)
    young = np.clip(np.minimum(age, head - np.int8(16)), 0, None)
    return role.astype(np.uint8), np.where(role == CHILD, young, age)


def _ability(kinds: Sequence[Told], kind: Array, draw: np.random.Generator) -> Array:
    """What a household can earn, beside others: about 0, spread about 1."""
    moved = np.array([each.get("ability", 0.0) for each in kinds], np.float32)
    return moved[kind] + draw.standard_normal(len(kind), np.float32)


def _work(told: Told, age: Array, ability: Array, draw: np.random.Generator) -> tuple[Array, Array]:
    """What each person does, and what comes in a month, in cents."""
    alike = np.float32(told["population"]["likeness"])
    own = draw.standard_normal(len(age), np.float32) * np.sqrt(1 - alike**2)
    able = alike * ability + own
    # The logistic curve is near the normal one: who is able comes first.
    first = 1 / (1 + np.exp(np.float32(1.702) * able))
    status = np.zeros(len(age), np.uint8)
    youngest = -1
    for band in told["status"]:
        rows = np.flatnonzero((age > youngest) & (age <= band["until"]))
        names = [name for name in band if name != "until"]
        cuts = np.cumsum([band[name] for name in names][:-1])
        place = np.searchsorted(cuts.astype(np.float32), first[rows], side="right")
        status[rows] = np.array([STATUSES.index(name) for name in names], np.uint8)[place]
        youngest = band["until"]
    return status, _cents(told["income"], status, able, draw)


def _cents(told: Told, status: Array, able: Array, draw: np.random.Generator) -> Array:
    euro, chance, ability, none = (
        np.array([told[name][key] for name in STATUSES], np.float32)[status]
        for key in ("euro", "chance", "ability", "none")
    )
    moved = ability * able + chance * draw.standard_normal(len(status), np.float32)
    cents = np.rint(100 * euro * np.exp(moved)).astype(np.int32)
    return np.where(draw.random(len(status), np.float32) < none, 0, cents)


def _equivalised(cents: Array, age: Array, member: Array, starts: Array) -> Array:
    """Income by the modified OECD scale: 1 for the first, 0.5 from 14, 0.3 for a child."""
    scale = np.where(member == 0, 1.0, np.where(age >= 14, 0.5, 0.3))
    return np.add.reduceat(cents, starts, dtype=np.float64) / np.add.reduceat(scale, starts)
