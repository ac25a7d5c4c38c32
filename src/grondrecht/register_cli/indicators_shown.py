"""The tables of ``grondrecht indicators`` in a terminal."""

from __future__ import annotations

from typing import Literal

from rich import box
from rich.table import Table as Grid
from rich.text import Text

from grondrecht.monitor.sentences import sentence
from grondrecht.monitor.tables import Table, change_table, level_table
from grondrecht.monitor.wording import Words
from grondrecht.register_cli.indicators_computed import Computed
from grondrecht.terminal import Screen

# How wide a column of texts may be: of the groups, and of another.
GROUPS, TEXTS = 25, 13
# What stands between two columns.
BETWEEN = 3


def print_tables(found: Computed) -> None:
    """Print a table for each indicator, and one for its change where there is an older survey.

    Below each stands what it says of everyone, in a sentence. The population is in the files.
    """
    screen, words = Screen(), found.asked.words
    for definition in found.definitions:
        print_drawn(screen, grid(levels(found, definition.id), words))
        screen.print(Text(sentence(found.results.one(definition.id), words)), end="\n\n")
        own = [each for each in found.differences or () if each.indicator == definition.id]
        if own:
            print_drawn(screen, grid(change_table(own, definition.id, words), words))
            screen.print(Text(sentence(own[0], words)), end="\n\n")
    if found.synthetic:
        screen.print(Text(words.of("method", "synthetic")))


def print_drawn(screen: Screen, drawn: Grid) -> None:
    """Print a table; wider than the screen where it must be, for rich would cut figures off."""
    as_it_is = screen.width
    screen.width = max(as_it_is, sum((column.width or 0) + BETWEEN for column in drawn.columns))
    screen.print(drawn)
    screen.width = as_it_is


def levels(found: Computed, indicator: str) -> Table:
    """The levels without the population, and with each remark below its group: lines are short."""
    words = found.asked.words
    table = level_table(found.results, indicator, words).without(words.of("headings", "population"))
    rows = tuple(
        (f"{group}\n  {remark}" if remark else group, *numbers)
        for group, *numbers, remark in table.rows
    )
    return Table(table.title, table.columns[:-1], rows)


def grid(whole: Table, words: Words, texts: int = TEXTS) -> Grid:
    """A table as the terminal draws it, without columns that say nothing.

    ``texts`` is how wide a column of texts may be, but for the first.
    """
    table = whole.filled()
    drawn = Grid(
        title=Text(table.title),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
    )
    for place in range(len(table.columns)):
        _add(drawn, table, place, texts if place else GROUPS)
    for row in table.shown(words):
        drawn.add_row(*map(Text, row))
    return drawn


def _add(drawn: Grid, table: Table, place: int, texts: int) -> None:
    """Add a column as wide as it needs: figures stand under each other and are never broken."""
    column = table.columns[place]
    number = column.decimals is not None
    lines = [line for row in table.shown(Words("en")) for line in row[place].splitlines()]
    widest = max(map(len, lines), default=1)
    wide = widest if number else min(widest, texts)
    wide = max(wide, *map(len, column.heading.split()))
    justify: Literal["right", "left"] = "right" if number else "left"
    drawn.add_column(Text(column.heading), justify=justify, overflow="fold", width=wide)
