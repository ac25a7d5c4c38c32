"""Intervals around an estimate, with Student's t in place of the normal."""

from __future__ import annotations

import math
from statistics import NormalDist

Ends = tuple[float, float]


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


def plain(value: float, reach: float) -> Ends:
    """As far below as above; ``reach`` is the standard error times t."""
    return value - reach, value + reach


def of_amount(value: float, error: float, t: float, centre: float | None = None) -> Ends:
    """For what is skewed and above zero (a mean, a ratio): even on the logarithmic scale.

    ``centre``: the estimate without its bias, the value itself where it has none.
    """
    middle = value if centre is None else centre
    if value <= 0 or middle <= 0:
        return plain(middle, t * error)
    factor = math.exp(t * error / value)
    return middle / factor, middle * factor


def of_inequality(value: float, error: float, t: float, centre: float) -> Ends:
    """For a coefficient between 0 and 1: even on the logit scale around ``centre``."""
    if not 0 < value < 1 or not 0 < centre < 1:
        return plain(centre, t * error)
    middle, width = math.log(centre / (1 - centre)), t * error / (value * (1 - value))
    return _logistic(middle - width), _logistic(middle + width)


def of_share(value: float, error: float, t: float, units: float) -> Ends:
    """For a share of people (0 to 1): Wilson's, with as many people as give this standard error.

    ``units``: how many that are where the error tells nothing, because all or none are counted.
    """
    spread = value * (1 - value)
    size = spread / error**2 if spread > 0 and error > 0 else units
    extra = t * t / size
    middle = (value + extra / 2) / (1 + extra)
    reach = t * math.sqrt(spread / size + extra / (4 * size)) / (1 + extra)
    # Where none are counted both sides are the same number, but for the last digit.
    return max(middle - reach, 0.0) if value else 0.0, min(
        middle + reach, 1.0
    ) if value < 1 else 1.0


def of_difference(
    value: float, first: Ends, second: Ends, errors: tuple[float, float], error: float
) -> Ends:
    """For the second less the first, from the intervals of both.

    ``errors``: the standard errors of both; ``error``: that of the difference, which is less where
    they move together. The interval is shorter in proportion. As far as they are apart, what is
    wrong with one is not wrong with the other: it is around the difference of their middles. As far
    as they move together that is gone from the difference: it is around ``value``.
    """
    apart, both = math.hypot(*errors), 2 * errors[0] * errors[1]
    together = min(max((apart**2 - error**2) / both, 0.0), 1.0) if both else 0.0
    reach = math.hypot(*((high - low) / 2 for low, high in (first, second)))
    middle = (sum(second) - sum(first)) / 2
    return plain(
        value + (1 - together) * (middle - value), reach * error / apart if apart else reach
    )


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-logit)) if logit > -700 else 0.0
