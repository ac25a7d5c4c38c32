"""docs/rounds.md names every key of a frozen copy, every status and every column."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest
from followup.rounds import frozen

from grondrecht.followup import freezing, parts
from grondrecht.followup.answers import Answer, Done, Involved, Measured, Spent
from grondrecht.followup.answers_table import heading, words_of
from grondrecht.followup.by_plan import packaged
from grondrecht.followup.frozen import held_body
from grondrecht.followup.honesty import Mark
from grondrecht.followup.models import FrozenRound
from grondrecht.followup.statuses import Status

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "rounds.md").read_text("utf-8")
NAMED = set(re.findall(r"`([^`]+)`", PAGE))
SOURCES = [Path(freezing.__file__), *sorted(Path(parts.__file__).parent.glob("*.py"))]


def keys_written(path):
    """The keys of the dictionaries that a module spells out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Dict):
            yield from (key.value for key in node.keys if isinstance(key, ast.Constant))


def keys_in(data):
    if isinstance(data, list):
        for each in data:
            yield from keys_in(each)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from keys_in(value)


def coded(key):
    """Whether a key is data (a code, a year) and no name of a field."""
    return not re.fullmatch(r"[a-z_]+", key) or key in packaged("columns")


def undocumented(keys):
    return sorted({key for key in keys if not coded(key)} - NAMED)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_key_that_a_part_writes_is_in_the_page(path):
    assert undocumented(keys_written(path)) == []


@pytest.mark.parametrize("of", [Answer, Done, Measured, Spent, Involved, Mark, Status])
def test_every_key_of_an_answer_a_mark_and_a_status_is_in_the_page(of):
    assert undocumented(each.name for each in fields(of)) == []


def test_every_status_and_column_is_in_the_page():
    assert undocumented(each["key"] for each in packaged("statuses")["statuses"]) == []
    once = [heading(key) for key in words_of("columns")]
    numbered = [f"{heading(key)} 1" for key in words_of("numbered") if key != "spent"]
    assert sorted({*once, *numbered, "besteed 2017"} - NAMED) == []


@pytest.mark.django_db
def test_every_key_of_a_frozen_copy_is_in_the_page(cast):
    frozen(cast)
    body = held_body(FrozenRound.objects.get())
    assert undocumented(keys_in(body)) == []
