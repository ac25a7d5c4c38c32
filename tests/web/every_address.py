"""Every address that the site knows, filled in from a register."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver

from grondrecht.followup.export import EVERY_TABLE
from grondrecht.followup.models import Finding
from grondrecht.followup.report.files import WRITERS
from grondrecht.registry.export.dcat import FILES
from grondrecht.registry.models import Action, Indicator, Instrument, Office, Party, Plan, Right
from grondrecht.rights.households import ALONE
from grondrecht.web.finder.rules import SHIPPED, rules_of

# Walked by tests/followup/test_nothing_leaks.py, with people who may and who may not.
BEHIND_SIGN_IN = ("nl/werk/", "werk/")


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """(the whole route, its name) of every address, in the Dutch of those that have a language."""
    for each in (resolver or get_resolver()).url_patterns:
        route = before + str(each.pattern).replace("^", "").replace("\\.", ".")
        if isinstance(each, URLResolver):
            yield from routes(each, "nl/" if before == "" and route in ("nl/", "en/") else route)
        elif isinstance(each, URLPattern):
            yield route, each.name or each.callback.__name__


def addresses(plan: Plan, most: int = 100) -> dict[str, list[str]]:
    """Route -> its addresses for a plan: ``most`` things of each kind, and every file."""
    return {route: list(_filled(route, plan, most)) for route, name in routes() if name}


def _filled(route: str, plan: Plan, most: int) -> Iterator[str]:
    """The addresses of a route; those that name no plan are there once."""
    for values in _values(route, plan, most):
        path = route
        for place, value in values.items():
            path = path.replace(place, quote(value, safe=""))
        yield f"/{path.replace('$', '').replace('/?', '/')}"


def _values(route: str, plan: Plan, most: int) -> Iterator[dict[str, str]]:
    """What stands at each place of a route."""
    places = [f"<{part.partition('>')[0]}>" for part in route.split("<")[1:]]
    rows = _rows(route, plan)
    few = rows if route in _SPECIAL else rows[:most]
    yield from (dict(zip(places, row, strict=True)) for row in few)


def _rows(route: str, plan: Plan) -> list[tuple[str, ...]]:
    slug = plan.slug
    if route.startswith(BEHIND_SIGN_IN):
        return []
    if "<" not in route:
        return [()]
    for words, rows in _THINGS.items():
        if words in route:
            return [(slug, *row) for row in rows(plan)]
    if route in _SPECIAL:
        return _SPECIAL[route](slug)
    if route.count("<") == 1 and ":plan>" in route:
        return [(slug,)]
    raise AssertionError(f"tests/web/every_address.py does not know how to fill in {route}")


def _codes(model):
    return lambda plan: list(model.objects.filter(plan=plan).values_list("code"))


_THINGS = {
    "/acties/<": _codes(Action),
    "/actions/<": _codes(Action),
    "/ambten/<": _codes(Office),
    "/grondrechten/<": _codes(Right),
    "/partijen/<": lambda plan: list(Party.objects.values_list("slug")),
    "/instrumenten/<slug:kind>/<": lambda plan: list(
        Instrument.objects.filter(plan=plan).values_list("kind", "slug")
    ),
    "/instrumenten/<": lambda plan: list(
        Instrument.objects.filter(plan=plan).values_list("kind").distinct()
    ),
    "/indicatoren/<": lambda plan: list(
        Indicator.objects.filter(plan=plan, definition="").values_list("slug")
    ),
    "/monitor/<": lambda plan: list(
        Indicator.objects.filter(plan=plan).exclude(definition="").values_list("slug")
    ),
    "/rondes/<slug:slug>/rapport/<": lambda plan: [
        (slug, file)
        for slug in plan.rounds.filter(state="sent").values_list("slug", flat=True)
        for file in WRITERS
    ],
    "/rondes/<": lambda plan: list(plan.rounds.values_list("slug")),
    "/bevindingen/<": lambda plan: [
        (str(number),)
        for number in Finding.objects.filter(
            action__plan=plan, published_on__isnull=False
        ).values_list("pk", flat=True)
    ],
    "/overleg/<": lambda plan: [
        (str(number),)
        for number in plan.consultations.filter(state="published").values_list("pk", flat=True)
    ],
    "/armoedetoetsen/<": lambda plan: list(plan.tests.filter(published=True).values_list("slug")),
    "/maatregelen/<": lambda plan: list(plan.measures.values_list("slug")),
    "/bijlagen/<": lambda plan: [],
    "/editions/<": lambda plan: list(plan.editions.values_list("slug")),
}
_SUFFIXES = ("csv", "jsonl", "parquet")
_SPECIAL = {
    "data/catalogue.(?P<suffix>jsonld|ttl)$": lambda slug: [],
    "data/<str:file>": lambda slug: [
        ("catalogue.ttl",),
        ("catalogue.jsonld",),
        *((f"{table.name}.{suffix}",) for table in EVERY_TABLE for suffix in _SUFFIXES[:2]),
    ],
    "data/<slug:plan>/<str:file>": lambda slug: [
        *((slug, each[0]) for each in FILES),
        *((slug, f"milestones.{suffix}") for suffix in _SUFFIXES),
    ],
    "id/<str:kind>": lambda slug: [("catalogue.ttl",), ("service.jsonld",), ("publisher",)],
    "id/<slug:kind>/<path:name>": lambda slug: [
        (kind, f"{row}.{suffix}")
        for kind, rows in _identified(slug).items()
        for row in rows
        for suffix in ("jsonld", "ttl", "html")
    ],
    "api/<path:rest>": lambda slug: [("nergens",)],
    "nl/rechten/<slug:name>": lambda slug: [(name,) for name in _measures()],
    "nl/rechten/<slug:name>/rekenen": lambda slug: [(name,) for name in _computed()],
}


def _measures() -> list[str]:
    """The names of the measures that are shipped."""
    return sorted(path.stem for path in SHIPPED.glob("*.yaml") if path.stem != "inputs")


def _computed() -> list[str]:
    """Those of them that are for municipalities and organisations."""
    return [name for name, each in rules_of(str(SHIPPED)).law.measures.items() if each.of in ALONE]


def _identified(slug: str) -> dict[str, list[str]]:
    """Names of a few things of each kind that has identifiers."""
    codes = [code for (code,) in Action.objects.filter(plan__slug=slug).values_list("code")[:4]]
    return {
        "plan": [slug],
        "edition": [f"{slug}/1"],
        "action": [f"{slug}/{code}" for code in codes],
        "form": [f"{slug}/1/{number}" for number in range(2, 5)],
        "party": [party for (party,) in Party.objects.values_list("slug")[:4]],
        "dataset": [slug],
        "right": [f"{slug}/{code}" for (code,) in Right.objects.values_list("code")[:4]],
        "indicator": [f"{slug}/{each}" for (each,) in Indicator.objects.values_list("slug")[:4]],
    }
