"""Drafts save themselves in a real browser: what is typed is there again, and no failure is silent.

The clock of the page is moved by the test, so that nobody waits for it; all else is real.
"""

import re

import pytest
from web.work.playing import PHONE, fits, signed_in_tab

PAGE = "nl/werk/verslagen/voorbeeld/voortgang-2019/02_06_03"
# A little more than the pause after which a draft is saved, and after which it is tried again.
PAUSE, AGAIN = 2_100, 15_100
SAVED = re.compile(r"Concept bewaard om \d\d:\d\d\. Niemand anders ziet het\.")
AWAY = re.compile("kon niet bewaard worden.*opnieuw geprobeerd")


@pytest.fixture
def writing(chromium, site, sessions):
    """The form of a report, open with an official on a phone."""
    with signed_in_tab(chromium, site, sessions["chris"], viewport=PHONE) as tab:
        tab.clock.install()
        tab.goto(f"{site}/{PAGE}")
        yield tab


def news(tab):
    return tab.locator("#answer [name='news']")


def type_news(tab, words):
    """Type and stop typing. What was told before goes away: what is told next is about this."""
    news(tab).fill("")
    news(tab).press_sequentially(words)
    tab.locator("[data-draft-said]").evaluate("region => { region.textContent = ''; }")
    tab.clock.run_for(PAUSE)


def told(tab, words):
    """Wait until the live region says these words, to eyes and ears."""
    region = tab.get_by_role("status").filter(has_text=words)
    region.wait_for(timeout=5_000)
    return region


def test_what_is_typed_is_there_again_and_what_cannot_be_saved_is_said(writing, site, sessions):
    tab, window = writing, writing.context
    type_news(tab, "Twee buurten zijn gestart.")
    told(tab, SAVED)
    tab.goto(f"{site}/nl/werk/")
    tab.goto(f"{site}/{PAGE}")
    assert news(tab).input_value() == "Twee buurten zijn gestart."

    window.set_offline(True)
    type_news(tab, "Drie buurten zijn gestart.")
    told(tab, AWAY)
    assert stays_when_closed(tab)
    window.set_offline(False)
    tab.clock.run_for(AGAIN)
    told(tab, SAVED)

    window.clear_cookies(name="session")
    type_news(tab, "Vier buurten zijn gestart.")
    told(tab, "Niet bewaard: u bent afgemeld")
    assert is_seen(tab)
    fits(tab)
    # A sign-in in another tab takes the old token away too.
    window.clear_cookies(name="csrf")
    type_news(tab, "Vijf buurten zijn gestart.")
    told(tab, "Niet bewaard: u bent afgemeld")
    window.add_cookies([{"name": "session", "value": sessions["chris"], "url": site}])
    window.clear_cookies(name="csrf")
    comes_back(tab)
    told(tab, SAVED)
    window.clear_cookies(name="csrf")
    type_news(tab, "Zes buurten zijn gestart.")
    told(tab, SAVED)

    with signed_in_tab(tab.context.browser, site, sessions["chris"]) as other:
        other.goto(f"{site}/{PAGE}")
        assert news(other).input_value() == "Zes buurten zijn gestart."


def comes_back(tab):
    """Whoever was in another tab comes back to this one."""
    tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_what_was_typed_before_the_session_ended_is_sent_after_signing_in_anew(
    chromium, site, sessions
):
    with signed_in_tab(chromium, site, sessions["hanne"], viewport=PHONE) as tab:
        window = tab.context
        tab.goto(f"{site}/nl/werk/ik")
        tab.locator("[name='name']").fill("Hanne Hermans")
        window.clear_cookies()
        tab.get_by_role("button", name="Bewaren").click()
        assert tab.locator("h1").inner_text() == "U bent afgemeld"
        fits(tab)
        with window.expect_page() as opened:
            tab.get_by_role("link", name="Meld u aan in een ander tabblad").click()
        opened.value.wait_for_url("**/aanmelden?next=%2Fnl%2Fwerk%2Fik")
        window.clear_cookies(name="csrf")
        window.add_cookies([{"name": "session", "value": sessions["hanne"], "url": site}])
        with tab.expect_response("**/aanmelden/formulier"):
            comes_back(tab)
        tab.get_by_role("button", name="Verstuur het opnieuw").click()
        assert tab.locator("h1").inner_text() == "Uw account"
        assert tab.locator("[name='name']").input_value() == "Hanne Hermans"


def is_seen(tab):
    """Whether a good part of what one types in stands clear of the words at the foot."""
    field, foot = news(tab).bounding_box(), tab.locator(".send").bounding_box()
    return foot["y"] - field["y"] > 60


def stays_when_closed(tab):
    """Whether the browser asks before it throws away what was not saved."""
    with tab.expect_event("dialog") as asked:
        tab.once("dialog", lambda dialog: dialog.dismiss())
        tab.close(run_before_unload=True)
    return asked.value.type == "beforeunload" and not tab.is_closed()


def test_one_word_of_ten_thousand_letters_makes_no_page_wider(writing):
    put = """word => {
        const told = document.querySelectorAll(".facts dd, .pair p");
        told.forEach(each => { each.textContent = word; });
        return told.length;
    }"""
    assert writing.evaluate(put, "a" * 10_000) > 1
    fits(writing)
