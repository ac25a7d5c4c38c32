"""The plan JSON, both ways."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import findings, plans

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.exchange import (
    PlanFormatError,
    form_json,
    from_json,
    from_text,
    schema,
    texts_in,
    to_json,
    to_text,
)
from grondrecht.plan.model import Doubt, Form, Milestone, Parties, Place, Plan, Source
from grondrecht.plan.periods import Period

DOCS = Path(__file__).resolve().parents[2] / "docs"
FORM = Form(
    ActionCode.parse("03_02_01"),
    title="Een titel",
    notes=("vervangt actie 03_02_09",),
    budget="geen",
    responsible=Parties("Kabinet Wonen", "Agentschap"),
    evaluation="/",
    involved=Parties("-", "VDAB", "verenigingen", "OCMW's"),
    summary="Twee\nregels",
    milestones=(Milestone(Period.parse("2019 (einddoel)"), "klaar", Place(9, 10, 2, "1.2.3")),),
    extra=(("contact", "iemand"),),
    source=Place(1, 10, 2),
    places=(("budget", Place(3, 3)),),
    doubts=(Doubt("budget", "bijna even goed"),),
)
PLAN = Plan((FORM,), source=Source("a.txt", "00", "text/plain", lines=12), template="vapa")


def as_seen(plan: Plan) -> list[object]:
    """Everything of a plan that equality leaves out."""
    return [
        plan.source,
        [(form.source, form.places, form.doubts) for form in plan.actions],
        [[milestone.place for milestone in form.milestones] for form in plan.actions],
    ]


@given(plans())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_as_the_same_plan(plan: Plan):
    back = from_text(to_text(plan))
    assert back == plan
    assert as_seen(back) == as_seen(plan)


@given(plans(max_size=2), st.lists(findings, max_size=2))
@settings(max_examples=40, deadline=None)
def test_what_is_written_fits_the_published_schema(plan: Plan, found):
    Draft202012Validator(schema()).validate(to_json(plan, found))


@given(plans())
@settings(max_examples=40, deadline=None)
def test_the_texts_of_a_form_are_read_from_its_json_as_from_the_form(plan: Plan):
    for form in plan.actions:
        assert list(texts_in(form_json(form))) == list(form.texts())
        assert list(texts_in(json.loads(json.dumps(form_json(form))))) == list(form.texts())


def test_schema_is_a_valid_schema_and_describes_every_key():
    Draft202012Validator.check_schema(schema())
    described = [part for part in _parts(schema()) if "properties" in part]
    assert all(
        value.get("description") for part in described for value in part["properties"].values()
    )


def _parts(value: object):
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else ():
        yield from _parts(part)


def test_schema_refuses_a_text_where_a_list_belongs():
    data = to_json(PLAN) | {"actions": "geen"}
    assert not Draft202012Validator(schema()).is_valid(data)


def test_every_key_is_described_in_the_docs():
    page = (DOCS / "json.md").read_text("utf-8")
    keys = {key for part in _parts(schema()) for key in part.get("properties", ())}
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


def test_keys_are_those_of_the_design():
    data = to_json(PLAN)
    action = data["actions"][0]
    assert data["format"] == "grondrecht-plan/1"
    assert data["source"] == {
        "file": "a.txt",
        "sha256": "00",
        "media_type": "text/plain",
        "lines": 12,
    }
    assert action["code"] == "03_02_01"
    assert action["responsible"] == {"cabinet": "Kabinet Wonen", "administration": "Agentschap"}
    assert action["involved"] == {
        "cabinet": "-",
        "people_in_poverty": "verenigingen",
        "administration": "VDAB",
        "other_actors": "OCMW's",
    }
    assert action["milestones"] == [
        {
            "period": "2019 (einddoel)",
            "text": "klaar",
            "years": [2019],
            "stage": "final",
            "place": {"first_line": 9, "last_line": 10, "page": 2, "cell": "1.2.3"},
        }
    ]
    assert action["source"] == {"first_line": 1, "last_line": 10, "page": 2}
    assert action["doubts"] == [{"field": "budget", "why": "bijna even goed"}]
    assert action["extra"] == {"contact": "iemand"}


def test_responsible_people_in_poverty_are_not_lost():
    form = replace(FORM, responsible=Parties("a", "b", "c", "d"))
    assert from_json(to_json(Plan((form,)))).actions[0].responsible == Parties("a", "b", "c", "d")


def test_a_plan_with_codes_only_is_read():
    plan = from_json({"format": "grondrecht-plan/1", "actions": [{"code": "7"}]})
    assert plan.actions == (Form(ActionCode(("7",))),)


def test_years_and_stage_are_read_from_the_period_where_they_are_missing():
    data = {
        "format": "grondrecht-plan/1",
        "actions": [{"code": "7", "milestones": [{"period": "2016-2018"}]}],
    }
    assert from_json(data).actions[0].milestones[0].period == Period.parse("2016-2018")


def test_unknown_keys_are_ignored():
    data = to_json(PLAN)
    data["later"] = data["actions"][0]["later"] = 1
    assert from_json(data) == PLAN


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (["format"], "anders/2", "format"),
        (["format"], 1, "format moet tekst zijn, niet 1"),
        (["actions"], {}, "actions moet een lijst zijn"),
        (["actions", 0], "x", "actions[0] moet een object zijn"),
        (["actions", 0, "code"], "", "actions[0].code"),
        (["actions", 0, "code"], "a/b", "actions[0].code"),
        (["actions", 0, "budget"], None, "actions[0].budget moet tekst zijn, niet null"),
        (["actions", 0, "notes"], "x", "actions[0].notes moet een lijst zijn"),
        (["actions", 0, "notes"], [3], "actions[0].notes[0] moet tekst zijn"),
        (["actions", 0, "involved", "cabinet"], [], "actions[0].involved.cabinet"),
        (["actions", 0, "extra", "contact"], 1, "actions[0].extra.contact"),
        (["actions", 0, "places", "budget"], 1, "actions[0].places.budget moet een object"),
        (["actions", 0, "source", "first_line"], True, "actions[0].source.first_line"),
        (["actions", 0, "source", "first_line"], -1, "actions[0].source.first_line is -1"),
        (["actions", 0, "source", "page"], 2**31, "actions[0].source.page is groter dan"),
        (["actions", 0, "source"], {"first_line": 9, "last_line": 3}, "source.last_line is 3"),
        (["actions", 0, "milestones", 0, "stage"], "laat", "actions[0].milestones[0].stage"),
        (["actions", 0, "milestones", 0, "years"], ["a"], "milestones[0].years[0]"),
        (["actions", 0, "title"], "\ud800", "actions[0].title bevat een half teken"),
        (["source", "lines"], 1.5, "source.lines moet een geheel getal zijn"),
        (["actions", 0, "extra"], {"a\nb": 1}, 'extra."a\\nb" moet tekst zijn'),
        (["actions", 0, "extra"], {"\ud800": ""}, "actions[0].extra bevat een half teken"),
        (["legend"], [], "legend moet een object zijn"),
    ],
)
def test_a_wrong_key_is_named_in_one_sentence(path, value, words):
    data = json.loads(to_text(PLAN))
    part = data
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    with pytest.raises(PlanFormatError) as caught:
        from_json(data)
    assert words in str(caught.value)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("key", ["format", "actions"])
def test_what_must_be_there_is_named(key):
    data = to_json(PLAN)
    del data[key]
    with pytest.raises(PlanFormatError, match=key):
        from_json(data)


def test_a_form_without_code_is_named():
    data = to_json(PLAN)
    del data["actions"][0]["code"]
    with pytest.raises(PlanFormatError, match=r"actions\[0\]\.code ontbreekt"):
        from_json(data)


@pytest.mark.parametrize("text", ["", "{", "[1", b"\xff\xfe\x00", "[" * 200_000, "null", "3", "[]"])
def test_text_that_is_no_plan_gets_one_sentence(text):
    with pytest.raises(PlanFormatError) as caught:
        from_text(text)
    assert "\n" not in str(caught.value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(json_values, st.data())
@settings(max_examples=150, deadline=None)
def test_any_data_is_a_plan_or_gets_one_sentence(value, data):
    """A value of any kind under any key of a plan: never another error."""
    whole = to_json(PLAN)
    part: object = whole
    while isinstance(part, dict | list) and part:
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(part[key], dict | list) or data.draw(st.booleans()):
            part[key] = value
            break
        part = part[key]
    assert "\n" not in _outcome(whole)


def _outcome(data: object) -> str:
    """What from_json says: nothing or the message of its own error."""
    try:
        from_json(data)
    except PlanFormatError as error:
        return str(error)
    return ""
