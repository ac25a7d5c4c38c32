"""In-work poverty: who counts as in work, and in which part the poor are counted."""

import pytest
from raw_households import CALENDAR, Person, frame

from grondrecht.monitor import Survey, indicators
from grondrecht.monitor.derived import derived

POOR, RICH = 500.0, 2000.0


def worker(income: float, age: int = 40, **months: int) -> Person:
    declared: Person = dict.fromkeys(CALENDAR, 0)
    return declared | {"RX020": age, "HX090": income} | months


def rate(*people: Person, indicator: str = "in-work-poverty", times: int = 20) -> tuple[float, int]:
    """The rate and how many people it rests on, among many others who are out of work."""
    others = [worker(RICH + more, PL080=12) for more in range(len(people) * times)]
    rows = [
        person | {"RX030": number, "weight": 1.0}
        for number, person in enumerate([*people * times, *others])
    ]
    found = indicators(Survey(derived(frame(rows))), indicator).one(indicator)
    assert found.value is not None
    return found.value, found.n


def test_who_worked_more_than_half_of_the_months_declared_is_in_work():
    full = worker(RICH, PL073=12)
    assert rate(full, worker(POOR, PL073=7, PL080=5)) == (50.0, 40)
    assert rate(full, worker(POOR, PL073=6, PL080=6)) == (0.0, 20)
    assert rate(full, worker(POOR, PL073=3, PL076=4, PL080=5)) == (50.0, 40)


@pytest.mark.parametrize(("declared", "n"), [(6, 20), (7, 40)])
def test_six_months_declared_is_out_and_seven_is_in(declared: int, n: int):
    assert rate(worker(RICH, PL073=12), worker(POOR, PL073=declared))[1] == n


@pytest.mark.parametrize(
    ("indicator", "ages"),
    [
        ("in-work-poverty", [18, 64, 65, 90]),
        ("in-work-poverty-18-64", [18, 64]),
        ("in-work-poverty-18-59", [18, 59]),
    ],
)
def test_ages(indicator: str, ages: list[int]):
    people = [worker(RICH, age, PL073=12) for age in (16, 17, *ages, *([60] if 59 in ages else []))]
    assert rate(*people, indicator=indicator)[1] == 20 * len(ages)


def test_a_given_activity_status_wins_over_the_months():
    person = worker(POOR, PL080=12) | {"PX050": 2}
    assert rate(person, worker(RICH, PL073=12) | {"PX050": 5}) == (100.0, 20)


def test_the_codes_of_px050_before_2021_are_not_read():
    made = derived(frame([worker(POOR) | {"RX030": 1, "RB010": 2009, "PX050": 1}]))
    assert "in_work" not in made.columns


def test_in_work_poverty_breaks_down_by_work_intensity():
    people = [worker(POOR, PL073=12) | {"RX040": 0.5}, worker(RICH, PL073=12) | {"RX040": 1.0}]
    rows = [
        person | {"RX030": number, "weight": 1.0}
        for number, person in enumerate(
            people * 30 + [worker(RICH, PL080=12) | {"RX040": 0.0}] * 60
        )
    ]
    survey = Survey(derived(frame(rows)))
    found = indicators(survey, "in-work-poverty-18-59", by="work_intensity_band")
    by_band = {each.domain: (each.value, each.n) for each in found}
    assert by_band["work_intensity_band=3"] == (100.0, 30)
    assert by_band["work_intensity_band=5"] == (0.0, 30)
    assert by_band["work_intensity_band=1"][1] == 0
