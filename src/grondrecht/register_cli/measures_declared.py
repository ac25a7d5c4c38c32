"""``grondrecht measures`` and ``round adjust``: what they are called and given."""

from __future__ import annotations

from typing import Annotated

import typer

from grondrecht.given import JsonFlag
from grondrecht.register_cli import rounds_declared
from grondrecht.register_cli.doing import do
from grondrecht.register_cli.rounds_declared import ApplyFlag, By, Name, OfPlan, Why
from grondrecht.usage import Command, Group

app = typer.Typer(
    cls=Group, rich_markup_mode=None, epilog="grondrecht measures rights --plan voorbeeld"
)
ThePlan = Annotated[str, typer.Option("--plan", metavar="PLAN", help="De korte naam van het plan.")]


@app.callback()
def measures_group() -> None:
    """Neem rechten en sociale correcties op."""


@app.command(
    "import",
    cls=Command,
    epilog="grondrecht measures import maatregelen.csv --plan voorbeeld --apply",
)
def measures_import(
    file: Annotated[str, typer.Argument(metavar="BESTAND", help="Een tabel: CSV in UTF-8.")],
    plan: ThePlan,
    by: By = "",
    why: Why = "",
    apply: ApplyFlag = False,
    as_json: JsonFlag = False,
) -> int:
    """Neem een tabel van maatregelen op, of toon wat dat zou wijzigen.

    Status 1: een cel klopt niet, en er is niets opgenomen.
    """
    return do("measures", "import_file", **locals())


@app.command("rights", cls=Command, epilog="grondrecht measures rights --plan voorbeeld --apply")
def measures_rights(
    plan: ThePlan,
    by: By = "",
    why: Why = "",
    apply: ApplyFlag = False,
    as_json: JsonFlag = False,
) -> int:
    """Zet de rechten waarover het plan spreekt in de inventaris, of toon welke er ontbreken."""
    return do("measures", "import_rights", **locals())


@rounds_declared.app.command(
    "adjust",
    cls=Command,
    epilog="grondrecht round adjust voortgang-2017 --edition 2018 --changes wijzigingen.csv",
)
def round_adjust(
    name: Name,
    edition: Annotated[
        str, typer.Option(metavar="KORT", help="De korte naam van de nieuwe editie.")
    ],
    edition_name: Annotated[
        str, typer.Option("--name", metavar="NAAM", help="De naam van de nieuwe editie.")
    ] = "",
    decided_on: Annotated[
        str, typer.Option(metavar="DAG", help="De dag waarop de editie beslist is: 2018-07-06.")
    ] = "",
    changes: Annotated[
        str, typer.Option(metavar="BESTAND", help="Een tabel van wijzigingen: CSV of Excel.")
    ] = "",
    plan: OfPlan = "",
    by: By = "",
    why: Why = "",
    apply: ApplyFlag = False,
    as_json: JsonFlag = False,
) -> int:
    """Maak uit een bevroren ronde de bijgestuurde editie van het plan, of toon wat dat zou zijn.

    Zonder beslissing verandert er niets aan een actie.
    """
    return do("adjusting", "adjust_plan", **locals())
