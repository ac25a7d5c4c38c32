"""Intervals around an estimate, with Student's t in place of the normal."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist
from typing import NamedTuple

Ends = tuple[float, float]
# So many times halved, 2 is a millionth of a millionth.
HALVES = 41
# An interval that reaches to a thousandth and to a thousandfold tells nothing.
FARTHEST = math.log(1000)


class Share(NamedTuple):
    """A share, and how many people, drawn one by one, would make it as sure as it is."""

    value: float
    people: float


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

    ``centre``: the estimate without its bias, the value itself where it has none. Nan where the
    ends would be further than FARTHEST.
    """
    middle = value if centre is None else centre
    if value <= 0 or middle <= 0:
        return plain(middle, t * error)
    reach = t * error / value
    if reach > FARTHEST:
        return math.nan, math.nan
    return middle / math.exp(reach), middle * math.exp(reach)


def of_ratio(value: float, error: float, t: float, centre: float | None = None) -> Ends:
    """For S80/S20, which is above 1: what it is above 1, even on the logarithmic scale.

    Where incomes are nearly equal, the ratio itself.
    """
    middle = value if centre is None else centre
    if value <= 1 or middle <= 1:
        return plain(middle, t * error)
    if t * error / (value - 1) > FARTHEST:
        return of_amount(value, error, t, middle)
    low, high = of_amount(value - 1, error, t, middle - 1)
    return 1 + low, 1 + high


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
    size = people(value, error, units)
    extra = t * t / size
    middle = (value + extra / 2) / (1 + extra)
    reach = t * math.sqrt(value * (1 - value) / size + extra / (4 * size)) / (1 + extra)
    # Where none are counted both sides are the same number, but for the last digit.
    low = max(middle - reach, 0.0) if value else 0.0
    return low, min(middle + reach, 1.0) if value < 1 else 1.0


def people(value: float, error: float, units: float) -> float:
    """As many people, drawn one by one, as give a share this standard error; else ``units``."""
    spread = value * (1 - value)
    return spread / error**2 if spread > 0 and error > 0 else units


def of_two_shares(first: Share, second: Share, t: float) -> Ends:
    """For the second share less the first: the score interval (Mee 1984).

    A difference is in it where it is within t of what is seen, with the standard error that it
    would itself give, as in Wilson's interval of one share.
    """
    seen = second.value - first.value

    def within(difference: float) -> bool:
        low = _likeliest(first, second, difference)
        high = low + difference
        variance = low * (1 - low) / first.people + high * (1 - high) / second.people
        return (difference - seen) ** 2 <= t * t * max(variance, 0.0)

    return _last(within, seen, -1.0), _last(within, seen, 1.0)


def of_pairs(value: float, changed: float, people: float, t: float) -> Ends:
    """For the difference of two shares of the same people: the score interval (Tango 1998).

    ``changed``: the share of them who are counted once and not the other time.
    """
    more, less = people * (changed + value) / 2, people * (changed - value) / 2

    def within(difference: float) -> bool:
        linear = (2 * people - more + less) * difference - more - less
        rest = 8 * people * less * difference * (1 - difference)
        likeliest = (math.sqrt(max(linear**2 + rest, 0.0)) - linear) / (4 * people)
        variance = people * (2 * likeliest + difference * (1 - difference))
        return (people * (value - difference)) ** 2 <= t * t * max(variance, 0.0)

    return _last(within, value, -1.0), _last(within, value, 1.0)


def _likeliest(first: Share, second: Share, difference: float) -> float:
    """The first share that is likeliest where the second is so much more (Miettinen and Nurminen).

    The root of a cubic equation, by its cosine (1985, Statistics in Medicine 4, appendix).
    """
    total = 3 * (first.people + second.people)
    counted = first.value * first.people
    both = counted + second.value * second.people
    square = (second.people + 2 * first.people) * difference - total / 3 - both
    linear = (first.people * difference - total / 3 - 2 * counted) * difference + both
    rest = counted * difference * (1 - difference)
    turn = (square / total) ** 3 - linear * square * 3 / total**2 / 2 + rest * 3 / total / 2
    size = math.sqrt(max((square / total) ** 2 - linear / total, 0.0))
    size = math.copysign(size, turn)
    angle = math.acos(min(max(turn / size**3, -1.0), 1.0)) if size else 0.0
    found = 2 * size * math.cos((math.pi + angle) / 3) - square / total
    return min(max(found, 0.0, -difference), 1.0, 1.0 - difference)


def _last(within: Callable[[float], bool], start: float, end: float) -> float:
    """The last number on the way from ``start`` to ``end`` that is within, by halves."""
    if within(end):
        return end
    for _ in range(HALVES):
        middle = (start + end) / 2
        start, end = (middle, end) if within(middle) else (start, middle)
    return start


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-logit)) if logit > -700 else 0.0
