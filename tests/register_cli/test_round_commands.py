"""``grondrecht round`` and ``verify``: a whole round from a terminal, and a byte that changed."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.db import connection
from followup.cast import OTHER_ACTION, OWN_ACTION
from openpyxl import load_workbook

from grondrecht.followup.models import FrozenRound, Round
from grondrecht.registry.models import LogEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]
PREPARE = (
    *("round", "prepare", "--plan", "voorbeeld", "--from", "2025-01-01", "--to", "31/12/2026"),
    *("--only", OWN_ACTION, "--only", OTHER_ACTION),
)
SLUG = "voortgang-2025-2026"
TABLE = f"actie;stand;reden\n{OWN_ACTION};vertraagd;De aannemer viel weg.\n{OTHER_ACTION};lopend;\n"


@pytest.fixture
def opened(done, tmp_path):
    """An open round, and a table of answers in the folder."""
    done(*PREPARE)
    done("round", "open", SLUG)
    (tmp_path / "antwoorden.csv").write_text(TABLE, "utf-8")
    return Round.objects.get()


@pytest.fixture
def frozen(done, opened):
    """A round that was answered by the table, and frozen."""
    done("round", "import", "antwoorden.csv", "--round", SLUG, "--apply")
    for step in ("end-answers", "end-validation", "freeze"):
        done("round", step, SLUG)
    return FrozenRound.objects.get()


def test_a_round_is_prepared_by_the_law(done):
    assert "nog geen rondes" in done("round", "list")
    out = done(*PREPARE, "--by", "An", "--why", "het is tijd")
    assert "voorbereid" in out
    assert "voor 2027-04-01" in out
    assert LogEntry.whole.filter(by="An", why="het is tijd").count() == 3
    (row,) = json.loads(done("round", "list", "--json"))
    assert (row["round"], row["state"], row["actions"]) == (SLUG, "prepared", 2)
    assert SLUG in done("round", "list", "--plan", "voorbeeld")


def test_a_table_is_shown_then_taken_in_once(done, opened):
    shown = done("round", "import", "antwoorden.csv", "--round", SLUG)
    assert "Status: (leeg) → loopt achter" in shown
    assert not re.search("late|running|news|milestones|promised", shown)
    assert "--apply" in shown
    assert json.loads(done("round", "show", SLUG, "--json"))["unanswered"] == 2
    taken = done("round", "import", "antwoorden.csv", "--round", SLUG, "--apply")
    assert "Opgenomen: antwoorden voor 2 acties." in taken
    again = done("round", "import", "antwoorden.csv", "--round", SLUG, "--apply", "--json")
    assert (json.loads(again)["changes"], json.loads(again)["same"]) == ([], 2)
    assert "verandert niets" in done("round", "import", "antwoorden.csv", "--round", SLUG)
    told = json.loads(done("round", "show", SLUG, "--json"))
    assert (told["statuses"]["late"], told["statuses"]["running"]) == (1, 1)
    assert "loopt achter" in done("round", "show", SLUG)


def test_a_wrong_cell_is_told_and_nothing_is_written(run, opened, tmp_path):
    (tmp_path / "fout.csv").write_text(f"actie;stand;kleur\n{OWN_ACTION};ooit;rood\n", "utf-8")
    status, out, _err = run("round", "import", "fout.csv", "--round", SLUG, "--apply")
    assert status == 1
    assert "rij 2, stand:" in out
    assert "'kleur' wordt niet opgenomen" in out
    assert "niets geschreven" in out
    assert not opened.reports.exclude(state="asked").exists()


def test_a_table_that_says_nothing_is_not_called_the_same(run, opened, tmp_path):
    def told(text):
        (tmp_path / "leeg.csv").write_text(text, "utf-16")
        return run("round", "import", "leeg.csv", "--round", SLUG)

    assert "headings" not in told("actie;stand\n")[2]
    assert "onder de koppen" in told("actie;stand\n")[2]
    status, out, _err = told(f"actie;stand\n{OWN_ACTION};\n")
    assert (status, "geen rij zegt iets" in out, "heeft dit al" in out) == (0, True, False)


def test_text_behind_a_semicolon_is_not_lost(refused, opened, tmp_path):
    (tmp_path / "los.csv").write_text(
        f"actie;stand;nieuws\n{OWN_ACTION};lopend;te traag; te duur\n", "utf-8"
    )
    assert "rij 2" in refused("round", "import", "los.csv", "--round", SLUG, "--apply")
    assert not opened.reports.exclude(state="asked").exists()


def test_what_is_not_there_is_told_in_one_sentence(refused, opened):
    assert SLUG in refused("round", "show", "anders")
    told = "weg.csv kan niet gelezen worden: het bestaat niet; controleer de naam."
    assert refused("round", "import", "weg.csv", "--round", SLUG) == told
    assert "het is een map" in refused("round", "import", ".", "--round", SLUG)
    assert "het is een map" in refused("round", "adjust", SLUG, "--edition", "x", "--changes", ".")
    assert "--from" in refused("round", "prepare", "--plan", "voorbeeld", "--from", "gisteren")
    assert "progress" in refused("round", "prepare", "--plan", "voorbeeld", "--kind", "x")
    assert "editie" in refused("round", "prepare", "--plan", "voorbeeld", "--edition", "x")
    assert "--csv" in refused("round", "export", SLUG)
    assert "Dit kan niet zolang" in refused("round", "freeze", SLUG)


def test_every_export_says_the_same(done, frozen, tmp_path):
    done("round", "export", SLUG, "--csv", "r.csv", "--xlsx", "r.xlsx", "--json", "r.json")
    copy = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert copy["format"] == "grondrecht-round/1"
    told = {report["code"]: report["answer"]["status"] for report in copy["reports"]}
    assert told == {OWN_ACTION: "late", OTHER_ACTION: "running"}
    assert (tmp_path / "r.json").read_text("utf-8") == frozen.body
    assert (tmp_path / "r.csv").read_text("utf-8-sig").count("loopt") == 2
    rows = list(load_workbook(tmp_path / "r.xlsx").active.iter_rows(values_only=True))
    place = rows[0].index("status")
    assert [row[place] for row in rows[1:]] == ["loopt achter", "loopt zoals gepland"]


def test_a_round_that_was_sent_is_called_so_by_every_command(done, refused, frozen):
    done("round", "send", SLUG)
    for step in ("open", "freeze", "reopen", "send"):
        assert "“verstuurd”" in refused("round", step, SLUG)
    assert "verstuurd" in done("round", "list")


def test_verify_says_that_all_is_as_it_was(done, frozen):
    assert f"{SLUG}: ongewijzigd  {frozen.sha256}" in done("verify")
    (verdict,) = json.loads(done("verify", "--json"))
    assert verdict["differences"] == []


def test_verify_has_nothing_to_do_without_rounds(done):
    assert "nog geen ronde bevroren" in done("verify")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a register in one file is SQLite's")
def test_a_byte_that_changed_in_the_file_of_the_register_is_found(frozen, tmp_path):
    """The file is changed past every program: no trigger is asked."""
    path = tmp_path / "register.sqlite3"
    data = connection.connection.serialize()
    # So written it stands in the frozen copy alone.
    words = b'"reason":"De aannemer viel weg'
    assert words in data
    path.write_bytes(data.replace(words, words[:-1] + b"h"))
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{path}"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    told = subprocess.run(
        [sys.executable, "-m", "grondrecht", "verify"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1, told.stderr
    assert f"{SLUG}: gewijzigd" in told.stdout
    assert "SHA-256" in told.stdout
