"""A backup holds the attached files too: they come back with their rows, or nothing does."""

import errno
import hashlib
import json
import os
import re
import shutil
import tracemalloc
import zipfile

import pytest
from django.db import IntegrityError
from followup.attached_files import CSV, docx, pdf
from followup.cast import actor_for
from registry.tables import everything

from grondrecht.followup.actions.attachments import attach, remove
from grondrecht.followup.attachments import kept
from grondrecht.followup.models import Attachment, Measure
from grondrecht.register_cli.keeping import backup, restore
from grondrecht.registry.backup import restore_backup, write_backup
from grondrecht.registry.backup_files import restored_files, write_files
from grondrecht.registry.backup_format import MANIFEST, AttachedFile
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Plan

pytestmark = pytest.mark.django_db
LIST = "tables/files.jsonl"
WHY = {"why": "Bij het overleg gekregen"}
GIVEN = (("a.csv", CSV), ("verslag.pdf", pdf()), ("brief.docx", docx()))


@pytest.fixture
def folder(settings, tmp_path):
    """Where files are kept, for one test."""
    settings.ATTACHMENTS = tmp_path / "data" / "attachments"
    return settings.ATTACHMENTS


@pytest.fixture
def rows(cast, db, folder):
    """Three files on a measure."""
    measure = Measure.objects.first()
    return [attach(actor_for(cast.an), measure, name, data, **WHY) for name, data in GIVEN]


@pytest.fixture
def copy(rows, tmp_path):
    """A backup with those files."""
    path = tmp_path / "kopie"
    assert write_backup(path).files.rows == len(GIVEN)
    return path


def on_disk(folder):
    """Every file in or beside the folder of attachments: path -> content."""
    found = folder.parent.rglob("*")
    return {path.relative_to(folder): path.read_bytes() for path in found if path.is_file()}


def test_database_and_files_that_are_lost_come_back(copy, folder):
    before, files = everything(), on_disk(folder)
    assert sorted(files.values()) == sorted(data for _name, data in GIVEN)
    Attachment.objects.all().delete()
    Plan.objects.filter(measures=None).delete()
    shutil.rmtree(folder)
    restore_backup(copy, replace=True)
    assert (everything(), on_disk(folder)) == (before, files)


def test_what_was_attached_and_taken_away_since_is_as_it_was(
    cast, rows, copy, folder, django_capture_on_commit_callbacks
):
    before, files = everything(), on_disk(folder)
    with django_capture_on_commit_callbacks(execute=True):
        remove(actor_for(cast.an), rows[0], **WHY)
    attach(actor_for(cast.an), Measure.objects.last(), "b.txt", b"Daarna", **WHY)
    other = folder / "LEESMIJ"
    other.write_text("van de beheerder")
    assert on_disk(folder) != files
    restore_backup(copy, replace=True)
    assert everything() == before
    assert on_disk(folder) == files | {other.relative_to(folder): b"van de beheerder"}


def test_a_file_that_was_damaged_on_the_disk_is_whole_again(rows, copy, folder):
    files = on_disk(folder)
    kept.place(rows[1].sha256, rows[1].pk).write_bytes(b"krassen")
    restore_backup(copy, replace=True)
    assert on_disk(folder) == files


# A backup that is not what it says.


def parts_of(copy):
    with zipfile.ZipFile(copy) as file:
        return {name: file.read(name) for name in file.namelist()}


def put(copy, parts):
    with zipfile.ZipFile(copy, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)


def relisted(copy, change, more=()):
    """The list of files says something else, and the manifest agrees with it."""
    parts = parts_of(copy) | dict(more)
    listed = [change(json.loads(line)) for line in parts[LIST].splitlines()]
    parts[LIST] = b"".join(json.dumps(row).encode() + b"\n" for row in listed if row)
    manifest = json.loads(parts[MANIFEST])
    manifest["files"] |= {
        "rows": parts[LIST].count(b"\n"),
        "sha256": hashlib.sha256(parts[LIST]).hexdigest(),
    }
    parts[MANIFEST] = json.dumps(manifest).encode()
    put(copy, parts)


def scratched(copy):
    """A byte of a file is another: as when a disk fails."""
    data = bytearray(copy.read_bytes())
    data[data.index(CSV) + 3] ^= 1
    copy.write_bytes(data)


def exchanged(copy):
    """Another content, of the same size, under the same name."""
    parts = parts_of(copy)
    name = next(name for name, data in parts.items() if data == CSV)
    put(copy, parts | {name: CSV[::-1]})


def grown(copy):
    parts = parts_of(copy)
    name = next(name for name, data in parts.items() if data == CSV)
    put(copy, parts | {name: CSV * 100})


def missing(copy):
    put(copy, {name: data for name, data in parts_of(copy).items() if data != CSV})


def unlisted(copy):
    """A file and its line are both gone, but the row that it hangs on is not."""
    relisted(copy, lambda row: row if row[2] != len(CSV) else None)
    missing(copy)


def renumbered(copy):
    relisted(copy, lambda row: [row[0] + 1000, *row[1:]])


def upwards(copy):
    relisted(copy, lambda row: [row[0], "../../../../tmp/kwaad", row[2]])


def numbered_with_a_path(copy):
    relisted(copy, lambda row: [f"{row[0]}/../../kwaad", *row[1:]])


def listed_as_words(copy):
    relisted(copy, lambda row: {"number": row[0]})


def listed_twice_over(copy):
    relisted(copy, lambda row: [*row, *row])


def another_list(copy):
    parts = parts_of(copy)
    manifest = json.loads(parts[MANIFEST])
    manifest["files"]["name"] = "../files"
    put(copy, parts | {MANIFEST: json.dumps(manifest)})


def with_part(name):
    def changed(copy):
        put(copy, parts_of(copy) | {name: b"kwaad"})

    changed.__name__ = name
    return changed


def twice(copy):
    parts = parts_of(copy)
    name = next(name for name, data in parts.items() if data == CSV)
    with zipfile.ZipFile(copy, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr(name, CSV)


def locked(copy):
    """A part says that it is locked with a password."""
    data = bytearray(copy.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    copy.write_bytes(data)


def packed_otherwise(copy):
    parts = parts_of(copy)
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_LZMA) as file:
        for name, data in parts.items():
            file.writestr(name, data)


def lost_without_a_row(copy):
    parts = parts_of(copy)
    manifest = json.loads(parts[MANIFEST]) | {"lost": ["files/aa/../../x"]}
    put(copy, parts | {MANIFEST: json.dumps(manifest)})


DAMAGES = [
    (scratched, "beschadigd"),
    (exchanged, "beschadigd in files/"),
    (grown, "beschadigd in files/"),
    (missing, "beschadigd"),
    (unlisted, "andere bijlagen dan zijn rijen"),
    (renumbered, "niet in hoort"),
    (upwards, "geen kan zijn"),
    (numbered_with_a_path, "geen kan zijn"),
    (listed_as_words, "geen kan zijn"),
    (listed_twice_over, "geen kan zijn"),
    (another_list, "noemt zijn bijlagen anders"),
    (with_part("../../kwaad"), "niet in hoort"),
    (with_part("/tmp/kwaad"), "niet in hoort"),
    (with_part("files/../../kwaad"), "niet in hoort"),
    (with_part("files/aa/" + "a" * 64 + "-1"), "niet in hoort"),
    (with_part("files/"), "niet in hoort"),
    (twice, "niet in hoort"),
    (locked, "beschadigd of geen kopie"),
    (packed_otherwise, "beschadigd of geen kopie"),
    (lost_without_a_row, "andere bijlagen dan zijn rijen"),
]


@pytest.mark.parametrize(
    ("damage", "words"), DAMAGES, ids=lambda value: getattr(value, "__name__", None)
)
def test_a_backup_that_is_damaged_or_tricked_changes_nothing(rows, copy, folder, damage, words):
    damage(copy)
    kept.discard(kept.place(rows[2].sha256, rows[2].pk))
    before, files = everything(), on_disk(folder)
    with pytest.raises(RegisterError, match=words) as refused:
        restore_backup(copy, replace=True)
    assert re.fullmatch(r"[^\n]+\.", str(refused.value))
    assert (everything(), on_disk(folder)) == (before, files)


def test_a_full_disk_leaves_database_and_files_as_they_were(rows, copy, folder, monkeypatch):
    Attachment.objects.all().delete()
    shutil.rmtree(folder / rows[0].sha256[:2])
    before, files = everything(), on_disk(folder)
    synced = iter([None])

    def full(descriptor):
        if next(synced, descriptor):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RegisterError, match="No space left on device"):
        restore_backup(copy, replace=True)
    assert (everything(), on_disk(folder)) == (before, files)


def test_rows_that_the_database_refuses_leave_no_file(rows, copy, folder):
    parts = parts_of(copy)
    manifest = json.loads(parts[MANIFEST])
    (table,) = (each for each in manifest["tables"] if each["name"] == "registry_plan")
    table |= {"rows": 0, "sha256": hashlib.sha256(b"").hexdigest()}
    put(copy, parts | {"tables/registry_plan.jsonl": b"", MANIFEST: json.dumps(manifest)})
    shutil.rmtree(folder)
    with pytest.raises(IntegrityError):
        restore_backup(copy, replace=True)
    assert on_disk(folder) == {}


# A file that the disk has lost.


def test_what_the_disk_lost_is_told_and_the_rest_is_kept(rows, folder, tmp_path, capsys):
    kept.discard(kept.place(rows[0].sha256, rows[0].pk))
    kept.place(rows[1].sha256, rows[1].pk).write_bytes(b"krassen")
    path = str(tmp_path / "kopie")
    assert backup(path, as_json=False) == 1
    out, err = capsys.readouterr()
    assert "en 1 bijlage van" in out
    lost = [f"files/{row.sha256[:2]}/{row.sha256}-{row.pk}" for row in rows[:2]]
    assert err == (
        "Van 2 bijlagen staat het bestand niet in de kopie, want het was weg of beschadigd"
        f" ({', '.join(lost)}); haal het uit een oudere kopie.\n"
    )
    # It comes back as far as it goes; what is on the disk and has a row stays.
    files = on_disk(folder)
    before = everything()
    assert restore(path, replace=True, as_json=False) == 1
    assert capsys.readouterr().err == err
    assert (everything(), on_disk(folder)) == (before, files)


def test_nothing_is_said_where_nothing_was_lost(copy, rows, capsys):
    assert restore(str(copy), replace=True, as_json=False) == 0
    out, err = capsys.readouterr()
    assert ("en 3 bijlagen, bewaard op" in out, err) == (True, "")


def test_large_files_pass_a_piece_at_a_time(cast, db, folder, tmp_path):
    size = 24_000_000
    sha256 = hashlib.sha256(bytes(size)).hexdigest()
    row = Attachment(of_kind="measure", of_id=1, name="a", media_type="text/plain", size=size)
    row.sha256, row.added_by, row.added_at = sha256, "An", "2017-03-01T10:00:00Z"
    row.save()
    path = kept.place(sha256, row.pk)
    kept.write(path, (bytes(size),))
    tracemalloc.start()
    with zipfile.ZipFile(tmp_path / "groot", "w") as file:
        write_files(file, lambda: None)
    kept.discard(path)
    listed = [AttachedFile(row.pk, sha256, size)]
    with (
        zipfile.ZipFile(tmp_path / "groot") as file,
        restored_files(file, listed, lambda: None),
    ):
        _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert path.stat().st_size == size
    assert most < 8_000_000
