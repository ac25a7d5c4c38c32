"""What a reminder says: one plain message, what is late first, with an address for each thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from grondrecht.followup.models import Person, Round
from grondrecht.followup.reminding.asked import Asked
from grondrecht.followup.reminding.bundles import Bundle, bundles
from grondrecht.followup.reminding.stages import Stage
from grondrecht.registry.models import Office, Party

# In this order they stand in a message.
STAGES = ("late", "soon", "asked")
# So many codes of actions are named of what is told together.
CODES = 12


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
    """Things one by one, but what a round asks of the same bodies for the same reason at once."""
    single = [line for line in lines if line.asked.kind == "mend"]
    levels = {line.level: None for line in lines}
    for level in levels:
        these = [line for line in lines if line.level == level and line not in single]
        bundled, apart = bundles(these, lambda line: line.asked)
        single += apart
        for bundle, group in bundled.items():
            if len(group) == 1:
                single += group
            else:
                yield from _together(bundle, group)
    for line in sorted(single, key=lambda line: (line.asked.due_on or date.max, line.asked.title)):
        yield f"- {_what(line.asked.kind)}: {line.asked.title}"
        yield from _about(line)
        yield f"  {_at(line.asked.path)}"


def _together(bundle: Bundle, group: Sequence[Line]) -> Iterator[str]:
    """What is asked of the same bodies in a round: how many, whose, which, and one address."""
    one, codes = group[0], [line.asked.title.split(" ")[0] for line in group]
    told = {"n": len(group), "whose": "; ".join(map(_named, bundle.bodies)) or _("nobody is named")}
    if bundle.kind == "validate":
        yield "- " + _("validate %(n)d answers (%(whose)s)") % told
    else:
        yield "- " + _("answer for %(n)d actions (%(whose)s)") % told
    yield f"  {_named(bundle.round)}"
    shown = ", ".join(sorted(codes)[:CODES])
    more = _("%(codes)s and %(n)d more") % {"codes": shown, "n": len(codes) - CODES}
    yield f"  {more if len(codes) > CODES else shown}"
    yield from _about(one)
    validates = bundle.kind == "validate" and one.level == "cabinet"
    yield f"  {_at(bundle.to_validate if validates else bundle.path)}"


def _about(line: Line) -> Iterator[str]:
    """By when, and why somebody is told what is another's."""
    if line.asked.due_on:
        day = date_format(line.asked.due_on, "j F Y")
        yield "  " + _("before the end of %(day)s") % {"day": day}
    if line.level != line.asked.role:
        yield "  " + _why(line.level)


def _named(thing: Party | Office | Round) -> str:
    """The name of a thing in the language of now, where it has one."""
    english = thing.name_en if (get_language() or "").startswith("en") else ""
    return english or thing.name


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
