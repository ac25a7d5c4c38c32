"""The money that forms state, per right and per year, under a rule that the pages explain.

An amount is counted in exactly one place, or not at all, and nothing is worked out: no amount is
spread over years, multiplied, or taken for years that the form does not name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from grondrecht.plan.money import arithmetic
from grondrecht.registry.models import Amount, Commitment, Edition

# Where an amount without one year of its own is counted, in the order of the columns.
TOGETHER, EACH_YEAR, NO_YEAR = "together", "each_year", "no_year"
UNDATED = (TOGETHER, EACH_YEAR, NO_YEAR)
# What a budget cell can say, as grondrecht.plan.money has it.
KINDS = (
    "amount",
    "share",
    "to_be_decided",
    "existing_means",
    "none",
    "unclear",
    "not_stated",
)


@dataclass(frozen=True)
class Counted:
    """An amount and where it is counted: in years, or in one of UNDATED; else ``why`` it is not."""

    amount: Amount
    columns: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Stated:
    """What the form of one action says of money."""

    code: str
    title: str
    right: str
    text: str
    kind: str
    says: Sequence[str]
    counted: Sequence[Counted]


@dataclass(frozen=True)
class Budget:
    """The money of an edition: what each action's first printing says."""

    stated: Sequence[Stated]

    @cached_property
    def sums(self) -> dict[tuple[str, str], Decimal]:
        """(right, column) -> the sum of the amounts that are counted there."""
        found: dict[tuple[str, str], Decimal] = {}
        for each, column, value in self._counted():
            key = (each.right, column)
            found[key] = found.get(key, Decimal(0)) + value
        return found

    @cached_property
    def columns(self) -> list[str]:
        """The years and other columns that hold an amount, in order."""
        used = {column for _, column in self.sums}
        return sorted(used - set(UNDATED)) + [each for each in UNDATED if each in used]

    @cached_property
    def kinds(self) -> Counter[str]:
        """What the cells say -> how many actions."""
        return Counter(each.kind for each in self.stated)

    def total(self, column: str) -> Decimal:
        """The sum of a column over all rights."""
        return sum((v for (_, held), v in self.sums.items() if held == column), Decimal(0))

    @cached_property
    def left_out(self) -> Counter[str]:
        """Why amounts are not counted -> how many are not."""
        return Counter(one.why for each in self.stated for one in each.counted if one.why)

    def largest(self, column: str, many: int = 3) -> list[tuple[Decimal, Stated]]:
        """The largest amounts of a column, with the actions that state them."""
        rows = [(value, each) for each, held, value in self._counted() if held == column]
        return sorted(rows, key=lambda row: (-row[0], row[1].code))[:many]

    def _counted(self) -> Iterable[tuple[Stated, str, Decimal]]:
        for each in self.stated:
            for one in each.counted:
                for column in one.columns:
                    yield each, column, one.amount.value or Decimal(0)


def budget_of(edition: Edition | None) -> Budget:
    """The money that an edition's forms state; of an action printed twice, the first printing. Two
    queries.
    """
    if edition is None:
        return Budget(())
    cells = Commitment.objects.filter(form__edition=edition).order_by("form__position")
    amounts: dict[int, list[Amount]] = {}
    for amount in Amount.objects.filter(commitment__form__edition=edition).order_by("start"):
        amounts.setdefault(amount.commitment_id, []).append(amount)
    found: dict[str, Stated] = {}
    for row in cells.values_list("pk", "text", "kind", "says", *_ACTION):
        pk, text, kind, says, code, title, right = row
        if code not in found:
            counted = count(text, amounts.get(pk, ()))
            found[code] = Stated(code, title, right or "", text, kind, says, counted)
    return Budget(tuple(found[code] for code in sorted(found)))


_ACTION = ("form__action__code", "form__action__title", "form__action__right__code")


def count(text: str, amounts: Sequence[Amount]) -> list[Counted]:
    """Where each amount of a cell is counted. A part of a total that stands beside it is not."""
    parts = _parts(text, amounts)
    return [
        Counted(each, why="part") if each in parts and not reason(each) else placed(each)
        for each in amounts
    ]


def placed(amount: Amount) -> Counted:
    """Where an amount is counted by itself."""
    why = reason(amount)
    return Counted(amount, why=why) if why else Counted(amount, _columns(amount))


def reason(amount: Amount) -> str:
    """Why an amount cannot be added to others; empty where it can."""
    reasons = {
        "share": amount.unit == "percent",
        "currency": amount.currency != "EUR",
        "range": amount.value is None or amount.low is None or amount.high is None,
        "per": bool(amount.per),
        "times": amount.times != 1,
        "change": bool(amount.change),
        "onward": amount.onward and len(amount.years) != 1 and amount.recurrence != "per_year",
    }
    return next((name for name, holds in reasons.items() if holds), "")


def _columns(amount: Amount) -> tuple[str, ...]:
    """A year of its own, each year that it is paid in, or the column that stands for none."""
    years = tuple(str(year) for year in amount.years)
    if len(years) == 1 or (years and amount.recurrence == "per_year"):
        return years
    if years or amount.recurrence == "whole_term":
        return (TOGETHER,)
    return (EACH_YEAR,) if amount.recurrence == "per_year" else (NO_YEAR,)


def _parts(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts that the text itself adds up to a total that is among them."""
    if len(amounts) < 2:
        return []
    found: list[Amount] = []
    for each in arithmetic(text):
        inside = [one for one in amounts if each.start <= one.start and one.end <= each.end]
        if any(one.value == each.stated for one in inside):
            found += [one for one in inside if one.value != each.stated]
    return found
