"""How many actions each right has at each office, as parts/matrix.html shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grondrecht.registry.models import Office, Plan, Right
from grondrecht.web.overview import Counts
from grondrecht.web.pages import at
from grondrecht.web.searching import name_of_office
from grondrecht.web.templatetags.look import named


def matrix_of(
    plan: Plan, rights: Sequence[Right], offices: Sequence[Office], counts: Counts
) -> dict[str, Any]:
    """The values of parts/matrix.html: how many actions each right has at each office."""
    held = counts.pairs
    totals = counts.by("office")
    return {
        "offices": [
            {
                "code": office.code,
                "label": named(office) or _("office"),
                "address": at(plan.slug, "ambten", office.code),
            }
            for office in offices
        ],
        "rows": [_matrix_row(plan, right, offices, counts) for right in rights],
        "totals": [*(totals[office.code] for office in offices), sum(held.values())],
        "most": max(held.values(), default=0),
    }


def _matrix_row(
    plan: Plan, right: Right, offices: Iterable[Office], counts: Counts
) -> dict[str, Any]:
    cells = [_cell(plan, right, office, counts) for office in offices]
    return {
        "right": right,
        "address": at(plan.slug, "grondrechten", right.code),
        "cells": cells,
        "total": sum(cell["count"] for cell in cells),
    }


def _cell(plan: Plan, right: Right, office: Office, counts: Counts) -> dict[str, Any]:
    count = counts.pairs[right.code, office.code]
    words = ngettext(
        "%(count)s action: %(right)s, %(office)s", "%(count)s actions: %(right)s, %(office)s", count
    )
    label = words % {
        "count": count,
        "right": named(right),
        "office": name_of_office(office),
    }
    address = at(plan.slug, "zoeken", right=right.code, office=office.code)
    return {"count": count, "address": address, "label": label}
