"""The data set eusilc of R's laeken, read in place: it is GPL and does not ship with us."""

import shutil
import subprocess
from pathlib import Path

import polars as pl
import pytest

from grondrecht.monitor import Survey

EXPORT = """
suppressMessages(library(laeken)); data(eusilc)
con <- file("{file}", "w"); options(digits = 17); write.csv(eusilc, con, row.names = FALSE)
"""


def frame(folder: Path) -> pl.DataFrame:
    """laeken's eusilc; skips the test where R or laeken is not here."""
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed (apt-get install r-base-core r-cran-laeken)")
    made = subprocess.run(
        [program, "-e", EXPORT.format(file=folder / "eusilc.csv")], capture_output=True, text=True
    )
    if made.returncode:
        pytest.skip("R has no package laeken (apt-get install r-cran-laeken)")
    return pl.read_csv(folder / "eusilc.csv", null_values="NA", infer_schema_length=None)


def survey(data: pl.DataFrame) -> Survey:
    """The survey: households are drawn in nine regions."""
    return Survey(
        data,
        income="eqIncome",
        weight="rb050",
        strata="db040",
        household="db030",
        person="rb030",
        region="db040",
        sex="rb090",
    )
