"""``grondrecht rights``: what its commands are called and given. They need no register."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer

from grondrecht.given import JsonFlag
from grondrecht.register_cli.population_option import OnPopulation, PopulationOption
from grondrecht.usage import Command, Group

app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    epilog="grondrecht rights assess gezin.json --on 2017-03-01\ngrondrecht rights list",
)
FolderOption = Annotated[
    str,
    typer.Option("--folder", metavar="MAP", help="De map met maatregelen; anders de Vlaamse."),
]
LangOption = Annotated[str, typer.Option(metavar="nl|en", help="Taal van de woorden; anders nl.")]
OnOption = Annotated[
    str, typer.Option("--on", metavar="DAG", help="De dag waarop het geldt: 2017-03-01.")
]
MeasuresOption = Annotated[
    str, typer.Option("--measures", metavar="NAMEN", help="Alleen deze maatregelen: a,b.")
]
WeightOption = Annotated[
    str, typer.Option("--weight", metavar="KOLOM", help="Hoeveel een gezin of persoon telt.")
]
ByOption = Annotated[
    str,
    typer.Option(
        "--by", metavar="KOLOMMEN", help="Splits uit: province,type; province*type kruist."
    ),
]
CsvOption = Annotated[
    str | None, typer.Option("--csv", metavar="UIT", help="Schrijf een rij per groep, met komma's.")
]
XlsxOption = Annotated[
    str | None, typer.Option("--xlsx", metavar="UIT", help="Schrijf een werkblad per tabel.")
]


def do(module: str, function: str, **given: Any) -> int:  # noqa: ANN401 (what each takes)
    """Run what does the work; the libraries of numbers are loaded only then."""
    work = import_module(f"grondrecht.register_cli.{module}")
    return int(getattr(work, function)(**given))


@app.callback()
def rights_group() -> None:
    """Pas de voorwaarden van rechten toe, op één gezin of op een hele bevolking."""


@app.command(
    "check", cls=Command, epilog="grondrecht rights check\ngrondrecht rights check maatregelen"
)
def rights_check(
    folder: Annotated[
        str, typer.Argument(metavar="MAP", help="De map met maatregelen; anders de Vlaamse.")
    ] = "",
    mutations: Annotated[
        bool,
        typer.Option(
            "--mutations",
            help="Wijzig elk cijfer, teken, woord en elke dag: merkt een voorbeeld het?",
        ),
    ] = False,
    as_json: JsonFlag = False,
) -> int:
    """Lees alle maatregelen van een map en laat hun voorbeelden lopen.

    Met --mutations: status 1 waar een wijziging door geen enkel voorbeeld gemerkt wordt.
    """
    return do("rights_law", "check", **locals())


@app.command("list", cls=Command, epilog="grondrecht rights list --lang en")
def rights_list(
    folder: FolderOption = "", lang: LangOption = "nl", as_json: JsonFlag = False
) -> int:
    """Noem de maatregelen: voor wie, van welke soort, en of ze vanzelf komen."""
    return do("rights_law", "show_all", **locals())


@app.command(
    "show", cls=Command, epilog="grondrecht rights show basic-support-budget --on 2017-03-01"
)
def rights_show(
    measure: Annotated[str, typer.Argument(metavar="MAATREGEL", help="De naam van de maatregel.")],
    on: Annotated[
        str, typer.Option("--on", metavar="DAG", help="De regels van die dag; anders van vandaag.")
    ] = "",
    folder: FolderOption = "",
    lang: LangOption = "nl",
    as_json: JsonFlag = False,
) -> int:
    """Toon alles wat een maatregel zegt, met de regels van een dag en hun bron."""
    return do("rights_law", "show", **locals())


@app.command(
    "assess",
    cls=Command,
    epilog="grondrecht rights assess gezin.json --on 2017-03-01\n"
    "grondrecht rights assess gezin.json --on 2017-03-01 --measures water-scan --all",
)
def rights_assess(
    household: Annotated[
        str,
        typer.Argument(
            metavar="GEZIN", help="Een gezin of een lijst ervan in JSON; - is de invoer."
        ),
    ],
    on: OnOption,
    measures: MeasuresOption = "",
    every: Annotated[
        bool, typer.Option("--all", help="Toon van elk antwoord alle redenen.")
    ] = False,
    folder: FolderOption = "",
    lang: LangOption = "nl",
    as_json: JsonFlag = False,
) -> int:
    """Zeg waarop een gezin recht heeft, waarom, en wat er nog te vragen is."""
    return do("rights_household", "run", **locals())


@app.command(
    "population",
    cls=Command,
    epilog="grondrecht rights population personen.parquet gezinnen.parquet --on 2017-03-01\n"
    "grondrecht rights population personen.csv gezinnen.csv --on 2017-03-01 --by province"
    " --weight weight --csv rechten.csv",
)
def rights_population(
    on: OnOption,
    persons: Annotated[
        str,
        typer.Argument(metavar="PERSONEN", help="Een rij per persoon: id, household, role, …"),
    ] = "",
    households: Annotated[
        str, typer.Argument(metavar="GEZINNEN", help="Een rij per gezin: id, …")
    ] = "",
    municipalities: Annotated[
        str, typer.Option(metavar="BESTAND", help="In plaats daarvan: een rij per gemeente.")
    ] = "",
    organisations: Annotated[
        str, typer.Option(metavar="BESTAND", help="In plaats daarvan: een rij per organisatie.")
    ] = "",
    by: ByOption = "",
    weight: WeightOption = "",
    cluster: Annotated[
        str,
        typer.Option(metavar="KOLOM", help="Wat getrokken is, voor de marges; anders gezinnen."),
    ] = "",
    measures: MeasuresOption = "",
    folder: FolderOption = "",
    lang: LangOption = "nl",
    as_json: JsonFlag = False,
    csv: CsvOption = None,
    xlsx: XlsxOption = None,
) -> int:
    """Zeg wie van een bevolking op wat recht heeft, en op hoeveel.

    Wat niet gekend is, blijft onbekend en wordt geteld.
    """
    return do("rights_population", "run", **locals())


@app.command(
    "synthetic", cls=Command, epilog="grondrecht rights synthetic bevolking --persons 100000"
)
def rights_synthetic(
    folder: Annotated[str, typer.Argument(metavar="UIT", help="De map; ze wordt gemaakt.")],
    persons: Annotated[
        int, typer.Option(metavar="AANTAL", min=1, max=20_000_000, help="Hoeveel personen.")
    ] = 100_000,
    seed: Annotated[
        int, typer.Option(metavar="GETAL", min=0, help="Hetzelfde getal geeft dezelfde bevolking.")
    ] = 2016,
    measures: Annotated[
        str,
        typer.Option(
            "--folder",
            metavar="MAP",
            help="De map met maatregelen waarvan de inputs genomen worden.",
        ),
    ] = "",
    as_json: JsonFlag = False,
) -> int:
    """Verzin een bevolking van Vlaanderen om maatregelen op te proberen.

    Niemand ervan bestaat; beide tabellen zeggen dat in een kolom.
    """
    return do("rights_synthetic", "make", **locals())


@app.command(
    "overlap",
    cls=OnPopulation,
    epilog="grondrecht rights overlap de-lijn-vg de-lijn-vt --population personen.parquet"
    " gezinnen.parquet --on 2017-03-01 --weight weight",
)
def rights_overlap(
    measures: Annotated[
        list[str], typer.Argument(metavar="MAATREGEL...", help="Twee maatregelen of meer.")
    ],
    population: PopulationOption,
    on: OnOption,
    weight: WeightOption = "",
    folder: FolderOption = "",
    lang: LangOption = "nl",
    as_json: JsonFlag = False,
    csv: CsvOption = None,
    xlsx: XlsxOption = None,
) -> int:
    """Zeg wie bij de ene maatregel hoort en niet bij de andere, en door welke voorwaarde."""
    return do("rights_overlap", "run", **locals())


@app.command(
    "cards",
    cls=OnPopulation,
    epilog="grondrecht rights cards --population personen.csv gezinnen.csv --on 2017-03-01"
    " --received water-scan=ontvangers.csv --csv maatregelen.csv",
)
def rights_cards(
    population: PopulationOption,
    on: OnOption,
    received: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAAM=BESTAND",
            help="Wie een maatregel krijgt: een kolom id. Mag meer dan eens.",
        ),
    ] = None,
    weight: WeightOption = "",
    year: Annotated[
        int,
        typer.Option(
            metavar="JAAR", min=0, max=2199, help="Het jaar van de cijfers; anders dat van --on."
        ),
    ] = 0,
    source: Annotated[
        str, typer.Option(metavar="BRON", help="De bron van de cijfers; anders de bestanden.")
    ] = "",
    measures: MeasuresOption = "",
    folder: FolderOption = "",
    lang: LangOption = "nl",
    as_json: JsonFlag = False,
    csv: Annotated[
        str | None,
        typer.Option(metavar="UIT", help="Schrijf de tabel die measures import opneemt."),
    ] = None,
) -> int:
    """Zeg van elke maatregel wie hij bereikt en wat hij in een jaar kost.

    De CSV past op de inventaris van rechten: grondrecht measures import.
    """
    return do("rights_cards", "run", **locals())
