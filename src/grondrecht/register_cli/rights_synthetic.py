"""``grondrecht rights synthetic``: a population that does not exist, to try measures on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import polars as pl

from grondrecht.given import Progress
from grondrecht.outputs import refuse_outputs, write_all
from grondrecht.register_cli.rights_given import law_in
from grondrecht.register_cli.rights_shown import print_json
from grondrecht.register_cli.rights_tables import NAMES
from grondrecht.rights.synthetic import synthetic
from grondrecht.writing.files import WriteError


def make(folder: str, persons: int, seed: int, measures: str, as_json: bool) -> int:
    """Write persons and households that do not exist into a folder."""
    inputs = law_in(measures).inputs
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"Kan de map {folder} niet maken; kies een andere plaats.") from error
    files = {name: str(place / f"{name}.parquet") for name in NAMES}
    refuse_outputs("", [("parquet", file) for file in files.values()])
    with Progress("Verzinnen") as progress:
        progress(0)
        frames = dict(zip(NAMES, synthetic(persons, seed, inputs), strict=True))
        progress(1)
    write_all({files[name]: partial(_write_parquet, frame) for name, frame in frames.items()})
    counts = {name: frame.height for name, frame in frames.items()}
    if as_json:
        print_json({"files": list(files.values()), **counts, "seed": seed})
    else:
        print(f"{counts['persons']} personen in {counts['households']} gezinnen, alle verzonnen:")
        print("\n".join(files.values()))
    return 0


def _write_parquet(frame: pl.DataFrame, path: str) -> None:
    try:
        frame.write_parquet(path)
    except OSError as error:
        raise WriteError(f"Kan {path} niet schrijven: de schijf weigert het.") from error
