"""Results as `grondrecht indicators` writes them (JSON, CSV), and tables of one's own (CSV)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from grondrecht.monitor.catalogue import catalogue
from grondrecht.monitor.results import rules
from grondrecht.plan.checked import shown
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.results.estimates import (
    CellError,
    Estimate,
    Mistake,
    Results,
    Series,
    count_of,
    days_of,
    flag_of,
    flags,
    half_of,
    number_of,
    truth_of,
)
from grondrecht.registry.results.lines import Line, lines_of

NEEDED = ("definition", "value")
COLUMNS = (
    *("indicator", "definition", "domain", "value", "standard_error", "lower", "upper", "unit"),
    *("n", "n_poor", "population", "flag", "method", "period", "margin"),
    *("name", "name_en", "better", "definition_url", "source", "source_url", "sha256", "synthetic"),
    "confidence",
)
# What may be said once for a whole file: in the JSON beside its results, or on the command line.
OF_FILE = ("period", "source", "source_url", "sha256", "synthetic", "confidence")
_TOTAL = ("", "total")


def read_csv(text: str, file: str, said: Mapping[str, str], sha256: str) -> Results:
    """The estimates of a CSV table; ``said`` fills what its lines leave out.

    Raises RegisterError where it is no such table at all.
    """
    columns, lines = lines_of(text, file)
    _refuse_columns(columns, file)
    return _read(lines, said, sha256)


def read_json(text: str, file: str, said: Mapping[str, str], sha256: str) -> Results:
    """The estimates of JSON: an object with ``results``, and beside them what holds for all.

    Raises RegisterError where it is not that.
    """
    try:
        data = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise RegisterError(f"{file} is geen geldige JSON; maak het bestand opnieuw.") from error
    rows = data.get("results") if isinstance(data, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RegisterError(
            f"{file} heeft geen lijst 'results' met objecten; geef wat grondrecht indicators --json"
            " schrijft."
        )
    _refuse_columns(sorted({key for row in rows for key in row} or NEEDED), file)
    own = {key: _text(data[key]) for key in OF_FILE if data.get(key) is not None}
    return _read(_lines_of(rows, file), {**said, **own}, sha256)


def _lines_of(rows: list[dict[str, Any]], file: str) -> Iterator[Line]:
    """Objects as lines: their number is that of the result, for JSON has no lines of its own."""
    for number, row in enumerate(rows, start=1):
        cells = {key: _text(value) for key, value in row.items()}
        yield Line(file, number, cells, word="resultaat")


def _text(value: object) -> str:
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _refuse_columns(columns: list[str], file: str) -> None:
    unknown = [name for name in columns if name not in COLUMNS]
    lacking = [name for name in NEEDED if name not in columns]
    if unknown or lacking:
        what = f"{shown(unknown[0])} is onbekend" if unknown else f"{lacking[0]} ontbreekt"
        raise RegisterError(f"{file}, regel 1: de kolom {what}; bekend zijn {', '.join(COLUMNS)}.")


def _read(lines: Iterator[Line], said: Mapping[str, str], sha256: str) -> Results:
    estimates: list[Estimate] = []
    mistakes: list[Mistake] = []
    for line in lines:
        line.cells = {**line.cells, **_missing(line.cells, said)}
        estimate = _estimate(line, sha256)
        mistakes += line.mistakes
        # Nobody is in a group such as children of 65 and over: there is nothing to keep of it.
        if not line.mistakes and estimate.n != 0:
            estimates.append(estimate)
    return Results(tuple(estimates), tuple(mistakes))


def _missing(cells: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in said.items() if not cells.get(key, "").strip()}


def _estimate(line: Line, sha256: str) -> Estimate:
    """What a line says; where it has mistakes, it is not to be used."""
    first, last = line.read("period", days_of, (_NO_DAY, _NO_DAY))
    numbers = {name: line.read(name, number_of, None) for name in _NUMBERS}
    counts = {name: line.read(name, count_of, None) for name in ("n", "n_poor")}
    flag = _flag(line, counts["n"])
    if flag in flags()["empty"]:
        numbers = dict.fromkeys(_NUMBERS[:-1]) | {"population": numbers["population"]}
        counts["n_poor"] = None
    elif not line.cells.get("value", "").strip():
        line.wrong("value", "is leeg; geef een waarde, of zeg met een vlag waarom ze er niet is.")
    _check_interval(line, numbers)
    _check_confidence(line)
    _check_share(line, numbers["value"], counts)
    margin = numbers.pop("margin")
    synthetic = line.read("synthetic", truth_of, False)
    return Estimate(
        series=_series(line),
        breakdown=line.read("domain", breakdown_of, ()),
        period=line.text("period", 100),
        first_day=first,
        last_day=last,
        source=_source(line.text("source", 480, needed=True), synthetic),
        source_url=line.read("source_url", _address, ""),
        method=line.text("method", 200),
        margin=margin if margin is not None else half_of(numbers["lower"], numbers["upper"]),
        flag=flag,
        synthetic=synthetic,
        file=line.file,
        line=line.number,
        word=line.word,
        provenance=_provenance(line, sha256),
        **numbers,  # type: ignore[arg-type]
        **counts,  # type: ignore[arg-type]
    )


_NUMBERS = ("value", "standard_error", "lower", "upper", "margin", "population")
# What a unit of the monitor's results is called on a page.
_UNITS = {"money": "euro"}
_NO_DAY = days_of("1900")[0]


def _provenance(line: Line, sha256: str) -> dict[str, Any]:
    found = {"file": line.file, "sha256": sha256, "line": line.number}
    data = line.text("sha256", 64)
    return found | ({"data_sha256": data} if data else {})


def _source(source: str, synthetic: bool) -> str:
    """Where it is known from; that it was made up stands wherever the source is shown."""
    return f"Synthetisch: {source}" if synthetic and "synthet" not in source.casefold() else source


def _flag(line: Line, n: int | None) -> str:
    """The flag of a line; who rests on too few people is withheld, whatever the line says."""
    flag = line.read("flag", flag_of, "")
    hidden = (rule.below for rule in rules() if rule.flag == "withheld" and rule.of == "n")
    return "withheld" if n is not None and any(n < below for below in hidden) else flag


def _check_interval(line: Line, numbers: Mapping[str, Decimal | None]) -> None:
    value, lower, upper = numbers["value"], numbers["lower"], numbers["upper"]
    if (lower is None) != (upper is None):
        line.wrong("lower" if lower is None else "upper", "ontbreekt; geef beide uiteinden.")
    elif value is not None and lower is not None and upper is not None:
        _within(line, lower, value, upper)
    for name in ("standard_error", "margin", "population"):
        number = numbers[name]
        if number is not None and number < 0:
            line.wrong(name, "is kleiner dan nul; dat kan niet.")


def _check_share(line: Line, value: Decimal | None, counts: Mapping[str, int | None]) -> None:
    """Of a share of people there are at most a hundred in a hundred, and as many as there are."""
    n, poor = counts["n"], counts["n_poor"]
    if n is not None and poor is not None and poor > n:
        line.wrong("n_poor", f"is {poor}, meer dan n, dat {n} is.")
    definition = line.cells.get("definition", "").strip().rpartition("@")[0]
    known = catalogue().get(definition)
    if known and known.is_share and value is not None and not 0 <= value <= 100:
        line.wrong("value", f"is {value.normalize():f}; een aandeel van mensen is 0 tot 100 %.")


def _check_confidence(line: Line) -> None:
    """Everybody reads an interval here as one of 95 %: another is refused, not relabelled."""
    told = line.read("confidence", number_of, None)
    if told is not None and told not in (Decimal("0.95"), 95):
        said = f"{told.normalize():f}"
        line.wrong("confidence", f"is {said}; het register houdt intervallen van 95 %.")


def _within(line: Line, lower: Decimal, value: Decimal, upper: Decimal) -> None:
    if not lower <= value <= upper:
        line.wrong("value", f"{value.normalize():f} ligt niet tussen lower en upper.")


def _series(line: Line) -> Series:
    """The indicator of a line; what it does not say is known of a definition that ships."""
    told = line.text("definition", 200, needed=True)
    definition, _at, version = told.rpartition("@")
    if told and not (definition and version):
        line.wrong("definition", f"{shown(told)} is geen naam@versie, zoals arop@2021.")
    known = catalogue().get(definition)
    better = line.text("better", 4) or (known.better if known else "")
    if better not in ("", "up", "down"):
        line.wrong("better", f"{shown(better)} is onbekend; kies up of down, of laat het leeg.")
    unit = line.text("unit", 60) or (known.unit if known else "")
    name = line.text("name") or (known.name_nl if known else "")
    return Series(
        definition,
        version[:60],
        name or line.text("indicator") or definition,
        line.text("name_en") or (known.name_en if known else ""),
        _UNITS.get(unit, unit),
        better,
        line.read("definition_url", _address, "") or (known.source if known else ""),
    )


def _address(text: str) -> str:
    told = text.strip()
    if told and (not told.startswith(("http://", "https://")) or len(told) > 500):
        raise CellError("dit is geen adres van het web; begin met https://, of laat het leeg.")
    return told


def breakdown_of(text: str) -> tuple[tuple[str, str], ...]:
    """The group that a domain names, such as ``sex=female; region=Vienna``, by dimension.

    In whichever order a file names them, it is the same group. Raises CellError.
    """
    if text.strip() in _TOTAL:
        return ()
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, equals, value = map(str.strip, part.partition("="))
        if not (name and equals and value):
            raise CellError(f"{text.strip()[:40]!r} is geen groep; schrijf total of sex=female.")
        if name in found:
            raise CellError(f"{shown(name[:40])} staat er tweemaal; geef elke dimensie één waarde.")
        found[name] = value
    return tuple(sorted(found.items()))
