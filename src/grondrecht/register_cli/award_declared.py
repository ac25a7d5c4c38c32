"""``grondrecht award`` and ``award-back``: what they are given. They need no register."""

from __future__ import annotations

from typing import Annotated

import typer

from grondrecht.given import JsonFlag
from grondrecht.register_cli.population_option import OnPopulation, PopulationOption
from grondrecht.register_cli.rights_declared import FolderOption, LangOption, OnOption, do
from grondrecht.usage import Command, Group

app = typer.Typer(cls=Group, rich_markup_mode=None)
KEY = "Een bestand met de sleutel voor pseudoniemen, minstens 16 bytes."


@app.command(
    "award",
    cls=OnPopulation,
    epilog="grondrecht award basic-support-budget --population personen.csv"
    " --received ontvangers.csv --on 2017-03-01 --key sleutel --out toekennen.csv",
)
def award_command(
    measure: Annotated[str, typer.Argument(metavar="MAATREGEL", help="De naam van de maatregel.")],
    population: PopulationOption,
    received: Annotated[
        str, typer.Option(metavar="ONTVANGERS", help="Wie het al krijgt: een kolom id.")
    ],
    on: OnOption,
    key: Annotated[str, typer.Option(metavar="SLEUTEL", help=KEY)] = "",
    out: Annotated[
        str, typer.Option(metavar="UIT", help="Schrijf wie het mist: een .csv of een .xlsx.")
    ] = "",
    folder: FolderOption = "",
    lang: LangOption = "nl",
    as_json: JsonFlag = False,
) -> int:
    """Zeg wie recht heeft op een maatregel en hem niet krijgt.

    Met een sleutel staan er pseudoniemen in het bestand; zonder sleutel worden rijksregisternummers
    geweigerd.
    """
    return do("award", "run", **locals())


@app.command(
    "award-back",
    cls=Command,
    epilog="grondrecht award-back toekennen.csv --key sleutel --ids personen.csv --out met-id.csv",
)
def award_back(
    file: Annotated[
        str, typer.Argument(metavar="BESTAND", help="Wat grondrecht award schreef, als CSV.")
    ],
    key: Annotated[str, typer.Option(metavar="SLEUTEL", help=KEY)],
    ids: Annotated[
        str, typer.Option(metavar="LIJST", help="De tabel waaruit de pseudoniemen gemaakt zijn.")
    ],
    out: Annotated[str, typer.Option(metavar="UIT", help="Schrijf de rijen met hun echte id.")],
) -> int:
    """Zet bij de pseudoniemen van een bestand weer de echte id, voor wie sleutel en lijst heeft."""
    return do("award_back", "run", **locals())
