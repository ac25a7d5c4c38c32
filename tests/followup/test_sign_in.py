"""People come in by invitation alone, with a password and, for some, a second step."""

import re
from pathlib import Path
from smtplib import SMTPException

import allauth
import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as site
from django.core import mail
from django.core.cache import cache
from django.test import Client
from followup.cast import signed_in
from followup.second_step import code_for

from grondrecht.followup.models import Person
from grondrecht.web.work.invitation import invitation_link, send_invitation
from grondrecht.web.work.sign_in_rules import NOTICES

pytestmark = pytest.mark.django_db
PASSWORD = "vier paarse stoelen dansen"
HERE = "/nl/werk/aanmelden"
WRONG = 'role="alert"'


@pytest.fixture(autouse=True)
def without_earlier_attempts():
    cache.clear()


@pytest.fixture
def an(cast):
    """The coordinator, with a password."""
    person = Person.objects.get(pk=cast.an.pk)
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client, person, password=PASSWORD, **more):
    return client.post(HERE, {"login": person.email, "password": password, **more})


def heading(answer):
    return re.search("<h1>(.*?)</h1>", answer.content.decode())[1]


def code_of(person):
    secret = Authenticator.objects.get(user=person, type="totp").data["secret"]
    return code_for(secret)


def switched_on(client, person):
    """Switch two steps on as people do: say who you are, read the secret, type a code."""
    there = "/nl/werk/ik/twee-stappen/aan"
    asked = client.get(there, follow=True)
    if heading(asked) != "Zet twee stappen aan":
        client.post(asked.request["PATH_INFO"], {"password": PASSWORD, "next": there})
        asked = client.get(there)
    secret = re.search("<code>([A-Z2-7]+)</code>", asked.content.decode())[1]
    return secret, client.post(there, {"code": code_for(secret)})


# With a password


def test_the_right_password_leads_to_the_page_that_was_asked_for(an, client):
    asked = client.get("/nl/werk/")
    assert (asked.status_code, asked["Location"]) == (302, f"{HERE}?next=%2Fnl%2Fwerk%2F")
    assert sign_in(client, an)["Location"] == "/nl/werk/"
    assert sign_in(Client(), an, next="/nl/werk/ik")["Location"] == "/nl/werk/ik"
    assert client.get("/nl/werk/").status_code == 200


def test_no_sign_in_leads_off_the_site(an, client):
    for there in ("https://kwaad.example/", "//kwaad.example", "javascript:alert(1)"):
        assert sign_in(Client(), an, next=there)["Location"] == "/nl/werk/"


@pytest.mark.parametrize("login", ["an@voorbeeld.be", "niemand@voorbeeld.be", "x", ""])
def test_a_wrong_password_is_told_the_same_for_whoever_there_is(an, client, login):
    answer = client.post(HERE, {"login": login, "password": "fout"})
    assert answer.status_code == 200
    assert not answer.wsgi_request.user.is_authenticated
    assert WRONG in answer.content.decode()


def test_known_and_unknown_addresses_get_the_same_words(an, client):
    def said(login):
        answer = client.post(HERE, {"login": login, "password": "fout"}).content.decode()
        return re.sub('(csrfmiddlewaretoken|login)" [^>]*value="[^"]*"', "", answer)

    assert said(an.email) == said("niemand@voorbeeld.be")


def test_guessing_is_stopped(an):
    answers = [sign_in(Client(), an, "fout") for _ in range(6)]
    assert "Te veel" not in answers[4].content.decode()
    assert "Te veel" in answers[5].content.decode()
    assert "Te veel" in sign_in(Client(), an).content.decode()


def test_nobody_signs_up(client):
    assert heading(client.get("/nl/werk/aanmelden/nieuw")) == "Accounts zijn op uitnodiging"
    before = Person.objects.count()
    client.post("/nl/werk/aanmelden/nieuw", {"email": "x@voorbeeld.be", "password1": PASSWORD})
    assert Person.objects.count() == before


def test_a_closed_account_stays_closed(an, client):
    an.is_active = False
    an.save()
    assert sign_in(client, an, follow=True)["Location"] == "/nl/werk/aanmelden/gesloten"
    assert client.get("/nl/werk/").status_code == 302


def test_signing_out_forgets_the_session(an, client):
    sign_in(client, an)
    assert client.get("/nl/werk/afmelden").status_code == 200
    assert client.post("/nl/werk/afmelden")["Location"] == "/nl/"
    assert client.get("/nl/werk/").status_code == 302


def test_a_form_of_another_site_does_nothing(an):
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, an).status_code == 403
    assert signed_in(an).post("/nl/werk/afmelden").status_code == 302


# By invitation


def test_an_invitation_lets_somebody_choose_a_password(cast, client):
    send_invitation(cast.hanne, "An Coördinator")
    (message,) = mail.outbox
    assert message.to == [cast.hanne.email]
    assert message.subject == "An Coördinator nodigt u uit om op Grondrecht te werken"
    link = re.search(f"{site.PUBLIC_URL}(\\S+kiezen\\S+)", message.body)[1]
    form = client.get(link, follow=True)
    assert heading(form) == "Kies uw wachtwoord"
    assert link not in form.content.decode()
    there = form.request["PATH_INFO"]
    assert WRONG in client.post(there, {"password1": "kort"}).content.decode()
    done = client.post(there, {"password1": PASSWORD, "password2": PASSWORD})
    assert done["Location"] == "/nl/werk/"
    assert "een nieuw wachtwoord" in mail.outbox[1].body
    again = Client().get(link, follow=True)
    assert heading(again) == "Deze link is al gebruikt, of te oud"


def test_an_invitation_is_in_the_language_of_who_gets_it(cast):
    cast.hanne.language = "en"
    send_invitation(cast.hanne, "An")
    cast.hanne.language = "nl"
    assert "/en/werk/wachtwoord/kiezen/" in mail.outbox[0].body
    assert mail.outbox[0].subject.startswith("An invites you")


def test_an_invitation_ends(cast, client, settings):
    link = invitation_link(cast.hanne).removeprefix(site.PUBLIC_URL)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert heading(client.get(link, follow=True)) == "Deze link is al gebruikt, of te oud"


@pytest.mark.parametrize("password", ["kort", "qwerty123456", "123456789012", "an@voorbeeld.be"])
def test_a_password_that_can_be_guessed_is_refused(an, password, client):
    there = client.get(invitation_link(an).removeprefix(site.PUBLIC_URL), follow=True)
    answer = client.post(there.request["PATH_INFO"], {"password1": password, "password2": password})
    assert answer.status_code == 200


def test_who_forgot_the_password_gets_a_link_and_a_stranger_nothing(an, client):
    for address in (an.email, "niemand@voorbeeld.be"):
        answer = client.post("/nl/werk/wachtwoord/vergeten", {"email": address}, follow=True)
        assert heading(answer) == "Kijk in uw mailbox"
    assert [message.to for message in mail.outbox] == [[an.email]]
    assert f"{site.PUBLIC_URL}/nl/werk/wachtwoord/kiezen/" in mail.outbox[0].body


def test_whatever_happens_to_an_account_is_told_in_our_words():
    told = set()
    for room in ("account", "mfa/totp", "mfa/recovery_codes"):
        for path in (Path(allauth.__file__).parent / room).rglob("*.py"):
            words = path.read_text("utf-8")
            told |= set(re.findall(r'send_notification_mail\(\s*"([^"]+)"', words))
    # Nobody changes the address of an account: it is that of the invitation.
    assert {each for each in told if "email_" not in each} == set(NOTICES)


class NoServer:
    """What Django sends mail with, where the mail server does not answer."""

    def __init__(self, *given, **named):
        pass

    def send_messages(self, messages):
        raise SMTPException("no server")


def test_a_mail_server_that_is_down_is_told(an, client, settings):
    settings.EMAIL_BACKEND = f"{__name__}.NoServer"
    answer = client.post("/nl/werk/wachtwoord/vergeten", {"email": an.email}, follow=True)
    assert "Het bericht kon niet verstuurd worden" in answer.content.decode()


# In two steps


def test_without_a_second_step_a_coordinator_s_role_rests(an, client):
    sign_in(client, an)
    page = client.get("/nl/werk/").content.decode()
    assert "/nl/werk/ik/twee-stappen" in page
    assert client.get("/nl/werk/mensen").status_code == 404


def test_two_steps_are_switched_on_and_asked_for_from_then_on(an, client):
    sign_in(client, an)
    secret, answer = switched_on(client, an)
    assert answer["Location"] == "/nl/werk/ik/twee-stappen/herstelcodes"
    assert client.get("/nl/werk/mensen").status_code == 200
    codes = re.findall("<li><code>(\\w+)</code>", client.get(answer["Location"]).content.decode())
    assert len(codes) == 10
    for code in (code_for(secret), codes[0]):
        cache.clear()
        later = Client()
        assert sign_in(later, an)["Location"] == "/nl/werk/aanmelden/code"
        assert later.get("/nl/werk/").status_code == 302
        assert (
            heading(later.post("/nl/werk/aanmelden/code", {"code": "000000"})) == "De tweede stap"
        )
        assert later.post("/nl/werk/aanmelden/code", {"code": code})["Location"] == "/nl/werk/"
        assert later.get("/nl/werk/mensen").status_code == 200
    used = Client()
    sign_in(used, an)
    assert used.post("/nl/werk/aanmelden/code", {"code": codes[0]}).status_code == 200


def test_the_secret_is_drawn_by_the_site_itself(an, client):
    sign_in(client, an)
    client.post("/nl/werk/ik/bevestigen", {"password": PASSWORD, "next": "/nl/werk/"})
    page = client.get("/nl/werk/ik/twee-stappen/aan").content.decode()
    assert "data:" not in page
    drawn = client.get("/nl/werk/ik/twee-stappen/code.svg")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b"<path" in drawn.content
    assert b"style" not in drawn.content


def test_switched_off_the_role_rests_again(an, client):
    sign_in(client, an)
    switched_on(client, an)
    assert client.get("/nl/werk/mensen").status_code == 200
    assert client.post("/nl/werk/ik/twee-stappen/uit").status_code == 302
    assert client.get("/nl/werk/mensen").status_code == 404
    assert not Authenticator.objects.filter(user=an).exists()


def test_other_roles_need_no_second_step(cast):
    assert signed_in(cast.chris, two_step=False).get("/nl/werk/").status_code == 200


# What a browser keeps


def test_a_session_ends_with_the_browser_or_the_day(an, client):
    cookie = sign_in(client, an).cookies["session"]
    assert cookie["max-age"] == ""
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert site.SESSION_COOKIE_AGE == 12 * 3600


@pytest.mark.parametrize(
    "path",
    [
        "/nl/",
        "/nl/voorbeeld/",
        "/nl/voorbeeld/acties/02_06_01",
        "/nl/rollen",
        "/api/v1/actions",
        "/data/voorbeeld/actions.csv",
        "/nl/nergens/",
        "/sitemap.xml",
    ],
)
def test_public_pages_never_look_who_asks(cast, path):
    signed, visitor = signed_in(cast.an), Client()
    answers = [signed.get(path), visitor.get(path)]
    for answer in answers:
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.wsgi_request.session.accessed
    assert b"".join(answers[0]) == b"".join(answers[1])


def test_pages_behind_the_sign_in_are_kept_by_nobody(cast):
    for client in (signed_in(cast.chris), Client()):
        answer = client.get("/nl/werk/")
        assert "no-store" in answer["Cache-Control"]
        assert "script-src 'self'" in answer["Content-Security-Policy"]
