"""``grondrecht indicators``: from a survey to tables, a workbook and a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Literal, cast

import typer

from grondrecht.given import Progress
from grondrecht.monitor.breakdowns import Breakdown
from grondrecht.monitor.wording import Words
from grondrecht.outputs import refuse_outputs, write_all
from grondrecht.register_cli.indicators_computed import Asked, Computed, computed
from grondrecht.register_cli.indicators_files import as_data
from grondrecht.register_cli.indicators_shown import print_tables
from grondrecht.writing.files import STANDARD_OUTPUT

# The libraries that draw take a second to load; each writer is loaded when it is asked for.
WRITERS = {
    "csv": ("indicators_files", "write_csv"),
    "xlsx": ("indicators_files", "write_xlsx"),
    "html": ("indicators_page", "write_html"),
}
LEAST, MOST = 50, 99.9


def run(
    data: str,
    design: str,
    by: str,
    indicator: Sequence[str] | None,
    only: str,
    bootstrap: int,
    compare: str,
    confidence: float,
    money: str,
    lang: str,
    as_json: bool,
    csv: str | None,
    xlsx: str | None,
    html: str | None,
) -> int:
    """Compute what was asked for, show it, and write the files that were asked for."""
    _refuse(bootstrap, confidence, lang)
    outputs = {"csv": csv, "xlsx": xlsx, "html": html}
    named = [(kind, out) for kind, out in outputs.items() if out is not None]
    refuse_outputs(data, [*named, *([("json", STANDARD_OUTPUT)] if as_json else [])])
    words = Words(cast(Literal["nl", "en"], lang), confidence / 100, money, total=only)
    given = (data, design, breakdowns(by), _ids(indicator or ()), only, bootstrap, compare)
    with Progress(f"Rekenen: {data}") as progress:
        found = computed(Asked(*given, words), progress)
    write_all({out: _job(kind, found) for kind, out in named})
    if as_json:
        print(json.dumps(as_data(found), ensure_ascii=False, indent=1))
    elif STANDARD_OUTPUT not in outputs.values():
        print_tables(found)
    return 0


def _job(kind: str, found: Computed) -> Callable[[str], None]:
    module, function = WRITERS[kind]
    write = getattr(import_module(f"grondrecht.register_cli.{module}"), function)
    return lambda out: write(found, out)


def _refuse(bootstrap: int, confidence: float, lang: str) -> None:
    if lang not in ("nl", "en"):
        raise typer.BadParameter("kies nl of en", param_hint="--lang")
    if not LEAST <= confidence <= MOST:
        raise typer.BadParameter(f"geef een getal van {LEAST} tot 99,9", param_hint="--confidence")
    if bootstrap < 0 or bootstrap == 1:
        raise typer.BadParameter("geef 2 of meer, liefst 1000", param_hint="--bootstrap")


def breakdowns(by: str) -> tuple[Breakdown, ...]:
    """What to break down by: ``age,region*sex`` is age, and region crossed with sex."""
    parts = [tuple(filter(None, map(str.strip, part.split("*")))) for part in by.split(",")]
    wanted = [part[0] if len(part) == 1 else part for part in parts if part]
    return tuple(dict.fromkeys(wanted))


def _ids(asked: Sequence[str]) -> tuple[str, ...]:
    ids = (each.strip() for given in asked for each in given.split(","))
    return tuple(dict.fromkeys(filter(None, ids)))
