"""What a tested text would change, as pages show it: rows with numbers, sentences in a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grondrecht.followup.models import Effect

EVERYONE = "total"
_COUNTS = ("households", "winners", "losers", "unknown", "cost")
_RATES = ("before", "after", "difference", "lower", "upper")


@dataclass(frozen=True)
class Group:
    """A row: the households of a group, the cost in a year, and the risk of poverty in percent.

    ``before`` to ``upper`` are None where poverty was not computed, or may not be shown.
    """

    label: str
    households: Decimal
    winners: Decimal
    losers: Decimal
    unknown: Decimal
    cost: Decimal
    before: Decimal | None
    after: Decimal | None
    difference: Decimal | None
    lower: Decimal | None
    upper: Decimal | None


@dataclass(frozen=True)
class Shown:
    """An effect as it is shown: its name, its sentences, its measures, and its rows."""

    effect: Effect
    name: str
    said: tuple[str, ...]
    measures: str
    groups: tuple[Group, ...]

    @property
    def has_poverty(self) -> bool:
        """Whether the risk of poverty was computed."""
        return any(group.before is not None for group in self.groups)


def shown(effects: Iterable[Effect]) -> list[Shown]:
    """Effects as pages show them, in the language that is spoken."""
    language = "en" if (get_language() or "").startswith("en") else "nl"
    return [
        Shown(
            each,
            (each.name_en or each.name) if language == "en" else each.name,
            tuple(each.said.get(language, ())),
            ", ".join(measure[language] for measure in each.measures),
            tuple(_groups(each.groups)),
        )
        for each in effects
    ]


def _groups(rows: Iterable[Mapping[str, Any]]) -> Iterator[Group]:
    for row in rows:
        counts = {key: _number(row[key]) or Decimal() for key in _COUNTS}
        rates = {key: _number(row.get(key)) for key in _RATES}
        yield Group(label=_label(row["group"]), **counts, **rates)  # type: ignore[arg-type]


def _label(group: str) -> str:
    """A group in words: ``total`` is everyone, ``type=alone`` is type: alone."""
    if group == EVERYONE:
        return _("everyone")
    parts = (part.partition("=") for part in group.split("; "))
    return ", ".join(f"{column}: {value or _('not known')}" for column, _mark, value in parts)


def _number(value: object) -> Decimal | None:
    """A number as it was written, to two decimals where it was measured."""
    if value is None:
        return None
    return Decimal(str(value)) if isinstance(value, str | int) else Decimal(f"{value:.2f}")
