"""The site in a browser: accessible, by keyboard alone, on a phone, without scripts."""

import re
from functools import cache
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from web.page_kinds import KINDS

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Without a list of all that is right, which takes longer than finding what is wrong.
RULES = {"runOnly": LEVELS, "resultTypes": ["violations"]}
WIDTHS = {320: 640, 1280: 900}
# Each kind of page in one way, by turns; bench/accessibility.py goes through all, in the dark too.
WAYS = (("nl", 320), ("en", 1280), ("nl", 1280), ("en", 320))


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_breaks_a_rule_of_accessibility(chromium, site, kind):
    language, width = WAYS[list(KINDS).index(kind) % len(WAYS)]
    assert troubles(chromium, f"{site}/{language}/{KINDS[kind]}", width) == []


def troubles(chromium, address, width, scheme="light"):
    """What is wrong with a page: rules of accessibility, sideways scrolling, complaints."""
    page, found = page_of(chromium), []
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.emulate_media(color_scheme=scheme)

    def complained(message):
        found.append(message.text)

    page.on("console", complained)
    page.goto(address)
    broken = Axe().run(page, options=RULES).response["violations"]
    found += [f"{each['id']}: {each['nodes'][0]['html']}" for each in broken]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append("the page scrolls sideways")
    page.remove_listener("console", complained)
    return [each for each in found if "status of 404" not in each]


@cache
def page_of(browser):
    """One tab for all addresses: a window for each costs more than the page itself."""
    return browser.new_context().new_page()


def press(page, key, until, most=60):
    """Press a key until a locator has the focus; fails where it never does."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.locator(":focus").count() and until(page.locator(":focus")):
            return page.locator(":focus")
    raise AssertionError(f"{key} never led there")


def found_in(page):
    """How many actions the search page says that it found."""
    return int(re.search(r"(\d+) actions? found", page.locator("main").inner_text())[1])


def test_a_person_finds_and_opens_an_action_by_keyboard_alone(tab, site):
    tab.goto(f"{site}/en/voorbeeld/")
    press(tab, "Tab", lambda focus: focus.get_attribute("type") == "search")
    tab.keyboard.type("wonen")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/zoeken?q=wonen*")
    assert tab.locator("mark").count()
    found = press(tab, "Tab", lambda focus: "/acties/" in (focus.get_attribute("href") or ""))
    code = found.get_attribute("href").rpartition("/")[2]
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/acties/{code}")
    assert code in tab.title()


def test_a_choice_in_a_facet_is_made_and_taken_back_by_keyboard(tab, site):
    tab.goto(f"{site}/en/voorbeeld/zoeken")
    everything = found_in(tab)
    press(tab, "Tab", lambda focus: "right=" in (focus.get_attribute("href") or ""))
    tab.keyboard.press("Enter")
    tab.wait_for_url("**right=*")
    assert 0 < found_in(tab) < everything
    press(
        tab,
        "Tab",
        lambda focus: (
            "right=" not in (focus.get_attribute("href") or "right=")
            and "/zoeken" in (focus.get_attribute("href") or "")
        ),
    )
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{site}/en/voorbeeld/zoeken*")
    assert found_in(tab) == everything


def test_the_first_key_leads_past_the_menu(tab, site):
    tab.goto(f"{site}/en/voorbeeld/acties/08_04_01")
    tab.keyboard.press("Tab")
    assert tab.locator(":focus").inner_text() == "Skip to the content"
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#content")


def test_the_language_changes_on_the_spot(tab, site):
    tab.goto(f"{site}/nl/voorbeeld/acties/08_04_01")
    press(tab, "Tab", lambda focus: focus.get_attribute("hreflang") == "en")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/en/voorbeeld/acties/08_04_01")
    assert tab.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize(
    ("kind", "language"), list(product(("plan", "search", "action"), ("nl", "en")))
)
def test_nothing_needs_scripts_and_nothing_comes_from_elsewhere(chromium, site, kind, language):
    window = chromium.new_context(java_script_enabled=False)
    page, asked = window.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/{language}/{KINDS[kind]}")
    assert page.locator("h1").is_visible()
    assert [url for url in asked if not url.startswith(site)] == []
    assert [url for url in asked if url.endswith(".js")] == []
    window.close()
