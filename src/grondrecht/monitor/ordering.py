"""Putting many rows in ascending order, and looking values up in that order, on all cores."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from grondrecht.monitor.weighted import PIECE, Floats, Whole

Made = TypeVar("Made")
Ordered = tuple[Whole, Floats]
Keys = NDArray[np.uint64]
# Below so many rows a second thread costs more than it saves.
MANY = 200_000
# Every whole number of so many bits is a float.
EXACT = 52


def cores() -> int:
    """How many cores this program may use."""
    known = getattr(os, "sched_getaffinity", None)
    return len(known(0)) if known else os.cpu_count() or 1


def on_all_cores(
    work: Callable[[int], Made], numbers: Sequence[int], worth_it: bool = True
) -> Iterator[Made]:
    """What ``work`` makes of each number, in their order; numpy lets threads run side by side."""
    if not worth_it or len(numbers) == 1 or cores() == 1:
        yield from map(work, numbers)
        return
    waiting: deque[Future[Made]] = deque()
    with ThreadPoolExecutor(cores()) as pool:
        for number in numbers:
            waiting.append(pool.submit(work, number))
            # Work that waits takes memory too; so much of it keeps every core busy.
            if len(waiting) > 2 * cores():
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def taken(values: NDArray[Any], rows: Whole) -> NDArray[Any]:
    """``values[rows]``, without the copy of all rows as longer numbers that numpy makes first."""
    found = np.empty(len(rows), values.dtype)

    def take(here: slice) -> None:
        # No row is out of bounds; "clip" spares the copy that "raise" makes.
        np.take(values, rows[here], out=found[here], mode="clip")

    _everywhere(len(rows), take)
    return found


def _everywhere(count: int, work: Callable[[slice], None]) -> None:
    """Do some work of so many rows, in pieces, each core its part of them."""
    ends = _ends(count) if count >= MANY else [0, count]

    def do(part: int) -> None:
        for start in range(ends[part], ends[part + 1], PIECE):
            work(slice(start, min(start + PIECE, ends[part + 1])))

    for _ in on_all_cores(do, range(len(ends) - 1)):
        pass


def _ends(count: int) -> list[int]:
    parts = cores()
    return [count * part // parts for part in range(parts + 1)]


def ascending(values: Floats) -> Ordered:
    """The rows in ascending order of their values, and the values in that order.

    Rows with the same value stay as they stood, nan comes last.

    Of many rows each becomes one whole number: in the high bits how far the value lies between
    lowest and highest, in the low bits the row. Sorting those moves half of what sorting rows by
    values does. The few that lie too close to be told apart so are put right afterwards.
    """
    if MANY <= len(values) < 2**31:
        keys = _keys(values)
        if keys is not None:
            return _put_right(values, _rows(keys))
    return _sorted(values)


def _sorted(values: Floats) -> Ordered:
    order = np.argsort(values, kind="stable").astype(np.int32)
    return order, taken(values, order)


def _keys(values: Floats) -> Keys | None:
    """Of each row its number to sort by; None where the values reach too far for it."""
    low, high = np.fmin.reduce(values), np.fmax.reduce(values)
    bits = _bits(len(values))
    levels = 2.0 ** min(64 - bits, EXACT) - 2
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        scale = levels / (high - low)
    if not 0 < scale < np.inf:
        return None
    keys = np.empty(len(values), np.uint64)

    def fill(here: slice) -> None:
        level = (values[here] - low) * scale
        level[np.isnan(level)] = levels + 1
        keys[here] = level
        keys[here] <<= np.uint64(bits)
        keys[here] |= np.arange(here.start, here.stop, dtype=np.uint64)

    _everywhere(len(values), fill)
    return keys


def _bits(count: int) -> int:
    return (count - 1).bit_length()


def _rows(keys: Keys) -> Whole:
    """The rows by the order of their numbers; each core sorts the numbers between two limits."""
    sample = np.sort(keys[:: max(len(keys) // 1000, 1)])
    limits = [0, *(int(sample[end]) for end in _ends(len(sample))[1:-1]), 2**64 - 1]
    mask = np.uint64(2 ** _bits(len(keys)) - 1)

    def part(place: int) -> Whole:
        low, high = (np.uint64(limit) for limit in limits[place : place + 2])
        here = keys[(keys >= low) & (keys < high)] if len(limits) > 2 else keys
        here.sort()
        here &= mask
        return here.astype(np.int32)

    return np.concatenate(list(on_all_cores(part, range(len(limits) - 1))))


def _put_right(values: Floats, order: Whole) -> Ordered:
    """Neighbours in the wrong order change places until there are none."""
    along = taken(values, order)
    for _ in range(50):
        wrong = np.flatnonzero(along[1:] < along[:-1])
        if not len(wrong):
            return order, along
        if len(wrong) > len(order) // 20:
            break
        first = wrong[np.diff(wrong, prepend=-2) > 1]
        for moved in (order, along):
            moved[first], moved[first + 1] = moved[first + 1], moved[first]
    return _sorted(values)
