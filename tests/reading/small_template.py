"""A small form layout of our own, and its forms, for tests that need no real plan."""

from __future__ import annotations

from grondrecht.plan.model import Source
from grondrecht.reading.alignment import Taken, align
from grondrecht.reading.candidates import Candidate, candidates
from grondrecht.reading.document import Document, Line, Text
from grondrecht.reading.slots import slots_of
from grondrecht.reading.template import Template, parse_template

SMALL = r"""
name = "klein"
title = "Klein formulier"
language = "nl"

[form]
start = 'project\s+(?P<code>\d\d_\d\d)'
notes = ['^vervangt\b']
headings = ['deel\s+[a-z]\b']

[[labels]]
field = "budget"
words = ["Kostprijs", "Wat kost het"]

[[labels]]
name = "wie"
words = ["wie doet mee"]

[[labels]]
field = "involved.cabinet"
words = ["raad"]

[[labels]]
field = "involved.other_actors"
words = ["verenigingen"]

[[labels]]
field = "summary"
words = ["korte beschrijving"]
long = true

[milestones]
words = ["tijdpad"]
vertical = true
period = '20\d\d(?:\s*-\s*20\d\d)?'
stages = ["begin", "einde"]

[[legend]]
list = "rights"
after = 'eerste\s+lijst'

[[legend]]
list = "offices"
after = 'tweede\s+lijst'

[print]
title = "Kleine projecten"
code_word = "PROJECT"
"""

# One form, every label present, nothing beside it.
FORM = """project 01_01
Een bank op het plein
Kostprijs
400 euro
wie doet mee
raad
raad van de wijk
verenigingen
De Buurtfiets
korte beschrijving
Wie moe is, kan zitten.
tijdpad
2015
plan getekend
2017
bank geplaatst
"""


def small() -> Template:
    """The small template."""
    return parse_template(SMALL, "klein")


def lines_of(text: str) -> list[Line]:
    """A text as numbered lines outside any table."""
    return [Line(line, number) for number, line in enumerate(text.split("\n"), 1)]


def document_of_text(text: str) -> Document:
    """A text as a document."""
    return Document(Source("klein.txt", "", "text/plain"), lines_of(text))


def text_of(text: str) -> Text:
    """A text whose lines are joined again."""
    return Text.of(lines_of(text))


def found_in(text: str, template: Template | None = None) -> list[Candidate]:
    """The candidates of the small template in a text."""
    return candidates(text_of(text), template or small())


def taken_in(text: str, template: Template | None = None) -> list[Taken]:
    """The labels that the alignment takes from a text."""
    chosen, whole = template or small(), text_of(text)
    return align(whole, candidates(whole, chosen), slots_of(chosen))[0]
