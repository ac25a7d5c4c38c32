"""The reader gives back the example plans, every field of every form."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from grondrecht.reading import read_plan

HERE = Path(__file__).parent
EXAMPLES = {
    "vapa-voorbeeld.txt": "vapa-voorbeeld.expected.json",
    "ogp-example.txt": "ogp-example.expected.json",
}


def fold(words):
    return " ".join(words.split())


def wanted(form):
    """An expected form as {field: words}, less the fields that could be read in two ways."""
    fields = {name: form[name] for name in ("title", "budget", "evaluation", "summary")}
    fields["notes"] = " ".join(form["notes"])
    for group in ("responsible", "involved"):
        fields |= {f"{group}.{name}": words for name, words in form[group].items()}
    fields |= {f"extra.{name}": words for name, words in form.get("extra", {}).items()}
    for number, row in enumerate(form["milestones"]):
        fields[f"milestones[{number}].period"] = row["period"]
        fields[f"milestones[{number}].text"] = row["text"]
    return fields


def read(form):
    """A form that was read as {field: words}, empty extra fields left out."""
    fields = {path: words for path, words in form.texts() if not path.startswith("notes")}
    fields["notes"] = " ".join(form.notes)
    fields["responsible.cabinet"] = form.responsible.cabinet
    fields["responsible.administration"] = form.responsible.administration
    for number, row in enumerate(form.milestones):
        fields[f"milestones[{number}].period"] = row.period.text
    return fields


@pytest.fixture(scope="module", params=EXAMPLES)
def pairs(request):
    """The forms read and the forms expected, in print order."""
    expected = json.loads((HERE / EXAMPLES[request.param]).read_text(encoding="utf-8"))
    plan = read_plan(str(files("grondrecht") / "examples" / request.param))
    return plan.actions, expected


def test_codes_and_order(pairs):
    forms, expected = pairs
    assert [str(form.code) for form in forms] == [form["code"] for form in expected]


def test_every_field(pairs):
    wrong = []
    for form, truth in zip(*pairs, strict=True):
        want, have = wanted(truth), read(form)
        unsure = set(truth.get("ambiguous", ()))
        for path in sorted((want.keys() | have.keys()) - unsure):
            if fold(want.get(path, "")) != fold(have.get(path, "")):
                wrong.append((truth["code"], path, want.get(path), have.get(path)))
    assert wrong == []


def test_legend_of_the_dutch_example():
    plan = read_plan(str(files("grondrecht") / "examples" / "vapa-voorbeeld.txt"))
    rights, offices = plan.legend.rights, plan.legend.offices
    assert [right.code for right in rights] == [f"{number:02}" for number in range(11)]
    assert [office.code for office in offices] == [f"{number:02}" for number in range(1, 10)]
    assert rights[8].name == "wonen en energie"
    assert offices[3].name.endswith("Godelieve Hauspie")
