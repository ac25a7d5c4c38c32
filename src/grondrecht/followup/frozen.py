"""A frozen copy as text and back, and the digest of the log up to an entry."""

from __future__ import annotations

import json
from datetime import UTC
from hashlib import sha256
from typing import Any

from grondrecht.followup.models import FrozenRound
from grondrecht.registry.models import LogEntry

Copy = dict[str, Any]
_TOLD = (
    *("id", "at", "batch", "verb", "by", "why"),
    *("plan", "subject", "label", "before", "after", "public"),
)


def canonical(data: object) -> str:
    """Data as the one JSON text that it has: keys sorted, no white space."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def held_body(frozen: FrozenRound) -> Copy:
    """The copy that a frozen round holds (format grondrecht-round/1)."""
    body: Copy = json.loads(frozen.body)
    return body


def last_entry() -> int:
    """The number of the log's newest entry; 0 where there is none."""
    return LogEntry.whole.order_by("-id").values_list("id", flat=True).first() or 0


def log_digest(last: int) -> str:
    """The SHA-256 of all entries of the log up to a number: each as canonical JSON, and a line end.

    An entry is its columns in order, its moment in UTC.
    """
    digest = sha256()
    rows = LogEntry.whole.filter(id__lte=last).order_by("id").values_list(*_TOLD)
    for number, at, *rest in rows.iterator(chunk_size=2000):
        line = canonical([number, at.astimezone(UTC).isoformat(), *rest])
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()
