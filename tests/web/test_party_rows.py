"""What the pages of parties say of a whole and its parts, of other names, of the catalogue."""

import pytest
from django.test import Client
from registry.small_plans import form, plan, take_in
from web.reading_pages import linked_data, links, words

from grondrecht.plan.model import Parties
from grondrecht.registry.models import Action, Mention, Party, PartyAlias, Plan
from grondrecht.web.party_page import of_plan

pytestmark = pytest.mark.django_db
client = Client()


def get(address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response


def test_the_words_that_name_a_party_stand_beside_the_action(db):
    take_in(plan(form("01_02_01", responsible=Parties("Kabinet  Welzijn", "Agentschap Opvang"))))
    party = Party.objects.get(slug="kabinet-welzijn")
    row = get(f"/en/proef/partijen/{party.slug}").context["actions"].rows[0]
    assert row.words == []
    Mention.objects.filter(party=party).update(words="Kab. Welz.")
    response = get(f"/en/proef/partijen/{party.slug}")
    assert response.context["actions"].rows[0].words == ["Kab. Welz."]
    assert 'Printed as: <q lang="nl">Kab. Welz.</q>' in " ".join(response.content.decode().split())


def test_a_whole_and_its_parts_lead_to_each_other(db):
    take_in(plan())
    part = Party.objects.get(slug="agentschap-opvang")
    part.part_of = Party.objects.create(slug="beleid", name="Beleidsdomein", kind="other")
    part.save()
    whole = get("/en/proef/partijen/beleid")
    assert "No action of this plan names it; its parts are named." in words(whole)
    assert "/en/proef/partijen/agentschap-opvang" in links(whole)
    assert "/en/proef/partijen/beleid" in links(get("/en/proef/partijen/agentschap-opvang"))
    parent = linked_data(get("/en/proef/partijen/agentschap-opvang"))["parentOrganization"]
    assert parent["@id"].endswith("/id/party/beleid")


def test_a_party_of_the_catalogue_alone_has_a_page_with_its_actions(db):
    take_in(plan())
    party = Party.objects.create(
        slug="vzw", name="Vereniging", kind="association", what="Helpt.", facts=["Sinds 1990"]
    )
    party.actions.set(Action.objects.filter(code="01_02_01"))
    response = get("/en/proef/partijen/vzw")
    assert [row.code for row in response.context["actions"].rows] == ["01_02_01"]
    assert "Named in the catalogue" in words(response)
    assert "Helpt." in words(response)
    assert "Sinds 1990" in words(response)
    assert linked_data(response)["@type"] == "Organization"
    row = next(each for each in get("/en/proef/partijen").context["rows"] if each["named"])
    assert (row["label"], row["responsible"], row["involved"]) == ("Vereniging", 0, 0)


def test_a_name_that_holds_for_a_time_says_when(db):
    take_in(plan())
    party = Party.objects.get(slug="kabinet-welzijn")
    PartyAlias.objects.create(
        party=party, name="Kabinet Persoon", folded="kabinet persoon", last_day="2016-01-31"
    )
    page = words(get("/en/proef/partijen/kabinet-welzijn")).replace("\N{NO-BREAK SPACE}", " ")
    assert "Kabinet Persoon ( – 31 January 2016)" in page


def test_a_party_of_another_plan_is_not_of_this_one(db):
    take_in(plan())
    take_in(plan(form("01_02_01", responsible=Parties("Kabinet Ver Weg", ""))), slug="ander")
    far = Party.objects.get(name__icontains="ver weg")
    assert far not in of_plan(Plan.objects.get(slug="proef"))
    assert client.get(f"/en/proef/partijen/{far.slug}").status_code == 404
    assert client.get(f"/en/ander/partijen/{far.slug}").status_code == 200


def test_a_plan_that_names_nobody_says_so(db):
    Plan.objects.create(slug="leeg", name="Leeg", language="nl")
    assert "The forms name no party that is known." in words(get("/en/leeg/partijen"))


def test_many_parties_are_turned_page_by_page(db):
    take_in(plan())
    own = Action.objects.first()
    for number in range(60):
        party = Party.objects.create(slug=f"p{number}", name=f"Partij {number:02}", kind="other")
        party.actions.add(own)
    first, second = get("/en/proef/partijen"), get("/en/proef/partijen", bladzijde="2")
    labels = [row["label"] for page in (first, second) for row in page.context["rows"]]
    assert len(first.context["rows"]) == 50
    assert len(labels) == len(set(labels)) == first.context["page"].total
