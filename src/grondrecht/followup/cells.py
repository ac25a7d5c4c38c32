"""What a cell of a file of answers says: a word that is known, a day, an amount."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from grondrecht.followup.sheet import Cell
from grondrecht.plan.checked import shown

_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(
    r"-?(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d+)?|-?\d+\.\d+|-?\d{1,3}(?:,\d{3})+\.\d+"
)


class CellError(ValueError):
    """What is wrong with a cell, in one sentence."""


@lru_cache(maxsize=1024)
def folded(words: str) -> str:
    """Words as they are compared: small letters and digits alone, without accents."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(char for char in plain if char.isalnum())


def known(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every word for a key, folded -> that key; a key is a word for itself."""
    return {folded(word): key for key, names in words.items() for word in (key, *names)}


def choice(cell: Cell, words: Mapping[str, str], names: Iterable[object]) -> str:
    """The key that a cell's words stand for. Raises CellError, naming what can be chosen."""
    found = words.get(folded(str(cell)))
    if found is None:
        raise CellError(
            _("%(cell)s is unknown; choose from %(names)s.")
            % {"cell": shown(str(cell)), "names": ", ".join(map(str, names))}
        )
    return found


def day(cell: Cell) -> date:
    """A day: 2018-06-01, 1/6/2018, or a cell that is one. Raises CellError."""
    if isinstance(cell, date):
        return cell
    text = str(cell)
    try:
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
        if found := _DAY.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass
    raise CellError(
        _("%(cell)s is no day; write it as 2018-06-01 or 1/6/2018.") % {"cell": shown(text)}
    )


def amount(cell: Cell) -> Decimal:
    """A number: 1250.50, 1.250,50 or 1250,5; three digits behind a lone point are thousands.

    Raises CellError.
    """
    if isinstance(cell, Decimal):
        return cell
    text = re.sub(r"[\s€\u00a0\u202f]", "", str(cell))
    if not _NUMBER.fullmatch(text):
        raise CellError(
            _("%(cell)s is no amount; write it as 1250.50 or 1.250,50.") % {"cell": shown(text)}
        )
    if "," in text and "." in text:
        thousands = "," if text.rindex(".") > text.rindex(",") else "."
        text = text.replace(thousands, "")
    elif re.fullmatch(r"-?[1-9]\d{0,2}(?:\.\d{3})+", text):
        text = text.replace(".", "")
    number = Decimal(text.replace(",", "."))
    exponent = number.as_tuple().exponent
    if abs(number) >= Decimal(10) ** 18 or (isinstance(exponent, int) and exponent < -6):
        raise CellError(_("%(cell)s is too long a number.") % {"cell": shown(text)})
    return number
