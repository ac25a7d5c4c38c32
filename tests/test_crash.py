"""Killed in mid-import the register is as before or as after. bench/crash.py kills 20 times."""

import random
from pathlib import Path
from runpy import run_path

import pytest
from django.conf import settings

BENCH = run_path(str(Path(__file__).resolve().parents[1] / "bench" / "crash.py"))
DATABASE = settings.DATABASES["default"]


@pytest.fixture
def place():
    """Registers of the kind that the suite runs on."""
    if DATABASE["ENGINE"].endswith("sqlite3"):
        with BENCH["sqlite_place"]() as opened:
            yield opened
        return
    user, host, port = DATABASE["USER"], DATABASE["HOST"], DATABASE["PORT"] or 5432
    password = f":{DATABASE['PASSWORD']}" if DATABASE["PASSWORD"] else ""
    server = f"postgresql://{user}{password}@{host}:{port}/postgres"
    with BENCH["postgresql_place"](server) as opened:
        yield opened


def test_an_import_that_is_killed_leaves_nothing_between(place):
    kills = BENCH["crash"](place, BENCH["import_of"](""), 3, random.Random(7))
    assert {kill.left for kill in kills} <= {"before", "after"}
    assert min(kill.share for kill in kills) < 0.9
