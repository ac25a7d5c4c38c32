"""The parts of a page: nothing inline, nothing hostile, nothing that leads nowhere."""

import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from grondrecht.web import style_page

ROOM = Path(style_page.__file__).parent
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
PARTS = sorted((ROOM / "templates" / "web" / "parts").glob("*.html"))
SPRITE = (ROOM / "static" / "web" / "icons.svg").read_text("utf-8")
SYMBOLS = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))
HOSTILE = '"><script>alert(1)</script><b style="x">'
VOID = {"meta", "link", "input", "img", "br", "hr"}


@pytest.fixture(autouse=True)
def _addresses(settings):
    settings.ROOT_URLCONF = "web.look_urls"


def name(path):
    return str(path.relative_to(ROOM / "templates"))


class Page(HTMLParser):
    """The elements of a page, and whether each of them is closed in its turn."""

    def __init__(self, words):
        super().__init__()
        self.open, self.wrong, self.elements = [], [], []
        self.feed(words)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def page(language="nl", template="web/style.html", **values):
    """A page as it goes to the browser, without what the register adds."""
    request = RequestFactory().get(f"/{language}/stijl/")
    site = {
        "request": request,
        "public_url": "https://example.org",
        "search_address": "/zoeken/",
        "navigation": [
            {"label": "Overzicht", "address": f"/{language}/"},
            {"label": "Stijl", "address": f"/{language}/stijl/"},
        ],
        "footer_links": [{"label": "Over", "address": "/over/"}],
    }
    with override(language):
        return render_to_string(template, {**site, **style_page.parts(), **values})


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_has_anything_inline(path):
    words = path.read_text("utf-8")
    assert re.findall(r"<style\b", words) == []
    assert re.findall(r"\sstyle\s*=", words) == []
    assert re.findall(r"\son[a-z]+\s*=\s*[\"']", words) == []
    assert re.findall(r"javascript:", words) == []
    token = " data-token=\"{% address 'form-token' %}\""
    ours = f"<script src=\"{{% static 'web/work.js' %}}\"{token} defer></script>"
    assert re.findall(r"<script\b", words.replace(ours, "")) == []
    assert re.findall(r"\|safe\b|autoescape off", words) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_load_nothing_from_elsewhere(path):
    words = path.read_text("utf-8")
    assert re.findall(r"(?:src|href)=[\"'](?:https?:)?//", words) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_name_icons_and_files_that_exist(path):
    words = path.read_text("utf-8")
    assert set(re.findall(r"{% icon \"([\w-]+)\"", words)) <= SYMBOLS
    for file in re.findall(r"{% static ['\"]([^'\"]+)['\"]", words):
        assert (ROOM / "static" / file).is_file(), file


@pytest.mark.parametrize("path", PARTS, ids=name)
def test_every_part_is_shown_on_the_style_page_or_by_another_part(path):
    others = [each.read_text("utf-8") for each in TEMPLATES if each != path]
    tags = (ROOM / "templatetags" / "look.py").read_text("utf-8")
    assert any(f'"web/parts/{path.name}"' in words for words in [*others, tags])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_elements_of_a_page_are_closed_in_their_turn(language):
    seen = Page(page(language))
    assert (seen.wrong, seen.open) == ([], [])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_ids_occur_once_and_are_there_when_they_are_named(language):
    elements = Page(page(language)).elements
    ids = [attrs["id"] for _, attrs in elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for attribute in ("aria-labelledby", "aria-describedby", "for", "popovertarget"):
        named = [attrs[attribute] for _, attrs in elements if attribute in attrs]
        assert set(named) <= set(ids), attribute


def test_landmarks_heading_and_language():
    elements = Page(page("en")).elements
    tags = [tag for tag, _ in elements]
    assert [tags.count(tag) for tag in ("main", "h1", "footer")] == [1, 1, 1]
    assert dict(elements)["html"]["lang"] == "en"
    labels = [attrs.get("aria-label") for tag, attrs in elements if tag == "nav"]
    assert None not in labels
    assert len(labels) == len(set(labels))


def test_the_first_link_leads_past_the_menu():
    elements = Page(page()).elements
    links = [attrs for tag, attrs in elements if tag == "a"]
    assert (links[0]["class"], links[0]["href"]) == ("skip", "#content")
    assert ("main", {"id": "content", "tabindex": "-1"}) in elements


def test_the_menu_says_where_one_is():
    links = [attrs for tag, attrs in Page(page()).elements if tag == "a"]
    here = [attrs["href"] for attrs in links if attrs.get("aria-current") == "page"]
    assert here == ["/nl/stijl/", "#2"]


def test_headings_skip_no_level():
    levels = [int(tag[1]) for tag, _ in Page(page()).elements if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scopes_and_scroll_by_keyboard():
    words = page()
    elements = Page(words).elements
    assert words.count("<table") == words.count("<caption") > 1
    assert all("scope" in attrs for tag, attrs in elements if tag == "th")
    regions = [attrs for _, attrs in elements if attrs.get("class") == "scroll"]
    assert all(attrs["tabindex"] == "0" and attrs["aria-labelledby"] for attrs in regions)


def test_the_head_says_what_the_page_is():
    feeds = [{"title": "Veranderingen", "address": "/nl/feed.atom"}]
    others = [{"type": "text/turtle", "address": "/id/x.ttl"}]
    words = page(title="Huurhulp", description="Over huur.", feeds=feeds, alternates=others)
    assert "<title>Huurhulp – Grondrecht</title>" in words
    assert '<meta name="description" content="Over huur.">' in words
    assert '<meta property="og:title" content="Huurhulp">' in words
    assert '<meta property="og:url" content="https://example.org/nl/stijl/">' in words
    assert 'hreflang="en" href="https://example.org/en/stijl/"' in words
    assert 'type="application/atom+xml" title="Veranderingen" href="/nl/feed.atom"' in words
    assert '<link rel="alternate" type="text/turtle" href="/id/x.ttl">' in words


def test_linked_data_is_data():
    words = page(linked_data={"name": "</script>"})
    assert re.findall(r"<script[^>]*>", words) == ['<script type="application/ld+json">']


@pytest.mark.parametrize("path", PARTS, ids=name)
def test_no_part_lets_hostile_words_through(path):
    values = hostile(style_page.parts())
    values |= dict.fromkeys(("id", "caption", "text", "kind", "note", "lead"), HOSTILE)
    values |= {"columns": [{"label": HOSTILE}], "rows": [[{"text": HOSTILE, "address": HOSTILE}]]}
    if path.name == "found.html":
        values |= {"finding": finding_of(HOSTILE)}
    if path.name == "matrix.html":
        values |= {"rows": values["matrix_rows"], "totals": values["matrix_totals"]}
    request = RequestFactory().get("/nl/")
    words = get_template(name(path)).template.render(_context(values, request))
    assert "<script>" not in words
    assert "<b style" not in words


def finding_of(words):
    """A finding as the part shows one, all its texts the same."""
    day = date(2017, 3, 1)
    texts = dict.fromkeys(("maker", "address", "completion", "step", "text"), words)
    evidence = [{"kind": "link", "address": words, "label": words}]
    replies = [{"text": words, "made_for": words, "made_on": day}]
    return {**texts, "evidence": evidence, "replies": replies, "made_on": day, "published_on": day}


def _context(values, request):
    """A context for a part, with what rights need to be known by."""
    return Context({**values, "request": request, "plan_template": "vapa"})


def hostile(value):
    """The same value with every word of it hostile; codes, terms and numbers stay."""
    kept = {"term", "code", "stage", "tint", "terms", "icon", "template"}
    if isinstance(value, dict):
        return {key: each if key in kept else hostile(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(hostile(each) for each in value)
    if hasattr(value, "name"):
        value.name = value.name_en = HOSTILE
        return value
    return HOSTILE if isinstance(value, str) else value


@pytest.mark.parametrize("status", [400, 403, 404, 429])
def test_error_pages_say_what_happened_and_where_to_go(status):
    words = page(template=f"{status}.html", status=status, home_address="/nl/")
    seen = Page(words)
    assert [tag for tag, _ in seen.elements].count("h1") == 1
    assert '<a class="button" href="/nl/">' in words
    assert str(status) in words


def test_the_page_for_our_own_errors_needs_nothing():
    words = (ROOM / "templates" / "500.html").read_text("utf-8")
    assert re.findall(r"{[%{]", words) == []
    for file in re.findall(r"\"/static/([^\"]+)\"", words):
        assert (ROOM / "static" / file).is_file()
    assert (Page(words).wrong, Page(words).open) == ([], [])
