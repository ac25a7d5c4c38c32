"""What a plan's pages tell of parties: who they are, and in which actions they are named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from grondrecht.registry.models import Action, Mention, Party, PartyAlias, Plan
from grondrecht.web.listed import Listed, language_of, rows_of
from grondrecht.web.pages import at, turned
from grondrecht.web.templatetags.look import named

# How many parties, names, and actions a page shows.
SIZE, NAMES = 50, 50
ACTIONS = 25
# How a party hangs together with an action: as its form names it, or as the catalogue does.
ROLES = ("responsible", "involved", "named")
OPEN = "open"


def of_plan(plan: Plan) -> QuerySet[Party]:
    """The parties that a plan's forms or catalogue name, and those that these are part of."""
    own = Q(mentions__action__plan=plan) | Q(actions__plan=plan)
    parts = Q(parts__mentions__action__plan=plan) | Q(parts__actions__plan=plan)
    return Party.objects.filter(pk__in=Party.objects.filter(own | parts).order_by().values("pk"))


def kinds_of(plan: Plan) -> dict[str, int]:
    """Kind -> how many parties of it the plan names. One query."""
    rows = of_plan(plan).order_by().values_list("kind")
    return dict(rows.annotate(n=Count("pk")))


def open_names(plan: Plan) -> QuerySet[Any]:
    """The names in the plan's forms that wait for a person, each with how many actions hold it."""
    waiting = Mention.objects.filter(action__plan=plan, how="open").order_by()
    rows = waiting.values("words").annotate(actions=Count("action", distinct=True))
    return rows.order_by("-actions", "words")


def open_rows(plan: Plan, names: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Names that wait, with the actions that hold them. One query."""
    shown = list(names)
    words = [each["words"] for each in shown]
    held = Mention.objects.filter(action__plan=plan, how="open", words__in=words).order_by()
    codes: dict[str, set[str]] = defaultdict(set)
    for name, code in held.values_list("words", "action__code").distinct():
        codes[name].add(code)
    return [
        {
            "words": " ".join(each["words"].split()),
            "actions": [
                {"code": code, "address": at(plan.slug, "acties", code)}
                for code in sorted(codes[each["words"]])
            ],
        }
        for each in shown
    ]


def party_rows(plan: Plan, parties: Iterable[Party]) -> list[dict[str, Any]]:
    """Parties with the numbers of actions they answer for, work along with, and are linked to by
    the catalogue. Two queries.
    """
    shown = list(parties)
    counts = _counts(plan, shown)
    rows = Action.objects.filter(plan=plan, named_parties__in=shown).order_by()
    linked = dict(rows.values_list("named_parties").annotate(n=Count("pk")))
    return [
        {
            "party": party,
            "label": named(party),
            "language": language_of(party, plan.language),
            "kind": party.get_kind_display(),
            "address": at(plan.slug, "partijen", party.slug),
            "responsible": counts[party.pk, "responsible"],
            "involved": counts[party.pk, "involved"],
            "named": linked.get(party.pk, 0),
            "search": at(plan.slug, "zoeken", party=party.slug),
        }
        for party in shown
    ]


def _counts(plan: Plan, parties: Sequence[Party]) -> dict[tuple[int | None, str], int]:
    rows = Mention.objects.filter(action__plan=plan, party__in=parties).order_by()
    counted = rows.values_list("party", "role").annotate(n=Count("action", distinct=True))
    found = {(party, role): number for party, role, number in counted}
    return defaultdict(int, found)


def names_of(party: Party) -> list[dict[str, Any]]:
    """The other names of a party, with the days between which a name holds. One query."""
    aliases = PartyAlias.objects.filter(party=party).order_by("name")
    return [
        {"name": each.name, "first_day": each.first_day, "last_day": each.last_day}
        for each in aliases
        if each.name not in (party.name, party.name_en)
    ]


@dataclass(frozen=True)
class Named:
    """The actions in which a party is named, per role, with the words that name it there."""

    words: dict[str, dict[int, list[str]]]

    def count(self, role: str) -> int:
        """In how many actions it has that role."""
        return len(self.words[role])


def named_in(plan: Plan, party: Party) -> Named:
    """Where a plan names a party. Two queries."""
    words: dict[str, dict[int, list[str]]] = {role: {} for role in ROLES}
    mentions = Mention.objects.filter(action__plan=plan, party=party).order_by("pk")
    for action, role, said in mentions.values_list("action_id", "role", "words"):
        kept = words[role].setdefault(action, [])
        one = " ".join(said.split())
        if one not in (*kept, party.name, party.name_en):
            kept.append(one)
    known = {*words["responsible"], *words["involved"]}
    linked = party.actions.filter(plan=plan).values_list("pk", flat=True)
    words["named"] = {pk: [] for pk in linked if pk not in known}
    return Named(words)


def listed_as(request: HttpRequest, plan: Plan, found: Named, role: str) -> Listed:
    """The page of the actions in which a party has a role. Two queries."""
    held = found.words[role]
    rows = Action.objects.filter(pk__in=held).select_related("right").order_by("code")
    page = turned(request, rows.defer("maintained", "plain", "plain_en"), ACTIONS, len(held))
    return Listed(rows_of(plan, page.items, held), page)


def tabs(plan: Plan, party: Party, found: Named, chosen: str) -> list[dict[str, Any]]:
    """The roles that a party has, with the number of actions and the address of that list."""
    labels = {
        "responsible": _("Answers for"),
        "involved": _("Works along"),
        "named": _("Named in the catalogue"),
    }
    return [
        {
            "label": labels[role],
            "count": found.count(role),
            "address": at(plan.slug, "partijen", party.slug, rol=role),
            "current": role == chosen,
        }
        for role in ROLES
        if found.count(role)
    ]


def role_asked(request: HttpRequest, found: Named) -> str:
    """The role that the address asks for; else the first in which the party has an action."""
    asked = request.GET.get("rol", "")
    first = next((role for role in ROLES if found.count(role)), ROLES[0])
    return asked if asked in ROLES and found.count(asked) else first


def names_of_kinds() -> dict[str, str]:
    """What several parties of a kind are called."""
    return {
        "cabinet": _("cabinets"),
        "administration": _("administrations"),
        "association": _("associations"),
        "other": _("other bodies"),
    }
