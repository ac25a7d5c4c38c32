"""The text of an action is kept up to date by who answers for it, and involvement is recorded.

The registry writes; here it is decided who may. What it writes is public, as an action is.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from grondrecht.followup.access import Conflict, acting, acting_as
from grondrecht.followup.actions.lines import even_lines
from grondrecht.followup.actors import Actor
from grondrecht.registry.actions.links import record_involvement, take_back_involvement
from grondrecht.registry.actions.texts import maintain_text, newest_form
from grondrecht.registry.actions.texts import say_plainly as write_plainly
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Action, Involvement, Party


def printed_texts(action: Action) -> dict[str, str]:
    """What the newest form of an action prints, by field path; nothing where none prints it."""
    form = newest_form(action)
    return dict(form.value.texts()) if form else {}


def held_text(action: Action, path: str, printed: dict[str, str]) -> str:
    """The text of a field as it is now: the maintained one, else the printed one."""
    return str(action.maintained.get(path) or printed.get(path, ""))


def maintain(
    who: Actor, action: Action, path: str, text: str, *, why: str, seen: str | None = None
) -> None:
    """Set the maintained text of a field; the printed text, or nothing, takes it back.

    ``seen`` is the text that they began from: Conflict where somebody else wrote another since.
    Raises RegisterError where the action's form has no such field.
    """
    with acting(who, "action.maintain", action, why=why, public=True) as record:
        printed = printed_texts(action)
        if seen is not None:
            _unchanged(action, seen, held_text(action, path, printed), text)
        same = _alike(text, printed.get(path, ""))
        maintain_text(action, path, "" if same else even_lines(text), by=record.by, why=why)


def say_plainly(
    who: Actor,
    action: Action,
    plain: str,
    plain_en: str,
    *,
    why: str,
    seen: tuple[str, str] | None = None,
) -> None:
    """Set what an action is in plain words, in Dutch and English.

    ``seen`` is both as they began: Conflict where somebody else wrote another since.
    """
    with acting(who, "action.maintain", action, why=why, public=True) as record:
        if seen is not None:
            _unchanged(action, seen[0], action.plain, plain)
            _unchanged(action, seen[1], action.plain_en, plain_en)
        write_plainly(action, even_lines(plain), even_lines(plain_en), by=record.by, why=why)


def involve(
    who: Actor,
    action: Action,
    text: str,
    *,
    why: str,
    phase: str = "",
    said: str = "",
    outcome: str = "",
) -> Involvement:
    """Record that people in poverty took part: who, when, what they said, what came of it.

    ``text`` names a group or association, never a person in poverty. Raises RegisterError where
    nobody is named or the phase is unknown.
    """
    with acting(who, "action.involve", action, why=why, public=True) as record:
        held = acting_as(who, "action.involve", action)
        return record_involvement(
            action,
            even_lines(text),
            by=record.by,
            why=why,
            phase=phase,
            said=even_lines(said),
            outcome=even_lines(outcome),
            recorded_for=Party.objects.filter(pk=held.party or 0).first() if held else None,
        )


def take_back(who: Actor, involvement: Involvement, *, why: str) -> None:
    """Take back that people in poverty took part: it was a mistake, or it was said otherwise.

    Only the party that recorded it, and the coordinator. Raises RegisterError where it was taken
    back already, or the plan prints it.
    """
    try:
        with acting(who, "involvement.take_back", involvement, why=why, public=True) as record:
            take_back_involvement(involvement, by=record.by, why=why)
    except Involvement.DoesNotExist as error:
        raise RegisterError(_("This was taken back already.")) from error


def _unchanged(action: Action, seen: str, held: str, typed: str) -> None:
    """Raise Conflict where a text is not as it was, and not as it is about to become."""
    if not _alike(seen, held) and not _alike(typed, held):
        raise Conflict(action)


def _alike(one: str, other: str) -> bool:
    """Whether two texts are the same words, however their lines are broken."""
    return one.split() == other.split()
