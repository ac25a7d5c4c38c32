"""Rows on Apache Spark: each partition gives a summary, made by the code that streams from files.

Needs pyspark and pyarrow (the extra ``spark``) and Grondrecht on every worker.

    from grondrecht.monitor.spark import OnSpark
    streamed(OnSpark(session.read.parquet("hdfs://…")), ["arop"], income="HX090", weight="RB050")
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from io import BytesIO
from typing import Any

import polars as pl

from grondrecht.monitor import summaries
from grondrecht.monitor.summaries import Task

# So many rows are held before they are summed.
HELD = 1_000_000


class OnSpark:
    """The rows of a Spark DataFrame."""

    def __init__(self, frame: Any) -> None:  # noqa: ANN401 (pyspark need not be there)
        self._frame = frame
        self.columns: Sequence[str] = frame.columns

    def summed(self, task: Task, needed: Sequence[str]) -> pl.DataFrame:
        """The summary by a task: each partition sums its own, the driver merges them."""
        rows = self._frame.select(*(f"`{name}`" for name in needed))
        if task.together is not None:
            # Rows without a value would all come together in one place.
            name = f"`{task.together}`"
            rows = rows.where(f"{name} is not null").repartition(name)
        found = rows.mapInArrow(partial(_of_partition, task), "summary binary").collect()
        parts = [pl.read_ipc(BytesIO(row["summary"])) for row in found]
        if not parts:
            # No partition has a row: an empty summary has the right columns too.
            parts = [task.make(pl.DataFrame(schema=list(needed)).lazy()).collect()]
        return summaries.added_up(parts, task.keys)


def _of_partition(task: Task, batches: Iterable[Any]) -> Iterator[Any]:
    """One record: the summary of a partition, as Arrow's own bytes."""
    most = HELD if task.together is None else None
    parts = [task.make(rows.lazy()).collect() for rows in _held(batches, most)]
    if parts:
        written = BytesIO()
        summaries.added_up(parts, task.keys).write_ipc(written)
        yield (
            pl.DataFrame({"summary": [written.getvalue()]})
            .to_arrow(compat_level=pl.CompatLevel.oldest())
            .to_batches()[0]
        )


def _held(batches: Iterable[Any], most: int | None) -> Iterator[pl.DataFrame]:
    """Batches put together until they are so many rows; all of them where that is None."""
    held: list[pl.DataFrame] = []
    for batch in batches:
        held.append(pl.DataFrame(batch))
        if most is not None and sum(map(len, held)) >= most:
            yield pl.concat(held, how="vertical_relaxed")
            held = []
    if held:
        yield pl.concat(held, how="vertical_relaxed")
