"""What budget cells say, and laws that hold for any text."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import takes_at_most

from grondrecht.plan.money import arithmetic, read_amounts, read_commitment

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("€ 310.000", "amount"),
        ("800.000 per jaar (2016-2020)", "amount"),
        ("maximum 750 euro", "amount"),
        ("500 euro p.m.", "amount"),
        ("Regulier budget van de dienst: 10.654 euro", "amount"),
        ("Behoud van de jaarlijkse groei (4,5%)", "share"),
        ("p m", "to_be_decided"),
        ("pm", "to_be_decided"),
        ("P.M.", "to_be_decided"),
        ("pro memorie", "to_be_decided"),
        ("Nog te bepalen", "to_be_decided"),
        ("te onderzoeken", "to_be_decided"),
        ("n.t.b.", "to_be_decided"),
        ("TBD", "to_be_decided"),
        ("To be determined", "to_be_decided"),
        ("Niet gedefinieerd", "to_be_decided"),
        ("Het bedrag is nog niet beslist", "to_be_decided"),
        ("Valt nader uit te werken met de sector", "to_be_decided"),
        ("In afwachting van de begroting", "to_be_decided"),
        ("Afhankelijk van de keuzes van het beleid", "to_be_decided"),
        ("X euro", "to_be_decided"),
        ("€ X per jaar", "to_be_decided"),
        ("xx.xxx euro", "to_be_decided"),
        ("X% van het budget", "to_be_decided"),
        ("... euro", "to_be_decided"),
        ("?", "to_be_decided"),
        ("2015: geen 2016: nog te onderzoeken", "to_be_decided"),
        ("Binnen de beschikbare middelen", "existing_means"),
        ("Binnen de bestaande kredieten", "existing_means"),
        ("Personeelsinzet van de dienst", "existing_means"),
        ("Via werkingsmiddelen van de afdeling", "existing_means"),
        ("Zit vervat in de convenant", "existing_means"),
        ("Onderdeel van de gewone werking", "existing_means"),
        ("Geen extra middelen: dit kadert in de reguliere werking", "existing_means"),
        ("Within existing resources", "existing_means"),
        ("geen", "none"),
        ("Geen.", "none"),
        ("Geen budget", "none"),
        ("Vereist geen bijkomend budget", "none"),
        ("Nihil", "none"),
        ("nvt", "none"),
        ("n.v.t.", "none"),
        ("Niet van toepassing", "none"),
        ("Budgettair neutraal", "none"),
        ("Budgetneutraal tegenover vandaag", "none"),
        ("Wellicht zonder bijkomende kost", "none"),
        ("0 euro", "none"),
        ("No additional funding", "none"),
        ("", "not_stated"),
        (" \n ", "not_stated"),
        ("/", "not_stated"),
        ("-", "not_stated"),
        ("–", "not_stated"),
        ("2015: 2016: eur 2017: eur", "not_stated"),
        ("Dotatie aan het museum", "unclear"),
        ("0,15 VTE", "unclear"),
        ("Inzet van de inspectie", "unclear"),
        ("75 kinderen", "unclear"),
    ],
)
def test_kinds_of_commitment(text: str, kind: str) -> None:
    assert read_commitment(text).kind == kind


def test_all_that_a_cell_says_is_kept_most_telling_first() -> None:
    commitment = read_commitment("2015: 20.000 euro 2016: geen 2017: nog te onderzoeken")
    assert commitment.says == ("amount", "to_be_decided", "none")
    assert [amount.years for amount in commitment.amounts] == [(2015,)]


def test_the_sentence_stays_beside_what_was_read() -> None:
    text = "  Ongeveer 3.000 euro,\nper jaar "
    assert read_commitment(text).text == text


def test_a_commitment_is_a_value() -> None:
    assert read_commitment("50 euro") == read_commitment("50 euro")
    assert hash(read_commitment("50 euro")) == hash(read_commitment("50 euro"))


# --- laws -------------------------------------------------------------------------------------


def dutch(value: Decimal, separator: str) -> str:
    """The number as Dutch writes it, with thousands parted by the separator."""
    whole, _, fraction = f"{value:f}".partition(".")
    groups = f"{int(whole):,}".replace(",", separator)
    return groups + ("," + fraction if fraction else "")


MONEY = st.decimals(min_value=0, max_value=10**12, places=2) | st.integers(0, 10**12).map(Decimal)
SEPARATORS = st.sampled_from([".", "", " ", "\u00a0", "\u202f"])
SHAPES = st.sampled_from(
    [
        ("€ {}", 1), ("€{}", 1), ("{} €", 1), ("{}€", 1), ("{} euro", 1), ("{} EUR", 1),
        ("EUR {}", 1), ("{} eur", 1), ("€ {} euro", 1), ("kEUR {}", 1000), ("{} kEUR", 1000),
        ("{} k€", 1000), ("{} duizend euro", 1000), ("{} miljoen euro", 10**6),
        ("€ {} miljoen", 10**6), ("{} mio euro", 10**6), ("{} mln. euro", 10**6),
        ("{} miljard euro", 10**9), ("{} mld. euro", 10**9),
    ]
)  # fmt: skip
AROUND = st.sampled_from(
    ["{}", "In 2017: {}.", "Er gaat {} naar de werking.", "({})", "2016: {} 2017: p.m.",
     "{} per jaar", "- {} voor 30 kinderen"]
)  # fmt: skip


@given(MONEY, SEPARATORS, SHAPES, AROUND)
def test_any_decimal_in_dutch_notation_reads_back(
    value: Decimal, separator: str, shape: tuple[str, int], around: str
) -> None:
    form, factor = shape
    text = around.format(form.format(dutch(value, separator)))
    amounts = read_amounts(text)
    assert [amount.value for amount in amounts] == [value * factor], text
    assert amounts[0].currency == "EUR"


@given(st.decimals(min_value=1000, max_value=10**12, places=2))
def test_any_decimal_in_english_notation_reads_back(value: Decimal) -> None:
    text = f"The cost of the project will be EUR {value:,.2f} for the year."
    assert [amount.value for amount in read_amounts(text)] == [value]


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_any_rising_range_reads_back(low: int, width: int) -> None:
    text = f"tussen {dutch(Decimal(low), '.')} en {dutch(Decimal(low + width), '.')} euro"
    amounts = read_amounts(text)
    assert [(amount.low, amount.high) for amount in amounts] == [(low, low + width)]


PIECES = st.sampled_from(
    ["€", " euro", "2015", ":", "1.000", "12,5", " miljoen", "%", " per jaar", "tussen ", " en ",
     " tot ", "-", "x", "+", "=", "(", ")", "\n", ".", " ", "02 06 01", "geen", "pm", "0", "ca. ",
     "max.", "één", "\u00a0", "vanuit X", "samen ", "k", "m"]
)  # fmt: skip
TEXTS = st.text(max_size=80) | st.lists(PIECES, max_size=25).map("".join)


@given(TEXTS)
def test_no_text_raises_and_offsets_slice_to_the_stated_words(text: str) -> None:
    commitment = read_commitment(text)
    arithmetic(text)
    for amount in (*commitment.amounts, *read_amounts(text)):
        assert text[amount.start : amount.end] == amount.words
    starts = [amount.start for amount in commitment.amounts]
    assert starts == sorted(starts)
    assert len(commitment.says) == len(set(commitment.says)) > 0


@given(TEXTS)
def test_bounds_never_cross(text: str) -> None:
    for amount in read_commitment(text).amounts:
        if amount.low is not None and amount.high is not None:
            assert amount.low <= amount.high
        assert amount.value is not None or (amount.low is not None and amount.high is not None)
        assert amount.recurrence in ("", "once", "per_year", "whole_term")
        assert amount.years == tuple(sorted(set(amount.years)))


@pytest.mark.parametrize(
    "unit",
    ["1", "1 ", ".", " ", "1.", "111.", "111 ", "1_", "2016-", "euro ", "x", "?", "\n",
     "geen extra ", "2016 ", "1,", "(", "een ", "vanuit de ", "€", ": "],
)  # fmt: skip
def test_a_long_hostile_text_takes_no_more_than_its_length(unit: str) -> None:
    text = (unit * 50_000)[:50_000] + "!"
    assert takes_at_most(0.5, lambda: read_commitment(text))


@pytest.mark.skipif(not SHARED.exists(), reason="the real plan is not beside this repository")
def test_every_budget_cell_of_the_forms_read_by_hand_is_understood() -> None:
    forms = json.loads((SHARED / "gold" / "forms.json").read_text(encoding="utf-8"))
    actions = forms if isinstance(forms, list) else forms["actions"]
    for form in actions:
        commitment = read_commitment(form["budget"])
        has_sign = "euro" in form["budget"] or "€" in form["budget"]
        assert (commitment.kind == "amount") or not has_sign, form["budget"]
