"""The interval of a difference, from both of its sides.

The lower end of a difference is where the second is at its lower end and the first at its upper
end: the squares of both distances add up (Newcombe 1998, Statistics in Medicine 17; Zou and Donner
2008, the same 27). So what is skewed stays skewed. Of two shares it is the score interval (Mee
1984), as Wilson's is of one, and of two shares of the same people Tango's (1998). Where two move
together the interval is shorter, as much as the standard error is. docs/monitor-coverage.md shows
how often they hold.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from grondrecht.monitor import intervals, margins, unbiased
from grondrecht.monitor.income_measures import MedianGap, Quantile, QuintileRatio
from grondrecht.monitor.intervals import Ends, Share
from grondrecht.monitor.margins import Margin
from grondrecht.monitor.measures import Definition, Part, Rate

Errors = tuple[float, float]


class Side(NamedTuple):
    """One side of a difference: an estimate, and how far it may be off."""

    part: Part
    margin: Margin


def of_difference(
    definition: Definition, first: Side, second: Side, error: float, same_people: bool = False
) -> Ends:
    """The ends of the interval of the second less the first; ``error``: its standard error.

    ``error`` is less than that of both apart where they move together, and the interval is shorter
    in proportion. (With the covariance within the square, as it is often written, two skewed ones
    that are the same would differ.) ``same_people``: both are the same sample, as before and after
    a reform; then the error is so small that it matters by how much one household moves it.
    """
    errors = first.margin.error, second.margin.error
    one, other = _as_sure(definition, first, second, together(errors, error))
    value = second.part.value - first.part.value
    if isinstance(definition, Rate) and same_people:
        return _of_pairs(value, one, other, error)
    if isinstance(definition, Rate):
        middle, (below, above) = value, _of_shares(value, one, other)
    else:
        middle, below, above = _of_others(definition, one, other)
    apart = math.hypot(*errors)
    if same_people:
        error = math.hypot(error, apart * _one_household(definition, first, second))
    shorter = error / apart if apart else 1.0
    return middle - below * shorter, middle + above * shorter


def _as_sure(definition: Definition, first: Side, second: Side, alike: float) -> list[Side]:
    """Both sides as sure as their difference is: few clusters make each variance, but others."""
    cared = [margins.careful(definition, *side) for side in (first, second)]
    freedom = freedom_of_difference(cared[0], cared[1], alike)
    parts = first.part, second.part
    return [
        Side(part, margin._replace(freedom=freedom))
        for part, margin in zip(parts, cared, strict=True)
    ]


def _of_pairs(value: float, first: Side, second: Side, error: float) -> Ends:
    """Of two rates of the same people: few of them change, and Tango's interval says how many may.

    As many people, and as many of them who change, as give the standard errors that there are.
    """
    people = 2 / sum(1 / margins.people(side.part, side.margin) for side in (first, second))
    changed = max(error**2 * people + value**2, abs(value))
    return intervals.of_pairs(value, changed, people, first.margin.t)


def _of_shares(value: float, first: Side, second: Side) -> tuple[float, float]:
    """How far below and above its value the difference of two shares may be."""
    one, other = (
        Share(side.part.value, margins.people(side.part, side.margin)) for side in (first, second)
    )
    low, high = intervals.of_two_shares(one, other, first.margin.t)
    return value - low, high - value


def _of_others(definition: Definition, first: Side, second: Side) -> tuple[float, float, float]:
    """A difference without its bias, and how far below and above that it may be."""
    one, other = (margins.centre(definition, side.part) for side in (first, second))
    here, there = (_ends(definition, *side) for side in (first, second))
    below = math.hypot(other - there[0], here[1] - one)
    above = math.hypot(there[1] - other, one - here[0])
    return other - one, below, above


def _ends(definition: Definition, part: Part, margin: Margin) -> Ends:
    """The ends of one side.

    Woodruff's of a median and of the gap are noisy where few people are near. In an interval of its
    own that is made up for by the noise of the estimate, in a difference it is not; so there the
    density is taken that a sample of this size tells.
    """
    if not isinstance(definition, Quantile | MedianGap):
        return margins.reached(definition, part, margin)
    reach = margin.t * margin.error * margins.smoother(definition, part)
    return intervals.plain(part.value, reach)


def _one_household(definition: Definition, first: Side, second: Side) -> float:
    """What part of its standard error an estimate moves by where a cut passes one household.

    A median has one cut among the incomes, the gap has two (its threshold, the median of the poor),
    S80/S20 has two.
    """
    if not isinstance(definition, Quantile | MedianGap | QuintileRatio):
        return 0.0
    cuts = 1 if isinstance(definition, Quantile) else 2
    domains = first.part.domain, second.part.domain
    alone = max(unbiased.paired_with_itself(each, definition.income) for each in domains)
    return math.sqrt(cuts * alone)


def together(errors: Errors, error: float) -> float:
    """How far two estimates move together (0 to 1), from their errors and their difference's."""
    first, second = errors
    both = 2 * first * second
    return min(max((first**2 + second**2 - error**2) / both, 0.0), 1.0) if both else 0.0


def freedom_of_difference(first: Margin, second: Margin, alike: float) -> float:
    """Welch's degrees of freedom (Satterthwaite's, of two variances); fewer as two move together.

    Two that are the same have those of one.
    """
    one, other = first.error**2, second.error**2
    if not one and not other:
        return max(first.freedom, second.freedom)
    unsure = one**2 / first.freedom + other**2 / second.freedom
    unsure += 2 * alike * one * other / math.sqrt(first.freedom * second.freedom)
    if not unsure:  # Errors that square to nothing, as those of rounding in a rate that is 0.
        return max(first.freedom, second.freedom)
    return max((one + other) ** 2 / unsure, 1.0)
