"""When somebody is reminded: stages follow each other, each has a key, none comes twice."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.followup.reminding.stages import Rules, quiet, rules, stage_of
from grondrecht.registry.errors import RegisterError

BY = rules()
SINCE, DUE = date(2027, 1, 4), date(2027, 3, 1)
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


def stage(today, due=DUE):
    """Name and key of the stage on a day."""
    found = stage_of(SINCE, due, today, BY)
    return found.name, found.key


def test_what_is_asked_is_asked_once_until_it_is_soon_due():
    first = stage(SINCE)
    assert first == ("asked", "asked 2027-01-04")
    assert stage(DUE - timedelta(days=15)) == first


def test_what_has_no_day_is_asked_once():
    assert stage(date(2029, 1, 1), due=None) == ("asked", "asked 2027-01-04")


@pytest.mark.parametrize(
    ("days_left", "nearest"), [(14, 14), (13, 14), (4, 14), (3, 3), (1, 3), (0, 3)]
)
def test_what_is_soon_due_is_told_once_for_each_of_the_days_in_the_rules(days_left, nearest):
    assert stage(DUE - timedelta(days=days_left)) == ("soon", f"soon:{nearest} 2027-03-01")


@pytest.mark.parametrize(("days_late", "times"), [(1, 1), (7, 1), (8, 2), (14, 2), (15, 3)])
def test_what_is_late_is_told_again_each_week(days_late, times):
    assert stage(DUE + timedelta(days=days_late)) == ("late", f"late:{times} 2027-03-01")


def test_what_stays_late_is_not_told_for_ever():
    long_after = {stage(DUE + timedelta(days=days))[1] for days in range(36, 400, 7)}
    assert long_after == {"late:6 2027-03-01"}


def test_another_day_to_be_ready_is_told_anew():
    assert stage(date(2027, 3, 1), DUE) != stage(date(2027, 3, 1), DUE + timedelta(days=1))


@given(DAYS, DAYS, DAYS)
def test_on_any_day_there_is_one_stage_and_its_key_holds_no_other_day(since, due, today):
    found = stage_of(since, due, today, BY)
    assert found.name == ("late" if today > due else "soon" if today >= due - _most() else "asked")
    assert found.late_days == max(0, (today - due).days)
    assert str(due if found.name != "asked" else since) in found.key


@given(DAYS, st.integers(0, 60))
def test_as_time_goes_on_a_stage_never_comes_back(due, days):
    keys = [stage_of(SINCE, due, due + timedelta(days=day - 30), BY).key for day in range(days + 1)]
    runs = [key for place, key in enumerate(keys) if key != keys[place - 1] or place == 0]
    assert len(runs) == len(set(runs))


def _most():
    return timedelta(days=max(BY.soon_days))


@pytest.mark.parametrize(
    ("moment", "is_quiet"),
    [
        ("2027-01-13 07:59", True),
        ("2027-01-13 08:00", False),
        ("2027-01-13 17:59", False),
        ("2027-01-13 18:00", True),
        ("2027-01-13 23:30", True),
        ("2027-01-16 10:00", True),
        ("2027-01-17 10:00", True),
        ("2027-01-18 10:00", False),
    ],
)
def test_evenings_nights_and_weekends_are_quiet(moment, is_quiet):
    assert quiet(datetime.fromisoformat(moment), BY) is is_quiet


def test_quiet_hours_may_lie_within_a_day():
    by = Rules(**{**vars(BY), "quiet_from": 12, "quiet_until": 13, "quiet_days": frozenset()})
    asked = [quiet(datetime(2027, 1, 16, hour), by) for hour in (11, 12, 13)]
    assert asked == [False, True, False]


GOOD = """
soon_days = [7]
late_every_days = 1
next_level_after_days = 2
late_at_most = 3
quiet_from = 0
quiet_until = 0
quiet_days = []
"""


def in_file(tmp_path, text):
    """The rules in a file with this text."""
    path = tmp_path / "herinneringen.toml"
    path.write_text(text, "utf-8")
    return rules(str(path))


def test_an_installation_may_have_rules_of_its_own(tmp_path):
    by = in_file(tmp_path, GOOD)
    assert by == Rules((7,), 1, 2, 3, 0, 0, frozenset())
    assert not quiet(datetime(2027, 1, 17, 3), by)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD + "vaak = true", "vaak"),
        (GOOD.replace("late_every_days = 1", ""), "late_every_days"),
        (GOOD.replace("late_every_days = 1", "late_every_days = 0"), "late_every_days"),
        (GOOD.replace("[7]", "['week']"), "soon_days"),
        (GOOD.replace("late_at_most = 3", "late_at_most = -1"), "late_at_most"),
        (GOOD.replace("late_at_most = 3", "late_at_most = true"), "late_at_most"),
        ("dit is geen toml", "geen TOML"),
    ],
)
def test_rules_that_cannot_be_used_are_refused_in_one_sentence(tmp_path, text, told):
    with pytest.raises(RegisterError, match=told) as refused:
        in_file(tmp_path, text)
    assert "herinneringen.toml" in str(refused.value)


def test_rules_that_are_not_there_are_refused_in_one_sentence(tmp_path):
    with pytest.raises(RegisterError, match="kan niet gelezen worden"):
        rules(str(tmp_path / "nergens.toml"))
