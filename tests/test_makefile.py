"""The commands of the repository leave nothing outside it."""

import re
from pathlib import Path

MAKEFILE = (Path(__file__).resolve().parents[1] / "Makefile").read_text("utf-8")


def test_checking_the_code_makes_no_register_in_the_users_home():
    """Mypy loads the settings, which make a data folder and a key where none are named."""
    calls = re.findall(r"^\t@(.*)\$\(BIN\)/mypy$", MAKEFILE, re.MULTILINE)
    assert calls == ["GRONDRECHT_DATA=.venv/lint "]
