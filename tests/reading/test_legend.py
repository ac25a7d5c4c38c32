"""The document's own list of its code segments."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from reading.small_template import small

from grondrecht.plan.model import Legend, LegendEntry
from grondrecht.reading.legend import read_legend

names = st.lists(st.text("abcdé", min_size=1, max_size=8), min_size=1, max_size=3).map(" ".join)


def rights(front):
    return [(entry.code, entry.name) for entry in read_legend(front, small()).rights]


def test_two_lists_are_told_apart():
    front = "De eerste lijst:\n01 water\n02 wonen\nDe tweede lijst:\n01 mevrouw Peeters\n"
    assert read_legend(front, small()) == Legend(
        (LegendEntry("01", "water"), LegendEntry("02", "wonen")),
        (LegendEntry("01", "mevrouw Peeters"),),
    )


def test_the_lists_may_stand_in_another_order():
    front = "tweede lijst 01 mevrouw Peeters\neerste lijst 01 water"
    legend = read_legend(front, small())
    assert [entry.name for entry in legend.offices] == ["mevrouw Peeters"]
    assert [entry.name for entry in legend.rights] == ["water"]


def test_an_announcement_may_be_broken_over_two_lines():
    assert rights("eerste\n lijst\n01 water") == [("01", "water")]


def test_several_entries_may_share_a_line():
    assert rights("eerste lijst 01 water 02 wonen\n03 werk") == [
        ("01", "water"),
        ("02", "wonen"),
        ("03", "werk"),
    ]


def test_what_follows_the_last_entry_is_no_entry():
    assert rights("eerste lijst\n01 water\n02 wonen\n01 opnieuw\n03 later") == [
        ("01", "water"),
        ("02", "wonen"),
    ]


def test_figures_of_other_kinds_are_no_entries():
    front = "eerste lijst\n01 water\n2 wonen\n003 werk\n1,04 euro\n2015-05 mei\n06 7\n_07 x"
    assert rights(front) == [("01", "water")]


def test_text_in_front_of_the_announcement_counts_for_nothing():
    assert rights("01 iets\neerste lijst\n02 water") == [("02", "water")]


def test_no_announcement_no_list():
    assert read_legend("01 water", small()) == Legend()
    assert read_legend("eerste lijst\n01 water", replace(small(), legend=())) == Legend()


@given(st.lists(names, max_size=9))
def test_every_entry_of_a_rising_list_is_read(given_names):
    entries = [(f"{number:02}", name) for number, name in enumerate(given_names)]
    front = "eerste lijst\n" + "\n".join(" ".join(entry) for entry in entries) + "\n"
    assert rights(front) == entries
