"""A whole round, played by the cast in a real browser, officials by keyboard on a phone.

What must hold: the coordinator opens it, three officials answer, a cabinet sends one back and
validates, an association adds a finding, the coordinator freezes and sends, and the report comes
out in every form. Every page on the way keeps the rules of accessibility.
"""

from followup.cast import OTHER_ACTION, OWN_ACTION
from web.work.playing import DESK, PHONE, fits, press_button, signed_in_tab, to
from web.work.signing import THIRD_ACTION

PLAN = "voorbeeld"
NAME = "Voortgang van de proef"
SIGNS = {"docx": b"PK", "pdf": b"%PDF-", "xlsx": b"PK", "json": b"{"}


def test_a_whole_round_is_played(chromium, site, sessions):
    def tab(who, size=DESK):
        return signed_in_tab(chromium, site, sessions[who], viewport=size)

    with tab("an") as an:
        of = opens(an, site)
    for who, code in (("chris", OWN_ACTION), ("dina", OTHER_ACTION), ("ilse", THIRD_ACTION)):
        with tab(who, PHONE) as phone:
            answers(phone, site, code)
    with tab("bram") as bram:
        sends_back(bram, f"{site}/nl/werk/verslagen/{PLAN}/{of}/{OWN_ACTION}")
        validates(bram, site, of, THIRD_ACTION)
    with tab("chris", PHONE) as chris:
        confirms(chris, site)
    with tab("bram") as bram:
        validates(bram, site, of, OWN_ACTION)
    with tab("els", PHONE) as els:
        finds(els, site)
    with tab("an") as an:
        ends(an, f"{site}/nl/werk/rondes/{PLAN}/{of}")


def opens(an, site):
    """The coordinator prepares a round, chooses its actions and opens it; gives its short name."""
    an.goto(f"{site}/nl/werk/")
    fits(an)
    an.get_by_role("link", name="Rondes", exact=True).click()
    fits(an)
    an.get_by_role("link", name="Een ronde voorbereiden").click()
    fits(an)
    an.get_by_label("Het rapport gaat over: van").fill("2020-01-01")
    an.get_by_label("Het rapport gaat over: tot en met").fill("2021-12-31")
    an.get_by_label("Naam (niet verplicht)").fill(NAME)
    an.get_by_role("button", name="Voorbereiden").click()
    fits(an)
    of = an.url.rpartition("/")[2]
    an.get_by_role("link", name="De acties kiezen").click()
    chooses(an)
    an.get_by_role("link", name="De ronde openen").click()
    fits(an)
    assert "Agentschap Jeugdhulp" in an.locator("main").inner_text()
    an.get_by_role("button", name="De ronde openen").click()
    fits(an)
    return of


def chooses(an):
    """Three of the actions, each in a way of its own, by keyboard alone: searched for, in its
    group, by its code. A new search loses no tick.
    """
    # A round begins with all actions of its edition; every code has this sign, so all are seen.
    searches(an, "_")
    for number in range(an.locator("[value^='none:actions:']").count()):
        press_button(an, f"none:actions:{number}")
    assert ticked(an) == set()
    searches(an, OWN_ACTION)
    to(an, "actions", OWN_ACTION)
    an.keyboard.press("Space")
    searches(an, "")
    assert ticked(an) == {OWN_ACTION}
    onto(an, an.locator("details", has=an.locator(f"[value='{OTHER_ACTION}']")).locator("summary"))
    an.keyboard.press("Enter")
    to(an, "actions", OTHER_ACTION)
    an.keyboard.press("Space")
    assert ticked(an) == {OWN_ACTION, OTHER_ACTION}
    to(an, "codes")
    an.keyboard.type(THIRD_ACTION)
    to(an, "why")
    an.keyboard.type("Om te proberen.")
    onto(an, an.get_by_role("button", name="Bewaren"))
    with an.expect_navigation():
        an.keyboard.press("Enter")
    fits(an)


def searches(an, words):
    """Show the actions that have these words; all of them without words."""
    to(an, "q")
    an.keyboard.press("Control+A")
    an.keyboard.press("Delete")
    an.keyboard.type(words)
    press_button(an, "search")
    fits(an)


def ticked(an):
    """The codes of the actions that are ticked, seen or not."""
    boxes = an.locator("[name=actions]:checked")
    return set(boxes.evaluate_all("boxes => boxes.map(box => box.value)"))


def onto(tab, found):
    """Press Tab until what was found has the focus."""
    for _ in range(100):
        tab.keyboard.press("Tab")
        if found.evaluate("found => found === document.activeElement"):
            return
    raise AssertionError(f"Tab never led to {found} on {tab.url}")


def answers(phone, site, code):
    """An official goes from the workbench to an action and answers, by keyboard alone."""
    phone.goto(f"{site}/nl/werk/")
    fits(phone)
    onto(phone, phone.locator(f"a[href$='{code}']:not([href*='voortgang-2019'])").first)
    with phone.expect_navigation():
        phone.keyboard.press("Enter")
    fits(phone)
    to(phone, "status")
    while phone.evaluate("document.activeElement.value") != "running":
        phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Space")
    to(phone, "news")
    phone.keyboard.press("Control+A")
    phone.keyboard.type("Twee regio's zijn gestart.")
    to(phone, "next_step")
    phone.keyboard.press("Control+A")
    phone.keyboard.type("De derde regio start.")
    to(phone, "next_on")
    phone.keyboard.type("06062022")
    press_button(phone, "add:involvement")
    fits(phone)
    assert phone.evaluate("document.activeElement.name") == "involvement-1-who"
    phone.keyboard.type("Platform Armen aan het Woord")
    press_button(phone, "answer")
    fits(phone)
    said = phone.locator("main").inner_text()
    assert f"Uw antwoord voor {code} is bewaard." in said
    assert phone.locator("[name=next_on]").input_value() == "2022-06-06"


def sends_back(bram, address):
    """The cabinet reads promised beside reported and sends it back with a reason."""
    bram.goto(address)
    fits(bram)
    bram.get_by_text("Terugsturen met een reden").click()
    bram.get_by_label("Wat klopt er nog niet?").fill("Welke regio's zijn het?")
    bram.get_by_role("button", name="Terugsturen", exact=True).click()
    fits(bram)


def confirms(chris, site):
    """The official finds on the workbench what came back, and says that it is still right."""
    chris.goto(f"{site}/nl/werk/")
    row = chris.locator("li", has_text="Teruggestuurd").get_by_role("link")
    row.first.click()
    assert "Welke regio's zijn het?" in chris.locator("main").inner_text()
    press_button(chris, "confirm")
    fits(chris)


def validates(bram, site, of, code):
    """The cabinet ticks what stands in the list of its round."""
    bram.goto(f"{site}/nl/werk/rondes/{PLAN}/{of}")
    bram.get_by_role("link", name="Lezen en valideren").click()
    fits(bram)
    bram.get_by_label(f"{code} klopt").check()
    bram.get_by_role("button", name="Valideer wat aangevinkt is").click()
    fits(bram)
    assert "antwoord is gevalideerd" in bram.locator("main").inner_text()


def finds(els, site):
    """An association makes a finding about the action and shows it to who answers."""
    els.goto(f"{site}/nl/werk/bevindingen/nieuw/{PLAN}?actie={OWN_ACTION}")
    fits(els)
    els.get_by_role("radio", name="beperkt").check()
    els.locator("textarea").first.fill("In onze groep kent niemand het onthaal.")
    els.locator("main").get_by_role("button").first.click()
    fits(els)
    els.get_by_role("link", name=OWN_ACTION).first.click()
    els.locator("main .buttons a").first.click()
    fits(els)
    els.locator("main").get_by_role("button").first.click()
    fits(els)


def ends(an, address):
    """The coordinator ends, freezes and sends the round; the report comes out in every form."""
    an.goto(address)
    for door in ("Het antwoorden afsluiten", "Het valideren afsluiten"):
        an.get_by_role("link", name=door).click()
        fits(an)
        an.get_by_role("button", name=door).click()
    for door in ("De ronde bevriezen", "De ronde versturen"):
        an.get_by_role("link", name=door).click()
        fits(an)
        an.get_by_label("Ik weet dat dit niet terug kan.").check()
        an.get_by_role("button", name=door).click()
        fits(an)
    assert "verstuurd" in an.locator("[aria-current=step]").inner_text()
    report_comes_out(an)


def report_comes_out(an):
    """Each file of the report is what it says it is."""
    addresses = an.locator("section[aria-labelledby=rapport] a").evaluate_all(
        "links => links.map(link => link.href)"
    )
    found = {}
    for address in addresses:
        answer = an.request.get(address)
        assert answer.ok, address
        kind = address.rpartition(".")[2]
        found.setdefault(kind, answer.body())
        assert answer.body().startswith(SIGNS[kind]), address
    assert found.keys() >= SIGNS.keys()
