"""Nothing is lost in linked data: every value of every table is read back from the triples."""

import json
from decimal import Decimal
from importlib.resources import files

import pytest
from held_registers import held
from hypothesis import given
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import RDF, SH, Graph, Literal
from rdflib.compare import isomorphic
from registry import linked_rows
from registry.full_register import take_in_full

from grondrecht.registry.export.linked import document, elsewhere, words
from grondrecht.registry.export.tables import BY_NAME, TABLES
from grondrecht.registry.export.things import graph_of
from grondrecht.registry.export.turtle import turtle
from grondrecht.registry.models import Plan

SHAPES = Graph().parse(
    data=(files("grondrecht.registry.export") / "shapes.ttl").read_text("utf-8"), format="turtle"
)
pytestmark = pytest.mark.django_db
# What linked data leaves to the tables, and why.
LEFT_OUT = {"log": "told change by change; a graph tells what is"}
COVERED = [table for table in TABLES if table.name not in LEFT_OUT]


@pytest.fixture(scope="module")
def full(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), held("full", take_in_full):
        yield Plan.objects.get()


@pytest.fixture(scope="module")
def graphs(full):
    """The plan as it is read from its JSON-LD and from its Turtle."""
    data = graph_of(full)
    return {
        "json-ld": Graph().parse(data=json.dumps(data), format="json-ld"),
        "turtle": Graph().parse(data=turtle(data), format="turtle"),
    }


def plainly(row):
    """A row without what is empty; numbers by their value, so that 2 and 2.000000 are the same."""
    return {
        name: repr(Decimal(str(value)).normalize()) if isinstance(value, Decimal | float) else value
        for name, value in row.items()
        if value not in (None, "", [], {})
    }


def in_some_order(rows):
    return sorted(map(plainly, rows), key=lambda row: json.dumps(row, default=str, sort_keys=True))


@pytest.mark.parametrize("form", ["json-ld", "turtle"])
@pytest.mark.parametrize("table", COVERED, ids=lambda table: table.name)
def test_every_value_of_a_table_is_read_back(full, graphs, table, form):
    told = in_some_order(getattr(linked_rows, table.name)(graphs[form]))
    held = in_some_order(table.rows("proef"))
    assert held
    assert told == held


@pytest.mark.parametrize("table", COVERED, ids=lambda table: table.name)
def test_the_register_of_these_tests_has_a_value_in_every_column(full, table):
    filled = {name for row in table.rows("proef") for name in plainly(row)}
    assert filled == {column.name for column in table.columns}


def test_a_register_with_everything_holds_to_its_shapes(graphs):
    conforms, _, told = validate(graphs["turtle"], shacl_graph=SHAPES)
    assert conforms, told


def test_every_shape_but_those_of_the_catalogue_has_something_to_check(graphs):
    of_catalogue = {"Catalogue", "Dataset", "Distribution", "Service", "Agent"}
    classes = {
        str(shape).partition("#")[2]: target
        for shape, target in SHAPES.subject_objects(SH.targetClass)
    }
    kinds = set(graphs["turtle"].objects(None, RDF.type))
    missing = {name for name, target in classes.items() if target not in kinds}
    assert missing <= of_catalogue


def test_what_is_left_out_is_a_table():
    assert set(LEFT_OUT) < {table.name for table in TABLES}


def test_turtle_makes_the_same_statements(graphs):
    assert len(graphs["turtle"]) > 300
    assert isomorphic(graphs["json-ld"], graphs["turtle"])


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_letters_are_read_back_from_turtle(texts):
    node = {"@id": "urn:x", "dct:title": [words(text, "nl") for text in texts if text]}
    node["schema:keywords"] = {"@list": texts}
    data = turtle(document([node])) if any(texts) else turtle({"@context": {}, "@graph": []})
    told = {str(each) for each in Graph().parse(data=data).objects() if isinstance(each, Literal)}
    assert told - {""} == set(texts) - {""}


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://voorbeeld.be/a?b=c&d=%20#e", "https://voorbeeld.be/a?b=c&d=%20#e"),
        ("https://voorbeeld.be/> <script>", "https://voorbeeld.be/%3E%20%3Cscript%3E"),
        ('https://voorbeeld.be/"\\\n', "https://voorbeeld.be/%22%5C%0A"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("", None),
    ],
)
def test_an_address_of_another_site_stays_an_address(address, told):
    assert elsewhere(address) == ({"@id": told} if told else None)


PARTS = [
    ("party_actions", "parties", ("party",)),
    ("party_names", "parties", ("party",)),
    ("mentions", "parties", ("party",)),
    ("mentions", "forms", ("plan", "edition", "form")),
    ("milestones", "forms", ("plan", "edition", "form")),
    ("amounts", "commitments", ("plan", "edition", "form")),
    ("instrument_actions", "instruments", ("plan", "kind", "instrument")),
    ("indicator_actions", "indicators", ("plan", "indicator")),
    ("observations", "indicators", ("plan", "indicator")),
    ("mandates", "offices", ("plan", "office")),
    ("actions", "rights", ("plan", "right")),
    ("actions", "offices", ("plan", "office")),
]


def keys(rows, columns):
    return {tuple(str(row[name]) for name in columns) for row in rows if row[columns[-1]]}


@pytest.mark.parametrize(("part", "whole", "columns"), PARTS)
def test_what_a_row_of_a_plan_names_is_in_the_tables_of_that_plan(full, part, whole, columns):
    named = keys(BY_NAME[part].rows("proef"), columns)
    own = ("plan", "edition", "position") if whole == "forms" else columns
    assert named
    assert named <= keys(BY_NAME[whole].rows("proef"), own)
