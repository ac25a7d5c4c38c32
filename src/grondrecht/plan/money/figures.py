"""Figures in a text: the number as written, its scale, currency or percent sign, and where.

Numbers are read as Dutch writes them (``1.234,50``, ``1 234``, ``500,-``). A comma before three
digits is a decimal comma in Dutch and parts thousands in English: the words of the text decide,
and so does a currency other than the euro. Two commas, or a comma before a point, leave no choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from grondrecht.plan.money import words
from grondrecht.plan.money.numerals import number_in_words

#: Groups and digits are bounded, so that no text makes the search slow: up to 10^18.
_THOUSANDS = r"\d{1,3}(?:\.\n?\d{3}){1,5}(?:,\d{1,6})?"
_COMMAS = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?"
_SPACES = r"\d{1,3}(?:[\s\u00a0\u202f'’]{1,2}\d{3}(?:\d{3})?){1,5}(?:[.,]\d{1,6})?"
_PLAIN = r"\d{1,18}(?:[.,]\d{1,6})?"
_END = r"(?!\d|[.,']\d)"
_FORMS = "|".join(form + _END for form in (_SPACES, _THOUSANDS, _COMMAS, _PLAIN))
#: ``500,-`` and ``500,=`` are whole amounts.
_NUMBER = rf"(?!0\d)(?:{_FORMS})(?:,(?:[-–—]{{1,2}}|=)(?!\d))?"


def alternatives(patterns: Iterable[str], *, literal: bool = False) -> str:
    """One regular expression for any of the patterns, longest first, as whole words."""
    ordered = sorted(patterns, key=len, reverse=True)
    parts = [re.escape(part) if literal else part.replace(" ", r"\s{1,3}") for part in ordered]
    return rf"(?:{'|'.join(parts)})"


_CURRENCY = rf"(?:{alternatives(words.CURRENCIES, literal=True)}(?!\w))"
_SIGN = rf"(?:{alternatives(words.CURRENCIES, literal=True)}(?![^\W\d]))"
_LETTER = f"[{''.join(words.SCALE_LETTERS)}]"
_SCALE = alternatives((s for s in words.SCALES if s not in words.SCALE_LETTERS), literal=True)
_TAIL = rf"""
    (?:\s{{0,3}}(?P<scale>{_SCALE})(?![^\W\d])\.?
      |(?P<touching>{_LETTER})(?![\w²³])
      |\s{{0,3}}(?P<letter>{_LETTER})(?=\s?{_CURRENCY}))?
    (?:\s{{0,3}}(?P<percent>{alternatives(words.PERCENT)})(?!\w)
      |\s{{0,3}}(?P<cent>(?:euro)?cent)(?!\w)
      |\s{{0,3}}(?P<after>{_CURRENCY}))?
"""
#: A currency after a figure that already has one before it may be the next figure's.
_FOREIGN_TAIL = (
    _TAIL.replace(
        f"(?P<after>{_CURRENCY})",
        rf"(?P<after>{_CURRENCY})(?!\s{{0,3}}(?!(?:19|20)\d\d(?!\d))\d)",
    )
    .replace(rf"(?=\s?{_CURRENCY})", rf"(?=\s?{_CURRENCY}|(?<=(?-i:M))(?![\w²³.]))")
    .replace("?P<", "?P<b_")
)
_FIGURE = re.compile(
    rf"""(?<!\d[.,/])
    (?:(?<!\w)(?P<prescale>{_SCALE}|{_LETTER})?(?P<before>(?<!\w){_SIGN}|(?<=[km]){_SIGN})
        (?:(?<=eur)\.|:)?\s{{0,3}}(?P<minus>[-−])?(?P<b_number>{_NUMBER}){_FOREIGN_TAIL}
      |(?:(?<!\w)|(?<=\dx))(?P<number>{_NUMBER}){_TAIL})
    (?:(?<=[%€$£.²])|(?!\w)|(?=x[\s\d]))""",
    re.VERBOSE | re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"(?<!\w)(?P<number>(?:een\s(?=half|kwart))?[a-zéë]{{3,60}}(?:\sa(?=\s)"
    rf"|\sen\seen\shal(?:f|ve))?)(?=\s){_TAIL}(?!\w)",
    re.VERBOSE | re.IGNORECASE,
)
#: Three decimals that end in a nought behind a currency are hardly ever meant: it tells of English.
_ENGLISH = re.compile(
    rf"\b{alternatives(words.ENGLISH)}\b|\d,\d{{3}}[.,]\d"
    r"|(?:€|EUR)\s?[1-9]\d{0,2},\d\d0(?!\d)",
    re.IGNORECASE,
)
_DUTCH = re.compile(rf"\b{alternatives(words.DUTCH)}\b|\d\.\d{{3}}[.,]\d", re.IGNORECASE)
#: Notations that mean one thing in Dutch and another in English.
_TWO_WAYS = re.compile(r"\d[.,]\d{3}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: A minus sign touches its figure and opens the text, a bracket or what follows a year's colon: a
#: dash after a word only parts, and one of several at the head of lines makes a list.
_MINUS = re.compile(
    r"(?:(?<![\s\S])|[(=]\s{0,2}|(?:19|20)\d\d\s?:\s{0,2})(?P<minus>-)\Z"
    r"|(?<!\d)(?<!\d\s)(?P<true>−)\Z|(?<!\w)(?P<word>minus\s{1,2})\Z",
    re.IGNORECASE,
)
_DECLARED = re.compile(rf"(?<!\w)in\s({_SCALE}|k)\s?(?:{_CURRENCY})(?!\w)", re.IGNORECASE)
_DASHED = re.compile(r"(?:\n|\s)[-–—]\s?\S")


@dataclass(frozen=True)
class Figure:
    """A figure as written at ``start``:``end``: ``number`` times ``factor`` is its value.

    ``currency`` is an ISO 4217 code or empty; ``unit`` says how the figure counts: ``percent``,
    ``million``, ``billion``, ``thousand``, ``kEUR``, ``cent``, ``euro`` (or another currency's
    code), or empty where neither a scale nor a currency is stated. ``digits`` are the number's
    characters.
    """

    number: Decimal
    factor: Decimal
    unit: str
    currency: str
    digits: str
    start: int
    end: int

    @property
    def value(self) -> Decimal:
        """The value in whole units of the currency (or in percent)."""
        return self.number * self.factor

    @property
    def like_a_year(self) -> bool:
        """Whether four bare digits could be a year."""
        return not self.unit and _YEAR.fullmatch(self.digits) is not None


def is_english(text: str) -> bool:
    """Whether the text has more English words and notations than Dutch ones."""
    return len(_ENGLISH.findall(text)) > len(_DUTCH.findall(text))


def read_number(digits: str, *, english: bool = False, scaled: bool = False) -> Decimal:
    """The value of digits with their points, commas, spaces and apostrophes.

    ``scaled`` says that a word such as million follows, so that English decimals may be three.
    """
    if digits.isdigit():
        return Decimal(digits)
    bare = re.sub(r"[\s\u00a0\u202f'’]|,[-–—=]{1,2}$", "", digits)
    point, comma = bare.rfind("."), bare.rfind(",")
    if point >= 0 and comma >= 0:
        mark = "." if point > comma else ","
    else:
        mark = _decimal_mark(bare, english=english, scaled=scaled)
    whole, _, fraction = bare.rpartition(mark) if mark else (bare, "", "")
    return Decimal(re.sub(r"[.,]", "", whole) + ("." + fraction if fraction else ""))


def _decimal_mark(bare: str, *, english: bool, scaled: bool) -> str:
    mark = "," if "," in bare else "." if "." in bare else ""
    if not mark or bare.count(mark) > 1:
        return ""
    head, _, tail = bare.partition(mark)
    thousands = len(tail) == 3 and len(head) <= 3 and head != "0"
    grouping = not (english and scaled) if mark == "." else english and not scaled
    return "" if thousands and grouping else mark


def figures(text: str) -> list[Figure]:
    """Every figure of a text, in order: with or without a unit, in digits or in words."""
    english = bool(_TWO_WAYS.search(text)) and is_english(text)
    found = [_from_digits(match, english) for match in _FIGURE.finditer(text)]
    taken = {place for figure in found for place in range(figure.start, figure.end)}
    found += [figure for figure in _written_out(text) if figure.start not in taken]
    return sorted((_signed(text, figure) for figure in found), key=lambda figure: figure.start)


def scaled_as_declared(text: str, found: Iterable[Figure]) -> list[Figure]:
    """The figures, bare ones in the scale that the text declares for all: "(in kEUR) 2016: 12"."""
    match = _DECLARED.search(text)
    if not match:
        return list(found)
    unit, factor = words.SCALES[match[1].casefold()]
    unit = "kEUR" if unit == "k" else unit
    return [
        figure if figure.unit or figure.like_a_year else replace(figure, unit=unit, factor=factor)
        for figure in found
        if not match.start() < figure.start < match.end()
    ]


def _signed(text: str, figure: Figure) -> Figure:
    """The figure with the minus sign that touches it from the left; a dash is none."""
    match = _MINUS.search(text, max(0, figure.start - 12), figure.start)
    opens_text = match and match.start() == 0 and match[0][0] == "-"
    if not match or (opens_text and _DASHED.search(text, figure.end)):
        return figure
    return replace(figure, number=-figure.number, start=match.start(str(match.lastgroup)))


def _from_digits(match: re.Match[str], english: bool) -> Figure:
    if match.lastgroup == "number" and match["number"].isdigit():
        return Figure(Decimal(match["number"]), Decimal(1), "", "", match[0], *match.span())
    parts = {name: match["b_" + name] or match[name] for name in ("number", *_TAIL_NAMES)}
    scale = _scale_of(match["prescale"], parts["scale"], parts["touching"], parts["letter"])
    currency = _currency_of(match["before"], parts["after"], parts["cent"])
    number = read_number(
        parts["number"],
        english=english or currency not in ("", "EUR"),
        scaled=bool(scale or parts["percent"]),
    )
    return _figure(-number if match["minus"] else number, scale, currency, parts, match)


def _written_out(text: str) -> Iterator[Figure]:
    place = 0
    while match := _IN_WORDS.search(text, place):
        number = number_in_words(match["number"])
        # A word before *duizend* that is no number leaves *duizend* to be one by itself.
        place = match.end() if number is not None else match.end("number")
        scale = _scale_of(match["scale"])
        says_unit = scale or match["percent"] or (match["after"] and match["number"] != "een")
        if number is not None and says_unit:
            parts = {name: match[name] for name in ("number", *_TAIL_NAMES)}
            currency = _currency_of(match["after"], match["cent"])
            yield _figure(number, scale, currency, parts, match)


_TAIL_NAMES = ("scale", "touching", "letter", "percent", "cent", "after")


#: Units that are called otherwise than their scale and currency.
_UNIT_NAMES = {"EUR": "euro", "k": "kEUR", "kEUR": "kEUR", "kUSD": "kUSD", "kGBP": "kGBP"}


def _figure(
    number: Decimal,
    scale: str,
    currency: str,
    parts: dict[str, str | None],
    match: re.Match[str],
) -> Figure:
    unit, factor = words.SCALES.get(scale, ("", Decimal(1)))
    if parts["percent"]:
        unit, currency = "percent", ""
    elif parts["cent"]:
        unit, factor = "cent", Decimal("0.01")
    else:
        unit = _UNIT_NAMES.get(unit + currency, unit or currency)
    return Figure(number, factor, unit, currency, str(parts["number"]), match.start(), match.end())


def _scale_of(*candidates: str | None) -> str:
    return next((part.casefold() for part in candidates if part), "")


def _currency_of(*candidates: str | None) -> str:
    token = next((part.casefold() for part in candidates if part), "")
    return "EUR" if token.endswith("cent") else words.CURRENCIES.get(token, "")
