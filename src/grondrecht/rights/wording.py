"""Numbers, days and comparisons in words, in Dutch and in English."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache

from grondrecht.rights import units
from grondrecht.rights.meaning import Meaning
from grondrecht.rights.operations import Value
from grondrecht.rights.units import Unit
from grondrecht.rights.vocabulary import EPOCH

NL, EN = "nl", "en"
# Of a number that is no amount.
MOST_DECIMALS = 4
# So many numbers and units in words are kept.
KEPT = 10_000
OUTCOMES = {
    NL: {"yes": "ja", "no": "nee", "unknown": "misschien"},
    EN: {"yes": "yes", "no": "no", "unknown": "maybe"},
}
WORDS = {
    NL: {"and": "en", "or": "of", "not": "niet", "if": "als", "then": "dan", "else": "anders"},
    EN: {word: word for word in ("and", "or", "not", "if", "then", "else")},
}
# The line above parts that hold together, and above those of which one is enough.
JOINED = {
    NL: {"and": "al wat hieronder staat", "or": "minstens één van wat hieronder staat"},
    EN: {"and": "all of what is below", "or": "at least one of what is below"},
}
COMPARED = {
    NL: {
        "<": "minder dan",
        "<=": "niet meer dan",
        ">": "meer dan",
        ">=": "minstens",
        "=": "gelijk aan",
        "!=": "niet gelijk aan",
    },
    EN: {
        "<": "less than",
        "<=": "not more than",
        ">": "more than",
        ">=": "at least",
        "=": "equal to",
        "!=": "not equal to",
    },
}
COMPARED_DAYS = {
    NL: {"<": "voor", "<=": "niet na", ">": "na", ">=": "niet voor", "=": "op", "!=": "niet op"},
    EN: {
        "<": "before",
        "<=": "not after",
        ">": "after",
        ">=": "not before",
        "=": "on",
        "!=": "not on",
    },
}
GROUPS = {
    NL: {
        "household": "het gezin",
        "head": "het gezinshoofd",
        "partner": "de partner",
        "children": "de kinderen",
        "adults": "de volwassenen",
    },
    EN: {
        "household": "the household",
        "head": "the head",
        "partner": "the partner",
        "children": "the children",
        "adults": "the adults",
    },
}
OVER = {
    NL: {
        "sum": "som van {body} van {group}",
        "count": "aantal personen: {group}",
        "any": "iemand van {group}: {body}",
        "all": "iedereen van {group}: {body}",
        "highest": "hoogste {body} van {group}",
        "lowest": "laagste {body} van {group}",
    },
    EN: {
        "sum": "sum of {body} of {group}",
        "count": "number of persons: {group}",
        "any": "somebody of {group}: {body}",
        "all": "everybody of {group}: {body}",
        "highest": "highest {body} of {group}",
        "lowest": "lowest {body} of {group}",
    },
}
SIGNS = {"*": "×", "/": "/", "+": "+", "-": "−"}
CALLS = {
    NL: {
        "min": "de kleinste van",
        "max": "de grootste van",
        "years": "hele jaren tussen",
        "months": "hele maanden tussen",
        "round": "afgerond:",
    },
    EN: {
        "min": "the least of",
        "max": "the greatest of",
        "years": "whole years between",
        "months": "whole months between",
        "round": "rounded:",
    },
}
_ONE = {
    NL: {"month": "maand", "year": "jaar", "day": "dag", "hour": "uur", "person": "persoon"},
    EN: {"m2": "m²"},
}
_MANY = {
    NL: {"month": "maanden", "day": "dagen", "person": "personen"},
    EN: {"month": "months", "year": "years", "day": "days", "hour": "hours", "person": "persons"},
}
NOBODY = {NL: "niemand", EN: "nobody"}
UNKNOWN = {NL: "niet gekend", EN: "not known"}
MONTHS_NL = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def value_text(meaning: Meaning, value: Value, language: str) -> str:
    """A value of a meaning in words; both ends where it is not certain, if they say something."""
    low, high = value
    if low == high:
        return one_text(meaning, low, language)
    if value == meaning.node.ends or meaning.kind in ("flag", "choice"):
        return UNKNOWN[language]
    least, most = (one_text(meaning, end, language) for end in value)
    return f"van {least} tot {most}" if language == NL else f"from {least} to {most}"


def one_text(meaning: Meaning, value: int, language: str) -> str:
    """A certain value in words."""
    if meaning.kind == "flag":
        return OUTCOMES[language]["yes" if value else "no"]
    if meaning.kind == "date":
        return day_text(date.fromordinal(value + EPOCH), language)
    if meaning.kind == "choice":
        return list(meaning.options.values())[value].in_(language)
    return _counted_text(value, meaning.scale, meaning.unit, language)


@lru_cache(KEPT)
def _counted_text(value: int, scale: int, unit: Unit, language: str) -> str:
    """The figures of measures come back in each answer."""
    return number_text(Fraction(value, scale), unit, language)


def day_text(day: date, language: str) -> str:
    """3 maart 2016, 3 March 2016."""
    months = MONTHS_NL if language == NL else MONTHS_EN
    return f"{day.day} {months[day.month - 1]} {day.year}"


def money_text(cents: int, per: str, language: str) -> str:
    """An amount in cents, for a month or year, or once where ``per`` is empty."""
    unit = units.parsed(f"euro/{per}" if per else "euro")[0]
    return number_text(Fraction(cents, 100), unit, language)


def number_text(value: Fraction, unit: Unit, language: str) -> str:
    """1.530,50 euro per maand; 1,530.50 euro a month; a share without unit as a percentage."""
    if not unit and value.denominator > 1:
        return f"{_digits(value * 100, None, language)} %"
    digits = _digits(value, 2 if units.is_money(unit) else None, language)
    return f"{digits} {unit_text(unit, value != 1, language)}".strip()


@lru_cache(KEPT)
def unit_text(unit: Unit, many: bool, language: str) -> str:
    """A unit in words: euro per maand."""
    above = [_base(base, many, language) for base, power in unit if power > 0]
    below = [_base(base, False, language) for base, power in unit if power < 0]
    between = " per " if language == NL else " a "
    return between.join([" ".join(above), *below]).strip()


def _base(base: str, many: bool, language: str) -> str:
    one = _ONE[language].get(base, "m²" if base == "m2" else base)
    return _MANY[language].get(base, one) if many else one


def _digits(value: Fraction, decimals: int | None, language: str) -> str:
    places = MOST_DECIMALS if decimals is None else decimals
    size = 10**places
    rounded = (2 * abs(value.numerator) * size + value.denominator) // (2 * value.denominator)
    whole, rest = divmod(rounded, size)
    after = f"{rest:0{places}}"
    after = after.rstrip("0") if decimals is None else after
    minus = "-" if value < 0 and rounded else ""
    text = f"{minus}{whole:,}{'.' if after else ''}{after}"
    if language == EN:
        return text
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
