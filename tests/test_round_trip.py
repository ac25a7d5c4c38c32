"""What is written can be read again and is the same plan: as text, as Word and as PDF."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from strategies import plans

from grondrecht.plan.model import Form, Plan
from grondrecht.reading import load_template, read_plan
from grondrecht.writing.pdf import write_pdf
from grondrecht.writing.text import write_text
from grondrecht.writing.word import write_word

VAPA = load_template("vapa").layout


def write_text_file(plan: Plan, path: Path) -> None:
    path.write_text(write_text(plan, VAPA), encoding="utf-8")


WRITERS = {
    "txt": write_text_file,
    "docx": lambda plan, path: write_word(plan, VAPA, path),
    "pdf": lambda plan, path: write_pdf(plan, VAPA, path),
}


def fold(words: str) -> str:
    return " ".join(words.split())


def flat(form: Form) -> dict:
    """A form as {field: words} with white space folded, for differences one can read."""
    fields = {path: fold(words) for path, words in form.texts()}
    periods = [fold(milestone.period.text) for milestone in form.milestones]
    return fields | {"code": str(form.code), "periods": periods}


def read_back(plan: Plan, kind: str, folder: Path) -> Plan:
    path = folder / f"plan.{kind}"
    WRITERS[kind](plan, path)
    return read_plan(str(path), "vapa")


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=plans())
def test_generated_plans(plan, kind, tmp_path):
    if plan.actions:
        back = read_back(plan, kind, tmp_path)
        assert wrong(plan, back) == []


def wrong(plan: Plan, back: Plan) -> list:
    """What differs, field by field."""
    if len(plan.actions) != len(back.actions):
        return [("forms", len(plan.actions), len(back.actions))]
    pairs = [(flat(one), flat(two)) for one, two in zip(plan.actions, back.actions, strict=True)]
    return [
        (one["code"], key, one.get(key), two.get(key))
        for one, two in pairs
        for key in sorted(one.keys() | two.keys())
        if one.get(key) != two.get(key)
    ]
