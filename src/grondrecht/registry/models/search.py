"""What searching counts and compares, made from the rest by registry.search.

The words themselves stand in the database's full text (registry_fulltext), which Django has no
model for; registry.search.sqlite and .postgresql make it.
"""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """An action as it can be found: its place in the order, and its values per facet.

    ``revision`` is the SearchRevision of the last write.
    """

    action_id = models.BigIntegerField(primary_key=True)
    plan_id = models.BigIntegerField()
    plan = models.CharField(max_length=80)
    code = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    facets = models.JSONField(default=dict)
    revision = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.plan} {self.code}"


class SearchWord(models.Model):
    """A word that stands in an action, folded, and its stem: for prefixes and misspelt words."""

    word = models.CharField(max_length=60)
    stem = models.CharField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(name="search_word_once", fields=("word", "stem")),)

    def __str__(self) -> str:
        return self.word


class SearchRevision(models.Model):
    """A write of the index, so that a process can tell what it has not seen yet: numbers grow."""

    number = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.number)
