"""``grondrecht people``: what its commands are called and given, and how they explain it."""

from __future__ import annotations

from typing import Annotated

import typer

from grondrecht.given import JsonFlag
from grondrecht.register_cli.doing import do
from grondrecht.usage import Command, Group

app = typer.Typer(cls=Group, rich_markup_mode=None, epilog="grondrecht people list")

Email = Annotated[str, typer.Argument(metavar="ADRES", help="Het werkadres van de persoon.")]
Role = Annotated[
    str,
    typer.Option(
        metavar="ROL",
        help="De rol: coordinator, cabinet, official, association, evaluator of reader.",
    ),
]
Plan = Annotated[
    str, typer.Option(metavar="PLAN", help="De korte naam van het plan; anders in alle plannen.")
]
Office = Annotated[str, typer.Option(metavar="CODE", help="Het ambt van een kabinetslid: 06.")]
Party = Annotated[
    str, typer.Option(metavar="PARTIJ", help="Voor wie iemand spreekt: de korte naam.")
]
By = Annotated[
    str, typer.Option(metavar="WIE", help="Wie dit doet; anders uw naam op deze machine.")
]
Why = Annotated[str, typer.Option(metavar="WAAROM", help="Waarom, voor het logboek.")]
ApplyFlag = Annotated[
    bool, typer.Option("--apply", help="Doe het; zonder dit wordt alleen getoond wie.")
]


@app.callback()
def people_group() -> None:
    """Nodig mensen uit, geef ze een rol, en wis wie weg is."""


@app.command("list", cls=Command, epilog="grondrecht people list --json")
def people_list(as_json: JsonFlag = False) -> int:
    """Toon wie er met de plannen werkt, met hun rollen van vandaag."""
    return do("people", "show", **locals())


@app.command(
    "invite",
    cls=Command,
    epilog="grondrecht people invite an@voorbeeld.be --name 'An Peeters' --role coordinator",
)
def people_invite(
    email: Email,
    name: Annotated[str, typer.Option(metavar="NAAM", help="De naam van de persoon.")],
    role: Role = "",
    plan: Plan = "",
    office: Office = "",
    party: Party = "",
    language: Annotated[str, typer.Option(metavar="TAAL", help="nl of en.")] = "nl",
    by: By = "",
    why: Why = "",
    as_json: JsonFlag = False,
) -> int:
    """Nodig iemand uit, en geef die persoon meteen een rol als u er een noemt.

    Er vertrekt een bericht met een link om een wachtwoord te kiezen; de link staat ook hier.
    """
    return do("people", "invite_person", **locals())


@app.command(
    "appoint",
    cls=Command,
    epilog="grondrecht people appoint bram@voorbeeld.be --role cabinet --plan voorbeeld"
    " --office 06",
)
def people_appoint(
    email: Email,
    role: Role,
    plan: Plan = "",
    office: Office = "",
    party: Party = "",
    by: By = "",
    why: Why = "",
    as_json: JsonFlag = False,
) -> int:
    """Geef iemand een rol, vanaf vandaag."""
    return do("people", "appoint_person", **locals())


@app.command("end", cls=Command, epilog="grondrecht people end bram@voorbeeld.be --role cabinet")
def people_end(
    email: Email, role: Role, by: By = "", why: Why = "", as_json: JsonFlag = False
) -> int:
    """Beëindig een rol van iemand: gisteren was de laatste dag."""
    return do("people", "end_role", **locals())


@app.command("export", cls=Command, epilog="grondrecht people export bram@voorbeeld.be")
def people_export(email: Email) -> int:
    """Geef alles wat van iemand bewaard wordt, als JSON."""
    return do("people", "export", **locals())


@app.command("erase", cls=Command, epilog="grondrecht people erase bram@voorbeeld.be")
def people_erase(email: Email, by: By = "", why: Why = "", as_json: JsonFlag = False) -> int:
    """Wis naam en adres van iemand, en wat alleen van die persoon is."""
    return do("people", "erase", **locals())


@app.command("retention", cls=Command, epilog="grondrecht people retention --apply")
def people_retention(
    days: Annotated[
        int, typer.Option(metavar="DAGEN", help="Anders wat de instellingen zeggen: een jaar.")
    ] = -1,
    by: By = "",
    why: Why = "",
    apply: ApplyFlag = False,
    as_json: JsonFlag = False,
) -> int:
    """Wis wie al zo lang geen rol meer heeft; bedoeld om elke nacht vanzelf te lopen."""
    return do("people", "retention", **locals())


@app.command("one-step", cls=Command, epilog="grondrecht people one-step an@voorbeeld.be")
def people_one_step(email: Email, by: By = "", why: Why = "", as_json: JsonFlag = False) -> int:
    """Zet de tweede stap van iemand uit, na het verlies van telefoon en herstelcodes."""
    return do("people", "one_step", **locals())
