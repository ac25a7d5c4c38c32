"""Rules about figures: sums, money against the milestones, definitions and counts that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from grondrecht.plan.model import Form, Plan
from grondrecht.plan.money import Sum, arithmetic, contradicted, read_commitment
from grondrecht.plan.quality.rules import Remark, Rule, folded, is_blank, listed, name_of, shown

_CURRENCY = re.compile(r"€|\beur(?:o|os)?\b|[$£]|\b\d+ ?k?eur\b", re.IGNORECASE)
# A sign or word that adds up or multiplies: without one, reading the figures is time lost.
_ADDS = re.compile(
    r"\d\s?(?:x|×|\*|maal|keer|times)\s?[€\d]|\d[^.;]{0,80}?[+=]"
    r"|\b(?:samen|totaal\w*|opgeteld|hetzij|total|together|altogether|sum)\b"
    r"|\b(?:waarvan|bestaande|of which|consisting)\b"
    r"|\(\s?(?:€|\d[\d.,]*\s?eur)|\b(?:à|aan|ad|van|elk|telkens|at|of|each)\s(?:€|\d[\d.,]*\s?eur)",
    re.IGNORECASE,
)

_YEAR = r"(?:19|20)\d\d"
_COUNT = re.compile(
    rf"(?<![\d/.-])(?P<years>{_YEAR}(?:(?:, | en | and | tot | to | ?[-–/] ?){_YEAR})*)(?![\d/])"
    r"[^.;!?•()\d]{0,60}?[^\w.,/-]"
    rf"(?!{_YEAR}\b)(?P<number>\d{{1,3}}(?:[. ]\d{{3}})+|\d{{1,9}}(?:,\d{{1,6}})?)"
    r"(?![\d/.,]*\d)\s(?P<noun>[^\W\d_]{4,})"
)
_GOES_ON = re.compile(
    r"\b(?:vanaf|sinds|jaarlijkse?|(?:per|elk|ieder) jaar|op jaarbasis|from|annual(?:ly)?"
    r"|(?:a|per|each|every) year)\b|/ ?jaar",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"euro|procent|percent|januari|februari|maart|april|juni|juli|augustus|september|oktober|"
    r"november|december|january|february|march|june|july|august|october|miljoen|million|miljard"
)
_TERM = r"(?:een |de |het |an? |the )?[‘'“\"«]?(?P<term>[^\W\d_][^.;:,’'”\"»()]{2,40}?)[’'”\"»]?"
_DEFINITIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:beschouwen we|beschouwt men|worden? beschouwd) .{{0,80}}?\bals {_TERM}(?=[.,;]|$)",
        rf"\bonder {_TERM} (?:verstaan|begrijpen) we\b",
        rf"\bmet {_TERM} bedoelen we\b",
        rf"^{_TERM} (?:wordt|worden|is|zijn) gedefinieerd als\b",
        rf"^{_TERM} (?:is|zijn) (?:een |de |het )?(?:[\w-]+ ){{1,3}}(?:die|dat|waar\w*)\b",
        rf"\bwe (?:define|count) {_TERM} as\b",
        rf"^{_TERM} (?:is|are) (?:defined as|(?:an? |the )?[\w-]+ (?:that|who|which))\b",
    )
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_STEM = 4  # letters of a word that singular and plural share


def sums_that_fail(plan: Plan) -> Iterator[Remark]:
    """Calculations whose stated total, beside them or in the commitment, is another."""
    for form in plan.actions:
        for path, text in form.texts():
            if not path.startswith("notes") and _CURRENCY.search(text) and _ADDS.search(text):
                yield from _failing(form, path, arithmetic(text))


def _failing(form: Form, path: str, sums: list[Sum]) -> Iterator[Remark]:
    for total in sums:
        if not total.agrees and total.stated is not None:
            yield _wrong_sum(form, path, total, total.stated, ("de tekst", "the text"))
    if sums and path != "budget":
        for total, amount in contradicted(sums, read_commitment(form.budget).amounts):
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
    dated = (form for form in plan.actions if re.search(_YEAR, form.budget))
    dated = (form for form in dated if not _GOES_ON.search(form.budget))
    for form in dated:
        money = [amount for amount in read_commitment(form.budget).amounts if amount.is_money]
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
    kinds = [read_commitment(form.budget).kind for form in stated]
    without = sum(kind not in ("amount", "share", "none") for kind in kinds)
    if without:
        yield Remark(
            None, "budget",
            f"Van de {len(stated)} ingevulde budgettaire engagementen noemen er {without} geen "
            "bedrag: wat het plan kost is niet op te tellen.",
            f"Of the {len(stated)} commitments that are filled in, {without} name no amount: what "
            "the plan costs cannot be added up.",
        )  # fmt: skip


def differing_counts(plan: Plan) -> Iterator[Remark]:
    """The same thing counted for the same year in two fields, with another result."""
    for form in plan.actions:
        seen: dict[tuple[str, str], tuple[str, str]] = {}
        for path, text in form.texts():
            for key, number in _counts(text):
                before_path, before = seen.setdefault(key, (path, number))
                if before != number and before_path != path:
                    yield _differs(form, key, (before_path, before), (path, number))
                    seen[key] = (path, number)


def _counts(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Every count that a year and a noun go with, as ((year, noun), number)."""
    for match in _COUNT.finditer(folded(text)):
        noun = match["noun"].casefold()
        if not _NOT_COUNTED.match(noun):
            for year in re.findall(_YEAR, match["years"]):
                yield (year, noun), re.sub(r"[. ]", "", match["number"])


def _differs(
    form: Form, key: tuple[str, str], one: tuple[str, str], other: tuple[str, str]
) -> Remark:
    (year, noun), (nl, en) = key, name_of(form, one[0])
    nl_other, en_other = name_of(form, other[0])
    return Remark(
        form, other[0],
        f"Voor {year} staat in '{nl}' {one[1]} {noun} en in '{nl_other}' {other[1]} {noun}.",
        f"For {year}, '{en}' has {one[1]} {noun} and '{en_other}' has {other[1]} {noun}.",
    )  # fmt: skip


def changing_definition(plan: Plan) -> Iterator[Remark]:
    """A term that two milestones define in different words."""
    for form in plan.actions:
        seen: dict[tuple[str, ...], tuple[int, str]] = {}
        for number, milestone in enumerate(form.milestones):
            for term, key, sentence in _defined(milestone.text):
                first, words = seen.setdefault(key, (number, sentence))
                if first != number and words.casefold() != sentence.casefold():
                    yield _redefined(form, term, first, number)
                    seen[key] = (number, sentence)


def _defined(text: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Every definition: the term, what its singular and plural share, and the sentence."""
    for sentence in _SENTENCE.split(folded(text)):
        for pattern in _DEFINITIONS:
            if match := pattern.search(sentence):
                term = match["term"].strip()
                stems = tuple(word[:_STEM] for word in term.casefold().split())
                if len(stems) <= 4:
                    yield term, stems, sentence
                break


def _redefined(form: Form, term: str, first: int, number: int) -> Remark:
    before, after = (shown(form.milestones[n].period.text) for n in (first, number))
    return Remark(
        form,
        f"milestones[{number}].text",
        f"De mijlpaal {after} omschrijft {shown(term)} anders dan {before}: de cijfers zijn niet "
        "zomaar te vergelijken.",
        f"Milestone {after} defines {shown(term)} otherwise than {before}: the figures cannot "
        "simply be compared.",
    )


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
    Rule(
        "differing-figures", "warning",
        "Cijfers verschillen binnen de fiche", "Figures differ within the form",
        "Twee velden tellen hetzelfde voor hetzelfde jaar en komen anders uit. Alleen tellingen "
        "met hetzelfde woord achter het getal en een jaar ervoor in de zin worden vergeleken.",
        "Two fields count the same for the same year with another result. Only counts with the "
        "same word after the number and a year before it in the sentence are compared.",
        differing_counts,
    ),
    Rule(
        "changing-definition", "warning",
        "Definitie verandert", "Definition changes",
        "Twee mijlpalen omschrijven dezelfde term anders ('actief is wie ...'), zodat hun cijfers "
        "niet te vergelijken zijn. Alleen omschrijvingen met zoveel woorden worden herkend.",
        "Two milestones define the same term differently, so that their figures cannot be "
        "compared. Only definitions in so many words are recognised.",
        changing_definition,
    ),
)  # fmt: skip
