"""What ``grondrecht what-if`` computes: effects of a reform, and poverty where it can be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grondrecht.given import GivenError, Progress
from grondrecht.monitor.breakdowns import Breakdown
from grondrecht.register_cli.indicators_computed import parts
from grondrecht.register_cli.rights_given import file_names, refused
from grondrecht.register_cli.rights_population import refuse_many
from grondrecht.register_cli.rights_tables import Population
from grondrecht.rights import Law
from grondrecht.rights.reforms import Reform
from grondrecht.whatif.deciles import DECILE, with_deciles
from grondrecht.whatif.effects import Effects, effects
from grondrecht.whatif.poverty import Poverty, poverty


@dataclass(frozen=True)
class Found:
    """What a reform changes for a population; ``poverty`` is None where ``lacks`` says why."""

    reform: Reform
    effects: Effects
    poverty: Poverty | None
    lacks: str
    by: tuple[Breakdown, ...]
    weight: str
    population: Population


def computed(
    law: Law,
    changed: Reform,
    given: Population,
    on: date,
    by: tuple[Breakdown, ...],
    weight: str,
    income: str,
) -> Found:
    """What a reform changes for a population, with progress. Raises GivenError."""
    files = file_names(given.files)
    with refused(given.named), Progress(f"Rekenen: {files}") as progress:
        progress(0)
        found = effects(law, changed, given.persons, given.households, on=on)
        progress(0.5)
        if _needs_deciles(found, by, income or "net_income"):
            found = with_deciles(found, income=income or "net_income", weight=weight or None)
        for breakdown in map(parts, by):
            refuse_many(found.answers[0], breakdown)
            found.table(breakdown, weight or None)
        lacks = _lacks(found, income or "net_income", bool(income))
        poor = None
        if not lacks:
            poor = poverty(found, income=income or "net_income", weight=weight or None, by=by)
        progress(1)
    return Found(changed, found, poor, lacks, by, weight, given)


def _needs_deciles(found: Effects, by: tuple[Breakdown, ...], income: str) -> bool:
    """Whether tenths by income are asked for that no table has, and can be worked out."""
    frames = found.tables.frames
    asked = any(DECILE in parts(breakdown) for breakdown in by)
    has = any(DECILE in frame.columns for frame in frames.values())
    return asked and not has and {income, "age"} <= set(frames["person"].columns)


def _lacks(found: Effects, income: str, is_asked: bool) -> str:
    """Why the poverty rate cannot be computed; empty where it can. Raises GivenError."""
    persons = found.tables.frames["person"]
    missing = next((name for name in (income, "age") if name not in persons.columns), "")
    if missing and is_asked:
        raise GivenError(f"De personen hebben geen kolom {missing}; voeg ze toe.")
    if missing:
        return missing
    return "" if found.measures else "amount"
