"""The page of measures says what the measures say."""

import sys

from documented_commands import ROOT

from grondrecht import rights

sys.path.insert(0, str(ROOT / "tools"))
import print_rules


def test_the_page_is_that_of_the_measures():
    assert print_rules.PAGE.read_text("utf-8") == print_rules.page(), "run tools/print_rules.py"


def test_every_open_point_of_every_measure_is_on_the_page():
    words = print_rules.PAGE.read_text("utf-8")
    for measure in rights.load(print_rules.FOLDER).measures.values():
        assert f"## {measure.id}\n" in words
        assert all(f"- {point.en}\n" in words for point in measure.open)
        assert all(rule.label.en in words for v in measure.versions for rule in v.conditions)
