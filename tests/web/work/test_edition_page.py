"""The adjusted edition by page: proposals, decisions, a look before, and the edition itself."""

import pytest
from followup.cast import OTHER_ACTION, OWN_ACTION, signed_in
from followup.rounds import frozen, prepared

from grondrecht.followup.models import Adjustment
from grondrecht.registry.actions.texts import maintain_text
from grondrecht.registry.models import Edition

pytestmark = pytest.mark.django_db
DECIDED = {"decision": "Regering, nota 4", "decided_on": "2027-07-02"}
EDITION = {"slug": "2027", "name": "Bijgestuurd plan", "decided_on": "2027-07-02"}


@pytest.fixture(scope="module")
def of(cast, django_db_blocker):
    """A frozen round in which one action has a maintained title."""
    with django_db_blocker.unblock():
        maintain_text(cast.own_action, "title", "Een nieuwe titel", by="An", why="x")
        return frozen(cast)


@pytest.fixture
def page(of, db):
    return f"/nl/werk/rondes/voorbeeld/{of.slug}/editie"


@pytest.fixture
def client(cast, db):
    return signed_in(cast.an)


def test_what_is_proposed_is_decided_looked_at_and_made(client, page):
    words = client.get(page).content.decode()
    assert f"{page}/{OWN_ACTION}" in words
    assert "nog geen beslissing" in words
    form = client.get(f"{page}/{OWN_ACTION}").content.decode()
    assert "Een nieuwe titel" in form
    typed = DECIDED | {"kind": "change", "field_1": "title", "text_1": "Een nieuwe titel"}
    typed |= {"period_2": "2030", "text_2": "Overal"}
    assert client.post(f"{page}/{OWN_ACTION}", typed).url == page
    assert Adjustment.objects.get().texts == {
        "title": "Een nieuwe titel",
        "milestone 2030": "Overal",
    }
    looked = client.post(page, EDITION).content.decode()
    assert "Een nieuwe titel" in looked
    assert not Edition.objects.filter(slug="2027").exists()
    made = client.post(page, EDITION | {"apply": "1"})
    assert made.url.startswith("/nl/voorbeeld/vergelijken?")
    assert Edition.objects.get(slug="2027").name == "Bijgestuurd plan"
    assert "Regering, nota 4" in client.get(made.url).content.decode()
    assert "is gemaakt" in client.get(page).content.decode()


def test_any_action_can_be_named_and_a_change_taken_back(client, page):
    assert client.get(f"{page}?code={OTHER_ACTION}").url == f"{page}/{OTHER_ACTION}"
    client.post(f"{page}/{OTHER_ACTION}", DECIDED | {"kind": "lapse"})
    assert "Beslist: verdwijnt uit het plan" in client.get(page).content.decode()
    assert client.post(f"{page}/{OTHER_ACTION}", {"drop": "1"}).url == page
    assert not Adjustment.objects.exists()


def test_two_who_decide_about_one_action_meet_and_nothing_typed_is_lost(client, page):
    at = f"{page}/{OTHER_ACTION}"
    first = DECIDED | {"kind": "lapse", "seen": "0"}
    assert client.post(at, first).status_code == 302
    late = first | {"kind": "change", "field_1": "title", "text_1": "Mijn eigen woorden"}
    answer = client.post(at, late)
    assert answer.status_code == 409
    words = answer.content.decode()
    assert "Mijn eigen woorden" in words
    assert "verdwijnt uit het plan" in words
    assert Adjustment.objects.get().kind == "lapse"
    seen = str(Adjustment.objects.get().version)
    assert client.post(at, late | {"seen": seen}).status_code == 302
    assert Adjustment.objects.get().kind == "change"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"decision": ""}, "verplicht"),
        ({"decided_on": ""}, "verplicht"),
        ({"kind": "replace"}, "welke actie ze vervangt"),
        ({"kind": "add", "field_1": "title", "text_1": "x"}, "staat al in het plan"),
        ({"kind": "replace", "new_code": "geen code!"}, "geen code"),
    ],
)
def test_without_a_decision_or_with_an_impossible_change_nothing_is_recorded(
    client, page, typed, words
):
    sent = DECIDED | {"kind": "lapse", "text_6": "Mijn eigen woorden"} | typed
    answer = client.post(f"{page}/{OTHER_ACTION}", sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Mijn eigen woorden" in answer.content.decode()
    assert not Adjustment.objects.exists()


def test_an_edition_without_a_change_is_refused(client, page):
    answer = client.post(page, EDITION | {"apply": "1"})
    assert answer.status_code == 422
    assert "nog geen wijziging" in answer.content.decode()


@pytest.mark.parametrize("person", ["bram", "chris", "els", "fons", "gert", "hanne", None])
def test_it_is_for_the_coordinator_alone(cast, page, person):
    client = signed_in(getattr(cast, person) if person else None)
    for address in (page, f"{page}/{OWN_ACTION}"):
        assert client.get(address).status_code in (302, 404)
        # Who is not signed in gets back what was typed, and may sign in.
        answer = client.post(address, DECIDED | {"kind": "lapse"})
        assert answer.status_code == (404 if person else 403)
    assert not Adjustment.objects.exists()


def test_a_round_that_is_not_frozen_has_none(cast, client):
    early = prepared(cast, codes=(OWN_ACTION,), slug="vroeg")
    assert client.get(f"/nl/werk/rondes/voorbeeld/{early.slug}/editie").status_code == 409
