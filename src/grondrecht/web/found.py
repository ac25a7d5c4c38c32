"""All that the page of an action needs, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.utils import timezone

from grondrecht.plan import model
from grondrecht.registry.models import (
    Action,
    Amount,
    Contribution,
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
from grondrecht.registry.questions import Question
from grondrecht.registry.states import subject_of

# How many changes the page of an action shows; the rest is one click away.
CHANGES = 3


@dataclass(frozen=True)
class Found:
    """An action with the forms that print it and what hangs on it.

    ``forms`` are those of the edition that is shown, in the order of the document; ``editions``
    all that print the action, the newest first; ``mandates`` those of its office;
    ``of_same_right`` code and title of all actions of its right, this one too, in order.
    """

    action: Action
    forms: Sequence[Form]
    editions: Sequence[Edition]
    mandates: Sequence[Mandate]
    of_same_right: Sequence[tuple[str, str]]
    amounts: Sequence[Amount]
    mentions: Sequence[Mention]
    links: Sequence[Link]
    things: Sequence[dict[str, str]]
    findings: Sequence[QualityFinding]
    entries: Sequence[LogEntry]
    involvements: Sequence[Involvement]
    contributions: Sequence[Contribution]

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
    """The action with its plan, right and office. One query."""
    return next(iter(_action(plan, code)), None)


def find_all(action: Action, edition: str = "") -> Found:
    """What the page of an action shows of it; of the edition of that slug, else the newest."""
    printed = _forms(action.pk)
    editions = list(dict.fromkeys(form.edition for form in printed))
    slugs = [each.slug for each in editions]
    wanted = edition if edition in slugs else slugs[0] if slugs else ""
    forms = [form for form in printed if form.edition.slug == wanted]
    pks = [form.pk for form in forms]
    return Found(
        action=action,
        forms=forms,
        editions=editions,
        mandates=_mandates(action.office_id),
        of_same_right=_of_same_right(action.plan_id, action.right_id),
        amounts=_amounts(pks),
        mentions=_mentions(pks),
        links=_links(action.pk),
        things=_things(action.pk),
        findings=_findings(action.pk, forms[0].edition_id if forms else None),
        entries=_entries(action.plan.slug, subject_of(action)),
        involvements=_involvements(action.pk),
        contributions=_contributions(action.pk),
    )


@Question
def _action(plan: str, code: str) -> QuerySet[Action]:
    actions = Action.objects.filter(plan__slug=plan, code=code)
    return actions.select_related("plan", "right", "office")


@Question
def _mandates(office: int | None) -> QuerySet[Mandate]:
    return Mandate.objects.filter(office=office).order_by("first_day")


@Question
def _of_same_right(plan: int, right: int | None) -> QuerySet[Action, tuple[str, str]]:
    """Code and title of the actions of a plan that serve a right, in order."""
    others = Action.objects.filter(plan=plan, right=right)
    return others.order_by("code").values_list("code", "title")


@Question
def _forms(action: int) -> QuerySet[Form]:
    forms = Form.objects.filter(action=action).select_related("edition", "commitment")
    return forms.order_by("-edition__position", "position")


@Question
def _amounts(forms: list[int]) -> QuerySet[Amount]:
    return Amount.objects.filter(commitment__form__in=forms).order_by("position")


@Question
def _mentions(forms: list[int]) -> QuerySet[Mention]:
    mentions = Mention.objects.filter(form__in=forms).select_related("party")
    return mentions.order_by("form__position", "field", "start")


@Question
def _links(action: int) -> QuerySet[Link]:
    links = Link.objects.filter(Q(source=action) | Q(target=action))
    return links.select_related("source", "target").order_by("kind", "source__code", "target__code")


@Question
def _things(action: int) -> QuerySet[Any, dict[str, str]]:
    """The instruments and indicators that the action speaks of."""
    names = ("kind", "slug", "name", "name_en")
    instruments = Instrument.objects.filter(actions=action).order_by().values(*names)
    indicators = (
        Indicator.objects.filter(actions=action)
        .order_by()
        .values("slug", "name", "name_en", kind=Value("indicator", output_field=CharField()))
        .values(*names)
    )
    things: QuerySet[Any, dict[str, str]] = instruments.union(indicators).order_by("kind", "name")
    return things


@Question
def _findings(action: int, edition: int | None) -> QuerySet[QualityFinding]:
    return QualityFinding.objects.filter(action=action, edition=edition).order_by("position")


@Question
def _entries(plan: str, subject: str) -> QuerySet[LogEntry]:
    """The last changes of the action, the newest first."""
    return LogEntry.objects.filter(plan=plan, subject=subject).order_by("-id")[:CHANGES]


@Question
def _involvements(action: int) -> QuerySet[Involvement]:
    return Involvement.objects.filter(action=action, form__isnull=True).order_by("id")


@Question
def _contributions(action: int) -> QuerySet[Contribution]:
    rows = Contribution.objects.filter(action=action).select_related("indicator", "said_for")
    return rows.order_by("indicator__name")


def holders(found: Found) -> dict[str, str]:
    """Who holds the office today, and who did when the edition was decided; empty where unknown.

    Mandates say so; the list that the document prints is never asked.
    """
    decided = found.edition.decided_on if found.edition else None
    return {
        "today": _holder(found, timezone.localdate()),
        "then": _holder(found, decided) if decided else "",
    }


def _holder(found: Found, day: date) -> str:
    held = [
        mandate
        for mandate in found.mandates
        if mandate.first_day <= day and (mandate.last_day is None or day <= mandate.last_day)
    ]
    return max(held, key=lambda mandate: mandate.first_day).person if held else ""
