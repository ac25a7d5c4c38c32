"""``grondrecht round`` and ``verify``: what they are called and given, and how they explain it."""

from __future__ import annotations

from typing import Annotated

import typer

from grondrecht.given import JsonFlag
from grondrecht.register_cli.doing import do
from grondrecht.usage import Command, Group

app = typer.Typer(cls=Group, rich_markup_mode=None, epilog="grondrecht round list")
verifying = typer.Typer(cls=Group, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="RONDE", help="De korte naam van de ronde.")]
InRound = Annotated[
    str, typer.Option("--round", metavar="RONDE", help="De korte naam van de ronde.")
]
OfPlan = Annotated[
    str, typer.Option(metavar="PLAN", help="Het plan; nodig als twee plannen zo'n ronde hebben.")
]
Days = Annotated[str, typer.Option(metavar="DAG", help="Een dag zoals 2025-01-01.")]
Out = Annotated[str, typer.Option(metavar="UIT", help="Het bestand; - is de standaarduitvoer.")]
By = Annotated[
    str, typer.Option(metavar="WIE", help="Wie dit doet; anders uw naam op deze machine.")
]
Why = Annotated[str, typer.Option(metavar="WAAROM", help="Waarom, voor het logboek.")]
ApplyFlag = Annotated[
    bool, typer.Option("--apply", help="Schrijf het; zonder dit wordt het alleen getoond.")
]


@app.callback()
def round_group() -> None:
    """Vraag naar de stand van de acties, en bevries wat geantwoord werd."""


@app.command("list", cls=Command, epilog="grondrecht round list --plan voorbeeld")
def round_list(plan: OfPlan = "", as_json: JsonFlag = False) -> int:
    """Toon de rondes, met hun stand en hun uiterste dagen."""
    return do("rounds", "show_all", **locals())


@app.command(
    "prepare",
    cls=Command,
    epilog="grondrecht round prepare --plan voorbeeld --from 2025-01-01 --to 2026-12-31",
)
def round_prepare(
    plan: Annotated[str, typer.Option(metavar="PLAN", help="De korte naam van het plan.")],
    kind: Annotated[str, typer.Option(metavar="SOORT", help="progress of final.")] = "progress",
    first_day: Annotated[
        str, typer.Option("--from", metavar="DAG", help="De eerste dag; anders waar ze begint.")
    ] = "",
    last_day: Annotated[str, typer.Option("--to", metavar="DAG", help="De laatste dag.")] = "",
    name: Annotated[str, typer.Option(metavar="NAAM", help="De naam van de ronde.")] = "",
    slug: Annotated[str, typer.Option(metavar="KORT", help="De korte naam.")] = "",
    edition: Annotated[str, typer.Option(metavar="EDITIE", help="Anders de geldende.")] = "",
    answer_by: Days = "",
    validate_by: Days = "",
    to_government: Days = "",
    to_parliament: Days = "",
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Alleen deze actie; mag meer dan eens."),
    ] = None,
    by: By = "",
    why: Why = "",
    as_json: JsonFlag = False,
) -> int:
    """Bereid een ronde voor over alle acties van een editie, of over enkele.

    Zonder dagen begint ze waar de vorige ophield; de uiterste dagen zijn die van de wet.
    """
    return do("rounds", "prepare", **locals())


@app.command("show", cls=Command, epilog="grondrecht round show voortgang-2025-2026")
def round_show(round: Name, plan: OfPlan = "", as_json: JsonFlag = False) -> int:
    """Toon hoe ver een ronde is: hoeveel acties welke status hebben, en hoeveel er ontbreken."""
    return do("rounds", "show", **locals())


def _step(name: str, what: str) -> None:
    """A command for a step of a round."""

    def step(
        round: Name, plan: OfPlan = "", by: By = "", why: Why = "", as_json: JsonFlag = False
    ) -> int:
        return do("rounds", "step", verb=name.replace("-", "_"), **locals())

    step.__doc__ = what
    app.command(name, cls=Command, epilog=f"grondrecht round {name} voortgang-2025-2026")(step)


_step("open", "Open een ronde: van nu af worden antwoorden gevraagd.")
_step("end-answers", "Sluit het antwoorden af; kabinetten valideren.")
_step("end-validation", "Sluit de validatie af; niemand wijzigt nog een verslag.")
_step("reopen", "Keer terug naar het antwoorden.")
_step("freeze", "Bevries een ronde: een volledige kopie die nooit meer wijzigt.")
_step("send", "Verzend een bevroren ronde; van nu af mag iedereen ze lezen.")


@app.command(
    "import",
    cls=Command,
    epilog="grondrecht round import antwoorden.csv --round voortgang-2025-2026\n"
    "grondrecht round import antwoorden.xlsx --round voortgang-2025-2026 --apply",
)
def round_import(
    file: Annotated[str, typer.Argument(metavar="BESTAND", help="CSV of Excel (.xlsx).")],
    round: InRound,
    plan: OfPlan = "",
    by: By = "",
    why: Why = "",
    apply: ApplyFlag = False,
    as_json: JsonFlag = False,
) -> int:
    """Neem antwoorden uit een tabel op, of toon wat dat zou wijzigen.

    Zonder --apply staat er, per actie en per veld, wat er zou wijzigen en wordt niets geschreven.
    Status 1: in de tabel staat een fout; dan wordt er niets geschreven.
    """
    return do("rounds", "import_file", **locals())


@app.command(
    "export",
    cls=Command,
    epilog="grondrecht round export voortgang-2025-2026 --csv antwoorden.csv --json ronde.json",
)
def round_export(
    round: Name,
    plan: OfPlan = "",
    csv: Out = "",
    xlsx: Out = "",
    json: Out = "",
) -> int:
    """Schrijf een ronde uit: de antwoorden als tabel, of alles als JSON (grondrecht-round/1)."""
    return do("rounds", "export", **locals())


@verifying.command(cls=Command, epilog="grondrecht verify\ngrondrecht verify --json")
def verify(as_json: JsonFlag = False) -> int:
    """Kijk na of wat bevroren werd nog is wat het was: kopie, logboek en tabellen.

    Status 1: er is iets gewijzigd; er staat een zin voor elk verschil.
    """
    return do("rounds", "verify_all", **locals())
