"""The register as linked data: it parses, says all there is, and holds to its shapes."""

import json
from importlib.resources import files

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pyshacl import validate
from rdflib import Graph, Literal, Namespace, URIRef
from registry.small_plans import form, plan, take_in

from grondrecht.registry.export.dcat import catalogue
from grondrecht.registry.export.linked import CONTEXT, document
from grondrecht.registry.export.records import address_of
from grondrecht.registry.export.things import THINGS, graph_of
from grondrecht.registry.models import (
    Action,
    Indicator,
    Instrument,
    Mandate,
    Observation,
    Office,
    Plan,
)

pytestmark = pytest.mark.django_db
DCT = Namespace(CONTEXT["dct"])
SCHEMA = Namespace(CONTEXT["schema"])
PROV = Namespace(CONTEXT["prov"])
SHAPES = Graph().parse(
    data=(files("grondrecht.registry.export") / "shapes.ttl").read_text("utf-8"), format="turtle"
)


@pytest.fixture
def held():
    take_in(plan())
    register = Plan.objects.get()
    action = Action.objects.get(code="01_02_02")
    indicator = Indicator.objects.create(plan=register, slug="plaatsen", name="Plaatsen")
    indicator.actions.add(action)
    Observation.objects.create(
        indicator=indicator,
        kind="target",
        period="2019",
        first_day="2019-01-01",
        last_day="2019-12-31",
        value="2000",
        breakdown={"leeftijd": "0-3"},
        group="leeftijd=0-3",
        margin="12.5",
        source="telling",
        source_url="https://voorbeeld.be/telling",
    )
    for kind in ("system", "dataset", "formula", "instrument", "right"):
        row = Instrument.objects.create(plan=register, kind=kind, slug="loket", name="Loket")
        row.actions.add(action)
    Mandate.objects.create(
        office=Office.objects.first(), person="An Eersteling", first_day="2014-07-25"
    )
    return register


def parsed(data):
    return Graph().parse(data=json.dumps(data), format="json-ld")


def the(kind, *names):
    return URIRef(address_of(kind, *names))


@pytest.mark.parametrize("make", [graph_of, lambda held: catalogue([held])])
def test_it_holds_to_its_shapes(held, make):
    conforms, _, told = validate(parsed(make(held)), shacl_graph=SHAPES)
    assert conforms, told


def test_the_shapes_can_be_broken(held):
    graph = parsed(graph_of(held))
    action = the("action", "proef", "01_02_02")
    graph.remove((action, DCT.identifier, None))
    graph.add((action, SCHEMA.agent, Literal("geen adres")))
    conforms, _, told = validate(graph, shacl_graph=SHAPES)
    assert not conforms
    assert told.count("Constraint Violation") == 2


def test_no_value_of_an_action_is_lost(held):
    graph = parsed(graph_of(held))
    held_words = {str(value) for value in graph.objects() if isinstance(value, Literal)}
    for action in Action.objects.all():
        for printed in action.forms.all():
            texts = {words for _, words in printed.value.texts() if words}
            assert texts <= held_words
        assert action.code in held_words
        messages = set(action.quality.values_list("message", flat=True))
        assert messages <= held_words


def test_numbers_and_days_have_their_types(held):
    graph = parsed(graph_of(held))
    amounts = {str(value): value.datatype for value in graph.objects(None, SCHEMA.value)}
    decimal = URIRef("http://www.w3.org/2001/XMLSchema#decimal")
    assert amounts["1500000.0"] == amounts["20000.0"] == decimal
    days = {value.datatype for value in graph.objects(None, SCHEMA.startTime)}
    assert days == {URIRef("http://www.w3.org/2001/XMLSchema#date")}


def test_links_between_actions_lead_to_actions(held):
    graph = parsed(graph_of(held))
    assert (
        the("action", "proef", "03_04_01"),
        DCT.relation,
        the("action", "proef", "01_02_01"),
    ) in graph


def test_words_that_look_like_code_stay_words():
    take_in(plan(form(title='"><script>alert(1)</script> {"@id": "x"}')))
    graph = parsed(graph_of(Plan.objects.get()))
    titles = {str(value) for value in graph.objects(the("action", "proef", "01_02_01"), DCT.title)}
    assert titles == {'"><script>alert(1)</script> {"@id": "x"}'}


@pytest.mark.parametrize("kind", sorted(THINGS))
def test_a_thing_is_found_by_its_identifier_and_by_no_other(held, kind):
    thing = THINGS[kind]
    row = thing.rows().first()
    if row is None:
        assert kind == "party"
        return
    parts = [str(getattr_path(row, path)) for path in thing.fields]
    assert thing.find(parts) == row
    assert thing.node(row)["@id"] == address_of(kind, *parts)
    assert thing.find([*parts[:-1], "bestaat-niet"]) is None
    assert thing.find([*parts, "te-veel"]) is None


def getattr_path(row, path):
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def test_an_action_takes_a_fixed_number_of_queries(held):
    take_in(plan(*(form(f"01_02_{n:02}", f"Actie {n}") for n in range(1, 9))), edition="2")
    row = THINGS["action"].find(["proef", "01_02_01"])
    with CaptureQueriesContext(connection) as queries:
        document([THINGS["action"].node(row)])
    assert len(queries) == 0
