"""What belongs to each amount of a text, what is no money, and figures in running text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from grondrecht.plan.money import Amount, read_amounts, read_commitment


def only(text: str) -> Amount:
    """The one amount of a budget cell."""
    amounts = read_commitment(text).amounts
    assert len(amounts) == 1, amounts
    return amounts[0]


def values(text: str) -> list[Decimal | None]:
    return [amount.value for amount in read_commitment(text).amounts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015: 81.400 euro 2016: 92.300 euro", [(2015,), (2016,)]),
        ("2015:300 000,00 euro 2016: 410 200,00 euro", [(2015,), (2016,)]),
        ("BJ 2015: 70.000 euro voor de bouw BJ 2016: 80.000 euro", [(2015,), (2016,)]),
        ("2016-2018: 41.000 euro", [(2016, 2017, 2018)]),
        ("2015 – 2016: 41.000 EUR", [(2015, 2016)]),
        ("2016-17: 41.000 euro", [(2016, 2017)]),
        ("2016 en 2018: telkens 41.000 euro", [(2016, 2018)]),
        ("900.000 per jaar (2017-2020)", [(2017, 2018, 2019, 2020)]),
        ("900.000 euro in 2016", [(2016,)]),
        ("900.000 euro voor 2015 (heel het fonds)", [(2015,)]),
        ("12.000 euro in 2014, 13.000 euro in 2015 en 14.000 euro in 2016",
         [(2014,), (2015,), (2016,)]),
        ("12.000 euro (voor 2015) 13.000 euro (voor 2016)", [(2015,), (2016,)]),
        ("Dit kreeg voor 2015 12.000 euro en voor 2016 13.000 euro", [(2015,), (2016,)]),
        ("In 2017 is € 12.000 voorzien", [(2017,)]),
        ("Voor 2017 voorzien we 3.000 euro voor vorming en 2.000 euro voor drukwerk",
         [(2017,), (2017,)]),
        ("Een budget van 75.000 euro, incl. btw, verdeeld over 2016 en 2017", [(2016, 2017)]),
        ("€ 30.000 (01/10/2015 – 30/09/2016)", [(2015, 2016)]),
        ("15.000 euro (dec. 2015-nov. ‘16)", [(2015, 2016)]),
        ("15.000 euro in het schooljaar 2016- 2017", [(2016, 2017)]),
        ("2016 Project Zon – 35.000 euro Project Maan – 28.000 euro 2017 Via oproep: 15.000 euro",
         [(2016,), (2016,), (2017,)]),
        ("Budget 2017 : € 25.000 (drukwerk) € 16.000 (porto)", [(2017,), (2017,)]),
        ("Werk: 2015: 9.000 euro; 2016: 8.000 euro Welzijn: 7.000 euro", [(2015,), (2016,), ()]),
        ("Oproep (2015-2017): 9.000 euro Expertise: 7.000 euro", [(2015, 2016, 2017), ()]),
        ("2016: 18.000 euro 2017-2019 de bedragen van 2016 worden geïndexeerd", [(2016,)]),
        ("In 2015 is er 5.000 euro. De pot bedraagt 9.000 euro.", [(2015,), ()]),
        ("Het decreet van 12 mei 2014 voorziet 9.000 euro", [()]),
        ("Een kost van 200 euro (totaal 2014 ruim 5 miljoen euro)", [(), (2014,)]),
        ("40.000 euro", [()]),
        ("2015 15.000 euro, 2016: 29.000 euro", [(2015,), (2016,)]),
    ],
)  # fmt: skip
def test_each_amount_gets_its_years(text: str, expected: list[tuple[int, ...]]) -> None:
    assert [amount.years for amount in read_commitment(text).amounts] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4000 euro jaarlijks", ["per_year"]),
        ("400.000 EURO/jaarlijks", ["per_year"]),
        ("€40 miljoen/jaar", ["per_year"]),
        ("een jaarlijkse toelage van 4.000 euro", ["per_year"]),
        ("Jaarlijks: Noord: 65.000 euro/ Zuid: 53.000 euro", ["per_year", "per_year"]),
        ("per jaar: • € 500.000 hier • € 250.000 daar", ["per_year", "per_year"]),
        ("EUR 4,000 per year of the plan", ["per_year"]),
        ("2.000.000 voor de gehele legislatuur of 400.000 per jaar", ["whole_term", "per_year"]),
        ("75.000 euro voor de projectduur van 2 jaar", ["whole_term"]),
        ("75.000 euro gespreid over 2015 en 2016", ["whole_term"]),
        ("eenmalig 4.000 euro", ["once"]),
        ("EUR 4,000 (one-off)", ["once"]),
        ("eenmalig 4.000 euro en jaarlijks 500 euro", ["once", "per_year"]),
        ("Hulp: jaarlijks 4.000 euro - Werk: 2015: 9.000 euro", ["per_year", ""]),
        ("2016: 9.000 euro 2017: jaarlijks te bepalen", [""]),
        ("4.000 euro", [""]),
    ],
)
def test_recurrence(text: str, expected: list[str]) -> None:
    assert [amount.recurrence for amount in read_commitment(text).amounts] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("44.000 euro vanuit Sport; 24.000 euro vanuit Jeugd", ["Sport", "Jeugd"]),
        ("Ten laste van het departement Werk: 9.000 euro", ["departement Werk"]),
        ("9.000 euro, gefinancierd door de Vlaamse overheid", ["Vlaamse overheid"]),
        ("De stad Aalst betaalt 9.000 euro", ["stad Aalst"]),
        ("De provincie stelt 9.000 euro ter beschikking", ["provincie"]),
        ("500.000 (AMIF) 250.000 (cofinanciering)", ["AMIF", "cofinanciering"]),
        ("Er is 5.000 euro, waarvan 3.000 euro ESF en 2.000 euro eigen", ["", "ESF", ""]),
        ("Europese middelen (ESF): 9.000 euro", ["ESF"]),
        ("9.000 euro door Vlaanderen en 5.000 euro door de gemeente", ["Vlaanderen", "gemeente"]),
        ("Er is 9.000 euro vrijgemaakt door de VDAB", ["VDAB"]),
        ("EUR 9,000 funded by the European Commission", ["European Commission"]),
        ("9.000 euro (drukwerk)", [""]),
        ("Het decreet voorziet in 9.000 euro", [""]),
    ],
)
def test_payer(text: str, expected: list[str]) -> None:
    assert [amount.payer for amount in read_commitment(text).amounts] == expected


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("25 euro per m² dak", "m²"),
        ("maximaal 8.000 euro per organisatie", "organisatie"),
        ("40 euro/maand", "maand"),
        ("40 euro per jaar", ""),
        ("40 euro/ jaar", ""),
        ("40 euro", ""),
    ],
)
def test_what_each_such_amount_is_for(text: str, per: str) -> None:
    assert only(text).per == per


@pytest.mark.parametrize(
    ("text", "times"),
    [("tweemaal ca. 7.000 euro", 2), ("30 x 7.000 euro", 30), ("7.000 euro", 1)],
)
def test_how_often_it_is_paid(text: str, times: int) -> None:
    assert (only(text).times, only(text).value) == (times, 7000)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "75 kinderen",
        "2.400 plaatsen",
        "1.358 bonnen en 867 ketels",
        "8 VTE",
        "0,15 VTE",
        "2015",
        "2016-2018",
        "12.05.2016",
        "2016-05-12: overleg",
        "van 01/09/2014 tot 31/08/2015",
        "artikel 1250 van het decreet van 12 mei 2014",
        "tel. 02 555 12 34",
        "+32 470 55 12 34",
        "Begrotingsartikel: QB0-1QDA2BB-WT",
        "Basisallocatie: 1QB703",
        "meer dan 90.000 mensen/jaar",
        "3.000 m² dak",
        "1.234.567 inwoners",
        "2 à 3 lesdagen voor 20 personen",
        "9000 Gent",
        "2015: 2016: eur 2017: eur",
        "actie 02_06_01",
        "KBO 0123.456.789",
        "tussen 9 en 17 uur",
        "het aantal plaatsen: 4.200",
        "europese middelen",
        "fase 2",
    ],
)
def test_what_is_no_money(text: str) -> None:
    assert read_amounts(text) == ()
    assert read_commitment(text).amounts == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De subsidie bedraagt 2,5 miljoen.", [2500000]),
        ("Er is een krediet van 250.000 voorzien.", [250000]),
        ("Voor 1.200 gezinnen geldt een korting van 50%.", [50]),
        ("Vlaanderen telt 6,6 miljoen inwoners.", []),
        ("In 2016 zijn er 250.000 in gebruik.", []),
        ("Van de deelnemers heeft 60% geen werk.", []),
        ("Decreet op het lokaal beleid: subsidie van 6 700000 voor jeugd", [6700000]),
        ("Het aantal gesubsidieerde plaatsen: 5.378.", []),
        ("2,5 miljoen", [2500000]),
        ("800.000 per jaar (2016-2020)", [800000]),
        ("De premie is 300 euro; 40% van de gezinnen vraagt ze aan.", [300, 40]),
    ],
)
def test_in_prose_a_bare_figure_counts_only_where_the_sentence_speaks_of_money(
    text: str, expected: list[int]
) -> None:
    assert [amount.value for amount in read_amounts(text)] == expected


def test_in_a_budget_cell_a_bare_figure_counts() -> None:
    text = "In 2016 zijn er 250.000 in gebruik."
    assert [amount.value for amount in read_amounts(text, budget=True)] == [250000]


def test_several_amounts_in_a_cell_keep_their_order() -> None:
    text = "2017: 9.000 eur + 1.500 eur\n2018: 7.000 eur"
    assert values(text) == [9000, 1500, 7000]
    assert [amount.years for amount in read_commitment(text).amounts] == [(2017,)] * 2 + [(2018,)]


def test_a_number_cut_by_a_line_end_is_one_number() -> None:
    amount = only("Noord: 2016: 181\n926,22 euro")
    assert (amount.value, amount.words) == (Decimal("181926.22"), "181\n926,22 euro")


def test_a_sign_between_two_figures_belongs_to_one_of_them() -> None:
    assert values("€ 500 € 300") == [500, 300]
    assert values("500 € 300 €") == [500, 300]
    assert values("€ 250 (druk) € 160 (porto)") == [250, 160]
