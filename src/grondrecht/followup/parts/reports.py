"""The part of a round's copy that says what was asked and answered, action by action."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from grondrecht.followup.answers import from_json, to_json
from grondrecht.followup.models import Report, Round
from grondrecht.registry.export.values import exact, plain
from grondrecht.registry.models import Action, Commitment, Form, Mention

Row = dict[str, Any]


def part(of: Round) -> list[Row]:
    """The reports of a round with what the plan says of their actions, by code. Five queries."""
    reports = list(
        of.reports.select_related("action__right", "action__office").order_by("action__code")
    )
    actions = [report.action for report in reports]
    forms = _forms(of, actions)
    parties = _parties(forms.values())
    money = _money(forms.values())
    return [
        _about(report.action, forms.get(report.action_id), parties, money) | _said(report)
        for report in reports
    ]


def _forms(of: Round, actions: Iterable[Action]) -> dict[int, Form]:
    """Action -> its form in the edition of the round; of two, the first."""
    rows = Form.objects.filter(edition=of.edition_id, action__in=list(actions))
    return {row.action_id: row for row in rows.defer("printed").order_by("-position")}


Parties = Mapping[tuple[int, str], list[str]]


def _parties(forms: Iterable[Form]) -> Parties:
    """(form, kind) -> names of its responsible parties, in the order in which they are printed."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    mentions = Mention.objects.filter(
        form__in=list(forms), role="responsible", party__isnull=False
    ).order_by("form", "field", "start")
    for form, kind, name in mentions.values_list("form_id", "party__kind", "party__name"):
        if name not in found[form, kind]:
            found[form, kind].append(name)
    return found


def _money(forms: Iterable[Form]) -> dict[int, list[Row]]:
    """Form -> the amounts that its budget cell states."""
    rows = Commitment.objects.filter(form__in=list(forms)).prefetch_related("amounts")
    return {
        row.form_id: [
            {
                "value": _number(amount.value),
                "low": _number(amount.low),
                "high": _number(amount.high),
                "currency": amount.currency,
                "years": amount.years,
                "words": amount.words,
            }
            for amount in row.amounts.all()
        ]
        for row in rows
    }


def _number(value: Any) -> str | None:  # noqa: ANN401 (a decimal of the database)
    return None if value is None else exact(value)


def _about(
    action: Action, form: Form | None, parties: Parties, money: Mapping[int, list[Row]]
) -> Row:
    """What the plan says of an action: the maintained words, else the printed ones."""
    value = form.value if form else None
    printed = {"summary": value.summary, "budget": value.budget} if value else {}
    number = form.pk if form else 0
    named = {
        "cabinets": parties.get((number, "cabinet")) or _said_of(value, "cabinet"),
        "administrations": parties.get((number, "administration"))
        or _said_of(value, "administration"),
    }
    words = {key: action.maintained.get(key, printed.get(key, "")) for key in ("summary", "budget")}
    return {
        "code": action.code,
        "title": " ".join(action.title.split()),
        "right": action.right.code if action.right else "",
        "office": action.office.code if action.office else "",
        **named,
        **words,
        "amounts": money.get(number, []),
    }


def _said_of(value: Any, kind: str) -> list[str]:  # noqa: ANN401 (a form of the plan, or none)
    """What a form prints where no party is known by it."""
    words = " ".join(getattr(value.responsible, kind).split()) if value else ""
    return [] if words in ("", "/", "-") else [words]


def _said(report: Report) -> Row:
    return {
        "state": report.state,
        "answer": to_json(from_json(report.answer)),
        "answered_by": report.answered_by,
        "answered_at": plain(report.answered_at),
        "validated_by": report.validated_by,
        "validated_at": plain(report.validated_at),
        "sent_back_by": report.sent_back_by,
        "sent_back_why": report.sent_back_why,
    }
