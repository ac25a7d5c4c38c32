"""The outputs of one run: all of them, or none."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grondrecht.outputs import refuse_outputs, write_all
from grondrecht.writing.files import WriteError, atomic_write


def writes(words):
    return lambda path: atomic_write(path, words.encode())


def fails(path):
    raise WriteError(f"Kan {path} niet schrijven: er ontbreekt een letter.")


def contents(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_every_output_is_written(tmp_path):
    write_all({str(tmp_path / name): writes(name) for name in ("a", "b")})
    assert contents(tmp_path) == {"a": "a", "b": "b"}


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(count=st.integers(1, 5), bad=st.integers(0, 4), existing=st.sets(st.integers(0, 4)))
def test_one_that_fails_leaves_everything_as_it_was(tmp_path_factory, count, bad, existing):
    folder = tmp_path_factory.mktemp("uit")
    for number in existing:
        (folder / str(number)).write_text("oud")
    jobs = {str(folder / str(number)): writes("nieuw") for number in range(count)}
    jobs[str(folder / str(bad))] = fails
    with pytest.raises(WriteError) as caught:
        write_all(jobs)
    assert f"Kan {folder / str(bad)} niet schrijven" in str(caught.value)
    assert contents(folder) == {str(number): "oud" for number in existing}


def test_what_cannot_be_placed_takes_back_what_was_made(tmp_path):
    (tmp_path / "map").mkdir()
    with pytest.raises(WriteError):
        write_all({f"{tmp_path}/a": writes("a"), f"{tmp_path}/map": writes("b")})
    assert [path.name for path in tmp_path.iterdir()] == ["map"]


def test_standard_output_comes_last(tmp_path, capfd):
    with pytest.raises(WriteError):
        write_all({"-": writes("a"), f"{tmp_path}/nergens/b": writes("b")})
    assert capfd.readouterr().out == ""


def test_a_device_is_written_to():
    write_all({os.devnull: writes("a")})
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "de naam is leeg; geef een bestandsnaam"),
        ("nergens/a", "de map bestaat niet; maak ze eerst"),
        (".", "het is een map; geef ook een bestandsnaam"),
        ("plan.txt/a", "de map is een bestand; kies een andere plaats"),
        ("plan.txt", "het is het bestand dat gelezen wordt; kies een andere naam"),
        ("koppeling", "het is het bestand dat gelezen wordt; kies een andere naam"),
        ("a\0b", "de naam mag zo niet zijn; kies een andere naam"),
        ("a" * 300, "de naam is te lang; kies een kortere"),
    ],
)
def test_paths_that_are_refused_before_the_work(tmp_path, monkeypatch, path, reason):
    monkeypatch.chdir(tmp_path)
    Path("plan.txt").write_text("plan")
    Path("koppeling").symlink_to("plan.txt")
    with pytest.raises(WriteError) as caught:
        refuse_outputs("plan.txt", [("csv", path)])
    assert str(caught.value) == f"Kan {path} niet schrijven: {reason}."


def test_paths_that_may_be_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("oud.csv").write_text("oud")
    refuse_outputs("plan.txt", [("csv", "oud.csv"), ("json", "nieuw.json"), ("text", "-")])
    assert contents(tmp_path) == {"oud.csv": "oud"}


def test_two_names_of_one_file_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WriteError, match=r"^Twee uitvoeren heten \./a; geef elk een eigen naam\.$"):
        refuse_outputs("plan.txt", [("json", "./a"), ("csv", "a")])
