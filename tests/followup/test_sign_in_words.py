"""Signing in speaks as the rest of the site does: Dutch, and with "u"."""

import ast
import re
from pathlib import Path

import allauth
import pytest
from django.core.cache import cache
from django.utils.translation import gettext, override
from followup.cast import signed_in

from grondrecht.web.work.sign_in_words import SAID

pytestmark = pytest.mark.django_db
LIBRARY = Path(allauth.__file__).parent
FORMS = [
    "account/forms.py",
    "account/fields.py",
    "account/adapter.py",
    "mfa/adapter.py",
    "mfa/base/forms.py",
    "mfa/totp/forms.py",
    "mfa/recovery_codes/forms.py",
]
# Nobody here has a user name or a telephone number, changes their address, or signs up.
NEVER = re.compile(r"[Uu]ser ?name|[Pp]hone|only one|security key|[Ee]mail \(again\)|confirmation")
NEVER_ADDRESSES = re.compile(r"email address(?!.*password you)(?! is not assigned)|same email")
FRIEND = re.compile(r"\b([Jj]e|[Jj]ij|[Jj]ouw)\b")
SENTENCES = {
    "account/messages/password_changed.txt",
    "account/messages/password_set.txt",
    "mfa/messages/totp_activated.txt",
    "mfa/messages/totp_deactivated.txt",
    "mfa/messages/recovery_codes_generated.txt",
    "account/messages/logged_out.txt",
}
OURS = Path(__file__).resolve().parents[2] / "src" / "grondrecht" / "web" / "templates"


def said_by(path):
    """What a file of the library can say."""
    for node in ast.walk(ast.parse((LIBRARY / path).read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_":
            yield node.args[0].value


def test_every_sentence_of_the_library_that_can_be_said_is_in_our_words():
    said = {words for path in FORMS for words in said_by(path)}
    reached = {w for w in said if not NEVER.search(w) and not NEVER_ADDRESSES.search(w)}
    assert len(reached) > 20
    assert reached - set(SAID) == set()


@pytest.mark.parametrize("words", SAID)
def test_its_dutch_is_dutch_and_says_u(words):
    with override("nl"):
        dutch = gettext(words)
    assert dutch != words or words == "Code"
    assert not FRIEND.search(dutch)


def test_what_is_told_after_something_was_done_is_ours():
    told = set()
    for room in ("account/internal", "mfa/totp", "mfa/recovery_codes"):
        for path in (LIBRARY / room).rglob("*.py"):
            told |= set(re.findall(r'"(\w+/messages/\w+\.txt)"', path.read_text("utf-8")))
    never = re.compile(r"email|phone|login_code")
    assert {each for each in told if not never.search(each)} == SENTENCES
    assert [each for each in SENTENCES if not (OURS / each).exists()] == []


PAGES = [
    "aanmelden",
    "wachtwoord/vergeten",
    "wachtwoord/wijzigen",
    "wachtwoord/instellen",
    "ik/bevestigen",
    "ik/twee-stappen",
    "ik/twee-stappen/aan",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_signing_in_is_dutch_also_where_something_is_wrong(cast, page):
    cache.clear()
    client = signed_in(None if page == "aanmelden" else cast.hanne)
    there = f"/nl/werk/{page}"
    wrong = {"login": "x@y.be", "password1": "een", "password2": "twee", "code": "1"}
    for answer in (client.get(there, follow=True), client.post(there, wrong, follow=True)):
        if answer.status_code == 405:
            continue
        main = answer.content.decode().partition("<main")[2].partition("</main")[0]
        assert main
        assert not FRIEND.search(main)
        assert not re.search(r"\b(authenticator|password|your|must)\b", visible(main), re.I)


def visible(page):
    """The words of a page, without its marks."""
    return re.sub(r"<[^>]*>", " ", page)
