"""What may be asked about margins; what cannot be meant is refused in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grondrecht.monitor.clusters import Clusters
from grondrecht.monitor.errors import SurveyError

# A seed is a whole number of so many bits.
SEED_BITS = 64


def columns_of(by: Any) -> list[tuple[str, ...]]:  # noqa: ANN401 (whatever somebody gives)
    """The columns of each breakdown of ``by``; none where it is None. Raises SurveyError."""
    given = (by,) if isinstance(by, str) else () if by is None else by
    if isinstance(given, Sequence):
        each_of = [(each,) if isinstance(each, str) else each for each in given]
        if all(_are_names(each) for each in each_of):
            return [tuple(each) for each in each_of]
    raise SurveyError(
        f"by={by!r} names no columns; write by='region', or by=['region', ('age', 'sex')].",
        f"by={by!r} noemt geen kolommen; schrijf by='region', of by=['region', ('age', 'sex')].",
    )


def _are_names(held: Any) -> bool:  # noqa: ANN401
    is_list = isinstance(held, list | tuple) and bool(held)
    return is_list and all(isinstance(each, str) for each in held)


def sure(confidence: float) -> None:
    """Refuse a confidence that is not between 0 and 1, such as one in percent."""
    if isinstance(confidence, bool) or not isinstance(confidence, int | float):
        raise SurveyError(
            f"A confidence of {confidence!r} is no number; 95 % is 0.95.",
            f"Een zekerheid van {confidence!r} is geen getal; 95 % is 0.95.",
        )
    if not 0 < confidence < 1:
        raise SurveyError(
            f"A confidence of {confidence:g} is not between 0 and 1; 95 % is 0.95.",
            f"Een zekerheid van {confidence:g} ligt niet tussen 0 en 1; 95 % is 0.95.",
        )


def drawn(replicates: int, seed: int) -> None:
    """Refuse a number of replicates that tells no spread, and a seed that is none."""
    for name, value in (("replicates", replicates), ("seed", seed)):
        if isinstance(value, bool) or not isinstance(value, int | np.integer):
            raise SurveyError(
                f"{name}={value!r} is no whole number; write one, as 1000.",
                f"{name}={value!r} is geen geheel getal; schrijf er een, als 1000.",
            )
    if replicates < 0 or replicates == 1:
        raise SurveyError(
            f"A bootstrap of {replicates} replicates tells no margin; ask for 2 or more, rather"
            " 1000, or 0 for linearisation.",
            f"Een bootstrap met {replicates} herhalingen geeft geen marge; vraag er 2 of meer,"
            " liefst 1000, of 0 voor linearisatie.",
        )
    if not 0 <= seed < 2**SEED_BITS:
        raise SurveyError(
            f"The seed {seed} is no whole number from 0 to 2^{SEED_BITS} - 1.",
            f"De seed {seed} is geen geheel getal van 0 tot 2^{SEED_BITS} - 1.",
        )


def replicable(clusters: Clusters) -> None:
    """Refuse a bootstrap of strata with one cluster that are to add to the variance.

    A replicate has nothing to draw in them: it takes them as certain.
    """
    alone = np.flatnonzero(clusters.sizes == 1)
    if len(alone) and clusters.single in ("centre", "average"):
        shown, single = ", ".join(map(str, clusters.strata[alone[:5]])), clusters.single
        raise SurveyError(
            f"Stratum {shown} has one cluster, of which the design says single = {single}; a"
            " bootstrap cannot do that. Leave replicates out, or say single = certainty.",
            f"Stratum {shown} heeft één cluster, waarvan het ontwerp single = {single} zegt; een"
            " bootstrap kan dat niet. Laat de herhalingen weg, of zeg single = certainty.",
        )
