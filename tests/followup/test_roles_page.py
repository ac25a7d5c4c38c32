"""Who may do what is printed as it is decided: on the site and in the documentation."""

import sys
from pathlib import Path

import pytest
from django.test import Client
from followup.cast import signed_in
from web.reading_pages import words

from grondrecht.followup.rights import KINDS, rights
from grondrecht.followup.roles import ROLES
from grondrecht.followup.verbs import BY_KEY, STATES, VERBS

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import print_rights

pytestmark = pytest.mark.django_db


def test_every_verb_and_role_is_on_the_page_in_both_languages():
    for language, coordinator in (("nl", "Coördinator"), ("en", "Coordinator")):
        page = words(Client().get(f"/{language}/rollen"))
        assert coordinator in page
        if language == "en":
            assert [str(verb.name) for verb in VERBS if str(verb.name) not in page] == []


def test_the_page_is_the_same_for_everyone(cast):
    assert Client().get("/nl/rollen").content == signed_in(cast.an).get("/nl/rollen").content


@pytest.mark.parametrize("path", ["rights.md", "privacy.md"])
def test_the_documentation_is_made_of_the_code(path):
    """Where this fails: make rights, and look at the difference."""
    for page, text in print_rights.pages():
        if page.name == path:
            assert page.read_text("utf-8") == text


def test_roles_name_verbs_that_there_are():
    for role in ROLES:
        assert set(role.any) | set(role.own) <= set(BY_KEY)
        assert not set(role.any) & set(role.own), "any counts"


def test_every_verb_has_somebody_and_states_that_there_are():
    for verb in VERBS:
        assert any(role.scope(verb.key) for role in ROLES), verb.key
        assert set(verb.states) <= set(STATES[verb.kind]), verb.key
    assert {kind.key for kind in rights()} == set(KINDS) == set(STATES)
    assert sum(len(kind.rows) for kind in rights()) == len(VERBS)


def test_only_a_coordinator_touches_people_and_rounds():
    for verb in VERBS:
        if verb.kind in ("person", "round") and not verb.key.endswith(".read"):
            assert [role.key for role in ROLES if role.scope(verb.key)] == ["coordinator"]


def test_a_reader_changes_nothing():
    reader = next(role for role in ROLES if role.key == "reader")
    assert all(verb.endswith((".read", ".see_drafts")) for verb in (*reader.any, *reader.own))
