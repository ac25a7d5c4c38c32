"""Do something to see what it would change, and take it back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def kept(keep: bool) -> Iterator[None]:
    """One transaction; at its end what was written stays, or is taken back."""
    with transaction.atomic():
        yield
        if not keep:
            transaction.set_rollback(True)
