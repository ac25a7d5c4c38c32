"""What the page of a round shows: from its frozen copy alone, so that it never changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from grondrecht.followup.counting import Count, Counts, counts_in
from grondrecht.followup.frozen import Copy, held_body
from grondrecht.followup.honesty import BY_ID
from grondrecht.followup.models import FrozenRound, Report, Round
from grondrecht.followup.statuses import Status, statuses_from
from grondrecht.web.action_page import speaks_english
from grondrecht.web.pages import at
from grondrecht.web.reported import STEPS, completion_name, name_of_rule

KINDS = ("measure", "project", "")
Row = Mapping[str, Any]


def rounds_of(plan: int) -> QuerySet[Round]:
    """The rounds of a plan, the newest first."""
    return Round.objects.filter(plan=plan).order_by("-first_day", "-pk")


def newest_round(plan: int) -> Round | None:
    """The round to lead to: the newest that was sent, else the newest there is. One query."""
    rounds = list(rounds_of(plan)[:20])
    sent = [each for each in rounds if each.state == "sent"]
    return next(iter(sent or rounds), None)


@dataclass(frozen=True)
class Choice:
    """Which reports are asked for: of a status, marked by a rule, of a right, of an office."""

    stand: str = ""
    regel: str = ""
    recht: str = ""
    ambt: str = ""

    def __bool__(self) -> bool:
        return any((self.stand, self.regel, self.recht, self.ambt))

    def fits(self, report: Row) -> bool:
        """Whether a report is one of those that are asked for."""
        return (
            self.stand in ("", report["answer"]["status"])
            and (not self.regel or self.regel in rules_of(report))
            and self.recht in ("", report["right"])
            and self.ambt in ("", report["office"])
        )


@dataclass(frozen=True)
class Held:
    """A round with its frozen copy, and what is counted in it."""

    round: Round
    copy: Copy
    counts: Counts
    statuses: Mapping[str, Status]

    @property
    def reports(self) -> Sequence[Row]:
        """The reports, by code."""
        reports: Sequence[Row] = self.copy["reports"]
        return reports

    def address(self, **choice: str) -> str:
        """The page of the round with a choice."""
        known = {name: value for name, value in choice.items() if value}
        return at(self.copy["plan"]["slug"], "rondes", self.round.slug, **known)


def held(of: Round) -> Held | None:
    """A round that was sent, with its copy; None where it was not. A query or two."""
    if of.state != "sent":
        return None
    known = FrozenRound.objects.filter(round=of).values_list("pk", "sha256").first()
    if known is None:
        return None
    copy = _copy(*known)
    return Held(of, copy, counts_in(copy), statuses_from(copy["round"]["statuses"]))


@lru_cache(maxsize=8)
def _copy(frozen: int, sha256: str) -> Copy:
    """A frozen copy, read once; one with that fingerprint never changes."""
    return held_body(FrozenRound.objects.get(pk=frozen, sha256=sha256))


def choice_in(request: HttpRequest, known: Held) -> Choice:
    """What the address asks for; what the round does not know counts as not asked."""
    choices = {
        "stand": known.statuses.keys(),
        "regel": BY_ID.keys(),
        "recht": known.counts.rights.keys(),
        "ambt": known.counts.offices.keys(),
    }
    asked = {name: request.GET.get(name, "") for name in choices}
    return Choice(**{name: asked[name] for name in choices if asked[name] in choices[name]})


def chosen(known: Held, choice: Choice) -> list[dict[str, str]]:
    """What is chosen, each with the address of the page without it."""
    labels = {
        "stand": str(known.statuses[choice.stand]) if choice.stand else "",
        "regel": name_of_rule(choice.regel),
        "recht": _names(known.copy["rights"]).get(choice.recht, choice.recht),
        "ambt": _names(known.copy["offices"]).get(choice.ambt, choice.ambt),
    }
    return [
        {"label": label, "address": known.address(**{**vars(choice), name: ""})}
        for name, label in labels.items()
        if label
    ]


def rules_of(report: Row) -> list[str]:
    """The rules that said something of a report."""
    return [mark["rule"] for mark in report["honesty"]]


def figures(known: Held) -> list[dict[str, Any]]:
    """The round in four numbers."""
    count = known.counts.all
    marked = sum(bool(report["honesty"]) for report in known.reports)
    rows = (
        (count.asked, _("actions were asked about")),
        (count.asked - count.unanswered, _("were answered")),
        (count.deviating, _("deviate from what was promised")),
        (marked, _("have a status that does not stand by itself")),
    )
    return [{"value": value, "label": label} for value, label in rows]


def by_status(known: Held) -> dict[str, Any]:
    """Per status how many actions, permanent measures and projects apart, and how many marked."""
    kinds = Counter((each["answer"]["status"], each["answer"]["kind"]) for each in known.reports)
    marked = Counter(each["answer"]["status"] for each in known.reports if each["honesty"])
    rows = [
        [
            _cell(status, known.address(stand=key)),
            _number(known.counts.all.statuses[key]),
            *(_number(kinds[key, kind]) for kind in KINDS),
            _number(marked[key]),
        ]
        for key, status in known.statuses.items()
        if known.counts.all.statuses[key]
    ]
    silent = known.counts.all.unanswered
    if silent:
        rows.append([_cell(_("not answered")), _number(silent), *(_number(0) for _k in range(4))])
    names = dict(Report.KINDS)
    labels = (names["measure"], names["project"], _("kind not stated"), _("marked by a rule"))
    return {
        "columns": [
            {"label": _("Status")},
            *({"label": str(label), "number": True} for label in (_("Actions"), *labels)),
        ],
        "rows": rows,
    }


def by_rule(known: Held) -> list[dict[str, Any]]:
    """The rules of honesty that spoke, with how many actions each marks, the most first."""
    counts = Counter(rule for report in known.reports for rule in rules_of(report))
    return [
        {"name": name_of_rule(rule), "count": count, "address": known.address(regel=rule)}
        for rule, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def per_right(known: Held) -> dict[str, Any]:
    """Per right how many actions have which status."""
    return _table(known, _("Basic right"), known.counts.rights, known.copy["rights"], "recht")


def per_office(known: Held) -> dict[str, Any]:
    """Per office how many actions have which status; with who held it then."""
    return _table(known, _("Office"), known.counts.offices, known.copy["offices"], "ambt")


def _table(
    known: Held, heading: str, counts: Mapping[str, Count], things: Iterable[Row], asked: str
) -> dict[str, Any]:
    used = [key for key in known.statuses if known.counts.all.statuses[key]]
    names, silent = _names(things), known.counts.all.unanswered
    rows = [
        [
            _cell(f"{code} {names.get(code, '')}".strip() or "–", known.address(**{asked: code})),
            _number(count.asked),
            *(_number(count.statuses[key]) for key in used),
            *([_number(count.unanswered)] if silent else []),
        ]
        for code, count in counts.items()
    ]
    labels = [_("Actions"), *(str(known.statuses[key]) for key in used)]
    labels += [_("not answered")] if silent else []
    columns = [{"label": heading}, *({"label": label, "number": True} for label in labels)]
    return {"columns": columns, "rows": rows}


def _names(things: Iterable[Row]) -> dict[str, str]:
    """Code -> name in the language of this page; with an office who held it."""
    return {
        each["code"]: " – ".join(filter(None, (_spoken(each), each.get("holder", ""))))
        for each in things
    }


def _spoken(each: Row) -> str:
    return str((speaks_english() and each.get("name_en")) or each["name"])


def found_beside(known: Held) -> dict[str, Any]:
    """How often what was reported goes with what others found: two axes, each in its own words."""
    counts = Counter(
        (report["answer"]["status"], finding["completion"])
        for report in known.reports
        for finding in report["findings"]
    )
    used = [key for key in known.statuses if any(counts[key, step] for step in STEPS)]
    rows = [
        [_cell(known.statuses[key]), *(_number(counts[key, step]) for step in STEPS)]
        for key in used
    ]
    labels = [completion_name(step) for step in STEPS]
    columns = [{"label": _("Reported")}, *({"label": each, "number": True} for each in labels)]
    return {"columns": columns, "rows": rows}


def deviating(known: Held) -> list[dict[str, Any]]:
    """What deviates and why, by status."""
    return [
        listed(known, report)
        for key, status in known.statuses.items()
        if status.deviates
        for report in known.reports
        if report["answer"]["status"] == key
    ]


def listed(known: Held, report: Row) -> dict[str, Any]:
    """A report in a list: its action, its status in words, its reason, and what rules said."""
    answer = report["answer"]
    status = known.statuses.get(answer["status"])
    return {
        "code": report["code"],
        "title": report["title"],
        "address": at(known.copy["plan"]["slug"], "acties", report["code"]),
        "status": str(status) if status else _("not answered"),
        "kind": str(dict(Report.KINDS).get(answer["kind"], "")),
        "reason": answer["reason"],
        "marks": [
            {
                "name": name_of_rule(mark["rule"]),
                "message": mark["message_en"] if speaks_english() else mark["message"],
            }
            for mark in report["honesty"]
        ],
        "findings": len(report["findings"]),
    }


def _cell(label: object, address: str = "") -> dict[str, Any]:
    return {"text": str(label), "address": address}


def _number(count: int) -> dict[str, Any]:
    return {"text": count, "number": True}
