"""The pages of parties: who is named, in which actions, with which words, and who waits."""

import pytest
from django.test import Client
from web.reading_pages import linked_data, links, words

from grondrecht.registry.models import Action, Mention, Party

pytestmark = pytest.mark.django_db
client = Client()
HOME = "/en/voorbeeld/partijen"


def get(address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response


def test_the_parties_are_listed_with_their_actions(example):
    response = get(HOME)
    rows = response.context["rows"]
    named = {row["label"]: row for row in rows}
    education = Party.objects.get(slug="kabinet-onderwijs")
    row = named[education.name_en or education.name]
    counted = Mention.objects.filter(party=education, role="responsible")
    assert row["responsible"] == counted.values("action").distinct().count() > 0
    assert row["address"] in links(response)
    labels = [each["label"] for each in rows]
    assert labels == sorted(labels)


def test_each_kind_has_a_list_and_they_add_up(example):
    tabs = get(HOME).context["kinds"]
    everything, *kinds = [tab for tab in tabs if "open" not in tab["address"]]
    assert everything["current"]
    assert sum(tab["count"] for tab in kinds) == everything["count"]
    for tab in kinds:
        response = get(tab["address"])
        assert response.context["page"].total == tab["count"]
        assert len({row["kind"] for row in response.context["rows"]}) == 1


def test_an_unknown_kind_is_as_none(example):
    response = get(HOME, soort="<i>")
    assert response.context["kinds"][0]["current"]
    assert "<i>" not in response.content.decode()


def test_names_that_wait_for_a_person_are_counted_and_listed(example):
    waiting = Mention.objects.filter(how="open").values("words").distinct().count()
    first = get(HOME)
    assert f"{waiting} names in the forms are not yet known to be a party." in words(first)
    response = get(HOME, soort="open")
    assert response.context["page"].total == waiting
    row = response.context["rows"][0]
    assert row["words"] in words(response)
    held = Mention.objects.filter(how="open", words=row["words"])
    assert {each["code"] for each in row["actions"]} == set(
        held.values_list("action__code", flat=True)
    )
    assert row["actions"][0]["address"] in links(response)


def test_a_party_tells_its_kind_names_and_actions(example):
    response = get(f"{HOME}/kabinet-onderwijs")
    party = Party.objects.get(slug="kabinet-onderwijs")
    page = words(response)
    assert "cabinet" in page
    others = [each.name for each in party.aliases.all() if each.name != party.name]
    assert all(name in page for name in others)
    held = Action.objects.filter(mentions__party=party, mentions__role="responsible").distinct()
    assert response.context["actions"].page.total == held.count()
    assert f"Answers for {held.count()} actions and works along with" in page
    assert linked_data(response)["@type"] == "GovernmentOrganization"
    assert linked_data(response)["@id"].endswith("/id/party/kabinet-onderwijs")


def test_the_role_can_be_chosen(example):
    both = next(
        party
        for party in Party.objects.all()
        if {"responsible", "involved"} <= set(party.mentions.values_list("role", flat=True))
    )
    for role in ("responsible", "involved"):
        response = get(f"{HOME}/{both.slug}", rol=role)
        actions = Action.objects.filter(mentions__party=both, mentions__role=role).distinct()
        assert response.context["actions"].page.total == actions.count()
        assert [tab["current"] for tab in response.context["tabs"]].count(True) == 1
    assert get(f"{HOME}/{both.slug}", rol="koning").context["role"] == "responsible"
