"""What an amount comes to in a year."""

from __future__ import annotations

from collections.abc import Mapping

from grondrecht.rights.errors import RightsError
from grondrecht.rights.resolved import Resolved

# How often in a year an amount is given; what is given once counts once.
TIMES: Mapping[str, int] = {"": 1, "year": 1, "month": 12, "day": 365}
# What an amount is to who has the right to it. Of one that is unclear nothing can be said.
SIGNS: Mapping[str, int] = {"benefit": 1, "reduction": 1, "price": -1}


def times_a_year(rules: Resolved) -> int:
    """How often in a year the amount of a measure is given. Raises RightsError where none can be.

    There is none for an amount per hour or per person.
    """
    if rules.per not in TIMES:
        raise RightsError(
            f"{rules.measure.id}: an amount per {rules.per} has no yearly total; leave it out.",
            f"{rules.measure.id}: een bedrag per {rules.per} heeft geen jaartotaal; laat ze weg.",
        )
    return TIMES[rules.per]


def brings_money(rules: Resolved) -> bool:
    """Whether the amount of a measure is money that comes to people or that they save."""
    amount = rules.version.amount
    return amount is not None and SIGNS.get(amount.means) == 1
