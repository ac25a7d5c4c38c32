"""The files that one run of the program writes: all of them, or none."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from grondrecht.writing.files import STANDARD_OUTPUT, WriteError, atomic_write

# What a terminal can show; other kinds of output are bytes that would garble it.
SHOWN_IN_A_TERMINAL = frozenset(("json", "csv", "text"))

# What file systems allow, in bytes.
LONGEST_NAME = 255


def refuse_outputs(file: str, outputs: Sequence[tuple[str, str]]) -> None:
    """Find out before the work what cannot be written after it.

    ``outputs`` are (kind, path), paths may be ``-`` for standard output; ``file`` is what is read.
    Raises WriteError with one sentence.
    """
    paths = [path for _, path in outputs]
    if paths.count(STANDARD_OUTPUT) > 1:
        raise WriteError("Er kan maar één uitvoer naar -; geef de andere een bestandsnaam.")
    named = [path for path in paths if path != STANDARD_OUTPUT]
    for path in named:
        if reason := _reason(path, file):
            raise WriteError(f"Kan {path} niet schrijven: {reason}.")
    places = [os.path.realpath(path) for path in named]
    for path, place in zip(named, places, strict=True):
        if places.count(place) > 1:
            raise WriteError(f"Twee uitvoeren heten {path}; geef elk een eigen naam.")
    for kind, path in outputs:
        if path == STANDARD_OUTPUT and kind not in SHOWN_IN_A_TERMINAL and sys.stdout.isatty():
            raise WriteError(
                f"--{kind} - toont geen tekst; geef een bestandsnaam of leid om met >."
            )


def _reason(path: str, file: str) -> str:
    """Why a path cannot be written; empty where it seems it can."""
    if not path:
        return "de naam is leeg; geef een bestandsnaam"
    if len(os.fsencode(os.path.basename(path))) > LONGEST_NAME:
        return "de naam is te lang; kies een kortere"
    if "\0" in path:
        return "de naam mag zo niet zijn; kies een andere naam"
    folder = Path(os.path.realpath(path)).parent
    if os.path.isdir(path):
        return "het is een map; geef ook een bestandsnaam"
    if not folder.exists():
        return "de map bestaat niet; maak ze eerst"
    if not folder.is_dir():
        return "de map is een bestand; kies een andere plaats"
    if os.path.isfile(path) and os.path.isfile(file) and os.path.samefile(path, file):
        return "het is het bestand dat gelezen wordt; kies een andere naam"
    if not os.access(path if os.path.exists(path) else folder, os.W_OK):
        return "u hebt er geen schrijfrecht; kies een andere plaats"
    return ""


def write_all(jobs: Mapping[str, Callable[[str], None]]) -> None:
    """Write every output, or none: ``jobs`` says per path what writes it.

    All are made in a folder of their own before the first is put in its place. Raises WriteError;
    files that this run made are then gone again.
    """
    with TemporaryDirectory() as folder:
        staged = {
            path: _made(job, path, f"{folder}/{n}") for n, (path, job) in enumerate(jobs.items())
        }
        _place(staged)


def _made(job: Callable[[str], None], path: str, beside: str) -> str:
    """Make an output beside its path; errors speak of the path itself."""
    try:
        job(beside)
    except WriteError as error:
        raise WriteError(str(error).replace(beside, path)) from error
    return beside


def _place(staged: Mapping[str, str]) -> None:
    """Put what was made in its place, standard output last: that cannot be taken back."""
    made: list[str] = []
    for path in sorted(staged, key=lambda path: path == STANDARD_OUTPUT):
        is_new = not os.path.lexists(path)
        try:
            atomic_write(path, Path(staged[path]).read_bytes())
        except OSError:
            for each in made:
                Path(each).unlink(missing_ok=True)
            raise
        made += [path] if is_new and path != STANDARD_OUTPUT else []
