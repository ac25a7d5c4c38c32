"""What a plan is: forms with their fields, and where in a document each value stood.

All values are frozen and hold the document's own words; what those words say (money, years,
references) is computed from them by the modules beside this one and never stored instead of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.periods import Period


@dataclass(frozen=True)
class Place:
    """Where a value stood: lines of a text, counted from 1, and page or table cell where known.

    ``first_line`` and ``last_line`` count the lines that the document gives (of the file for a
    text, of all pages for a PDF, of all paragraphs and cells for Word); ``page`` counts from 1;
    ``cell`` names a table cell as ``table.row.column``, each counted from 1.
    """

    first_line: int = 0
    last_line: int = 0
    page: int | None = None
    cell: str | None = None

    def __str__(self) -> str:
        lines = f"{self.first_line}-{self.last_line}"
        text = f"regel {self.first_line if self.first_line == self.last_line else lines}"
        text += f", blz. {self.page}" if self.page else ""
        return text + (f", cel {self.cell}" if self.cell else "")


@dataclass(frozen=True)
class Doubt:
    """A field of which another reading was nearly as good, and why."""

    field: str
    why: str


@dataclass(frozen=True)
class Parties:
    """The parties of an action in one role, as printed: an empty string where nothing is.

    The responsible parties have a cabinet and an administration only; those involved may also be
    people in poverty and other actors.
    """

    cabinet: str = ""
    administration: str = ""
    people_in_poverty: str = ""
    other_actors: str = ""


@dataclass(frozen=True)
class Milestone:
    """A promise for a period: the period as printed and parsed, and the promised text."""

    period: Period
    text: str = ""
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True)
class Form:
    """An action as printed in one edition of a plan.

    ``notes`` are remarks about the form itself (replaced by, linked with, origin). ``extra`` holds
    the fields that only some layouts have, by the name their template gives them. ``places`` says
    per field (by its path, such as ``involved.cabinet``) where the value stood. Two forms are equal
    when their words are: source, places and doubts do not count.
    """

    code: ActionCode
    title: str = ""
    notes: tuple[str, ...] = ()
    budget: str = ""
    responsible: Parties = Parties()
    evaluation: str = ""
    involved: Parties = Parties()
    summary: str = ""
    milestones: tuple[Milestone, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    source: Place = field(default=Place(), compare=False)
    places: tuple[tuple[str, Place], ...] = field(default=(), compare=False)
    doubts: tuple[Doubt, ...] = field(default=(), compare=False)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text of the form as (field path, words), milestones last; empty ones too."""
        yield "title", self.title
        for number, note in enumerate(self.notes):
            yield f"notes[{number}]", note
        yield "budget", self.budget
        yield "responsible.cabinet", self.responsible.cabinet
        yield "responsible.administration", self.responsible.administration
        yield "evaluation", self.evaluation
        for name in ("cabinet", "people_in_poverty", "administration", "other_actors"):
            yield f"involved.{name}", getattr(self.involved, name)
        yield "summary", self.summary
        for name, words in self.extra:
            yield f"extra.{name}", words
        for number, milestone in enumerate(self.milestones):
            yield f"milestones[{number}].text", milestone.text

    def place_of(self, path: str) -> Place:
        """Where the field stood; the whole form's place where the field has none of its own."""
        return dict(self.places).get(path, self.source)


@dataclass(frozen=True)
class LegendEntry:
    """One line of the document's own list of rights or offices: a code segment and its name."""

    code: str
    name: str


@dataclass(frozen=True)
class Legend:
    """What the document says its code segments mean. It may contradict the forms."""

    rights: tuple[LegendEntry, ...] = ()
    offices: tuple[LegendEntry, ...] = ()


@dataclass(frozen=True)
class Source:
    """The document that was read: file name, SHA-256 of its bytes, media type, length."""

    file: str = ""
    sha256: str = ""
    media_type: str = ""
    lines: int | None = None
    pages: int | None = None


@dataclass(frozen=True)
class Finding:
    """Something wrong with the plan: the rule that says so, the action's code and the line.

    ``level`` is ``error`` (the plan contradicts itself), ``warning`` (something it should have is
    missing) or ``note`` (worth a look). ``message`` is Dutch, ``message_en`` English; one sentence.
    ``action`` is empty where the finding is about the plan as a whole.
    """

    rule: str
    level: str
    action: str
    message: str
    message_en: str
    line: int = 0


@dataclass(frozen=True)
class Plan:
    """A plan as one document prints it: its legend and its forms, in document order."""

    actions: tuple[Form, ...] = ()
    legend: Legend = Legend()
    source: Source = field(default=Source(), compare=False)
    template: str = ""
