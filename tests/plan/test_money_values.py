"""Figures as budget cells spell them: values, units, currencies, bounds, rates and changes."""

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
    ("text", "value", "unit"),
    [
        ("€ 1.234.567,89", "1234567.89", "euro"),
        ("1.234.567,89 euro per jaar", "1234567.89", "euro"),
        ("EUR 12 500", "12500", "euro"),
        ("€1 000 000,-", "1000000", "euro"),
        ("€ 1\u202f000\u202f000", "1000000", "euro"),
        ("EUR\u00a012\u00a0500", "12500", "euro"),
        ("12\u2009500 euro", "12500", "euro"),
        ("12.500,-", "12500", ""),
        ("12.500,00", "12500", ""),
        ("12.500,- euro", "12500", "euro"),
        ("€12.500,=", "12500", "euro"),
        ("Euro 8.750", "8750", "euro"),
        ("Eur. 8.750", "8750", "euro"),
        ("8.750 EURO", "8750", "euro"),
        ("8.750euro", "8750", "euro"),
        ("8.750€", "8750", "euro"),
        ("€8750", "8750", "euro"),
        ("€ 8750,5", "8750.5", "euro"),
        ("€ 0,50", "0.5", "euro"),
        ("0,75 euro", "0.75", "euro"),
        ("1 euro", "1", "euro"),
        ("één euro", "1", "euro"),
        ("€ 2015", "2015", "euro"),
        ("2016 euro", "2016", "euro"),
        ("€ 1.950", "1950", "euro"),
        ("120.\n850 euro", "120850", "euro"),
        ("€ 1.\n234.567", "1234567", "euro"),
        ("120\n850 euro", "120850", "euro"),
        ("120.850\neuro", "120850", "euro"),
        ("2,5\nmiljoen", "2500000", "million"),
        ("€\n120.850", "120850", "euro"),
        ("14 miljoen €", "14000000", "million"),
        ("EUR 2,5M", "2500000", "million"),
        ("EUR 2,5 M", "2500000", "million"),
        ("€ 2,5 mio", "2500000", "million"),
        ("2,5 MIO EUR", "2500000", "million"),
        ("2,5 Mio. euro", "2500000", "million"),
        ("2,5 mln", "2500000", "million"),
        ("2,5 M euro", "2500000", "million"),
        ("2,5 MEUR", "2500000", "million"),
        ("MEUR 2,5", "2500000", "million"),
        ("2,5 miljoen EURO", "2500000", "million"),
        ("1,25 mia euro", "1250000000", "billion"),
        ("€ 1,25 mld", "1250000000", "billion"),
        ("1,25 miljard", "1250000000", "billion"),
        ("K€ 300", "300000", "kEUR"),
        ("300 K€", "300000", "kEUR"),
        ("300k€", "300000", "kEUR"),
        ("300 K euro", "300000", "kEUR"),
        ("300 k euro", "300000", "kEUR"),
        ("300k euro", "300000", "kEUR"),
        ("300 keuro", "300000", "kEUR"),
        ("300 KEUR", "300000", "kEUR"),
        ("€ 300K", "300000", "kEUR"),
        ("€ 300.000k", "300000000", "kEUR"),
        ("300 duizend euro", "300000", "thousand"),
        ("300 dzd. euro", "300000", "thousand"),
        ("honderdduizend euro", "100000", "euro"),
        ("tweehonderdvijftigduizend euro", "250000", "euro"),
        ("vijfentwintigduizend euro", "25000", "euro"),
        ("tweeduizend euro", "2000", "euro"),
        ("duizend euro", "1000", "euro"),
        ("een miljoen euro", "1000000", "million"),
        ("één miljoen", "1000000", "million"),
        ("twee en een half miljoen euro", "2500000", "million"),
        ("tweeënhalf miljoen euro", "2500000", "million"),
        ("half miljoen euro", "500000", "million"),
        ("een kwart miljoen euro", "250000", "million"),
        ("driekwart miljoen", "750000", "million"),
        ("12,5K", "12500", "kEUR"),
        ("(in keuro) 12.500", "12500000", "kEUR"),
        ("(in duizend euro) 2016: 75", "75000", "thousand"),
        ("Bedragen in euro: 2016 12.500", "12500", ""),
        ("Er is 25.000 voorzien", "25000", ""),
        ("25.000 (raming 2016)", "25000", ""),
        ("Budget: 25.000", "25000", ""),
        ("Subsidie 25.000", "25000", ""),
        ("Bedrag: 25 000", "25000", ""),
        ("€ 65.000,00 (excl. btw)", "65000", "euro"),
        ("€ 65.000 incl. 21 cent", "65000", "euro"),
        ("50 cent", "0.5", "cent"),
    ],
)
def test_spellings_of_one_amount(text: str, value: str, unit: str) -> None:
    amounts = read_commitment(text).amounts
    assert amounts, text
    amount = amounts[0]
    assert (amount.value, amount.unit, amount.currency) == (Decimal(value), unit, "EUR")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1,2 à 1,5 miljoen euro", 1200000, 1500000),
        ("1,2 tot 1,5 miljoen", 1200000, 1500000),
        ("1,2-1,5 mio €", 1200000, 1500000),
        ("tussen € 10.000 en € 15.000", 10000, 15000),
        ("Tussen de € 10.000 en de € 15.000", 10000, 15000),
        ("tussen 10.000 € en 15.000 €", 10000, 15000),
        ("tussen 1 en 2 miljoen euro", 1000000, 2000000),
        ("van € 10.000 tot € 15.000", 10000, 15000),
        ("van 10.000 tot en met 15.000 euro", 10000, 15000),
        ("10.000 à 15.000 €", 10000, 15000),
        ("10 à 15.000 euro", 10000, 15000),
        ("10.000 - 15.000 euro per jaar", 10000, 15000),
        ("10-15 k€", 10000, 15000),
        ("€ 10k - € 15k", 10000, 15000),
        ("minimum 10.000 en maximum 15.000 euro", 10000, 15000),
        ("minstens 10.000 en hoogstens 15.000 euro", 10000, 15000),
        ("€30.000-40.000", 30000, 40000),
        ("€ 30.000 tot 40.000", 30000, 40000),
        ("€ 1,2 à 1,5 miljoen", 1200000, 1500000),
        ("30 à 40.000 euro", 30000, 40000),
        ("max. 500 €", None, 500),
        ("maximum € 500", None, 500),
        ("maximaal € 500,00 per dossier", None, 500),
        ("ten hoogste 500 euro", None, 500),
        ("niet meer dan 500 euro", None, 500),
        ("tot maximaal 500 euro", None, 500),
        ("tot en met 500 euro", None, 500),
        ("met een maximum van 500 euro", None, 500),
        ("een plafond van 500 euro", None, 500),
        ("geplafonneerd op 500 euro", None, 500),
        ("begrensd tot 500 euro", None, 500),
        ("< 500 euro", None, 500),
        ("≤ € 500", None, 500),
        ("500 euro maximum", None, 500),
        ("minder dan 500 euro", None, 500),
        ("minstens 500 euro", 500, None),
        ("minimaal € 500", 500, None),
        ("ten minste 500 euro", 500, None),
        ("meer dan € 500", 500, None),
        ("> 500 euro", 500, None),
        ("vanaf 500 euro", 500, None),
        ("500 euro of meer", 500, None),
        ("500 euro (minimum)", 500, None),
        ("up to € 500", None, 500),
    ],
)
def test_bounds_of_one_amount(text: str, low: int | None, high: int | None) -> None:
    amount = only(text)
    assert (amount.low, amount.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "ongeveer 500 euro",
        "ong. 500 euro",
        "circa € 500",
        "ca 500 euro",
        "± 500 euro",
        "+/- 500 euro",
        "~500 euro",
        "rond de 500 euro",
        "naar schatting 500 euro",
        "geschat op 500 euro",
        "wordt geraamd op 500 euro",
        "raming: 500 euro",
        "geraamde kost: 500 euro",
        "500 euro (schatting)",
        "500 euro (ca.)",
        "om en bij de 500 euro",
        "bijna 500 euro",
    ],
)
def test_estimates(text: str) -> None:
    amount = only(text)
    assert (amount.about, amount.value) == (True, 500)


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
