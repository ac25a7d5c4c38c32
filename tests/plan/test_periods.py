"""Every way in which plans write a period."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.plan.periods import Period


@pytest.mark.parametrize(
    ("text", "years", "stage"),
    [
        ("2015 (beginfase, nulmeting)", (2015,), "baseline"),
        ("2015 (BEGINFASE, NULMETING)", (2015,), "baseline"),
        ("2015 \n\n(begin-\nfase, nul-\nmeting)", (2015,), "baseline"),
        ("2015 (begin- fase)", (2015,), "baseline"),
        ("2015 – 2016 \n(beginfase)", (2015, 2016), "baseline"),
        ("2017 (beginfase, nulmeting)", (2017,), "baseline"),
        ("2015 en 2016", (2015, 2016), "interim"),
        ("2015, 2017 en 2019", (2015, 2017, 2019), "interim"),
        ("2016-2018", (2016, 2017, 2018), "interim"),
        ("2016- 2018 ", (2016, 2017, 2018), "interim"),
        ("2016 tot \n2018", (2016, 2017, 2018), "interim"),
        ("2016-18", (2016, 2017, 2018), "interim"),
        ("2018-2019-\n\n2020-2021 ", (2018, 2019, 2020, 2021), "interim"),
        ("2018 (einddoel)", (2018,), "final"),
        ("2019 (eind-\ndoel)", (2019,), "final"),
        ("2019 (Einddoel) en nulmeting", (2019,), "final"),
        ("2025 (end goal)", (2025,), "final"),
        ("2023 (baseline)", (2023,), "baseline"),
        ("2017 (toekenning subsidies)", (2017,), "interim"),
        ("mijlpaal 20170", (), "interim"),
        ("", (), "interim"),
    ],
)
def test_years_and_stage(text, years, stage):
    period = Period.parse(text)
    assert (period.text, period.years, period.stage) == (text, years, stage)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2015 en 2017", date(2015, 1, 1), date(2017, 12, 31)),
        ("2016-2018", date(2016, 1, 1), date(2018, 12, 31)),
        ("Mei 2016", date(2016, 5, 1), date(2016, 5, 31)),
        ("feb. 2016", date(2016, 2, 1), date(2016, 2, 29)),
        ("mei - juni 2016", date(2016, 5, 1), date(2016, 6, 30)),
        ("begin 2017", date(2017, 1, 1), date(2017, 3, 31)),
        ("medio 2017", date(2017, 4, 1), date(2017, 9, 30)),
        ("eind 2017", date(2017, 10, 1), date(2017, 12, 31)),
        ("begin 2016 - eind 2018", date(2016, 1, 1), date(2018, 12, 31)),
        ("voorjaar 2017", date(2017, 3, 1), date(2017, 5, 31)),
        ("najaar 2017", date(2017, 9, 1), date(2017, 11, 30)),
        ("Q3 2016", date(2016, 7, 1), date(2016, 9, 30)),
        ("derde kwartaal van 2016", date(2016, 7, 1), date(2016, 9, 30)),
        ("tweede helft 2018", date(2018, 7, 1), date(2018, 12, 31)),
        ("1e semester 2018", date(2018, 1, 1), date(2018, 6, 30)),
        ("schooljaar 2016-2017", date(2016, 9, 1), date(2017, 8, 31)),
        ("schooljaar 2016-17", date(2016, 9, 1), date(2017, 8, 31)),
        ("31 August 2025", date(2025, 8, 31), date(2025, 8, 31)),
        ("1st September 2023 – 31 August 2025", date(2023, 9, 1), date(2025, 8, 31)),
        ("August 2023 - July 2025", date(2023, 8, 1), date(2025, 7, 31)),
        ("01/09/2014 – 31/08/2015", date(2014, 9, 1), date(2015, 8, 31)),
        ("2015-10-16", date(2015, 10, 16), date(2015, 10, 16)),
        ("vanaf 2017", date(2017, 1, 1), None),
        ("tegen eind 2018", None, date(2018, 12, 31)),
        ("by 2018", None, date(2018, 12, 31)),
        ("vanaf 2016 tot 2018", date(2016, 1, 1), date(2018, 12, 31)),
        ("31/02/2016", date(2016, 2, 1), date(2016, 2, 29)),
        ("12/13/2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("juni", None, None),
        ("later", None, None),
    ],
)
def test_first_and_last_day(text, first, last):
    period = Period.parse(text)
    assert (period.first, period.last) == (first, last)


def test_a_range_over_years_covers_those_between():
    assert Period.parse("August 2023 - July 2025").years == (2023, 2024, 2025)
    assert Period.parse("schooljaar 2016-2017").years == (2016, 2017)


@given(st.text(max_size=60) | st.from_regex(r"[a-z ]{0,9}(19|20)\d\d[ -–/(a-z]{0,9}\d{0,4}"))
def test_any_text_gives_ordered_years_and_days(text):
    period = Period.parse(text)
    assert list(period.years) == sorted(set(period.years))
    assert period.stage in {"baseline", "interim", "final"}
    if period.first and period.last:
        assert period.first <= period.last
        assert period.years[0] <= period.first.year
        assert period.last.year <= period.years[-1] or "schooljaar" in text


@given(
    st.integers(1990, 2040), st.integers(0, 9), st.sampled_from(["-", " - ", "–", " tot ", "- "])
)
def test_a_range_is_read_however_it_is_joined(first, length, joint):
    years = Period.parse(f"{first}{joint}{first + length}").years
    assert years == tuple(range(first, first + length + 1))


@given(st.data())
def test_a_word_broken_anywhere_keeps_its_stage(data):
    word, stage = data.draw(st.sampled_from([("nulmeting", "baseline"), ("einddoel", "final")]))
    at = data.draw(st.integers(1, len(word) - 1))
    joint = data.draw(st.sampled_from(["-\n", "\n", "- ", "\u00ad\n", " "]))
    assert Period.parse(f"2015 ({word[:at]}{joint}{word[at:]})").stage == stage
