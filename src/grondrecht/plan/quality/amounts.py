"""Rules about money: sums, commitments without amounts, and money against the milestones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from grondrecht.plan.model import Form, Plan
from grondrecht.plan.money import Commitment, Sum, arithmetic, contradicted, read_commitment
from grondrecht.plan.quality.rules import Remark, Rule, is_blank, listed, name_of, shown, texts

_CURRENCY = re.compile(r"[€$£]|[eE](?:uro|URO|ur\b|UR\b)")
# A sign or word that adds up or multiplies: without one, reading the figures is time lost.
_ADDS = re.compile(
    r"\d\s?(?:x|×|\*|maal|keer|times)\s?[€\d]|\d[^.;]{0,80}?[+=]"
    r"|\b(?:samen|totaal\w*|opgeteld|hetzij|total|together|altogether|sum)\b"
    r"|\b(?:waarvan|bestaande|of which|consisting)\b"
    r"|\(\s?(?:€|\d[\d.,]*\s?eur)|\b(?:à|aan|ad|van|elk|telkens|at|of|each)\s(?:€|\d[\d.,]*\s?eur)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_GOES_ON = re.compile(
    r"\b(?:vanaf|sinds|jaarlijkse?|(?:per|elk|ieder) jaar|op jaarbasis|from|annual(?:ly)?"
    r"|(?:a|per|each|every) year)\b|/ ?jaar",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def _commitment(text: str) -> Commitment:
    """The commitment read from its words, once for all rules that ask for it."""
    return read_commitment(text)


def sums_that_fail(plan: Plan) -> Iterator[Remark]:
    """Calculations whose stated total, beside them or in the commitment, is another."""
    for form, path, text in texts(plan):
        if not path.startswith("notes") and _CURRENCY.search(text) and _ADDS.search(text):
            yield from _failing(form, path, arithmetic(text))


def _failing(form: Form, path: str, sums: list[Sum]) -> Iterator[Remark]:
    for total in sums:
        if not total.agrees and total.stated is not None:
            yield _wrong_sum(form, path, total, total.stated, ("de tekst", "the text"))
    if sums and path != "budget":
        for total, amount in contradicted(sums, _commitment(form.budget).amounts):
            stated = (amount.value or Decimal(0)) * amount.times
            place = ("het budgettair engagement", "the commitment")
            yield _wrong_sum(form, path, total, stated, place)


def _wrong_sum(
    form: Form, path: str, total: Sum, stated: Decimal, place: tuple[str, str]
) -> Remark:
    nl, en = name_of(form, path)
    return Remark(
        form,
        path,
        f"De bedragen in '{nl}' tellen op tot {_dutch(total.computed)}, maar {place[0]} zegt "
        f"{_dutch(stated)} (verschil {_dutch(abs(stated - total.computed))}): "
        f"{shown(total.words, 120)}.",
        f"The amounts in '{en}' add up to {_english(total.computed)}, but {place[1]} says "
        f"{_english(stated)} (difference {_english(abs(stated - total.computed))}): "
        f"{shown(total.words, 120)}.",
    )


def _english(value: Decimal) -> str:
    cents = value.quantize(Decimal("0.01")) if value.adjusted() < 20 else value
    return f"{cents:,}".removesuffix(".00")


def _dutch(value: Decimal) -> str:
    return _english(value).translate(str.maketrans(",.", ".,"))


def budget_stops(plan: Plan) -> Iterator[Remark]:
    """The commitment names money for some years only, and later milestones promise more."""
    dated = (form for form in plan.actions if _YEAR.search(form.budget))
    dated = (form for form in dated if not _GOES_ON.search(form.budget))
    for form in dated:
        money = [amount for amount in _commitment(form.budget).amounts if amount.is_money]
        once = all(amount.years and amount.recurrence != "per_year" for amount in money)
        last = max((amount.years[-1] for amount in money if amount.years), default=0)
        later = [
            shown(milestone.period.text)
            for milestone in form.milestones
            if milestone.period.years[:1] > (last,) and not is_blank(milestone.text)
        ]
        if last and once and later:
            yield Remark(
                form, "budget",
                f"Het budgettair engagement loopt tot {last}, maar er is nog een mijlpaal voor "
                f"{listed(later)}.",
                f"The commitment runs to {last}, but there is still a milestone for "
                f"{listed(later, 'and')}.",
            )  # fmt: skip


def no_amounts(plan: Plan) -> Iterator[Remark]:
    """One remark a plan: how many forms state a commitment without any amount."""
    stated = [form for form in plan.actions if not is_blank(form.budget)]
    kinds = [_commitment(form.budget).kind for form in stated]
    without = sum(kind not in ("amount", "share", "none") for kind in kinds)
    if without:
        yield Remark(
            None, "budget",
            f"Van de {len(stated)} ingevulde budgettaire engagementen noemen er {without} geen "
            "bedrag: wat het plan kost is niet op te tellen.",
            f"Of the {len(stated)} commitments that are filled in, {without} name no amount: what "
            "the plan costs cannot be added up.",
        )  # fmt: skip


RULES = (
    Rule(
        "amounts-do-not-add-up", "error",
        "Bedragen tellen niet op", "Amounts do not add up",
        "Een som of product in een veld geeft een ander totaal dan ernaast of in het budgettair "
        "engagement staat. Wat meer dan een tiende afwijkt geldt als iets anders.",
        "A sum or product in a field gives another total than stands beside it or in the "
        "commitment. What is more than a tenth off the commitment is held to be something else.",
        sums_that_fail,
    ),
    Rule(
        "commitment-stops-early", "note",
        "Geld stopt voor de mijlpalen", "Money stops before the milestones",
        "Alle bedragen in het budgettair engagement dragen een jaar, en na het laatste jaar komt "
        "nog een mijlpaal.",
        "All amounts of the commitment carry a year, and a milestone comes after the last of them.",
        budget_stops,
    ),
    Rule(
        "commitments-without-amount", "note",
        "Engagementen zonder bedrag", "Commitments without an amount",
        "Telt voor het hele plan hoeveel ingevulde engagementen geen bedrag of aandeel noemen en "
        "ook niet zeggen dat er geen geld nodig is.",
        "Counts for the whole plan how many commitments name no amount or share, nor say that no "
        "money is needed.",
        no_amounts,
    ),
)  # fmt: skip
