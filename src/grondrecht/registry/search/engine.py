"""Search: words to matches, matches to counts, the best first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from grondrecht.registry.models import Action, Form
from grondrecht.registry.search import fulltext
from grondrecht.registry.search.highlight import Pieces, marked, snippet
from grondrecht.registry.search.query import Clause, Query, parse, word_clause
from grondrecht.registry.search.snapshot import FACETS, Mask, Positions, Snapshot, current

__all__ = ["FACETS", "Hit", "Results", "search"]

# How many of the best are compared by how often they hold the words.
_COMPARED = 200
# How many values of a facet are counted out; there may be thousands of plans.
_VALUES = 40
FacetCounts = Mapping[str, tuple[tuple[str, int, bool], ...]]


@dataclass(frozen=True)
class Hit:
    """An action that was found: its title and a piece of ``field``, with the found words marked."""

    action_id: int
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
    chosen = {name: tuple(values) for name, values in (choices or {}).items() if values}
    known = current()
    query = parse(text, known.beginning)
    found, query, corrected, mode = _found(query, known)
    base = np.zeros(len(known.ids), bool)
    base[found] = True
    masks = {name: known.facets[name].mask(values, len(base)) for name, values in chosen.items()}
    hits = np.flatnonzero(_all(base, masks.values()))
    ranked = _ranked(hits, query, known, page * size)
    return Results(
        total=len(hits),
        page=page,
        hits=_shown(ranked[(page - 1) * size : page * size], query, known),
        facets={name: _counted(name, known, base, masks, chosen) for name in FACETS},
        corrected=corrected,
        mode=mode,
    )


def _found(query: Query, known: Snapshot) -> tuple[Positions, Query, str, str]:
    """Where the query's actions stand, and what was changed about it to find any."""
    found = _matching(query, known)
    if len(found) or not query.clauses:
        return found, query, "", "all"
    mended = replace(query, clauses=tuple(_mended(clause, known) for clause in query.clauses))
    corrected = ""
    if mended != query:
        query, corrected = mended, " ".join(clause.written for clause in mended.clauses)
        found = _matching(query, known)
    if len(found) or len(query.clauses) == 1:
        return found, query, corrected, "all"
    return _matching(query, known, every=False), query, corrected, "any"


def _matching(query: Query, known: Snapshot, every: bool = True) -> Positions:
    speak = fulltext.backend()
    if query.clauses:
        return known.positions(speak.matching(query, every=every))
    everything = np.arange(len(known.ids))
    if not query.without:
        return everything
    gone = known.positions(speak.matching(Query(query.without), every=False))
    return np.setdiff1d(everything, gone)


def _mended(clause: Clause, known: Snapshot) -> Clause:
    """A clause for the known words most like one that nobody uses; as it is where none is near."""
    word = clause.written
    if not clause.is_word or not word.isalpha() or known.knows(p[0] for p in clause.phrases):
        return clause
    furthest = 1 if len(word) < 7 else 2
    near = process.extract(word, known.words, scorer=OSA.distance, score_cutoff=furthest, limit=12)
    if len(word) < 4 or not near:
        return clause
    least = min(distance for _, distance, _ in near)
    alike = sorted(each for each, distance, _ in near if distance == least)
    phrases = dict.fromkeys(phrase for each in alike for phrase in word_clause(each).phrases)
    return Clause(tuple(phrases), alike[0])


def _all(base: Mask, masks: Iterable[Mask]) -> Mask:
    for mask in masks:
        base = base & mask
    return base


def _counted(
    name: str,
    known: Snapshot,
    base: Mask,
    masks: Mapping[str, Mask],
    chosen: Mapping[str, Collection[str]],
) -> tuple[tuple[str, int, bool], ...]:
    """The values of a facet with their counts, among what the other facets' choices leave."""
    facet = known.facets[name]
    others = _all(base, (mask for other, mask in masks.items() if other != name))
    counts = facet.counts(others)
    picked = set(chosen.get(name, ()))
    rows = [
        (facet.values[number], int(counts[number]), facet.values[number] in picked)
        for number in np.flatnonzero(counts)
    ]
    held = {value for value, _, _ in rows}
    rows += [(value, 0, True) for value in sorted(picked - held)]
    by_value = name in ("period", "right", "office")
    rows.sort(key=lambda row: (not row[2], 0 if by_value else -row[1], row[0]))
    return tuple(sorted(rows[:_VALUES]) if by_value else rows[:_VALUES])


def _ranked(hits: Positions, query: Query, known: Snapshot, wanted: int) -> npt.NDArray[np.int64]:
    """The hits that come first, at least as many as wanted: words in the title before others, and
    among the best those that hold the words most often for their length.
    """
    tiers = _tiers(query, known)
    score = tiers[hits].astype(np.int64) * len(known.ids) - known.order[hits]
    many = max(wanted, _COMPARED)
    best = hits
    if len(hits) > many:
        top = np.argpartition(-score, many)[:many]
        best, score = hits[top], score[top]
    best = best[np.argsort(-score, kind="stable")]
    if not query.clauses:
        return best
    compared, rest = best[:_COMPARED], best[_COMPARED:]
    weights = _weights(compared, query, known)
    order = sorted(
        range(len(compared)),
        key=lambda n: (-int(tiers[compared[n]]), -weights[n], int(known.order[compared[n]])),
    )
    return np.concatenate([compared[order], rest])


def _tiers(query: Query, known: Snapshot) -> npt.NDArray[np.int8]:
    """2 where the title holds every word, 1 where it holds any, 0 elsewhere."""
    tiers = np.zeros(len(known.ids), np.int8)
    if query.clauses:
        titles = Query(query.clauses)
        speak = fulltext.backend()
        tiers[known.positions(speak.matching(titles, title=True, every=False))] = 1
        if len(query.clauses) > 1:
            tiers[known.positions(speak.matching(titles, title=True))] = 2
        else:
            tiers *= 2
    return tiers


def _weights(positions: Positions, query: Query, known: Snapshot) -> list[float]:
    """How often each action holds the words, for its length: the k1 and b of BM25."""
    ids = [int(known.ids[position]) for position in positions]
    held = fulltext.backend().held(ids) if ids else {}
    rows = []
    for pk in ids:
        title, body = held.get(pk, ("", ""))
        words = body.split()
        often = sum(words.count(root) for root in query.stems)
        often += 3 * sum(title.split().count(root) for root in query.stems)
        rows.append((often, len(words)))
    mean = sum(length for _, length in rows) / len(rows) if rows else 1
    return [
        often * 2.2 / (often + 1.2 * (0.25 + 0.75 * length / (mean or 1))) if often else 0.0
        for often, length in rows
    ]


def _shown(positions: Positions, query: Query, known: Snapshot) -> tuple[Hit, ...]:
    """The hits as a person sees them. Two queries."""
    ids = [int(known.ids[position]) for position in positions]
    actions = Action.objects.select_related("plan").in_bulk(ids)
    forms: dict[int, Form] = {}
    newest = Form.objects.filter(action__in=ids).only("action_id", "body")
    for form in newest.order_by("-edition__position", "position"):
        forms.setdefault(form.action_id, form)
    return tuple(_hit(actions[pk], forms.get(pk), query) for pk in ids if pk in actions)


def _hit(action: Action, form: Form | None, query: Query) -> Hit:
    language = action.plan.language
    texts = dict(action.maintained)
    if form:
        texts |= {path: words for path, words in form.value.texts() if path not in texts}
    texts.pop("title", None)
    field, words = snippet(texts.items(), query.stems, language)
    return Hit(
        action_id=action.pk,
        plan=action.plan.slug,
        code=action.code,
        title=marked(action.title, query.stems, language),
        snippet=words,
        field=field,
    )
