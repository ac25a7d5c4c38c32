"""The values of a facet over all actions, held so that they are counted in about a millisecond."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
Compact = npt.NDArray[np.uint64] | npt.NDArray[np.int32]
# A facet of more values than this would take too much memory as bits.
_MOST_AS_BITS = 1000


@dataclass(frozen=True)
class BitFacet:
    """A facet with few values: per value the actions that have it, as bits."""

    values: tuple[str, ...]
    bits: Bits

    def counts(self, mask: Mask) -> Counts:
        """How many of the actions in a mask have each value."""
        counts: Counts = np.bitwise_count(self.bits & packed(mask)).sum(axis=1, dtype=np.int64)
        return counts

    def mask(self, chosen: Collection[str], size: int) -> Mask:
        """The actions that have any of these values."""
        rows = numbers_of(self.values, chosen)
        united = np.bitwise_or.reduce(self.bits[rows], axis=0, initial=0)
        return unpacked(united, size)

    def patched(self, changed: Mapping[int, Sequence[str]]) -> BitFacet | None:
        """The facet with other values at some positions; None where one is a value not seen yet."""
        numbers = {value: number for number, value in enumerate(self.values)}
        if any(value not in numbers for values in changed.values() for value in values):
            return None
        columns = self.bits.view(np.uint8).copy()
        for position, values in changed.items():
            byte, bit = position >> 3, np.uint8(0x80 >> (position & 7))
            columns[:, byte] &= ~bit
            columns[[numbers[value] for value in values], byte] |= bit
        return replace(self, bits=columns.view(np.uint64))


@dataclass(frozen=True)
class PairFacet:
    """A facet with many values: pairs of a position and the number of a value it has."""

    values: tuple[str, ...]
    positions: npt.NDArray[np.int32]
    numbers: npt.NDArray[np.int32]

    @property
    def codes(self) -> npt.NDArray[np.int32]:
        """The number of the value of each action, in a facet of which every action has one."""
        return self.numbers

    def counts(self, mask: Mask) -> Counts:
        """How many of the actions in a mask have each value."""
        return np.bincount(self.numbers[mask[self.positions]], minlength=len(self.values))

    def mask(self, chosen: Collection[str], size: int) -> Mask:
        """The actions that have any of these values."""
        found = np.zeros(size, bool)
        for number in numbers_of(self.values, chosen):
            found[self.positions[self.numbers == number]] = True
        return found

    def patched(self, changed: Mapping[int, Sequence[str]]) -> PairFacet | None:
        """The facet itself where nothing changed in it, else None."""
        for position, values in changed.items():
            held = self.numbers[self.positions == position]
            if sorted(self.values[number] for number in held) != sorted(values):
                return None
        return self


Facet = BitFacet | PairFacet


@dataclass
class Gathered:
    """The values of a facet as they are read, action by action: most actions share theirs."""

    kinds: dict[tuple[str, ...], int] = field(default_factory=dict)
    codes: array[int] = field(default_factory=lambda: array("i"))

    def add(self, *rows: Sequence[str]) -> None:
        """Add the values of the next actions."""
        kinds = self.kinds
        self.codes.extend([kinds.setdefault(tuple(row), len(kinds)) for row in rows])

    def facet(self, as_pairs: bool = False) -> Facet:
        """The facet of all actions that were added; as pairs too where it has few values."""
        values = tuple(sorted({value for kind in self.kinds for value in kind}))
        known = {value: number for number, value in enumerate(values)}
        kinds = [[known[value] for value in kind] for kind in self.kinds]
        codes = np.array(self.codes, np.int32)
        make = _as_pairs if as_pairs or len(values) > _MOST_AS_BITS else _as_bits
        return make(values, kinds, codes)


def _as_bits(
    values: tuple[str, ...], kinds: Sequence[Sequence[int]], codes: npt.NDArray[np.int32]
) -> BitFacet:
    having = np.zeros((len(values), len(kinds)), bool)
    for number, kind in enumerate(kinds):
        having[kind, number] = True
    bits = np.zeros((len(values), _padded(len(codes)) // 64), np.uint64)
    for number, row in enumerate(having):
        bits[number] = packed(row[codes])
    return BitFacet(values, bits)


def _as_pairs(
    values: tuple[str, ...], kinds: Sequence[Sequence[int]], codes: npt.NDArray[np.int32]
) -> PairFacet:
    lengths = np.array([len(kind) for kind in kinds], np.int64)
    flat = np.array([number for kind in kinds for number in kind], np.int32)
    starts, own = np.cumsum(lengths) - lengths, lengths[codes]
    positions = np.repeat(np.arange(len(codes), dtype=np.int32), own)
    first = np.repeat(starts[codes] - (np.cumsum(own) - own), own)
    return PairFacet(values, positions, flat[first + np.arange(len(positions))])


def numbers_of(values: Sequence[str], chosen: Iterable[str]) -> list[int]:
    """Where the chosen values stand among sorted ones; those that do not are left out."""
    places = {value: bisect_left(values, value) for value in chosen}
    return [at for value, at in places.items() if at < len(values) and values[at] == value]


def all_of(base: Mask, masks: Iterable[Mask]) -> Mask:
    """The actions that are in a mask and in all the others."""
    for mask in masks:
        base = base & mask
    return base


def compact(mask: Mask) -> Compact:
    """A mask in few bytes: the positions where it holds, or bits where those are fewer bytes."""
    positions = np.flatnonzero(mask).astype(np.int32)
    bits = packed(mask)
    return positions if positions.nbytes < bits.nbytes else bits


def loosened(held: Compact, size: int) -> Mask:
    """What ``compact`` gave, as a mask again."""
    if held.dtype == np.uint64:
        return unpacked(held.view(np.uint64), size)
    mask = np.zeros(size, bool)
    mask[held] = True
    return mask


def packed(mask: Mask) -> Bits:
    """A mask as bits."""
    padded = np.zeros(_padded(len(mask)), bool)
    padded[: len(mask)] = mask
    return np.packbits(padded).view(np.uint64)


def unpacked(bits: Bits, size: int) -> Mask:
    """Bits as a mask over so many actions."""
    return np.unpackbits(bits.view(np.uint8), count=size).view(bool)


def _padded(size: int) -> int:
    """A whole number of 64 bits, at least one."""
    return max(1, -(-size // 64)) * 64
