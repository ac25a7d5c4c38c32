"""Ruled tables: the rules that are drawn on a page become cells.

Places are points (1/72 inch) from the left and from the top of the page as it is seen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, product

# Rules no further apart than this are drawn as one, or touch; what is shorter is a dot.
NEAR = 3.0
# A page with more rules, or a grid with more meshes, is a map or a chart, not a form.
MOST_RULES = 1500
MOST_MESHES = 20_000


# A row and a column of a grid, from 0; of a wall, the number of its line and its place along it.
Mesh = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at ``at`` (down the page where it lies, across where it stands) from
    ``start`` to ``end``.
    """

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Table:
    """A grid of meshes; ``cells`` says to which cell each belongs, by that cell's first mesh."""

    across: Sequence[float]
    down: Sequence[float]
    cells: dict[Mesh, Mesh]

    def cell_at(self, x: float, y: float) -> Mesh | None:
        """The first mesh of the cell at a point; None outside the table."""
        mesh = (bisect_right(self.down, y) - 1, bisect_right(self.across, x) - 1)
        return self.cells.get(mesh)


def tables(lying: Iterable[Rule], standing: Iterable[Rule]) -> list[Table]:
    """The tables that horizontal and vertical rules draw, from top to bottom, then left to right.

    A table has two rules across, one down and two cells at least; a frame around text is none.
    """
    rows, columns = _merged(lying), _merged(standing)
    if len(rows) + len(columns) > MOST_RULES:
        return []
    found = [_table(*group) for group in _touching(rows, columns)]
    drawn = [table for table in found if table and len(set(table.cells.values())) > 1]
    return sorted(drawn, key=lambda table: (table.down[0], table.across[0]))


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules drawn in pieces or side by side as one; dots are left out."""
    level: list[tuple[float, Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        near = level and rule.at - level[-1][0] <= NEAR
        level.append((level[-1][0] if near else rule.at, rule))
    found: list[Rule] = []
    for at, group in groupby(level, key=lambda pair: pair[0]):
        found += _in_one(at, sorted((rule.start, rule.end) for _, rule in group))
    return [rule for rule in found if rule.end - rule.start > NEAR]


def _in_one(at: float, spans: Iterable[tuple[float, float]]) -> list[Rule]:
    """Spans on one line, those that touch put together."""
    found: list[Rule] = []
    for start, end in spans:
        if found and start <= found[-1].end + NEAR:
            found[-1] = Rule(at, found[-1].start, max(end, found[-1].end))
        else:
            found.append(Rule(at, start, end))
    return found


def _touching(rows: Sequence[Rule], columns: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The rules that hang together, group by group, each as (lying, standing)."""
    left_rows, left_columns = set(range(len(rows))), set(range(len(columns)))
    groups = []
    while left_rows:
        fresh_rows, fresh_columns = {left_rows.pop()}, set[int]()
        group: tuple[list[Rule], list[Rule]] = ([], [])
        while fresh_rows or fresh_columns:
            group[0].extend(rows[n] for n in fresh_rows)
            group[1].extend(columns[n] for n in fresh_columns)
            met_columns = {
                c for c in left_columns for r in fresh_rows if _meet(rows[r], columns[c])
            }
            met_rows = {r for r in left_rows for c in fresh_columns if _meet(rows[r], columns[c])}
            left_rows, left_columns = left_rows - met_rows, left_columns - met_columns
            fresh_rows, fresh_columns = met_rows, met_columns
        groups.append(group)
    return groups


def _meet(row: Rule, column: Rule) -> bool:
    across = row.start - NEAR <= column.at <= row.end + NEAR
    return across and column.start - NEAR <= row.at <= column.end + NEAR


def _table(rows: Sequence[Rule], columns: Sequence[Rule]) -> Table | None:
    if len(rows) < 2 or not columns:
        return None
    down, across = _edges(rows, columns), _edges(columns, rows)
    if len(down) * len(across) > MOST_MESHES:
        return None
    return Table(across, down, _cells(down, across, rows, columns))


def _edges(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[float]:
    """Where a grid is divided: at its rules, and where those that cross them end farther out."""
    found = sorted({rule.at for rule in rules})
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    before = [first] if first < found[0] - NEAR else []
    behind = [last] if last > found[-1] + NEAR else []
    return before + found + behind


def _cells(
    down: Sequence[float], across: Sequence[float], rows: Sequence[Rule], columns: Sequence[Rule]
) -> dict[Mesh, Mesh]:
    """Each mesh with the first one, row by row, of those that no rule keeps apart from it."""
    height, width = len(down) - 1, len(across) - 1
    above = _walls(rows, down, across) | {(n, c) for n in (0, height) for c in range(width)}
    left = _walls(columns, across, down) | {(n, r) for n in (0, width) for r in range(height)}
    cells: dict[Mesh, Mesh] = {}
    for first in product(range(height), range(width)):
        waiting = [] if first in cells else [first]
        while waiting:
            mesh = waiting.pop()
            cells[mesh] = first
            waiting += [near for near in _beside(mesh, above, left) if near not in cells]
    return cells


def _beside(mesh: Mesh, above: set[Mesh], left: set[Mesh]) -> Iterator[Mesh]:
    """The meshes beside one that no rule keeps apart from it."""
    row, column = mesh
    if (row + 1, column) not in above:
        yield row + 1, column
    if (row, column) not in above:
        yield row - 1, column
    if (column + 1, row) not in left:
        yield row, column + 1
    if (column, row) not in left:
        yield row, column - 1


def _walls(rules: Iterable[Rule], edges: Sequence[float], crossed: Sequence[float]) -> set[Mesh]:
    """Which pieces of a grid's lines are drawn."""
    middles = [(start + end) / 2 for start, end in pairwise(crossed)]
    return {
        (edges.index(rule.at), mesh)
        for rule in rules
        for mesh in range(
            bisect_left(middles, rule.start - NEAR), bisect_right(middles, rule.end + NEAR)
        )
    }
