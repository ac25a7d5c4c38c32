"""Feeds: valid Atom, whole addresses, identifiers that stay, and nothing hostile in them."""

from datetime import datetime
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation
from example_register import WHO

from grondrecht.registry.actions.texts import maintain_text
from grondrecht.registry.models import Action, LogEntry, Plan
from grondrecht.web import atom, feeds
from grondrecht.web.changes import VERBS

pytestmark = pytest.mark.django_db
PLAN = "/en/voorbeeld"
FEEDS = (
    f"{PLAN}/wijzigingen.atom",
    f"{PLAN}/grondrechten/01/wijzigingen.atom",
    f"{PLAN}/ambten/04/wijzigingen.atom",
)
OF_MEASURES = ("plan.keep_measure", "measure.count", "measure.argue")
client = Client()


def name(tag):
    return f"{{{atom.NAMESPACE}}}{tag}"


def get(address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == atom.MEDIA_TYPE
    return ElementTree.fromstring(response.content)


def entries(root):
    return root.findall(name("entry"))


def text(node, tag):
    return node.findtext(name(tag))


def link(node, relation):
    return next(each for each in node.findall(name("link")) if each.get("rel") == relation)


def action():
    return Action.objects.filter(plan__slug="voorbeeld", right__code="01", office__isnull=False)[0]


def of_action():
    return f"{PLAN}/acties/{action().code}/wijzigingen.atom"


@pytest.mark.parametrize("number", range(4))
def test_a_feed_has_what_atom_asks_for(example, number):
    address = (*FEEDS, of_action())[number]
    root = get(address)
    assert root.tag == name("feed")
    assert link(root, "self").get("href") == f"{settings.PUBLIC_URL}{address}"
    assert link(root, "alternate").get("href").startswith(settings.PUBLIC_URL)
    assert entries(root)
    for node in (root, *entries(root)):
        assert text(node, "id").startswith("urn:uuid:")
        assert text(node, "title")
        assert datetime.fromisoformat(text(node, "updated")).tzinfo
        assert node.find(name("author")).findtext(name("name"))
    identifiers = [text(entry, "id") for entry in entries(root)]
    assert len(set(identifiers)) == len(identifiers)


def test_an_import_is_one_entry_that_tells_how_much_it_did(example):
    imports = [entry for entry in entries(get(FEEDS[0])) if "Read from" in text(entry, "title")]
    count = LogEntry.objects.filter(plan="voorbeeld", verb="plan.import").count()
    assert [text(entry, "title") for entry in imports] == [
        f"Read from the document: {count} changes"
    ]
    assert f"and {count - feeds.TOLD} other changes" in text(imports[0], "summary")


@pytest.mark.parametrize("verbs", [["action.contribute"], list(OF_MEASURES)])
def test_a_file_that_is_taken_in_is_one_entry_however_many_rows_it_has(example, verbs):
    """Else a table of thirty rows leaves nothing else in the feed."""
    rows = LogEntry.objects.filter(plan="voorbeeld", verb__in=verbs)
    assert set(rows.values_list("verb", flat=True)) == set(verbs)
    assert rows.values("batch").distinct().count() == 1
    with translation.override("en"):
        what = str(VERBS[rows.earliest("id").verb])
    titles = [text(entry, "title") for entry in entries(get(FEEDS[0]))]
    assert [each for each in titles if each.startswith(what)] == [f"{what}: {rows.count()} changes"]


def test_a_change_is_told_word_by_word_the_newest_first(example, db):
    maintain_text(action(), "summary", "Helemaal anders.", by="Bea", why="nieuw besluit")
    maintain_text(action(), "summary", "Helemaal gelijk.", by="Bea", why="beter zo")
    for address in (*FEEDS[:2], of_action()):
        newest = entries(get(address))[0]
        assert text(newest, "title").startswith(f"Text maintained: {action().code}")
        assert "<del>" in text(newest, "summary")
        assert "gelijk" in text(newest, "summary")
        assert "beter zo" in text(newest, "summary")
        assert newest.find(name("author")).findtext(name("name")) == "Bea"
        page, _hash, place = link(newest, "alternate").get("href").partition("#")
        shown = client.get(page.removeprefix(settings.PUBLIC_URL)).content.decode()
        assert f'id="{place}"' in shown


def test_identifiers_do_not_depend_on_the_site_or_on_the_language(example, settings):
    before = [text(entry, "id") for entry in entries(get(FEEDS[0]))]
    settings.PUBLIC_URL = "https://elders.example"
    root = get(FEEDS[0].replace("/en/", "/nl/"))
    assert [text(entry, "id") for entry in entries(root)] == before
    assert "https://elders.example/nl/voorbeeld" in link(entries(root)[0], "alternate").get("href")


class Elements(HTMLParser):
    def __init__(self, words):
        super().__init__()
        self.tags = set()
        self.feed(words)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)


def test_hostile_words_stay_words(example, db):
    hostile = "<script>alert(1)</script>]]>&amp;\x0b\x01 <img src=x onerror=alert(1)>"
    maintain_text(action(), "title", hostile, by="<b>Bea</b>", why="</summary><script>")
    newest = entries(get(of_action()))[0]
    assert "<script>alert(1)</script>]]>&amp;" in text(newest, "title")
    assert newest.find(name("author")).findtext(name("name")) == "<b>Bea</b>"
    tags = Elements(text(newest, "summary")).tags
    assert tags <= {"p", "ul", "li", "a", "span", "del", "ins", "br"}


def test_an_action_without_changes_has_an_empty_feed_that_does_not_change(example, db):
    of_plan = Plan.objects.get(slug="voorbeeld")
    Action.objects.create(plan=of_plan, code="99_99_99", title="Stil")
    root = get(f"{PLAN}/acties/99_99_99/wijzigingen.atom")
    assert entries(root) == []
    taken_in = of_plan.editions.get().imported_at
    assert datetime.fromisoformat(text(root, "updated")) == taken_in


def test_a_feed_ends(example, db):
    LogEntry.objects.bulk_create(
        LogEntry(
            at=timezone.now(),
            batch=f"{number:032}",
            verb="action.maintain",
            plan="voorbeeld",
            subject=f"action:{action().code}",
            label="Titel",
            before={"title": "a"},
            after={"title": "b"},
            **WHO,
        )
        for number in range(feeds.ENTRIES + 5)
    )
    assert len(entries(get(of_action()))) == feeds.ENTRIES


def test_pages_tell_readers_of_their_feed(example):
    page = client.get(f"{PLAN}/wijzigingen").content.decode()
    assert f'type="application/atom+xml" title="Changes of this plan" href="{FEEDS[0]}"' in page


@pytest.mark.parametrize("number", range(4))
def test_the_number_of_queries_is_fixed(example, number, django_assert_max_num_queries):
    address = (*FEEDS, of_action())[number]
    with django_assert_max_num_queries(5):
        get(address)


@pytest.mark.parametrize(
    "path",
    [
        "/en/nergens/wijzigingen.atom",
        f"{PLAN}/grondrechten/99/wijzigingen.atom",
        f"{PLAN}/ambten/99/wijzigingen.atom",
        f"{PLAN}/acties/99_99_99/wijzigingen.atom",
    ],
)
def test_what_is_not_there_is_refused(example, path):
    assert client.get(path).status_code == 404
