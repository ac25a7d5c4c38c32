"""Find actions: words stemmed in Dutch and English, phrases, prefixes, facets with their counts.

``search`` is the door for readers; ``index_actions`` and ``remove_actions`` are for the verbs that
write. The database's own full text says which actions hold the words; what is counted and how the
best come first is worked out here, so that SQLite and PostgreSQL give the same.
"""

from __future__ import annotations

from grondrecht.registry.search.engine import FACETS, Hit, Results, search
from grondrecht.registry.search.indexing import Entry, index_actions, remove_actions

__all__ = [
    "FACETS",
    "Entry",
    "Hit",
    "Results",
    "index_actions",
    "remove_actions",
    "search",
]
