"""The plan as decisions change it: pure values, before anything is written.

A change names its action, what becomes of it, and the decision; docs/adjusted-edition.md tells how
fields are named. Nothing of the plan changes that no change names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.model import Form, Milestone, Parties, Place, Plan, Source
from grondrecht.plan.periods import Period
from grondrecht.registry.errors import RegisterError

KINDS = ("lapse", "replace", "change", "add")
LONGEST_TEXT = 20_000
# How a milestone is named by its period, there or not.
MILESTONE = "milestone "
_LISTED = re.compile(r"(notes|milestones)\[(\d{1,4})\](?:\.text)?")
_SIMPLE = ("title", "budget", "evaluation", "summary")


@dataclass(frozen=True)
class Change:
    """What becomes of an action on a decision: it lapses, is replaced, is worded anew, or is new.

    ``new_code`` is that of the action that replaces it. ``texts`` is what the form says from now
    on, by field path; ``milestone PERIOD`` is the milestone of that period, and an empty text
    takes it out.
    """

    code: str
    kind: str
    decision: str
    decided_on: date | None
    new_code: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def rests_on(self) -> str:
        """The decision with its day, as it is kept with what became of the action."""
        day = self.decided_on.strftime("%d-%m-%Y") if self.decided_on else ""
        return f"{self.decision} ({day})"


@dataclass(frozen=True)
class Became:
    """What became of an action, as a descent says it: its kind, the old codes and the new."""

    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    change: Change


def checked(change: Change) -> Change:
    """A change whose code, kind and decision are there. Raises RegisterError."""
    if change.kind not in KINDS:
        raise RegisterError(_("Choose from: %(known)s.") % {"known": ", ".join(KINDS)})
    if not change.decision.strip() or change.decided_on is None:
        raise RegisterError(
            _("Action %(code)s: name the decision and its day; without one nothing changes.")
            % {"code": change.code}
        )
    if change.kind == "replace" and not change.new_code.strip():
        raise RegisterError(_("Action %(code)s: say which action replaces it.") % vars(change))
    if any(len(text) > LONGEST_TEXT for text in change.texts.values()):
        raise RegisterError(_("Action %(code)s: a text is too long.") % vars(change))
    new_code = _code(change.new_code) if change.new_code.strip() else ""
    decision = change.decision.strip()
    return replace(change, code=_code(change.code), new_code=new_code, decision=decision)


def adjusted(base: Plan, changes: Sequence[Change]) -> Plan:
    """The plan after the changes, without the places of a document that does not print it.

    Raises RegisterError where a change cannot be: an action that is not there, a code that is
    taken, a field that a form does not have.
    """
    known = {str(form.code) for form in base.actions}
    by_code = {change.code: change for change in changes}
    for change in changes:
        _refuse_impossible(change, known, by_code)
    forms: list[Form] = []
    done: set[str] = set()
    for form in base.actions:
        code = str(form.code)
        forms += _became(form, None if code in done else by_code.get(code), by_code, known)
        done.add(code)
    forms += [_new(change) for change in changes if change.kind == "add"]
    return replace(base, actions=tuple(map(_without_places, forms)), source=Source())


def became(base: Plan, changes: Iterable[Change]) -> tuple[Became, ...]:
    """What became of every action that a change names."""
    known = {str(form.code) for form in base.actions}
    return tuple(_descent(change, known) for change in changes)


def with_text(form: Form, path: str, text: str) -> Form:
    """A form that says something else in one field. Raises RegisterError where it has none such."""
    part, _dot, name = path.partition(".")
    if path in _SIMPLE:
        return replace(form, **{path: text})  # type: ignore[arg-type]
    if part in ("responsible", "involved") and name in _names_of(part):
        return replace(form, **{part: replace(getattr(form, part), **{name: text})})
    if part == "extra" and name in dict(form.extra):
        extra = tuple((key, text if key == name else words) for key, words in form.extra)
        return replace(form, extra=extra)
    if path.startswith(MILESTONE) and path.removeprefix(MILESTONE).strip():
        return _with_milestone(form, path.removeprefix(MILESTONE).strip(), text)
    return _with_listed(form, path, text)


def _names_of(part: str) -> tuple[str, ...]:
    names = tuple(Parties.__dataclass_fields__)
    return names if part == "involved" else ("cabinet", "administration")


def _with_listed(form: Form, path: str, text: str) -> Form:
    """A note or milestone by its number; the note after the last is a new one."""
    found = _LISTED.fullmatch(path)
    number = int(found[2]) if found else 0
    if found and found[1] == "notes" and number <= len(form.notes):
        notes = [*form.notes[:number], text, *form.notes[number + 1 :]]
        return replace(form, notes=tuple(filter(None, notes)))
    if found and found[1] == "milestones" and number < len(form.milestones):
        row = replace(form.milestones[number], text=text)
        rows = (*form.milestones[:number], row, *form.milestones[number + 1 :])
        return replace(form, milestones=rows)
    known = ", ".join(name for name, _words in form.texts())
    raise RegisterError(
        _("Action %(code)s has no field “%(path)s”; choose from: %(known)s, milestone PERIOD.")
        % {"code": form.code, "path": path, "known": known}
    )


def _with_milestone(form: Form, period: str, text: str) -> Form:
    """The milestone of a period said anew, taken out where the text is empty, or put behind."""
    key = period.casefold()
    at = [n for n, row in enumerate(form.milestones) if row.period.text.strip().casefold() == key]
    if not at:
        new = (Milestone(Period.parse(period), text),) if text else ()
        return replace(form, milestones=form.milestones + new)
    rows = list(form.milestones)
    rows[at[0] : at[0] + 1] = [replace(rows[at[0]], text=text)] if text else []
    return replace(form, milestones=tuple(rows))


def _became(
    form: Form, change: Change | None, by_code: Mapping[str, Change], known: set[str]
) -> list[Form]:
    """What stands in the new plan where this form stood in the old."""
    of_code = by_code.get(str(form.code))
    if of_code and of_code.kind in ("lapse", "replace"):
        goes_on = change and change.kind == "replace" and change.new_code not in known
        return [_worded(_coded(form, of_code.new_code), of_code)] if goes_on else []
    return [_worded(form, change) if change else form]


def _coded(form: Form, code: str) -> Form:
    return replace(form, code=ActionCode.parse(code))


def _worded(form: Form, change: Change) -> Form:
    for path, text in change.texts.items():
        form = with_text(form, path, text.strip())
    return form


def _new(change: Change) -> Form:
    form = _worded(Form(ActionCode.parse(change.code)), change)
    if not form.title:
        raise RegisterError(_("Action %(code)s: a new action needs a title.") % vars(change))
    return form


def _without_places(form: Form) -> Form:
    rows = tuple(replace(row, place=Place()) for row in form.milestones)
    return replace(form, milestones=rows, source=Place(), places=(), doubts=())


def _refuse_impossible(change: Change, known: set[str], by_code: Mapping[str, Change]) -> None:
    here = change.code in known
    if change.kind == "add" and here:
        raise RegisterError(_("Action %(code)s is in the plan already.") % vars(change))
    if change.kind != "add" and not here:
        raise RegisterError(_("Action %(code)s is not in this edition.") % vars(change))
    if change.kind == "change" and not change.texts:
        raise RegisterError(_("Action %(code)s: say what is worded anew.") % vars(change))
    if change.kind != "replace":
        return
    other = by_code.get(change.new_code)
    if change.new_code == change.code or (other and other.kind in ("lapse", "replace", "add")):
        raise RegisterError(
            _("Action %(code)s cannot be replaced by %(new_code)s: the new edition lacks that.")
            % vars(change)
        )
    if change.texts and change.new_code in known:
        raise RegisterError(
            _("Action %(code)s ends; word %(new_code)s anew in a change of its own.") % vars(change)
        )


def _descent(change: Change, known: set[str]) -> Became:
    code = (change.code,)
    if change.kind == "add":
        return Became("new", (), code, change)
    if change.kind == "change":
        return Became("reworded", code, code, change)
    if change.kind == "replace" and change.new_code not in known:
        return Became("reworded", code, (change.new_code,), change)
    return Became("lapsed", code, (), change)


def _code(text: str) -> str:
    try:
        return str(ActionCode.parse(text))
    except ValueError as error:
        raise RegisterError(
            _("“%(text)s” is no code of an action; write one such as 00_01_02.") % {"text": text}
        ) from error
