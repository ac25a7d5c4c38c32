"""More ways in which plans write a period, and laws that hold for any text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import takes_at_most

from grondrecht.plan.periods import Period


@pytest.mark.parametrize(
    ("text", "years", "stage"),
    [
        ("2021", (2021,), "interim"),
        (" 2021 ", (2021,), "interim"),
        ("Tegen 2024", (2024,), "interim"),
        ("2020/2021", (2020, 2021), "interim"),
        ("2020 & 2021", (2020, 2021), "interim"),
        ("2020 t/m 2023", (2020, 2021, 2022, 2023), "interim"),
        ("2020 t.e.m. 2022", (2020, 2021, 2022), "interim"),
        ("2020 tot en met 2022", (2020, 2021, 2022), "interim"),
        ("2020 to 2022", (2020, 2021, 2022), "interim"),
        ("2020 through 2022", (2020, 2021, 2022), "interim"),
        ("2020 until 2022", (2020, 2021, 2022), "interim"),
        ("2020—2022", (2020, 2021, 2022), "interim"),
        ("2020 and 2022", (2020, 2022), "interim"),
        ("2020; 2022", (2020, 2022), "interim"),
        ("2022 en 2020", (2020, 2022), "interim"),
        ("2020-'22", (2020, 2021, 2022), "interim"),
        ("2020/21", (2020, 2021), "interim"),
        ("2020-20", (2020,), "interim"),
        ("2020-12", (2020,), "interim"),
        ("2020 (startsituatie)", (2020,), "baseline"),
        ("2020 (uitgangs-\nsituatie)", (2020,), "baseline"),
        ("Beginsituatie 2020", (2020,), "baseline"),
        ("NULMETING: 2020", (2020,), "baseline"),
        ("Baseline (2020)", (2020,), "baseline"),
        ("nul\u00admeting 2020", (2020,), "baseline"),
        ("2024 (eindmeting)", (2024,), "final"),
        ("2024 - eindsituatie", (2024,), "final"),
        ("Einddoel", (), "final"),
        ("Final target 2024", (2024,), "final"),
        ("END GOAL 2024", (2024,), "final"),
        ("nulmeting en einddoel 2024", (2024,), "final"),
        ("begin 2024", (2024,), "interim"),
        ("einde 2024", (2024,), "interim"),
        ("1899", (), "interim"),
        ("2100", (), "interim"),
        ("12015", (), "interim"),
        ("fase 2", (), "interim"),
        ("/", (), "interim"),
    ],
)  # fmt: skip
def test_years_and_stage_of_more_kinds(text, years, stage):
    period = Period.parse(text)
    assert (period.years, period.stage) == (years, stage)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("januari 2020", date(2020, 1, 1), date(2020, 1, 31)),
        ("Sept. 2020", date(2020, 9, 1), date(2020, 9, 30)),
        ("mrt 2020", date(2020, 3, 1), date(2020, 3, 31)),
        ("okt 2020 - jan 2021", date(2020, 10, 1), date(2021, 1, 31)),
        ("March 2020 to May 2021", date(2020, 3, 1), date(2021, 5, 31)),
        ("1 maart 2020", date(2020, 3, 1), date(2020, 3, 1)),
        ("31 december 2020", date(2020, 12, 31), date(2020, 12, 31)),
        ("2nd June 2020", date(2020, 6, 2), date(2020, 6, 2)),
        ("30 februari 2020", date(2020, 2, 1), date(2020, 2, 29)),
        ("01-02-2020", date(2020, 2, 1), date(2020, 2, 1)),
        ("1.2.2020", date(2020, 2, 1), date(2020, 2, 1)),
        ("2020-02-30", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-13-01", date(2020, 1, 1), date(2020, 12, 31)),
        ("Q1 2020", date(2020, 1, 1), date(2020, 3, 31)),
        ("q4 2020", date(2020, 10, 1), date(2020, 12, 31)),
        ("1e kwartaal 2020", date(2020, 1, 1), date(2020, 3, 31)),
        ("second quarter of 2020", date(2020, 4, 1), date(2020, 6, 30)),
        ("eerste helft 2020", date(2020, 1, 1), date(2020, 6, 30)),
        ("first half of 2020", date(2020, 1, 1), date(2020, 6, 30)),
        ("tweede semester van 2020", date(2020, 7, 1), date(2020, 12, 31)),
        ("start 2020", date(2020, 1, 1), date(2020, 3, 31)),
        ("midden 2020", date(2020, 4, 1), date(2020, 9, 30)),
        ("mid-2020", date(2020, 4, 1), date(2020, 9, 30)),
        ("einde van 2020", date(2020, 10, 1), date(2020, 12, 31)),
        ("late 2020", date(2020, 10, 1), date(2020, 12, 31)),
        ("lente 2020", date(2020, 3, 1), date(2020, 5, 31)),
        ("zomer 2020", date(2020, 6, 1), date(2020, 8, 31)),
        ("herfst 2020", date(2020, 9, 1), date(2020, 11, 30)),
        ("winter 2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("academiejaar 2020-2021", date(2020, 9, 1), date(2021, 8, 31)),
        ("werkjaar 2020-2021", date(2020, 9, 1), date(2021, 8, 31)),
        ("school year 2020-2021", date(2020, 9, 1), date(2021, 8, 31)),
        ("sinds 2020", date(2020, 1, 1), None),
        ("from 2020", date(2020, 1, 1), None),
        ("as of June 2020", date(2020, 6, 1), None),
        ("uiterlijk 2020", None, date(2020, 12, 31)),
        ("uiterlijk 30/06/2020", None, date(2020, 6, 30)),
        ("tot en met 2020", None, date(2020, 12, 31)),
        ("before 2020", None, date(2020, 12, 31)),
        ("vóór 2020", None, date(2020, 12, 31)),
        ("2020 (uiterlijk)", date(2020, 1, 1), date(2020, 12, 31)),
        ("geen datum", None, None),
    ],
)
def test_first_and_last_day_of_more_kinds(text, first, last):
    period = Period.parse(text)
    assert (period.first, period.last) == (first, last)


WORDS = st.sampled_from(
    [
        "2015", "2017", "2019", "31/08/2018", "2018-02-30", "mei", "juni", "May", "begin", "eind",
        "Q3", "derde", "kwartaal", "helft", "schooljaar", "vanaf", "tegen", "tot", "-", "–", "/",
        "en", ",", "(einddoel)", "(begin-\nfase)", "\u00ad", "2016-", "'18", "31", "00",
        "99/99/2019",
    ]
)  # fmt: skip
LINES = st.lists(WORDS, max_size=9).map(" ".join) | st.text(max_size=40)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_any_words_give_rising_years_and_days_in_order(text):
    period = Period.parse(text)
    assert list(period.years) == sorted(set(period.years))
    assert period.text == text
    if period.first and period.last:
        assert period.first <= period.last
    if not period.years:
        assert period.first is period.last is None


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_case_and_white_space_around_change_nothing(text):
    period, other = Period.parse(text), Period.parse(f" \n{text.upper().lower()} ")
    plain = Period.parse(text.lower())
    assert other.years == plain.years
    assert other.stage == plain.stage
    assert period.stage in {"baseline", "interim", "final"}


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d"]))
def test_a_day_that_exists_is_that_day(day, pattern):
    period = Period.parse(day.strftime(pattern))
    assert (period.first, period.last, period.years) == (day, day, (day.year,))


@pytest.mark.parametrize(
    "unit",
    [
        "2015 - ",
        "mei ",
        "a-\n\n",
        "\n",
        "31/08/",
        "schooljaar 2016",
        "1 1 1 ",
        "-\n",
        " ",
        "(",
        "eind ",
    ],
)
def test_reading_takes_time_in_proportion_to_the_text(unit):
    assert takes_at_most(1, lambda: Period.parse(f"a-{unit * 20_000}"))
