"""The full text of whichever database holds the register, behind one set of functions.

A backend has ``CREATE`` and ``DROP`` (statements), ``take_turn``, ``put``, ``remove``, ``matching``
and ``held``.
"""

from __future__ import annotations

from types import ModuleType

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from grondrecht.registry.search import postgresql, sqlite

_BACKENDS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def backend() -> ModuleType:
    """The module that speaks to the register's database."""
    return _BACKENDS[connection.vendor]


def create(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the full text; for a migration."""
    for statement in _BACKENDS[schema_editor.connection.vendor].CREATE:
        schema_editor.execute(statement)


def drop(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the full text away; for a migration."""
    for statement in _BACKENDS[schema_editor.connection.vendor].DROP:
        schema_editor.execute(statement)
