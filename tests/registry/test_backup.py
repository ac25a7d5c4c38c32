"""A backup is the whole register: it comes back to the last row, or not at all."""

import json
import zipfile
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from registry.small_plans import WHO, plan, take_in
from registry.tables import everything

from grondrecht.registry.actions.links import record_involvement
from grondrecht.registry.backup import FORMAT, MANIFEST, restore_backup, write_backup
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Action, Form, LogEntry, Observation, Party, Plan
from grondrecht.registry.search import remove_actions, search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


@pytest.fixture
def backup(tmp_path):
    """A backup of the example's register."""
    path = tmp_path / "kopie"
    write_backup(path)
    return path


def lose_much():
    """Take away what a careless hand could."""
    remove_actions(Action.objects.values_list("pk", flat=True))
    Plan.objects.all().delete()
    Party.objects.filter(mentions=None).delete()


def rewritten(path, change):
    """The backup with its members changed: ``change`` takes and gives name -> bytes."""
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(path, "w") as file:
        for name, data in change(members).items():
            file.writestr(name, data)
    return path


def told(change):
    """A change of the manifest alone."""

    def changed(members):
        manifest = json.loads(members[MANIFEST])
        change(manifest)
        return members | {MANIFEST: json.dumps(manifest)}

    return changed


def test_a_register_that_was_lost_comes_back_to_the_last_row(backup):
    before = everything()
    found = search("huur", {"has": ["money"]})
    lose_much()
    assert search("huur").total == 0
    restore_backup(backup, replace=True)
    assert everything() == before
    assert search("huur", {"has": ["money"]}) == found
    assert found.total > 0


def test_what_came_after_the_backup_is_gone(backup):
    before = everything()
    take_in(plan())
    restore_backup(backup, replace=True)
    assert everything() == before


def test_the_database_still_refuses_after_restoring(backup):
    restore_backup(backup, replace=True)
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        LogEntry.objects.all().delete()
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        Form.objects.update(title="Anders")


def test_new_rows_follow_those_that_came_back(backup):
    last = LogEntry.objects.last().pk
    restore_backup(backup, replace=True)
    take_in(plan())
    assert LogEntry.objects.last().pk > last
    action = Action.objects.get(plan__slug="voorbeeld", code="02_06_01")
    record_involvement(action, "De Brug las mee", **WHO)
    assert action.involvements.count() >= 1


def test_every_kind_of_value_comes_back(tmp_path):
    odd = datetime(2017, 3, 26, 1, 2, 3, 456_789, tzinfo=UTC)
    entry = {
        "at": odd,
        "batch": "b",
        "verb": "v",
        "by": "Zoë \u2028 'x'",
        "why": '"\n\\',
        "subject": "s:1",
    }
    LogEntry.objects.create(**entry, before={"a": None, "b": [1.5, "é"]}, after={})
    observation = Observation.objects.first()
    observation.value, observation.margin = "-12.345678", None
    observation.lower = observation.upper = None
    observation.save()
    before = everything()
    write_backup(tmp_path / "kopie")
    lose_much()
    restore_backup(tmp_path / "kopie", replace=True)
    assert everything() == before


def test_the_manifest_says_what_is_in_it(backup):
    with zipfile.ZipFile(backup) as file:
        manifest = json.loads(file.read(MANIFEST))
        assert manifest["format"] == FORMAT
        tables = [*manifest["tables"], manifest["files"]]
        assert set(file.namelist()) == {MANIFEST} | {
            f"tables/{table['name']}.jsonl" for table in tables
        }
        for table in tables:
            data = file.read(f"tables/{table['name']}.jsonl")
            assert table["sha256"] == sha256(data).hexdigest()
            assert table["rows"] == data.count(b"\n")
    names = {table["name"] for table in manifest["tables"]}
    assert {"registry_logentry", "registry_action", "registry_fulltext", "followup_person"} <= names
    assert "django_session" not in names


def test_a_register_with_plans_is_replaced_only_when_told_to(backup):
    before = everything()
    with pytest.raises(RegisterError, match="--replace"):
        restore_backup(backup)
    assert everything() == before


def flipped(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def cut(path):
    path.write_bytes(path.read_bytes()[:-100])


def emptied(path):
    path.write_bytes(b"")


def no_zip(path):
    path.write_text("CREATE TABLE x;")


def without_manifest(path):
    rewritten(path, lambda members: {n: d for n, d in members.items() if n != MANIFEST})


def other_manifest(path):
    rewritten(path, lambda members: members | {MANIFEST: b"[1]"})


def other_format(path):
    rewritten(path, told(lambda manifest: manifest.update(format="grondrecht-backup/9")))


def other_migrations(path):
    rewritten(path, told(lambda manifest: manifest["migrations"].append("registry.9999_later")))


def other_sum(path):
    rewritten(path, told(lambda manifest: manifest["tables"][5].update(sha256="0" * 64)))


def other_count(path):
    rewritten(path, told(lambda manifest: manifest["tables"][5].update(rows=10**6)))


def other_columns(path):
    rewritten(path, told(lambda manifest: manifest["tables"][5]["columns"].append("x")))


def table_gone(path):
    rewritten(
        path, lambda members: {n: d for n, d in members.items() if "registry_action." not in n}
    )


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (flipped, "beschadigd"),
        (cut, "beschadigd"),
        (emptied, "beschadigd"),
        (no_zip, "beschadigd"),
        (without_manifest, "geen kopie van een register"),
        (other_manifest, "geen kopie van een register"),
        (other_format, "onbekend formaat"),
        (other_migrations, "zet de kopie terug met die versie"),
        (other_sum, "beschadigd in"),
        (other_count, "beschadigd in"),
        (other_columns, "andere tabellen"),
        (table_gone, "beschadigd"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_file_that_is_not_whole_or_does_not_fit_is_refused(backup, damage, words):
    damage(backup)
    before = everything()
    with pytest.raises(RegisterError, match=words):
        restore_backup(backup, replace=True)
    assert everything() == before


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RegisterError, match="kan niet teruggezet worden"):
        restore_backup(tmp_path / "weg", replace=True)


def test_rows_that_contradict_each_other_leave_the_register_as_it_was(backup):
    def without_plans(members):
        manifest = json.loads(members[MANIFEST])
        (table,) = (each for each in manifest["tables"] if each["name"] == "registry_plan")
        table |= {"rows": 0, "sha256": sha256(b"").hexdigest()}
        emptied = {"tables/registry_plan.jsonl": b"", MANIFEST: json.dumps(manifest)}
        return members | emptied

    before = everything()
    with pytest.raises(IntegrityError):
        restore_backup(rewritten(backup, without_plans), replace=True)
    assert everything() == before
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntry.objects.all().delete()


def test_progress_runs_to_the_end(tmp_path):
    shares = []
    write_backup(tmp_path / "kopie", shares.append)
    restore_backup(tmp_path / "kopie", replace=True, progress=shares.append)
    half = shares.index(1.0)
    assert shares[-1] == 1.0
    assert shares[: half + 1] == sorted(shares[: half + 1])
    assert not connection.needs_rollback
