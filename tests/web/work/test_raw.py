"""What a form sends is kept as it was typed, whatever is missing from it."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.web.work.raw import fitted, raw_from


def test_a_milestone_keeps_its_place_where_another_was_not_sent():
    raw = raw_from(QueryDict("milestones-2-done=derde&milestones-0-done=eerste"))
    assert [row["done"] for row in raw["milestones"]] == ["eerste", "", "derde"]


def test_other_rows_close_up():
    raw = raw_from(QueryDict("spent-7-year=2017&spent-3-year=2016"))
    assert [row["year"] for row in raw["spent"]] == ["2016", "2017"]


@given(st.lists(st.text(max_size=3), max_size=6), st.integers(0, 6))
def test_there_are_as_many_milestones_as_promises(words, promises):
    rows = [{"done": word} for word in words]
    found = fitted(rows, promises)
    assert len(found) == promises
    assert found[: len(rows)] == rows[:promises]
    assert all(row == {"done": ""} for row in found[len(rows) :])
