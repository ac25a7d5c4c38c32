"""docs/monitor-items.md: its examples run, and it names every item, type, method and column."""

import re

import pytest
from documented_commands import ROOT

from grondrecht.monitor.catalogue import catalogue
from grondrecht.monitor.condition_tables import CONDITIONS
from grondrecht.monitor.deprivation import role_of
from grondrecht.monitor.derived import _steps
from grondrecht.monitor.shipped import shipped

PAGE = (ROOT / "docs/monitor-items.md").read_text("utf-8")
LACKS = set(map(role_of, shipped("items")["items"]))


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
    # Most of these are words that a page has anyway, so it must write them as they are written.
    for kind in (*CONDITIONS, "of"):
        assert f"{{ {kind} = " in PAGE
    for method in shipped("work-intensity")["methods"]:
        assert f"`{method}`" in PAGE
    ours = ("arope", "md", "smd", "msd", "smsd", "lwi", "in-work", "births")
    for id in catalogue():
        assert not id.startswith(ours) or f"`{id}`" in PAGE or f'"{id}"' in PAGE


@pytest.mark.parametrize("given", shipped("eu-silc")["given"], ids=lambda given: given["role"])
def test_every_result_that_is_given_has_its_role(given: dict[str, str]):
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {given['column']} |"))
    stem, _, version = given["role"].rpartition("_")
    both = f"`{stem}_2030` or `_2020`" if version in ("2030", "2020") else f"`{given['role']}`"
    assert both in row


@pytest.mark.parametrize("role", [step.makes for step in _steps("half") if step.makes not in LACKS])
def test_every_column_that_is_worked_out_is_named(role: str):
    assert f"`{role}`" in PAGE


def test_every_item_is_worked_out_in_a_column_that_the_page_names():
    assert {step.makes for step in _steps("half")} >= LACKS
    assert {role.partition("_")[0] for role in LACKS} == {"lacks"}
    assert "Each item becomes a column `lacks_…`" in PAGE


@pytest.mark.parametrize(
    "role", [role for rule in shipped("allowed")["rule"] for role in rule["roles"]]
)
def test_every_role_that_may_not_have_any_number_is_named(role: str):
    whole = set(re.findall(r"`([a-z_]+)`", PAGE))
    begun = tuple(re.findall(r"`([a-z_]+)…`", PAGE))
    assert role in whole or role.startswith(begun)
