"""How new the register is, told by its log: two reads of the same stamp saw the same register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db.models import Count, Max

from grondrecht import __version__
from grondrecht.registry.models import LogEntry


@dataclass(frozen=True)
class Stamp:
    """The newest entry of the log and how many there are, with the moment of the newest."""

    last: int
    count: int
    at: datetime | None

    def etag(self, *names: str) -> str:
        """A tag for what is made of the register under these names by this version of the code."""
        parts = (__version__, settings.PUBLIC_URL, str(self.last), str(self.count), *names)
        return f'"{sha256(" ".join(parts).encode()).hexdigest()[:32]}"'


def stamp() -> Stamp:
    """The stamp of now. Counting beside the newest shows an entry of a slow transaction too, which
    came later with an older number.
    """
    told = LogEntry.objects.aggregate(last=Max("id"), count=Count("id"), at=Max("at"))
    return Stamp(told["last"] or 0, told["count"], told["at"])
