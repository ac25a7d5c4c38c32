"""What deploy/ and docs/running.md tell an installation to do holds."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from held_registers import begin
from typer.main import get_command

from grondrecht.cli import app

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
UNITS = [*SERVICES, *DEPLOY.glob("*.timer")]
STARTED = re.compile(r"ExecStart=.*?(\S+/bin/grondrecht [^'\n]*)")
# What a visitor of the site gets, asked under the settings of an installation.
ASKED = """
import django
from django.core.management import call_command
from django.test import Client
django.setup()
call_command("check", "--deploy", "--fail-level", "WARNING")
call_command("migrate", verbosity=0)
page = Client().get("/nl/", HTTP_HOST="plan.example.org", secure=True)
plain = Client().get("/nl/", HTTP_HOST="plan.example.org")
other = Client().get("/nl/", HTTP_HOST="evil.example.org", secure=True)
print(page.status_code, plain.status_code, plain["Location"], other.status_code)
for name in ("X-Frame-Options", "Strict-Transport-Security", "X-Content-Type-Options"):
    print(page[name])
print("plan.example.org" in page.content.decode(), "127.0.0.1" in page.content.decode())
"""


def settings_of(path):
    """The variables of an environment file, as systemd reads it."""
    lines = path.read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def unit(path):
    read = configparser.RawConfigParser(strict=False, delimiters="=")
    read.optionxform = str
    read.read_string(path.read_text("utf-8"))
    return read


def test_the_settings_of_an_installation_pass_django_s_own_check(tmp_path, django_db_setup):
    begin(tmp_path / "grondrecht.sqlite3")
    kept = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "grondrecht.config.settings"}
    told = settings_of(DEPLOY / "grondrecht.env") | {"GRONDRECHT_DATA": str(tmp_path)}
    command = [sys.executable, "-W", "error", "-c", ASKED]
    done = subprocess.run(command, env=kept | told, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    first, *headers, content = done.stdout.splitlines()[1:]
    assert first == "200 301 https://plan.example.org/nl/ 400"
    assert headers == ["DENY", "max-age=31536000; includeSubDomains; preload", "nosniff"]
    assert content == "True False"
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_the_check_would_see_a_weak_setting(tmp_path):
    kept = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "grondrecht.config.settings"}
    told = settings_of(DEPLOY / "grondrecht.env") | {"GRONDRECHT_DATA": str(tmp_path)}
    weak = kept | told | {"GRONDRECHT_HTTPS": "0"}
    done = subprocess.run([sys.executable, "-c", ASKED], env=weak, capture_output=True, check=False)
    assert (done.returncode, b"security.W" in done.stderr) == (1, True)


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units_are_understood_by_systemd(path, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not here")
    for each in UNITS:
        words = re.sub(r"/opt/\S+/grondrecht\b", "/bin/true", each.read_text("utf-8"))
        (tmp_path / each.name).write_text(words)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / path.name)],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "grondrecht" in line]
    assert ours == []


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_units_start_commands_that_exist_with_options_that_exist(path):
    command, words = get_command(app), STARTED.search(path.read_text())[1].split()[1:]
    while hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
    known = {option for param in command.params for option in param.opts}
    assert {word for word in words if word.startswith("--")} <= known
    assert unit(path)["Service"]["EnvironmentFile"] == "/etc/grondrecht/grondrecht.env"


@pytest.mark.parametrize("guard", ["ProtectSystem", "NoNewPrivileges", "CapabilityBoundingSet"])
def test_units_guard_the_machine(guard):
    for path in SERVICES:
        assert guard in unit(path)["Service"]


def test_whatever_runs_by_itself_has_a_time_of_its_own():
    timers = {path.stem: unit(path)["Timer"]["OnCalendar"] for path in DEPLOY.glob("*.timer")}
    assert set(timers) == {path.stem for path in SERVICES} - {"grondrecht"}
    assert len(set(timers.values())) == len(timers)
    # Who is erased is in the backup of that night for the last time.
    assert timers["grondrecht-backup"] < timers["grondrecht-retention"]


def test_what_is_erased_every_night_is_erased_and_its_names_reach_no_journal():
    service = unit(DEPLOY / "grondrecht-retention.service")["Service"]
    assert service["ExecStart"].endswith(" people retention --apply")
    assert service["StandardOutput"] == "null"


def test_proxies_tell_who_asks_and_how():
    assert "X-Forwarded-For $remote_addr" in (DEPLOY / "nginx.conf").read_text()
    assert "X-Forwarded-Proto $scheme" in (DEPLOY / "nginx.conf").read_text()
    assert "X-Forwarded-For {remote_host}" in (DEPLOY / "Caddyfile").read_text()


def test_every_file_is_named_in_the_page_about_running():
    page = (ROOT / "docs/running.md").read_text("utf-8")
    assert [path.name for path in DEPLOY.iterdir() if f"(../deploy/{path.name})" not in page] == []
