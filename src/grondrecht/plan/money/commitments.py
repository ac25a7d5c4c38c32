"""What a budget cell commits to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grondrecht.plan.money import sayings, words
from grondrecht.plan.money.amounts import Amount, read_amounts
from grondrecht.plan.money.figures import alternatives


@dataclass(frozen=True)
class Commitment:
    """A budget cell: the sentence as stated, the amounts read from it, and what it says.

    ``says`` are all the kinds of statement it makes, the most telling first; ``kind`` is the first:

    - ``amount``: an amount of money above zero;
    - ``share``: a percentage of something, and no amount;
    - ``to_be_decided``: (a part of) it is open: *p.m.*, *nog te bepalen*, *X euro*;
    - ``existing_means``: it is done within means that are there already;
    - ``none``: no money is needed or given: *geen*, *nihil*, *budgetneutraal*, *0 euro*;
    - ``not_stated``: the cell is empty, or holds a filler such as ``/`` or labels without a figure;
    - ``unclear``: there are words, and none of the above can be told from them.
    """

    text: str
    amounts: tuple[Amount, ...]
    says: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The most telling thing the cell says."""
        return self.says[0]


_PATTERNS = {
    kind: re.compile(rf"(?<!\w){alternatives(patterns)}(?!\w)", re.IGNORECASE)
    for kind, patterns in sayings.SAYS.items()
}
_MONTHLY = re.compile(r"p\.?\s?m\.?$", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    rf"(?<!\w)(?:€\s?)?(?:[x]{{1,9}}(?:[.,]x{{1,9}}){{0,4}}|\?{{1,9}}|…|\.{{3,9}}|_{{2,9}})"
    rf"\s?(?:{alternatives(words.CURRENCIES, literal=True)}|%|procent)(?!\w)"
    r"|€\s?(?:x{1,9}(?!\w)|\?|…|\.{3})|^\s*\?+\s*$|\?{2,9}",
    re.IGNORECASE,
)
_NONE_ALONE = re.compile(
    rf"(?:^|:|\n|[-–•]\s)\s{{0,3}}{alternatives(sayings.NONE_ALONE)}\s{{0,3}}"
    rf"(?=[.;,!)\n(](?!\d)|$|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_LABELS = re.compile(
    rf"(?:19|20)\d\d|\b(?:in|{alternatives(words.CURRENCIES, literal=True)})\b|€|%", re.IGNORECASE
)
_KINDS = ("amount", "share", "to_be_decided", "existing_means", "none")


def read_commitment(text: str) -> Commitment:
    """Read a budget cell; never raises, whatever the text."""
    amounts = read_amounts(text, budget=True)
    found = {kind for kind in _KINDS if _says(kind, text, amounts)}
    if found:
        return Commitment(text, amounts, tuple(kind for kind in _KINDS if kind in found))
    return Commitment(text, amounts, ("not_stated" if _is_empty(text) else "unclear",))


def _says(kind: str, text: str, amounts: tuple[Amount, ...]) -> bool:
    if kind == "amount":
        return any(amount.is_money and _above_zero(amount) for amount in amounts)
    if kind == "share":
        return bool(amounts) and not any(amount.is_money for amount in amounts)
    if kind == "to_be_decided":
        return _is_open(text, amounts)
    if kind == "none":
        zero = any(amount.is_money and not _above_zero(amount) for amount in amounts)
        return zero or bool(_NONE_ALONE.search(text) or _PATTERNS[kind].search(text))
    return _PATTERNS[kind].search(text) is not None


def _above_zero(amount: Amount) -> bool:
    return bool(amount.high or amount.low)


def _is_open(text: str, amounts: tuple[Amount, ...]) -> bool:
    """Whether something is still to be decided; "500 euro p.m." is an amount per month."""
    ends = {amount.end for amount in amounts}
    if _PLACEHOLDER.search(text):
        return True
    return any(
        not (_MONTHLY.match(match[0]) and _follows(text, match.start(), ends))
        for match in _PATTERNS["to_be_decided"].finditer(text)
    )


def _follows(text: str, start: int, ends: set[int]) -> bool:
    return any(start - back in ends for back in range(3) if not text[start - back : start].strip())


def _is_empty(text: str) -> bool:
    return not _LABELS.sub("", text).strip(sayings.FILLERS + ":;,()")
