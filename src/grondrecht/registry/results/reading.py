"""Files of results, whatever their kind, as estimates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from grondrecht.registry.intake import file_bytes, text_in
from grondrecht.registry.results.estimates import Estimate, Mistake, Results
from grondrecht.registry.results.sdmx import is_sdmx, read_sdmx
from grondrecht.registry.results.tables import read_csv, read_json


def read_results(files: Iterable[str | Path], said: Mapping[str, str]) -> Results:
    """The estimates of files; ``said`` (period, source, …) fills what a table leaves out.

    A value that is given twice is a mistake. Raises RegisterError where a file cannot be read at
    all.
    """
    found = Results()
    for file in files:
        # Once: what stands behind a name may be a pipe, which is empty the second time.
        data = file_bytes(file)
        sha256 = hashlib.sha256(data).hexdigest()
        found += read_one(text_in(data, file), Path(file).name, said, sha256)
    return Results(found.estimates, found.mistakes + tuple(_twice(found.estimates)))


def read_one(text: str, name: str, said: Mapping[str, str], sha256: str = "") -> Results:
    """The estimates of the text of one file; ``sha256`` is the file's. Raises RegisterError."""
    if is_sdmx(text):
        return read_sdmx(text, name, sha256)
    if text.lstrip().startswith(("{", "[")):
        return read_json(text, name, said, sha256)
    return read_csv(text, name, said, sha256)


def _twice(estimates: Iterable[Estimate]) -> Iterable[Mistake]:
    held: dict[object, Estimate] = {}
    for each in estimates:
        place = (each.series.definition, each.series.version, each.breakdown)
        first = held.setdefault((*place, each.first_day, each.last_day), each)
        if first is not each:
            where = f"{first.file}, {first.word} {first.line}"
            message = f"deze waarde staat er ook in {where}; laat er een weg."
            yield Mistake(each.file, each.line, "period", message, each.word)
