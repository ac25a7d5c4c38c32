"""The page about templates: it names every key and field, and its example works."""

import re
from pathlib import Path

import pytest
from reading.small_template import document_of_text

from grondrecht.reading import plan_of
from grondrecht.reading.errors import TemplateError
from grondrecht.reading.template import FIELDS, parse_template, shipped_templates

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "templates.md").read_text("utf-8")
SOURCE = Path(parse_template.__code__.co_filename).read_text("utf-8")
KEYS = {
    *re.findall(r'\.(?:take|strings|words|patterns?|tables?)\(\s*"(\w+)"', SOURCE),
    *re.findall(r'^    "(\w+)",$', SOURCE, re.MULTILINE),
}


def test_keys_are_found_in_the_code():
    assert {"name", "start", "words", "period", "after", "code_word"} <= KEYS


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_is_described(key):
    assert f"`{key}`" in PAGE or f"`[{key}]`" in PAGE or f"`[[{key}]]`" in PAGE


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_named(field):
    assert f"`{field}`" in PAGE


@pytest.mark.parametrize("name", shipped_templates())
def test_every_shipped_template_is_named(name):
    assert f"`{name}`" in PAGE


def test_the_example_reads_its_form():
    toml, form = re.findall(r"```(?:toml)?\n((?:name = |PROJECT).*?)```", PAGE, re.DOTALL)
    (action,) = plan_of(document_of_text(form), parse_template(toml, "wijk")).actions
    assert (str(action.code), action.title) == ("03", "Een bank op elk plein")
    assert action.budget == "400 euro per bank"
    assert action.responsible.administration == "Groen en Wegen"
    assert [(row.period.text, row.text) for row in action.milestones] == [
        ("2018", "De pleinen zijn geteld."),
        ("2019", "Op elk plein staat een bank."),
    ]
    assert action.doubts == ()


def test_the_message_of_the_example_is_the_message():
    toml = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]
    broken = toml.replace('words = ["dienst"]\n', "")
    with pytest.raises(TemplateError) as caught:
        parse_template(broken, "mijn.toml")
    assert str(caught.value) in PAGE
