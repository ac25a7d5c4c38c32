"""What a person typed or chose, as an answer; or what is wrong with it, in one sentence."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from grondrecht.rights import RightsError
from grondrecht.rights.values import text_of, value_of
from grondrecht.rights.vocabulary import EPOCH, Input
from grondrecht.rights.wording import day_text
from grondrecht.web.templatetags.look import number, spoken

# The longest thing that anybody types here.
LONGEST = 40
_GROUPED = re.compile(r"-?\d{1,3}([.,’' ]\d{3})+([.,]\d{1,2})?")
_PLAIN = re.compile(r"-?\d{1,15}([.,]\d{1,2})?")
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


class TypedWrongError(ValueError):
    """What is typed is no answer; its text says what to do."""


def answer(asked: Input, text: str, may_skip: bool = True) -> str:
    """An answer as a household has it. Raises TypedWrongError.

    Where somebody ``may_skip`` the question, what is wrong says so too.
    """
    text = " ".join(text[:LONGEST].split())
    if not text and may_skip:
        skip = _("Do you not know it? Then press “I do not know”.")
        raise TypedWrongError(f"{_nothing(asked)} {skip}")
    if not text:
        raise TypedWrongError(_nothing(asked))
    made = {"number": _number, "date": iso}.get(asked.kind, _same)(text)
    try:
        return text_of(asked, value_of(asked, made, ""))
    except RightsError as error:
        raise TypedWrongError(_wrong(asked, made)) from error


def _nothing(asked: Input) -> str:
    """What to do where nothing was answered."""
    if asked.kind in ("yes_no", "choice"):
        return _("Choose an answer.")
    return _("Fill in a day.") if asked.kind == "date" else _("Fill in a number.")


def _same(text: str) -> str:
    return text


def _number(text: str) -> str:
    """1.250,50 and 1,250.50 and € 1250,5 all as 1250.50; what is no number as it is."""
    bare = text.strip("€ ").removesuffix("euro").strip()
    if _GROUPED.fullmatch(bare):
        tail = re.search(r"[.,](\d{1,2})$", bare)
        whole = bare[: tail.start()] if tail else bare
        return re.sub(r"[^\d-]", "", whole) + (f".{tail[1]}" if tail else "")
    return bare.replace(",", ".") if _PLAIN.fullmatch(bare) else text


def iso(text: str) -> str:
    """3/3/2016 as 2016-03-03; anything else as it is."""
    found = _DAY.fullmatch(text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text


def _wrong(asked: Input, made: str) -> str:
    """What to type instead."""
    if asked.kind == "date":
        first, last = (date.fromordinal(end + EPOCH) for end in (asked.low, asked.high))
        return _("Fill in a day from %(first)s to %(last)s.") % {
            "first": day_text(first, spoken()[:2]),
            "last": day_text(last, spoken()[:2]),
        }
    if asked.kind != "number":
        return _nothing(asked)
    if asked.scale == 1 and _PLAIN.fullmatch(made) and "." in made:
        return _("Fill in a whole number, without figures behind the comma.")
    return _("Fill in a number from %(low)s to %(high)s.") % {
        "low": number(text_of(asked, asked.low)),
        "high": number(text_of(asked, asked.high)),
    }
