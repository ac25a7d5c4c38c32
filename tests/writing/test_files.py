"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from grondrecht.writing.files import WriteError, atomic_write


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path):
    atomic_write(tmp_path / "a.txt", b"een")
    assert (tmp_path / "a.txt").read_bytes() == b"een"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_an_existing_file_is_replaced_and_keeps_its_permissions(tmp_path: Path):
    target = tmp_path / "a.txt"
    target.write_bytes(b"oud en langer")
    target.chmod(0o640)
    atomic_write(target, b"nieuw")
    assert target.read_bytes() == b"nieuw"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path):
    (tmp_path / "other").write_bytes(b"")
    atomic_write(tmp_path / "a", b"")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path):
    (tmp_path / "real").write_bytes(b"oud")
    (tmp_path / "link").symlink_to("real")
    atomic_write(tmp_path / "link", b"nieuw")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"nieuw"


def test_a_device_is_written_to_and_not_replaced():
    before = Path("/dev/null").stat().st_mode
    atomic_write("/dev/null", b"weg")
    assert Path("/dev/null").stat().st_mode == before


def test_a_failed_write_leaves_the_target_and_nothing_else(tmp_path: Path):
    target = tmp_path / "a.txt"
    target.write_bytes(b"oud")
    with pytest.raises(TypeError):
        atomic_write(target, "geen bytes")  # type: ignore[arg-type]
    assert target.read_bytes() == b"oud"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("niet/daar/a.txt", "de map bestaat niet"),
        ("map", "het is een map"),
        ("bestand/a.txt", "de map is een bestand"),
        ("nul\0teken", "de naam mag zo niet zijn"),
        ("x" * 300, "de naam is te lang"),
    ],
)
def test_a_target_that_cannot_be_gets_one_sentence(tmp_path: Path, name: str, words: str):
    (tmp_path / "map").mkdir()
    (tmp_path / "bestand").write_bytes(b"")
    with pytest.raises(WriteError, match=words) as caught:
        atomic_write(tmp_path / name, b"")
    assert isinstance(caught.value, OSError)
    assert sorted(os.listdir(tmp_path)) == ["bestand", "map"]


def test_a_hyphen_is_standard_output():
    code = "from grondrecht.writing.files import atomic_write; atomic_write('-', b'\\xff\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"\xff\n"
