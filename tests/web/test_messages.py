"""The screens speak Dutch: every sentence has its Dutch, with the same holes and the same marks."""

import re
from collections import Counter
from pathlib import Path
from runpy import run_path

import pytest
from babel.messages.catalog import Catalog
from django.template import Context, Template
from django.utils.translation import gettext, ngettext, override

from grondrecht.web import glossary

ROOT = Path(__file__).resolve().parents[2]
TOOL = run_path(str(ROOT / "tools" / "messages.py"))
HELD = TOOL["read_catalogue"]()
TODAY = TOOL["refreshed"](HELD)
MESSAGES = [message for message in HELD if message.id]
# Words that are the same in both languages, and sentences that are holes alone.
SAME = {
    "Agenda", "Code", "Data", "Dossiers", "Excel", "Indicator", "Monitor", "Over", "Plan",
    "Quickscan", "Status",
    "argument", "code", "evaluator", "indicator", "instrument", "open", "over",
    "per %(what)s", "project", "%(who)s: %(step)s",
}  # fmt: skip
# Words that speak to the reader as a friend, and words of the desk.
UNUSUAL = re.compile(r"\b([Jj]e|[Jj]ij|[Jj]ouw|[Jj]ullie|middels|teneinde|omtrent|inzake|reeds)\b")
HOLE = re.compile(r"%\(\w+\)[sd]|%[sd]|%%")
MARK = re.compile(r"</?\w+[^>]*>|&\w+;")


def forms(message):
    """The English and Dutch of a message, form by form: one pair, or one for each number."""
    english = message.id if isinstance(message.id, tuple) else (message.id,)
    return list(zip(english, TOOL["told"](message), strict=True))


PAIRS = [pair for message in MESSAGES for pair in forms(message) if pair[1]]


def test_every_message_of_code_and_templates_has_dutch():
    assert len(TODAY) > 500
    assert TOOL["missing"](TODAY) == [], "make messages adds these; then write their Dutch"


def test_the_catalogue_is_what_the_tool_would_write():
    assert TOOL["CATALOGUE"].read_bytes() == TOOL["as_text"](TODAY), "make messages writes it anew"


def test_what_the_site_reads_is_compiled_from_the_catalogue():
    assert TOOL["CATALOGUE"].with_suffix(".mo").read_bytes() == TOOL["compiled"](HELD)


@pytest.mark.parametrize("kind", [HOLE, MARK])
def test_dutch_has_the_holes_and_marks_of_the_english(kind):
    for english, dutch in PAIRS:
        assert Counter(kind.findall(dutch)) == Counter(kind.findall(english)), english


def test_dutch_is_not_the_english_again():
    assert {english for english, dutch in PAIRS if english == dutch} == SAME


def test_dutch_begins_and_ends_as_the_english_does():
    for english, dutch in PAIRS:
        first, second = (MARK.sub("", text)[:1] for text in (english, dutch))
        assert "%" in (first, second) or first.isupper() == second.isupper(), english
        assert english[-1:] in ".:?!" or dutch[-1:] not in ".?!", english
        assert english[-1:] not in ".:?!" or dutch[-1:] in ".:?!", english
        assert [text == text.strip() for text in (english, dutch)] == [True, True], english


def test_dutch_can_be_read_at_once():
    for _english, dutch in PAIRS:
        for sentence in re.split(r"(?<=[.?!:]) |\n\n|,\n", dutch):
            assert len(sentence.split()) <= 24, sentence
        assert not UNUSUAL.search(dutch)
        assert "  " not in dutch
        assert "'" not in dutch, f"’ instead of ' in: {dutch}"


def test_the_glossary_speaks_as_the_screens_do():
    for term in glossary.terms("nl").values():
        assert not UNUSUAL.search(term.meaning), term.key


def test_a_number_has_its_form():
    with override("nl"):
        said = [
            ngettext("%(count)s change", "%(count)s changes", n) % {"count": n} for n in (0, 1, 2)
        ]
    assert said == ["0 wijzigingen", "1 wijziging", "2 wijzigingen"]


def test_a_template_counts_in_dutch():
    counted = Template(
        "{% load i18n %}{% blocktranslate count number=n trimmed %}{{ number }} action"
        "{% plural %}{{ number }} actions{% endblocktranslate %}"
    )
    with override("nl"):
        said = [counted.render(Context({"n": n})) for n in (1, 2)]
    assert said == ["1 actie", "2 acties"]


def test_a_per_cent_sign_of_a_template_is_one_sign():
    name = "The site works without scripts, on a small screen, enlarged to 400%, and printed."
    with override("nl"):
        said = Template("{% load i18n %}{% translate '" + name + "' %}").render(Context())
    assert "400%," in said
    assert said.startswith("De site werkt")


def test_english_pages_say_the_english():
    with override("en"):
        assert gettext("Basic rights") == "Basic rights"
    with override("nl"):
        assert gettext("Basic rights") == "Grondrechten"


def test_messages_are_found_wherever_they_stand():
    code = (
        'a = f"{_(\'in a string\')} {b}"; gettext_lazy("la" "zy"); ngettext("one", "more", n); _(c)'
    )
    assert [message for message, _context in TOOL["in_code"](code)] == [
        "lazy", ("one", "more"), "in a string",
    ]  # fmt: skip
    page = '{% load i18n %}<p>\n  {% translate "Go" context "verb" %}{{ x|default:_("none") }}</p>'
    assert list(TOOL["in_template"](page, "page.html")) == [("Go", "verb"), ("none", None)]
    assert list(TOOL["in_code"]('pgettext("verb", "Go")')) == [("Go", "verb")]


def test_dutch_is_kept_where_the_message_stays_and_goes_with_it():
    held = Catalog(locale="nl")
    held.add("Basic rights", "Iets anders")
    held.add("No screen says this.", "Geen scherm zegt dit.")
    fresh = TOOL["refreshed"](held)
    untold = TOOL["missing"](fresh)
    assert fresh.get("Basic rights").string == "Iets anders"
    assert fresh.get("No screen says this.") is None
    assert "Basic rights" not in untold
    assert "Actions" in untold


def test_a_number_without_one_of_its_forms_is_missing():
    half = Catalog(locale="nl")
    half.add(("%(n)s thing", "%(n)s things"), ("%(n)s ding", ""))
    assert TOOL["missing"](half) == ["('%(n)s thing', '%(n)s things')"]
