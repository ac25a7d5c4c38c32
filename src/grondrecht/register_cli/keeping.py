"""``grondrecht export``, ``backup`` and ``restore``: the register as files."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import mkdtemp

from grondrecht.followup.export import EVERY_TABLE
from grondrecht.given import Progress
from grondrecht.register_cli.ready import where
from grondrecht.register_cli.shown import print_json
from grondrecht.registry.backup import restore_backup, write_backup
from grondrecht.registry.backup_format import Manifest
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.export.dumps import export_all
from grondrecht.registry.find import plan_named
from grondrecht.writing.files import reason

# A folder with this file in it was made by an export, and may be replaced by one.
MARK = Path("csv") / "datapackage.json"


def export(folder: str, plan: str, as_json: bool) -> None:
    """Write all dumps beside the folder, and put them in its place when all are there."""
    chosen = plan_named(plan).slug if plan else None
    target = _folder(folder)
    with Progress("Open data schrijven") as progress, _writing(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            written = export_all(beside, chosen, progress, EVERY_TABLE)
            files = [path.relative_to(beside) for path in written]
            beside.chmod(0o755)
            _replace(target, beside)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    if as_json:
        print_json([str(target / file) for file in files])
    else:
        print(f"{len(files)} bestanden geschreven in {folder}")


def _folder(folder: str) -> Path:
    """Where an export goes. Raises RegisterError where something else is there."""
    if not folder.strip() or "\0" in folder:
        raise RegisterError("De naam van de map is leeg of mag zo niet zijn; geef een andere.")
    target = Path(os.path.realpath(folder))
    if target.exists() and not target.is_dir():
        raise RegisterError(f"{folder} is een bestand; geef een map.")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise RegisterError(f"{folder} bevat andere bestanden; geef een nieuwe of lege map.")
    return target


def _replace(target: Path, beside: Path) -> None:
    """Put a folder in the place of another, which goes away."""
    if not target.exists():
        beside.rename(target)
        return
    old = Path(mkdtemp(prefix=f".{target.name}.old.", dir=target.parent))
    try:
        target.rename(old / "was")
        beside.rename(target)
    finally:
        shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _writing(path: str) -> Iterator[None]:
    """Turn what the system refuses into a RegisterError that names the path."""
    try:
        yield
    except OSError as error:
        raise RegisterError(f"Kan {path} niet schrijven: {reason(error)}.") from error


def backup(file: str, as_json: bool) -> int:
    """Write a backup beside its place, and put it there when it is whole.

    Gives 1 where attached files are not in it, because they are lost or damaged.
    """
    if not file.strip() or "\0" in file or os.path.isdir(file):
        raise RegisterError(f"{file!r} is geen bestandsnaam; geef een bestand.")
    target = Path(os.path.realpath(file))
    beside = target.with_name(f".{target.name[:200]}.part")
    with Progress("Bewaren") as progress, _writing(file):
        try:
            manifest = write_backup(beside, progress)
            # What a register holds of people is for its keepers alone.
            beside.chmod(0o600)
            with beside.open("rb") as whole:
                os.fsync(whole.fileno())
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    _tell(manifest, f"Bewaard in {file}: {_how_much(manifest)} van {where()}", as_json)
    return _tell_lost(manifest)


def restore(file: str, replace: bool, as_json: bool) -> int:
    """Make the register what a backup holds; 1 where the backup missed attached files."""
    if "\0" in file:
        raise RegisterError(f"{file!r} is geen bestandsnaam; geef een bestand.")
    with Progress("Terugzetten") as progress:
        manifest = restore_backup(Path(file), replace=replace, progress=progress)
    words = f"Teruggezet in {where()}: {_how_much(manifest)}, bewaard op {manifest.made_at}"
    _tell(manifest, words, as_json)
    return _tell_lost(manifest)


def _how_much(manifest: Manifest) -> str:
    return f"{manifest.rows} rijen en {_attachments(manifest.files.rows)}"


def _attachments(count: int) -> str:
    return f"{count} {'bijlage' if count == 1 else 'bijlagen'}"


def _tell_lost(manifest: Manifest) -> int:
    """Say of which attachments the file is not in the backup; gives the exit status."""
    if not manifest.lost:
        return 0
    names = ", ".join(manifest.lost[:5]) + (", …" if len(manifest.lost) > 5 else "")
    print(
        f"Van {_attachments(len(manifest.lost))} staat het bestand niet in de kopie, want het was"
        f" weg of beschadigd ({names}); haal het uit een oudere kopie.",
        file=sys.stderr,
    )
    return 1


def _tell(manifest: Manifest, words: str, as_json: bool) -> None:
    if as_json:
        print_json(asdict(manifest))
    else:
        print(words)
