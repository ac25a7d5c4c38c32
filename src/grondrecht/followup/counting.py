"""How many actions of a round have which status: in all, per right and per office."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from grondrecht.followup.frozen import Copy
from grondrecht.followup.models import Round
from grondrecht.followup.statuses import Statuses, statuses_from, statuses_of


@dataclass
class Count:
    """How many actions were asked about, and how many have each status and each state."""

    asked: int = 0
    unanswered: int = 0
    deviating: int = 0
    ended: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)

    def share(self, status: str) -> float:
        """The part of the actions that has a status, from 0 to 1."""
        return self.statuses[status] / self.asked if self.asked else 0.0


@dataclass(frozen=True)
class Counts:
    """The counts of a round: of all actions, and by the code of their right and of their office.

    An action without a right or office counts under the empty code.
    """

    all: Count
    rights: dict[str, Count]
    offices: dict[str, Count]


Told = tuple[str, str, str, str]
"""Right, office, status and state of a report; an empty status where nobody answered."""


def counts_of(of: Round) -> Counts:
    """The counts of a round as it is now. One query."""
    rows = of.reports.values_list("action__right__code", "action__office__code", "status", "state")
    return counted(
        ((r or "", o or "", status, state) for r, o, status, state in rows), statuses_of(of)
    )


def counts_in(copy: Copy) -> Counts:
    """The counts of a round's copy."""
    rows = (
        (each["right"], each["office"], each["answer"]["status"], each["state"])
        for each in copy["reports"]
    )
    return counted(rows, statuses_from(copy["round"]["statuses"]))


def counted(rows: Iterable[Told], statuses: Statuses) -> Counts:
    """The counts of these reports."""
    everything = Count()
    rights: dict[str, Count] = defaultdict(Count)
    offices: dict[str, Count] = defaultdict(Count)
    for right, office, status, state in rows:
        for count in (everything, rights[right], offices[office]):
            _add(count, status, state, statuses)
    return Counts(everything, dict(sorted(rights.items())), dict(sorted(offices.items())))


def _add(count: Count, status: str, state: str, statuses: Statuses) -> None:
    count.asked += 1
    count.states[state] += 1
    if not status:
        count.unanswered += 1
        return
    count.statuses[status] += 1
    known = statuses.get(status)
    count.deviating += bool(known and known.deviates)
    count.ended += bool(known and known.ended)
