"""``grondrecht log``: who changed what, when and why, and what an action was on a day."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from grondrecht.register_cli.shown import print_json, short
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.find import action_named, plan_named
from grondrecht.registry.log import state_on
from grondrecht.registry.models import LogEntry


def show(plan: str, code: str, on: str, as_json: bool) -> None:
    """The log of a plan or an action, or with ``on`` the state of the action on that day."""
    held = plan_named(plan)
    subject = f"action:{action_named(held, code).code}" if code else ""
    if on:
        _show_state(held.slug, subject, on, as_json)
        return
    entries = LogEntry.objects.filter(plan=held.slug)
    if subject:
        entries = entries.filter(subject=subject)
    rows = entries.order_by("id")
    if as_json:
        print_json([_json(entry) for entry in rows.iterator()])
        return
    for entry in rows.iterator():
        print(_line(entry))


def _show_state(plan: str, subject: str, on: str, as_json: bool) -> None:
    if not subject:
        raise RegisterError("Zeg van welke actie: grondrecht log PLAN CODE --on DAG.")
    state = state_on(plan, subject, _end_of(on))
    if as_json:
        print_json(state)
    elif not state:
        print(f"Op {on} stond {subject.removeprefix('action:')} nog niet in het register.")
    else:
        for key, value in state.items():
            print(f"{key}: {short(str(value))}")


def _end_of(day: str) -> datetime:
    try:
        return timezone.make_aware(datetime.combine(date.fromisoformat(day), time.max))
    except ValueError as error:
        raise RegisterError(f"{day!r} is geen dag; geef een dag als 2017-06-30.") from error


def _json(entry: LogEntry) -> dict[str, object]:
    names = ("at", "batch", "verb", "by", "why", "subject", "label", "before", "after")
    return {name: getattr(entry, name) for name in names}


def _line(entry: LogEntry) -> str:
    at = timezone.localtime(entry.at)
    keys = short(", ".join(entry.after))
    return f"{at:%Y-%m-%d %H:%M}  {entry.subject}  {entry.by}: {entry.why}  [{keys}]"
