"""The program as a process of its own: a register that is new, old, lost or moved; the site."""

import hashlib
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from runpy import run_path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psycopg
import pytest
from django.db import connection
from example_register import ABOUT, EXAMPLE, take_in_example
from held_registers import file_of

BENCH = run_path(str(Path(__file__).resolve().parents[2] / "bench" / "crash.py"))
PROGRAM = [sys.executable, "-c", "from grondrecht.cli import main; main()"]
ATTACHED = b"Een verslag van het overleg."
SERVER = os.environ.get("DATABASE_URL", BENCH["SERVER"])


@pytest.fixture(scope="module")
def home(tmp_path_factory, django_db_setup, django_db_blocker):
    """A folder with a register that holds the example plan, and a backup of it."""
    folder = tmp_path_factory.mktemp("home")
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            shutil.copy(file_of("example", take_in_example), folder / "grondrecht.sqlite3")
    else:
        assert program(folder, "import", EXAMPLE, "--about", ABOUT, "--apply").returncode == 0
    attach(folder)
    assert program(folder, "backup", f"{folder}/kopie").returncode == 0
    return folder


def attach(folder):
    """A file hangs on a measure."""
    sha256 = hashlib.sha256(ATTACHED).hexdigest()
    (folder / "attachments" / sha256[:2]).mkdir(parents=True)
    (folder / "attachments" / sha256[:2] / f"{sha256}-7").write_bytes(ATTACHED)
    with closing(sqlite3.connect(folder / "grondrecht.sqlite3")) as held:
        held.execute(
            "INSERT INTO followup_attachment VALUES (7, 'measure', 1, 'a.txt', '', 'text/plain',"
            f" {len(ATTACHED)}, '{sha256}', 0, 0, 'An', '2017-03-01 10:00:00')"
        )
        held.commit()


def files(folder):
    """What is attached in a folder: name -> content."""
    return {path.name: path.read_bytes() for path in (folder / "attachments").glob("*/*")}


def environment(folder, **more):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {"GRONDRECHT_DATA": str(folder), "LC_ALL": "C.UTF-8"} | more


def program(folder, *words, **more):
    """Run the program on the register in a folder."""
    return subprocess.run(
        [*PROGRAM, *map(str, words)],
        env=environment(folder, **more),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def state(folder):
    return BENCH["sqlite_state"](f"{folder}/grondrecht.sqlite3")


# The register.


def test_a_database_that_is_lost_comes_back_from_its_backup(home, tmp_path):
    back = program(tmp_path, "restore", f"{home}/kopie")
    assert (back.returncode, back.stdout.startswith("Teruggezet")) == (0, True)
    assert back.stderr.startswith(f"Het register is gemaakt: {tmp_path}/grondrecht.sqlite3\n")
    assert rows(state(tmp_path)) == rows(state(home))
    assert list(files(tmp_path).values()) == [ATTACHED]


def rows(found):
    """The rows of a state, JSON as what it says: PostgreSQL keeps the keys in an order of its own.

    Django's list of migrations has its own moments and numbers.
    """
    return {
        name: [[said(value) for value in row] for row in each]
        for name, each in found.items()
        if name != "django_migrations"
    }


def said(value):
    is_json = isinstance(value, str) and value[:1] in ("{", "[")
    try:
        return json.loads(value) if is_json else value
    except ValueError:
        return value


@pytest.fixture
def server():
    try:
        with BENCH["postgresql_place"](SERVER) as place:
            place.copy("", "moved")
            yield place
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL answers")


def test_a_register_moves_to_postgresql_and_back(home, tmp_path, server):
    url = server.url("moved")
    there = program(tmp_path, "restore", f"{home}/kopie", DATABASE_URL=url)
    assert there.returncode == 0, there.stderr
    assert "PostgreSQL op" in there.stdout
    assert program(tmp_path, "backup", "kopie", DATABASE_URL=url).returncode == 0
    shutil.rmtree(tmp_path / "attachments")
    assert program(tmp_path, "restore", "kopie").returncode == 0
    assert rows(state(tmp_path)) == rows(state(home))
    assert files(tmp_path) == files(home) != {}


def test_an_old_register_is_brought_up_to_date_and_that_is_said(home, tmp_path):
    shutil.copy(home / "grondrecht.sqlite3", tmp_path)
    with closing(sqlite3.connect(tmp_path / "grondrecht.sqlite3")) as held:
        triggers = (
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'followup%'"
        )
        for (name,) in list(held.execute(triggers)):
            held.execute(f"DROP TRIGGER {name}")
        for table in ("effect", "roundinstrument"):
            held.execute(f"DROP TABLE followup_{table}")
        held.execute("DELETE FROM django_migrations WHERE app = 'followup' AND name > '0002'")
        held.commit()
    done = program(tmp_path, "log", "voorbeeld")
    assert (done.returncode, done.stderr.startswith("Het register is bijgewerkt")) == (0, True)
    assert program(tmp_path, "log", "voorbeeld").stderr == ""


def test_a_register_of_a_newer_program_is_refused(home, tmp_path):
    shutil.copy(home / "grondrecht.sqlite3", tmp_path)
    with closing(sqlite3.connect(tmp_path / "grondrecht.sqlite3")) as held:
        held.execute("INSERT INTO django_migrations VALUES (999, 'registry', '9999_later', 0)")
        held.commit()
    done = program(tmp_path, "log", "voorbeeld")
    assert done.returncode == 2
    assert "nieuwere versie van Grondrecht (registry.9999_later)" in done.stderr


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL is geen adres van een databank"),
        ({"DATABASE_URL": "sqlite:////dev/null/x"}, "De databank weigert het"),
        ({"DATABASE_URL": "postgresql://x:geheim@127.0.0.1:9/y"}, "De databank weigert het"),
        ({"GRONDRECHT_LOG_LEVEL": "luid"}, "GRONDRECHT_LOG_LEVEL is 'LUID'"),
        ({"GRONDRECHT_DATA": "/dev/null/x"}, "GRONDRECHT_DATA"),
    ],
    ids=range(5),
)
def test_a_wrong_setting_is_one_sentence_without_a_password(tmp_path, setting, told):
    done = program(tmp_path, "log", "x", **setting)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert told in done.stderr
    assert "geheim" not in done.stderr


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "grondrecht.sqlite3").write_text("dit is een brief" * 1000)
    done = program(tmp_path, "log", "x")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "grondrecht.sqlite3" in done.stderr


def test_reading_a_plan_loads_nothing_of_the_register(tmp_path):
    code = (
        "import sys; sys.argv = ['grondrecht', 'read', sys.argv[1]]\n"
        "from grondrecht.cli import main\n"
        "try: main()\n"
        "finally: print([m for m in ('django', 'grondrecht.register_cli.declared')"
        " if m in sys.modules])"
    )
    command = [sys.executable, "-c", code, EXAMPLE]
    done = subprocess.run(command, env=environment(tmp_path), capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"
    assert list(tmp_path.iterdir()) == []


# The site.


def free_port():
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def answer(port, path):
    """What the site answers, once it does."""
    for _ in range(600):
        try:
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as page:
                return page.status, page.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()
        except URLError:
            time.sleep(0.1)
    raise AssertionError("the site does not answer")


def test_the_demo_takes_the_example_in_and_ends_with_the_site_on(tmp_path):
    port = free_port()
    words = [*PROGRAM, "demo", "--port", str(port)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(words, env=environment(tmp_path), **pipes) as running:
        try:
            status, page = answer(port, "/nl/")
            found = answer(port, "/nl/voorbeeld/zoeken?q=huurpremie")[1]
            taken = program(tmp_path, "serve", "--port", port)
        finally:
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=60)
    assert (status, "Landsplan tegen armoede" in page) == (200, True)
    assert "uurpremie" in found
    assert taken.returncode == 2
    assert f"Poort {port} op 127.0.0.1 is bezet; zet uit wat daar draait" in taken.stderr
    assert out == f"De site staat op http://127.0.0.1:{port}/ (Ctrl-C zet ze uit)\n"
    assert "Het voorbeeldplan opgenomen." in err
    links = re.findall(rf"http://127.0.0.1:{port}/nl/werk/wachtwoord/kiezen/\S+", err)
    assert len(links) == 6
    assert "Traceback" not in err
    assert running.returncode == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--host", "niet.bestaand.example"), "geen adres van deze machine"),
        (("--host", "192.0.2.1"), "geen adres van deze machine"),
        (("--port", "0"), "--port"),
        (("--port", "70000"), "--port"),
        (("--workers", "-1"), "--workers"),
    ],
    ids=range(5),
)
def test_the_site_is_not_put_on_where_it_cannot_be(home, words, told):
    done = program(home, "serve", *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert told in done.stderr
