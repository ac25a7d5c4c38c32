"""The register's commands for a terminal.

``declared`` says what each is given; the modules beside it do the work. Those load Django, so they
are loaded only when one of these commands runs: reading and checking a plan needs none of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

# What each command does, for the help page of the program: the first sentence of its own.
SUMMARIES = {
    "import": "Neem een plan op in het register, of toon wat dat zou wijzigen.",
    "catalogue": "Neem op waarover de formulieren van een plan spreken.",
    "import-observations": "Neem cijfers van de armoedemonitor op, met hun foutmarges, of toon"
    " wat dat zou wijzigen.",
    "parties": "Zeg welke partijen de formulieren noemen.",
    "lineage": "Zeg wat er tussen twee edities van acties geworden is.",
    "log": "Toon wie wat wanneer en waarom wijzigde, of hoe een actie op een dag was.",
    "round": "Vraag naar de stand van de acties, en bevries wat geantwoord werd.",
    "measures": "Neem rechten en sociale correcties op.",
    "tests": "Tel de armoedetoetsen van een plan.",
    "verify": "Kijk na of wat bevroren werd nog is wat het was: kopie, logboek en tabellen.",
    "people": "Nodig mensen uit, geef ze een rol, en wis wie weg is.",
    "remind": "Stuur mensen één bericht met wat van hen gevraagd wordt, en nooit twee keer"
    " hetzelfde.",
    "report": "Maak het rapport van een ronde voor het parlement, in een of meer formaten.",
    "indicators": "Bereken indicatoren van armoede uit een enquête, elk met zijn foutenmarge.",
    "rights": "Pas de voorwaarden van rechten toe, op één gezin of op een hele bevolking.",
    "what-if": "Reken uit wat een hervorming verandert: wie wint en verliest, wat het kost, en de"
    " armoede.",
    "award": "Zeg wie recht heeft op een maatregel en hem niet krijgt.",
    "award-back": "Zet bij de pseudoniemen van een bestand weer de echte id, voor wie sleutel en"
    " lijst heeft.",
    "serve": "Zet de site aan op deze machine; Ctrl-C zet ze weer uit.",
    "demo": "Neem het voorbeeldplan op en zet de site aan.",
    "export": "Schrijf het register als open data in een map: CSV, JSON Lines, Parquet en Excel.",
    "backup": "Bewaar het hele register in één bestand; het past op SQLite en op PostgreSQL.",
    "restore": "Zet het register terug zoals een bewaard bestand het heeft.",
}


def command_named(name: str) -> Any:  # noqa: ANN401 (typer's own types)
    """One of these commands."""
    return import_module("grondrecht.register_cli.declared").PROGRAM.commands[name]
