"""The file that a backup is, taken apart and put together; nothing here knows the database.

It is a ZIP. ``manifest.json`` says the format, the program's version, the migrations, and per table
its columns, number of rows and SHA-256; ``tables/NAME.jsonl`` has a JSON array per row;
``tables/files.jsonl`` lists the attached files that are in it, and ``files/`` has them.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from grondrecht.reading.opening import reason
from grondrecht.registry.errors import RegisterError

FORMAT = "grondrecht-backup/2"
MANIFEST = "manifest.json"
FILES = "files"
FILE_COLUMNS = ["number", "sha256", "size"]
Row = list[Any]
# No manifest is larger; the rows themselves are read one by one.
_LARGEST_MANIFEST = 10_000_000
_SHA256 = re.compile(r"[0-9a-f]{64}")
# What a part says of itself where it is locked with a password, patched, or strongly locked.
_LOCKED = 0x1 | 0x20 | 0x40


@dataclass(frozen=True)
class Table:
    """A table in a backup: its columns, how many rows it has, and the SHA-256 of its lines."""

    name: str
    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class AttachedFile:
    """A file by the number of its row, the SHA-256 of its content, and its size in bytes."""

    number: int
    sha256: str
    size: int

    @property
    def name(self) -> str:
        """Where it is in a backup: made of a number and a SHA-256, never of what people typed."""
        return f"{FILES}/{self.sha256[:2]}/{self.sha256}-{self.number}"


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself.

    ``files`` is the list of the files in it; ``lost`` names those of which there was a row, but no
    whole file on the disk.
    """

    format: str
    version: str
    made_at: str
    migrations: list[str]
    tables: list[Table]
    files: Table
    lost: list[str]

    @property
    def rows(self) -> int:
        """How many rows all tables have together."""
        return sum(table.rows for table in self.tables)


def write_table(
    file: zipfile.ZipFile,
    name: str,
    columns: list[str],
    rows: Iterable[Row],
    plain: Callable[[object], str] = str,
) -> Table:
    """Write rows as lines; ``plain`` makes a text of a value that JSON has no word for."""
    sha256, count = hashlib.sha256(), 0
    with file.open(_member(name), "w", force_zip64=True) as opened:
        for row in rows:
            count += 1
            line = json.dumps(row, ensure_ascii=False, default=plain).encode() + b"\n"
            sha256.update(line)
            opened.write(line)
    return Table(name, columns, count, sha256.hexdigest())


@contextmanager
def opened_backup(path: Path) -> Iterator[zipfile.ZipFile]:
    """A backup to read. What the system or the ZIP refuses becomes a RegisterError."""
    try:
        with zipfile.ZipFile(path) as file:
            if any(_is_locked(info) for info in file.infolist()):
                raise zipfile.BadZipFile
            yield file
    except (OSError, zipfile.BadZipFile, EOFError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        why = "het is beschadigd of geen kopie; neem een andere kopie"
        if isinstance(error, OSError) and error.errno:
            why = reason(error)
        raise RegisterError(f"{path} kan niet teruggezet worden: {why}.") from error


def _is_locked(info: zipfile.ZipInfo) -> bool:
    """Whether a part has a password or is packed in a way that no backup is."""
    packed = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return bool(info.flag_bits & _LOCKED) or not packed


def read_manifest(file: zipfile.ZipFile, path: Path) -> Manifest:
    """What a backup says of itself. Raises RegisterError where it is no backup of this format."""
    wrong = RegisterError(f"{path} is geen kopie van een register; geef een bestand van backup.")
    try:
        if file.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise wrong
        data = json.loads(file.read(MANIFEST))
        if data["format"] != FORMAT:
            raise RegisterError(f"{path} is van een onbekend formaat; neem een kopie van {FORMAT}.")
        tables = [Table(**table) for table in data["tables"]]
        lost = [str(name) for name in data["lost"]]
        listed = {"tables": tables, "files": Table(**data["files"]), "lost": lost}
        return Manifest(**{**data, **listed})
    except RegisterError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise wrong from error


def lines_of(file: zipfile.ZipFile, table: Table) -> Generator[bytes, None, None]:
    """The lines of a table, one by one; close it where it is not read to its end."""
    with member(file, _member(table.name)) as opened:
        yield from opened


def member(file: zipfile.ZipFile, name: str) -> IO[bytes]:
    """A part of a backup to read; one that is not there means that the ZIP is not whole."""
    try:
        return file.open(name)
    except KeyError as error:
        raise zipfile.BadZipFile(name) from error


def check_table(file: zipfile.ZipFile, table: Table, path: Path) -> None:
    """Read a table through. Raises RegisterError where it is not what the manifest says."""
    sha256, rows = hashlib.sha256(), 0
    for line in lines_of(file, table):
        sha256.update(line)
        rows += 1
    if (sha256.hexdigest(), rows) != (table.sha256, table.rows):
        raise RegisterError(f"{path} is beschadigd in {table.name}; neem een andere kopie.")


def check_parts(file: zipfile.ZipFile, manifest: Manifest, path: Path) -> list[AttachedFile]:
    """The files in a backup, once it proves to have the parts that it tells of, and no other."""
    if (manifest.files.name, manifest.files.columns) != (FILES, FILE_COLUMNS):
        raise RegisterError(f"{path} noemt zijn bijlagen anders; neem een andere kopie.")
    check_table(file, manifest.files, path)
    with closing(lines_of(file, manifest.files)) as lines:
        files = [_file(line, path) for line in lines]
    known = {MANIFEST, _member(FILES), *(_member(table.name) for table in manifest.tables)}
    known |= {each.name for each in files}
    for info in file.infolist():
        if info.filename not in known:
            name = info.filename[:100]
            raise RegisterError(
                f"{path} heeft een deel dat er niet in hoort ({name!r}); neem een andere kopie."
            )
        # A name that comes twice is not in there the second time.
        known.remove(info.filename)
    return files


def _file(line: bytes, path: Path) -> AttachedFile:
    """A line of the list of files, whose name can only be one that a backup gives."""
    try:
        found = AttachedFile(*json.loads(line))
        right = (type(found.number), type(found.size)) == (int, int) and found.number > 0
        if right and found.size >= 0 and _SHA256.fullmatch(found.sha256):
            return found
    except (TypeError, ValueError):
        pass
    raise RegisterError(f"{path} noemt een bijlage die er geen kan zijn; neem een andere kopie.")


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"
