"""The tables of ``grondrecht indicators`` in a terminal."""

from __future__ import annotations

from rich import box
from rich.table import Table as Grid
from rich.text import Text

from grondrecht.monitor.sentences import sentence
from grondrecht.monitor.tables import Table, change_table, level_table
from grondrecht.monitor.wording import Words
from grondrecht.register_cli.indicators_computed import Computed
from grondrecht.terminal import Screen

# The least width of a column of texts: of the groups, and of another.
GROUPS, TEXTS = 26, 13
# What stands between two columns.
BETWEEN = 3


def print_tables(found: Computed) -> None:
    """Print a table for each indicator, and one for its change where there is an older survey.

    Below each stands what it says of everyone, in a sentence. The population is in the files.
    """
    screen, words = Screen(), found.asked.words
    for definition in found.definitions:
        _print(screen, grid(levels(found, definition.id), words))
        screen.print(Text(sentence(found.results.one(definition.id), words)), end="\n\n")
        own = [each for each in found.differences or () if each.indicator == definition.id]
        if own:
            _print(screen, grid(change_table(own, definition.id, words), words))
            screen.print(Text(sentence(own[0], words)), end="\n\n")
    if found.synthetic:
        screen.print(Text(words.of("method", "synthetic")))


def _print(screen: Screen, drawn: Grid) -> None:
    """Print a table; wider than the screen where it must be, for rich would leave columns out."""
    least = sum((column.min_width or 0) + BETWEEN for column in drawn.columns) - BETWEEN
    screen.print(drawn, width=max(screen.width, least), crop=False, overflow="ignore")


def levels(found: Computed, indicator: str) -> Table:
    """The levels without the population, and with each remark below its group: lines are short."""
    words = found.asked.words
    table = level_table(found.results, indicator, words).without(words.of("headings", "population"))
    rows = tuple(
        (f"{group}\n  {remark}" if remark else group, *numbers)
        for group, *numbers, remark in table.rows
    )
    return Table(table.title, table.columns[:-1], rows)


def grid(whole: Table, words: Words) -> Grid:
    """A table as the terminal draws it, without columns that say nothing."""
    table = whole.filled()
    drawn = Grid(
        title=Text(table.title),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
    )
    for place in range(len(table.columns)):
        _add(drawn, table, place)
    for row in table.shown(words):
        drawn.add_row(*map(Text, row))
    return drawn


def _add(drawn: Grid, table: Table, place: int) -> None:
    """Add a column; figures stand under each other and are never broken or left out."""
    heading = Text(table.columns[place].heading)
    if table.columns[place].decimals is None:
        drawn.add_column(heading, overflow="fold", min_width=GROUPS if place == 0 else TEXTS)
    else:
        widest = max((len(row[place]) for row in table.shown(Words("en"))), default=1)
        drawn.add_column(heading, justify="right", overflow="fold", min_width=widest)
