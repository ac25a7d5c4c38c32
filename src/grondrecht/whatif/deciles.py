"""In which tenth of the persons a household stands by its equivalised income before a reform."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from grondrecht.whatif.effects import Effects
from grondrecht.whatif.poverty import PLAIN, WEIGHT, equivalised

DECILE = "income_decile"
TENTHS = 10


def with_deciles(
    effects: Effects, *, income: str = "net_income", weight: str | None = None
) -> Effects:
    """The same, with a column income_decile beside the households: 1 for the lowest tenth.

    Tenths are of persons, each with the equivalised net income of the household (modified OECD
    scale) as it is without what is reformed; households of one income stand in one tenth. Empty
    where an income or an age is not known. Raises RightsError for a column that is not there.
    """
    people = equivalised(effects, income, weight, ())
    first = effects.tables.starts[:-1]
    sizes = np.diff(effects.tables.starts)
    homes = pl.DataFrame({"income": people[PLAIN].gather(first), "row": np.arange(len(first))})
    homes = homes.with_columns(persons=people[WEIGHT].gather(first) * pl.Series(sizes))
    known = homes.drop_nulls("income").group_by("income").agg("row", pl.col("persons").sum())
    known = known.sort("income")
    reached = known["persons"].cum_sum()
    everybody = float(known["persons"].sum()) or 1.0
    tenth = (TENTHS * (reached - known["persons"] / 2) / everybody).floor().clip(0, TENTHS - 1) + 1
    placed = known.with_columns(tenth.cast(pl.Int8).alias(DECILE)).explode("row")
    found = homes.join(placed.select("row", DECILE), on="row", how="left", maintain_order="left")
    return _beside(effects, found[DECILE])


def _beside(effects: Effects, deciles: pl.Series) -> Effects:
    frames = dict(effects.tables.frames)
    frames["household"] = frames["household"].with_columns(deciles)
    tables = replace(effects.tables, frames=frames)
    first, then = (replace(answer, tables=tables) for answer in effects.answers)
    return replace(
        effects,
        tables=tables,
        households=effects.households.with_columns(deciles),
        answers=(first, then),
    )
