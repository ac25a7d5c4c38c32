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


THIN = (
    "Een titel\nBudgettair engagement\n500 euro\nkorte inhoud actie\nEen korte inhoud.\n"
    "2017\nIets gedaan.\n2019\nAlles gedaan.\n"
)


@pytest.mark.parametrize("place", [0, 7, 23, 48])
def test_a_form_that_lacks_many_labels_stays_a_form(place):
    lines = (files("grondrecht") / "examples" / "vapa-voorbeeld.txt").read_text("utf-8").split("\n")
    forms = json.loads(EXPECTED.read_text("utf-8"))
    first = forms[place]["source"]["first_line"] - 1
    last = forms[place + 1]["source"]["first_line"] - 1 if place < 48 else len(lines)
    thin = f" ACTIE {forms[place]['code']}\n{THIN}".split("\n")
    text = "\n".join([*lines[:first], *thin, *lines[last:]])
    plan = plan_of(read_text(text.encode(), Source("een.txt"), lambda share: None), VAPA)
    assert [str(form.code) for form in plan.actions] == [form["code"] for form in forms]
    form = plan.actions[place]
    assert (form.budget, form.summary) == ("500 euro", "Een korte inhoud.")
    assert [row.period.text for row in form.milestones] == ["2017", "2019"]
    assert "evaluation" in {doubt.field for doubt in form.doubts}


@pytest.mark.parametrize("code", ["08_04_01", "08.04.01", "08-04-01"])
@pytest.mark.parametrize("between", [" ", " - ", ": ", "\n"])
def test_a_code_in_every_spelling_and_what_joins_it_to_the_title(code, between):
    text = f"Actie {code}{between}Een bank in elke straat\n{THIN.partition(chr(10))[2]}"
    form = plan_of(read_text(text.encode(), Source("een.txt"), lambda share: None), VAPA).actions[0]
    assert (str(form.code), form.title) == ("08_04_01", "Een bank in elke straat")
