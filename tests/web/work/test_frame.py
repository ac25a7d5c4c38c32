"""The frame of the workplace: who is let in, what the menu offers, how trouble is told."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from followup.cast import signed_in

pytestmark = pytest.mark.usefixtures("db")
LONG = "Een zin die niet verloren mag gaan."


@pytest.fixture
def pages(settings):
    """The pages of pages.py beside those of the site, and their template."""
    settings.ROOT_URLCONF = "web.work.pages"
    [engine] = settings.TEMPLATES
    folder = Path(__file__).parent / "templates"
    settings.TEMPLATES = [{**engine, "DIRS": [folder]}]


class Inputs(HTMLParser):
    """The inputs of a page: name -> attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if tag in ("input", "textarea", "select") and "name" in known:
            self.found[known["name"]] = known


def test_a_visitor_is_led_to_the_sign_in_and_back():
    answer = Client().get("/nl/werk/")
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=%2Fnl%2Fwerk%2F")
    assert "aanmelden" in answer["Location"]


def test_the_frame_says_who_is_signed_in_and_is_kept_nowhere(cast):
    answer = signed_in(cast.bram).get("/nl/werk/")
    page = answer.content.decode()
    assert "Bram Kabinet" in page
    assert "kabinetsmedewerker" in page
    assert answer["Cache-Control"] == "no-store"
    assert "script-src 'self'; connect-src 'self'" in answer["Content-Security-Policy"]
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "og:title" not in page


def test_the_public_pages_still_run_no_scripts(cast):
    assert "script-src" not in Client().get("/nl/voorbeeld/")["Content-Security-Policy"]


def test_somebody_without_a_role_has_the_workbench_alone(cast):
    menu = signed_in(cast.hanne).get("/nl/werk/").context["navigation"]
    assert [item["address"] for item in menu] == ["/nl/werk/"]


@pytest.mark.parametrize(
    ("raised", "status", "said"),
    [
        ("not-allowed", 404, "bestaat niet"),
        ("not-now", 409, "Dit kan nu niet."),
        ("conflict", 409, "Iemand anders wijzigde dit intussen"),
        ("register", 400, "De dag ontbreekt."),
        ("database", 503, "niets bewaard"),
        ("disk", 503, "niets bewaard"),
    ],
)
def test_what_a_verb_raises_becomes_a_page_that_says_so(cast, pages, raised, status, said):
    answer = signed_in(cast.chris).post(f"/nl/werk/raise/{raised}", {"text": LONG})
    assert answer.status_code == status
    page = answer.content.decode()
    assert said in page
    assert "Traceback" not in page
    assert (LONG in page) == (raised != "not-allowed")


def test_what_could_not_be_saved_is_sent_once_more_from_the_page(cast, pages):
    answer = signed_in(cast.chris).post("/nl/werk/raise/database", {"a": "1", "text": [LONG, "b"]})
    hidden = Inputs(answer.content.decode()).found
    assert hidden["a"]["value"] == "1"
    assert answer.content.decode().count('name="text"') == 2
    assert answer["Retry-After"] == "120"


def test_a_page_that_cannot_be_read_offers_itself_again(cast, pages):
    answer = signed_in(cast.chris).get("/nl/werk/raise/database?a=b")
    assert 'href="/nl/werk/raise/database?a=b"' in answer.content.decode()


def test_errors_stand_above_the_page_and_lead_to_their_fields(cast, pages):
    answer = signed_in(cast.chris).post("/nl/werk/form", {"name": "", "on": "31/31/2017"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Fout: Formulier" in page
    for place in ("id_name", "id_on", "id_kind_0"):
        assert f'href="#{place}"' in page
        assert f'id="{place}"' in page
    fields = Inputs(page).found
    assert fields["name"]["aria-invalid"] == "true"
    assert fields["name"]["aria-describedby"] == "id_name_helptext id_name_error"
    assert fields["on"]["value"] == "31/31/2017"
    assert "required" in fields["name"]
    assert "required" not in fields["on"]


def test_what_was_done_is_told_once(cast, pages):
    client = signed_in(cast.chris)
    done = client.post("/nl/werk/form", {"name": "x", "kind": "a"})
    assert done.status_code == 200
    assert "Bewaard." in done.content.decode()
    assert "Bewaard." not in client.get("/nl/werk/form").content.decode()
