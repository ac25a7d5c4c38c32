"""The style page in a browser: without scripts, under the site's own policy, by keyboard alone."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from test_look_parts import page as written

from grondrecht.web import style_page
from grondrecht.web.headers import GUARDED

STATIC = Path(style_page.__file__).parent / "static"
KINDS = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2"}
HOST = "https://grondrecht.test"
LEVELS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def words(settings):
    settings.ROOT_URLCONF = "web.look_urls"
    return {language: written(language, linked_data={"name": "x"}) for language in ("nl", "en")}


def visit(chromium, words, language="nl", **how):
    """The style page in a window of its own, and what the browser complains about."""
    window = chromium.new_context(**how)
    window.route("**/*", lambda route: answer(route, words))
    tab, complaints = window.new_page(), []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("requestfailed", lambda request: complaints.append(request.url))
    tab.goto(f"{HOST}/{language}/stijl/")
    return tab, complaints


def answer(route, words):
    """What the site answers: the page under its policy, or a file from the package."""
    path = route.request.url.removeprefix(HOST).split("?")[0]
    if path.startswith("/static/"):
        file = STATIC / path.removeprefix("/static/")
        route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
    else:
        body = words[path[1:3]]
        route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=GUARDED)


def test_the_page_keeps_to_the_policy_and_needs_no_scripts(chromium, words):
    tab, complaints = visit(chromium, words, java_script_enabled=False)
    assert complaints == []
    tab.get_by_role("button", name="budgettair engagement").first.click()
    assert tab.locator("#term-commitment").is_visible()
    tab.context.close()


def test_symbols_and_typeface_arrive_under_the_policy(chromium, words):
    tab, complaints = visit(chromium, words)
    tab.wait_for_load_state("networkidle")
    assert tab.evaluate("document.fonts.check('700 16px \"Atkinson Hyperlegible Next\"')")
    assert tab.evaluate("document.querySelector('.brand use').getBBox().width") > 10
    assert complaints == []
    tab.context.close()


# The contrast of the other two combinations is computed from the tokens.
@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("nl", 320, "dark"), ("en", 1280, "light")]
)
def test_no_violation_of_accessibility_rules(chromium, words, language, width, scheme):
    tab, _ = visit(
        chromium,
        words,
        language,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    )
    # 7:1 holds 4.5:1, so the weaker rule need not run as well.
    options = {"runOnly": LEVELS, "rules": {"color-contrast": {"enabled": False}}}
    report = Axe().run(tab, options=options).response
    found = {each["id"]: [node["html"] for node in each["nodes"]] for each in report["violations"]}
    assert found == {}
    assert "color-contrast-enhanced" in {each["id"] for each in report["passes"]}
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    tab.context.close()


def test_a_word_is_explained_by_keyboard_alone(chromium, words):
    tab, _ = visit(chromium, words)
    tab.locator(".term-word").first.focus()
    note = tab.locator("#term-form")
    tab.keyboard.press("Enter")
    assert note.is_visible()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "/nl/woordenlijst/#form"
    tab.keyboard.press("Escape")
    assert note.is_hidden()
    tab.context.close()


def test_the_first_tab_leads_past_the_menu(chromium, words):
    tab, _ = visit(chromium, words)
    tab.keyboard.press("Tab")
    skip = tab.locator(".skip")
    assert skip.bounding_box()["y"] >= 0
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")
    tab.context.close()


def test_on_paper_there_is_no_navigation_and_words_are_explained(chromium, words):
    tab, _ = visit(chromium, words)
    tab.emulate_media(media="print")
    for gone in (".menu", ".crumbs", ".facets", ".site-search", ".skip"):
        assert tab.locator(gone).first.is_hidden(), gone
    assert tab.locator("#term-form").is_visible()
    assert tab.locator("#term-baseline-2").is_hidden()
    tab.context.close()


def test_numbers_are_read_in_a_dark_matrix_on_paper_too(chromium, words):
    tab, _ = visit(chromium, words, color_scheme="dark")
    tab.emulate_media(media="print")
    ink = tab.evaluate("getComputedStyle(document.querySelector('.heat-5')).color")
    assert ink == "rgb(29, 27, 24)"
    tab.context.close()
