"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from pathlib import Path

STANDARD_OUTPUT = "-"


class WriteError(OSError):
    """A document that could not be written; the message says which, why and what to do."""


def atomic_write(path: str | Path, data: bytes) -> None:
    """Write a file beside its target, then put it in the target's place; ``-`` is standard output.

    Nothing half-written is ever seen under the target's name, and an existing target keeps its
    permissions. A device or a pipe is written to as it is. Raises WriteError.
    """
    if str(path) == STANDARD_OUTPUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        _write(Path(os.path.realpath(path)), data)
    except (OSError, ValueError) as error:
        raise WriteError(f"Kan {path} niet schrijven: {reason(error)}.") from error


def _write(target: Path, data: bytes) -> None:
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError
    if mode is not None and not stat.S_ISREG(mode):
        target.write_bytes(data)
        return
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _create(beside, data, mode)
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def _create(path: Path, data: bytes, mode: int | None) -> None:
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        os.chmod(path, stat.S_IMODE(mode))


_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (FileNotFoundError, "de map bestaat niet; maak ze eerst"),
    (NotADirectoryError, "de map is een bestand; kies een andere plaats"),
    (FileExistsError, "de map is een bestand; kies een andere plaats"),
    (IsADirectoryError, "het is een map; geef ook een bestandsnaam"),
    (PermissionError, "u hebt er geen schrijfrecht; kies een andere plaats"),
    (ValueError, "de naam mag zo niet zijn; kies een andere naam"),
)


_SYSTEM = {
    errno.ENOSPC: "de schijf is vol; maak plaats",
    errno.EDQUOT: "uw schijfruimte is op; maak plaats",
    errno.ENAMETOOLONG: "de naam is te lang; kies een kortere",
    errno.EROFS: "de schijf kan alleen gelezen worden; kies een andere plaats",
    errno.EIO: "de schijf geeft een fout; kies een andere plaats",
}


def reason(error: Exception) -> str:
    """Why a file cannot be written and what to do, in Dutch: the system may speak any language."""
    for kind, words in _REASONS:
        if isinstance(error, kind):
            return words
    return _SYSTEM.get(getattr(error, "errno", None) or 0, "het systeem weigert het")
