"""Put actions into the index, inside the transaction of the verb that changed them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from grondrecht.registry.models import Plan, SearchEntry, SearchWord
from grondrecht.registry.search import fulltext
from grondrecht.registry.search.words import stem, stems, words_of

# A sign between fields that no phrase runs over: a word that nobody can ask for.
_BORDER = " _ "
_AT_ONCE = 500


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


def index_actions(entries: Iterable[Entry]) -> None:
    """Index actions anew. Doing it twice is doing it once."""
    plans = dict(Plan.objects.values_list("slug", "pk"))
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == _AT_ONCE:
            _put(batch, plans)
            batch = []
    if batch:
        _put(batch, plans)


def remove_actions(ids: Iterable[int]) -> None:
    """Take actions out of the index."""
    gone = list(ids)
    fulltext.backend().remove(gone)
    SearchEntry.objects.filter(pk__in=gone).delete()


def _put(entries: list[Entry], plans: Mapping[str, int]) -> None:
    fulltext.backend().put([(entry.action_id, _title(entry), _body(entry)) for entry in entries])
    revision = time.time_ns()
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
    _put_words(entries)


def _title(entry: Entry) -> str:
    return " ".join([*stems(entry.title, entry.language), "_", entry.code])


def _body(entry: Entry) -> str:
    return _BORDER.join(" ".join(stems(text, entry.language)) for _, text in entry.texts if text)


def _put_words(entries: Iterable[Entry]) -> None:
    """Add the words that are not known yet."""
    found = {
        (word.folded, stem(word.folded, entry.language))
        for entry in entries
        for text in (entry.title, *(words for _, words in entry.texts))
        for word in words_of(text)
        if word.folded.isalpha()
    }
    known = set(
        SearchWord.objects.filter(word__in={word for word, _ in found}).values_list("word", "stem")
    )
    SearchWord.objects.bulk_create(
        (SearchWord(word=word, stem=root) for word, root in sorted(found - known)),
        batch_size=1000,
        ignore_conflicts=True,
    )
