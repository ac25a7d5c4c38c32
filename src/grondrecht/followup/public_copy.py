"""A frozen copy as everybody may have it: without the names of those who did something."""

from __future__ import annotations

import re
from functools import cache

from grondrecht.followup.frozen import Copy
from grondrecht.followup.posts import roles_in_words

# Who did something, as followup.naming.signed writes it: name, role, for whom.
_SIGNED = ("answered_by", "validated_by", "sent_back_by")


def for_everybody(copy: Copy, sha256: str = "") -> Copy:
    """The copy with the role and the body of who did something, and not the name.

    ``made_from`` is the SHA-256 of the whole copy, by which whoever keeps that can be asked for it.
    """
    reports = [
        report | {key: unnamed(report[key]) for key in _SIGNED} for report in copy["reports"]
    ]
    return copy | {
        "frozen_by": unnamed(copy["frozen_by"]),
        "reports": reports,
        "made_from": sha256,
    }


def unnamed(signature: str) -> str:
    """A signature from its role on, without the name in front of it, commas in that or not.

    Nothing where it has no role that is known: it may be a name alone.
    """
    found = _role().search(signature or "")
    return found[1] if found else ""


@cache
def _role() -> re.Pattern[str]:
    roles = "|".join(map(re.escape, roles_in_words().values()))
    return re.compile(rf", ((?:{roles})(?:,.*)?)$", re.DOTALL)
