"""When the register fails in the middle of a save: it is told, nothing is half-saved or lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from held_registers import begin

HERE = Path(__file__).resolve().parent
SERVER = os.environ.get("DATABASE_URL", "")
NAME = f"grondrecht_failing_{os.getpid()}"


@pytest.fixture
def address(tmp_path, django_db_setup):
    """The address of an empty database of the kind that the suite runs on."""
    if not SERVER.startswith("postgres"):
        begin(tmp_path / "register.sqlite3")
        yield f"sqlite:///{tmp_path / 'register.sqlite3'}"
        return
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {NAME}")
        yield f"{SERVER.rpartition('/')[0]}/{NAME}"
        connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def test_a_full_disk_or_a_database_that_starts_anew_loses_nothing(address, tmp_path):
    """On SQLite the disk is full; on PostgreSQL the server ends the connection half-way."""
    done = subprocess.run(
        [sys.executable, str(HERE / "failing_saves.py")],
        env={
            **os.environ,
            "DATABASE_URL": address,
            "GRONDRECHT_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "grondrecht.config.settings",
            "PYTHONPATH": str(HERE.parent),
        },
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {
        "status": 503,
        "says": True,
        "typed": told["typed"],
        "traceback": False,
        "unchanged": True,
        "again": 302,
        "held": "answered",
        "news": True,
    }
    assert told["typed"] >= 1, "what was typed is still on the page"
