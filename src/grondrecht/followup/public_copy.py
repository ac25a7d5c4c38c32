"""A frozen copy as everybody may have it: without the names of those who did something."""

from __future__ import annotations

from grondrecht.followup.frozen import Copy

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
    """A signature without the name in front of it; nothing where it is a name alone."""
    return (signature or "").partition(", ")[2]
