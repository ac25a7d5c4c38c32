"""Figures as budget cells spell them: values, units, currencies, bounds, rates and changes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from grondrecht.plan.money import Amount, read_commitment


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
