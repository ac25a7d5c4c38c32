"""Intervals around an estimate: Student's t, on the logit scale for shares."""

from __future__ import annotations

import math
from statistics import NormalDist


def student(share: float, freedom: float) -> float:
    """The quantile of Student's t (Abramowitz and Stegun 26.7.5; exact at 1 and 2 degrees)."""
    if freedom <= 1:
        return math.tan(math.pi * (share - 0.5))
    if freedom <= 2:
        return 2 * (share - 0.5) * math.sqrt(2 / (4 * share * (1 - share)))
    z = NormalDist().inv_cdf(share)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom ** (power + 1) for power, term in enumerate(terms))


def interval(
    value: float, error: float, freedom: float, share: bool, confidence: float = 0.95
) -> tuple[float, float]:
    """The ends of the interval; for a share (0 to 1) it stays between 0 and 1."""
    reach = student((1 + confidence) / 2, freedom) * error
    if not share or not 0 < value < 1:
        return value - reach, value + reach
    middle, width = math.log(value / (1 - value)), reach / (value * (1 - value))
    return _share(middle - width), _share(middle + width)


def _share(logit: float) -> float:
    return 1 / (1 + math.exp(-logit)) if logit > -700 else 0.0
