"""The finder in a browser, as people use it: by keyboard, without scripts, on a phone, on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from web.test_site_browser import RULES, WIDTHS, press

WORDS = {
    "nl": {"go": "Ga verder", "begin": "Begin met de vragen", "skip": "Ik weet het niet"},
    "en": {"go": "Go on", "begin": "Begin", "skip": "I do not know"},
}


@pytest.fixture
def asked(chromium):
    """A tab without scripts, with all addresses that it asked for and all cookies that it got."""
    window = chromium.new_context(java_script_enabled=False, locale="nl-BE")
    tab, addresses = window.new_page(), []
    tab.on("request", lambda request: addresses.append((request.method, request.url)))
    yield tab, addresses
    assert window.cookies() == []
    window.close()


def key_of(tab):
    """The question on the page; empty where there is none."""
    field = tab.locator("#finder-form input[name=vraag]")
    return field.input_value() if field.count() else ""


def enter(tab):
    """Press Enter and wait for the page that comes of it."""
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def to_button(tab, value):
    """Go to a button by keyboard and press it."""
    press(tab, "Tab", lambda focus: focus.get_attribute("value") == value, 80)
    enter(tab)


def typed(tab, text):
    press(tab, "Tab", lambda focus: focus.get_attribute("id") == "antwoord")
    tab.keyboard.type(text)
    enter(tab)


def chosen(tab, value):
    """Choose a radio button by keyboard: Tab leads to them, arrows go from one to the next."""
    radio = press(tab, "Tab", lambda focus: focus.get_attribute("type") == "radio")
    for _ in range(20):
        if radio.get_attribute("value") == value:
            break
        tab.keyboard.press("ArrowDown")
        radio = tab.locator(":focus")
    else:
        raise AssertionError(f"no {value}")
    tab.keyboard.press("Space")
    enter(tab)


def answered(tab):
    """Answer the question on the page by keyboard: yes where it is about energy, else no."""
    key = key_of(tab)
    if tab.locator("input[type=radio]").count():
        values = [each.get_attribute("value") for each in tab.locator("input[type=radio]").all()]
        wanted = "yes" if key == "is_protected_customer" else values[-1]
        chosen(tab, wanted)
    elif tab.locator("input[type=checkbox][name=onderwerp]").count():
        press(tab, "Tab", lambda focus: focus.get_attribute("value") == "home")
        tab.keyboard.press("Space")
        enter(tab)
    elif tab.locator("#antwoord[type=date]").count():
        to_button(tab, "weet-niet")
    else:
        typed(tab, {".children": "1", ".others": "0", "age@u": "41", "age@c1": "7"}.get(key, "0"))
    return key


def test_a_person_comes_to_the_result_by_keyboard_alone_and_changes_an_answer(asked, site):
    tab, addresses = asked
    tab.goto(f"{site}/nl/")
    press(tab, "Tab", lambda focus: "rechten-vinder" in (focus.get_attribute("href") or ""))
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/nl/rechten-vinder")
    to_button(tab, "begin")
    keys = []
    while key_of(tab) != "resultaat":
        keys.append(answered(tab))
        assert len(keys) < 40
    assert keys[:6] == [".partner", ".children", ".others", "age@u", "age@c1", ".topics"]
    assert len(keys) == len(set(keys)) < 30
    expect(tab.locator("h1")).to_have_text("Waar u recht op lijkt te hebben")

    # What was answered can be changed, by the same keys.
    press(tab, "Tab", lambda focus: focus.inner_text().startswith("Toon of verander"))
    tab.keyboard.press("Enter")
    to_button(tab, "is_protected_customer")
    expect(tab.locator("h1")).to_have_text("Bent u beschermde afnemer van elektriciteit of gas?")
    assert tab.locator("input[type=radio]:checked").get_attribute("value") == "yes"
    chosen(tab, "no")
    expect(tab.locator("h1")).to_have_text("Waar u recht op lijkt te hebben")

    # Nothing that was answered is in an address, and nothing came from elsewhere.
    urls = {url for _method, url in addresses}
    assert {method for method, url in addresses if url.endswith("rechten-vinder")} == {
        "GET",
        "POST",
    }
    assert [url for url in urls if not url.startswith(site)] == []
    assert [url for url in urls if "?" in url] == []


def test_the_reasons_open_without_scripts(asked, site):
    tab, _addresses = asked
    result(tab, site, "nl")
    reasons = tab.locator("details", has_text="Waarom?").first
    assert not reasons.locator("ul").first.is_visible()
    reasons.locator("summary").click()
    assert reasons.locator("ul").first.is_visible()
    assert reasons.get_by_role("img", name="klopt").count() >= 1


def test_the_language_changes_in_the_middle_and_every_answer_stays(asked, site):
    tab, _addresses = asked
    begin(tab, site, "nl")
    chosen(tab, "no")
    typed(tab, "0")
    expect(tab.locator("h1")).to_have_text("Hoeveel andere volwassenen wonen bij u?")
    tab.locator("nav.languages button").click()
    expect(tab.locator("h1")).to_have_text("How many other adults live with you?")
    assert tab.locator("html").get_attribute("lang") == "en"
    held = [each.input_value() for each in tab.locator("#finder-form input[name=a]").all()]
    assert held == [".partner=no", ".children=0"]


def test_on_paper_all_is_open_and_no_button_is_left(asked, site):
    tab, _addresses = asked
    result(tab, site, "nl")
    tab.emulate_media(media="print")
    for each in tab.locator("details.more").all():
        inside = each.locator("> *:not(summary)").first
        assert inside.bounding_box()["height"] > 0, each.inner_text()[:60]
    assert [each for each in tab.locator("button").all() if each.is_visible()] == []
    assert tab.locator(".finder-given").is_visible()


def test_a_click_anywhere_on_an_answer_chooses_it(asked, site):
    tab, _addresses = asked
    begin(tab, site, "nl")
    box = tab.locator(".finder-option").first.bounding_box()
    assert box["height"] >= 44
    tab.mouse.click(box["x"] + box["width"] - 8, box["y"] + box["height"] / 2)
    assert tab.locator("input[type=radio]:checked").get_attribute("value") == "yes"


# Every kind of page, by the rules of accessibility


def begin(tab, site, language):
    tab.goto(f"{site}/{language}/rechten-vinder")
    tab.get_by_role("button", name=WORDS[language]["begin"]).click()


def go(tab, language, text=""):
    if text:
        tab.fill("#antwoord", text)
    else:
        tab.locator("input[type=radio][value=no]").check()
    tab.get_by_role("button", name=WORDS[language]["go"]).click()


def told(tab, site, language):
    """Say who lives there: oneself and two children."""
    begin(tab, site, language)
    go(tab, language)
    for text in ("2", "0", "41", "7", "7"):
        go(tab, language, text)


def at_question(tab, site, language, fits):
    """The first question that fits, the others not known."""
    told(tab, site, language)
    tab.get_by_role("button", name=WORDS[language]["go"]).click()
    for _ in range(80):
        if fits(tab):
            return
        tab.get_by_role("button", name=WORDS[language]["skip"]).click()
    raise AssertionError("no such question")


def result(tab, site, language):
    """A result with rights of each kind, on two topics."""
    told(tab, site, language)
    for topic in tab.locator("input[name=onderwerp]").all()[:2]:
        topic.check()
    tab.get_by_role("button", name=WORDS[language]["go"]).click()
    for _ in range(12):
        if tab.locator("input[type=radio]").count():
            tab.locator("input[type=radio]").first.check()
            tab.get_by_role("button", name=WORDS[language]["go"]).click()
        else:
            tab.get_by_role("button", name=WORDS[language]["skip"]).click()
    tab.locator("button[value=toon]").click()


def has(selector):
    return lambda tab: tab.locator(selector).count() > 0


KINDS = {
    "start": lambda tab, site, language: tab.goto(f"{site}/{language}/rechten-vinder"),
    "choice": begin,
    "wrong choice": lambda tab, site, language: (
        begin(tab, site, language),
        tab.get_by_role("button", name=WORDS[language]["go"]).click(),
    ),
    "number": lambda tab, site, language: (begin(tab, site, language), go(tab, language)),
    "wrong number": lambda tab, site, language: (
        begin(tab, site, language),
        go(tab, language),
        go(tab, language, "veel"),
    ),
    "topics": told,
    "for everybody": lambda *how: at_question(*how, has("#allen")),
    "day": lambda *how: at_question(*how, has("input[type=date]")),
    "result": result,
    "open result": lambda tab, site, language: (
        result(tab, site, language),
        tab.locator("button[name=alles]").click(),
    ),
    "changing": lambda tab, site, language: (
        result(tab, site, language),
        tab.locator(".finder-tell button").first.click(),
    ),
    "refused": lambda tab, site, language: (
        tab.set_content(
            f'<form action="{site}/{language}/rechten-vinder" method="post"><button>x</button>'
        )
        or tab.get_by_role("button").click()
    ),
}
NARROW, WIDE = sorted(WIDTHS)
# Each page in two ways, so that it is seen in both languages and on both screens; those beside it
# in the other two. bench/accessibility.py looks at every page of the site in every way.
WAYS = [[("nl", NARROW), ("en", WIDE)], [("nl", WIDE), ("en", NARROW)]]


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_of_the_finder_breaks_a_rule_of_accessibility(chromium, site, kind):
    window = chromium.new_context(locale="nl-BE", bypass_csp=True)
    tab, found = window.new_page(), []
    tab.on("console", lambda message: found.append(message.text))
    for language, width in WAYS[list(KINDS).index(kind) % 2]:
        tab.set_viewport_size({"width": width, "height": WIDTHS[width]})
        KINDS[kind](tab, site, language)
        tab.wait_for_load_state()
        tab.locator(f'html[lang="{language}"]').wait_for(state="attached")
        broken = Axe().run(tab, options=RULES).response["violations"]
        found += [f"{each['id']}: {each['nodes'][0]['html']}" for each in broken]
        if tab.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{language} {width}: the page scrolls sideways")
    window.close()
    assert [each for each in found if "status of 400" not in each] == []


def test_it_can_be_read_in_the_dark(chromium, site):
    window = chromium.new_context(color_scheme="dark", bypass_csp=True)
    tab = window.new_page()
    for kind in ("wrong choice", "result"):
        KINDS[kind](tab, site, "nl")
        assert Axe().run(tab, options=RULES).response["violations"] == []
    window.close()
