"""A population on Apache Spark: each partition of whole households is answered, totals are merged.

Needs pyspark and pyarrow (the extra ``spark``) and Grondrecht on every worker.

    from grondrecht.rights.spark import totals_on_spark
    persons = session.read.parquet("hdfs://…/persons")
    households = session.read.parquet("hdfs://…/households")
    totals_on_spark(law, persons, households, on=date(2016, 3, 1), by=["province"])
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

import numpy as np
import polars as pl

from grondrecht.rights.errors import RightsError
from grondrecht.rights.law import InForce, Law
from grondrecht.rights.populations import answered
from grondrecht.rights.tables import (
    HOUSEHOLDS,
    PERSONS,
    population,
    refuse_columns,
    refuse_kinds,
    refuse_no_rows,
)
from grondrecht.rights.totals import merged, refuse_text

# So many persons are held before they are answered.
HELD = 1_000_000
# What a column of a household is called beside its persons.
HOME = "household: "


@dataclass(frozen=True)
class _Task:
    """What a partition is asked."""

    in_force: InForce
    has_homes: bool
    by: tuple[str, ...]
    weight: str | None


def totals_on_spark(
    law: Law,
    persons: Any,  # noqa: ANN401 (pyspark need not be there)
    households: Any = None,  # noqa: ANN401
    *,
    on: date,
    measures: Iterable[str] | None = None,
    by: Sequence[str] = (),
    weight: str | None = None,
) -> pl.DataFrame:
    """The totals of measures for persons and households, in two DataFrames of Spark.

    What comes out is what ``assess_population(…).totals(by, weight)`` gives, to the cent; only the
    weighted sums are floats, of which the last digit hangs on the order. Raises RightsError for
    what is wrong in a table, as for one machine, without identifiers; rows are then those of one
    part of the population, in the order of its households. ``law.on(on).stale`` has the figures
    that are past their review.
    """
    refuse_text(by)
    in_force = law.on(on) if measures is None else law.on(on).only(measures)
    in_force = replace(in_force.fitting("household"), not_in_force=(), _fitting={}, _only={})
    refuse_columns(persons.columns, "person", "persons", PERSONS, law.inputs)
    beside = [*by, *([weight] if weight else [])]
    _refuse_ids(persons, "persons", PERSONS[:2])
    rows = _needed(persons, PERSONS, in_force, beside)
    if households is not None:
        refuse_columns(households.columns, "household", "households", HOUSEHOLDS, law.inputs)
        _refuse_ids(households, "households", HOUSEHOLDS)
        refuse_kinds(*(_kind(*each) for each in ((persons, "household"), (households, "id"))))
        homes = _needed(households, HOUSEHOLDS, in_force, beside)
        homes = homes.toDF(*(HOME + name for name in homes.columns))
        rows = rows.join(homes, rows["household"] == homes[f"`{HOME}id`"], "full_outer")
    task = _Task(in_force, households is not None, tuple(by), weight)
    together = rows.repartition("household").sortWithinPartitions("household")
    found = together.mapInArrow(partial(_of_partition, task), "totals binary, en string, nl string")
    order = [each.measure.id for each in in_force.measures]
    return merged([_opened(row) for row in found.collect()], order, by)


def _needed(
    frame: Any,  # noqa: ANN401
    own: Sequence[str],
    in_force: InForce,
    beside: Sequence[str],
) -> Any:  # noqa: ANN401
    """The columns that matter, so that no others travel."""
    wanted = {*own, *beside, *(each.name for each in in_force.given)}
    return frame.select(*(f"`{name}`" for name in frame.columns if name in wanted))


def _refuse_ids(frame: Any, table: str, names: Sequence[str]) -> None:  # noqa: ANN401
    """No rows, an empty id, or one that stands twice, which it may do in two partitions."""
    empty = (f"count_if(`{name}` is null) as `{name}`" for name in names)
    held = frame.selectExpr("count(*) as n", *empty).first()
    refuse_no_rows(held["n"], table)
    for name in names:
        if held[name]:
            raise _rows(table, name, held[name], "is empty", "is leeg")
    twice = frame.groupBy("id").count().filter("count > 1").count()
    if twice:
        raise _rows(table, "id", twice, "stands twice", "staat twee keer")


def _kind(frame: Any, name: str) -> str:  # noqa: ANN401
    """The type of a column, as Spark calls it."""
    return str(frame.schema[name].dataType.simpleString())


def _rows(table: str, name: str, count: int, en: str, nl: str) -> RightsError:
    """Rows have no number on Spark, and an identifier goes no further than its table."""
    cases, gevallen = ("case", "geval") if count == 1 else ("cases", "gevallen")
    return RightsError(
        f"{table}: {name} {en}; mend {count} {cases}.",
        f"{table}: {name} {nl}; verbeter {count} {gevallen}.",
    )


def _opened(row: Any) -> pl.DataFrame:  # noqa: ANN401
    if row["en"]:
        raise RightsError(row["en"], row["nl"])
    return pl.read_ipc(BytesIO(row["totals"]))


# On the workers


def _of_partition(task: _Task, batches: Iterable[Any]) -> Iterator[Any]:
    """One record for each piece: its totals, as Arrow's own bytes, or what is wrong in it."""
    for people in _whole_households(batches):
        totals, en, nl = b"", "", ""
        try:
            written = BytesIO()
            _totals(task, people).write_ipc(written)
            totals = written.getvalue()
        except RightsError as error:
            size = len(people)
            en = f"In a part of {size} persons on Spark: {error.en}"
            nl = f"In een deel van {size} personen op Spark: {error.nl}"
        record = pl.DataFrame({"totals": [totals], "en": [en], "nl": [nl]})
        yield from record.to_arrow(compat_level=pl.CompatLevel.oldest()).to_batches()


def _whole_households(batches: Iterable[Any]) -> Iterator[pl.DataFrame]:
    """Batches put together until they are many; a household that may go on waits for the next."""
    held: list[pl.DataFrame] = []
    for batch in batches:
        held.append(pl.DataFrame(batch))
        if sum(map(len, held)) >= HELD:
            people = pl.concat(held)
            last = people["household"] == people["household"][-1]
            cut = int(np.argmax(last.fill_null(True).to_numpy()))
            if cut:
                yield people[:cut]
            held = [people[cut:]]
    if held:
        yield pl.concat(held)


def _totals(task: _Task, rows: pl.DataFrame) -> pl.DataFrame:
    own = [name for name in rows.columns if not name.startswith(HOME)]
    people, homes = rows.select(own), None
    if task.has_homes:
        _refuse_lonely(rows)
        theirs = {name: name.removeprefix(HOME) for name in rows.columns if name.startswith(HOME)}
        homes = (
            rows.select(list(theirs)).rename(theirs).unique("id", keep="first", maintain_order=True)
        )
    in_force = task.in_force
    tables = population(people, homes, in_force.inputs, in_force.given)
    return answered(in_force, tables).totals(task.by, task.weight)


def _refuse_lonely(rows: pl.DataFrame) -> None:
    """Who has nobody beside them came through the join alone."""
    persons = rows.filter(pl.col(f"{HOME}id").is_null()).height
    if persons:
        en, nl = "is not in households", "staat niet in households"
        raise _rows("persons", "household", persons, en, nl)
    homes = rows.filter(pl.col("id").is_null()).height
    if homes:
        raise _rows("households", "id", homes, "has no persons", "heeft geen personen")
