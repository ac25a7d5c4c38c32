"""The money of a plan as its pages show it: per right and year, and amount by amount."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from grondrecht.registry.models import Plan, Right
from grondrecht.web.action_page import value_of
from grondrecht.web.budget import KINDS, Budget, Counted, Stated
from grondrecht.web.pages import at
from grondrecht.web.templatetags.look import named, spoken
from grondrecht.writing import formats


def shown(plan: Plan, rights: Sequence[Right], budget: Budget) -> dict[str, Any]:
    """The table of rights and years, and what the budget cells say, each with its address."""
    columns = [
        {
            "key": column,
            "label": name_of_column(column),
            "total": budget.total(column),
            "millions": millions(budget.total(column)),
            "address": at(plan.slug, "geld", jaar=column),
            "largest": _largest(plan, budget, column),
        }
        for column in budget.columns
    ]
    return {
        "address": at(plan.slug, "geld"),
        "actions": len(budget.stated),
        "with_amount": budget.kinds["amount"],
        "unstated": len(budget.stated) - budget.kinds["amount"],
        "amounts": sum(len(each.counted) for each in budget.stated),
        "kinds": _kinds(plan, budget),
        "most_of_kind": max(budget.kinds.values(), default=0),
        "partly_open": _partly_open(budget),
        "columns": columns,
        "rows": [_row(plan, right, budget) for right in rights],
        "left_out": [
            {"label": name_of_reason(why), "count": count}
            for why, count in sorted(budget.left_out.items(), key=lambda row: (-row[1], row[0]))
        ],
        "left_out_count": sum(budget.left_out.values()),
        "left_out_address": at(plan.slug, "geld", jaar="niet"),
    }


def _largest(plan: Plan, budget: Budget, column: str) -> dict[str, Any]:
    """The largest amount of a column, and the action that states it."""
    value, stated = budget.largest(column, 1)[0]
    return {
        "value": value,
        "code": stated.code,
        "title": stated.title,
        "address": at(plan.slug, "acties", stated.code),
    }


def _kinds(plan: Plan, budget: Budget) -> list[dict[str, Any]]:
    """What the cells say, with how many actions, and who states no amount apart."""
    return [
        {
            "label": name_of_kind(kind),
            "count": budget.kinds[kind],
            "address": at(plan.slug, "geld", soort=kind),
            "unstated": kind != "amount",
        }
        for kind in KINDS
        if budget.kinds[kind]
    ]


def _partly_open(budget: Budget) -> int:
    """How many actions name an amount and say that another part is still to be decided."""
    return sum(each.kind == "amount" and "to_be_decided" in each.says for each in budget.stated)


def _row(plan: Plan, right: Right, budget: Budget) -> dict[str, Any]:
    own = [each for each in budget.stated if each.right == right.code]
    unstated = sum(each.kind != "amount" for each in own)
    return {
        "right": right,
        "address": at(plan.slug, "grondrechten", right.code),
        "count": len(own),
        "unstated": unstated,
        "unstated_address": at(plan.slug, "geld", recht=right.code, soort="zonder"),
        "cells": [
            {
                "millions": millions(budget.sums.get((right.code, column))),
                "address": at(plan.slug, "geld", recht=right.code, jaar=column),
            }
            for column in budget.columns
        ],
    }


def millions(value: Decimal | None) -> str:
    """An amount in millions of euro, so that a column can be compared; empty for none."""
    if value is None:
        return ""
    smallest = Decimal("0.01")
    scaled = value.scaleb(-6)
    if 0 < scaled < smallest:
        return f"<{formats.SPACE}{formats.number(smallest, spoken())}"
    return formats.number(scaled, spoken(), 2)


def name_of_column(column: str) -> str:
    """What a column is called: the year, or what stands in place of one."""
    return {
        "together": _("several years together"),
        "each_year": _("each year, no years named"),
        "no_year": _("no year named"),
        "niet": _("not added up"),
    }.get(column, column)


def name_of_kind(kind: str) -> str:
    """What a budget cell says, in a few words."""
    return {
        "amount": _("an amount"),
        "share": _("a percentage, no amount"),
        "to_be_decided": _("still to be decided"),
        "existing_means": _("existing means, no amount"),
        "none": _("no money needed or given"),
        "unclear": _("words that name no amount"),
        "not_stated": _("nothing"),
        "zonder": _("no amount"),
    }.get(kind, kind)


def name_of_reason(why: str) -> str:
    """Why an amount is not added up."""
    return {
        "share": _("a percentage"),
        "currency": _("in another currency than the euro"),
        "range": _("a range, a minimum or a maximum"),
        "per": _("a price per piece, person or month"),
        "times": _("paid a number of times"),
        "change": _("more or less than before, not the amount itself"),
        "onward": _("from a year on, without saying how often"),
        "part": _("a part of a total that is counted"),
    }.get(why, why)


def chosen(budget: Budget, right: str, kind: str, column: str) -> list[Stated]:
    """The actions a reader asks for: of a right, that say so, or with an amount in a column."""
    return [
        each
        for each in budget.stated
        if (not right or each.right == right)
        and (not kind or each.kind == kind or (kind == "zonder" and each.kind != "amount"))
        and (not column or any(_is_in(one, column) for one in each.counted))
    ]


def _is_in(one: Counted, column: str) -> bool:
    return column in one.columns or (column == "niet" and bool(one.why))


def stated_rows(
    plan: Plan, stated: Iterable[Stated], rights: Iterable[Right], column: str
) -> list[dict[str, Any]]:
    """Actions with their amounts, each with where it is counted or why it is not."""
    by_code = {right.code: right for right in rights}
    return [
        {
            "code": each.code,
            "title": " ".join(each.title.split()),
            "address": at(plan.slug, "acties", each.code) + "#geld",
            "right": by_code.get(each.right),
            "says": [name_of_kind(kind) for kind in each.says if kind != "amount"],
            "amounts": [_amount(one) for one in each.counted if not column or _is_in(one, column)],
        }
        for each in stated
    ]


def _amount(one: Counted) -> dict[str, Any]:
    columns = [name_of_column(column) for column in one.columns]
    return {
        "words": " ".join(one.amount.words.split()),
        "value": value_of(one.amount),
        "where": ", ".join(columns),
        "why": name_of_reason(one.why) if one.why else "",
    }


def sum_of(budget: Budget, right: str, column: str) -> Decimal | None:
    """What the chosen amounts add up to; None where they are not added up."""
    if not column or column == "niet":
        return None
    return budget.sums.get((right, column)) if right else budget.total(column)


def choices(rights: Iterable[Right], budget: Budget, asked: dict[str, str]) -> list[dict[str, Any]]:
    """What one can choose from: the right, the year, and what the budget cell says."""
    columns = [*budget.columns, *(["niet"] if budget.left_out else [])]
    kinds = ["zonder", *(kind for kind in KINDS if budget.kinds[kind])]
    lists = (
        ("recht", _("Basic right"), [(each.code, f"{each.code} {named(each)}") for each in rights]),
        ("jaar", _("Year"), [(each, name_of_column(each)) for each in columns]),
        ("soort", _("The form states"), [(each, name_of_kind(each)) for each in kinds]),
    )
    return [
        {
            "name": name,
            "label": label,
            "options": [
                {"value": value, "label": title, "chosen": value == asked[name]}
                for value, title in options
            ],
        }
        for name, label, options in lists
    ]
