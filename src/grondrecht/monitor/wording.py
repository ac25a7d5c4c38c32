"""How names, groups and numbers are written in Dutch and English; the words are data/words.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from grondrecht.monitor.breakdowns import TOTAL
from grondrecht.monitor.catalogue import catalogue
from grondrecht.monitor.measures import Definition
from grondrecht.monitor.results import rules
from grondrecht.monitor.shipped import shipped
from grondrecht.monitor.survey import Survey

Language = Literal["nl", "en"]
FINEST = 9
# The flags that stand among the verdicts.
SAID = {"no margin": "no_margin", ":": "unknown"}


@cache
def said() -> Mapping[str, Any]:
    """What data/words.toml says, by section."""
    text = files("grondrecht.monitor").joinpath("data/words.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def codes(column: str) -> Mapping[str, Any]:
    """What the codes of a variable of EU-SILC mean; empty where it is another column."""
    if column.casefold() in ("hx060", "household_type"):
        return {str(each["code"]): each for each in shipped("household-types")["type"]}
    if column.casefold() == "work_intensity_band":
        return {str(each["code"]): each for each in shipped("work-intensity")["band"]}
    found: Mapping[str, Any] = said()["codes"].get(column.upper(), {})
    return found


@dataclass(frozen=True)
class Words:
    """How results are put into words.

    ``language``: ``nl`` or ``en``. ``confidence``: that of the intervals, which a result does not
    carry. ``money``: the money unit of the survey, which it does not tell. ``own``: definitions
    that did not ship, for their names. ``total``: the domain that the results keep to, where
    that is not everyone. ``columns``: the column that plays each role, see ``reading``.
    """

    language: Language = "nl"
    confidence: float = 0.95
    money: str = "euro"
    total: str = ""
    own: tuple[Definition, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)

    def reading(self, survey: Survey) -> Words:
        """The same, knowing the columns of a survey: a code then gets its word."""
        roles = (role for role in said()["columns"] if survey.has(role))
        return replace(self, columns={role: str(survey.column(role)) for role in roles})

    def of(self, section: str, key: str = "", **filled: str) -> str:
        """A sentence or word of a section, with its braces filled in."""
        held = said()[section]
        return str((held[key] if key else held)[self.language]).format(**filled)

    @property
    def sure(self) -> str:
        """The confidence in percent: ``95``, ``97,5``."""
        share = self.confidence * 100
        return self.number(share, next(d for d in range(9) if abs(share - round(share, d)) < 1e-9))

    def name(self, indicator: str) -> str:
        """What an indicator is called; its id where that is not known."""
        known = dict(catalogue()) | {each.id: each for each in self.own}
        if indicator not in known:
            return indicator
        found = known[indicator]
        return (found.name_nl if self.language == "nl" else found.name_en) or indicator

    def group(self, domain: str) -> str:
        """What a domain is called: ``iedereen``, ``gewest: Brussel, geslacht: vrouw``."""
        label = self.domain(domain)
        if label == TOTAL:
            return self.of("everyone")
        return ", ".join(map(self._part, label.split("; ")))

    def domain(self, label: str) -> str:
        """A domain of the whole survey, where results keep to one: ``region=A; sex=man``."""
        parts = (part for part in (self.total, label) if part not in ("", TOTAL))
        return "; ".join(dict.fromkeys(parts)) or TOTAL

    def _part(self, part: str) -> str:
        column, mark, value = part.partition("=")
        if not mark:
            return part
        known = said()["columns"].get(column)
        heading = known[self.language] if known else column
        words = said()["values"].get(column, {}) | codes(self.columns.get(column, column))
        return f"{heading}: {words[value][self.language] if value in words else value}"

    def flag(self, flag: str) -> str:
        """What a flag says; empty for none."""
        if flag in SAID:
            return self.of("verdicts", SAID[flag])
        rule = next((rule for rule in rules() if rule.flag == flag), None)
        return "" if rule is None else str(getattr(rule, self.language))

    def number(self, value: float, decimals: int, signed: bool = False) -> str:
        """A number as the language writes it, with its sign where it is a difference."""
        rounded = round(value, decimals) + 0.0
        text = f"{rounded:{'+' if signed and rounded else ''},.{decimals}f}"
        return text.translate(DUTCH if self.language == "nl" else ENGLISH)

    def unit(self, unit: str, kind: Literal["value", "change"] = "value") -> str:
        """What stands after a value or a difference in a unit."""
        held = said()["units"].get(unit)
        words = held[kind][self.language] if held else unit
        return str(words).format(money=self.money)

    def quantity(
        self,
        value: float,
        unit: str,
        kind: Literal["value", "change"] = "value",
        finer: int = 0,
        signed: bool = False,
    ) -> str:
        """A number with its unit: ``18,0 %``, ``1,2 procentpunt``; ``finer`` adds decimals."""
        text = self.number(value, decimals(unit) + finer, signed)
        return f"{text} {self.unit(unit, kind)}".rstrip()


# A hyphen is a minus sign to the eye alone: programs that read aloud often leave it out.
DUTCH, ENGLISH = str.maketrans(",.-", ".,−"), str.maketrans("-", "−")


def decimals(unit: str) -> int:
    """How many decimals a unit is shown with."""
    held = said()["units"].get(unit)
    return int(held["decimals"]) if held else 2


def finer(unit: str, *values: float) -> int:
    """How many more decimals keep numbers that are not zero from being shown as zero."""
    seen = [value for value in values if value]
    for more in range(FINEST - decimals(unit)):
        if all(round(value, decimals(unit) + more) for value in seen):
            return more
    return FINEST - decimals(unit)


def apart(unit: str, lower: float, upper: float) -> int:
    """How many more decimals keep the ends of an interval from being shown as one number."""
    for more in range(FINEST - decimals(unit)):
        if round(lower, decimals(unit) + more) != round(upper, decimals(unit) + more):
            return more
    return FINEST - decimals(unit)
