"""How far a round has come: what is answered, late, sent back and validated, and by whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.followup.models import Report, Round
from grondrecht.followup.reminding.asked import responsible
from grondrecht.followup.reminding.bundles import NOBODY
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.followup.standing import is_closed, standing
from grondrecht.registry.models import Office, Party
from grondrecht.web.pages import shortened
from grondrecht.web.templatetags.look import named
from grondrecht.web.work.report_at import address_of
from grondrecht.web.work.round_at import RoundAt, round_address

WAITING = ("asked", "sent_back")
# The columns of progress: what they count, and how a list of those is asked for.
COLUMNS = ("all", "answered", "validated", "sent_back", "waiting", "late")
Named = Callable[[Any], tuple[str, str]]


@dataclass(frozen=True)
class Line:
    """A report in a list: its action, who answers for it, how it stands, whether it is ``open``
    to who asks.
    """

    report: Report
    parties: Sequence[Party]
    late: bool
    open: bool = True

    @property
    def standing(self) -> str:
        """How the report stands; once its round is frozen, how it stood then."""
        return standing(self.report)

    @property
    def stands(self) -> str:
        """The same in words."""
        return str(dict(Report.STATES)[self.standing])

    @property
    def kinds(self) -> set[str]:
        """The columns of progress that it counts in."""
        state = self.standing
        found = {"all", "waiting" if state in WAITING or state == "prepared" else state}
        found |= {"late"} if self.late else set()
        return found | ({"sent_back"} if state == "sent_back" else set())

    @property
    def slugs(self) -> list[str]:
        """Whose it is, as addresses have it."""
        return [party.slug for party in self.parties] or [NOBODY]

    @property
    def address(self) -> str:
        """The page of the report."""
        return address_of(self.report)

    @property
    def title(self) -> str:
        """The title of the action, on one line."""
        return shortened(self.report.action.title, 160)


@dataclass
class Progress:
    """The reports of a round, counted in all and by who they are of."""

    lines: list[Line]
    all: Counter[str] = field(default_factory=Counter)
    offices: dict[Office, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    parties: dict[Party, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def progress(of: Round) -> Progress:
    """How far a round has come. Two queries."""
    lines = list(lines_of(of))
    found = Progress(lines)
    for line in lines:
        office = line.report.action.office
        for counter in (
            found.all,
            *([found.offices[office]] if office else []),
            *(found.parties[party] for party in line.parties),
        ):
            counter.update(line.kinds)
    return found


def lines_of(of: Round) -> Iterable[Line]:
    """The reports of a round in the order of the codes. Two queries."""
    rows = of.reports.select_related("action__office", "action__right").order_by("action__code")
    reports = list(rows.defer("answer", "action__maintained"))
    parties = responsible(report.action_id for report in reports)
    today = timezone.localdate()
    for report in reports:
        report.round = of
        yield Line(report, parties[report.action_id], is_late(report, of, today))


def is_late(report: Report, of: Round, today: date) -> bool:
    """Whether a report is still to be answered after the day it was due; never once frozen."""
    return report.state in WAITING and of.answer_by is not None and of.answer_by < today


def labels(of: Round) -> dict[str, str]:
    """What the columns of progress are called; of a frozen round nothing is still to be done."""
    closed = is_closed(of)
    return {
        "all": _("Asked"),
        "answered": _("Answered, not validated") if closed else _("Answered, to validate"),
        "validated": _("Validated"),
        "sent_back": _("Sent back"),
        "waiting": _("Not answered"),
        "late": _("Late"),
    }


def columns(of: Round) -> tuple[str, ...]:
    """The columns of a round: nobody is late once it is frozen."""
    return COLUMNS[:-1] if is_closed(of) else COLUMNS


def table(
    at: RoundAt, key: str, rows: dict[Any, Counter[str]], name: Named
) -> list[list[dict[str, Any]]]:
    """A table of progress: a row for each office or body, each number a link to its list.

    ``name`` gives what a row is called, and what the address calls it under ``key``.
    """
    made = []
    for each, counts in sorted(rows.items(), key=lambda row: name(row[0])[0]):
        label, slug = name(each)
        cells: list[dict[str, Any]] = [{"text": label}]
        for column in columns(at.round):
            number = counts[column]
            address = f"{at.address}?{key}={slug}&stand={column}#acties" if number else ""
            cells.append({"text": number, "number": True, "address": address})
        made.append(cells)
    return made


def of_office(office: Office) -> tuple[str, str]:
    """An office by its code and name, and its code."""
    return f"{office.code} {named(office)}".strip(), office.code


def of_party(party: Party) -> tuple[str, str]:
    """A body by its name, and its slug."""
    return named(party), party.slug


def chosen(lines: Iterable[Line], asked: dict[str, str]) -> list[Line]:
    """The lines of a list: of an office (``ambt``), a body (``partij``), a column (``stand``)."""
    return [
        line
        for line in lines
        if asked.get("stand", "") in ("", *line.kinds)
        and _is(asked.get("ambt", ""), [line.report.action.office])
        and asked.get("partij", "") in ("", *line.slugs)
    ]


def _is(code: str, offices: list[Office | None]) -> bool:
    return not code or code in [office.code for office in offices if office]


def opened(at: RoundAt, lines: Iterable[Line]) -> list[Line]:
    """The lines, those closed whose report somebody may neither read nor propose for."""
    verbs = ("report.read", "report.propose")
    roles = [ROLES[held.role] for held in at.who.roles_in(at.round.plan_id)]
    if at.round.state == "sent" or any(r.scope(v) == "any" for r in roles for v in verbs):
        return list(lines)
    return [replace(line, open=line.report.action.office_id in at.offices) for line in lines]


def steps(of: Round) -> list[dict[str, Any]]:
    """The way of a round, and where it is on it."""
    keys = [key for key, _name in Round.STATES]
    here = keys.index(of.state)
    return [
        {"label": name, "past": place < here, "current": place == here}
        for place, (_key, name) in enumerate(Round.STATES)
    ]


def doors(at: RoundAt) -> list[dict[str, str]]:
    """What somebody may do with the round now, as links; the way forward first."""
    ways = (
        ("round.open", "openen", _("Open the round")),
        ("round.end_answers", "antwoorden-afsluiten", _("End the answering")),
        ("round.end_validation", "validatie-afsluiten", _("End the validation")),
        ("round.freeze", "bevriezen", _("Freeze the round")),
        ("round.send", "versturen", _("Send the round")),
        ("round.adjust", "editie", _("Make the adjusted edition")),
        ("round.cover", "acties", _("Choose the actions")),
        ("round.import", "inlezen", _("Take in answers from a file")),
        ("round.set", "instellen", _("Change the days")),
        ("round.reopen", "heropenen", _("Back to answering")),
    )
    return [
        {"label": label, "address": round_address(at.round, path)}
        for verb, path, label in ways
        if at.may[verb]
    ]
