"""The pages of instruments and indicators: what they are, who speaks of them, what was measured."""

import pytest
from django.test import Client
from web.reading_pages import linked_data, links, words

from grondrecht.registry.models import Indicator, Instrument

pytestmark = pytest.mark.django_db
client = Client()
HOME = "/en/voorbeeld"


def get(address):
    response = client.get(address)
    assert response.status_code == 200
    return response


def test_the_kinds_of_instruments_are_explained_and_counted(example):
    response = get(f"{HOME}/instrumenten")
    assert "Websites, registers and programs that actions work with." in words(response)
    for kind in response.context["kinds"]:
        assert kind["count"] == get(kind["address"]).context["page"].total > 0
        assert client.get(kind["search"]).context["found"].total > 0
        assert kind["search"] in links(response)


def test_a_kind_lists_its_things_by_name(example):
    response = get(f"{HOME}/instrumenten/system")
    labels = [row["label"] for row in response.context["rows"]]
    assert labels == sorted(labels, key=str.casefold)
    assert "Culture guide" in labels
    assert response.context["rows"][0]["address"] in links(response)
    dutch = [row["label"] for row in get("/nl/voorbeeld/instrumenten/system").context["rows"]]
    assert "Cultuurwijzer" in dutch


def test_a_thing_tells_what_it_is_and_which_actions_speak_of_it(example):
    thing = Instrument.objects.get(slug="cultuurwijzer")
    response = get(f"{HOME}/instrumenten/system/cultuurwijzer")
    page = words(response)
    assert all(each in page for each in (thing.name, thing.name_en, thing.what, *thing.facts))
    assert f"on line {thing.line} of the document" in page
    shown = [row.code for row in response.context["actions"].rows]
    assert shown == list(thing.actions.values_list("code", flat=True))
    assert linked_data(response)["@type"] == "SoftwareApplication"


def test_the_indicators_are_listed_with_their_values(example):
    response = get(f"{HOME}/indicatoren")
    for row in response.context["rows"]:
        own = Indicator.objects.get(slug=row["address"].rpartition("/")[2])
        assert (row["actions"], row["values"]) == (own.actions.count(), own.observations.count())
        assert row["address"] in links(response)


def test_the_drawing_is_an_image_that_runs_nothing(example):
    address = f"{HOME}/indicatoren/armoederisico-van-kinderen"
    page = get(address).content.decode()
    assert f'<img src="{address}/grafiek.svg" alt="' in page
    for size in ("", "?smal=1"):
        response = get(f"{address}/grafiek.svg{size}")
        assert response["Content-Type"].startswith("image/svg+xml")
        assert "script-src" not in response["Content-Security-Policy"]
        assert response.content.startswith(b"<svg")
        assert b"<script" not in response.content
        assert b"style=" not in response.content
