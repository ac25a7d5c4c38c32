"""What the commands of the follow-up are called, what they are given, and how they explain
themselves; ``declared`` adds them to those of the register."""

from __future__ import annotations

from typing import Annotated

import typer

from grondrecht.given import JsonFlag
from grondrecht.register_cli import (
    award_declared,
    indicators_declared,
    measures_declared,
    people_declared,
    report_declared,
    rights_declared,
    rounds_declared,
    tests_declared,
    what_if_declared,
)
from grondrecht.register_cli.doing import do
from grondrecht.usage import Command, Group

app = typer.Typer(cls=Group, rich_markup_mode=None)
app.add_typer(people_declared.app, name="people")
app.add_typer(rounds_declared.app, name="round")
app.add_typer(measures_declared.app, name="measures")
app.add_typer(tests_declared.app, name="tests")
app.add_typer(rounds_declared.verifying)
app.add_typer(report_declared.reporting)
app.add_typer(indicators_declared.app)
app.add_typer(rights_declared.app, name="rights")
app.add_typer(award_declared.app)
app.add_typer(what_if_declared.app)


@app.command(cls=Command, epilog="grondrecht remind --dry-run\ngrondrecht remind --json")
def remind(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Toon wie een bericht zou krijgen; verstuur niets.")
    ] = False,
    as_json: JsonFlag = False,
) -> int:
    """Stuur mensen één bericht met wat van hen gevraagd wordt, en nooit twee keer hetzelfde.

    Bedoeld om elk uur vanzelf te lopen; in de rusttijd wacht iedereen. Status 1: de mailserver nam
    niet alles aan, en de volgende keer wordt verstuurd wat nu wachtte.
    """
    return do("reminding", "remind_people", **locals())
