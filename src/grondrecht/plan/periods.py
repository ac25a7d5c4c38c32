"""The periods that milestones are promised for: their words, years, stage and days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

Span = tuple[date, date]

_BASELINE = re.compile(r"beginfase|nulmeting|baseline|startsituatie|beginsituatie|uitgangssituatie")
_FINAL = re.compile(r"einddoel|eindmeting|eindsituatie|einddatum|endgoal|final")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "maart march mrt mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ORDINALS = {
    "1": 1, "1e": 1, "1ste": 1, "eerste": 1, "1st": 1, "first": 1,
    "2": 2, "2e": 2, "2de": 2, "tweede": 2, "2nd": 2, "second": 2,
    "3": 3, "3e": 3, "3de": 3, "derde": 3, "3rd": 3, "third": 3,
    "4": 4, "4e": 4, "4de": 4, "vierde": 4, "4th": 4, "fourth": 4,
}  # fmt: skip
# A part of a year as its first and last month. "Eind" is a moment that plans use for a deadline:
# the last quarter; seasons are the meteorological ones. Winter spans two years and is left out.
_PARTS = {
    "begin": (1, 3), "start": (1, 3), "early": (1, 3),
    "medio": (4, 9), "midden": (4, 9), "halfweg": (4, 9), "mid": (4, 9),
    "eind": (10, 12), "einde": (10, 12), "end": (10, 12), "end of": (10, 12), "late": (10, 12),
    "voorjaar": (3, 5), "lente": (3, 5), "spring": (3, 5),
    "zomer": (6, 8), "summer": (6, 8),
    "najaar": (9, 11), "herfst": (9, 11), "autumn": (9, 11),
}  # fmt: skip


def _one_of(words: dict[str, int] | dict[str, tuple[int, int]]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_YEAR = r"(?<!\d)(?:19|20)\d{2}(?!\d)"
_MONTH = rf"\b(?:{_one_of(_MONTHS)})\b\.?"
_ORDINAL = rf"(?:{_one_of(_ORDINALS)})"
_TO = r"(?:-|–|—|/|&|t/?m|t\.?e\.?m\.?|tot(?: en met)?|until|till?|through|to)"
_MOMENT = re.compile(
    rf"""
      (?P<isoyear>{_YEAR})-(?P<isomonth>\d\d)-(?P<isoday>\d\d)(?!\d)
    | (?<!\d)(?P<day>\d{{1,2}})[/.-](?P<numbermonth>\d{{1,2}})[/.-](?P<dayyear>{_YEAR})
    | (?:(?<!\d)(?P<monthday>\d{{1,2}})(?:st|nd|rd|th)?\s)?(?P<month>{_MONTH})
      (?:\s(?P<monthyear>{_YEAR}))?
    | (?:q(?P<q>[1-4])|\b(?P<quarter>{_ORDINAL})\s(?:kwartaal|trimester|quarter))
      (?:\s(?:van|of))?\s?(?P<quarteryear>{_YEAR})
    | \b(?P<half>{_ORDINAL})\s(?:helft|semester|jaarhelft|half)
      (?:\s(?:van|of))?\s(?P<halfyear>{_YEAR})
    | \b(?P<part>{_one_of(_PARTS)})[\s-](?:(?:van|of)\s)?(?P<partyear>{_YEAR})
    | \b(?:school|academie|werk)jaar\s(?P<school>{_YEAR})(?:\s?[-–/]\s?{_YEAR})?
    | \bschool\syear\s(?P<schoolen>{_YEAR})(?:\s?[-–/]\s?{_YEAR})?
    | (?P<year>{_YEAR})
    """,
    re.VERBOSE,
)
_BETWEEN = re.compile(rf"\s*{_TO}\s*")
_FROM = re.compile(r"\b(?:vanaf|sinds|from|since|as of)\b")
_UNTIL = re.compile(r"^\W*(?:uiterlijk|tegen|tot(?: en met)?|t/m|v[oó]{2}r|by|until|before)\b")
_SHORT_RANGE = re.compile(r"(?<!\d)((?:19|20)\d)(\d)([-–/])['’]?(\d{2})(?![\d/.-]|\s[^\W\d_])")


@dataclass(frozen=True)
class Period:
    """A period as printed, the years it covers and its stage in the plan.

    ``years`` are all years covered, in order: ``2016-2018`` covers 2016, 2017 and 2018, ``2015 en
    2016`` two. ``stage`` is ``baseline`` (beginfase, nulmeting), ``final`` (einddoel) or
    ``interim``; only the printed words decide, never the year.
    """

    text: str
    years: tuple[int, ...] = ()
    stage: str = "interim"

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period from its words; a text without a year gives no years."""
        return cls(text, _read(text)[0], _stage(text))

    @property
    def first(self) -> date | None:
        """The first day covered; None where the words give none ("tegen 2018", no year)."""
        return _read(self.text)[1]

    @property
    def last(self) -> date | None:
        """The last day covered; None where the words leave it open ("vanaf 2017", no year)."""
        return _read(self.text)[2]


def _stage(text: str) -> str:
    # Only the letters count: a table cell breaks "nulmeting" anywhere, with a hyphen or without.
    letters = "".join(filter(str.isalpha, text.casefold()))
    if _FINAL.search(letters):
        return "final"
    return "baseline" if _BASELINE.search(letters) else "interim"


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[tuple[int, ...], date | None, date | None]:
    """The years covered and the first and last day of a period's words."""
    words = _clean(text)
    spans, years = _spans(words), set[int]()
    for span, joined in spans:
        years.update(range(span[0].year, span[1].year + 1))
        if joined is not None and joined < span[0]:
            years.update(range(joined.year, span[0].year + 1))
    if not spans:
        return (), None, None
    first = min(span[0] for span, _ in spans)
    last = max(span[1] for span, _ in spans)
    alone = len(spans) == 1
    opens, ends = alone and _FROM.search(words), alone and _UNTIL.match(words)
    return tuple(sorted(years)), None if ends else first, None if opens else last


def _clean(text: str) -> str:
    """The words in lower case on one line, broken words joined and short ranges written out."""
    folded = re.sub(r"(?<=[^\W\d_])[-\u00ad][^\S\n]*\n\s*(?=[^\W\d_])", "", text.casefold())
    folded = " ".join(folded.split())
    folded = re.sub(r"(?<=\d) ?- (?=\d)|(?<=\d) - ?(?=\d)", "-", folded)
    return _SHORT_RANGE.sub(_written_out, folded)


def _written_out(match: re.Match[str]) -> str:
    """``2016-17`` as ``2016-2017``; left alone where the second year would not come soon after."""
    start, end = int(match[1] + match[2]), int(match[1][:2] + match[4])
    return f"{start}{match[3]}{end}" if start < end <= start + 9 else match[0]


def _spans(words: str) -> list[tuple[Span, date | None]]:
    """Every moment named, with the last day of the moment before it where a range joins the two."""
    found: list[tuple[Span, date | None]] = []
    matches = list(_MOMENT.finditer(words))
    for number, (match, year) in enumerate(zip(matches, _years_after(matches), strict=True)):
        span = _span(match, year)
        before = matches[number - 1] if number else None
        joined = before and _BETWEEN.fullmatch(words, before.end(), match.start())
        if span:
            found.append((span, found[-1][0][1] if joined and found else None))
    return found


def _years_after(matches: list[re.Match[str]]) -> list[str | None]:
    """For each moment the year of a month printed without: the next month's ("mei - juni 2016")."""
    years: list[str | None] = []
    year = None
    for match in reversed(matches):
        year = match["monthyear"] or year
        years.append(year)
    return years[::-1]


def _span(match: re.Match[str], year_after: str | None) -> Span | None:
    """First and last day of one moment; None for a month that no year goes with."""
    for group, reader in _READERS.items():
        if match[group]:
            return reader(match)
    if not year_after:
        return None
    month = _MONTHS[match["month"].rstrip(".")]
    year = int(match["monthyear"] or year_after)
    return _day(year, month, int(match["monthday"] or 0))


def _months(year: int, first: int, last: int) -> Span:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _day(year: int, month: int, day: int) -> Span:
    """That day; the month where the day does not exist, the year where the month does not."""
    if not 1 <= month <= 12:
        return _months(year, 1, 12)
    if not 1 <= day <= monthrange(year, month)[1]:
        return _months(year, month, month)
    return date(year, month, day), date(year, month, day)


def _quarter(match: re.Match[str]) -> Span:
    number = int(match["q"] or _ORDINALS[match["quarter"]])
    return _months(int(match["quarteryear"]), number * 3 - 2, number * 3)


def _half(match: re.Match[str]) -> Span:
    number = min(_ORDINALS[match["half"]], 2)
    return _months(int(match["halfyear"]), number * 6 - 5, number * 6)


def _school_year(match: re.Match[str]) -> Span:
    """From 1 September to 31 August of the next year."""
    start = int(match["school"] or match["schoolen"])
    return date(start, 9, 1), date(start + 1, 9, 1) - timedelta(days=1)


_READERS: dict[str, Callable[[re.Match[str]], Span]] = {
    "isoyear": lambda m: _day(int(m["isoyear"]), int(m["isomonth"]), int(m["isoday"])),
    "dayyear": lambda m: _day(int(m["dayyear"]), int(m["numbermonth"]), int(m["day"])),
    "quarteryear": _quarter,
    "halfyear": _half,
    "partyear": lambda m: _months(int(m["partyear"]), *_PARTS[m["part"]]),
    "school": _school_year,
    "schoolen": _school_year,
    "year": lambda m: _months(int(m["year"]), 1, 12),
}
