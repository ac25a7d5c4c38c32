"""Numbers, money and days as people write them, in Dutch and in English. Nothing is a float."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

SPACE = "\N{NO-BREAK SPACE}"
# From here on an amount reads as one million, and not as 999.950.
NEARLY = Decimal("0.99995")
MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


@dataclass(frozen=True)
class Manner:
    """How a language writes numbers."""

    thousands: str
    decimals: str
    euro: str
    percent: str
    million: str
    billion: str


MANNERS = {
    "nl": Manner(".", ",", f"€{SPACE}", f"{SPACE}%", "miljoen", "miljard"),
    "en": Manner(",", ".", "€", "%", "million", "billion"),
}


def manner(language: str) -> Manner:
    """How a language writes numbers; Dutch for a language that is not there."""
    return MANNERS.get(language[:2], MANNERS["nl"])


def number(value: Decimal | int, language: str, places: int | None = None) -> str:
    """A number with its thousands apart: 1.234,5 or 1,234.5; rounded where places are given."""
    exact = Decimal(value)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, rest = f"{abs(exact):,f}".partition(".")
    written = manner(language)
    sign = "\N{MINUS SIGN}" if exact < 0 else ""
    digits = whole.replace(",", written.thousands)
    return f"{sign}{digits}{written.decimals}{rest}" if rest else f"{sign}{digits}"


def money(value: Decimal | int, language: str) -> str:
    """An amount of euros in full: cents only where there are any."""
    exact = Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return euros(number(exact, language, 0 if exact == exact.to_integral_value() else 2), language)


def money_short(value: Decimal | int, language: str) -> str:
    """An amount of euros for people in a hurry: € 1,2 miljoen; in full below a million."""
    exact = Decimal(value)
    written = manner(language)
    for name, size in ((written.billion, 9), (written.million, 6)):
        scaled = exact.scaleb(-size).quantize(Decimal("0.1"), ROUND_HALF_UP)
        if abs(exact) >= NEARLY.scaleb(size):
            whole = scaled == scaled.to_integral_value()
            return f"{euros(number(scaled, language, 0 if whole else 1), language)}{SPACE}{name}"
    return money(exact.quantize(Decimal(1), ROUND_HALF_UP), language)


def euros(written: str, language: str) -> str:
    """The sign of the euro before a written number, behind a minus."""
    sign = "\N{MINUS SIGN}" if written.startswith("\N{MINUS SIGN}") else ""
    return f"{sign}{manner(language).euro}{written.removeprefix(sign)}"


def percent(part: Decimal | int, whole: Decimal | int, language: str) -> str:
    """How much of the whole a part is: 37 %; a dash where there is no whole."""
    if not whole:
        return "\N{EN DASH}"
    share = Decimal(part) * 100 / Decimal(whole)
    if share and share < 1:
        return f"<{SPACE}1{manner(language).percent}"
    return f"{number(share, language, 0)}{manner(language).percent}"


def day(value: date, language: str) -> str:
    """A day in words: 3 maart 2017 or 3 March 2017."""
    months = MONTHS.get(language[:2], MONTHS["nl"]).split()
    return f"{value.day}{SPACE}{months[value.month - 1]}{SPACE}{value.year}"
