"""Checks that more than one model states: an agreeing pair of days, a code, a slug."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db.models import CheckConstraint, F, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

SLUG = RegexValidator(
    r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    _("Use small letters, digits and single hyphens, such as: poverty-plan."),
)


def days_agree(name: str, first: str = "first_day", last: str = "last_day") -> CheckConstraint:
    """A constraint: the last day does not come before the first, where both are known."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__isnull": True})
        | Q(**{f"{last}__gte": F(first)}),
        violation_error_message=_("The last day comes before the first day."),
    )


def filled(name: str, *fields: str) -> CheckConstraint:
    """A constraint: these text fields are not empty."""
    condition = Q()
    for field in fields:
        condition &= ~Q(**{field: ""})
    return CheckConstraint(
        name=name,
        condition=condition,
        violation_error_message=format_lazy("{}: {}.", _("Fill in"), ", ".join(fields)),
    )
