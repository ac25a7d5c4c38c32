"""The rights as a table: what can be done to each kind of thing, when, and by which role.

The page /rollen shows it, docs/rights.md prints it; both read what ``access`` decides by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.models import (
    Consultation,
    Finding,
    Point,
    PovertyTest,
    Proposal,
    Report,
    Round,
)
from grondrecht.followup.roles import ROLES
from grondrecht.followup.verbs import VERBS, Verb

Words = str | Promise
# What each kind of thing is called, in the order of the verbs.
KINDS: Mapping[str, Words] = MappingProxyType(
    {
        "plan": _("A plan"),
        "person": _("A person"),
        "round": _("A round"),
        "report": _("A report"),
        "proposal": _("A proposal"),
        "action": _("An action"),
        "involvement": _("A record of who took part"),
        "finding": _("A finding"),
        "consultation": _("A consultation"),
        "point": _("A point to follow up"),
        "test": _("A poverty test"),
        "measure": _("A right or social correction"),
    }
)
_STATES: Mapping[str, Mapping[str, Words]] = MappingProxyType(
    {
        "round": dict(Round.STATES),
        "report": dict(Report.STATES),
        "proposal": dict(Proposal.STATES),
        "finding": dict(Finding.STATES),
        "consultation": dict(Consultation.STATES),
        "point": dict(Point.STATES),
        "test": dict(PovertyTest.STATES),
    }
)


@dataclass(frozen=True)
class Row:
    """One verb: when it can be done, and with which things each role may: any, own or none."""

    verb: Verb
    states: tuple[Words, ...]
    scopes: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of thing with everything that can be done to it."""

    key: str
    name: Words
    rows: tuple[Row, ...]


def rights() -> list[Kind]:
    """Everything that can be done, by the kind of thing; the roles in the order of ``ROLES``."""
    return [
        Kind(kind, KINDS[kind], tuple(_row(verb) for verb in verbs))
        for kind, verbs in groupby(VERBS, lambda verb: verb.kind)
    ]


def _row(verb: Verb) -> Row:
    states = tuple(_STATES[verb.kind][state] for state in verb.states)
    return Row(verb, states, tuple(role.scope(verb.key) for role in ROLES))
