"""``grondrecht what-if``: what it is called and given. It needs a register only for ``--test``."""

from __future__ import annotations

from typing import Annotated

import typer

from grondrecht.given import JsonFlag
from grondrecht.register_cli.population_option import OnPopulation, PopulationOption
from grondrecht.register_cli.rights_declared import (
    ByOption,
    CsvOption,
    FolderOption,
    LangOption,
    OnOption,
    WeightOption,
    XlsxOption,
    do,
)
from grondrecht.usage import Group

app = typer.Typer(cls=Group, rich_markup_mode=None)


@app.command(
    "what-if",
    cls=OnPopulation,
    epilog="grondrecht what-if hervorming.yaml --population personen.parquet gezinnen.parquet"
    " --on 2017-03-01 --by income_decile,type --weight weight --html wat-als.html",
)
def what_if_command(
    reform_file: Annotated[
        str,
        typer.Argument(metavar="HERVORMING", help="Wat er aan de maatregelen wijzigt, in YAML."),
    ],
    population: PopulationOption,
    on: OnOption,
    by: ByOption = "",
    weight: WeightOption = "",
    income: Annotated[
        str,
        typer.Option(metavar="KOLOM", help="Het netto-inkomen per maand; anders net_income."),
    ] = "",
    folder: FolderOption = "",
    lang: LangOption = "nl",
    as_json: JsonFlag = False,
    csv: CsvOption = None,
    xlsx: XlsxOption = None,
    html: Annotated[
        str | None, typer.Option(metavar="UIT", help="Schrijf één pagina met de tabellen.")
    ] = None,
    plan: Annotated[
        str, typer.Option("--plan", metavar="PLAN", help="Het plan van de armoedetoets.")
    ] = "",
    test: Annotated[
        str, typer.Option(metavar="TOETS", help="Voeg dit toe aan deze armoedetoets.")
    ] = "",
    apply: Annotated[
        bool, typer.Option("--apply", help="Schrijf het bij de toets; anders wordt het getoond.")
    ] = False,
    who: Annotated[
        str, typer.Option("--by-whom", metavar="WIE", help="Wie dit doet, voor het logboek.")
    ] = "",
    why: Annotated[str, typer.Option(metavar="WAAROM", help="Waarom, voor het logboek.")] = "",
) -> int:
    """Reken uit wat een hervorming verandert: wie wint en verliest, wat het kost, en de armoede.

    Met --plan en --test komt de uitkomst bij een armoedetoets van het register.
    """
    return do("what_if", "run", **locals())
