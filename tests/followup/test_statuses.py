"""Statuses are data: what comes with the program, and what a plan says instead."""

import pytest
from django.utils import translation

from grondrecht.followup.by_plan import by_plan, own_file
from grondrecht.followup.statuses import statuses_for, statuses_from, statuses_json
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Plan

PLAN = Plan(slug="armoedeplan", template="vapa")
ROW = {
    "key": "paused",
    "name": "gepauzeerd",
    "name_en": "paused",
    "deviates": True,
    "ended": False,
    "goes_on": True,
}


@pytest.fixture
def own(settings, tmp_path):
    """Write the plan's own data; gives the file."""
    settings.DATA = tmp_path

    def write(name, text):
        path = own_file(name, PLAN)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write


def test_the_statuses_that_come_with_the_program():
    assert list(statuses_for(PLAN)) == [
        "to_start", "running", "extended", "late", "done", "lapsed", "replaced",
    ]  # fmt: skip


def test_a_round_keeps_them_as_json_and_gets_them_back():
    held = statuses_for(PLAN)
    assert statuses_from(statuses_json(held)) == held


def test_a_status_is_named_in_the_language_of_the_page():
    late = statuses_for(PLAN)["late"]
    assert str(late) == "loopt achter"
    with translation.override("en"):
        assert str(late) == "late"


def test_a_plan_may_have_its_own(own):
    own("statuses", '[[statuses]]\nkey = "paused"\nname = "gepauzeerd"\nname_en = "paused"\n'
        "deviates = true\nended = false\ngoes_on = true\n")  # fmt: skip
    assert [str(status) for status in statuses_for(PLAN).values()] == ["gepauzeerd"]
    assert "running" in statuses_for(Plan(slug="ander"))


def test_a_file_of_its_own_that_is_no_toml_is_named(own):
    path = own("statuses", "[[statuses]\n")
    with pytest.raises(RegisterError, match="geldige TOML") as raised:
        by_plan("statuses", PLAN)
    assert str(path) in str(raised.value)


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ([], "status"),
        (["running"], "statuses[1]"),
        ([ROW, ROW], "statuses[2]"),
        ([ROW | {"colour": "red"}], "colour"),
        ([ROW | {"key": ""}], "statuses[1].key"),
        ([ROW | {"name": "n" * 41}], "statuses[1].name"),
        ([ROW | {"deviates": 1}], "statuses[1].deviates"),
        ([ROW | {"words": "pauze"}], "statuses[1].words"),
    ],
)
def test_a_wrong_list_is_said_in_one_sentence(rows, named):
    with pytest.raises(RegisterError) as raised:
        statuses_from(rows)
    assert named in str(raised.value)
