"""Maintain the texts of an action beside what is printed, and say it in plain words."""

from __future__ import annotations

from grondrecht.registry.actions.indexing import index_actions_of
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import written
from grondrecht.registry.models import Action, Form
from grondrecht.registry.states import watched
from grondrecht.registry.valid import saved


def newest_form(action: Action) -> Form | None:
    """The form of the newest edition that prints the action; the first where there are two."""
    return action.forms.order_by("-edition__position", "position").first()


def maintain_text(action: Action, field: str, text: str, *, by: str, why: str) -> None:
    """Set the maintained text of a field, by its path; the printed text, or nothing, takes it back.

    Raises RegisterError where the action's form has no such field.
    """
    form = newest_form(action)
    printed = dict(form.value.texts()) if form else {}
    if field not in printed:
        raise RegisterError(
            f"Actie {action.code} heeft geen veld {field!r}; kies uit {', '.join(printed)}."
        )
    text = text.strip()
    with written("action.maintain", by=by, why=why) as record:
        _refresh(action)
        kept = {path: words for path, words in action.maintained.items() if path != field}
        if text and text != printed[field]:
            kept[field] = text
        with watched(record, action.plan, [action.code]):
            action.maintained = kept
            action.title = kept.get("title") or printed["title"]
            saved(action)
        index_actions_of(action.plan, [action.code])


def say_plainly(action: Action, plain: str, plain_en: str, *, by: str, why: str) -> None:
    """Set what an action is in plain words, in Dutch and English."""
    with written("action.say_plainly", by=by, why=why) as record:
        _refresh(action)
        with watched(record, action.plan, [action.code]):
            action.plain, action.plain_en = plain.strip(), plain_en.strip()
            saved(action)
        index_actions_of(action.plan, [action.code])


def _refresh(action: Action) -> None:
    """Read the action again, so that what another wrote in the meantime stays."""
    action.refresh_from_db(from_queryset=Action.objects.select_for_update())
