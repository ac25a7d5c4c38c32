"""Lists of actions: code, title, right and who answers, page by page, in three queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest

from grondrecht.registry.models import Action, Mention, Plan, Right
from grondrecht.web.pages import Turned, at, turned
from grondrecht.web.templatetags.look import Named, named, spoken

# How many actions a page of a list shows.
SIZE = 25
Who = dict[str, str]


@dataclass(frozen=True)
class Row:
    """An action in a list. ``who`` are those who answer for it; ``words`` belong to this list."""

    code: str
    title: str
    address: str
    right: Right | None
    lapsed: bool
    who: list[Who]
    words: list[str]


@dataclass(frozen=True)
class Listed:
    """One page of a list of actions."""

    rows: list[Row]
    page: Turned


def listed(
    request: HttpRequest,
    plan: Plan,
    actions: QuerySet[Action],
    *,
    size: int = SIZE,
    total: int | None = None,
) -> Listed:
    """The page of these actions that the address asks for, in the order of their codes."""
    rows = actions.select_related("right").order_by("code")
    page = turned(request, rows.defer("maintained", "plain", "plain_en"), size, total)
    return Listed(rows_of(plan, page.items), page)


def rows_of(plan: Plan, actions: Iterable[Action], words: Words | None = None) -> list[Row]:
    """Actions as rows of a list. One query."""
    shown = list(actions)
    answer = responsible(plan, shown)
    said = words or {}
    return [
        Row(
            code=action.code,
            title=" ".join(action.title.split()),
            address=at(plan.slug, "acties", action.code),
            right=action.right,
            lapsed=action.lapsed,
            who=answer.get(action.pk, []),
            words=list(said.get(action.pk, ())),
        )
        for action in shown
    ]


Words = Mapping[int, Iterable[str]]


def responsible(plan: Plan, actions: Iterable[Action]) -> dict[int, list[Who]]:
    """Action -> who answers for it in its newest printing; a name that waits has no address."""
    rows = Mention.objects.filter(action__in=[each.pk for each in actions], role="responsible")
    known = rows.exclude(how="none").select_related("party", "form__edition")
    newest: dict[int, int] = {}
    found: dict[int, dict[str, Who]] = {}
    for mention in known.order_by("-form__edition__position", *_ORDER).only(*_FIELDS):
        position = mention.form.edition.position
        if newest.setdefault(mention.action_id, position) == position:
            who = _who(plan, mention)
            found.setdefault(mention.action_id, {}).setdefault(who["label"], who)
    return {action: list(by_name.values()) for action, by_name in found.items()}


_ORDER = ("form__position", "-field", "start")
_FIELDS = (
    "action_id",
    "words",
    "party__slug",
    "party__name",
    "party__name_en",
    "form__edition__position",
)


def _who(plan: Plan, mention: Mention) -> Who:
    if mention.party is None:
        words = " ".join(mention.words.split())
        return {"label": words, "address": "", "language": plan.language}
    return {
        "label": named(mention.party),
        "address": at(plan.slug, "partijen", mention.party.slug),
        "language": language_of(mention.party, plan.language),
    }


def language_of(thing: Named, own: str) -> str:
    """The language in which ``named`` gives a thing's name: its own, or the page's English."""
    return own if named(thing) == thing.name else "en"


def by_name(things: QuerySet[Any]) -> QuerySet[Any]:
    """Things in the order of the names that the page shows: ``name_en`` first on an English one."""
    if not spoken().startswith("en"):
        return things.order_by("name", "slug")
    shown = Coalesce(NullIf("name_en", Value("")), "name")
    ordered: QuerySet[Any] = things.annotate(shown_name=shown).order_by("shown_name", "slug")
    return ordered
