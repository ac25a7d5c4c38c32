"""Print every indicator into docs/indicators.md: ``.venv/bin/python tools/print_indicators.py``.

The formula, the choices and the example are written by hand in monitor/data/explained.toml; the
rules are those of definitions.toml, and the value of an example is computed. A test compares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from grondrecht.monitor import Survey, catalogue
from grondrecht.monitor.breakdowns import domains
from grondrecht.monitor.domain import Weighting
from grondrecht.monitor.explained import explained
from grondrecht.monitor.measures import Definition
from grondrecht.monitor.wording import Words

PAGE = Path(__file__).resolve().parents[1] / "docs/indicators.md"
ENGLISH = Words("en", money="")
HEAD = """# The indicators, one by one

Made from `monitor/data/definitions.toml` and `explained.toml` by `tools/print_indicators.py`; the
values of the examples are computed. How margins are made, and where we differ from other packages:
[monitor.md](monitor.md). In the formulas `w` is a person's weight, and `[…]` is 1 where it holds,
else 0.

| id | indicator | unit |
|---|---|---|
"""


def page() -> str:
    """The whole page, as Markdown."""
    rows = (
        f"| [`{each.id}`](#{each.id}) | {each.name_en} | {each.unit} |"
        for each in catalogue().values()
    )
    parts = ("\n".join(part(each)) for each in catalogue().values())
    return "\n".join([HEAD + "\n".join(rows), *parts, ""])


def part(each: Definition) -> Iterator[str]:
    """What the page says of one definition."""
    about = explained()[each.id]
    yield f"\n## {each.id}\n\n**{each.name_en}** ({each.name_nl}), version {each.version}\n"
    yield f"{about['what']['en']}\n\n```\n{about['formula']}\n```\n"
    yield from (f"- {choice}" for choice in about["choices"])
    yield f"\nNeeds: {about.get('needs') or needed(each)}. Source: <{each.source}>\n"
    yield from example(each, about["example"])


def needed(each: Definition) -> str:
    """The roles of columns that it needs, the weight first."""
    return ", ".join(f"`{role}`" for role in dict.fromkeys(("weight", *each.roles)))


def example(each: Definition, about: Mapping[str, Any]) -> Iterator[str]:
    """A few people in a table, and the value that comes out."""
    columns = about["columns"]
    yield f"| {' | '.join(columns)} |\n|{'---:|' * len(columns)}"
    for row in zip(*columns.values(), strict=True):
        yield f"| {' | '.join(map(shown, row))} |"
    yield f"\n{about['says']} **Value: {value(each, about)}**"


def shown(cell: object) -> str:
    """A cell; what is not known is left empty."""
    return "" if cell == "" else f"{cell:,}" if isinstance(cell, int) else str(cell)


def value(each: Definition, about: Mapping[str, Any]) -> str:
    """The value of a definition over the few people of its example, each a household."""
    columns = about["columns"]
    size = len(next(iter(columns.values())))
    same = {"weight": 1.0, **about.get("all", {})}
    filled = {name: [cell] * size for name, cell in same.items()}
    filled |= {
        name: [None if cell == "" else cell for cell in cells] for name, cells in columns.items()
    }
    survey = Survey({"household": list(range(size)), **filled})
    _, everyone = next(domains(Weighting(survey)))
    return ENGLISH.quantity(each.value(everyone) * each.scale, each.unit)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
