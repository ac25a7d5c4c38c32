"""The document's own list of what its code segments mean, printed in front of the forms."""

from __future__ import annotations

import re
from itertools import takewhile

from grondrecht.plan.model import Legend, LegendEntry
from grondrecht.reading.template import Template

_ENTRY = re.compile(
    r"(?<![\d_.,-])(\d\d)[ \t]+(?=[^\W\d_])([^\n]+?)(?=[ \t]+\d\d[ \t]+[^\W\d_]|[ \t]*(?:\n|\Z))"
)


def read_legend(front: str, template: Template) -> Legend:
    """Read the lists that a template announces from the text in front of the first form.

    Each list begins behind its announcement and ends where the next one begins; its entries are a
    two-digit code and a name, in rising order.
    """
    marks = [
        (match.end(), wanted.list)
        for wanted in template.legend
        if (match := wanted.after.search(front))
    ]
    marks.sort()
    stops = [at for at, _ in [*marks, (len(front), "")]][1:]
    found = {name: _entries(front[at:stop]) for (at, name), stop in zip(marks, stops, strict=True)}
    return Legend(found.get("rights", ()), found.get("offices", ()))


def _entries(text: str) -> tuple[LegendEntry, ...]:
    entries = [LegendEntry(match[1], match[2].strip()) for match in _ENTRY.finditer(text)]
    rising = takewhile(
        lambda pair: pair[0] is None or pair[0].code < pair[1].code,
        zip([None, *entries], entries, strict=False),
    )
    return tuple(entry for _, entry in rising)
