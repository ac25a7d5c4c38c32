"""Each right has its own colour and icon, as data; a plan that nobody knows gets some too."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.plan.codes import ActionCode
from grondrecht.web import appearance

DATA = appearance.data()
SPRITE = (Path(appearance.__file__).parent / "static/web/icons.svg").read_text("utf-8")
SYMBOLS = re.findall(r'<symbol id="([\w-]+)"', SPRITE)


@pytest.mark.parametrize("plan", DATA["templates"])
def test_no_two_rights_of_a_plan_share_a_colour_or_an_icon(plan):
    rights = DATA["templates"][plan]
    looks = [appearance.of_right(plan, code) for code in rights]
    assert len({look.icon for look in looks}) == len(rights)
    assert len({look.colour for look in looks}) == len(rights)


def test_the_flemish_plan_has_its_eleven_rights():
    assert [*DATA["templates"]["vapa"]] == [f"{number:02}" for number in range(11)]
    assert appearance.of_right("vapa", "08") == appearance.Appearance("house", "brick")


@pytest.mark.parametrize("plan", DATA["templates"])
def test_codes_in_the_data_can_be_the_first_segment_of_an_action(plan):
    for code in DATA["templates"][plan]:
        assert str(ActionCode.parse(f"{code}_01_01")).startswith(f"{code}_")


def test_every_name_in_the_data_exists():
    lists = DATA["by_position"]
    known = [right for plan in DATA["templates"].values() for right in plan.values()]
    assert {*lists["icons"], *(right["icon"] for right in known)} <= set(SYMBOLS)
    assert {*lists["colours"], *(right["colour"] for right in known)} <= set(DATA["colours"])


def test_unknown_rights_differ_until_every_pair_is_used():
    lists = DATA["by_position"]
    pairs = len(lists["icons"]) * len(lists["colours"])
    assert len({appearance.by_position(place) for place in range(pairs)}) == pairs
    assert appearance.by_position(pairs) == appearance.by_position(0)


def test_neighbours_in_an_unknown_plan_share_neither_colour_nor_icon():
    looks = [appearance.of_right("unknown", f"{number:02}") for number in range(12)]
    for one, other in combinations(looks, 2):
        assert one.icon != other.icon
        assert one.colour != other.colour


@pytest.mark.parametrize(
    ("code", "place"),
    [("07", 7), ("7", 7), ("A", 10), ("b", 11), ("", 0), ("R-12", 35030), ("é", 0)],
)
def test_position_is_the_number_that_a_code_is(code, place):
    assert appearance.position(code) == place


@given(st.text(max_size=20), st.text(max_size=20))
def test_every_right_of_every_plan_has_looks(plan, code):
    look = appearance.of_right(plan, code)
    assert look.icon in SYMBOLS
    assert look.colour in DATA["colours"]


def test_the_stylesheet_says_what_the_data_say():
    assert appearance.STYLESHEET.read_text("utf-8") == appearance.stylesheet()


def test_the_stylesheet_has_each_colour_in_light_and_in_dark():
    light, dark = appearance.stylesheet().split("@media")
    for name, colour in DATA["colours"].items():
        assert f".tint-{name} {{ --tint-ink: {colour['light']['ink']};" in light
        assert f".tint-{name} {{ --tint-ink: {colour['dark']['ink']};" in dark


def test_symbols_are_drawn_alike_and_hold_no_colour():
    assert len(SYMBOLS) == len(set(SYMBOLS)) == SPRITE.count("<symbol ")
    for symbol in re.findall(r"<symbol [^>]+>", SPRITE):
        assert 'viewBox="0 0 24 24" fill="none" stroke="currentColor"' in symbol
    assert re.findall(r"<script|style=|#[0-9a-f]{3}|href|on\w+=", SPRITE) == []
