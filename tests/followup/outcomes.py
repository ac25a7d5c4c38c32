"""An outcome of ``grondrecht what-if``, computed on a few households, as a test may keep it."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from rights.two_measures import HOUSEHOLDS, PERSONS, written

from grondrecht.register_cli.rights_tables import Population
from grondrecht.register_cli.what_if_computed import Found
from grondrecht.register_cli.what_if_shown import as_data
from grondrecht.rights import load
from grondrecht.rights.reforms import reform
from grondrecht.whatif.effects import effects
from grondrecht.whatif.poverty import poverty


def outcome(synthetic: bool = True, with_poverty: bool = True) -> dict:
    """Thirty times the households of two_measures, by province."""
    persons, homes = (repeated(frame) for frame in (PERSONS, HOUSEHOLDS))
    if synthetic:
        homes = homes.with_columns(synthetic=pl.lit(True))
    with TemporaryDirectory() as folder:
        law = load(written(Path(folder)))
        changed = reform(law, Path(folder) / "reform.yaml")
    found = effects(law, changed, persons, homes, on=date(2016, 3, 1))
    by = ("province",)
    poor = poverty(found, weight="weight", by=by) if with_poverty else None
    given = Population(persons, homes, ("personen.csv", "gezinnen.csv"))
    lacks = "" if with_poverty else "net_income"
    return as_data(Found(changed, found, poor, lacks, by, "weight", given))


def repeated(frame: pl.DataFrame) -> pl.DataFrame:
    """A table thirty times over, each time with other identifiers."""
    names = [name for name in ("id", "household") if name in frame.columns]
    return pl.concat(
        frame.with_columns(pl.format("{}-{}", name, pl.lit(turn)).alias(name) for name in names)
        for turn in range(30)
    )
