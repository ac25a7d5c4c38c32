"""Rates, repeated payments, percentages, changes, and several figures in one cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from grondrecht.plan.money import Amount, read_amounts, read_commitment


def only(text: str) -> Amount:
    """The one amount of a budget cell."""
    amounts = read_commitment(text).amounts
    assert len(amounts) == 1, amounts
    return amounts[0]


@pytest.mark.parametrize(
    ("text", "value", "per"),
    [
        ("€ 5 per leerling", 5, "leerling"),
        ("5 euro/leerling", 5, "leerling"),
        ("5 euro / leerling", 5, "leerling"),
        ("5 euro voor elke leerling", 5, "leerling"),
        ("5 euro voor iedere leerling", 5, "leerling"),
        ("per leerling 5 euro", 5, "leerling"),
        ("Per gezin wordt 5 euro gegeven", 5, "gezin"),
        ("5 euro de m²", 5, ""),
        ("5 euro per dag", 5, "dag"),
        ("5 euro per maand", 5, "maand"),
        ("5 euro/maand", 5, "maand"),
        ("maandelijks 5 euro", 5, "maand"),
        ("5 euro maandelijks", 5, "maand"),
        ("een maandelijkse premie van 5 euro", 5, "maand"),
        ("per maand 5 euro", 5, "maand"),
        ("5 euro per kwartaal", 5, "kwartaal"),
        ("elk kwartaal 5 euro", 5, "kwartaal"),
        ("wekelijks 5 euro", 5, "week"),
        ("5 euro per uur", 5, "uur"),
        ("EUR 5 per month", 5, "month"),
        ("EUR 5 monthly", 5, "month"),
        ("5 euro per jaar", 5, ""),
        ("5 euro per schooljaar", 5, ""),
        ("5 euro/j", 5, ""),
    ],
)
def test_what_one_payment_is_for(text: str, value: int, per: str) -> None:
    amount = only(text)
    assert (amount.value, amount.per) == (value, per)


@pytest.mark.parametrize(
    ("text", "times", "value"),
    [
        ("3 x 20.000 euro", 3, 20000),
        ("3x20.000 euro", 3, 20000),
        ("3 × € 20.000", 3, 20000),
        ("3 keer 20.000 euro", 3, 20000),
        ("drie keer 20.000 euro", 3, 20000),
        ("drie maal 20.000 euro", 3, 20000),
        ("tweemaal 20.000 euro", 2, 20000),
        ("twee keer € 20.000", 2, 20000),
        ("5 maal maximaal 20.000 euro", 5, 20000),
        ("20.000 euro x 3", 3, 20000),
        ("€ 20.000 × 3", 3, 20000),
    ],
)
def test_repeated_payments(text: str, times: int, value: int) -> None:
    amount = only(text)
    assert (amount.times, amount.value) == (times, value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("van 2,5 % tot 1 %", "1", "2.5"),
        ("van 2,5% naar 3% groei", "2.5", "2.5"),
        ("van 10 tot 15 %", "10", "15"),
        ("tussen 10 en 15 procent van het budget", "10", "15"),
        ("10 à 15%", "10", "15"),
        ("10%-15%", "10", "15"),
        ("50 % van de kosten", "50", "50"),
        ("50pct", "50", "50"),
        ("vijftig procent", "50", "50"),
        ("3,5 percent", "3.5", "3.5"),
        ("groei van 2,5%", "2.5", "2.5"),
        ("maximaal 80 % van de uitgaven", None, "80"),
        ("minstens 10% van de middelen", "10", None),
    ],
)
def test_percentages(text: str, low: str | None, high: str | None) -> None:
    amount = read_commitment(text).amounts[0]
    assert amount.low == (Decimal(low) if low else None)
    assert amount.high == (Decimal(high) if high else None)
    assert (amount.unit, amount.is_money) == ("percent", False)


@pytest.mark.parametrize(
    ("text", "value", "change"),
    [
        ("-12.500 euro", -12500, ""),
        ("€ -12.500", -12500, ""),
        ("-€ 12.500", -12500, ""),
        ("EUR -12.500", -12500, ""),
        ("2016: -12.500 euro", -12500, ""),
        ("minus 12.500 euro", -12500, ""),
        ("(-12.500 euro)", -12500, ""),
        ("\u221212.500 euro", -12500, ""),
        ("- 12.500 euro voor vorming", 12500, ""),
        ("Project 2017 -12.500 euro", 12500, ""),
        ("een besparing van 12.500 euro", 12500, "less"),
        ("Besparing: 12.500 euro", 12500, "less"),
        ("We besparen 12.500 euro", 12500, "less"),
        ("minderuitgaven ten belope van 12.500 euro", 12500, "less"),
        ("Het krediet daalt met 12.500 euro", 12500, "less"),
        ("een vermindering met 12.500 euro", 12500, "less"),
        ("Het krediet stijgt met 12.500 euro", 12500, "more"),
        (
            "In 2016 groeien de middelen voor de uitbouw van wijk-teams met 12.500 euro",
            12500,
            "more",
        ),
        ("De toelage stijgt elk jaar met meer dan 12.500 euro", 12500, "more"),
        ("Afname van de proeven: 12.500 euro", 12500, ""),
        ("een verhoging van 12.500 euro", 12500, "more"),
        ("een toename met 12.500 euro", 12500, "more"),
        ("groei van 3,5 %", Decimal("3.5"), "more"),
        ("The grant increases by EUR 12 500", 12500, "more"),
        ("savings of EUR 12 500", 12500, "less"),
        ("Het krediet stijgt tot 12.500 euro", 12500, ""),
        ("12.500 euro", 12500, ""),
    ],
)
def test_negative_amounts_and_changes(text: str, value: int | Decimal, change: str) -> None:
    amount = only(text)
    assert (amount.value, amount.change) == (value, change)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("• 5.000 euro vorming\n• 7.500 euro drukwerk\n• 250 euro porto", [5000, 7500, 250]),
        ("- vorming: € 5.000\n- drukwerk: € 7.500", [5000, 7500]),
        ("1) 5.000 euro\n2) 7.500 euro", [5000, 7500]),
        ("a. 5.000 euro b. 7.500 euro", [5000, 7500]),
        ("1. vorming 5.000 euro\n2. drukwerk 7.500 euro", [5000, 7500]),
        ("5.000 euro + 7.500 euro", [5000, 7500]),
        ("€ 5.000/€ 7.500", [5000, 7500]),
        ("5.000 euro; 7.500 euro", [5000, 7500]),
        ("500 euro (50% van 1.000 euro)", [500, 50, 1000]),
        ("30.000 euro min 5.000 euro", [30000, 5000]),
        ("in keuro: 75 personeel, 12 werking, 3 VTE", []),
        ("2016 2017 2018\n10.000 12.000 14.000", [10000, 12000, 14000]),
        ("10.000 euro voor 5 scholen, 20 klassen en 400 leerlingen", [10000]),
        ("BA 1AB204: 75.000 euro", [75000]),
        ("Begrotingsartikel QB0-1QDA2BB-WT: 75.000 euro", [75000]),
        ("art. 33.01: 75.000 euro", [75000]),
        ("75.000 euro (art. 12, §3 van het decreet van 3 mei 2013)", [75000]),
        ("75.000 euro en 1,5 VTE", [75000]),
        ("2 VTE (110.000 euro)", [110000]),
        ("Loonkost 0,5 VTE: 32.000", [32000]),
    ],
)
def test_several_figures_in_a_cell(text: str, expected: list[int]) -> None:
    assert [amount.value for amount in read_commitment(text).amounts] == expected


@pytest.mark.parametrize("text", ["Budget:\n3.000 euro", "totaal\nca.\n3.000 euro", "\n3.000 euro"])
def test_the_words_of_an_amount_begin_and_end_with_a_word(text: str) -> None:
    (amount,) = read_amounts(text)
    assert amount.words == amount.words.strip()
