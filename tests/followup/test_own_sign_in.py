"""The organisation's own sign-in lets in who was invited at an address that it vouches for."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from grondrecht.followup.models import Person

pytestmark = pytest.mark.django_db
CALLBACK = "/werk/oidc/organisatie/login/callback/"


class Organisation(BaseHTTPRequestHandler):
    """A sign-in that knows one person: whoever ``claims`` says."""

    claims: ClassVar = {}

    def log_message(self, *given):
        pass

    def do_GET(self):
        here = f"http://127.0.0.1:{self.server.server_port}"
        self._say(
            self.claims
            if self.path == "/user"
            else {
                "issuer": here,
                "authorization_endpoint": f"{here}/authorize",
                "token_endpoint": f"{here}/token",
                "userinfo_endpoint": f"{here}/user",
                "jwks_uri": f"{here}/keys",
            }
        )

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self._say({"access_token": "x", "token_type": "Bearer"})

    def _say(self, data):
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def organisation():
    """The address of a running sign-in."""
    server = HTTPServer(("127.0.0.1", 0), Organisation)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def comes(organisation, settings):
    """Somebody comes from the organisation with these claims: the browser, and the last answer."""
    app = {
        "provider_id": "organisatie",
        "name": "Het Agentschap",
        "client_id": "grondrecht",
        "secret": "geheim",
        "settings": {"server_url": organisation},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}

    def come(**claims):
        Organisation.claims = {"sub": "123", "email_verified": True, **claims}
        client = Client()
        asked = client.get("/werk/oidc/organisatie/login/")
        told = parse_qs(urlsplit(asked["Location"]).query)
        assert asked["Location"].startswith(f"{organisation}/authorize?")
        assert told["redirect_uri"] == [f"http://testserver{CALLBACK}"]
        return client, client.get(CALLBACK, {"state": told["state"][0], "code": "abc"})

    return come


def test_without_one_there_is_no_button_and_no_address(client):
    assert "Aanmelden via" not in client.get("/nl/werk/aanmelden").content.decode()
    assert client.get("/werk/oidc/organisatie/login/").status_code == 404


def test_the_sign_in_offers_it(comes, client):
    page = client.get("/nl/werk/aanmelden").content.decode()
    assert "Aanmelden via Het Agentschap" in page
    assert 'href="/werk/oidc/organisatie/login/' in page


def test_who_was_invited_comes_in(comes, cast):
    client, answer = comes(email=cast.chris.email.upper(), name="Iemand Anders")
    assert answer["Location"].endswith("/werk/")
    assert client.get("/nl/werk/").status_code == 200
    assert Person.objects.get(pk=cast.chris.pk).name == cast.chris.name


def test_nothing_of_the_organisation_is_kept(comes, cast):
    comes(email=cast.chris.email)
    assert not SocialAccount.objects.exists()
    assert not EmailAddress.objects.exists()


def test_a_password_that_is_there_stays(comes, cast):
    chris = Person.objects.get(pk=cast.chris.pk)
    chris.set_password("vier paarse stoelen")
    chris.save()
    comes(email=cast.chris.email)
    assert Person.objects.get(pk=cast.chris.pk).check_password("vier paarse stoelen")


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "vreemd@voorbeeld.be"},
        {"email": "chris@voorbeeld.be", "email_verified": False},
        {"name": "zonder adres"},
    ],
    ids=["not invited", "not vouched for", "no address"],
)
def test_nobody_else_comes_in(comes, cast, claims):
    before = Person.objects.count()
    client, answer = comes(**claims)
    assert "U bent niet uitgenodigd" in answer.content.decode()
    assert client.get("/nl/werk/").status_code == 302
    assert Person.objects.count() == before


def test_a_closed_account_stays_closed(comes, cast):
    Person.objects.filter(pk=cast.chris.pk).update(is_active=False)
    client, _answer = comes(email=cast.chris.email)
    assert client.get("/nl/werk/").status_code == 302


def test_the_second_step_is_asked_for_here_too(comes, cast):
    Authenticator.objects.create(user=cast.an, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    client, answer = comes(email=cast.an.email)
    assert answer["Location"].endswith("/werk/aanmelden/code")
    assert client.get("/nl/werk/").status_code == 302


def test_an_answer_that_nobody_asked_for_is_refused(comes, cast):
    comes(email=cast.chris.email)
    answer = Client().get(CALLBACK, {"state": "verzonnen", "code": "abc"})
    assert "Aanmelden is niet gelukt" in answer.content.decode()
