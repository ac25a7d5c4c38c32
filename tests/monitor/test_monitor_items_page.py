"""docs/monitor-items.md: its examples run, and it names every item, type, method and column."""

import re

import pytest
from documented_commands import ROOT

from grondrecht.monitor.catalogue import catalogue
from grondrecht.monitor.condition_tables import CONDITIONS
from grondrecht.monitor.derived import _steps
from grondrecht.monitor.shipped import shipped

PAGE = (ROOT / "docs/monitor-items.md").read_text("utf-8")


def test_the_examples_run_and_give_what_they_say():
    held: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE, re.S):
        exec(block, held)
    table = held["table"]
    assert table.columns == ["RB030", "HX090", "income_1", "income_2", "income_3"]  # type: ignore[attr-defined]
    assert len(held["survey"]) == 3  # type: ignore[arg-type]


def test_the_first_example_prints_what_stands_behind_it():
    first = re.findall(r"```python\n(.*?)```", PAGE, re.S)[0]
    held: dict[str, object] = {}
    exec(first, held)
    line = next(line for line in first.splitlines() if line.startswith('table["income"]'))
    said = line.partition("#")[2].strip()
    assert str(held["table"]["income"].to_list()) == said  # type: ignore[index]


@pytest.mark.parametrize("item", shipped("items")["items"])
def test_every_item_has_its_row(item: str):
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {item} |"))
    cells = [cell.strip() for cell in row.split("|")[1:-1]]
    lists = shipped("items")["lists"]
    assert [cell == "x" for cell in cells[2:4]] == [
        item in lists[version]["items"] for version in ("2020", "2030")
    ]
    roles = shipped("items")["items"][item].get("answers", [item])
    names = shipped("eu-silc")["names"]["items"]
    assert all(name in cells[4] for role in roles for name in names[role])


def test_everything_that_can_be_chosen_is_named():
    for name in (*CONDITIONS, "of", *shipped("work-intensity")["methods"]):
        assert name in PAGE
    for given in shipped("eu-silc")["given"]:
        assert given["column"] in PAGE
        assert given["role"].rpartition("_")[0] in PAGE
    ours = ("arope", "md", "smd", "msd", "smsd", "lwi", "in-work", "births")
    for id in catalogue():
        assert not id.startswith(ours) or f"`{id}`" in PAGE or f'"{id}"' in PAGE


@pytest.mark.parametrize("role", [step.makes for step in _steps("half")])
def test_every_column_that_is_worked_out_is_named(role: str):
    assert f"`{role}`" in PAGE or role.removeprefix("lacks_") in shipped("items")["items"]


@pytest.mark.parametrize(
    "role", [role for rule in shipped("allowed")["rule"] for role in rule["roles"]]
)
def test_every_role_that_may_not_have_any_number_is_named(role: str):
    whole = set(re.findall(r"`([a-z_]+)`", PAGE))
    begun = tuple(re.findall(r"`([a-z_]+)…`", PAGE))
    assert role in whole or role.startswith(begun)
