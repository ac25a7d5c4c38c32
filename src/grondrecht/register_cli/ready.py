"""Get the register ready for a command, and say what goes wrong in one sentence."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import django
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation

from grondrecht.registry.errors import RegisterError


def run(module: str, function: str, given: Mapping[str, Any]) -> int:
    """Bring the register up to date and run a function beside this module; gives the status."""
    with spoken():
        start()
        bring_up_to_date()
        done = getattr(import_module(f"grondrecht.register_cli.{module}"), function)(**given)
    return int(done or 0)


def start() -> None:
    """Load the settings; messages are Dutch. Raises RegisterError for a setting that is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grondrecht.config.settings")
    try:
        django.setup()
    except (ValueError, ImproperlyConfigured) as error:
        raise RegisterError(str(error)) from error
    translation.activate("nl")


@contextmanager
def spoken() -> Iterator[None]:
    """Turn what the database and its models refuse into a RegisterError."""
    try:
        yield
    except ValidationError as error:
        words = import_module("grondrecht.registry.valid").sentence(error)
        raise RegisterError(f"Het register neemt dit niet aan: {words}") from error
    except DatabaseError as error:
        words = " ".join(str(error).split()) or type(error).__name__
        raise RegisterError(f"De databank weigert het ({words}); controleer {where()}.") from error


def where() -> str:
    """Where the register is, without a password: its file, or its server and name."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(settings["NAME"])
    server = settings.get("HOST") or "deze machine"
    return f"PostgreSQL op {server}, databank {settings['NAME']}"


def bring_up_to_date() -> None:
    """Make the tables of a register that is new or old, and say so on standard error.

    Raises RegisterError where a newer program made the register.
    """
    executor = MigrationExecutor(connection)
    held = set(executor.loader.applied_migrations)
    if unknown := held - set(executor.loader.disk_migrations):
        names = ", ".join(sorted(".".join(each) for each in unknown))
        raise RegisterError(
            f"Dit register is van een nieuwere versie van Grondrecht ({names}); werk het programma"
            " bij."
        )
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not steps:
        return
    call_command("migrate", verbosity=0, interactive=False)
    word = "bijgewerkt" if held else "gemaakt"
    print(f"Het register is {word}: {where()}", file=sys.stderr)


def whoever(by: str) -> str:
    """Who does it: as given, else the user's name on this machine."""
    if by.strip():
        return by
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "onbekende gebruiker"
