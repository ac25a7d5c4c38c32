"""What is written can be read again and is the same plan: as text, as Word and as PDF."""

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import Phase, given, seed, settings
from strategies import plans

from grondrecht.plan.layout import Layout
from grondrecht.plan.model import Form, Plan
from grondrecht.reading import load_template, read_plan
from grondrecht.writing.pdf import write_pdf
from grondrecht.writing.text import write_text
from grondrecht.writing.word import write_word


def write_text_file(plan: Plan, layout: Layout, path: Path) -> None:
    path.write_text(write_text(plan, layout), encoding="utf-8")


WRITERS = {"txt": write_text_file, "docx": write_word, "pdf": write_pdf}


def real_plan() -> Path:
    """The printed plan beside the repository; the test is skipped where it is not there."""
    found = sorted((Path(__file__).resolve().parents[1].parent / "shared" / "plan").glob("*.txt"))
    if not found:
        pytest.skip("the real plan is not beside the repository (../shared/plan)")
    return found[0]


def fold(words: str) -> str:
    return " ".join(words.split())


def flat(form: Form) -> dict:
    """A form as {field: words} with white space folded, for differences one can read."""
    fields = {path: fold(words) for path, words in form.texts()}
    periods = [fold(milestone.period.text) for milestone in form.milestones]
    return fields | {"code": str(form.code), "periods": periods}


def read_back(plan: Plan, kind: str, folder: Path) -> Plan:
    path = folder / f"plan.{kind}"
    template = plan.template or "vapa"
    WRITERS[kind](plan, load_template(template).layout, path)
    return read_plan(str(path), template)


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


def check_generated(kind: str, folder: Path, count: int, start: int) -> None:
    """Write that many generated plans and read them back; ``start`` chooses which are drawn."""

    @seed(start)
    @settings(max_examples=count, deadline=None, database=None, phases=[Phase.generate])
    @given(plan=plans())
    def comes_back(plan: Plan) -> None:
        assert wrong(plan, read_back(plan, kind, folder)) == []

    comes_back()


# bench/round_trips.py does the same with 200 plans of each kind.
@pytest.mark.parametrize("kind", WRITERS)
def test_generated_plans(kind, tmp_path):
    check_generated(kind, tmp_path, count=12, start=0)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("example", ["vapa-voorbeeld.txt", "ogp-example.txt"])
def test_the_example_plans(example, kind, tmp_path):
    plan = read_plan(str(files("grondrecht") / "examples" / example))
    back = read_back(plan, kind, tmp_path)
    assert wrong(plan, back) == []
    assert back.legend == plan.legend


@pytest.mark.parametrize("kind", WRITERS)
def test_the_real_plan(kind, tmp_path):
    plan = read_plan(str(real_plan()))
    if kind == "pdf":
        # Every fourth form; bench/round_trips.py PLAN does all of them.
        plan = replace(plan, actions=plan.actions[::4])
    assert wrong(plan, read_back(plan, kind, tmp_path)) == []
