"""``grondrecht tests``: what the commands of poverty tests are called and given."""

from __future__ import annotations

from typing import Annotated

import typer

from grondrecht.given import JsonFlag
from grondrecht.register_cli.doing import do
from grondrecht.register_cli.rounds_declared import By, Why
from grondrecht.usage import Command, Group

app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    epilog="grondrecht tests count 2016 --plan voorbeeld --indicator uitgevoerde-armoedetoetsen",
)
ThePlan = Annotated[str, typer.Option("--plan", metavar="PLAN", help="De korte naam van het plan.")]


@app.callback()
def group() -> None:
    """Tel de armoedetoetsen van een plan."""


@app.command(
    "count",
    cls=Command,
    epilog="grondrecht tests count 2016 --plan voorbeeld --indicator uitgevoerde-armoedetoetsen",
)
def count(
    year: Annotated[int, typer.Argument(metavar="JAAR", min=1990, max=2200, help="Het jaar.")],
    plan: ThePlan,
    indicator: Annotated[
        str, typer.Option(metavar="INDICATOR", help="De korte naam van de indicator.")
    ],
    by: By = "",
    why: Why = "",
    as_json: JsonFlag = False,
) -> int:
    """Leg de telling van het openbare register vast als waarde van een indicator van het plan."""
    return do("tests", "count", **locals())
