"""The positions of a form, in the order of a template: what the alignment fills."""

from __future__ import annotations

from dataclasses import dataclass

from grondrecht.reading.template import Label, Template, squash

FRONT, START = 0, 1
MISSING = 5.0
MISSING_HEADING = 3.0
MISSING_PERIOD = 4.0
# Per word that stands where no text belongs, and per word of a value that is usually short.
STRAY_WORD = 0.7
SHORT_WORD = 0.02
HEADING_WORD = 0.3


@dataclass(frozen=True, slots=True)
class Slot:
    """A position in a form: its name (a field path where it has one) and the kind of candidate it
    takes, the spellings it may have, the cost of leaving it out and of each word under it. ``look``
    names what it is expected to look like, where that is not its kind; ``repeats`` says that a form
    may have it several times.
    """

    name: str
    kind: str
    spellings: frozenset[str] = frozenset()
    missing: float = 0.0
    word_cost: float = 0.0
    look: str = ""
    repeats: bool = False

    @property
    def ordered(self) -> bool:
        """Whether what is taken here comes in the order of its years."""
        return self.look != "period-last"


def slots_of(template: Template) -> tuple[Slot, ...]:
    """Front matter, code, labels and milestones as printed, headings between two forms."""
    slots = [Slot("front", "front"), Slot("start", "start", frozenset({"start"}), 0, SHORT_WORD)]
    if template.note_words:
        spellings = frozenset(map(squash, template.note_words))
        slots.append(Slot("notes", "label", spellings, 0, SHORT_WORD, repeats=True))
    fields = [label.field for label in template.labels]
    after = template.milestones.after
    last = len(fields) - fields[::-1].index(after) if after else len(fields)
    for number, label in enumerate(template.labels, 1):
        slots.append(_slot(label))
        if number == last:
            slots += _milestones(template)
    slots.append(Slot("heading", "heading", frozenset({"heading"}), 0, HEADING_WORD))
    return tuple(slots)


def _slot(label: Label) -> Slot:
    spellings = frozenset(map(squash, label.words))
    if not label.field:
        return Slot(label.name, "label", spellings, MISSING_HEADING, STRAY_WORD)
    return Slot(label.field, "label", spellings, MISSING, 0.0 if label.long else SHORT_WORD)


def _milestones(template: Template) -> list[Slot]:
    first = template.milestones.order == "period-text"
    look = "period" if first else "period-last"
    words = frozenset({"whole", "pieces"})
    return [
        Slot("milestones", "milestones", words, MISSING_HEADING, STRAY_WORD if first else 0.0),
        Slot("period", "period", frozenset({"period"}), MISSING_PERIOD, 0.0, look, True),
    ]
