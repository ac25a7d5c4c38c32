"""``grondrecht report``: what it is called and given, and how it explains itself."""

from __future__ import annotations

from typing import Annotated

import typer

from grondrecht.register_cli.doing import do
from grondrecht.register_cli.rounds_declared import Name, OfPlan, Out
from grondrecht.usage import Command, Group

reporting = typer.Typer(cls=Group, rich_markup_mode=None)


@reporting.command(
    cls=Command,
    epilog="grondrecht report voortgang-2025-2026 --docx rapport.docx --pdf rapport.pdf\n"
    "grondrecht report voortgang-2025-2026 --citizens burgers.pdf",
)
def report(
    round: Name,
    docx: Out = "",
    pdf: Out = "",
    xlsx: Out = "",
    json: Out = "",
    citizens: Annotated[
        str,
        typer.Option(
            metavar="UIT", help="Twee bladzijden voor burgers: een naam op .pdf of .docx."
        ),
    ] = "",
    lang: Annotated[str, typer.Option(metavar="TAAL", help="De taal: nl of en.")] = "nl",
    plan: OfPlan = "",
) -> int:
    """Maak het rapport van een ronde voor het parlement, in een of meer formaten.

    Zolang de ronde niet bevroren is, staat er op elke bladzijde dat het een ontwerp is.
    """
    return do("reporting", "report", **locals())
