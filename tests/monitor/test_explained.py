"""Every definition has its page, and the page is what the definitions and examples say now."""

import sys

import pytest
from documented_commands import ROOT

from grondrecht.monitor import catalogue
from grondrecht.monitor.explained import explained

sys.path.insert(0, str(ROOT / "tools"))
import print_indicators


def test_every_definition_is_explained_and_nothing_else_is():
    assert set(explained()) == set(catalogue())


@pytest.mark.parametrize("id", catalogue())
def test_a_page_has_formula_source_choices_and_an_example(id):
    about, words = explained()[id], "\n".join(print_indicators.part(catalogue()[id]))
    assert all(about["what"][language].endswith(".") for language in ("nl", "en"))
    assert catalogue()[id].source.startswith("https://")
    for part in (about["formula"], *about["choices"], about["example"]["says"], "**Value: "):
        assert part in words
    assert print_indicators.value(catalogue()[id], about["example"]) == about["example"]["value"]


def test_the_page_is_what_the_program_prints():
    page = (ROOT / "docs/indicators.md").read_text("utf-8")
    assert page == print_indicators.page(), "run tools/print_indicators.py"
