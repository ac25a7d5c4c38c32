"""Sums and products that a text states, so that a total can be compared with its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from grondrecht.plan.money import words
from grondrecht.plan.money.amounts import Amount, amounts_among
from grondrecht.plan.money.context import sentence_of, sentence_starts
from grondrecht.plan.money.figures import Figure, alternatives, figures


@dataclass(frozen=True)
class Term:
    """A number of times an amount: 50 x 47.107,88 euro is ``Term(50, 47107.88)``."""

    times: Decimal
    value: Decimal

    @property
    def total(self) -> Decimal:
        """The product."""
        return self.times * self.value


@dataclass(frozen=True)
class Sum:
    """A calculation as a text at ``start``:``end`` writes it, with the total it states.

    ``stated`` is None where the text gives the terms only. ``partial`` says that the terms are
    *part of* the total ("waarvan"): then they may stay below it.
    """

    terms: tuple[Term, ...]
    stated: Decimal | None
    words: str
    start: int
    end: int
    partial: bool = False

    @property
    def computed(self) -> Decimal:
        """What the terms add up to."""
        return sum((term.total for term in self.terms), Decimal(0))

    @property
    def agrees(self) -> bool:
        """Whether the stated total (if any) is what the terms give."""
        if self.stated is None:
            return True
        return self.computed <= self.stated if self.partial else self.computed == self.stated


_TIMES = re.compile(
    rf"(?:\s[^\d.;:()=+]{{0,40}})?(?<![^\W\d]){alternatives(words.TIMES)}\s{{0,3}}(?:ca\.?\s)?",
    re.IGNORECASE,
)
_PLUS = re.compile(r"[^\d=+;]{0,80}(?:\+|\bplus\b)\s{0,3}", re.IGNORECASE)
_TOTAL_WORD = rf"\b{alternatives(words.TOTAL)}\b"
_EQUALS = re.compile(rf"[^\d=;]{{0,60}}(?:=|{_TOTAL_WORD})[^\d=;.]{{0,20}}", re.IGNORECASE)
_OPENS = re.compile(r"\s{0,3}[=:]\s{0,3}|[^\d.;:=+]{0,40}\(\s{0,3}")
_EACH = re.compile(
    rf"\s[^\d.;:()=+]{{0,80}}(?<![^\W\d]){alternatives(words.EACH)}\s{{0,3}}", re.IGNORECASE
)
_NEXT_ITEM = re.compile(r"[^\d=+;.]{0,12}(?:,|\ben\b|\band\b|\+|\n)\s{0,3}", re.IGNORECASE)
#: Years between terms ("9.000 euro (2016) + 1.000 euro (2017)") part nothing.
_YEARS = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\s{0,3}:)")
_TOTAL_BEFORE = re.compile(rf"{_TOTAL_WORD}[^\d.;]{{0,15}}$", re.IGNORECASE)
_PARTS = re.compile(rf"[^\d.;]{{0,40}}\b{alternatives(words.PARTS)}\b", re.IGNORECASE)


def arithmetic(text: str) -> list[Sum]:
    """The calculations of a text, in order of their place.

    Found are sums and products with signs ("50 x 10 + 3 x 20 = 560", the total before, after or
    absent), lists of counts with what each costs ("50 with a grant (€ 10), 3 with one (€ 20)"),
    amounts followed by their total ("samen", "in totaal") and totals split by *waarvan*.
    """
    found = figures(text)
    if len(found) < 2:
        return []
    written = _expressions(text, [figure for figure in found if not figure.like_a_year])
    amounts = [amount for amount in amounts_among(text, found, budget=True) if amount.is_money]
    prose = [
        total
        for total in _totals_in_prose(text, amounts)
        if not any(total.start < other.end and other.start < total.end for other in written)
    ]
    return sorted([*written, *prose], key=lambda total: total.start)


def contradicted(
    sums: Iterable[Sum], amounts: Sequence[Amount], *, within: Decimal = Decimal("0.1")
) -> list[tuple[Sum, Amount]]:
    """Pair each calculation that states no total with the amount elsewhere that must be meant.

    That is the nearest exact amount among ``amounts`` that lies ``within`` a share of the computed
    total without being equal to it. None is given where one of them equals it, or none is near.
    """
    pairs = []
    for total in (total for total in sums if total.stated is None and total.computed):
        exact = [amount for amount in amounts if amount.value is not None and amount.is_money]
        nearest = min(exact, key=lambda amount: _distance(total, amount), default=None)
        if nearest and 0 < _distance(total, nearest) <= within * total.computed:
            pairs.append((total, nearest))
    return pairs


def _distance(total: Sum, amount: Amount) -> Decimal:
    return abs(total.computed - (amount.value or Decimal(0)) * amount.times)


@dataclass(frozen=True)
class _Item:
    """A term, the numbers of its first and last figure, and whether it is a product in words."""

    term: Term
    first: int
    last: int
    in_words: bool = False


def _expressions(text: str, found: Sequence[Figure]) -> list[Sum]:
    sums = []
    number = 0
    while number < len(found):
        items = _chain(text, found, number)
        total = _sum_of(text, found, items)
        if total:
            sums.append(total)
        number = (items[-1].last if total else number) + 1
    return sums


def _item(text: str, found: Sequence[Figure], number: int) -> _Item | None:
    """The term that begins with a figure: a product where a times sign or price follows."""
    if number >= len(found):
        return None
    figure = found[number]
    if number + 1 < len(found) and not figure.unit:
        gap = _gap(text, found, number)
        signed = _TIMES.fullmatch(gap)
        if signed or (found[number + 1].currency and _EACH.fullmatch(gap) and _is_count(figure)):
            term = Term(figure.value, found[number + 1].value)
            return _Item(term, number, number + 1, in_words=not signed)
    percent = figure.unit == "percent" or figure.like_a_year
    return None if percent else _Item(Term(Decimal(1), figure.value), number, number)


def _is_count(figure: Figure) -> bool:
    return figure.digits.isdigit() and not figure.like_a_year


def _chain(text: str, found: Sequence[Figure], number: int) -> list[_Item]:
    """The terms that signs (or, for counts in words, commas) link from a figure on."""
    items: list[_Item] = []
    item = _item(text, found, number)
    while item:
        items.append(item)
        following = item.last + 1
        if following >= len(found):
            break
        link = _NEXT_ITEM if item.in_words else _PLUS
        linked = link.fullmatch(_YEARS.sub(" ", _gap(text, found, item.last)))
        candidate = _item(text, found, following) if linked else None
        item = candidate if candidate and candidate.in_words == item.in_words else None
    return items


def _sum_of(text: str, found: Sequence[Figure], items: Sequence[_Item]) -> Sum | None:
    product = items[0].first < items[0].last if items else False
    if len(items) < 2 and not product:
        return None
    first, last = found[items[0].first], found[items[-1].last]
    start, end, stated = first.start, last.end, None
    after = items[-1].last + 1
    if after < len(found) and _EQUALS.fullmatch(_YEARS.sub(" ", _gap(text, found, after - 1))):
        stated, end = found[after].value, found[after].end
    elif items[0].first and _states_total(text, found, items[0].first - 1):
        opening = found[items[0].first - 1]
        stated, start = opening.value, opening.start
    if len(items) == 1 and items[0].in_words and stated is None:
        return None
    terms = tuple(item.term for item in items)
    return Sum(terms, stated, text[start:end], start, end)


def _states_total(text: str, found: Sequence[Figure], number: int) -> bool:
    return bool(found[number].currency and _OPENS.fullmatch(_gap(text, found, number)))


def _gap(text: str, found: Sequence[Figure], number: int) -> str:
    return text[found[number].end : found[number + 1].start][:200]


def _totals_in_prose(text: str, amounts: Sequence[Amount]) -> list[Sum]:
    starts = sentence_starts(text)
    sentences: dict[int, list[Amount]] = {}
    for amount in amounts:
        sentences.setdefault(sentence_of(starts, amount.start), []).append(amount)
    totals = (_total_of(text, inside) for inside in sentences.values() if len(inside) > 2)
    return [total for total in totals if total]


def _total_of(text: str, amounts: Sequence[Amount]) -> Sum | None:
    """The total that a sentence of three amounts or more states last, or first and then splits."""
    first, *others, last = [amount for amount in amounts if amount.value is not None]
    before = text[max(0, last.start - 40) : last.start]
    after = text[first.end : first.end + 60]
    if _TOTAL_BEFORE.search(before):
        return _prose(text, [first, *others], last, partial=False)
    if _PARTS.match(after):
        return _prose(text, [*others, last], first, partial=True)
    return None


def _prose(text: str, parts: Sequence[Amount], total: Amount, *, partial: bool) -> Sum:
    terms = tuple(Term(part.times, part.value or Decimal(0)) for part in parts)
    start = min(total.start, parts[0].start)
    end = max(total.end, parts[-1].end)
    return Sum(terms, total.value, text[start:end], start, end, partial)
