"""Units of measures: what may be added and compared, and what a product is.

A unit is what it is made of with its power: euro/month is ((euro, 1), (month, -1)).
"""

from __future__ import annotations

import re
from fractions import Fraction

from grondrecht.rights.errors import Place, RightsError, shortened

Unit = tuple[tuple[str, int], ...]
BASES = ("euro", "year", "month", "day", "hour", "person", "m2")
ALSO = {"cent": ("euro", Fraction(1, 100))}
NONE: Unit = ()
EURO: Unit = (("euro", 1),)
_PARTS = re.compile(r"\s*([*/]?)\s*([a-z0-9]+|1)", re.ASCII)


def parsed(text: str, place: Place | None = None) -> tuple[Unit, Fraction]:
    """A written unit, and by how much a number in it is multiplied. Raises RightsError."""
    powers: dict[str, int] = {}
    factor, at = Fraction(1), 0
    for found in _PARTS.finditer(text):
        sign, name = found.groups()
        base, times = ALSO.get(name, (name, Fraction(1)))
        if found.start() != at or (sign == "") != (at == 0) or base not in BASES:
            break
        power = -1 if sign == "/" else 1
        powers[base] = powers.get(base, 0) + power
        factor, at = factor * times**power, found.end()
    if at != len(text):
        said = shortened(text)
        raise RightsError(
            f"{said} is no unit; write {', '.join((*BASES, *ALSO))}, with * and /.",
            f"{said} is geen eenheid; schrijf {', '.join((*BASES, *ALSO))}, met * en /.",
            place,
        )
    return _sorted(powers), factor


def times(one: Unit, other: Unit, power: int = 1) -> Unit:
    """The unit of a product; of a quotient with power -1."""
    powers = dict(one)
    for base, held in other:
        powers[base] = powers.get(base, 0) + power * held
    return _sorted(powers)


def shown(unit: Unit) -> str:
    """The unit as it is written; empty for a plain number."""
    above = [_powered(base, power) for base, power in unit if power > 0]
    below = [_powered(base, -power) for base, power in unit if power < 0]
    return "/".join(["*".join(above) or "1", *below]) if unit else ""


def is_money(unit: Unit) -> bool:
    """Whether it is an amount: euro, or euro per something; euro times years is none."""
    return unit[:1] == EURO and all(power < 0 for _, power in unit[1:])


def _sorted(powers: dict[str, int]) -> Unit:
    return tuple((base, powers[base]) for base in BASES if powers.get(base))


def _powered(base: str, power: int) -> str:
    return "*".join([base] * power)
