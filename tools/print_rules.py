"""Print the measures into docs/rights-measures.md: ``.venv/bin/python tools/print_rules.py``.

What is not formalised, and why, stands in the measures themselves, under ``open``. A test compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from grondrecht import rights
from grondrecht.rights import units
from grondrecht.rights.measures import Measure, Version

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/rights-measures.md"
FOLDER = ROOT / "src/grondrecht/rights/data/flanders"
HEAD = """# The measures, and what is not formalised

Made from `src/grondrecht/rights/data/flanders` by `tools/print_rules.py`. Each measure is
formalised as far as the text of the plan goes and no further. What the text leaves open stands
under it: a figure that is not given is no parameter, and a condition that nobody describes is an
input whose question is the fact itself. The language of the files:
[rights-language.md](rights-language.md).

"""
HOW = {"automatic": "automatic", "partly": "partly automatic", "on_request": "on request"}


def page() -> str:
    """The whole page, as Markdown."""
    law = rights.load(FOLDER)
    n_open = sum(len(each.open) for each in law.measures.values())
    count = f"{len(law.measures)} measures, {n_open} open points.\n"
    parts = ("\n".join(part(each)) for each in law.measures.values())
    return "\n".join([HEAD + count, *parts, ""])


def part(measure: Measure) -> Iterator[str]:
    """What the page says of one measure."""
    yield f"## {measure.id}\n"
    actions = ", ".join(measure.actions)
    yield f"**{measure.names.en}** ({measure.names.nl}), action {actions}. {measure.what.en}"
    yield f"For a {measure.of}; {HOW[measure.how]}: {measure.award.en}\n"
    for version in measure.versions:
        yield from rules(version)
    if measure.open:
        yield "\nOpen:\n"
        yield from (f"- {words.en}" for words in measure.open)
    yield ""


def rules(version: Version) -> Iterator[str]:
    """The conditions and figures of a version."""
    until = f"to {version.last}" if version.last else "on"
    yield f"From {version.first} {until}:\n"
    yield from (f"- {rule.label.en} `{rule.source.text}`" for rule in version.conditions)
    if version.amount is not None:
        yield f"- {version.amount.label.en}: `{version.amount.value.source.text}`"
    for name, each in version.parameters.items():
        values = ", ".join(f"{float(value):,.10g} from {day}" for day, value in each.values)
        yield f"- `{name}`: {values} {units.shown(each.unit)}".rstrip()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
