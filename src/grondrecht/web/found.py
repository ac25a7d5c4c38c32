"""All that the page of an action needs, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils import timezone

from grondrecht.plan import model
from grondrecht.registry.models import (
    Action,
    Amount,
    Edition,
    Form,
    Indicator,
    Instrument,
    Involvement,
    Link,
    LogEntry,
    Mandate,
    Mention,
    QualityFinding,
)
from grondrecht.registry.states import subject_of

# How many changes the page of an action shows; the rest is one click away.
CHANGES = 3


@dataclass(frozen=True)
class Found:
    """An action with the forms that print it and what hangs on it.

    ``forms`` are those of the edition that is shown, in the order of the document; ``editions``
    all that print the action, the newest first.
    """

    action: Action
    forms: Sequence[Form]
    editions: Sequence[Edition]
    amounts: Sequence[Amount]
    mentions: Sequence[Mention]
    links: Sequence[Link]
    things: Sequence[dict[str, str]]
    findings: Sequence[QualityFinding]
    entries: Sequence[LogEntry]
    involvements: Sequence[Involvement]

    @property
    def edition(self) -> Edition | None:
        """The edition that is shown."""
        return self.forms[0].edition if self.forms else None

    @property
    def is_newest(self) -> bool:
        """Whether the edition that is shown is the newest that prints the action."""
        return not self.editions or self.edition == self.editions[0]

    @cached_property
    def values(self) -> list[model.Form]:
        """The forms as pure values."""
        return [form.value for form in self.forms]


def find_action(plan: str, code: str) -> Action | None:
    """The action with its plan, right, office, the holder of the office today (``holder``) and the
    actions before and after it in the plan (``before`` and ``after``). One query.
    """
    today = timezone.localdate()
    return (
        Action.objects.filter(plan__slug=plan, code=code)
        .select_related("plan", "right", "office")
        .annotate(
            holder=_holder(OuterRef("office"), Value(today)),
            before=_neighbour("-code", code__lt=OuterRef("code")),
            after=_neighbour("code", code__gt=OuterRef("code")),
        )
        .first()
    )


def find_all(action: Action, edition: str = "") -> Found:
    """What the page of an action shows of it; of the edition of that slug, else the newest."""
    printed = list(_forms(action))
    editions = list(dict.fromkeys(form.edition for form in printed))
    slugs = [each.slug for each in editions]
    wanted = edition if edition in slugs else slugs[0] if slugs else ""
    forms = [form for form in printed if form.edition.slug == wanted]
    pks = [form.pk for form in forms]
    return Found(
        action=action,
        forms=forms,
        editions=editions,
        amounts=list(Amount.objects.filter(commitment__form__in=pks).select_related("commitment")),
        mentions=list(Mention.objects.filter(form__in=pks).select_related("party")),
        links=list(_links(action)),
        things=list(_things(action)),
        findings=list(_findings(action, forms)),
        entries=list(_entries(action)[:CHANGES]),
        involvements=list(Involvement.objects.filter(action=action, form__isnull=True)),
    )


def _holder(office: OuterRef, day: OuterRef | Value) -> Subquery:
    """Who holds an office on a day, as far as mandates say; the printed list is never asked."""
    mandates = Mandate.objects.filter(office=office, first_day__lte=day)
    held = mandates.filter(Q(last_day__isnull=True) | Q(last_day__gte=day))
    return Subquery(held.order_by("-first_day").values("person")[:1])


def _neighbour(order: str, **where: OuterRef) -> Subquery:
    others = Action.objects.filter(plan=OuterRef("plan"), **where).order_by(order)
    return Subquery(others.values(it=JSONObject(code="code", title="title", right="right"))[:1])


def _forms(action: Action) -> QuerySet[Form]:
    forms = Form.objects.filter(action=action).select_related("edition", "commitment")
    then = _holder(OuterRef("action__office"), OuterRef("edition__decided_on"))
    return forms.annotate(holder_then=then).order_by("-edition__position", "position")


def _links(action: Action) -> QuerySet[Link]:
    links = Link.objects.filter(Q(source=action) | Q(target=action))
    return links.select_related("source", "target").order_by("kind", "source__code", "target__code")


def _things(action: Action) -> QuerySet[Any]:
    """The instruments and indicators that the action speaks of."""
    names = ("kind", "slug", "name", "name_en")
    instruments = Instrument.objects.filter(actions=action).order_by().values(*names)
    indicators = (
        Indicator.objects.filter(actions=action)
        .order_by()
        .values("slug", "name", "name_en", kind=Value("indicator", output_field=CharField()))
        .values(*names)
    )
    things: QuerySet[Any] = instruments.union(indicators).order_by("kind", "name")
    return things


def _findings(action: Action, forms: Sequence[Form]) -> QuerySet[QualityFinding]:
    edition = forms[0].edition_id if forms else None
    return QualityFinding.objects.filter(action=action, edition=edition)


def _entries(action: Action) -> QuerySet[LogEntry]:
    return LogEntry.objects.filter(plan=action.plan.slug, subject=subject_of(action)).order_by(
        "-id"
    )


def holders(found: Found) -> dict[str, str]:
    """Who holds the office today, and who did when the edition was decided; empty where unknown."""
    form = found.forms[0] if found.forms else None
    return {
        "today": getattr(found.action, "holder", None) or "",
        "then": getattr(form, "holder_then", None) or "",
    }
