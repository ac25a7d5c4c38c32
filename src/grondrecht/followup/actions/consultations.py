"""Plan consultations, keep their agenda and minutes, and follow up what was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.followup.access import acting
from grondrecht.followup.actors import Actor
from grondrecht.followup.models import AgendaItem, Consultation, Domain, Person, Point, PovertyTest
from grondrecht.followup.posts import post_in_words
from grondrecht.followup.states import note, watched
from grondrecht.followup.vertical import fixed_items
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Action, Office, Party, Plan
from grondrecht.registry.valid import saved

OfPlan = TypeVar("OfPlan", Action | None, Domain | None, Office | None, PovertyTest | None)
MOST_ITEMS = 20
_OF_MEETING = ("kind", "domain", "day", "from_hour", "to_hour", "place", "announced")


@dataclass(frozen=True)
class Meeting:
    """When and where a consultation is, and of what kind; ``announced`` when everybody may see."""

    kind: str
    day: date
    domain: Domain | None = None
    from_hour: time | None = None
    to_hour: time | None = None
    place: str = ""
    announced: bool = False


@dataclass(frozen=True)
class Item:
    """An item of an agenda; with the ``pk`` of one that is there, that one changes."""

    text: str
    action: Action | None = None
    test: PovertyTest | None = None
    on_agenda: bool = True
    pk: int | None = None


@dataclass(frozen=True)
class Agreed:
    """What was agreed, and who does it by when: one body, one office or one person."""

    text: str
    action: Action | None = None
    party: Party | None = None
    office: Office | None = None
    person: Person | None = None
    due_on: date | None = None


def plan_consultation(who: Actor, plan: Plan, meeting: Meeting, *, why: str) -> Consultation:
    """Plan a consultation; what stands on every agenda of its kind is on it by itself."""
    row = Consultation(plan=plan)
    with acting(who, "plan.plan_consultation", plan, why=why) as record:
        _set_meeting(row, meeting)
        saved(row)
        _write_agenda(row, [])
        note(record, row)
    return row


def set_consultation(
    who: Actor,
    row: Consultation,
    meeting: Meeting,
    agenda: Sequence[Item],
    *,
    why: str,
    seen: int | None = None,
) -> None:
    """Change when and where a consultation is, and its agenda, in the order given.

    What every agenda has cannot be left out. Raises RegisterError where an item is about something
    of another plan.
    """
    with (
        acting(who, "consultation.set", row, why=why, seen=seen) as record,
        watched(record, row),
    ):
        if row.state == "held" and meeting.kind != row.kind:
            raise RegisterError(_("The kind of a consultation that was held stays as it is."))
        _set_meeting(row, meeting)
        _refuse_future(row)
        saved(row)
        _write_agenda(row, agenda)


def suggest_item(who: Actor, row: Consultation, item: Item, *, why: str) -> None:
    """Suggest an item for the agenda; who keeps the agenda takes it over or not."""
    with acting(who, "consultation.suggest", row, why=why) as record, watched(record, row):
        held = row.agenda.count()
        if held >= MOST_ITEMS:
            raise RegisterError(_("The agenda is full; take an item off it first."))
        last = row.agenda.order_by("-position").values_list("position", flat=True).first() or 0
        suggested = AgendaItem(
            consultation=row, position=last + 1, suggested_by=spoken_for(who), on_agenda=False
        )
        saved(_set_item(suggested, replace(item, on_agenda=False)))
        saved(row)


def hold_consultation(
    who: Actor,
    row: Consultation,
    minutes: str,
    present: Iterable[Party] = (),
    others: str = "",
    *,
    why: str,
    seen: int | None = None,
) -> None:
    """Record that a consultation was held, with its minutes and who was there; again to change it.

    Who was there is told by bodies and roles, never by the names of people. Raises RegisterError
    for a day that is still to come.
    """
    with (
        acting(who, "consultation.hold", row, why=why, seen=seen) as record,
        watched(record, row),
    ):
        row.state = "held"
        row.minutes, row.others = minutes.strip(), _lines(others)
        _refuse_future(row)
        saved(row)
        row.present.set(present)


def publish_consultation(
    who: Actor, row: Consultation, *, why: str, seen: int | None = None
) -> None:
    """Make the minutes, the agenda and the points public. Raises RegisterError without minutes."""
    with (
        acting(who, "consultation.publish", row, why=why, seen=seen, public=True) as record,
        watched(record, row),
    ):
        row.state, row.published_on = "published", timezone.localdate()
        saved(row)


def cancel_consultation(
    who: Actor, row: Consultation, *, why: str, seen: int | None = None
) -> None:
    """Cancel a consultation; ``why`` is what those who were to come read."""
    with (
        acting(who, "consultation.cancel", row, why=why, seen=seen) as record,
        watched(record, row),
    ):
        row.state, row.cancelled_why = "cancelled", why.strip()
        saved(row)


def add_point(who: Actor, row: Consultation, agreed: Agreed, *, why: str) -> Point:
    """Add a point to follow up. Raises RegisterError without an owner, or with two of them."""
    point = Point(
        consultation=row,
        text=agreed.text.strip(),
        action=_of_plan(row.plan, agreed.action),
        party=agreed.party,
        office=_of_plan(row.plan, agreed.office),
        person=agreed.person,
        due_on=agreed.due_on,
    )
    with acting(who, "consultation.add_point", row, why=why) as record:
        saved(row)
        saved(point)
        note(record, point)
    return point


def finish_point(who: Actor, point: Point, done: str, *, why: str, seen: int | None = None) -> None:
    """Say what was done with a point. Raises RegisterError where nothing is said."""
    with acting(who, "point.finish", point, why=why, seen=seen) as record, watched(record, point):
        point.state, point.done, point.done_on = "done", done.strip(), timezone.localdate()
        saved(point)


def reopen_point(who: Actor, point: Point, *, why: str, seen: int | None = None) -> None:
    """Open a point again; what was said to be done stays, until something else is."""
    with acting(who, "point.reopen", point, why=why, seen=seen) as record, watched(record, point):
        point.state, point.done_on = "open", None
        saved(point)


def spoken_for(who: Actor) -> str:
    """For whom somebody speaks, as everybody may read it: a party, an office, else their role.

    Whoever runs the program speaks under the name that they give.
    """
    parties = [held.party for held in who.held if held.party]
    offices = [held.office for held in who.held if held.office]
    named = (
        Party.objects.filter(pk__in=parties).first()
        or Office.objects.filter(pk__in=offices).first()
    )
    if named:
        return str(named)[:300]
    return post_in_words(who.held[0]) if who.held else who.name


def _set_meeting(row: Consultation, meeting: Meeting) -> None:
    for name in _OF_MEETING:
        setattr(row, name, getattr(meeting, name))
    row.place = row.place.strip()
    _of_plan(row.plan, row.domain)


def _refuse_future(row: Consultation) -> None:
    if row.state == "held" and row.day > timezone.localdate():
        raise RegisterError(_("This day is still to come; a consultation is held on its day."))


def _of_plan(plan: Plan, thing: OfPlan) -> OfPlan:
    """The thing, if it is of this plan. Raises RegisterError."""
    if thing is not None and thing.plan_id != plan.pk:
        raise RegisterError(_("“%(thing)s” is of another plan.") % {"thing": thing})
    return thing


def _write_agenda(row: Consultation, agenda: Sequence[Item]) -> None:
    """The agenda in this order, with what stands on every agenda of its kind behind it.

    An item that was there keeps who suggested it.
    """
    fixed = {each["key"]: each["text"] for each in fixed_items(row.plan, row.kind)}
    held = {each.pk: each for each in row.agenda.all()}
    kept = []
    for item in agenda:
        there = held.pop(item.pk or 0, None) or AgendaItem(consultation=row)
        if not there.fixed or there.fixed in fixed:
            kept.append(_set_item(there, item))
            fixed.pop(there.fixed, None)
    row.agenda.exclude(pk__in=[each.pk for each in kept]).delete()
    kept += [AgendaItem(consultation=row, text=text, fixed=key) for key, text in fixed.items()]
    if len(kept) > MOST_ITEMS:
        raise RegisterError(
            _("An agenda has at most %(most)s items; take some off it.") % {"most": MOST_ITEMS}
        )
    for position, each in enumerate(kept, start=1):
        each.position = position
        saved(each)


def _set_item(there: AgendaItem, item: Item) -> AgendaItem:
    plan = there.consultation.plan
    there.text, there.on_agenda = item.text.strip(), item.on_agenda
    there.action, there.test = _of_plan(plan, item.action), _of_plan(plan, item.test)
    return there


def _lines(text: str) -> str:
    """A text of one thing a line, without empty lines."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
