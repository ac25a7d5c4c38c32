"""Make the rows of a table what they should be, and leave those alone that are so already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet

_Row = TypeVar("_Row", bound=Model)


def renew(held: QuerySet[_Row], wanted: Iterable[_Row], names: Sequence[str]) -> None:
    """Delete the held rows that are not wanted, and add the wanted ones that are not held.

    ``names`` are the columns that tell rows apart; a wanted row that the database holds under
    another name is left out.
    """
    new = {_key(getattr(row, name) for name in names): row for row in wanted}
    gone = [pk for pk, *values in held.values_list("pk", *names) if not new.pop(_key(values), None)]
    for start in range(0, len(gone), 500):
        held.model._base_manager.filter(pk__in=gone[start : start + 500]).delete()
    held.model._base_manager.bulk_create(new.values(), batch_size=500, ignore_conflicts=True)


def _key(values: Iterable[object]) -> tuple[object, ...]:
    """Values as a key; a list is none."""
    return tuple(tuple(value) if isinstance(value, list) else value for value in values)
