"""What the register's commands are called, what they are given, and how they explain themselves."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.main import get_command

from grondrecht.given import FileArgument, JsonFlag, TemplateOption
from grondrecht.register_cli import followed
from grondrecht.register_cli.doing import do
from grondrecht.usage import Command, Group

app = typer.Typer(cls=Group, rich_markup_mode=None)
catalogue = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    epilog="grondrecht catalogue import catalogus.jsonl --plan voorbeeld",
)
parties = typer.Typer(cls=Group, rich_markup_mode=None, epilog="grondrecht parties open")
lineage = typer.Typer(cls=Group, rich_markup_mode=None, epilog="grondrecht lineage list")
app.add_typer(followed.app)
app.add_typer(catalogue, name="catalogue")
app.add_typer(parties, name="parties")
app.add_typer(lineage, name="lineage")

ByOption = Annotated[
    str, typer.Option(metavar="WIE", help="Wie dit doet; anders uw naam op deze machine.")
]
WhyOption = Annotated[str, typer.Option(metavar="WAAROM", help="Waarom, voor het logboek.")]
ApplyFlag = Annotated[
    bool, typer.Option("--apply", help="Schrijf het; zonder dit wordt het alleen getoond.")
]
OfPlan = Annotated[str, typer.Option("--plan", metavar="PLAN", help="De korte naam van het plan.")]
OnlyPlan = Annotated[str, typer.Option("--plan", metavar="PLAN", help="Alleen dit plan.")]
Port = Annotated[
    int, typer.Option(metavar="POORT", min=1, max=65535, help="De poort; anders 8000.")
]
Number = Annotated[int, typer.Argument(metavar="NUMMER", help="Het nummer in de lijst.")]
Decision = Annotated[
    str, typer.Option(metavar="BESLISSING", help="De beslissing waarop dit steunt.")
]


@app.command(
    "import",
    cls=Command,
    epilog="grondrecht import plan.pdf --plan armoedeplan --name 'Plan tegen armoede'\n"
    "grondrecht import plan.pdf --about plan.toml --apply",
)
def import_command(
    file: FileArgument,
    plan: Annotated[
        str,
        typer.Option(metavar="PLAN", help="De korte naam van het plan: armoedeplan-2015."),
    ] = "",
    edition: Annotated[
        str, typer.Option(metavar="EDITIE", help="De korte naam van de editie: 2017.")
    ] = "",
    name: Annotated[
        str, typer.Option(metavar="NAAM", help="De naam van het plan, als het nieuw is.")
    ] = "",
    about: Annotated[
        str,
        typer.Option(metavar="TOML", help="Bestand met wat het document zelf niet zegt."),
    ] = "",
    parties: Annotated[
        str,
        typer.Option(metavar="PARTIJEN", help="Partijgegevens: een meegebrachte naam of bestand."),
    ] = "",
    by: ByOption = "",
    why: WhyOption = "",
    apply: ApplyFlag = False,
    as_json: JsonFlag = False,
    template: TemplateOption = "",
) -> int:
    """Neem een plan op in het register, of toon wat dat zou wijzigen.

    Zonder --apply staat er, per actie en per veld, wat er zou wijzigen en wordt niets geschreven.
    """
    return do("importing", "import_file", **locals())


@catalogue.callback()
def catalogue_group() -> None:
    """Neem op waarover de formulieren van een plan spreken."""


@catalogue.command(
    "import",
    cls=Command,
    epilog="grondrecht catalogue import systemen.jsonl rechten.jsonl --plan voorbeeld --apply",
)
def catalogue_import(
    files: Annotated[
        list[str], typer.Argument(metavar="BESTAND...", help="Bestanden met een JSON per regel.")
    ],
    plan: OfPlan,
    by: ByOption = "",
    why: WhyOption = "",
    apply: ApplyFlag = False,
    as_json: JsonFlag = False,
) -> int:
    """Neem systemen, gegevens, formules, instrumenten, rechten, indicatoren en actoren op."""
    return do("catalogue", "import_files", **locals())


@app.command(
    "import-observations",
    cls=Command,
    epilog="grondrecht import-observations resultaten.json --plan voorbeeld\n"
    "grondrecht import-observations ilc_li02.csv --plan voorbeeld --apply",
)
def observations_import(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="BESTAND...",
            help="Resultaten: JSON of CSV van grondrecht indicators, een eigen CSV, of SDMX-CSV van"
            " Eurostat.",
        ),
    ],
    plan: Annotated[
        str, typer.Option("--plan", metavar="PLAN", help="Het plan; nodig waar er meer dan een is.")
    ] = "",
    period: Annotated[
        str,
        typer.Option(metavar="PERIODE", help="De periode, waar een bestand ze niet zegt: 2023."),
    ] = "",
    source: Annotated[
        str, typer.Option(metavar="BRON", help="De bron, waar een bestand ze niet zegt.")
    ] = "",
    synthetic: Annotated[
        bool,
        typer.Option("--synthetic", help="De cijfers zijn verzonnen; elke pagina zegt het erbij."),
    ] = False,
    by: ByOption = "",
    why: WhyOption = "",
    apply: ApplyFlag = False,
    as_json: JsonFlag = False,
) -> int:
    """Neem cijfers van de armoedemonitor op, met hun foutmarges, of toon wat dat zou wijzigen.

    Status 1: een cel klopt niet, en er is niets opgenomen.
    """
    return do("observations", "import_files", **locals())


@parties.callback()
def parties_group() -> None:
    """Zeg welke partijen de formulieren noemen."""


@parties.command("open", cls=Command, epilog="grondrecht parties open --plan voorbeeld")
def parties_open(plan: OnlyPlan = "", as_json: JsonFlag = False) -> int:
    """Toon de namen in formulieren waarvan nog niet vaststaat welke partij ze noemen."""
    return do("parties", "show_open", **locals())


@parties.command("import", cls=Command, epilog="grondrecht parties import partijen.toml --apply")
def parties_import(
    source: Annotated[
        str,
        typer.Argument(metavar="PARTIJEN", help="Een TOML-bestand of de naam van meegebrachte."),
    ],
    by: ByOption = "",
    why: WhyOption = "",
    apply: ApplyFlag = False,
    as_json: JsonFlag = False,
) -> int:
    """Neem partijen en hun namen op en zoek alle namen in formulieren opnieuw op."""
    return do("parties", "import_source", **locals())


@parties.command("settle", cls=Command, epilog="grondrecht parties settle 12 --party vdab")
def parties_settle(
    number: Number,
    party: Annotated[
        str, typer.Option(metavar="PARTIJ", help="De korte naam van de partij; leeg: geen partij.")
    ] = "",
    by: ByOption = "",
    why: WhyOption = "",
    as_json: JsonFlag = False,
) -> int:
    """Zeg welke partij een naam is, of dat het er geen is."""
    return do("parties", "settle", **locals())


@lineage.callback()
def lineage_group() -> None:
    """Zeg wat er tussen twee edities van acties geworden is."""


@lineage.command("list", cls=Command, epilog="grondrecht lineage list --plan voorbeeld --all")
def lineage_list(
    plan: OnlyPlan = "",
    every: Annotated[bool, typer.Option("--all", help="Toon ook waarover al beslist is.")] = False,
    as_json: JsonFlag = False,
) -> int:
    """Toon de voorstellen waarover nog niet beslist is."""
    return do("lineage", "show", **locals())


@lineage.command(
    "confirm", cls=Command, epilog="grondrecht lineage confirm 3 --decision 'Regering, 3 mei 2019'"
)
def lineage_confirm(
    number: Number,
    decision: Decision = "",
    by: ByOption = "",
    why: WhyOption = "",
    as_json: JsonFlag = False,
) -> int:
    """Bevestig een voorstel; gesplitste, samengevoegde en vervangen acties worden verbonden."""
    return do("lineage", "confirm", **locals())


@lineage.command("refuse", cls=Command, epilog="grondrecht lineage refuse 3 --why 'andere actie'")
def lineage_refuse(
    number: Number,
    decision: Decision = "",
    by: ByOption = "",
    why: WhyOption = "",
    as_json: JsonFlag = False,
) -> int:
    """Verwerp een voorstel; het wordt niet opnieuw gedaan."""
    return do("lineage", "refuse", **locals())


@app.command("log", cls=Command, epilog="grondrecht log voorbeeld 02_06_01 --on 2017-06-30")
def log_command(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="De korte naam van het plan.")],
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="De code van een actie: 02_06_01.")
    ] = "",
    on: Annotated[
        str, typer.Option(metavar="DAG", help="Toon hoe de actie op die dag was: 2017-06-30.")
    ] = "",
    as_json: JsonFlag = False,
) -> int:
    """Toon wie wat wanneer en waarom wijzigde, of hoe een actie op een dag was."""
    return do("history", "show", **locals())


@app.command(cls=Command, epilog="grondrecht serve\ngrondrecht serve --port 8080 --workers 4")
def serve(
    port: Port = 8000,
    host: Annotated[
        str, typer.Option(metavar="ADRES", help="Het adres van deze machine; anders 127.0.0.1.")
    ] = "127.0.0.1",
    workers: Annotated[
        int,
        typer.Option(metavar="AANTAL", min=0, max=64, help="Processen; anders een per kern."),
    ] = 0,
) -> int:
    """Zet de site aan op deze machine; Ctrl-C zet ze weer uit."""
    return do("serving", "serve", **locals())


@app.command(cls=Command, epilog="grondrecht demo\ngrondrecht demo --port 8001")
def demo(port: Port = 8000) -> int:
    """Neem het voorbeeldplan op en zet de site aan."""
    return do("serving", "demo", **locals())


@app.command(
    cls=Command, epilog="grondrecht export open-data\ngrondrecht export map --plan voorbeeld"
)
def export(
    folder: Annotated[str, typer.Argument(metavar="MAP", help="De map; ze wordt gemaakt.")],
    plan: OnlyPlan = "",
    as_json: JsonFlag = False,
) -> int:
    """Schrijf het register als open data in een map: CSV, JSON Lines, Parquet en Excel."""
    return do("keeping", "export", **locals())


@app.command(cls=Command, epilog="grondrecht backup register.grondrecht")
def backup(
    file: Annotated[str, typer.Argument(metavar="UIT", help="Het bestand dat gemaakt wordt.")],
    as_json: JsonFlag = False,
) -> int:
    """Bewaar het hele register in één bestand; het past op SQLite en op PostgreSQL."""
    return do("keeping", "backup", **locals())


@app.command(
    cls=Command,
    epilog="grondrecht restore register.grondrecht --replace",
)
def restore(
    file: Annotated[str, typer.Argument(metavar="KOPIE", help="Een bestand dat backup maakte.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Vervang wat het register nu bevat.")
    ] = False,
    as_json: JsonFlag = False,
) -> int:
    """Zet het register terug zoals een bewaard bestand het heeft."""
    return do("keeping", "restore", **locals())


PROGRAM: Any = get_command(app)
