"""One form alone teaches a reader little: it must be read well by expectation."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from grondrecht.plan.model import Source
from grondrecht.reading import load_template, plan_of
from grondrecht.reading.document import Line
from grondrecht.reading.furniture import without_furniture
from grondrecht.reading.text import read_text

VAPA = load_template("vapa")
EXPECTED = Path(__file__).parents[1] / "examples" / "vapa-voorbeeld.expected.json"


def alone(form, following, lines):
    """The text of one form, cut out of the example plan."""
    last = following["source"]["first_line"] - 1 if following else len(lines)
    return "\n".join(lines[form["source"]["first_line"] - 1 : last])


def fold(words):
    return " ".join((words or "").split())


def wrong_fields(form, read):
    fields = dict(read.texts())
    pairs = [(form[name], fields[name]) for name in ("title", "budget", "evaluation", "summary")]
    for group in ("responsible", "involved"):
        pairs += [(words, fields.get(f"{group}.{key}")) for key, words in form[group].items()]
    wanted = [(fold(row["period"]), fold(row["text"])) for row in form["milestones"]]
    found = [(fold(row.period.text), fold(row.text)) for row in read.milestones]
    return sum(fold(one) != fold(two) for one, two in pairs) + (wanted != found)


def test_the_forms_of_the_example_read_one_by_one():
    lines = (files("grondrecht") / "examples" / "vapa-voorbeeld.txt").read_text("utf-8").split("\n")
    forms = json.loads(EXPECTED.read_text("utf-8"))
    wrong = 0
    for form, following in zip(forms, [*forms[1:], None], strict=True):
        text = alone(form, following, lines)
        plan = plan_of(read_text(text.encode(), Source("een.txt"), lambda share: None), VAPA)
        assert [str(found.code) for found in plan.actions] == [form["code"]]
        wrong += wrong_fields(form, plan.actions[0])
    fields = 11 * len(forms)
    assert wrong <= 0.03 * fields


@pytest.mark.parametrize(("white", "kept"), [(1, True), (7, False)])
def test_a_lone_number_behind_much_white_is_a_page_number(white, kept):
    lines = [Line(f"regel {number} van de fiche", number) for number in range(1, 12)]
    lines.append(Line("53", 11 + white))
    texts = [line.text for line in without_furniture(lines, VAPA)]
    assert ("53" in texts) is kept


def test_a_remark_in_the_only_form_is_no_part_of_its_title():
    text = (
        "ACTIE 01_02_03\nEen leeszaal\nLinken met actie 01_02_04, de bibliotheek op wielen\n"
        "Budgettair engagement\n500 euro\nverantwoordelijken\nkabinet\nCultuur\n"
        "Evaluatie en indicator\nadministratie\nbetrokkenen\nkabinet\nmensen in armoede\n"
        "administratie\nandere actoren\n"
        "korte inhoud actie\nWe openen een zaal.\nmijlpalen\n2017\nDe zaal is open.\n"
    )
    form = plan_of(read_text(text.encode(), Source("een.txt"), lambda share: None), VAPA).actions[0]
    assert form.title == "Een leeszaal"
    assert form.notes == ("Linken met actie 01_02_04, de bibliotheek op wielen",)
