"""The files that hang on rows, into a backup and out of it, a piece at a time.

An app that keeps such files names the module that knows them in its ``kept_files``. There
``held()`` gives an AttachedFile for each row, ``place(sha256, number)`` where its file is,
``there()`` what is on the disk; ``write(path, pieces)`` and ``discard(path)`` change that.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from django.apps import apps

from grondrecht.registry.backup_format import (
    FILE_COLUMNS,
    FILES,
    AttachedFile,
    Manifest,
    Table,
    member,
    write_table,
)
from grondrecht.registry.errors import RegisterError

_PIECE = 1 << 20


def write_files(file: zipfile.ZipFile, tell: Callable[[], None]) -> tuple[Table, list[str]]:
    """Put every attached file in a backup; gives their list, and the names of those not whole.

    A file that is lost or damaged on the disk does not stop the rest from being kept.
    """
    kept: list[AttachedFile] = []
    lost: list[str] = []
    store = _store()
    for each in store.held():
        whole = _write_file(file, each, store.place(each.sha256, each.number))
        kept += [each] if whole else []
        lost += [] if whole else [each.name]
        tell()
    rows = ([each.number, each.sha256, each.size] for each in kept)
    return write_table(file, FILES, FILE_COLUMNS, rows), lost


def count_files() -> int:
    """How many files hang on rows."""
    return sum(1 for _ in _store().held())


def check_file(file: zipfile.ZipFile, each: AttachedFile, path: Path) -> None:
    """Read a file in a backup through. Raises RegisterError where it is not what the list says."""
    with member(file, each.name) as opened:
        if not _is_whole(opened, each):
            raise RegisterError(f"{path} is beschadigd in {each.name}; neem een andere kopie.")


@contextmanager
def restored_files(
    file: zipfile.ZipFile, files: Sequence[AttachedFile], tell: Callable[[], None]
) -> Iterator[None]:
    """Put the files of a backup on the disk around the transaction that brings back its rows.

    Where that fails, what was not there before goes again; where it succeeds, what then has no row
    does. A file never takes another's place, so that a process may be killed at any moment.
    """
    store = _store()
    before = set(store.there())
    new: list[Path] = []
    try:
        for each in files:
            path = store.place(each.sha256, each.number)
            new += [] if path in before else [path]
            with member(file, each.name) as opened:
                store.write(path, _pieces(opened))
            tell()
        yield
    except BaseException:
        _discard(new)
        raise
    _discard(before - {store.place(each.sha256, each.number) for each in store.held()})


def check_rows(manifest: Manifest, files: Sequence[AttachedFile], path: Path) -> None:
    """Raises RegisterError where the rows that came back have other files than the backup."""
    held = {each.name: each for each in _store().held()}
    kept = {each.name: each for each in files}
    if held != kept | {name: held.get(name) for name in manifest.lost}:
        raise RegisterError(
            f"{path} heeft andere bijlagen dan zijn rijen noemen; neem een andere kopie."
        )


def _store() -> Any:  # noqa: ANN401 (a module: see above)
    """The module that knows the attached files; only one app keeps any."""
    (name,) = (app.kept_files for app in apps.get_app_configs() if hasattr(app, "kept_files"))
    return import_module(name)


def _discard(paths: Sequence[Path] | set[Path]) -> None:
    for path in paths:
        _store().discard(path)


def _write_file(file: zipfile.ZipFile, each: AttachedFile, path: Path) -> bool:
    """Whether the file was there, whole, and is in the backup now."""
    opened = _whole(each, path)
    if opened is None:
        return False
    # As it is: nearly all types that may be attached are packed already.
    with opened, file.open(zipfile.ZipInfo(each.name), "w", force_zip64=True) as into:
        shutil.copyfileobj(opened, into, _PIECE)
    return True


def _whole(each: AttachedFile, path: Path) -> IO[bytes] | None:
    """The file to read from its start; None where it cannot be read or is another."""
    try:
        opened = path.open("rb")
        if _is_whole(opened, each):
            opened.seek(0)
            return opened
        opened.close()
    except OSError:
        pass
    return None


def _is_whole(opened: IO[bytes], each: AttachedFile) -> bool:
    """Whether what is read has the size and the SHA-256; it stops where it proves larger."""
    sha256, size = hashlib.sha256(), 0
    for piece in _pieces(opened):
        sha256.update(piece)
        size += len(piece)
        if size > each.size:
            return False
    return (size, sha256.hexdigest()) == (each.size, each.sha256)


def _pieces(opened: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: opened.read(_PIECE), b"")
