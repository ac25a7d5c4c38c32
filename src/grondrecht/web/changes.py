"""The log as people read it: what changed, word by word, by whom and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grondrecht.followup.models import Finding, Measure, Round
from grondrecht.plan.differences import Piece, word_pieces
from grondrecht.plan.quality.rules import FIELDS
from grondrecht.registry.models import (
    Contribution,
    Descent,
    Indicator,
    Involvement,
    LogEntry,
    Party,
)
from grondrecht.registry.models.taken_back import TAKEN_BACK
from grondrecht.web.action_page import speaks_english

# What each verb does, as the beginning of a sentence that goes on with who did it.
VERBS: dict[str, str | Promise] = {
    "plan.import": gettext_lazy("Read from the document"),
    "action.maintain": gettext_lazy("Text maintained"),
    "action.say_plainly": gettext_lazy("Said in plain words"),
    "action.link": gettext_lazy("Linked with another action"),
    "action.unlink": gettext_lazy("Link with another action taken back"),
    "action.involve": gettext_lazy("Involvement of people in poverty recorded"),
    "action.contribute": gettext_lazy("Said how an action should contribute to the monitor"),
    "plan.import_observations": gettext_lazy("Figures of the monitor taken in"),
    "involvement.take_back": gettext_lazy("Involvement of people in poverty taken back"),
    "descent.confirm": gettext_lazy("Confirmed what became of an action"),
    "descent.refuse": gettext_lazy("Refused a proposal of what became of an action"),
    "mention.settle": gettext_lazy("Said which party a name means"),
    "parties.import": gettext_lazy("Parties and their names taken in"),
    "catalogue.import": gettext_lazy("Catalogue taken in"),
    "office.name": gettext_lazy("Office named"),
    "office.appoint": gettext_lazy("Holder of an office recorded"),
    "plan.describe": gettext_lazy("Plan described"),
    "plan.keep_measure": gettext_lazy("Right or social correction added"),
    "measure.keep": gettext_lazy("Right or social correction kept up to date"),
    "measure.count": gettext_lazy("Figures of a right or social correction recorded"),
    "measure.argue": gettext_lazy("Argument given for a difference between conditions"),
    "round.adjust": gettext_lazy("Adjusted edition of the plan made"),
    "round.send": gettext_lazy("Round of reporting sent"),
    "finding.publish": gettext_lazy("Finding of others published"),
    "finding.reply": gettext_lazy("Replied to a finding"),
    "finding.withdraw": gettext_lazy("Finding withdrawn"),
    "consultation.publish": gettext_lazy("Minutes of a consultation published"),
    "test.publish": gettext_lazy("Poverty test published"),
    "plan.review_tests": gettext_lazy("Poverty tests reviewed"),
}
# The pages under which other things than actions stand, by the kind of their subject.
_PAGES = {
    "round": "rondes",
    "finding": "bevindingen",
    "consultation": "overleg",
    "test": "armoedetoetsen",
}
_NAMES: dict[str, str | Promise] = {
    "code": gettext_lazy("Code"),
    "title": gettext_lazy("Title"),
    "right": gettext_lazy("Basic right"),
    "office": gettext_lazy("Office"),
    "lapsed": gettext_lazy("Lapsed"),
    "plain": gettext_lazy("In plain words"),
    "plain_en": gettext_lazy("In plain words, in English"),
    "instruments": gettext_lazy("Instruments"),
    "indicators": gettext_lazy("Indicators"),
    "named_parties": gettext_lazy("Parties that the catalogue names"),
    "parties:responsible": gettext_lazy("Responsible parties"),
    "parties:involved": gettext_lazy("Involved parties"),
    "periods": gettext_lazy("Periods"),
    "link:replaces": gettext_lazy("Replaces"),
    "link:split": gettext_lazy("Was split into"),
    "link:merged": gettext_lazy("Was merged into"),
    "link:see_also": gettext_lazy("See also"),
    "involvement": gettext_lazy("Involvement of people in poverty"),
    "state": gettext_lazy("State"),
    "decision": gettext_lazy("Decision"),
    "mandates": gettext_lazy("Holders"),
    "portfolios": gettext_lazy("Policy domains"),
    "name": gettext_lazy("Name"),
    "name_en": gettext_lazy("Name in English"),
    "names": gettext_lazy("Other names"),
    "kind": gettext_lazy("Kind"),
    "what": gettext_lazy("What it is"),
    "facts": gettext_lazy("What the forms say of it"),
    "line": gettext_lazy("Line of the document"),
    "unit": gettext_lazy("Unit"),
    "better": gettext_lazy("What is progress"),
    "observation": gettext_lazy("Value of the indicator"),
    "definition": gettext_lazy("Definition"),
    "version": gettext_lazy("Version"),
    "definition_url": gettext_lazy("Where the definition is written"),
    "contribution": gettext_lazy("How it should contribute to the monitor"),
    "parties": gettext_lazy("Parties"),
    "government": gettext_lazy("Government"),
    "first_day": gettext_lazy("First day"),
    "last_day": gettext_lazy("Last day"),
    "decided_on": gettext_lazy("Day of the decision"),
    "position": gettext_lazy("Place among the editions"),
    "file": gettext_lazy("File"),
    "sha256": gettext_lazy("Fingerprint of the file"),
    "media_type": gettext_lazy("Kind of file"),
    "lines": gettext_lazy("Number of lines"),
    "pages": gettext_lazy("Number of pages"),
    "legend": gettext_lazy("Lists of rights and offices"),
    "instrument": gettext_lazy("In the plan"),
    "granted_by": gettext_lazy("Granted by"),
    "automatic": gettext_lazy("Granted"),
    "obstacles": gettext_lazy("What stands in the way of granting it automatically"),
    "conditions": gettext_lazy("Conditions"),
    "figures:persons": gettext_lazy("Persons reached"),
    "figures:money": gettext_lazy("Paid"),
    "figures:cost": gettext_lazy("Cost of granting it"),
    "figures:benefit": gettext_lazy("Benefit"),
    "figures:source": gettext_lazy("Source"),
    "figures:round": gettext_lazy("Round"),
    "argument": gettext_lazy("Why conditions differ"),
    "edition": gettext_lazy("Edition"),
    "sent_on": gettext_lazy("Sent on"),
    "published_on": gettext_lazy("Published on"),
    "withdrawn_on": gettext_lazy("Withdrawn on"),
    "withdrawn_why": gettext_lazy("Why it was withdrawn"),
    "reply": gettext_lazy("Reply"),
    "published": gettext_lazy("Open to everybody"),
    "reviewed_on": gettext_lazy("Reviewed on"),
    "by": gettext_lazy("Reviewed by"),
    "outcome": gettext_lazy("What came of it"),
}
# Values that the log holds as the code spells them, by their key.
_VALUES: dict[str, dict[Any, str | Promise]] = {
    "state": {**dict(Descent.STATES), **dict(Finding.STATES), **dict(Round.STATES)},
    "phase": dict(Involvement.PHASES),
    "direction": dict(Contribution.DIRECTIONS),
    "better": dict(Indicator.BETTER),
    "automatic": dict(Measure.AUTOMATIC),
    "kind": {**dict(Party.KINDS), **dict(Measure.KINDS)},
}

# The order in which things are told: the databases keep keys in orders of their own.
_PLACES = {key: place for place, key in reversed(list(enumerate((*_NAMES, *FIELDS))))}
_WITHIN = (
    *("text", "phase", "said", "outcome", "decision", "decided_on", "words"),
    *("period", "value", "unit", "margin", "source", "source_url", "breakdown"),
)


@dataclass(frozen=True)
class Part:
    """One thing that changed: its name and its words, in pieces that went, came or stayed."""

    name: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The words: gone, new and the same."""
        return word_pieces(self.before, self.after)


@dataclass(frozen=True)
class Change:
    """An entry of the log as a person reads it; ``path`` leads to the page of what was changed."""

    number: int
    at: datetime
    what: str
    by: str
    why: str
    code: str
    label: str
    parts: tuple[Part, ...]
    path: tuple[str, ...] = ()


def changes_of(entries: Iterable[LogEntry]) -> list[Change]:
    """Entries of the log as changes, in the order given."""
    return [change_of(entry) for entry in entries]


def change_of(entry: LogEntry) -> Change:
    """One entry as a change."""
    kind, _colon, key = entry.subject.partition(":")
    return Change(
        number=entry.pk,
        at=entry.at,
        what=str(VERBS.get(entry.verb, entry.verb)),
        by=entry.by,
        why=entry.why,
        code=key if kind == "action" else "",
        label=" ".join(entry.label.split()) or key,
        parts=tuple(parts_of(entry.before, _told(entry))),
        path=("acties", key) if kind == "action" else (_PAGES[kind], key) if kind in _PAGES else (),
    )


def _told(entry: LogEntry) -> dict[str, Any]:
    """What an entry says was changed into: all of it, but for what an import read anew.

    An import that brings a new subject, or a new printing of one, does not repeat its words.
    """
    if entry.verb != "plan.import":
        return dict(entry.after)
    known = any(value is not None for value in entry.before.values())
    is_new = not known and ("code" in entry.after or not entry.subject.startswith("action:"))
    return {
        key: value
        for key, value in entry.after.items()
        if entry.before.get(key) is not None or not (is_new or key.startswith("printed:"))
    }


def parts_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Part]:
    """What differs between two states, thing by thing, as text."""
    was, now = dict(_flat(before)), dict(_flat(after))
    for key in sorted({*now, *was}, key=_rank):
        old, new = was.get(key, ""), now.get(key, "")
        if old != new:
            yield Part(name_of_key(key), old, new)


def _rank(key: str) -> tuple[bool, str, int, int, str]:
    group, _colon, last = key.rpartition(":")
    if key in _PLACES:
        return False, "", _PLACES[key], 0, ""
    return True, group, _PLACES.get(last, len(_PLACES)), len(last), last


def _flat(state: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The values of a state as texts; a printed form and a map of parties key by key."""
    for key, value in state.items():
        if value == TAKEN_BACK:
            yield key, _("[These words are no longer shown: they were taken back.]")
        elif isinstance(value, dict) and key.startswith(("printed:", "parties")):
            for name, inner in value.items():
                yield f"{key}:{name}", _words(inner)
        elif isinstance(value, dict):
            names = [
                *_WITHIN,
                *sorted(value.keys() - {*_WITHIN, "origin", "recorded_for", "said_for"}),
            ]
            words = "\n".join(_words(value[each], each) for each in names if value.get(each))
            yield key, words or _words(bool(value))
        else:
            yield key, _words(value, key)


def _words(value: object, key: str = "") -> str:
    """A value of the log as text, in the language of this page where it is a word of the code."""
    if value is None or value is False:
        return ""
    if value is True:
        return _("yes")
    if isinstance(value, list):
        return "\n".join(
            " – ".join(filter(None, map(_words, v))) if isinstance(v, list) else str(v)
            for v in value
        )
    return str(_VALUES[key].get(value, value) if key in _VALUES else value)


def name_of_key(key: str) -> str:
    """What a key of a state is called in the language of this page."""
    first, _colon, rest = key.partition(":")
    if first == "printed":
        edition, _colon, path = rest.partition(":")
        number, _colon, path = path.partition(":")
        printing = f", {_('printing')} {number}" if number != "1" else ""
        return f"{name_of_path(path)} ({_('as printed in')} {edition}{printing})"
    if first == "maintained":
        return f"{name_of_path(rest)} ({_('maintained text')})"
    if first == "link":
        kind, _colon, code = rest.partition(":")
        return f"{_NAMES.get(f'link:{kind}', kind)} {code}"
    if first == "figures":
        name, _colon, years = rest.partition(":")
        return f"{_NAMES.get(f'figures:{name}', name)} {years}"
    if first == "argument":
        return f"{_NAMES[first]}: {rest.rpartition(':')[2]}"
    if first in ("involvement", "observation", "contribution", "reply"):
        return str(_NAMES[first])
    return str(_NAMES.get(key, key))


def name_of_path(path: str) -> str:
    """What a field of a form is called, without the form at hand."""
    if path in FIELDS:
        name = FIELDS[path][speaks_english()]
        return name[:1].upper() + name[1:]
    stem, _bracket, rest = path.partition("[")
    number = rest.partition("]")[0]
    if number.isdecimal() and stem in ("milestones", "notes"):
        kind = _("Milestone") if stem == "milestones" else _("Note")
        return f"{kind} {int(number) + 1}"
    if path.startswith("milestone "):
        return f"{_('Milestone')} {path.removeprefix('milestone ')}"
    return str(_NAMES.get(path, path.removeprefix("extra.")))
