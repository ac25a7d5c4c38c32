"""Refuse a plan that the register cannot hold, in one sentence, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from grondrecht.plan import model
from grondrecht.reading.document import Line
from grondrecht.registry.errors import RegisterError

# What the columns of the database hold.
LONGEST_CODE, LONGEST_SEGMENT = 40, 20
# The first words of the addresses of the site's own pages: a plan of that name would hide them, or
# be hidden by them. A test compares them with the addresses there are.
RESERVED = frozenset(
    {"api", "data", "id", "over", "rollen", "sitemap", "static", "stijl", "toegankelijkheid"}
    | {"rechten", "rechten-vinder", "werk", "woordenlijst", "zoeken", "nl", "en"}
)
# JSON and UTF-8 can spell them, and no database holds them as text.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def refuse_name(slug: str) -> None:
    """Raise RegisterError where a plan's short name is that of a page of the site."""
    if slug in RESERVED:
        raise RegisterError(
            f"Een plan kan niet {slug!r} heten, want zo heet een pagina van de site;"
            " kies een andere korte naam."
        )


def refuse_unfit(plan: model.Plan, lines: Sequence[Line] = ()) -> None:
    """Raise RegisterError for the first code or text of a plan that no database can hold."""
    for form in plan.actions:
        _refuse_code(form)
    for kind, entry in _legend(plan):
        if len(entry.code) > LONGEST_SEGMENT:
            raise RegisterError(
                f"De lijst van {kind}: code {_short(entry.code)} is langer dan {LONGEST_SEGMENT}"
                " tekens; verbeter het document."
            )
    for where, text in _texts(plan, lines):
        if _NO_TEXT.search(text):
            raise RegisterError(
                f"{where} bevat een teken dat geen tekst is; verbeter het document."
            )


def _refuse_code(form: model.Form) -> None:
    code = str(form.code)
    long = len(code) > LONGEST_CODE
    if long or max(len(form.code.right), len(form.code.office)) > LONGEST_SEGMENT:
        raise RegisterError(
            f"Actie {_short(code)}: de code is langer dan {LONGEST_CODE} tekens, of een deel ervan"
            f" langer dan {LONGEST_SEGMENT}; verbeter het document."
        )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_CODE else f"{text[:LONGEST_CODE]}…"


def _legend(plan: model.Plan) -> Iterator[tuple[str, model.LegendEntry]]:
    for kind, entries in (("grondrechten", plan.legend.rights), ("ambten", plan.legend.offices)):
        for entry in entries:
            yield kind, entry


def _texts(plan: model.Plan, lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """Every text of a plan, with where it stands in words."""
    for kind, entry in _legend(plan):
        yield f"De lijst van {kind}", entry.code + entry.name
    for form in plan.actions:
        for field, text in form.texts():
            yield f"Actie {form.code}, {field}", text
        for milestone in form.milestones:
            yield f"Actie {form.code}, de periode van een mijlpaal", milestone.period.text
    for line in lines:
        yield f"Regel {line.number} van het document", line.text
