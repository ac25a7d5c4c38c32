"""What the fields of a definition may be; each refusal says the field and what was given."""

from __future__ import annotations

import math
from collections.abc import Sequence
from numbers import Integral, Real

from grondrecht.monitor.errors import SurveyError

ON_INCOME = ("<", "<=")
# So many times the median is no threshold: 60 is meant for 60 %.
MOST = 10.0


def one_of(name: str, given: object, known: Sequence[str]) -> None:
    """Refuse a word that is none of some."""
    if given not in known:
        listed = " ".join(known)
        raise SurveyError(
            f"{name} {given} is none of {listed}.", f"{name} {given} is geen van {listed}."
        )


def share(name: str, given: object, most: float) -> None:
    """Refuse what is no share above 0 and up to ``most``, such as 60 for 60 %."""
    if not _is_number(given) or not 0 < given <= most:  # type: ignore[operator]
        raise SurveyError(
            f"{name} is {given!r}, where a number above 0 and up to {most:g} is needed; 60 % is"
            " 0.6.",
            f"{name} is {given!r}, waar een getal boven 0 en tot {most:g} moet staan; 60 % is 0.6.",
        )


def count(name: str, given: object, most: int) -> None:
    """Refuse what is no whole number from 1, up to ``most`` where that is not 0."""
    whole = isinstance(given, Integral) and not isinstance(given, bool)
    if not whole or not 1 <= given <= (most or math.inf):  # type: ignore[operator]
        ends = (f"1 to {most}", f"1 tot {most}") if most else ("1", "1")
        raise SurveyError(
            f"{name} is {given!r}, where a whole number from {ends[0]} is needed.",
            f"{name} is {given!r}, waar een geheel getal van {ends[1]} moet staan.",
        )


def number(name: str, given: object) -> None:
    """Refuse what is no number."""
    if not _is_number(given):
        raise SurveyError(
            f"{name} is {given!r}, where a number is needed.",
            f"{name} is {given!r}, waar een getal moet staan.",
        )


def threshold(share_of: object, quantile: object, fixed: object) -> None:
    """Refuse a threshold that is no share of a quantile, or of an amount that is none."""
    share("share", share_of, MOST)
    share("quantile", quantile, 1)
    if fixed is not None:
        amount(fixed)


def amount(given: object) -> None:
    """Refuse a threshold that is no amount above zero."""
    if not _is_number(given) or not 0 < given < math.inf:  # type: ignore[operator]
        shown = f"{given:g}" if _is_number(given) else repr(given)
        raise SurveyError(
            f"A threshold of {shown} is no amount above zero; give it in the money unit of the"
            " income.",
            f"Een drempel van {shown} is geen bedrag boven nul; geef hem in de munteenheid van het"
            " inkomen.",
        )


def _is_number(given: object) -> bool:
    return isinstance(given, Real) and not isinstance(given, bool)
