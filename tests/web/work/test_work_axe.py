"""Each kind of page of the workplace breaks no rule of accessibility and fits a phone."""

import pytest
from web.test_site_browser import LEVELS, WAYS, WIDTHS
from web.work.kinds import KINDS
from web.work.playing import PHONE, signed_in_tab, troubles


@pytest.fixture(scope="module")
def tab(chromium):
    """One tab for all pages, in which people take turns: a window for each costs far more."""
    window = chromium.new_context(locale="nl-BE")
    yield window.new_page()
    window.close()


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_of_the_workplace_breaks_a_rule(tab, site, sessions, kind):
    language, width = WAYS[list(KINDS).index(kind) % len(WAYS)]
    path, who = KINDS[kind]
    scheme = ("light", "dark")[list(KINDS).index(kind) % 3 == 0]
    tab.context.add_cookies([{"name": "session", "value": sessions[who], "url": site}])
    tab.set_viewport_size({"width": width, "height": WIDTHS[width]})
    tab.emulate_media(color_scheme=scheme)
    answer = tab.goto(f"{site}/{language}/{path}")
    assert answer.status == 200
    assert troubles(tab, LEVELS) == []


def test_what_one_recorded_is_taken_back_by_keyboard_on_a_phone(chromium, site, sessions):
    page = f"{site}/nl/werk/acties/voorbeeld/08_04_01"
    with signed_in_tab(chromium, site, sessions["els"], viewport=PHONE) as tab:
        tab.goto(f"{page}/betrokkenheid")
        tab.get_by_label("Wat ze zeiden").fill("De brief is te moeilijk.")
        tab.get_by_role("button", name="Bewaren").press("Enter")
        tab.get_by_text("De brief is te moeilijk.", exact=True).wait_for()
        assert troubles(tab, LEVELS) == []
        tab.get_by_role("link", name="Dit terugnemen").press("Enter")
        tab.get_by_label("Waarom neemt u het terug?").fill("Dat was een ander overleg.")
        assert troubles(tab, LEVELS) == []
        tab.get_by_role("button", name="Terugnemen").press("Enter")
        tab.get_by_text("Het is teruggenomen").wait_for()
        assert tab.get_by_text("De brief is te moeilijk.").count() == 0


def test_what_was_done_together_opens_to_its_changes_and_leads_to_all(chromium, site, sessions):
    with signed_in_tab(chromium, site, sessions["gert"], viewport=PHONE) as tab:
        tab.goto(f"{site}/nl/werk/")
        tab.locator("summary", has_text="Toon de eerste 10 van").first.press("Enter")
        assert troubles(tab, LEVELS) == []
        tab.get_by_role("link", name="Alle ").first.press("Enter")
        tab.get_by_role("heading", level=1).wait_for()
        assert "/veranderd/" in tab.url
        assert troubles(tab, LEVELS) == []
