"""Bounds on time that hold on a slow machine too: measured against a fixed piece of work."""

from __future__ import annotations

import time
from collections.abc import Callable

# What the fixed piece of work takes on the machine that the bounds were chosen on.
USUAL = 0.015
TRIES = 4


def seconds(work: Callable[[], object]) -> float:
    """The computing time of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def slowness() -> float:
    """How many times slower this machine is just now than the usual one; at least 1."""
    return max(1.0, seconds(_fixed_work) / USUAL)


def takes_at_most(bound: float, work: Callable[[], object]) -> bool:
    """Whether the work can be done within a bound in seconds on the usual machine.

    Other work on the machine only ever makes it slower, so the best of a few tries counts.
    """
    return any(seconds(work) <= bound * slowness() for _ in range(TRIES))


def _fixed_work() -> int:
    words = ["een", "twee", "drie", "vier"] * 2_000
    return sum(len(f"{number} {word}".split()) for number, word in enumerate(words * 5))
