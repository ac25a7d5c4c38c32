"""What a reminder says: one plain message, what is late first, with an address for each thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from grondrecht.followup.models import Person
from grondrecht.followup.reminding.asked import Asked
from grondrecht.followup.reminding.stages import Stage

# In this order they stand in a message.
STAGES = ("late", "soon", "asked")


@dataclass(frozen=True)
class Line:
    """A thing that somebody is reminded of, at its stage; ``level`` is why they are."""

    asked: Asked
    stage: Stage
    level: str

    @property
    def key(self) -> str:
        """What the log of messages knows it by: the thing and the stage."""
        return f"{self.asked.key} {self.stage.key}"


def subject(lines: Sequence[Line]) -> str:
    """The subject of a message: how many things wait, and how many of them are late."""
    late = sum(line.stage.name == "late" for line in lines)
    waits = ngettext("%(n)d thing waits for you", "%(n)d things wait for you", len(lines))
    told = waits % {"n": len(lines)}
    if late:
        told += ngettext(", %(n)d of them late", ", %(n)d of them late", late) % {"n": late}
    return f"Grondrecht: {told}"


def body(person: Person, lines: Sequence[Line], today: date) -> str:
    """The text of a message, in the language of now."""
    parts = [_("Dear %(name)s,") % {"name": person.name}, ""]
    for stage in STAGES:
        of_stage = [line for line in lines if line.stage.name == stage]
        if of_stage:
            parts += [_heading(stage), "", *_told(of_stage), ""]
    parts += [
        _("Your workplace has everything that waits for you: %(address)s")
        % {"address": _at("werk/")},
        "",
        _("Nobody reads the answers to this message."),
    ]
    return "\n".join(parts) + "\n"


def _heading(stage: str) -> str:
    headings = {
        "late": _("This is late:"),
        "soon": _("This is due soon:"),
        "asked": _("This is asked of you:"),
    }
    return headings[stage]


def _told(lines: Sequence[Line]) -> Iterator[str]:
    for line in sorted(lines, key=lambda line: (line.asked.due_on or date.max, line.asked.title)):
        yield f"- {_what(line.asked.kind)}: {line.asked.title}"
        if line.asked.due_on:
            day = date_format(line.asked.due_on, "j F Y")
            yield "  " + _("before the end of %(day)s") % {"day": day}
        if line.level != line.asked.role:
            yield "  " + _why(line.level)
        yield f"  {_at(line.asked.path)}"


def _what(kind: str) -> str:
    """What is to be done, in words."""
    words = {
        "answer": _("answer for this action"),
        "mend": _("look again: the cabinet sent this back"),
        "validate": _("validate the answer"),
        "reply": _("reply to a finding"),
        "point": _("follow up this point"),
        "decide": _("decide about this dossier"),
    }
    return words[kind]


def _why(level: str) -> str:
    """Why somebody is reminded of what is another's to do."""
    words = {
        "administration": _("Nobody of the administration itself answers for it here yet."),
        "cabinet": _("No official did it, or nobody answers for it here yet."),
        "coordinator": _("Nobody nearer did it, or nobody answers for it here yet."),
    }
    return words[level]


def _at(path: str) -> str:
    return f"{settings.PUBLIC_URL}/{get_language() or 'nl'}/{path}"
