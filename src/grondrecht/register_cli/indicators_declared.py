"""``grondrecht indicators``: what it is called and given. It needs no register."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from grondrecht.given import JsonFlag
from grondrecht.usage import Command, Group

app = typer.Typer(cls=Group, rich_markup_mode=None)


@app.command(
    "indicators",
    cls=Command,
    epilog="grondrecht indicators silc.parquet --design ontwerp.toml --by age,sex,region\n"
    "grondrecht indicators 2024.csv --compare 2023.csv --indicator arop --html armoede.html",
)
def indicators_command(
    data: Annotated[
        str,
        typer.Argument(
            metavar="GEGEVENS", help="Een rij per persoon: een Parquet- of CSV-bestand."
        ),
    ],
    design: Annotated[
        str,
        typer.Option(
            metavar="TOML", help="Hoe de steekproef getrokken is en hoe de kolommen heten."
        ),
    ] = "",
    by: Annotated[
        str,
        typer.Option(metavar="KOLOMMEN", help="Splits uit: age,sex,region; region*sex kruist."),
    ] = "",
    indicator: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Alleen deze indicator; mag meer dan eens. Anders alle."),
    ] = None,
    only: Annotated[
        str, typer.Option(metavar="GROEP", help="Alleen deze groep: region=Brussel.")
    ] = "",
    bootstrap: Annotated[
        int, typer.Option(metavar="AANTAL", help="Foutenmarges uit zoveel herhalingen: 1000.")
    ] = 0,
    compare: Annotated[
        str, typer.Option(metavar="OUDERE", help="Vergelijk met deze oudere gegevens.")
    ] = "",
    confidence: Annotated[
        float, typer.Option(metavar="PROCENT", help="Zekerheid van de intervallen; anders 95.")
    ] = 95,
    money: Annotated[
        str, typer.Option(metavar="EENHEID", help="De munt van de bedragen; anders euro.")
    ] = "euro",
    lang: Annotated[
        str, typer.Option(metavar="nl|en", help="Taal van tabellen, zinnen en pagina; anders nl.")
    ] = "nl",
    as_json: JsonFlag = False,
    csv: Annotated[
        str | None,
        typer.Option(metavar="UIT", help="Schrijf een rij per schatting, met komma's."),
    ] = None,
    xlsx: Annotated[
        str | None, typer.Option(metavar="UIT", help="Schrijf een werkblad per tabel, met uitleg.")
    ] = None,
    html: Annotated[
        str | None,
        typer.Option(metavar="UIT", help="Schrijf één pagina met tabellen en tekeningen."),
    ] = None,
) -> int:
    """Bereken indicatoren van armoede uit een enquête, elk met zijn foutenmarge.

    Wat op weinig mensen rust, wordt niet getoond of draagt een teken. Dat iets daalde of steeg,
    staat er alleen als toeval het niet kan verklaren.
    """
    given = locals()
    return int(import_module("grondrecht.register_cli.indicators").run(**given))
