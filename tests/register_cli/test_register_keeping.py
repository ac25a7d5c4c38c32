"""The register as files: open data, and a backup that brings everything back."""

import json
import os

import pytest
from registry.small_plans import plan, take_in
from registry.tables import everything

from grondrecht.register_cli.serving import import_example
from grondrecht.registry.models import Plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


# export


def test_everything_is_written_into_a_new_folder(done, tmp_path):
    out = done("export", "open/data")
    made = {path.name for path in (tmp_path / "open/data").iterdir()}
    assert {"csv", "jsonl", "parquet", "register.xlsx"} <= made
    assert "bestanden geschreven in open/data" in out
    assert [path.name for path in (tmp_path / "open").iterdir()] == ["data"]


def test_json_names_the_files(done, tmp_path):
    files = json.loads(done("export", "data", "--plan", "voorbeeld", "--json"))
    assert str(tmp_path / "data/csv/actions.csv") in files
    assert all(os.path.isfile(file) for file in files)


def test_an_export_takes_the_place_of_an_older_one(done, tmp_path):
    done("export", "data")
    (tmp_path / "data/csv/verouderd.csv").write_text("x")
    done("export", "data")
    assert not (tmp_path / "data/csv/verouderd.csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_only_one_plan_is_written_where_that_is_asked(done, tmp_path):
    take_in(plan())
    done("export", "data", "--plan", "proef")
    assert "voorbeeld" not in (tmp_path / "data/csv/plans.csv").read_text()


def test_a_folder_with_other_files_is_left_alone(refused, tmp_path):
    (tmp_path / "werk").mkdir()
    (tmp_path / "werk/brief.txt").write_text("x")
    (tmp_path / "bestand").write_text("x")
    assert "bevat andere bestanden" in refused("export", "werk")
    assert "is een bestand" in refused("export", "bestand")
    assert "geef een andere" in refused("export", "")
    assert "geef een andere" in refused("export", "a\0b")
    assert "kies een andere plaats" in refused("export", "bestand/onder")
    assert "geen plan 'weg'" in refused("export", "nieuw", "--plan", "weg")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bestand", "werk"]
    assert (tmp_path / "werk/brief.txt").read_text() == "x"


# backup and restore


def test_what_was_kept_comes_back(done, tmp_path):
    out = done("backup", "kopie")
    assert "Bewaard in kopie" in out
    assert oct((tmp_path / "kopie").stat().st_mode)[-3:] == "600"
    before = everything()
    Plan.objects.all().delete()
    assert "Teruggezet" in done("restore", "kopie", "--replace")
    assert everything() == before


def test_json_is_the_manifest(done):
    kept = json.loads(done("backup", "kopie", "--json"))
    back = json.loads(done("restore", "kopie", "--replace", "--json"))
    assert kept == back
    assert kept["format"] == "grondrecht-backup/2"


def test_a_backup_takes_the_place_of_an_older_one_whole(done, tmp_path):
    (tmp_path / "kopie").write_text("oud")
    done("backup", "kopie")
    assert (tmp_path / "kopie").read_bytes().startswith(b"PK")
    assert [path.name for path in tmp_path.iterdir()] == ["kopie"]


def test_what_cannot_be_kept_or_brought_back_is_said(refused, tmp_path):
    (tmp_path / "map").mkdir()
    (tmp_path / "brief").write_text("geen kopie")
    assert "geen bestandsnaam" in refused("backup", "map")
    assert "geen bestandsnaam" in refused("backup", "a\0b")
    assert "de map bestaat niet" in refused("backup", "weg/kopie")
    assert "beschadigd of geen kopie" in refused("restore", "brief", "--replace")
    assert "kan niet teruggezet worden" in refused("restore", "weg")
    assert "geen bestandsnaam" in refused("restore", "a\0b")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief", "map"]


def test_a_register_is_not_replaced_unless_told_to(done, refused):
    done("backup", "kopie")
    before = everything()
    assert "--replace" in refused("restore", "kopie")
    assert everything() == before


# the example


def test_the_suite_s_example_is_what_the_demo_takes_in():
    """On a register that holds the suite's example the demo finds nothing left to write."""
    before = everything()
    assert import_example() == 0
    after = everything()
    index = ("registry_searchentry", "registry_searchrevision")
    assert {n: r for n, r in after.items() if n not in index} == {
        n: r for n, r in before.items() if n not in index
    }
