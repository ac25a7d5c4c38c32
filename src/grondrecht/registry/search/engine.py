"""Search: words to matches, matches to counts, the best first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.db.models import QuerySet

from grondrecht.registry.models import Action, Form
from grondrecht.registry.questions import Question
from grondrecht.registry.search.facets import Facet, Mask, all_of, numbers_of
from grondrecht.registry.search.highlight import Pieces, Wanted, marked, snippet
from grondrecht.registry.search.mending import mended
from grondrecht.registry.search.query import Query, parse
from grondrecht.registry.search.ranking import ranked
from grondrecht.registry.search.snapshot import FACETS, Positions, Snapshot, current
from grondrecht.registry.search.texts import forms_of, newest_of, texts_of

__all__ = ["FACETS", "Hit", "Results", "search"]

# How many values of a facet are counted out; there may be thousands of plans.
_VALUES = 40
# Facets whose values come in their own order; those of others, most first.
_IN_ORDER = ("period", "right", "office")
FacetCounts = Mapping[str, tuple[tuple[str, int, bool], ...]]


@dataclass(frozen=True)
class Hit:
    """An action that was found: its title and a piece of ``field``, with the found words marked.

    ``action`` comes with its plan, right and office.
    """

    action: Action
    plan: str
    code: str
    title: Pieces
    snippet: Pieces
    field: str


@dataclass(frozen=True)
class Results:
    """A page of hits, how many there are on all pages, and the counts of all of them.

    ``facets`` has per facet (value, count, chosen): the chosen first, then most first, but periods
    in order. Each facet is counted as if nothing were chosen in it, so that a choice can be
    widened. ``corrected`` is what was looked for where a word was misspelt; ``mode`` is ``all``, or
    ``any`` where no action has every word.
    """

    total: int
    page: int
    hits: tuple[Hit, ...]
    facets: FacetCounts
    corrected: str = ""
    mode: str = "all"


def search(
    text: str,
    choices: Mapping[str, Collection[str]] | None = None,
    page: int = 1,
    size: int = 20,
) -> Results:
    """Find actions by words (any text will do) and by chosen values per facet.

    Values of one facet widen the choice, several facets narrow it. No words find everything.
    """
    chosen = {name: frozenset(values) for name, values in (choices or {}).items() if values}
    known = current()
    base, query, corrected, mode = _found(parse(text, known.beginning), known)
    masks = {name: known.facets[name].mask(values, len(base)) for name, values in chosen.items()}
    hits = np.flatnonzero(all_of(base, masks.values()))
    best = ranked(hits, query, known, page * size)
    return Results(
        total=len(hits),
        page=page,
        hits=_shown(best[(page - 1) * size : page * size], query, known),
        facets={
            name: _counted(
                known.facets[name],
                all_of(base, (mask for other, mask in masks.items() if other != name)),
                chosen.get(name, frozenset()),
                name in _IN_ORDER,
            )
            for name in FACETS
        },
        corrected=corrected,
        mode=mode,
    )


def _found(query: Query, known: Snapshot) -> tuple[Mask, Query, str, str]:
    """The query's actions, and what was changed about it to find any."""
    found = _matching(query, known)
    if found.any() or not query.clauses:
        return found, query, "", "all"
    better = replace(query, clauses=tuple(mended(clause, known) for clause in query.clauses))
    corrected = ""
    if better != query:
        query, corrected = better, " ".join(clause.written for clause in better.clauses)
        found = _matching(query, known)
    if found.any() or len(query.clauses) == 1:
        return found, query, corrected, "all"
    return _matching(query, known, every=False), query, corrected, "any"


def _matching(query: Query, known: Snapshot, every: bool = True) -> Mask:
    """The actions that have every clause (or any), and nothing of what is left out."""
    found = np.ones(len(known.ids), bool)
    if query.clauses:
        join = np.logical_and if every else np.logical_or
        found = join.reduce([known.having(clause) for clause in query.clauses])
    for clause in query.without:
        found &= ~known.having(clause)
    return found


def _counted(
    facet: Facet, among: Mask, chosen: Collection[str], in_order: bool
) -> tuple[tuple[str, int, bool], ...]:
    """The values of a facet with their counts, among what the other facets' choices leave."""
    counts = facet.counts(among)
    most = np.argsort(-counts, kind="stable")[:_VALUES].tolist()
    picked = numbers_of(facet.values, chosen)
    rows = [
        (facet.values[number], int(counts[number]), facet.values[number] in chosen)
        for number in {*most, *picked}
        if counts[number] or number in picked
    ]
    rows += [(value, 0, True) for value in set(chosen).difference(row[0] for row in rows)]
    rows.sort(key=lambda row: (not row[2], -row[1], row[0]))
    return tuple(sorted(rows[:_VALUES]) if in_order else rows[:_VALUES])


def _shown(positions: Positions, query: Query, known: Snapshot) -> tuple[Hit, ...]:
    """The hits as a person sees them. Two queries."""
    ids = known.ids[positions].tolist()
    actions = {action.pk: action for action in _actions(ids)}
    forms = newest_of(_forms(ids))
    return tuple(_hit(actions[pk], forms.get(pk, ()), query) for pk in ids if pk in actions)


_forms = Question(forms_of)


@Question
def _actions(ids: list[int]) -> QuerySet[Action]:
    return Action.objects.filter(pk__in=ids).select_related("plan", "right", "office")


def _hit(action: Action, forms: Sequence[Form], query: Query) -> Hit:
    wanted = Wanted(query.phrases, action.plan.language)
    field, words = snippet(texts_of(action, forms), wanted)
    return Hit(
        action=action,
        plan=action.plan.slug,
        code=action.code,
        title=marked(action.title, wanted),
        snippet=words,
        field=field,
    )
