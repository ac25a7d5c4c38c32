"""Rounds, reports and findings as linked data: what is public, and nothing else."""

import json

import pytest
from followup.sent import a_finding, a_reply, a_report, a_round, closed
from rdflib import RDF, Graph, Namespace

from grondrecht.followup.linked import FOLLOWED, graph_of
from grondrecht.registry.export.turtle import turtle

pytestmark = pytest.mark.django_db
SCHEMA = Namespace("https://schema.org/")
LINK = {"kind": "link", "text": "nota", "address": "https://voorbeeld.be/nota"}


@pytest.fixture
def followed(cast, db):
    sent = a_round(cast.plan)
    a_report(sent, cast.own_action, news="Gestart.", next_on="2017-09-01")
    closed(sent)
    a_report(a_round(cast.plan, "open", year=2019), cast.own_action, news="GEHEIM")
    for state in ("draft", "shared", "withdrawn"):
        a_finding(cast.own_action, state=state, text="GEHEIM")
    finding = a_finding(cast.own_action, evidence=[LINK])
    a_reply(finding)
    return finding


def test_the_graph_of_a_plan_has_what_is_public_and_nothing_else(cast, followed):
    data = graph_of(cast.plan)
    graph = Graph().parse(data=json.dumps(data), format="json-ld")
    (review,) = graph.subjects(RDF.type, SCHEMA.Review)
    rating = graph.value(review, SCHEMA.reviewRating)
    assert graph.value(rating, SCHEMA.ratingValue).value == 3
    (report,) = graph.subjects(RDF.type, SCHEMA.Report)
    assert str(graph.value(report, SCHEMA.about)).endswith(cast.own_action.code)
    text = turtle(data)
    assert "GEHEIM" not in text
    assert "Els Vereniging" not in text
    assert "Chris Ambtenaar" not in text
    assert len(Graph().parse(data=text, format="turtle")) == len(graph)


@pytest.mark.parametrize("kind", sorted(FOLLOWED))
def test_each_has_an_address_that_stays(client, cast, followed, kind):
    code = cast.own_action.code
    name = {"round": "2017", "report": f"2017/{code}", "finding": followed.pk}[kind]
    address = f"/id/{kind}/voorbeeld/{name}"
    told = client.get(f"{address}.jsonld").json()
    assert told["@graph"][0]["@id"].endswith(address)
    page = client.get(f"{address}.html")
    assert client.get(page["Location"]).status_code == 200


@pytest.mark.parametrize("name", ["round/voorbeeld/open", "finding/voorbeeld/geen", "finding/x"])
def test_what_is_not_public_has_none(client, followed, name):
    assert client.get(f"/id/{name}.ttl").status_code == 404
