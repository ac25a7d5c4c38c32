"""``grondrecht parties``: whom the forms name, and what still waits for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grondrecht.register_cli.importing import directory_named
from grondrecht.register_cli.ready import whoever
from grondrecht.register_cli.shown import print_json, short, table
from grondrecht.registry.actions.parties import import_parties, settle_mention
from grondrecht.registry.find import plan_named
from grondrecht.registry.models import LogEntry, Mention
from grondrecht.registry.trial import kept


def show_open(plan: str, as_json: bool) -> None:
    """The names that wait, with the parties they may be."""
    waiting = Mention.objects.filter(how="open").select_related("action__plan")
    if plan:
        waiting = waiting.filter(action__plan=plan_named(plan))
    rows = [
        {
            "number": each.pk,
            "plan": each.action.plan.slug,
            "action": each.action.code,
            "field": each.field,
            "words": each.words,
            "candidates": each.candidates,
        }
        for each in waiting.order_by("action__plan", "action__code", "field", "start")
    ]
    if as_json:
        print_json(rows)
    elif not rows:
        print("Van elke naam staat vast welke partij het is.")
    else:
        print(_table(rows))
        print("Beslis met: grondrecht parties settle NUMMER --party PARTIJ")


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    headings = ("nummer", "actie", "veld", "woorden", "misschien")
    return table(
        headings,
        (
            (
                row["number"],
                row["action"],
                row["field"],
                short(row["words"])[:50],
                ", ".join(row["candidates"]),
            )
            for row in rows
        ),
    )


def import_source(source: str, by: str, why: str, apply: bool, as_json: bool) -> None:
    """Take parties in, or say how many lines of the log that would be."""
    directory = directory_named(source)
    with kept(apply):
        before = LogEntry.objects.count()
        waiting = import_parties(directory, by=whoever(by), why=why or f"partijen uit {source}")
        changes = LogEntry.objects.count() - before
    data = {
        "parties": len(directory.members),
        "changes": changes,
        "open_mentions": waiting,
        "applied": apply,
    }
    if as_json:
        print_json(data)
        return
    print(f"partijen     {data['parties']}\nwijzigingen  {changes}\nwachtend     {waiting}")
    if changes and not apply:
        print("Er is niets geschreven. Voeg --apply toe om dit op te nemen.")


def settle(number: int, party: str, by: str, why: str, as_json: bool) -> None:
    """Settle one name."""
    mention = settle_mention(
        number, party or None, by=whoever(by), why=why or "beslist aan de hand van de fiche"
    )
    name = str(mention.party) if mention.party else None
    if as_json:
        print_json({"number": number, "words": mention.words, "party": party or None})
    else:
        print(f"{short(mention.words)}: {name or 'geen partij'}.")
