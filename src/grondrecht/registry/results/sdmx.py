"""Eurostat's SDMX-CSV: one value a line, with its codes.

Columns: ``DATAFLOW``, ``LAST UPDATE``, the dimensions of the data set, ``TIME_PERIOD``,
``OBS_VALUE``, ``OBS_FLAG``. Version 2.0 begins with ``STRUCTURE``, ``STRUCTURE_ID``; with
``STRUCTURE_NAME`` a column of labels follows each column of codes. What is measured (the data set,
``unit``, ``indic_…``) makes the indicator; the other dimensions make the group, those that stand
for everyone left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from grondrecht.plan.checked import shown
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.results.estimates import (
    CellError,
    Estimate,
    Mistake,
    Results,
    Series,
    days_of,
    flag_of,
    number_of,
)
from grondrecht.registry.results.lines import Line, lines_of

FIRST, STRUCTURE = "DATAFLOW", "STRUCTURE"
_DATA_SET, _LABELLED = "STRUCTURE_ID", "STRUCTURE_NAME"
_FIXED = (
    *(FIRST, "LAST UPDATE", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG", "CONF_STATUS"),
    *(STRUCTURE, _DATA_SET, _LABELLED, "ACTION"),
)
_DATAFLOW = re.compile(r"([A-Za-z0-9_.]+):([A-Za-z0-9_$-]+)\(([0-9.]+)\)")
_CODE = re.compile(r"[A-Za-z0-9_.+-]+")
# What tells one indicator from another, beside the data set.
_MEASURED = re.compile(r"unit|statinfo|indic.*", re.IGNORECASE)
_ADDRESS = "https://ec.europa.eu/eurostat/databrowser/product/view/{}"
_NO_DAY = days_of("1900")[0]


@cache
def known() -> Mapping[str, Any]:
    """What data/eurostat.toml knows: names of data sets, units, and codes for everyone."""
    text = files("grondrecht.registry").joinpath("data/eurostat.toml").read_text("utf-8")
    found: Mapping[str, Any] = loads(text)
    return found


def is_sdmx(text: str) -> bool:
    """Whether a file begins as Eurostat's do."""
    return text.lstrip("\ufeff\"'").startswith((FIRST, STRUCTURE))


def read_sdmx(text: str, file: str, sha256: str) -> Results:
    """The estimates of a file of Eurostat. Raises RegisterError where it is no such file."""
    columns, lines = lines_of(text, file)
    flow = _DATA_SET if STRUCTURE in columns else FIRST
    lacking = [name for name in (flow, "TIME_PERIOD", "OBS_VALUE") if name not in columns]
    if lacking:
        raise RegisterError(
            f"{file}, regel 1: de kolom {lacking[0]} ontbreekt; geef SDMX-CSV zoals Eurostat het"
            " geeft."
        )
    dimensions = _dimensions(columns)
    estimates: list[Estimate] = []
    mistakes: list[Mistake] = []
    for line in lines:
        estimate = _estimate(line, flow, dimensions, sha256)
        mistakes += line.mistakes
        if not line.mistakes:
            estimates.append(estimate)
    return Results(tuple(estimates), tuple(mistakes))


def _dimensions(columns: list[str]) -> list[str]:
    """The columns of codes; where each has a column of labels behind it, without these."""
    if _LABELLED in columns:
        columns = [name for name in columns if name != "ACTION"]
        columns = columns[columns.index(_LABELLED) + 1 :: 2]
    return [name for name in columns if name not in _FIXED]


def _estimate(line: Line, flow: str, dimensions: list[str], sha256: str) -> Estimate:
    """What a line says; where it has mistakes, it is not to be used."""
    first, last = line.read("TIME_PERIOD", days_of, (_NO_DAY, _NO_DAY))
    codes = {name: line.read(name, _code, "") for name in dimensions}
    _agency, data_set, version = line.read(flow, _dataflow, ("", "", ""))
    updated = line.text("LAST UPDATE", 40)
    flag = line.read("OBS_FLAG", flag_of, "")
    told = line.text("OBS_VALUE", 40)
    missing = told in ("", ":") or "c" in flag
    value = None if missing else line.read("OBS_VALUE", number_of, None)
    if missing and not set(":c") & set(flag):
        flag = flag_of(f"{flag}:")
    source = f"Eurostat, {data_set.lower()}"
    return Estimate(
        series=_series(data_set, version, codes),
        breakdown=tuple(sorted(_group(codes))),
        period=line.text("TIME_PERIOD", 100),
        first_day=first,
        last_day=last,
        value=value,
        source=f"{source}, {updated}" if updated else source,
        source_url=_ADDRESS.format(data_set.lower()),
        flag=flag,
        file=line.file,
        line=line.number,
        provenance={
            "file": line.file,
            "sha256": sha256,
            "line": line.number,
            "dataflow": line.text(flow, 100),
            "updated": updated,
            "codes": codes,
        },
    )


def _dataflow(text: str) -> tuple[str, str, str]:
    found = _DATAFLOW.match(text.strip())
    if found is None:
        raise CellError(f"{shown(text[:60])} is geen gegevensset zoals ESTAT:ILC_LI02(1.0).")
    return found[1], found[2], found[3]


def _code(text: str) -> str:
    told = text.strip()
    if not _CODE.fullmatch(told):
        raise CellError(f"{shown(told[:40])} is geen code; haal het bestand op met codes.")
    return told


def _series(data_set: str, version: str, codes: Mapping[str, str]) -> Series:
    """The indicator: what a data set measures, in one unit."""
    measured = {name: code for name, code in codes.items() if _MEASURED.fullmatch(name)}
    parts = [f"{name}={code}" for name, code in measured.items()]
    names = known()["datasets"].get(data_set.lower(), {})
    kinds = [code for name, code in measured.items() if name != "unit"]
    unit = measured.get("unit", "")
    return Series(
        definition="/".join((f"ESTAT:{data_set}", *parts))[:200],
        version=version,
        name=", ".join((names.get("nl") or data_set.lower(), *map(_kind_nl, kinds))),
        name_en=", ".join((names.get("en") or data_set.lower(), *map(_kind_en, kinds))),
        unit=known()["units"].get(unit, unit),
        better=names.get("better", ""),
        definition_url=_ADDRESS.format(data_set.lower()),
    )


def _kind_nl(code: str) -> str:
    return str(known()["kinds"].get(code, {}).get("nl", code))


def _kind_en(code: str) -> str:
    return str(known()["kinds"].get(code, {}).get("en", code))


def _group(codes: Mapping[str, str]) -> list[tuple[str, str]]:
    """The dimensions that tell of whom the value is; ``freq`` tells how often, the period when."""
    whole = known()["everyone"]
    return [
        (name, code)
        for name, code in codes.items()
        if name != "freq" and not _MEASURED.fullmatch(name) and code not in whole
    ]
