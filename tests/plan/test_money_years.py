"""Years, recurrence and payers: which amount each of them speaks of."""

from __future__ import annotations

import pytest

from grondrecht.plan.money import read_amounts, read_commitment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.000 euro, 12.000 euro en 14.000 euro in respectievelijk 2015, 2016 en 2017",
         [(10000, (2015,)), (12000, (2016,)), (14000, (2017,))]),
        ("Respectievelijk 10.000 en 12.000 euro in 2015 en 2016",
         [(10000, (2015,)), (12000, (2016,))]),
        ("In 2015, 2016 en 2017 respectievelijk 10.000, 12.000 en 14.000 euro",
         [(10000, (2015,)), (12000, (2016,)), (14000, (2017,))]),
        ("In 2016 en 2017 is er resp. € 10.000 en € 12.000",
         [(10000, (2016,)), (12000, (2017,))]),
        ("10.000 euro (2015), 12.000 euro (2016), 14.000 euro (2017)",
         [(10000, (2015,)), (12000, (2016,)), (14000, (2017,))]),
        ("2015 = 10.000 euro, 2016 = 12.000 euro", [(10000, (2015,)), (12000, (2016,))]),
        ("2015 - 10.000 euro\n2016 - 12.000 euro", [(10000, (2015,)), (12000, (2016,))]),
        ("2015 10.000\n2016 12.000", [(10000, (2015,)), (12000, (2016,))]),
        ("- 2015: 10.000 euro\n- 2016: 12.000 euro", [(10000, (2015,)), (12000, (2016,))]),
        ("• 2015: € 10.000 • 2016: € 12.000", [(10000, (2015,)), (12000, (2016,))]),
        ("jaar 2015: 10.000 euro; jaar 2016: 12.000 euro",
         [(10000, (2015,)), (12000, (2016,))]),
        ("€ 10.000 (2015)\n€ 12.000 (2016)", [(10000, (2015,)), (12000, (2016,))]),
        ("10.000 euro voor 2015 en 12.000 euro voor 2016",
         [(10000, (2015,)), (12000, (2016,))]),
        ("Voor 2015 is dat 10.000 euro, voor 2016 is dat 12.000 euro",
         [(10000, (2015,)), (12000, (2016,))]),
        ("2015 2016 2017\n10.000 12.000 14.000",
         [(10000, (2015,)), (12000, (2016,)), (14000, (2017,))]),
        ("2015|2016\n10.000 euro|12.000 euro", [(10000, (2015,)), (12000, (2016,))]),
        ("2015: 10.000 euro, hetzelfde bedrag in 2016", [(10000, (2015, 2016))]),
        ("10.000 euro in 2016 en hetzelfde bedrag in 2017", [(10000, (2016, 2017))]),
        ("2015: 10.000 euro\n2016: idem\n2017: idem", [(10000, (2015, 2016, 2017))]),
        ("2015: 10.000 euro 2016: zelfde bedrag", [(10000, (2015, 2016))]),
        ("2015: 10.000 euro. In 2016 eveneens 12.000 euro",
         [(10000, (2015,)), (12000, (2016,))]),
        ("Geen kost in 2016, 10.000 euro in 2017", [(10000, (2017,))]),
        ("2016: geen, 2017: 10.000 euro", [(10000, (2017,))]),
        ("2016: p.m., 2017: 10.000 euro", [(10000, (2017,))]),
        ("10.000 euro in 2016, p.m. in 2017", [(10000, (2016,))]),
        ("10.000 euro in 2016, geen budget in 2017", [(10000, (2016,))]),
        ("10.000 euro voor het schooljaar 2015-2016", [(10000, (2015, 2016))]),
        ("Budget 2016-2017-2018: 10.000 euro", [(10000, (2016, 2017, 2018))]),
        ("10.000 euro in zowel 2016 als 2017", [(10000, (2016, 2017))]),
        ("Bedragen: 2016 10.000 2017 12.000", [(10000, (2016,)), (12000, (2017,))]),
        ("10.000 euro per jaar van 2015 tot 2018", [(10000, (2015, 2016, 2017, 2018))]),
        ("10.000 euro per jaar van 2015 t.e.m. 2017", [(10000, (2015, 2016, 2017))]),
        ("10.000 euro per jaar voor de periode 2015-2017", [(10000, (2015, 2016, 2017))]),
        ("10.000 euro (2015, 2016 en 2017)", [(10000, (2015, 2016, 2017))]),
        ("10.000 euro (1/1/2015 - 31/12/2016)", [(10000, (2015, 2016))]),
        ("10.000 euro (begrotingsjaar 2015)", [(10000, (2015,))]),
        ("BJ2015: 10.000 euro", [(10000, (2015,))]),
        ("Op 1.1.2016: 10.000 euro", [(10000, (2016,))]),
        ("Vanaf 01-09-2016: 10.000 euro", [(10000, (2016,))]),
        ("In het najaar van 2016 wordt 10.000 euro uitbetaald", [(10000, (2016,))]),
        ("tegen 31 december 2018 is 10.000 euro besteed", [(10000, (2018,))]),
        ("10.000 euro, conform het decreet van 8 mei 2009", [(10000, ())]),
        ("10.000 euro (besluit van de Vlaamse Regering van 14 juli 2014)", [(10000, ())]),
        ("Vlaanderen 2050: 10.000 euro", [(10000, (2050,))]),
    ],
)  # fmt: skip
def test_amounts_and_their_years(text: str, expected: list[tuple[int, tuple[int, ...]]]) -> None:
    found = [(amount.value, amount.years) for amount in read_commitment(text).amounts]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("10.000 euro vanaf 2016", (2016,)),
        ("Vanaf 2016 is er jaarlijks 10.000 euro", (2016,)),
        ("10.000 euro per jaar met ingang van 2016", (2016,)),
        ("10.000 euro vanaf het schooljaar 2016-2017", (2016, 2017)),
        ("vanaf 2016: 10.000 euro", (2016,)),
        ("10.000 euro (2016 e.v.)", (2016,)),
        ("10.000 euro in 2016 en volgende jaren", (2016,)),
        ("from 2016 on EUR 10 000 a year", (2016,)),
        ("Geen kost in 2016, nadien 10.000 euro", (2017,)),
        ("In 2015 en 2016 nihil, daarna 10.000 euro per jaar", (2017,)),
    ],
)
def test_years_that_go_on(text: str, years: tuple[int, ...]) -> None:
    (amount,) = read_commitment(text).amounts
    assert (amount.years, amount.onward) == (years, True)


@pytest.mark.parametrize("text", ["10.000 euro in 2016", "10.000 euro", "2016-2018: 10.000 euro"])
def test_years_that_end(text: str) -> None:
    assert not read_commitment(text).amounts[0].onward


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3000 euro jaarlijks", "per_year"),
        ("jaarlijks 3000 euro", "per_year"),
        ("Jaarlijks is er 3000 euro", "per_year"),
        ("3000 euro/jr", "per_year"),
        ("3000 euro / jaar", "per_year"),
        ("3000 € per jaar", "per_year"),
        ("3000 €/j.", "per_year"),
        ("3000 euro op jaarbasis", "per_year"),
        ("een jaarbudget van 3000 euro", "per_year"),
        ("ieder jaar 3000 euro", "per_year"),
        ("elk werkingsjaar 3000 euro", "per_year"),
        ("3000 euro per begrotingsjaar", "per_year"),
        ("3000 euro per werkjaar", "per_year"),
        ("3000 euro/j", "per_year"),
        ("3000 euro op jaar basis", "per_year"),
        ("structureel 3000 euro per jaar", "per_year"),
        ("recurrent 3000 euro", "per_year"),
        ("3000 euro (recurrent)", "per_year"),
        ("een recurrente subsidie van 3000 euro", "per_year"),
        ("3000 euro p/j", "per_year"),
        ("3000 euro p.j.", "per_year"),
        ("3000 euro a rato van één keer per jaar", "per_year"),
        ("EUR 3 000 annually", "per_year"),
        ("eenmalig 3000 euro", "once"),
        ("éénmalig 3000 euro", "once"),
        ("3000 euro (eenmalig)", "once"),
        ("een eenmalige kost van 3000 euro", "once"),
        ("een eenmalige investering van 3000 euro", "once"),
        ("one-off grant of EUR 3 000", "once"),
        ("3000 euro voor de hele legislatuur", "whole_term"),
        ("3000 euro over de ganse legislatuur", "whole_term"),
        ("3000 euro gespreid over 3 jaar", "whole_term"),
        ("3000 euro voor de volledige looptijd", "whole_term"),
        ("3000 euro voor de totale duur van het project", "whole_term"),
        ("3000 euro voor de gehele projectperiode", "whole_term"),
        ("3000 euro over de hele beleidsperiode", "whole_term"),
        ("3000 euro verdeeld over vier jaar", "whole_term"),
        ("3000 euro voor de hele planperiode", "whole_term"),
        ("3000 euro over 3 jaar", "whole_term"),
        ("3000 euro voor drie jaar", "whole_term"),
        ("EUR 3 000 for the whole term", "whole_term"),
        ("3000 euro", ""),
        ("3000 euro per maand", ""),
    ],
)
def test_how_often(text: str, expected: str) -> None:
    amount = read_commitment(text).amounts[0]
    assert (amount.value, amount.recurrence) == (3000, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5.000 euro (VDAB)", ["VDAB"]),
        ("5.000 euro vanuit het departement WVG", ["departement WVG"]),
        ("5.000 euro ten laste van Kind en Gezin", ["Kind en Gezin"]),
        ("5.000 euro uit het Gemeentefonds", ["Gemeentefonds"]),
        ("5.000 euro uit de middelen van Welzijn", ["Welzijn"]),
        ("5.000 euro, te betalen door de verhuurder", ["verhuurder"]),
        ("5.000 euro betaald door Actiris", ["Actiris"]),
        ("5.000 euro door de stad Gent bijgedragen", ["stad Gent"]),
        ("Cofinanciering door de steden: 5.000 euro", ["steden"]),
        ("Het departement Onderwijs draagt de kost van 5.000 euro", ["departement Onderwijs"]),
        ("80 % gefinancierd door ESF en 20 % door Vlaanderen", ["ESF", "Vlaanderen"]),
        ("De kost (5.000 euro) wordt gedragen door Kind en Gezin", ["Kind en Gezin"]),
        ("De Lijn betaalt 5.000 euro", ["De Lijn"]),
        ("De gemeente betaalt 5.000 euro", ["gemeente"]),
        ("Het agentschap Opgroeien financiert 5.000 euro", ["agentschap Opgroeien"]),
        ("Toerisme Vlaanderen draagt 5.000 euro bij", ["Toerisme Vlaanderen"]),
        ("Sport Vlaanderen subsidieert dit voor 5.000 euro", ["Sport Vlaanderen"]),
        ("5.000 euro door Vlaanderen", ["Vlaanderen"]),
        ("5.000 euro met steun van ESF", ["ESF"]),
        ("5.000 euro ESF-middelen", ["ESF"]),
        ("5.000 euro op de begroting van Cultuur", ["Cultuur"]),
        ("5.000 euro gefinancierd vanuit Welzijn", ["Welzijn"]),
        ("Bijdrage van de provincie: 5.000 euro", ["provincie"]),
        ("5.000 euro vanuit Sport en 3.000 euro vanuit Jeugd", ["Sport", "Jeugd"]),
        ("Korting van 5.000 euro. Deelnemers betalen niets.", [""]),
        ("Een korting van 30%\nDeelnemers betalen een bijdrage", [""]),
        ("5.000 euro (2016)", [""]),
        ("5.000 euro (raming)", [""]),
        ("5.000 euro (BTW)", [""]),
        ("5.000 euro voor de VDAB", [""]),
        ("5.000 euro aan vzw Samen", [""]),
        ("een kost van 5.000 euro vanaf het begin", [""]),
    ],
)
def test_who_pays(text: str, expected: list[str]) -> None:
    amounts = read_amounts(text, budget=True)
    assert [amount.payer for amount in amounts] == expected
