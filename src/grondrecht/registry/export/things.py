"""Everything with a permanent identifier: how it is found, shown as linked data, and where its
page is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db.models import Model, Prefetch, Q, QuerySet

from grondrecht.registry.export import action_nodes, linked, plan_nodes
from grondrecht.registry.export.tables import BY_NAME
from grondrecht.registry.models import (
    Action,
    Contribution,
    Descent,
    Edition,
    Form,
    Indicator,
    Instrument,
    Involvement,
    Link,
    Mention,
    Office,
    Party,
    Plan,
    QualityFinding,
    Right,
)


@dataclass(frozen=True)
class Thing:
    """A kind of thing: the fields its identifier names, its rows, its node and its page.

    ``page`` gives the path of a row's page behind the language.
    """

    kind: str
    fields: tuple[str, ...]
    rows: Callable[[], QuerySet[Any]]
    node: Callable[[Any], linked.Node]
    page: Callable[[Any], str]

    def find(self, parts: list[str]) -> Model | None:
        """The row that an identifier names, or None."""
        named = dict(zip(self.fields, parts, strict=False))
        if len(parts) != len(self.fields) or not named.get("position", "0").isdecimal():
            return None
        found: Model | None = self.rows().filter(**named).first()
        return found


def _actions() -> QuerySet[Action]:
    return Action.objects.select_related("plan", "right", "office").prefetch_related(
        Prefetch("forms", _forms()),
        Prefetch("mentions", Mention.objects.select_related("party")),
        Prefetch("links", Link.objects.select_related("target")),
        Prefetch("involvements", Involvement.objects.select_related("form__edition")),
        Prefetch("contributions", Contribution.objects.select_related("indicator", "said_for")),
        Prefetch("quality", QualityFinding.objects.select_related("edition__plan")),
        "instruments",
        "indicators",
        "named_parties",
    )


def _forms() -> QuerySet[Form]:
    return Form.objects.select_related("edition__plan", "action", "commitment").prefetch_related(
        "milestones",
        "commitment__amounts",
        Prefetch("mentions", Mention.objects.select_related("party")),
    )


def _editions() -> QuerySet[Edition]:
    return Edition.objects.select_related("plan").prefetch_related(
        Prefetch("quality", QualityFinding.objects.filter(action__isnull=True)),
        Prefetch("descents_to", Descent.objects.select_related("before")),
    )


def _path(plan: str, *parts: str) -> str:
    return "/".join((plan, *(quote(part, safe="") for part in parts)))


def _party_page(party: Party) -> str:
    """The page of a party in a plan that names it; the home page where none does."""
    plans = Plan.objects.filter(
        Q(actions__mentions__party=party) | Q(actions__named_parties=party)
    ).order_by("slug")
    slug = plans.values_list("slug", flat=True).first()
    return _path(slug, "partijen", party.slug) if slug else ""


THINGS: dict[str, Thing] = {
    thing.kind: thing
    for thing in (
        Thing(
            "plan",
            ("slug",),
            lambda: Plan.objects.prefetch_related("editions"),
            plan_nodes.plan_node,
            lambda plan: f"{plan.slug}/",
        ),
        Thing(
            "edition",
            ("plan__slug", "slug"),
            _editions,
            plan_nodes.edition_node,
            lambda edition: f"{edition.plan.slug}/",
        ),
        Thing(
            "right",
            ("plan__slug", "code"),
            lambda: Right.objects.select_related("plan"),
            plan_nodes.right_node,
            lambda right: _path(right.plan.slug, "grondrechten", right.code),
        ),
        Thing(
            "office",
            ("plan__slug", "code"),
            lambda: Office.objects.select_related("plan").prefetch_related(
                "mandates", "portfolios"
            ),
            plan_nodes.office_node,
            lambda office: _path(office.plan.slug, "ambten", office.code),
        ),
        Thing(
            "action",
            ("plan__slug", "code"),
            _actions,
            action_nodes.action_node,
            lambda action: _path(action.plan.slug, "acties", action.code),
        ),
        Thing(
            "form",
            ("edition__plan__slug", "edition__slug", "position"),
            _forms,
            action_nodes.form_node,
            lambda form: (
                _path(form.edition.plan.slug, "acties", form.action.code)
                + f"?editie={form.edition.slug}"
            ),
        ),
        Thing(
            "indicator",
            ("plan__slug", "slug"),
            lambda: Indicator.objects.select_related("plan").prefetch_related("observations"),
            plan_nodes.indicator_node,
            lambda each: _path(each.plan.slug, each.shelf, each.slug),
        ),
        Thing(
            "instrument",
            ("plan__slug", "kind", "slug"),
            lambda: Instrument.objects.select_related("plan"),
            plan_nodes.instrument_node,
            lambda each: _path(each.plan.slug, "instrumenten", each.kind, each.slug),
        ),
        Thing(
            "party",
            ("slug",),
            lambda: Party.objects.select_related("part_of").prefetch_related("aliases"),
            plan_nodes.party_node,
            _party_page,
        ),
    )
}
"""Kind -> what is known of such things."""


def graph_of(plan: Plan) -> dict[str, Any]:
    """All of a plan as one JSON-LD document, its parties included."""
    nodes: list[linked.Node] = []
    for thing in THINGS.values():
        if thing.kind not in ("form", "party"):
            nodes += [thing.node(row) for row in _of_plan(thing, plan)]
    named = BY_NAME["parties"].queryset(plan.slug).values("pk")
    parties = THINGS["party"].rows().filter(pk__in=named)
    return linked.document([*nodes, *map(plan_nodes.party_node, parties)])


def _of_plan(thing: Thing, plan: Plan) -> QuerySet[Any]:
    rows = thing.rows()
    return rows.filter(pk=plan.pk) if thing.kind == "plan" else rows.filter(plan=plan)
