"""Keep the search index in step with what is written. Called by the verbs, in their transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet

from grondrecht.plan.quality.rules import is_blank, is_denial
from grondrecht.registry.models import (
    Action,
    Commitment,
    Form,
    Involvement,
    Mention,
    Milestone,
    Plan,
    QualityFinding,
)
from grondrecht.registry.search import Entry, index_actions
from grondrecht.registry.search.texts import newest_forms, texts_of

# What an action can have, as the values of the facet "has".
HAS = ("money", "baseline", "end_goal", "indicator", "involvement")
AT_ONCE = 1000


def index_plan(plan: Plan) -> None:
    """Index all actions of a plan."""
    index_actions_of(plan, None)


def index_actions_of(plan: Plan, codes: Iterable[str] | None) -> None:
    """Index the plan's actions with these codes, or all with None. A fixed number of queries."""
    actions = Action.objects.filter(plan=plan)
    if codes is not None:
        actions = actions.filter(code__in=list(codes))
    index_these(actions)


def index_everything() -> int:
    """Index every action of the register anew, some at a time; gives how many there are.

    For after a new version of the library that stems words, or of the rules for what is indexed.
    """
    pks = list(Action.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        with transaction.atomic():
            index_these(Action.objects.filter(pk__in=pks[start : start + AT_ONCE]))
    return len(pks)


def index_these(actions: QuerySet[Action]) -> None:
    """Index these actions, of whichever plans. A fixed number of queries."""
    held = {each.pk: each for each in actions.select_related("plan", "right", "office")}
    forms = newest_forms(held)
    facets = _Facets(held, forms)
    index_actions(_entry(action, forms.get(action.pk, ()), facets) for action in held.values())


def _entry(action: Action, forms: Sequence[Form], facets: _Facets) -> Entry:
    return Entry(
        action_id=action.pk,
        plan=action.plan.slug,
        language=action.plan.language,
        code=action.code,
        title=action.title,
        texts=tuple(texts_of(action, forms)),
        facets=facets.of(action),
    )


@dataclass
class _Facets:
    """What is counted of each action, read for all of them at once."""

    actions: Mapping[int, Action]
    forms: Mapping[int, Sequence[Form]]
    values: dict[str, dict[int, set[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        actions = list(self.actions)
        owner = {form.pk: action for action, held in self.forms.items() for form in held}
        forms = list(owner)
        self.values = {
            "party": _grouped(
                Mention.objects.filter(action__in=actions, party__isnull=False).values_list(
                    "action_id", "party__slug"
                )
            ),
            "rule": _grouped(
                QualityFinding.objects.filter(action__in=actions).values_list("action_id", "rule")
            ),
            "kind": _grouped(
                Action.objects.filter(pk__in=actions, instruments__isnull=False).values_list(
                    "pk", "instruments__kind"
                )
            ),
            "period": _grouped(_years(forms, owner)),
            "has": _grouped(_has(actions, forms, owner, self.forms)),
        }

    def of(self, action: Action) -> dict[str, tuple[str, ...]]:
        """Facet -> the values of one action."""
        own = {
            "right": (action.right.code,) if action.right else (),
            "office": (action.office.code,) if action.office else (),
        }
        more = {name: tuple(sorted(by.get(action.pk, ()))) for name, by in self.values.items()}
        return own | more


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    grouped: dict[int, set[str]] = defaultdict(set)
    for action, value in pairs:
        grouped[action].add(value)
    return grouped


def _years(forms: list[int], owner: Mapping[int, int]) -> Iterable[tuple[int, str]]:
    for form, years in Milestone.objects.filter(form__in=forms).values_list("form_id", "years"):
        for year in years:
            yield owner[form], str(year)


def _has(
    actions: list[int],
    forms: list[int],
    owner: Mapping[int, int],
    newest: Mapping[int, Sequence[Form]],
) -> Iterable[tuple[int, str]]:
    """Which of HAS hold: money where an amount is stated, an indicator in the form or register."""
    money = Commitment.objects.filter(form__in=forms, kind="amount")
    for form in money.values_list("form_id", flat=True):
        yield owner[form], "money"
    stages = {"baseline": "baseline", "final": "end_goal"}
    rows = Milestone.objects.filter(form__in=forms, stage__in=stages).exclude(text="")
    for form, stage in rows.values_list("form_id", "stage"):
        yield owner[form], stages[stage]
    for action in Involvement.objects.filter(action__in=actions).values_list(
        "action_id", flat=True
    ):
        yield action, "involvement"
    linked = Action.objects.filter(pk__in=actions, indicators__isnull=False)
    for action in linked.values_list("pk", flat=True):
        yield action, "indicator"
    for action, held in newest.items():
        told = [form.value.evaluation for form in held]
        if not all(is_blank(text) or is_denial(text) for text in told):
            yield action, "indicator"
