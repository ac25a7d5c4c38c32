"""A plan as JSON, both ways. docs/json.md and grondrecht-plan-1.schema.json describe the keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any, TypeVar

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
_KINDS: dict[type, str] = {
    str: "tekst",
    int: "een geheel getal",
    list: "een lijst",
    dict: "een object",
}
_Kind = TypeVar("_Kind", str, int, list[Any], dict[str, Any])


class PlanFormatError(ValueError):
    """Data that is no plan; the message says in one sentence which key is wrong, and why."""


def schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of the plan JSON."""
    text = (files("grondrecht.plan") / _SCHEMA).read_text("utf-8")
    return dict(json.loads(text))


def to_text(plan: Plan, findings: Iterable[Finding] = ()) -> str:
    """A plan and what is wrong with it as JSON text, indented, ending with a newline."""
    return json.dumps(to_json(plan, findings), ensure_ascii=False, indent=1) + "\n"


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
        "actions": [_form_json(form) for form in plan.actions],
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


def _form_json(form: Form) -> dict[str, Any]:
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
    plan = _Object(_is(data, dict, "het plan"), "")
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


class _Object:
    """One JSON object and its path; each method takes a key and checks what kind its value is."""

    def __init__(self, data: Mapping[str, Any], path: str) -> None:
        self.data, self.path = data, path

    def where(self, key: str) -> str:
        # A name that somebody made up may hold line ends and worse.
        name = key if key.isprintable() else json.dumps(key)
        return f"{self.path}.{name}" if self.path else name

    def named(self, key: str) -> list[tuple[str, _Object]]:
        """The names under a key that may be any text, each with the object that holds it."""
        held = self.object(key)
        return [(_clean(name, held.path), held) for name in held.data]

    def take(self, key: str, kind: type[_Kind], default: _Kind) -> _Kind:
        return _is(self.data.get(key, default), kind, self.where(key))

    def text(self, key: str) -> str:
        return _clean(self.take(key, str, ""), self.where(key))

    def number(self, key: str) -> int:
        number = self.take(key, int, 0)
        if number < 0:
            raise PlanFormatError(
                f"{self.where(key)} is {number}: regels en pagina's tellen vanaf 0."
            )
        return number

    def number_or_none(self, key: str) -> int | None:
        return None if self.data.get(key) is None else self.number(key)

    def object(self, key: str) -> _Object:
        return _Object(self.take(key, dict, {}), self.where(key))

    def items(self, key: str) -> list[tuple[Any, str]]:
        """The items of a list, each with its path."""
        return [(v, f"{self.where(key)}[{n}]") for n, v in enumerate(self.take(key, list, []))]

    def objects(self, key: str) -> list[_Object]:
        return [_Object(_is(value, dict, path), path) for value, path in self.items(key)]


def _is(value: object, kind: type[_Kind], path: str) -> _Kind:
    # In Python true is an int; in a plan it is not.
    if not isinstance(value, kind) or isinstance(value, bool):
        raise PlanFormatError(f"{path} moet {_KINDS[kind]} zijn, niet {_shown(value)}.")
    return value


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True, default=repr)
    return text if len(text) <= 40 else text[:39] + "…"


def _clean(text: str, path: str) -> str:
    # JSON may spell half of a surrogate pair, which no file or page can hold.
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise PlanFormatError(f"{path} bevat een half teken (\\ud800-\\udfff) dat geen tekst is.")
    return text


def _source(data: _Object) -> Source:
    return Source(
        data.text("file"),
        data.text("sha256"),
        data.text("media_type"),
        data.number_or_none("lines"),
        data.number_or_none("pages"),
    )


def _entry(data: _Object) -> LegendEntry:
    return LegendEntry(data.text("code"), data.text("name"))


def _form(data: _Object) -> Form:
    return Form(
        code=_code(data),
        title=data.text("title"),
        notes=tuple(_clean(_is(v, str, path), path) for v, path in data.items("notes")),
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


def _code(data: _Object) -> ActionCode:
    if "code" not in data.data:
        raise PlanFormatError(f"{data.where('code')} ontbreekt: geef een code zoals 00_01_02.")
    text = data.text("code")
    try:
        return ActionCode.parse(text)
    except ValueError as error:
        raise PlanFormatError(
            f"{data.where('code')} is {_shown(text)}: geef een code zoals 00_01_02."
        ) from error


def _parties(data: _Object) -> Parties:
    return Parties(**{name: data.text(name) for name in _INVOLVED})


def _milestone(data: _Object) -> Milestone:
    return Milestone(_period(data), data.text("text"), _place(data.object("place")))


def _period(data: _Object) -> Period:
    """The period as stated; its years and stage are read from its words where they are missing."""
    parsed = Period.parse(data.text("period"))
    years = tuple(_is(value, int, path) for value, path in data.items("years"))
    stage = data.text("stage") or parsed.stage
    if stage not in STAGES:
        raise PlanFormatError(
            f"{data.where('stage')} is {_shown(stage)}: kies een van {', '.join(STAGES)}."
        )
    return Period(parsed.text, years if "years" in data.data else parsed.years, stage)


def _place(data: _Object) -> Place:
    cell = None if data.data.get("cell") is None else data.text("cell")
    return Place(
        data.number("first_line"), data.number("last_line"), data.number_or_none("page"), cell
    )
