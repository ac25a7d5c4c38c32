"""The texts of an action that are searched, and shown where they are found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from grondrecht.plan.exchange import texts_in
from grondrecht.registry.models import Action, Form


def forms_of(actions: list[int]) -> QuerySet[Form]:
    """The forms of actions, those of the newest edition first."""
    forms = Form.objects.filter(action__in=actions).defer("printed")
    return forms.order_by("-edition__position", "position")


def newest_forms(actions: Iterable[int]) -> dict[int, list[Form]]:
    """Action -> its forms in the newest edition that prints it; two where it prints it twice."""
    return newest_of(forms_of(list(actions)))


def newest_of(forms: Iterable[Form]) -> dict[int, list[Form]]:
    """Action -> its forms of the newest edition, out of forms with the newest edition first."""
    found: dict[int, list[Form]] = {}
    for form in forms:
        own = found.setdefault(form.action_id, [])
        if not own or own[0].edition_id == form.edition_id:
            own.append(form)
    return found


def texts_of(action: Action, forms: Sequence[Form]) -> list[tuple[str, str]]:
    """The texts by field path, each once: maintained ones first, then all printed, then the plain.

    The title is left out, for it is held by itself; a printed title that is another is not.
    """
    kept = [(path, text) for path, text in action.maintained.items() if path != "title"]
    printed = [pair for form in forms for pair in texts_in(form.body)]
    told = [*kept, *printed, ("plain", action.plain)]
    return [pair for pair in dict.fromkeys(told) if pair[1] and pair != ("title", action.title)]
