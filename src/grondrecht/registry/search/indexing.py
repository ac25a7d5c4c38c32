"""Put actions into the index, inside the transaction of the verb that changed them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from django.db.models import Max

from grondrecht.registry.models import Plan, SearchEntry, SearchRevision, SearchWord
from grondrecht.registry.search import fulltext
from grondrecht.registry.search.words import folded_words, stem

# A sign between fields that no phrase runs over: a word that nobody can ask for.
BORDER = "_"
_AT_ONCE = 500
_WORDS_AT_ONCE = 2000
# How many words of an action are held, its title included: no vector of PostgreSQL holds more.
MOST_WORDS = 12_000
_MOST_OF_TITLE = 1000


@dataclass(frozen=True)
class Entry:
    """An action as it is to be found: its texts by field path, and its values per facet."""

    action_id: int
    plan: str
    language: str
    code: str
    title: str
    texts: tuple[tuple[str, str], ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Read:
    """The words of an entry: the stems of its title and of its text, and what they are stems of."""

    title: str
    body: str
    words: frozenset[tuple[str, str]]


def index_actions(entries: Iterable[Entry]) -> None:
    """Index actions anew. Doing it twice is doing it once."""
    left = iter(entries)
    revision = _next_revision()
    plans = dict(Plan.objects.values_list("slug", "pk"))
    known: set[tuple[str, str]] = set()
    while batch := list(islice(left, _AT_ONCE)):
        _put_words(_put(batch, plans, revision), known)


def remove_actions(ids: Iterable[int]) -> None:
    """Take actions out of the index."""
    gone = list(ids)
    _next_revision()
    fulltext.backend().remove(gone)
    SearchEntry.objects.filter(pk__in=gone).delete()


def _next_revision() -> int:
    """A number higher than all before it, on record: the sign that something changed.

    Writers take turns from here to the end of their transaction, so that numbers become known in
    their order. The clock makes a number that was rolled back unlike the one that comes instead.
    """
    fulltext.backend().take_turn()
    last = SearchRevision.objects.aggregate(last=Max("number"))["last"] or 0
    return SearchRevision.objects.create(number=max(last + 1, time.time_ns())).number


def _put(entries: list[Entry], plans: Mapping[str, int], revision: int) -> set[tuple[str, str]]:
    """Put entries into the index; gives their words."""
    read = [_read(entry) for entry in entries]
    fulltext.backend().put(
        [(entry.action_id, own.title, own.body) for entry, own in zip(entries, read, strict=True)]
    )
    SearchEntry.objects.bulk_create(
        (
            SearchEntry(
                action_id=entry.action_id,
                plan_id=plans.get(entry.plan, 0),
                plan=entry.plan,
                code=entry.code,
                language=entry.language,
                facets={name: list(values) for name, values in entry.facets.items() if values},
                revision=revision,
            )
            for entry in entries
        ),
        update_conflicts=True,
        unique_fields=["action_id"],
        update_fields=["plan_id", "plan", "code", "language", "facets", "revision"],
    )
    return {pair for own in read for pair in own.words}


def _read(entry: Entry) -> _Read:
    """The words of an entry, each field told from the next."""
    title, code = folded_words(entry.title)[:_MOST_OF_TITLE], folded_words(entry.code)
    fields = [folded_words(text) for _, text in entry.texts]
    body: list[str] = []
    for words in filter(None, fields):
        body += [BORDER, *words] if body else words
    body = body[: MOST_WORDS - len(title) - len(code)]
    root = {word: stem(word, entry.language) for word in {*title, *code, *body, BORDER}}
    return _Read(
        title=" ".join(root[word] for word in (*title, BORDER, *code)),
        body=" ".join(root[word] for word in body),
        words=frozenset(pair for pair in root.items() if pair[0].isalpha()),
    )


def _put_words(found: set[tuple[str, str]], known: set[tuple[str, str]]) -> None:
    """Add the words that are not known yet, and let them be known."""
    left = iter(sorted(found - known))
    while new := list(islice(left, _WORDS_AT_ONCE)):
        held = SearchWord.objects.filter(word__in={word for word, _ in new})
        known.update(held.values_list("word", "stem"))
        SearchWord.objects.bulk_create(
            SearchWord(word=word, stem=root) for word, root in new if (word, root) not in known
        )
        known.update(new)
