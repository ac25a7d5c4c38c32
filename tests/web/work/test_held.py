"""What was typed outlives a sign-in that ended and a page that stood open too long."""

import pytest
from django.test import Client
from followup.cast import signed_in

pytestmark = pytest.mark.usefixtures("db")
ME = "/nl/werk/ik"
HERE = {"origin": "http://testserver", "referer": "http://testserver/nl/werk/ik?x=1"}
LONG = "Een zin die niet verloren mag gaan."
TYPED = {"name": LONG, "language": "nl"}


def words(answer):
    return answer.content.decode()


def strict(person):
    """A browser in which a person is signed in, and whose forms need a good token."""
    client = signed_in(person)
    client.handler.enforce_csrf_checks = True
    return client


def test_what_was_sent_without_a_sign_in_is_held_on_the_page_until_they_sign_in(cast):
    answer = Client().post(ME, TYPED, headers=HERE)
    assert answer.status_code == 403
    page = words(answer)
    assert "U bent afgemeld" in page
    assert f'name="name" value="{LONG}"' in page
    assert 'href="/nl/werk/aanmelden?next=%2Fnl%2Fwerk%2Fik%3Fx%3D1" target="_blank"' in page
    again = signed_in(cast.hanne).post(ME, TYPED)
    assert again.status_code == 302


@pytest.mark.parametrize(
    "came", ["", "https://kwaad.example/nl/werk/ik", "http://testserver/nl/", "http://["]
)
def test_the_sign_in_leads_back_to_a_page_of_the_workplace_alone(came):
    answer = Client().post(ME, TYPED, headers={"referer": came})
    assert 'href="/nl/werk/aanmelden?next=%2Fnl%2Fwerk%2F"' in words(answer)


def test_who_sent_nothing_is_led_to_the_sign_in_at_once():
    answer = Client().post(ME, {}, headers=HERE)
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=%2Fnl%2Fwerk%2Fik%3Fx%3D1")


def test_a_draft_that_saves_itself_is_led_to_the_sign_in_without_a_page():
    answer = Client().post(ME, TYPED, headers={**HERE, "x-draft": "1"})
    assert (answer.status_code, words(answer)) == (302, "")


def test_a_file_cannot_be_held_and_that_is_said(tmp_path):
    file = tmp_path / "verslag.txt"
    file.write_text("x")
    with file.open("rb") as opened:
        answer = Client().post(ME, {**TYPED, "file": opened}, headers=HERE)
    assert "kies het opnieuw" in words(answer)


def test_a_form_with_an_old_token_is_sent_once_more_from_a_page_with_what_was_typed(cast):
    client = strict(cast.hanne)
    refused = client.post(ME, TYPED, headers=HERE)
    assert refused.status_code == 403
    page = words(refused)
    assert "Deze pagina was te oud" in page
    assert f'name="name" value="{LONG}"' in page
    token = refused.context["csrf_token"]
    sent = client.post(ME, TYPED | {"csrfmiddlewaretoken": str(token)}, headers=HERE)
    assert sent.status_code == 302
    assert LONG in words(client.get(ME))


def test_without_a_sign_in_an_old_form_says_so_and_is_held_too(cast):
    client = Client(enforce_csrf_checks=True)
    page = words(client.post(ME, TYPED, headers=HERE))
    assert "U bent afgemeld" in page
    assert LONG in page


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "https://kwaad.example"}, {"origin": "null"}, {"origin": "http://["}]
)
def test_what_another_site_sends_is_not_offered_to_be_sent_again(cast, headers):
    answer = strict(cast.hanne).post(ME, TYPED, headers=headers)
    assert answer.status_code == 403
    assert LONG not in words(answer)


@pytest.mark.parametrize("path", ["aanmelden", "wachtwoord/wijzigen", "ik/bevestigen"])
def test_a_password_stands_on_no_page(cast, path):
    sent = {"password": "vier paarse stoelen", "password1": "vier paarse stoelen"}
    answer = strict(cast.hanne).post(f"/nl/werk/{path}", sent, headers=HERE)
    assert answer.status_code == 403
    assert "Deze pagina was te oud" in words(answer)
    assert "paarse" not in words(answer)


def test_an_old_form_of_a_public_page_is_refused_as_before():
    answer = Client(enforce_csrf_checks=True).post("/nl/", TYPED, headers=HERE)
    assert answer.status_code == 403
    assert LONG not in words(answer)


def test_a_page_asks_for_the_token_of_today(cast):
    client = signed_in(cast.hanne)
    told = client.get("/nl/werk/aanmelden/formulier")
    assert told["Cache-Control"] == "no-store"
    assert told.json()["signed_in"] is True
    assert Client().get("/nl/werk/aanmelden/formulier").json()["signed_in"] is False
    strictly = strict(cast.hanne)
    token = strictly.get("/nl/werk/aanmelden/formulier").json()["token"]
    assert strictly.post(ME, TYPED | {"csrfmiddlewaretoken": token}).status_code == 302
