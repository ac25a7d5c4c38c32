"""What people type is taken as they mean it, or told in one sentence what to type instead."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.rights.errors import Words
from grondrecht.rights.units import EURO
from grondrecht.rights.vocabulary import EPOCH, Input
from grondrecht.web.finder import typed

NAME = Words("x", "x")
MONEY = Input("rent", "household", "number", NAME, 0, 10_000_000, EURO, 100)
YEARS = Input("age", "person", "number", NAME, 0, 130)
FLAG = Input("flag", "person", "yes_no", NAME, 0, 1)
CHOICE = Input("home", "household", "choice", NAME, 0, 1, options={"own": NAME, "rented": NAME})
FIRST, LAST = (date(year, 1, 1).toordinal() - EPOCH for year in (2000, 2030))
DAY = Input("since", "household", "date", NAME, FIRST, LAST)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1250", "1250"), ("1250,5", "1250.50"), ("1250,50", "1250.50"), ("1250.50", "1250.50"),
        ("1.250", "1250"), ("1,250", "1250"), ("1.250,50", "1250.50"), ("1,250.50", "1250.50"),
        ("1 250", "1250"), ("€ 1.250", "1250"), ("1250 €", "1250"), ("1250 euro", "1250"),
        ("0", "0"), ("0,01", "0.01"), (" 12 ", "12"), ("100.000", "100000"),
    ],
)  # fmt: skip
def test_an_amount_is_taken_in_any_of_its_spellings(text, value):
    assert typed.answer(MONEY, text) == value


@given(st.integers(0, 10_000_000))
def test_every_amount_is_the_same_in_dutch_and_in_english(cents):
    euro = Decimal(cents) / 100
    english = f"{euro:,.2f}"
    dutch = english.replace(",", " ").replace(".", ",").replace(" ", ".")
    plain = f"{euro:.2f}"
    assert {Decimal(typed.answer(MONEY, text)) for text in (english, dutch, plain)} == {euro}


@pytest.mark.parametrize(
    ("asked", "text", "said"),
    [
        (MONEY, "veel", "Vul een getal in van 0 tot 100.000."),
        (MONEY, "-1", "Vul een getal in van 0 tot 100.000."),
        (MONEY, "100001", "Vul een getal in van 0 tot 100.000."),
        (MONEY, "1,2,3", "Vul een getal in van 0 tot 100.000."),
        (MONEY, "1e5", "Vul een getal in van 0 tot 100.000."),
        (MONEY, "9" * 39, "Vul een getal in van 0 tot 100.000."),
        (YEARS, "34,5", "Vul een heel getal in, zonder cijfers na de komma."),
        (YEARS, "131", "Vul een getal in van 0 tot 130."),
        (YEARS, "٣", "Vul een getal in van 0 tot 130."),
        (YEARS, "", "Vul een getal in. Weet u het niet? Druk dan op ‘Ik weet het niet’."),
        (DAY, "gisteren", "Vul een dag in van 1 januari 2000 tot 1 januari 2030."),
        (DAY, "1999-12-31", "Vul een dag in van 1 januari 2000 tot 1 januari 2030."),
        (DAY, "31/2/2016", "Vul een dag in van 1 januari 2000 tot 1 januari 2030."),
        (DAY, "", "Vul een dag in. Weet u het niet? Druk dan op ‘Ik weet het niet’."),
        (FLAG, "", "Kies een antwoord. Weet u het niet? Druk dan op ‘Ik weet het niet’."),
        (FLAG, "maybe", "Kies een antwoord."),
        (CHOICE, "castle", "Kies een antwoord."),
    ],
)
def test_what_is_no_answer_is_told_in_one_sentence(asked, text, said):
    with override("nl"), pytest.raises(typed.TypedWrongError) as wrong:
        typed.answer(asked, text)
    assert str(wrong.value) == said


def test_who_cannot_skip_is_not_told_to():
    with override("nl"), pytest.raises(typed.TypedWrongError) as wrong:
        typed.answer(FLAG, " ", may_skip=False)
    assert str(wrong.value) == "Kies een antwoord."


@pytest.mark.parametrize("text", ["2016-03-01", "1/3/2016", "01-03-2016", "1.3.2016", "1 3 2016"])
def test_a_day_is_taken_as_people_here_write_it(text):
    assert typed.answer(DAY, text) == "2016-03-01"


def test_choices_are_taken_by_their_codes():
    assert typed.answer(FLAG, "yes") == "yes"
    assert typed.answer(CHOICE, "rented") == "rented"


@given(st.text(max_size=60), st.sampled_from([MONEY, YEARS, FLAG, CHOICE, DAY]))
def test_whatever_is_typed_is_an_answer_or_a_sentence(text, asked):
    value, said = "", ""
    try:
        value = typed.answer(asked, text)
    except typed.TypedWrongError as wrong:
        said = str(wrong)
    if said:
        assert said.endswith((".", "’."))
    else:
        assert typed.answer(asked, value) == value
