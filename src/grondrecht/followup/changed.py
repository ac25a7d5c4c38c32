"""What others changed of somebody's: by what was done together, the newest first.

An import of two hundred actions is one thing that was done, not two hundred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Concat, RowNumber, StrIndex, Substr

from grondrecht.followup.actors import Actor, Held
from grondrecht.followup.models import Consultation, Finding, PovertyTest, Round
from grondrecht.registry.models import Action, LogEntry, Plan

# How many of the changes that were made together are told at once.
FIRST = 10
# The states of a round in which its reports are worked at.
LIVE = ("open", "answered", "validated")
# The kinds of things that a coordinator and a reader follow.
_FOLLOWED = ("report", "round", "finding", "test", "consultation", "point")
# The verb by which a plan is taken in: the first time it is new as a whole.
_TAKES_IN = "plan.import"
# A report is of an action too: "action:CODE" or "report:ROUND:CODE", both kinds of seven letters.
_OF_ACTION = Q(subject__startswith="action:") | Q(subject__startswith="report:")
_BEHIND_KIND = Substr("subject", len("action:") + 1)
_CODE = Substr(_BEHIND_KIND, StrIndex(_BEHIND_KIND, Value(":")) + 1)


@dataclass(frozen=True)
class Change:
    """One thing that was changed: what it is called, and its page behind the language."""

    title: str
    path: str


@dataclass(frozen=True)
class Together:
    """What was done in one go: the verb, by whom, why and when.

    ``total`` counts the changes, ``actions`` the actions among them; ``first`` are the first few.
    """

    batch: str
    verb: str
    who: str
    why: str
    at: datetime
    total: int
    actions: int
    first: tuple[Change, ...]


def told_to(who: Actor, own: dict[int, Action]) -> QuerySet[LogEntry]:
    """What the log has of all that is somebody's; ``own`` are their actions. Two queries."""
    theirs = Q(plan__in=plans_of(own), subject__in=subjects_of(who, own))
    # What stood there and what came can be long, and no list shows it.
    rows = LogEntry.whole.filter(theirs | _of_everybody(who)).defer("before", "after")
    # That a plan was there at all is no news to who works with it.
    return rows.exclude(verb=_TAKES_IN, batch=Subquery(_intakes("plan").values("batch")[:1]))


def _intakes(plan: str) -> QuerySet[LogEntry]:
    """What was written when the plan of a row was taken in, the oldest first."""
    return LogEntry.whole.filter(verb=_TAKES_IN, plan=OuterRef(plan)).order_by("id")


def done_since(
    rows: QuerySet[LogEntry], since: datetime, most: int, *, but_by: str
) -> list[Together]:
    """What others did after a moment, the newest first, ``most`` at most. Two queries.

    ``but_by`` is who looks. What is public may be signed by a role alone; the name that goes with
    it stands in another entry of the same batch, so whole batches are left out.
    """
    own = LogEntry.whole.filter(at__gt=since, by=but_by).values("batch")
    new = rows.filter(at__gt=since).exclude(batch__in=own)
    counted = new.values("batch").annotate(
        last=Max("id"),
        total=Count("id"),
        actions=Count(Concat("plan", Value(":"), _CODE), distinct=True, filter=_OF_ACTION),
    )
    groups = {each["batch"]: each for each in counted.order_by("-last")[:most]}
    place = Window(RowNumber(), partition_by=F("batch"), order_by=F("id").asc())
    firsts = new.filter(batch__in=list(groups)).annotate(place=place).filter(place__lte=FIRST)
    entries: dict[str, list[LogEntry]] = defaultdict(list)
    shown = list(firsts.order_by("id"))
    told: dict[str, list[Change]] = defaultdict(list)
    for entry, change in zip(shown, changes(shown), strict=True):
        entries[entry.batch].append(entry)
        told[entry.batch].append(change)
    return [
        _together(entries[batch][0], group["total"], group["actions"], told[batch])
        for batch, group in groups.items()
    ]


def _together(one: LogEntry, total: int, actions: int, first: Iterable[Change]) -> Together:
    """Entries with one batch as one thing that was done; ``one`` is the first of them."""
    return Together(one.batch, one.verb, one.by, one.why, one.at, total, actions, tuple(first))


def changes(entries: Iterable[LogEntry]) -> list[Change]:
    """What entries of the log are about. A query where consultations are, one where tests are."""
    rows = list(entries)
    meetings, tests = _meetings(rows), _tests(rows)
    return [
        Change(
            meetings.get(each.subject) or _title(each),
            tests.get((each.plan, each.subject)) or path_of_subject(each.plan, each.subject),
        )
        for each in rows
    ]


def _keys(rows: list[LogEntry], kind: str) -> set[str]:
    """The keys of what entries are about, of a kind."""
    return {each.subject.partition(":")[2] for each in rows if each.subject.startswith(kind)}


def _meetings(rows: list[LogEntry]) -> dict[str, str]:
    """Subject -> what a consultation is called by who goes there: its kind, its domain, its day."""
    keys = [int(key) for key in _keys(rows, "consultation:") if key.isdecimal()]
    found = Consultation.objects.filter(pk__in=keys).select_related("domain") if keys else ()
    return {f"consultation:{each.pk}": each.in_words for each in found}


def _tests(rows: list[LogEntry]) -> dict[tuple[str, str], str]:
    """Plan and subject of a poverty test -> its page: the log knows it by its short name."""
    keys = _keys(rows, "test:")
    found = PovertyTest.objects.filter(slug__in=keys).select_related("plan") if keys else ()
    return {
        (each.plan.slug, f"test:{each.slug}"): f"werk/armoedetoetsen/{each.pk}" for each in found
    }


def _title(entry: LogEntry) -> str:
    """What an entry is about; an action by its code and title."""
    kind, _colon, code = entry.subject.partition(":")
    return " ".join([*([code] if kind == "action" else []), *entry.label.split()])


def plans_of(own: dict[int, Action]) -> set[str]:
    """The plans of actions, by slug."""
    return {action.plan.slug for action in own.values()}


def subjects_of(who: Actor, own: dict[int, Action]) -> list[str]:
    """What the log calls all that is somebody's: actions, reports, findings. Two queries."""
    codes = [action.code for action in own.values()]
    live = Round.objects.filter(state__in=LIVE).values_list("slug", flat=True)
    parties = [held.party for held in who.held if held.role in ("association", "evaluator")]
    shown = Q(action__in=own, state__in=("shared", "published", "withdrawn"))
    findings = Finding.objects.filter(shown | Q(party__in=parties)).values_list("pk", flat=True)
    return [
        *(f"action:{code}" for code in codes),
        *(f"report:{of}:{code}" for of in live for code in codes),
        *(f"finding:{pk}" for pk in findings),
    ]


def _of_everybody(who: Actor) -> Q:
    """What a coordinator and a reader follow: all of a plan that is not somebody's draft."""
    found = Q(pk__in=[])
    for held in who.held:
        if held.role not in ("coordinator", "reader"):
            continue
        kinds = Q(pk__in=[])
        for kind in _FOLLOWED:
            kinds |= Q(subject__startswith=f"{kind}:")
        found |= kinds & ~Q(verb__in=("action.find", "finding.edit")) & _of_plan(held)
    return found


def _of_plan(held: Held) -> Q:
    """The entries of the plan that a role is held in."""
    if held.plan is None:
        return Q()
    return Q(plan__in=Plan.objects.filter(pk=held.plan).values("slug"))


def path_of_subject(plan: str, subject: str) -> str:
    """The page of what an entry of the log is about, behind the language; empty without one."""
    kind, _colon, key = subject.partition(":")
    if kind == "report":
        of, _colon, code = key.partition(":")
        return f"werk/verslagen/{plan}/{of}/{code}"
    if kind == "round":
        return f"werk/rondes/{plan}/{key}"
    if kind == "action":
        return f"{plan}/acties/{key}"
    places = {"finding": "bevindingen", "consultation": "overleg", "point": "overleg/punten"}
    return f"werk/{places[kind]}/{key}" if kind in places else ""
