"""What a search page shows: what was asked, the hits, and the facets with readable names.

Names are looked up only for the values that are shown, in a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from grondrecht.registry.models import Action, Instrument, Office, Party, Plan, Right
from grondrecht.registry.questions import Question
from grondrecht.registry.search import FACETS, Hit, Results, search
from grondrecht.web.action_page import title_of_rule
from grondrecht.web.changes import name_of_path
from grondrecht.web.pages import Turned, at, turned
from grondrecht.web.templatetags.look import named

SIZE = 20
# How many values of a facet are shown before a reader asks for all of them.
SHOWN = 8
# What is taken from an address: words, values of one facet, and letters of a value.
WORDS, VALUES, LETTERS = 400, 30, 120
Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Asked:
    """What a reader asks for: words, and values per facet; ``plan`` where only one is searched."""

    text: str
    choices: Mapping[str, Sequence[str]]
    plan: str
    path: str
    widened: Sequence[str]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """All that was asked, as the parameters of an address."""
        words = [("q", self.text)] if self.text else []
        return words + [(name, value) for name, values in self.choices.items() for value in values]

    def address(self, pairs: Iterable[tuple[str, str]]) -> str:
        """The address of the search with these parameters."""
        query = urlencode(list(pairs))
        return f"{self.path}?{query}" if query else self.path


def asked_in(request: HttpRequest, plan: str = "") -> Asked:
    """What the address of a search asks for; what cannot be a value is left out."""
    choices = {}
    for name in FACETS:
        values = [value for value in request.GET.getlist(name) if 0 < len(value) <= LETTERS]
        if values and not (plan and name == "plan"):
            choices[name] = list(dict.fromkeys(values))[:VALUES]
    return Asked(
        text=" ".join(request.GET.get("q", "").split())[:WORDS],
        choices=choices,
        plan=plan,
        path=request.path,
        widened=request.GET.getlist("alle"),
    )


def find(request: HttpRequest, asked: Asked) -> tuple[Results, Turned]:
    """The page of results that the address asks for, the last one where it is past."""
    choices = {**asked.choices, **({"plan": [asked.plan]} if asked.plan else {})}
    number = _number(request)
    found = search(asked.text, choices, number, SIZE)
    page = turned(request, range(found.total), SIZE, found.total)
    shown = page.items[0] // SIZE + 1 if page.items else 1
    if shown != number:
        found = search(asked.text, choices, shown, SIZE)
    return found, page


def _number(request: HttpRequest) -> int:
    asked = request.GET.get("bladzijde", "1")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < 5
    return max(int(asked), 1) if is_number else 1


def hits(found: Results, plan: Plan | None) -> list[dict[str, Any]]:
    """The hits as the pages show them."""
    return [_hit(hit, hit.action, plan) for hit in found.hits]


def _hit(hit: Hit, action: Action, plan: Plan | None) -> dict[str, Any]:
    is_marked = any(marked for _text, marked in hit.snippet)
    facts = [
        "" if plan else named(action.plan),
        name_of_office(action.office) if action.office else "",
        _("found in: %(field)s") % {"field": name_of_path(hit.field)} if is_marked else "",
        _("lapsed") if action.lapsed else "",
    ]
    return {
        "code": hit.code,
        "address": at(hit.plan, "acties", hit.code),
        "title": hit.title or ((hit.code, False),),
        "snippet": hit.snippet,
        "right": action.right,
        "template": action.plan.template,
        "language": action.plan.language,
        "facts": [fact for fact in facts if fact],
    }


def name_of_office(office: Office | _Name) -> str:
    """What an office is called; the list that the document prints may be wrong and is not used."""
    code = _("office %(code)s") % {"code": office.code}
    return named(office) or code


def labels(found: Results, asked: Asked) -> Labels:
    """Facet -> value -> its name, for the values that are shown. Four queries."""
    shown = {name: [row[0] for row in _shown(name, found, asked)] for name in FACETS}
    plans = [asked.plan] if asked.plan else [*shown["plan"], *(hit.plan for hit in found.hits)]
    plans = list(dict.fromkeys(plans))
    names = [] if asked.plan else _plans(shown["plan"])
    return {
        "plan": {plan.slug: named(plan) for plan in names},
        "right": _united(_rights(plans), named),
        "office": _united(_offices(plans), name_of_office),
        "party": {party.slug: named(party) for party in _parties(shown["party"])},
        "period": {},
        "has": names_of_has(),
        "rule": {rule: title_of_rule(rule) for rule in shown["rule"]},
        "kind": {kind: str(name) for kind, name in Instrument.KINDS},
    }


@dataclass
class _Name:
    """What a right or an office is called in any of the plans; as writable as those are."""

    code: str
    name: str
    name_en: str


@Question
def _plans(slugs: list[str]) -> QuerySet[Plan]:
    return Plan.objects.filter(slug__in=slugs)


@Question
def _parties(slugs: list[str]) -> QuerySet[Party]:
    return Party.objects.filter(slug__in=slugs).only("slug", "name", "name_en")


@Question
def _rights(plans: list[str]) -> QuerySet[Right, tuple[str, str, str]]:
    return _distinct(Right.objects.filter(plan__slug__in=plans))


@Question
def _offices(plans: list[str]) -> QuerySet[Office, tuple[str, str, str]]:
    return _distinct(Office.objects.filter(plan__slug__in=plans))


def _distinct(rows: QuerySet[Any]) -> QuerySet[Any, tuple[str, str, str]]:
    """Each code with each of its names once: plans mostly name the same rights and offices."""
    return rows.order_by("code", "name").values_list("code", "name", "name_en").distinct()


def _united(rows: Iterable[tuple[str, str, str]], call: Callable[[Any], str]) -> dict[str, str]:
    """A name per code; plans may give one code several meanings, of which two are named."""
    known: dict[str, list[str]] = {}
    for row in rows:
        name = call(_Name(*row))
        if name not in known.setdefault(row[0], []):
            known[row[0]].append(name)
    return {
        code: f"{code} {' / '.join(names[:2])}{' / …' if len(names) > 2 else ''}"
        for code, names in known.items()
    }


def names_of_has() -> dict[str, str]:
    """What an action can have, as the facet ``has`` calls it."""
    return {
        "money": _("an amount of money"),
        "baseline": _("a baseline"),
        "end_goal": _("an end goal"),
        "indicator": _("an indicator"),
        "involvement": _("involvement of people in poverty"),
    }


def names_of_facets() -> dict[str, str]:
    """What each facet is called, in the order in which they are shown."""
    return {
        "plan": _("Plan"),
        "right": _("Basic right"),
        "office": _("Office"),
        "has": _("The form states"),
        "period": _("Milestone in"),
        "party": _("Party"),
        "kind": _("Speaks of"),
        "rule": _("To be mended"),
    }


def _shown(name: str, found: Results, asked: Asked) -> Sequence[tuple[str, int, bool]]:
    """The values of a facet that are shown: the first few, all on request, the chosen always."""
    rows = found.facets.get(name, ())
    if (asked.plan and name == "plan") or (len(rows) == 1 and not rows[0][2] and name == "plan"):
        return ()
    if name in asked.widened or name in ("right", "office", "period"):
        return rows
    return [row for number, row in enumerate(rows) if number < SHOWN or row[2]]


def facets(found: Results, asked: Asked, known: Labels) -> list[dict[str, Any]]:
    """The facets that have values, each value with its count and the address that chooses it."""
    chosen = asked.pairs
    prefix = f"{asked.path}?{urlencode(chosen)}{'&' if chosen else ''}"

    def address(name: str, value: str, is_chosen: bool) -> str:
        if is_chosen:
            return asked.address(pair for pair in chosen if pair != (name, value))
        return f"{prefix}{name}={quote_plus(value)}"

    made = []
    for name, title in names_of_facets().items():
        rows = _shown(name, found, asked)
        if rows:
            more = len(rows) < len(found.facets[name])
            made.append(
                {
                    "name": name,
                    "label": title,
                    "open": name == "right" or name in asked.choices or name in asked.widened,
                    "options": _options(name, rows, known[name], address),
                    "more_address": f"{prefix}alle={name}#facet-{name}" if more else "",
                }
            )
    return made


def _options(
    name: str,
    rows: Iterable[tuple[str, int, bool]],
    known: Mapping[str, str],
    address: Callable[[str, str, bool], str],
) -> list[dict[str, Any]]:
    return [
        {
            "label": known.get(value, value),
            "count": count,
            "address": address(name, value, is_chosen),
            "chosen": is_chosen,
        }
        for value, count, is_chosen in rows
    ]


def chosen(asked: Asked, known: Labels) -> list[dict[str, str]]:
    """What is chosen, each with the address of the search without it."""
    titles = names_of_facets()
    return [
        {
            "label": f"{titles[name]}: {known[name].get(value, value)}",
            "address": asked.address(pair for pair in asked.pairs if pair != (name, value)),
        }
        for name, values in asked.choices.items()
        for value in values
    ]
