"""Every kind of answer guards its reader: the same strict headers on pages, errors, data, files."""

import os
import re
import subprocess
import sys

import pytest
from django.db import connection
from django.test import Client
from web.every_address import addresses

from grondrecht.registry.models import Plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]
CARD = "/nl/voorbeeld/acties/02_06_01/kaart"
PAGE = "/nl/voorbeeld/acties/02_06_01"
STRICT = {
    "Permissions-Policy": re.compile(r"(?=.*camera=\(\))(?=.*geolocation=\(\))[a-z=()\-, ]+"),
    "X-Content-Type-Options": re.compile("nosniff"),
    "Referrer-Policy": re.compile("same-origin"),
    "Cross-Origin-Opener-Policy": re.compile("same-origin"),
    "Cross-Origin-Resource-Policy": re.compile("same-origin|cross-origin"),
}
KINDS = {
    "page": (PAGE, 200),
    "card": (CARD, 200),
    "feed": ("/nl/voorbeeld/wijzigingen.atom", 200),
    "api": ("/api/v1/actions", 200),
    "api manual": ("/api/v1/", 200),
    "api error": ("/api/v1/actions?page=x", 422),
    "api missing": ("/api/v1/niets", 404),
    "file": ("/data/voorbeeld/actions.csv", 200),
    "archive": ("/data/voorbeeld/register.zip", 200),
    "linked data": ("/id/action/voorbeeld/02_06_01.ttl", 200),
    "redirect": ("/id/action/voorbeeld/02_06_01", 303),
    "static": ("/static/web/site.css", 200),
    "health": ("/alive", 200),
    "missing": ("/nl/nergens/", 404),
    "unreadable": (f"{PAGE}?x=%00", 400),
    "too many": (f"/nl/voorbeeld/zoeken?{'&'.join(f'x{n}=1' for n in range(999))}", 400),
}


@pytest.fixture(autouse=True)
def without_limit(settings):
    settings.API_CALLS_PER_MINUTE = 0


def read(answer):
    """Take all of an answer, as a browser does, so that what it holds open is closed."""
    return b"".join(answer)


def policy_of(answer):
    told = answer["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in told.split(";"))


def is_guarded(answer):
    """Every header is there, and nothing inline nor from elsewhere may run or load."""
    for name, wanted in STRICT.items():
        assert wanted.fullmatch(answer[name]), (name, answer[name])
    policy = policy_of(answer)
    assert policy["default-src"] == policy["base-uri"] == "'none'"
    assert set(policy.values()) <= {"'none'", "'self'", "*"}
    assert not {"script-src", "object-src", "connect-src", "frame-src"} & set(policy)
    assert not answer.cookies
    assert "Server" not in answer
    assert "X-Powered-By" not in answer


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_is_guarded(client, kind):
    path, status = KINDS[kind]
    answer = client.get(path)
    assert answer.status_code == status
    is_guarded(answer)
    assert read(answer) or answer.has_header("Location")


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_card_may_stand_in_a_frame(client, kind):
    answer = client.get(KINDS[kind][0])
    framed = kind == "card"
    assert policy_of(answer)["frame-ancestors"] == ("*" if framed else "'none'")
    assert answer.has_header("X-Frame-Options") is not framed
    assert read(answer) or answer.has_header("Location")


def test_no_other_page_may_stand_in_a_frame(client):
    framed = set()
    for route, paths in addresses(Plan.objects.get(), most=1).items():
        for path in paths[:1]:
            answer = client.get(path)
            read(answer)
            if policy_of(answer)["frame-ancestors"] != "'none'":
                framed.add(route)
    assert framed == {"nl/<slug:plan>/acties/<str:code>/kaart"}


def test_a_card_that_is_the_same_may_stay_in_its_frame(client):
    """A 304 replaces headers of the card that was kept; so it must not say that it may not."""
    first = client.get(CARD)
    again = client.get(CARD, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert "X-Frame-Options" not in again
    assert "Content-Security-Policy" not in again


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", [PAGE, CARD, "/nl/stijl/", "/api/v1/actions", "/alive", "/"])
def test_a_refused_method_is_guarded_too(method, path):
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert answer.status_code in (200, 302, 403, 405)
    assert answer.status_code in (403, 405) or path in ("/alive", "/")
    is_guarded(answer)


def test_a_foreign_host_is_guarded_too(client):
    answer = client.get(PAGE, headers={"Host": "kwaad.example"})
    assert answer.status_code == 400
    is_guarded(answer)


def test_our_own_fault_is_guarded_and_tells_nothing(client, caplog):
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE registry_action RENAME TO registry_weg")
    answer = client.get(PAGE)
    assert answer.status_code == 500
    is_guarded(answer)
    words = answer.content.decode()
    assert not re.search(r"registry|Traceback|Error|grondrecht\.|/src/|<style|<script", words)
    assert "registry_action" in caplog.text


UNDER_HTTPS = """
import django
django.setup()
from django.conf import settings
from django.test import Client
print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.PROXIES)
led = Client().get("/nl/stijl/", headers={"host": "voorbeeld.be"})
print(led.status_code, led["Location"])
told = {"host": "voorbeeld.be", "x-forwarded-proto": "https"}
print(Client().get("/nl/stijl/", headers=told)["Strict-Transport-Security"])
print(Client().get("/alive", headers={"host": "10.0.0.1"}).status_code)
"""


def test_under_https_there_is_no_way_back(tmp_path):
    told = {
        "DJANGO_SETTINGS_MODULE": "grondrecht.config.settings",
        "GRONDRECHT_DATA": str(tmp_path),
        "GRONDRECHT_HTTPS": "1",
        "GRONDRECHT_HOSTS": "voorbeeld.be",
        "PATH": os.environ["PATH"],
    }
    run = subprocess.run(
        [sys.executable, "-c", UNDER_HTTPS], env=told, capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines() == [
        "True True 1",
        "301 https://voorbeeld.be/nl/stijl/",
        "max-age=31536000; includeSubDomains; preload",
        "200",
    ]


def test_without_https_nothing_promises_it(client):
    assert "Strict-Transport-Security" not in client.get(PAGE)
