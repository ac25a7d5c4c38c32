"""What is given of an input, as the whole number that it is computed with, and back."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from numbers import Integral, Real
from typing import Any

from grondrecht.rights.errors import RightsError, shortened
from grondrecht.rights.units import shown
from grondrecht.rights.vocabulary import EPOCH, Input
from grondrecht.rights.written import day_of

_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,18})?", re.ASCII)
# Of a number that is far too large only its size is looked at.
_MOST_DIGITS = 18
# A number with more than this is no measured one, and its exact value could fill the memory.
_MOST_DECIMALS = 40
_FLAGS = {"yes": 1, "no": 0, True: 1, False: 0}


def value_of(given: Input, raw: Any, who: str) -> int:  # noqa: ANN401 (whatever JSON or YAML gave)
    """The whole number of a value: cents of an amount, the place of an option, a day from 1970.

    A number may be an int, a float, a Decimal or a text such as ``1530.40``; a float counts as the
    shortest text that gives it, so 200000.01 is 20000001 cents. Raises RightsError naming who.
    """
    value = _READ[given.kind](given, raw, who)
    if not given.low <= value <= given.high:
        raise _outside(given, raw, who)
    return value


def text_of(given: Input, value: int) -> str:
    """A value as it is written in a household: 1530.40, 2016-03-01, yes, owner."""
    if given.kind == "yes_no":
        return "yes" if value else "no"
    if given.kind == "date":
        return date.fromordinal(value + EPOCH).isoformat()
    if given.kind == "choice":
        return given.codes[value]
    whole, rest = divmod(abs(value), given.scale)
    after = f".{rest:0{len(str(given.scale)) - 1}}" if rest else ""
    return f"{'-' if value < 0 else ''}{whole}{after}"


def _number(given: Input, raw: Any, who: str) -> int:  # noqa: ANN401
    if type(raw) is int:
        return raw * given.scale
    if type(raw) is float:
        near = raw * given.scale
        if abs(near) <= 2**53 and round(near) / given.scale == raw:
            return round(near)
    exact = _exact(raw)
    if exact is None:
        raise _refusal(given, raw, who, "a number such as 1250.50", "een getal zoals 1250.50")
    if exact and exact.adjusted() >= _MOST_DIGITS:
        raise _outside(given, raw, who)
    value = Fraction(exact if exact else 0) * given.scale
    if value.denominator == 1:
        return int(value)
    step, smallest = shown(given.unit) or "count", text_of(given, 1)
    en, nl = f"a whole number of {smallest} ({step})", f"een veelvoud van {smallest} ({step})"
    raise _refusal(given, raw, who, en, nl)


def _exact(raw: Any) -> Decimal | None:  # noqa: ANN401
    """The number that is written, or None; a float is the shortest text that gives it."""
    if isinstance(raw, str):
        return Decimal(raw) if _NUMBER.fullmatch(raw) else None
    if isinstance(raw, Integral) and not isinstance(raw, bool):
        return Decimal(int(raw))
    if isinstance(raw, Decimal):
        return raw if raw.is_finite() and raw.adjusted() > -_MOST_DECIMALS else None
    if isinstance(raw, float) and isfinite(raw):
        return Decimal(float.__repr__(raw))
    return None


def _flag(given: Input, raw: Any, who: str) -> int:  # noqa: ANN401
    if isinstance(raw, (bool, str)) and raw in _FLAGS:
        return _FLAGS[raw]
    raise _refusal(given, raw, who, "yes or no (true or false)", "yes of no (true of false)")


def _day(given: Input, raw: Any, who: str) -> int:  # noqa: ANN401
    if isinstance(raw, date):
        return raw.toordinal() - EPOCH
    if isinstance(raw, str):
        try:
            return day_of(raw).toordinal() - EPOCH
        except RightsError:
            pass  # What is not a day is refused just below, naming who and what.
    raise _refusal(given, raw, who, "a day such as 2016-03-01", "een dag zoals 2016-03-01")


def _choice(given: Input, raw: Any, who: str) -> int:  # noqa: ANN401
    if isinstance(raw, str) and raw in given.options:
        return given.codes.index(raw)
    options = ", ".join(given.codes)
    raise _refusal(given, raw, who, f"one of {options}", f"een van {options}")


_READ = {"number": _number, "yes_no": _flag, "date": _day, "choice": _choice}


def _outside(given: Input, raw: Any, who: str) -> RightsError:  # noqa: ANN401
    least, most = text_of(given, given.low), text_of(given, given.high)
    return _refusal(given, raw, who, f"from {least} to {most}", f"van {least} tot {most}")


def _refusal(given: Input, raw: Any, who: str, en: str, nl: str) -> RightsError:  # noqa: ANN401
    said = said_of(raw)
    return RightsError(
        f"{who}: {given.name} is {said!r}; give {en}, or leave it out where it is not known.",
        f"{who}: {given.name} is {said!r}; geef {nl}, of laat het weg waar het niet gekend is.",
        getattr(raw, "place", None),
    )


def said_of(raw: Any) -> str:  # noqa: ANN401
    """What was given, as much of it as a sentence can repeat; of what holds more only its kind."""
    if isinstance(raw, int) and abs(raw) >= 10**_MOST_DECIMALS:
        return "…"
    plain = isinstance(raw, (str, Real, Decimal, date))
    return shortened(str(raw) if plain else type(raw).__name__)
