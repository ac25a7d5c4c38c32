"""Every text has a contrast of 7:1 with what it stands on, in light and in dark, on every right."""

import re
from pathlib import Path

import pytest

from grondrecht.web import appearance

STATIC = Path(appearance.__file__).parent / "static" / "web"
TOKENS = (STATIC / "tokens.css").read_text("utf-8")
SHEETS = {path.name: path.read_text("utf-8") for path in STATIC.glob("*.css")}
COLOURS = appearance.data()["colours"]
SCHEMES = ("light", "dark")
GROUNDS = ("paper", "surface", "quiet")
# Which text stands on which ground, by the names of tokens.css.
PAIRS = [
    *((text, ground) for text in ("ink", "soft", "accent", "accent-deep") for ground in GROUNDS),
    *((text, "wash") for text in ("ink", "accent", "accent-deep")),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("on-focus", "focus"),
    ("ink", "mark"),
    *((level, f"{level}-wash") for level in ("good", "warn", "bad")),
    *(("ink", f"{level}-wash") for level in ("good", "warn", "bad")),
    *((level, "paper") for level in ("good", "warn", "bad")),
    *(("ink", f"heat-{step}") for step in (1, 2, 3)),
    *(("on-accent", f"heat-{step}") for step in (4, 5)),
]


def tokens(scheme):
    """The colours of a scheme; dark replaces what it names."""
    light, dark = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        found |= re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)
    return found


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_counted_as_the_standard_counts_it():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#595959", "#ffffff") == pytest.approx(7.0, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids="-on-".join)
def test_text_stands_out_seven_times(scheme, text, ground):
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("line", ["edge", "accent"])
def test_edges_of_fields_and_lines_that_mean_something_stand_out_three_times(scheme, ground, line):
    colours = tokens(scheme)
    assert contrast(colours[line], colours[ground]) >= 3


def test_the_ring_of_the_focus_is_seen_on_light_and_on_dark():
    for scheme in SCHEMES:
        colours = tokens(scheme)
        rings = (colours["focus"], colours["on-focus"])
        assert max(contrast(ring, colours["paper"]) for ring in rings) >= 3
        assert contrast(*rings) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", COLOURS)
def test_the_colour_of_a_right_stands_out(scheme, name):
    grounds = tokens(scheme)
    colour = COLOURS[name][scheme]
    assert contrast(colour["ink"], colour["wash"]) >= 7
    for ground in GROUNDS:
        assert contrast(colour["ink"], grounds[ground]) >= 7
        assert contrast(colour["vivid"], grounds[ground]) >= 3


def test_dark_has_a_value_for_every_colour_but_the_focus():
    light, dark = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
    pattern = r"--([\w-]+): #[0-9a-f]{6};"
    assert set(re.findall(pattern, light)) == set(re.findall(pattern, dark))


def test_every_token_that_colours_text_or_ground_is_in_a_pair():
    used = set()
    for name in ("site.css", "parts.css"):
        for token in re.findall(r"(?<![\w-])(?:color|background): var\(--([\w-]+)", SHEETS[name]):
            used.add(token)
    known = {name for pair in PAIRS for name in pair} | {"line", "tint-ink", "tint-vivid"}
    assert used - known == set()


def test_every_custom_property_in_use_is_defined():
    defined = {name for sheet in SHEETS.values() for name in re.findall(r"(--[\w-]+):", sheet)}
    used = {name for sheet in SHEETS.values() for name in re.findall(r"var\((--[\w-]+)", sheet)}
    assert used - defined == set()


def test_no_other_colours_are_written_outside_the_tokens():
    for name in ("site.css", "parts.css"):
        found = re.findall(r"#[0-9a-fA-F]{3,8}\b", SHEETS[name])
        # The ground under a chart is white, because the drawing was made for paper.
        assert set(found) <= {"#ffffff"}, name


def test_sheets_load_nothing_from_elsewhere():
    for name, sheet in SHEETS.items():
        assert "@import" not in sheet
        for address in re.findall(r"url\(\"?([^\")]+)", sheet):
            assert (STATIC / address).is_file(), (name, address)


def test_the_typeface_comes_with_its_licence():
    fonts = STATIC / "fonts"
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts / "OFL.txt").read_text("utf-8")
    for path in fonts.glob("*.woff2"):
        assert path.read_bytes()[:4] == b"wOF2"
        assert path.name in TOKENS
