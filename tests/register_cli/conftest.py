"""Run the register's commands in this process, on the suite's own register."""

import gc
import io
import os
import re
import sys

import pytest
from django.utils import translation

from grondrecht.cli import main


@pytest.fixture
def run(monkeypatch, capfdbinary, tmp_path):
    """Run the program: (exit status, standard output, standard error). It works in a new folder."""
    monkeypatch.chdir(tmp_path)

    def call(*words, given=b""):
        monkeypatch.setattr(sys, "argv", ["grondrecht", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        monkeypatch.setattr(sys, "stdout", os.fdopen(os.dup(1), "w", encoding="utf-8"))
        with sys.stdout, translation.override("nl"), pytest.raises(SystemExit) as ended:
            main()
        out, err = capfdbinary.readouterr()
        return ended.value.code, out.decode(), err.decode()

    yield call
    gc.enable()


@pytest.fixture
def done(run):
    """Run what must succeed: its standard output."""

    def call(*words, **given):
        status, out, err = run(*words, **given)
        assert (status, err) == (0, "")
        return out

    return call


@pytest.fixture
def refused(run):
    """Run what must be refused: its one sentence."""

    def call(*words, **given):
        status, out, err = run(*words, **given)
        assert (status, out) == (2, "")
        assert re.fullmatch(r"[^\n]+[.?]\n", err), err
        return err.strip()

    return call
