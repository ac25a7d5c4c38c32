"""People at the workplace in a real browser: a tab where one is signed in, and their keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def signed_in_tab(browser, site, session, **how) -> Iterator:
    """A tab in a window of its own in which somebody is signed in."""
    window = browser.new_context(locale="nl-BE", **how)
    window.add_cookies([{"name": "session", "value": session, "url": site}])
    yield window.new_page()
    window.close()


def troubles(tab, levels=LEVELS) -> list[str]:
    """What is wrong with the page that is open: rules of accessibility, sideways scrolling."""
    # Without a list of all that is right, which takes longer than finding what is wrong.
    rules = {"runOnly": levels, "resultTypes": ["violations"]}
    broken = Axe().run(tab, options=rules).response["violations"]
    found = [f"{each['id']}: {each['nodes'][0]['html']}" for each in broken]
    if tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("the page scrolls sideways")
    return found


def fits(tab, *status: int) -> None:
    """Fails where the page that is open breaks a rule of accessibility."""
    found = troubles(tab)
    assert found == [], (tab.url, found)


def to(tab, name: str, value: str = "", most: int = 200) -> None:
    """Press Tab until a thing has the focus: a field of that name, a button of that value."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        held = tab.evaluate(
            "[document.activeElement.getAttribute('name'), document.activeElement.value]"
        )
        if held[0] == name and (not value or held[1] == value):
            return
    raise AssertionError(f"Tab never led to {name} {value} on {tab.url}")


def press_button(tab, value: str, *, name: str = "do") -> None:
    """Tab to a button and press it; wait for the page that comes."""
    to(tab, name, value)
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
