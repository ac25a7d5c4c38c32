"""The first coordinator comes in: from the command that invites them to the page of people."""

import json

from followup.second_step import code_for
from web.served import program
from web.work.playing import PHONE, fits

PASSWORD = "vier paarse stoelen dansen"


def test_an_invited_coordinator_comes_as_far_as_the_page_of_people(chromium, site, site_folder):
    words = ("nora@voorbeeld.be", "--name", "Nora Nieuw", "--role", "coordinator", "--json")
    link = json.loads(program(site_folder, "people", "invite", *words))["link"]
    window = chromium.new_context(locale="nl-BE", viewport=PHONE)
    tab = window.new_page()
    tab.set_default_timeout(20_000)
    tab.goto(link)
    fits(tab)
    help_of = tab.locator("[name='password1']").get_attribute("aria-describedby")
    assert "12 tekens" in tab.locator(f"#{help_of}").inner_text()
    tab.locator("[name='password1']").fill(PASSWORD)
    tab.locator("[name='password2']").fill(PASSWORD)
    tab.get_by_role("button", name="Bewaren en aanmelden").click()
    assert tab.url == f"{site}/nl/werk/"
    fits(tab)
    for _page in ("the workbench", "about two steps"):
        tab.locator("main").get_by_role("link", name="Zet twee stappen aan").last.click()
        fits(tab)
    # The link let them in without a password: it is asked for before the second step.
    tab.locator("[name='password']").fill(PASSWORD)
    tab.get_by_role("button", name="Ga verder").click()
    fits(tab)
    tab.locator("[name='code']").fill(code_for(tab.locator("figure code").inner_text()))
    tab.get_by_role("button", name="Zet aan").click()
    fits(tab)
    tab.goto(f"{site}/nl/werk/mensen")
    assert tab.locator("h1").inner_text() == "Mensen"
    assert "Nora Nieuw" in tab.locator("#people").inner_text()
    window.close()
