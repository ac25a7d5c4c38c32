"""``grondrecht remind``: send people what is asked of them."""

from __future__ import annotations

from dataclasses import asdict

from django.conf import settings

from grondrecht.followup.reminding.sending import Outcome
from grondrecht.followup.reminding.sending import remind as send_reminders
from grondrecht.followup.reminding.stages import rules
from grondrecht.register_cli.shown import print_json

LISTS = {
    "sent": "verstuurd",
    "waiting": "wachten",
    "refused": "adres geweigerd",
    "elsewhere": "elders verstuurd",
}


def remind_people(dry_run: bool, as_json: bool) -> int:
    """Send the reminders that are due, or show who would get one; 1 where some could not go out."""
    outcome = send_reminders(rules(settings.REMINDERS), apply=not dry_run)
    if as_json:
        print_json(asdict(outcome))
    else:
        print(_text(outcome))
    return int(bool(outcome.failed or outcome.refused))


def _text(outcome: Outcome) -> str:
    told = [(words, getattr(outcome, name)) for name, words in LISTS.items()]
    lines = [f"{words:<17}{len(people)}" for words, people in told if people]
    named = [f"  {email}" for email in (*outcome.waiting, *outcome.refused)]
    why = [outcome.why] if outcome.why else []
    return "\n".join([*lines, *named, *why] or ["Niemand hoeft herinnerd te worden."])
