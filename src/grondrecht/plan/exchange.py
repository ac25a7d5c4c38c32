"""A plan as JSON, both ways. docs/json.md and grondrecht-plan-1.schema.json describe the keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from grondrecht.plan.checked import CheckedObject, PlanFormatError, checked, clean, shown
from grondrecht.plan.codes import ActionCode
from grondrecht.plan.model import (
    Doubt,
    Finding,
    Form,
    Legend,
    LegendEntry,
    Milestone,
    Parties,
    Place,
    Plan,
    Source,
)
from grondrecht.plan.periods import Period

FORMAT = "grondrecht-plan/1"
STAGES = ("baseline", "interim", "final")
_SCHEMA = "grondrecht-plan-1.schema.json"


def schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of the plan JSON."""
    text = (files("grondrecht.plan") / _SCHEMA).read_text("utf-8")
    return dict(json.loads(text))


def to_text(plan: Plan, findings: Iterable[Finding] = ()) -> str:
    """A plan and what is wrong with it as JSON text: a line per key, per action and per finding."""
    rows = []
    for key, value in to_json(plan, findings).items():
        if isinstance(value, list):
            items = ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in value)
            rows.append(f'"{key}": [\n{items}\n ]' if value else f'"{key}": []')
        else:
            rows.append(f'"{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n " + ",\n ".join(rows) + "\n}\n"


def from_text(text: str | bytes) -> Plan:
    """Read a plan from JSON text (bytes: UTF-8, UTF-16 or UTF-32). Raises PlanFormatError."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PlanFormatError(f"Dit is geen geldige JSON ({error}): geef een plan-JSON.") from error
    return from_json(data)


def to_json(plan: Plan, findings: Iterable[Finding] = ()) -> dict[str, Any]:
    """A plan and what is wrong with it as data that json.dumps takes, in the order of the keys."""
    return {
        "format": FORMAT,
        "template": plan.template,
        "source": _source_json(plan.source),
        "legend": {
            "rights": [_entry_json(entry) for entry in plan.legend.rights],
            "offices": [_entry_json(entry) for entry in plan.legend.offices],
        },
        "actions": [form_json(form) for form in plan.actions],
        "findings": [_finding_json(finding) for finding in findings],
    }


def _source_json(source: Source) -> dict[str, Any]:
    data: dict[str, Any] = {
        "file": source.file,
        "sha256": source.sha256,
        "media_type": source.media_type,
    }
    lengths = {"lines": source.lines, "pages": source.pages}
    return data | {name: length for name, length in lengths.items() if length is not None}


def _entry_json(entry: LegendEntry) -> dict[str, Any]:
    return {"code": entry.code, "name": entry.name}


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": finding.level,
        "action": finding.action,
        "message": finding.message,
        "message_en": finding.message_en,
        "line": finding.line,
    }


def form_json(form: Form) -> dict[str, Any]:
    """One form as an item of the plan JSON's ``actions``."""
    return {
        "code": str(form.code),
        "title": form.title,
        "notes": list(form.notes),
        "budget": form.budget,
        "responsible": _parties_json(form.responsible, ("cabinet", "administration")),
        "evaluation": form.evaluation,
        "involved": _parties_json(form.involved, _INVOLVED),
        "summary": form.summary,
        "milestones": [_milestone_json(milestone) for milestone in form.milestones],
        "extra": dict(form.extra),
        "source": _place_json(form.source),
        "places": {path: _place_json(place) for path, place in form.places},
        "doubts": [{"field": doubt.field, "why": doubt.why} for doubt in form.doubts],
    }


_INVOLVED = ("cabinet", "people_in_poverty", "administration", "other_actors")


def _parties_json(parties: Parties, names: tuple[str, ...]) -> dict[str, Any]:
    """The named parties, and any other that is filled: nothing a form says is left out."""
    named = {name: getattr(parties, name) for name in names}
    others = {name: getattr(parties, name) for name in _INVOLVED if getattr(parties, name)}
    return named | others


def _milestone_json(milestone: Milestone) -> dict[str, Any]:
    return {
        "period": milestone.period.text,
        "text": milestone.text,
        "years": list(milestone.period.years),
        "stage": milestone.period.stage,
        "place": _place_json(milestone.place),
    }


def _place_json(place: Place) -> dict[str, Any]:
    data: dict[str, Any] = {
        "first_line": place.first_line,
        "last_line": place.last_line,
        "page": place.page,
    }
    return data if place.cell is None else data | {"cell": place.cell}


def from_json(data: object) -> Plan:
    """Build the plan that to_json() gave; findings are not part of it, unknown keys are ignored.

    Only ``format``, ``actions`` and each action's ``code`` must be there; what else is missing is
    empty. Raises PlanFormatError, naming the first key that is wrong.
    """
    plan = CheckedObject(checked(data, dict, "het plan"), "")
    if plan.text("format") != FORMAT:
        raise PlanFormatError(
            f"format moet {FORMAT!r} zijn: dit is geen plan-JSON van deze versie."
        )
    if "actions" not in plan.data:
        raise PlanFormatError("actions ontbreekt: geef de lijst van acties, desnoods leeg.")
    legend = plan.object("legend")
    return Plan(
        actions=tuple(map(_form, plan.objects("actions"))),
        legend=Legend(
            tuple(map(_entry, legend.objects("rights"))),
            tuple(map(_entry, legend.objects("offices"))),
        ),
        source=_source(plan.object("source")),
        template=plan.text("template"),
    )


def texts_in(form: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What Form.texts() gives, of a form that form_json() gave, without building the form."""
    yield "title", form["title"]
    for number, note in enumerate(form["notes"]):
        yield f"notes[{number}]", note
    yield "budget", form["budget"]
    for name in ("cabinet", "administration"):
        yield f"responsible.{name}", form["responsible"][name]
    yield "evaluation", form["evaluation"]
    for name in _INVOLVED:
        yield f"involved.{name}", form["involved"][name]
    yield "summary", form["summary"]
    for name, words in form["extra"].items():
        yield f"extra.{name}", words
    for number, milestone in enumerate(form["milestones"]):
        yield f"milestones[{number}].text", milestone["text"]


def form_of(data: object) -> Form:
    """Build the form that form_json() gave. Raises PlanFormatError."""
    return _form(CheckedObject(checked(data, dict, "de fiche"), ""))


def _source(data: CheckedObject) -> Source:
    return Source(
        data.text("file"),
        data.text("sha256"),
        data.text("media_type"),
        data.number_or_none("lines"),
        data.number_or_none("pages"),
    )


def _entry(data: CheckedObject) -> LegendEntry:
    return LegendEntry(data.text("code"), data.text("name"))


def _form(data: CheckedObject) -> Form:
    return Form(
        code=_code(data),
        title=data.text("title"),
        notes=tuple(clean(checked(v, str, path), path) for v, path in data.items("notes")),
        budget=data.text("budget"),
        responsible=_parties(data.object("responsible")),
        evaluation=data.text("evaluation"),
        involved=_parties(data.object("involved")),
        summary=data.text("summary"),
        milestones=tuple(map(_milestone, data.objects("milestones"))),
        extra=tuple((name, held.text(name)) for name, held in data.named("extra")),
        source=_place(data.object("source")),
        places=tuple((path, _place(held.object(path))) for path, held in data.named("places")),
        doubts=tuple(
            Doubt(item.text("field"), item.text("why")) for item in data.objects("doubts")
        ),
    )


def _code(data: CheckedObject) -> ActionCode:
    if "code" not in data.data:
        raise PlanFormatError(f"{data.where('code')} ontbreekt: geef een code zoals 00_01_02.")
    text = data.text("code")
    try:
        return ActionCode.parse(text)
    except ValueError as error:
        raise PlanFormatError(
            f"{data.where('code')} is {shown(text)}: geef een code zoals 00_01_02."
        ) from error


def _parties(data: CheckedObject) -> Parties:
    return Parties(**{name: data.text(name) for name in _INVOLVED})


def _milestone(data: CheckedObject) -> Milestone:
    return Milestone(_period(data), data.text("text"), _place(data.object("place")))


def _period(data: CheckedObject) -> Period:
    """The period as stated; its years and stage are read from its words where they are missing."""
    parsed = Period.parse(data.text("period"))
    years = tuple(checked(value, int, path) for value, path in data.items("years"))
    stage = data.text("stage") or parsed.stage
    if stage not in STAGES:
        raise PlanFormatError(
            f"{data.where('stage')} is {shown(stage)}: kies een van {', '.join(STAGES)}."
        )
    return Period(parsed.text, years if "years" in data.data else parsed.years, stage)


def _place(data: CheckedObject) -> Place:
    cell = None if data.data.get("cell") is None else data.text("cell")
    first, last = data.number("first_line"), data.number("last_line")
    if last < first:
        raise PlanFormatError(
            f"{data.where('last_line')} is {last}: geef een regel die niet voor regel {first} komt."
        )
    return Place(first, last, data.number_or_none("page"), cell)
