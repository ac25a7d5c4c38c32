"""The table of bench/monitor_coverage.py: how often intervals hold, and what chance does to it."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from pathlib import Path

import polars as pl
from coverage_population import DESIGNS, population

PAGE = Path(__file__).resolve().parents[1] / "docs" / "monitor-coverage.md"
BEGIN, END = "<!-- table -->", "<!-- end of table -->"


def table(design: str, outcomes: list[pl.DataFrame]) -> pl.DataFrame:
    """Per estimate what part of the intervals hold the truth, in per cent."""
    side, known = pl.col("side"), pl.col("side").is_not_null()
    shares = {"covered": side == 0, "under": side == -1, "over": side == 1}
    spread = pl.col("value").filter(known).std()
    return (
        pl.concat(outcomes)
        .group_by("what", "indicator", maintain_order=True)
        .agg(
            pl.col("n").mean().round().cast(pl.Int64),
            pl.col("true").first(),
            *((100 * share.mean()).alias(name) for name, share in shares.items()),
            (100 * pl.col("plain").mean()).alias("plain"),
            (pl.col("error").filter(known).mean() / spread).alias("error"),
            side.is_null().sum().alias("none"),
            pl.len().alias("samples"),
        )
        .select(pl.lit(design).alias("design"), pl.all())
    )


def noise(samples: int) -> float:
    """How far a figure of so many samples is by chance from 95, 19 times in 20."""
    return 100 * 2 * math.sqrt(0.95 * 0.05 / samples)


def lines(made: pl.DataFrame, asked: argparse.Namespace, seconds: float) -> Iterator[str]:
    """The table in Markdown, with what chance does to its figures."""
    replicated = pl.col("what").str.starts_with("bootstrap")
    for kinds, which in (("linearised margins", ~replicated), ("the bootstrap", replicated)):
        of = made.filter(which)
        if not len(of):
            continue
        samples, low, high = of["samples"].max(), of["covered"].min(), of["covered"].max()
        yield (
            f"{samples:,} samples of each design for {kinds}: {len(of)} intervals hold the truth in"
            f" {low:.1f} to {high:.1f} of 100; chance is ±{noise(samples):.1f}."
        )
    sizes = (f"{name} {len(population(DESIGNS[name]).years[0]):,}" for name in asked.design)
    yield f"Persons in the populations: {', '.join(sizes)}."
    yield (
        f"Seed {asked.seed}; a bootstrap has {asked.replicates} replicates. It took"
        f" {seconds / 60:.0f} minutes with {asked.workers} at work."
    )
    yield ""
    yield "| " + " | ".join(made.columns) + " |"
    yield "|---|---|---" + "|--:" * 9 + "|"
    for design, what, indicator, *figures in made.rows():
        cells = (
            _cell(figure, name) for figure, name in zip(figures, made.columns[3:], strict=True)
        )
        yield "| " + " | ".join([design, what, indicator, *cells]) + " |"


def _cell(figure: float | None, name: str) -> str:
    """A figure with its decimals; empty where too few samples give one."""
    decimals = {"true": 3, "error": 2, "n": 0, "none": 0, "samples": 0}.get(name, 1)
    return "" if figure is None else f"{figure:,.{decimals}f}"


def write(words: str) -> None:
    """Put the table into the page, between its marks."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{words}\n{END}{after}", "utf-8")
