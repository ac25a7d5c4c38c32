"""``grondrecht serve`` and ``demo``: the site on this machine."""

from __future__ import annotations

import errno
import gc
import os
import socket
import sys
from contextlib import ExitStack
from importlib import import_module
from importlib.resources import as_file, files
from typing import Any

from django.conf import settings
from django.db import connections
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from grondrecht.followup.actions.measures_import import take_in_file as take_in_measures
from grondrecht.followup.actors import operator
from grondrecht.followup.contributions_file import take_in_contributions
from grondrecht.followup.meetings_file import take_in_meetings
from grondrecht.given import Progress, plan_and_lines
from grondrecht.register_cli.demo_people import sign_in_lines, take_in_people
from grondrecht.register_cli.importing import Given, directory_named, take_in
from grondrecht.registry.about import read_about
from grondrecht.registry.actions.catalogue import import_catalogue
from grondrecht.registry.actions.imports import Target
from grondrecht.registry.actions.observations import import_observations
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.find import plan_named
from grondrecht.registry.intake import read_catalogue
from grondrecht.registry.models import Plan
from grondrecht.registry.search.snapshot import current
from grondrecht.registry.trial import kept

EXAMPLE = "vapa-voorbeeld"
EXAMPLE_PARTIES = "voorbeeld"
ENDINGS = (
    *(".txt", ".toml", ".catalogue.jsonl", ".meetings.toml", ".measures.csv", ".monitor.csv"),
    ".contributions.toml",
)
# Requests that one process answers at once; more wait.
THREADS = 4
MOST_WORKERS = 8


class Site(BaseApplication):  # type: ignore[misc]
    """The site as gunicorn runs it, with our settings."""

    def __init__(self, **chosen: object) -> None:
        self.chosen = chosen
        super().__init__()

    def load_config(self) -> None:
        """Take our settings over."""
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:  # noqa: ANN401 (a WSGI application)
        """The application; it has no connection to a database that processes would share.

        Addresses and pages are imported here, and what the search counts is read: once, before the
        first visitor comes, and shared by all processes as long as nothing is written.
        """
        application = import_module("grondrecht.config.wsgi").application
        import_module(settings.ROOT_URLCONF)
        current()
        connections.close_all()
        gc.freeze()
        return application


def serve(port: int, host: str, workers: int) -> None:
    """Run the site until it is told to stop. Raises RegisterError where the port is taken."""
    refuse_taken(host, port)
    address = known_by(host, port)
    print(f"De site staat op {address} (Ctrl-C zet ze uit)", flush=True)
    # The program makes little and ends; a site lives long, and must give back what it drops.
    gc.enable()
    Site(
        bind=f"{f'[{host}]' if ':' in host else host}:{port}",
        workers=workers or min(MOST_WORKERS, os.cpu_count() or 1),
        worker_class="gthread",
        threads=THREADS,
        preload_app=True,
        max_requests=20_000,
        max_requests_jitter=2_000,
        timeout=60,
        loglevel="warning",
        control_socket_disable=True,
    ).run()


def known_by(host: str, port: int) -> str:
    """The address of the site, with which its links begin where the settings name none."""
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    if "GRONDRECHT_PUBLIC_URL" not in os.environ:
        settings.PUBLIC_URL = address.rstrip("/")
    return address


def refuse_taken(host: str, port: int) -> None:
    """Find out before the work whether the site can listen there. Raises RegisterError."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(place)
    except (socket.gaierror, UnicodeError) as error:
        raise _no_address(host) from error
    except PermissionError as error:
        raise RegisterError(
            f"Poort {port} mag alleen de beheerder gebruiken; kies een hogere met --port."
        ) from error
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise _no_address(host) from error
        other = port + 1 if port < 65535 else 8000
        raise RegisterError(
            f"Poort {port} op {host} is bezet; zet uit wat daar draait, of kies een andere met"
            f" --port {other}."
        ) from error


def _no_address(host: str) -> RegisterError:
    return RegisterError(f"{host!r} is geen adres van deze machine; geef bijvoorbeeld 127.0.0.1.")


def demo(port: int) -> None:
    """Take the example plan in, where it is not in yet, and run the site."""
    refuse_taken("127.0.0.1", port)
    changes = import_example()
    word = "opgenomen" if changes else "staat er al"
    print(f"Het voorbeeldplan {word}.", file=sys.stderr)
    known_by("127.0.0.1", port)
    working = take_in_people(operator("grondrecht demo"), plan_named(EXAMPLE_PARTIES))
    print("\n".join(sign_in_lines(working)), file=sys.stderr)
    serve(port, "127.0.0.1", 0)


def import_example() -> int:
    """Take in the example plan with its parties, what is known of it and its catalogue.

    With its consultations, poverty tests, measures, and synthetic figures of the monitor. One
    transaction; gives how much was new.
    """
    with ExitStack() as stack:
        folder = files("grondrecht") / "examples"
        document, about, catalogue, meetings, measures, figures, contributions = (
            str(stack.enter_context(as_file(folder / f"{EXAMPLE}{ending}"))) for ending in ENDINGS
        )
        told = read_about(about)
        items = read_catalogue([catalogue])
        read, lines = plan_and_lines(document, "")
        progress = stack.enter_context(Progress("Voorbeeldplan opnemen"))
        stack.enter_context(kept(True))
        target = Target(
            told.slug,
            told.edition,
            told.name,
            told.edition_name,
            told.language,
            told.decided_on,
        )
        given = Given(read, lines, target, told, directory_named(EXAMPLE_PARTIES))
        by, why = "grondrecht demo", "het voorbeeldplan"
        _, changes = take_in(given, True, progress, by=by, why=why)
        changes += import_catalogue(items, told.slug, by=by, why=why).changed
        who, plan = operator(by), plan_named(told.slug)
        changes += take_in_meetings(who, plan, meetings, why=why)
        changes += take_in_measures(who, plan, measures, why=why)
        changes += take_in_figures(plan, figures, by=by, why=why)
        return changes + take_in_contributions(who, plan, contributions, why=why)


def take_in_figures(plan: Plan, file: str, *, by: str, why: str) -> int:
    """Take figures of the monitor in from a file; gives how many are new or another."""
    # What reads them loads the program of the monitor, which a site does not need.
    reading = import_module("grondrecht.registry.results.reading")
    report = import_observations(plan, reading.read_results([file], {}), by=by, why=why, apply=True)
    if report.mistakes:
        raise RegisterError(str(report.mistakes[0]))
    return len(report.differences)
