"""A hostile plan in the register: no page, feed, card, file or answer of the API does anything."""

import pytest
from django.db import transaction
from hostile_followup import follow_hostile
from hostile_register import FORMULAS, MARKUP, PLAN, SIGN, take_in_hostile
from web import harmless
from web.every_address import BEHIND_SIGN_IN, addresses, routes
from web.harmless import body_of, faults_of

from grondrecht.registry.models import Action, Indicator, Plan

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def hostile(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        plan = take_in_hostile()
        follow_hostile(plan)
        yield plan
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def without_limit(settings):
    settings.API_CALLS_PER_MINUTE = 0


ROUTES = sorted({route for route, _ in routes() if not route.startswith(BEHIND_SIGN_IN)})
# No file hangs on anything here: what is in one is not ours to say.
NOTHING_THERE = {"data/catalogue.(?P<suffix>jsonld|ttl)$", "nl/<slug:plan>/bijlagen/<int:number>"}


@pytest.mark.parametrize("route", ROUTES)
def test_nothing_that_a_plan_says_is_done(client, hostile, route):
    walked = addresses(hostile, most=8)[route]
    for address in walked:
        answer = client.get(address)
        assert answer.status_code in (200, 301, 302, 303, 404), address
        if answer.status_code == 200:
            assert faults_of(answer) == [], address
        elif answer.has_header("Location"):
            assert answer["Location"].startswith("/"), address
            assert "\n" not in answer["Location"]


def test_every_route_is_walked(hostile):
    filled = addresses(hostile, most=1)
    empty = {route for route in ROUTES if not filled[route]}
    assert empty <= NOTHING_THERE
    assert len(filled) > 40


def test_the_words_are_shown_all_the_same(client, hostile):
    for path in (f"/nl/{PLAN}/acties/01_02_01", f"/en/{PLAN}/", f"/nl/{PLAN}/zoeken"):
        assert SIGN in body_of(client.get(path)).decode()


def test_every_hostile_title_is_there_as_text(client, hostile):
    for action in Action.objects.filter(plan=hostile):
        page = client.get(f"/nl/{PLAN}/acties/{action.code}")
        assert page.status_code == 200
        assert faults_of(page) == [], action.code


def test_what_is_asked_for_is_text_too(client, hostile):
    for words in (*MARKUP, *FORMULAS):
        for path in (f"/nl/{PLAN}/zoeken", "/nl/zoeken", f"/nl/{PLAN}/kwaliteit"):
            query = {"q": words, "party": words, "recht": words, "bladzijde": words, "op": words}
            answer = client.get(path, query)
            assert answer.status_code in (200, 302, 404)
            assert faults_of(answer) == [], (path, words)


@pytest.mark.parametrize("name", ["veld", "editie", "op", "van", "tot", "plan", "vergelijk"])
def test_no_parameter_gets_out_of_its_place(client, hostile, name):
    pages = (f"acties/01_02_01?{name}=", f"vergelijken?{name}=", f"wijzigingen?{name}=")
    for page in pages:
        for words in MARKUP[:4]:
            answer = client.get(f"/nl/{PLAN}/{page}", {name: words})
            assert answer.status_code in (200, 400, 404)
            assert faults_of(answer) == []


def test_an_address_that_is_none_is_text_too(client, hostile):
    for words in MARKUP:
        answer = client.get(f"/nl/{PLAN}/acties/{words.replace('/', '')}")
        assert answer.status_code in (301, 404)
        assert answer.status_code == 301 or faults_of(answer) == []


def test_a_source_that_is_code_is_no_link(client, hostile):
    indicator = Indicator.objects.filter(observations__isnull=False).first()
    page = body_of(client.get(f"/nl/{PLAN}/indicatoren/{indicator.slug}")).decode()
    assert 'href="javascript:' not in page
    turtle = body_of(client.get(f"/id/indicator/{PLAN}/{indicator.slug}.ttl")).decode()
    assert "<javascript:" not in turtle


def test_the_api_gives_text_as_it_is_and_no_browser_takes_it_for_a_page(client, hostile):
    answer = client.get("/api/v1/actions", {"plan": PLAN})
    titles = {row["title"] for row in answer.json()["items"]}
    assert {MARKUP[2], MARKUP[3]} <= titles
    assert answer["Content-Type"].startswith("application/json")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"<script" in answer.content
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_only_letters_make_the_names_of_files(client, hostile):
    for file in ("actions.csv", "register.xlsx", "register.zip", "log.jsonl"):
        answer = client.get(f"/data/{PLAN}/{file}")
        name = answer["Content-Disposition"]
        assert name.startswith(f'attachment; filename="{PLAN}')
        assert harmless.FILE_NAME.fullmatch(name)
        assert body_of(answer)


@pytest.mark.parametrize("slug", ["../../etc", "a/b", "", "A", "een plan", "<script>", "x" * 200])
def test_a_plan_cannot_be_called_so(client, hostile, slug):
    held = Plan(slug=slug, name="x", language="nl")
    with pytest.raises(Exception, match="slug"):
        held.full_clean()


# The checks themselves see what they look for


@pytest.mark.parametrize("words", [*MARKUP[:2], *MARKUP[3:5], '<p style="x">', "<iframe>"])
def test_code_in_a_page_would_be_seen(words):
    assert harmless.html_faults(f"<p>{words}</p>".encode())


@pytest.mark.parametrize("words", FORMULAS[:7])
def test_a_formula_in_a_table_would_be_seen(words):
    quoted = words.replace('"', '""')
    assert harmless.csv_faults(f'a,b\r\n"{quoted}",1\r\n'.encode())


def test_code_in_data_would_be_seen():
    assert harmless.turtle_faults(b"<http://x> <http://y> <javascript:alert(1)> .")
    assert harmless.xml_faults(b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
    assert harmless.xml_faults(b'<feed><link href="javascript:x"/></feed>')
    assert harmless.html_faults(b'<script type="application/ld+json">{</script>')
