"""What waits for somebody: asked, begun, proposed, found by others, changed. A fixed number of
queries, whoever it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from grondrecht.followup.actors import Actor, Held
from grondrecht.followup.changed import LIVE, Together, done_since, told_to
from grondrecht.followup.doubted import doubted
from grondrecht.followup.left import Item, left_to
from grondrecht.followup.models import Draft, Finding, Point, PovertyTest, Proposal, Report
from grondrecht.followup.points import open_for
from grondrecht.followup.reminding.asked import Asked, asked
from grondrecht.registry.models import Action

# How many things of a kind are shown, and how far back changes go before anybody has looked.
MOST, DAYS = 25, 30
# What a test waits for, by the role that should see to it and the state it is in; the decision of
# a minister is among what people are reminded of.
_TESTS = {
    ("official", "listed"): "scan",
    ("official", "needed"): "conclude",
    ("association", "needed"): "contribute",
    ("evaluator", "needed"): "contribute",
    ("coordinator", "listed"): "scan",
}


@dataclass(frozen=True)
class Desk:
    """Everything that waits for somebody; ``left`` is asked of others who are not there, or who
    let it lie.
    """

    asked: list[Item]
    left: list[Item]
    drafts: list[Item]
    proposals: list[Item]
    findings: list[Item]
    doubted: list[Item]
    changes: list[Together]
    since: datetime


def desk_of(who: Actor) -> Desk:
    """Everything that waits for somebody now."""
    own = own_actions(who)
    since = _since(who)
    everything = asked()
    return Desk(
        asked=_by_day([*asked_of(who, everything), *points_of(who), *tests_of(who)]),
        left=_by_day(left_to(who, everything)),
        drafts=list(drafts_of(who)),
        proposals=list(proposals_for(who, own)),
        findings=list(findings_about(who, own)),
        doubted=list(doubted(own)),
        changes=done_since(told_to(who, own), since, MOST + 1, but_by=who.name),
        since=since,
    )


def _since(who: Actor) -> datetime:
    """Since when changes are new for somebody."""
    looked = who.person.looked_at if who.person else None
    return looked or timezone.now() - timedelta(days=DAYS)


def _by_day(items: Iterable[Item]) -> list[Item]:
    """What is due first stands first, of that what was sent back; what has no day comes last."""
    return sorted(
        items, key=lambda item: (item.due_on or date.max, item.kind != "mend", item.title)
    )


def own_actions(who: Actor) -> dict[int, Action]:
    """The actions that somebody answers for, by an administration or a cabinet. One query."""
    mine = Q(pk__in=[])
    for held in who.held:
        plan = Q(plan=held.plan) if held.plan else Q()
        if held.role == "cabinet":
            mine |= plan & Q(office=held.office)
        if held.role == "official":
            mine |= plan & Q(
                mentions__role="responsible",
                mentions__party__in=held.family,
                mentions__party__kind="administration",
            )
    rows = Action.objects.filter(mine).select_related("plan").defer("maintained").distinct()
    return {action.pk: action for action in rows}


def asked_of(who: Actor, everything: Iterable[Asked]) -> Iterator[Item]:
    """What somebody is reminded of; points apart, which others than their owner follow too."""
    for each in everything:
        if each.kind != "point" and any(_is_asked(held, each) for held in who.roles_in(each.plan)):
            yield Item(each.kind, each.title, each.path, each.due_on)


def _is_asked(held: Held, each: Asked) -> bool:
    if held.role != each.role:
        return False
    return held.office in each.offices or bool(held.family & each.parties)


def points_of(who: Actor) -> Iterator[Item]:
    """The points of consultations that are somebody's to follow up. One query."""
    for point in open_for(who):
        path = f"werk/overleg/punten/{point.pk}"
        yield Item("point", _title_of_point(point), path, point.due_on)


def _title_of_point(point: Point) -> str:
    code = f"{point.action.code} " if point.action else ""
    return f"{code}{_line(point.text)}"


def tests_of(who: Actor) -> Iterator[Item]:
    """The poverty tests that wait for somebody. One query."""
    waiting = Q(pk__in=[])
    for held in who.held:
        for role, state in _TESTS:
            if role == held.role:
                waiting |= _tests(held, state)
    rows = PovertyTest.objects.filter(waiting).order_by("year", "title")
    for test in rows:
        kinds = [
            kind
            for (role, state), kind in _TESTS.items()
            if state == test.state and who.holds(role, test.plan_id)
        ]
        yield Item(f"test_{kinds[0]}", test.title, f"werk/armoedetoetsen/{test.pk}")


def _tests(held: Held, state: str) -> Q:
    """The tests in a state that a role, as it is held, has to do with."""
    found = Q(state=state)
    if held.plan:
        found &= Q(plan=held.plan)
    if held.role == "cabinet":
        found &= Q(office=held.office)
    if held.role == "official":
        found &= Q(party__in=held.family)
    return found


def drafts_of(who: Actor) -> Iterator[Item]:
    """What somebody began to answer and has not handed in. One query."""
    rows = Draft.objects.filter(person=who.person, report__round__state__in=("open", "answered"))
    for draft in rows.select_related("report__action", "report__round__plan").order_by("-saved_at"):
        report = draft.report
        yield Item("draft", title_of(report.action), path_of(report), at=draft.saved_at)


def proposals_for(who: Actor, own: dict[int, Action]) -> Iterator[Item]:
    """The proposals that somebody decides about. One query."""
    mine = Q(report__action__in=own) if who.holds("official") else Q(pk__in=[])
    for held in who.held:
        if held.role == "coordinator":
            mine |= Q(report__round__plan=held.plan) if held.plan else Q(pk__isnull=False)
    rows = Proposal.objects.filter(mine, state="open", report__round__state__in=LIVE)
    for row in rows.select_related("report__action", "report__round__plan").order_by("made_at"):
        yield Item(
            "proposal",
            title_of(row.report.action),
            path_of(row.report),
            who=", ".join(filter(None, (row.made_by, row.made_for))),
            text=row.text,
            at=row.made_at,
        )


def findings_about(who: Actor, own: dict[int, Action]) -> Iterator[Item]:
    """What others found about somebody's actions, and their own findings under way. One query."""
    parties = [held.party for held in who.held if held.role in ("association", "evaluator")]
    mine = Q(action__in=own, state__in=("shared", "published"))
    mine |= Q(party__in=parties, state__in=("draft", "shared"))
    if who.holds("coordinator"):
        mine |= Q(party__isnull=True, state__in=("draft", "shared"))
    rows = Finding.objects.filter(mine).select_related("action").order_by("-made_on", "-pk")
    for row in rows[:MOST]:
        yield Item(
            row.completion,
            title_of(row.action),
            f"werk/bevindingen/{row.pk}",
            state=row.state,
            who=row.made_for or row.made_by,
            text=row.text,
            at=row.made_on,
        )


def title_of(action: Action) -> str:
    """An action by its code and title, on one line."""
    return f"{action.code} {_line(action.title)}".strip()


def path_of(report: Report) -> str:
    """The page of a report in the workplace, behind the language."""
    of = report.round
    return f"werk/verslagen/{of.plan.slug}/{of.slug}/{report.action.code}"


def _line(text: str) -> str:
    return " ".join(text.split())
