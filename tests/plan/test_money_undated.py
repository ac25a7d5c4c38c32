"""Whole sentences without years, and all that is to be read from each."""

from __future__ import annotations

from decimal import Decimal

import pytest
from money_reading import reading

from grondrecht.plan.money import read_commitment

SENTENCES: list[tuple[str, list[dict[str, object]]]] = [
    ("80 % gefinancierd door ESF en 20 % door Vlaanderen", [
        {"value": 80, "unit": "percent", "currency": "", "payer": "ESF"},
        {"value": 20, "unit": "percent", "currency": "", "payer": "Vlaanderen"},
    ]),
    ("€ 3.500 x 12 maanden", [{"value": 3500, "unit": "euro", "times": 12}]),
    ("12 maanden x 3.500 euro", [{"value": 3500, "unit": "euro", "times": 12}]),
    ("De subsidie stijgt van 50.000 naar 75.000 euro", [
        {"value": 50000, "unit": "", "change": "more"},
        {"value": 75000, "unit": "euro"},
    ]),
    ("Eenmalige opstartkost van 15.000 euro, nadien 5.000 euro per jaar", [
        {"value": 15000, "unit": "euro", "recurrence": "once"},
        {"value": 5000, "unit": "euro", "recurrence": "per_year"},
    ]),
    ("Maximaal 5% van 200.000 euro", [
        {"value": 5, "low": None, "high": 5, "unit": "percent", "currency": ""},
        {"value": 200000, "unit": "euro"},
    ]),
    ("€ 1.5 miljoen", [{"value": 1500000, "unit": "million"}]),
    ("€1.000", [{"value": 1000, "unit": "euro"}]),
    ("1000€", [{"value": 1000, "unit": "euro"}]),
    ("1000,00€", [{"value": 1000, "unit": "euro"}]),
    ("1.000,00 €", [{"value": 1000, "unit": "euro"}]),
    ("1 000 000 €", [{"value": 1000000, "unit": "euro"}]),
    ("€ 12,5 duizend", [{"value": 12500, "unit": "thousand"}]),
    ("12,5K", [{"value": 12500, "unit": "kEUR"}]),
    ("EUR 12.500 (excl. btw)", [{"value": 12500, "unit": "euro"}]),
    ("12.500 EUR (incl. 21% btw)", [
        {"value": 12500, "unit": "euro"},
        {"value": 21, "unit": "percent", "currency": ""},
    ]),
    ("12.500 EUR + 21% btw", [
        {"value": 12500, "unit": "euro"},
        {"value": 21, "unit": "percent", "currency": ""},
    ]),
    ("Ca. € 12.500,- per jaar, geïndexeerd", [
        {"value": 12500, "unit": "euro", "recurrence": "per_year", "about": True},
    ]),
    ("een bedrag van maximum 12.500 euro per project en per jaar", [
        {"value": 12500, "low": None, "high": 12500, "unit": "euro", "recurrence": "per_year",
         "per": "project"},
    ]),
    ("€ 25 per uur per deelnemer", [{"value": 25, "unit": "euro", "per": "uur"}]),
    ("Prijs: € 5/les", [{"value": 5, "unit": "euro", "per": "les"}]),
    ("een tegemoetkoming van 1,50 euro per maaltijd", [
        {"value": Decimal("1.50"), "unit": "euro", "per": "maaltijd"},
    ]),
    ("in schijven van 10.000 euro", [{"value": 10000, "unit": "euro"}]),
    ("5 projecten van 10.000 euro", [{"value": 10000, "unit": "euro"}]),
    ("5 projecten à 10.000 euro", [{"value": 10000, "unit": "euro"}]),
    ("5 projecten aan 10.000 euro (totaal 50.000 euro)", [
        {"value": 10000, "unit": "euro"},
        {"value": 50000, "unit": "euro"},
    ]),
    ("honderd euro", [{"value": 100, "unit": "euro"}]),
    ("Geen budgettaire impact. Bestaande personeelsleden (2 VTE) nemen dit op.", []),
    ("De kost (30.000 euro) wordt gedragen door het departement Onderwijs en Vorming", [
        {"value": 30000, "unit": "euro", "payer": "departement Onderwijs en Vorming"},
    ]),
    ("Het departement Onderwijs en Vorming draagt de kost van 30.000 euro", [
        {"value": 30000, "unit": "euro", "payer": "departement Onderwijs en Vorming"},
    ]),
    ("Cofinanciering door de steden: 30.000 euro", [
        {"value": 30000, "unit": "euro", "payer": "steden"},
    ]),
    ("30.000 euro door de stad Gent bijgedragen", [
        {"value": 30000, "unit": "euro", "payer": "stad Gent"},
    ]),
    ("30.000,5 euro", [{"value": Decimal("30000.5"), "unit": "euro"}]),
    ("€ 1.234,5", [{"value": Decimal("1234.5"), "unit": "euro"}]),
    ("€30.000-40.000", [{"value": None, "low": 30000, "high": 40000, "unit": "euro"}]),
    ("30 à 40.000 euro", [
        {"value": None, "low": 30000, "high": 40000, "unit": "euro"},
    ]),
    ("30 tot 40 duizend euro", [
        {"value": None, "low": 30000, "high": 40000, "unit": "thousand"},
    ]),
    ("30-40 duizend euro", [
        {"value": None, "low": 30000, "high": 40000, "unit": "thousand"},
    ]),
    ("van 30 tot 40 miljoen", [
        {"value": None, "low": 30000000, "high": 40000000, "unit": "million"},
    ]),
    ("1 VTE = 60.000 euro", [{"value": 60000, "unit": "euro"}]),
    ("1 VTE à 60.000 euro", [{"value": 60000, "unit": "euro"}]),
    ("0,5 VTE (30.000 euro) vanuit het agentschap", [
        {"value": 30000, "unit": "euro", "payer": "agentschap"},
    ]),
    ("Budget: nog te bepalen (max. 30.000 euro)", [
        {"value": 30000, "low": None, "high": 30000, "unit": "euro"},
    ]),
    ("min. 30.000 euro, max. 50.000 euro", [
        {"value": None, "low": 30000, "high": 50000, "unit": "euro"},
    ]),
    ("30.000 euro - 5.000 euro = 25.000 euro", [
        {"value": 30000, "unit": "euro"},
        {"value": 5000, "unit": "euro"},
        {"value": 25000, "unit": "euro"},
    ]),
    ("+ 30.000 euro", [{"value": 30000, "unit": "euro"}]),
    ("extra 30.000 euro", [{"value": 30000, "unit": "euro"}]),
    ("-2,5 %", [{"value": Decimal("-2.5"), "unit": "percent", "currency": ""}]),
    ("een index van 2 %", [{"value": 2, "unit": "percent", "currency": ""}]),
    ("inflatie 2%", [{"value": 2, "unit": "percent", "currency": ""}]),
    ("US$ 5.000", [{"value": 5000, "unit": "USD", "currency": "USD"}]),
    ("5.000 BEF", [{"value": 5000, "unit": "BEF", "currency": "BEF"}]),
    ("£ 300", [{"value": 300, "unit": "GBP", "currency": "GBP"}]),
    ("5 miljoen dollar", [{"value": 5000000, "unit": "million", "currency": "USD"}]),
    ("1 miljoen", [{"value": 1000000, "unit": "million"}]),
    ("Telefoonkosten: 1.500 euro; zaalhuur: 750 euro; catering: 20 x 12,50 euro", [
        {"value": 1500, "unit": "euro"},
        {"value": 750, "unit": "euro"},
        {"value": Decimal("12.50"), "unit": "euro", "times": 20},
    ]),
    ("de jaarlijkse dotatie (12.345.678 euro) aan De Lijn", [
        {"value": 12345678, "unit": "euro", "recurrence": "per_year"},
    ]),
    ("EUR12.500", [{"value": 12500, "unit": "euro"}]),
    ("12.500EUR", [{"value": 12500, "unit": "euro"}]),
    ("€ 12.500,–", [{"value": 12500, "unit": "euro"}]),
    ("€12,500", [{"value": 12500, "unit": "euro"}]),
    ("€ 12.500.", [{"value": 12500, "unit": "euro"}]),
    ("€ 12.500,", [{"value": 12500, "unit": "euro"}]),
    ("Kost 12.500€.", [{"value": 12500, "unit": "euro"}]),
    ("12 500 € en 3 600 €", [
        {"value": 12500, "unit": "euro"},
        {"value": 3600, "unit": "euro"},
    ]),
    ("BA: 1GD303, bedrag: 12.500", [{"value": 12500, "unit": ""}]),
    ("VAK 12.500 keuro, VEK 10.000 keuro", [
        {"value": 12500000, "unit": "kEUR"},
        {"value": 10000000, "unit": "kEUR"},
    ]),
    ("(in keuro) 12.500", [{"value": 12500000, "unit": "kEUR"}]),
    ("from EUR 1,000 to EUR 2,000", [
        {"value": None, "low": 1000, "high": 2000, "unit": "euro"},
    ]),
    ("idem", []),
    ("Kost van 12 000 euro (12 x 1 000 euro)", [
        {"value": 12000, "unit": "euro"},
        {"value": 1000, "unit": "euro", "times": 12},
    ]),
    ("10.000 euro excl. BTW (12.100 euro incl. BTW)", [
        {"value": 10000, "unit": "euro"},
        {"value": 12100, "unit": "euro"},
    ]),
    ("Werkingssubsidie: 120.000 euro\nProjectsubsidie: 30.000 euro\nTotaal: 150.000 euro", [
        {"value": 120000, "unit": "euro"},
        {"value": 30000, "unit": "euro"},
        {"value": 150000, "unit": "euro"},
    ]),
    ("10.000 euro, onder voorbehoud van goedkeuring", [
        {"value": 10000, "unit": "euro"},
    ]),
    ("25.000 per schooljaar", [{"value": 25000, "unit": "", "recurrence": "per_year"}]),
    ("een half VTE (30.000 euro)", [{"value": 30000, "unit": "euro"}]),
    ("1.200.000 euro\n(dwz 1,2 miljoen euro)", [
        {"value": 1200000, "unit": "euro"},
        {"value": 1200000, "unit": "million"},
    ]),
    ("5 % van € 100.000 = € 5.000", [
        {"value": 5, "unit": "percent", "currency": ""},
        {"value": 100000, "unit": "euro"},
        {"value": 5000, "unit": "euro"},
    ]),
    ("Voor 100 deelnemers is er 25 euro per dag", [
        {"value": 25, "unit": "euro", "per": "dag"},
    ]),
    ("€ 2.000 à rato van 4 sessies", [{"value": 2000, "unit": "euro"}]),
    ("maximum 3 x 2.000 euro", [{"value": 2000, "unit": "euro", "times": 3}]),
    ("10 000-15 000 euro", [
        {"value": None, "low": 10000, "high": 15000, "unit": "euro"},
    ]),
    ("10.000 tot maximum 15.000 euro", [
        {"value": None, "low": 10000, "high": 15000, "unit": "euro"},
    ]),
    ("2,5 à 3% van de loonmassa", [
        {"value": None, "low": Decimal("2.5"), "high": 3, "unit": "percent", "currency": ""},
    ]),
    ("2.016 euro", [{"value": 2016, "unit": "euro"}]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_everything_a_sentence_says(text: str, expected: list[dict[str, object]]) -> None:
    assert [reading(amount) for amount in read_commitment(text).amounts] == expected
