"""Whole sentences with years, and all that is to be read from each."""

from __future__ import annotations

from decimal import Decimal

import pytest
from money_reading import reading

from grondrecht.plan.money import read_commitment

SENTENCES: list[tuple[str, list[dict[str, object]]]] = [
    ("Het budget 2016 bedraagt 1.250.000 euro, waarvan 250.000 euro voor communicatie.", [
        {"value": 1250000, "unit": "euro", "years": (2016,)},
        {"value": 250000, "unit": "euro", "years": (2016,)},
    ]),
    ("Totaal budget: € 450.000 (2016: € 150.000; 2017: € 150.000; 2018: € 150.000)", [
        {"value": 450000, "unit": "euro"},
        {"value": 150000, "unit": "euro", "years": (2016,)},
        {"value": 150000, "unit": "euro", "years": (2017,)},
        {"value": 150000, "unit": "euro", "years": (2018,)},
    ]),
    ("Voor de periode 2015-2019 is jaarlijks 75.000 euro voorzien op de begroting van "
     "het beleidsdomein Welzijn.", [
        {"value": 75000, "unit": "euro", "years": (2015, 2016, 2017, 2018, 2019),
         "recurrence": "per_year", "payer": "beleidsdomein Welzijn"},
    ]),
    ("Er wordt 10.000 euro per jaar voorzien vanaf 2017 tot en met 2019", [
        {"value": 10000, "unit": "euro", "years": (2017, 2018, 2019), "recurrence": "per_year"},
    ]),
    ("2015: 50.000 EUR (loonkost), 10.000 EUR (werkingskost)", [
        {"value": 50000, "unit": "euro", "years": (2015,)},
        {"value": 10000, "unit": "euro", "years": (2015,)},
    ]),
    ("In 2016 en 2017 telkens 20.000 euro", [
        {"value": 20000, "unit": "euro", "years": (2016, 2017)},
    ]),
    ("Telkens 20.000 euro in 2016 en 2017", [
        {"value": 20000, "unit": "euro", "years": (2016, 2017)},
    ]),
    ("20.000 euro in zowel 2016 als 2017", [
        {"value": 20000, "unit": "euro", "years": (2016, 2017)},
    ]),
    ("Het bedrag van 2015 (12.500 euro) wordt geïndexeerd", [
        {"value": 12500, "unit": "euro", "years": (2015,)},
    ]),
    ("2 x 15.000 euro (voorjaar en najaar 2016)", [
        {"value": 15000, "unit": "euro", "years": (2016,), "times": 2},
    ]),
    ("2016: 3,2 mio; 2017: 3,4 mio", [
        {"value": 3200000, "unit": "million", "years": (2016,)},
        {"value": 3400000, "unit": "million", "years": (2017,)},
    ]),
    ("2016: 3.2M; 2017: 3.4M", [
        {"value": 3200000, "unit": "million", "years": (2016,)},
        {"value": 3400000, "unit": "million", "years": (2017,)},
    ]),
    ("2016 : 3.200 k€", [{"value": 3200000, "unit": "kEUR", "years": (2016,)}]),
    ("Budget 2016-2017-2018: 30.000 euro", [
        {"value": 30000, "unit": "euro", "years": (2016, 2017, 2018)},
    ]),
    ("werkingsjaar 2016: 30.000 euro", [
        {"value": 30000, "unit": "euro", "years": (2016,)},
    ]),
    ("30.000 euro voor werkingsjaar 2016", [
        {"value": 30000, "unit": "euro", "years": (2016,)},
    ]),
    ("30.000 euro over de periode 2016 tot 2018", [
        {"value": 30000, "unit": "euro", "years": (2016, 2017, 2018)},
    ]),
    ("in de jaren 2016, 2017, 2018: 30.000 euro", [
        {"value": 30000, "unit": "euro", "years": (2016, 2017, 2018)},
    ]),
    ("p.m. (2016), 30.000 euro (2017)", [
        {"value": 30000, "unit": "euro", "years": (2017,)},
    ]),
    ("PM 2016; 30.000 euro 2017", [{"value": 30000, "unit": "euro", "years": (2017,)}]),
    ("2016: pm - 2017: 30.000", [{"value": 30000, "unit": "", "years": (2017,)}]),
    ("nihil in 2016", []),
    ("op 15 mei 2016 werd 30.000 euro uitbetaald aan 25 organisaties", [
        {"value": 30000, "unit": "euro", "years": (2016,)},
    ]),
    ("besluit van 15 mei 2016: 30.000 euro", [{"value": 30000, "unit": "euro"}]),
    ("+2,5% in 2017", [
        {"value": Decimal("2.5"), "unit": "percent", "currency": "", "years": (2017,)},
    ]),
    ("per schooljaar: 12.000 euro (2015-2016), 13.000 euro (2016-2017)", [
        {"value": 12000, "unit": "euro", "years": (2015, 2016), "recurrence": "per_year"},
        {"value": 13000, "unit": "euro", "years": (2016, 2017), "recurrence": "per_year"},
    ]),
    ("schooljaar 2015-2016: 12.000 euro schooljaar 2016-2017: 13.000 euro", [
        {"value": 12000, "unit": "euro", "years": (2015, 2016)},
        {"value": 13000, "unit": "euro", "years": (2016, 2017)},
    ]),
    ("12000,- euro p.a.", [{"value": 12000, "unit": "euro", "recurrence": "per_year"}]),
    ("begroting 2016, artikel 3300: 12.500 duizend euro", [
        {"value": 12500000, "unit": "thousand", "years": (2016,)},
    ]),
    ("(in duizend euro) 2016: 12.500", [
        {"value": 12500000, "unit": "thousand", "years": (2016,)},
    ]),
    ("Bedragen in euro: 2016 12.500 2017 13.500", [
        {"value": 12500, "unit": "", "years": (2016,)},
        {"value": 13500, "unit": "", "years": (2017,)},
    ]),
    ("20.000 euro per jaar van 2016 t/m 2019, 5.000 euro in 2020", [
        {"value": 20000, "unit": "euro", "years": (2016, 2017, 2018, 2019),
         "recurrence": "per_year"},
        {"value": 5000, "unit": "euro", "years": (2020,)},
    ]),
    ("De premie bedraagt 250 euro en in 2017 300 euro", [
        {"value": 250, "unit": "euro"},
        {"value": 300, "unit": "euro", "years": (2017,)},
    ]),
    ("2015: 10.000 euro\n2016: idem als 2015", [
        {"value": 10000, "unit": "euro", "years": (2015, 2016)},
    ]),
    ("10.000 euro (50% in 2016, 50% in 2017)", [
        {"value": 10000, "unit": "euro"},
        {"value": 50, "unit": "percent", "currency": "", "years": (2016,)},
        {"value": 50, "unit": "percent", "currency": "", "years": (2017,)},
    ]),
    ("€ 10.000 in 2016, daarna structureel € 5.000", [
        {"value": 10000, "unit": "euro", "years": (2016,)},
        {"value": 5000, "unit": "euro", "years": (2017,), "onward": True},
    ]),
    ("10.000 euro; zie decreet van 2012", [{"value": 10000, "unit": "euro"}]),
    ("2016: 1.000 - 2.000 euro", [
        {"value": None, "low": 1000, "high": 2000, "unit": "euro", "years": (2016,)},
    ]),
    ("2016: € 12.000 (VDAB), € 8.000 (ESF)", [
        {"value": 12000, "unit": "euro", "years": (2016,), "payer": "VDAB"},
        {"value": 8000, "unit": "euro", "years": (2016,), "payer": "ESF"},
    ]),
    ("Geen budget in 2015. Vanaf 2016: € 25.000 per jaar.", [
        {"value": 25000, "unit": "euro", "years": (2016,), "recurrence": "per_year",
         "onward": True},
    ]),
    ("dotatie 2016: 3.456.000", [{"value": 3456000, "unit": "", "years": (2016,)}]),
    ("in 2016 45 dossiers à 1.200 euro", [
        {"value": 1200, "unit": "euro", "years": (2016,)},
    ]),
    ("1.999,99 euro in 1999", [
        {"value": Decimal("1999.99"), "unit": "euro", "years": (1999,)},
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_everything_a_sentence_says(text: str, expected: list[dict[str, object]]) -> None:
    assert [reading(amount) for amount in read_commitment(text).amounts] == expected
