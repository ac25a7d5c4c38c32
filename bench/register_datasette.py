"""The rows of a register as one table with full text, for Datasette.

Run as a program with the paths of the register (SQLite) and of the file to make.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator

FACETS = ("right", "office", "party", "period", "has", "rule", "kind")


def make(register: str, path: str) -> None:
    """Make a table of all actions: codes, the same texts, and per facet the first value of each.

    An action has several parties, periods and so on, which the site counts all. Datasette counts
    JSON lists too, but takes minutes over so many rows; a value in a column is what it is fast at.
    """
    source, target = sqlite3.connect(register), sqlite3.connect(path)
    columns = ", ".join(f'"{name}" TEXT' for name in ("plan", *FACETS, "code", "title", "body"))
    target.execute(f"CREATE TABLE actions (id INTEGER PRIMARY KEY, {columns})")
    marks = ", ".join("?" * (len(FACETS) + 5))
    target.executemany(f"INSERT INTO actions VALUES ({marks})", rows(source))
    for name in ("plan", *FACETS):
        target.execute(f'CREATE INDEX actions_{name} ON actions ("{name}")')
    target.execute(
        "CREATE VIRTUAL TABLE actions_fts USING fts5"
        " (title, body, content='actions', content_rowid='id', tokenize='porter')"
    )
    target.execute("INSERT INTO actions_fts (actions_fts) VALUES ('rebuild')")
    target.execute("ANALYZE")
    target.commit()


def rows(source: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    """Every action: id, plan, a value per facet, code, title, text."""
    query = """
        SELECT e.action_id, e.plan, e.code, a.title, f.body, e.facets
        FROM registry_searchentry e
        JOIN registry_action a ON a.id = e.action_id JOIN registry_form f ON f.action_id = a.id
        ORDER BY e.action_id
    """
    for pk, plan, code, title, body, facets in source.execute(query):
        values = json.loads(facets)
        first = [next(iter(values.get(name, ())), "") for name in FACETS]
        yield (pk, plan, *first, code, title, text_of(json.loads(body)))


def text_of(body: dict[str, object]) -> str:
    """All texts of a form, one under the other."""
    milestones = [each["text"] for each in body["milestones"]]
    cells = [*body["responsible"].values(), *body["involved"].values()]
    parts = (body["budget"], *cells, body["evaluation"], body["summary"], *milestones)
    return "\n".join(part for part in parts if part)


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2])
