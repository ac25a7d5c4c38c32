"""Which template fits a document best."""

from importlib.resources import files

import pytest
from reading.small_template import FORM, document_of_text

from grondrecht.plan.model import Source
from grondrecht.reading.choice import SAMPLE_LINES, best_template
from grondrecht.reading.document import Document, Line
from grondrecht.reading.template import shipped_templates

EXAMPLES = {"vapa-voorbeeld.txt": "vapa", "ogp-example.txt": "ogp"}


def example(name):
    return (files("grondrecht") / "examples" / name).read_text("utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_gets_its_own_template(name):
    assert best_template(document_of_text(example(name))).name == EXAMPLES[name]


@pytest.mark.parametrize("name", EXAMPLES)
def test_capitals_and_line_ends_do_not_matter(name):
    text = example(name).upper().replace(" ", "\n")
    assert best_template(document_of_text(text)).name == EXAMPLES[name]


@pytest.mark.parametrize("name", EXAMPLES)
def test_front_matter_of_another_plan_does_not_matter(name):
    other = next(text for text in EXAMPLES if text != name)
    text = example(other)[:4000] + example(name)
    assert best_template(document_of_text(text)).name == EXAMPLES[name]


@pytest.mark.parametrize("text", ["", "een tekst over banken", FORM])
def test_a_document_that_none_fits_gets_one_all_the_same(text):
    assert best_template(document_of_text(text)).name in shipped_templates()


def test_the_beginning_of_a_long_document_tells():
    filler = [Line("niets", number) for number in range(SAMPLE_LINES)]
    lines = [*document_of_text(example("ogp-example.txt")).lines, *filler]
    lines += document_of_text(example("vapa-voorbeeld.txt")).lines
    assert best_template(Document(Source(), lines)).name == "ogp"
