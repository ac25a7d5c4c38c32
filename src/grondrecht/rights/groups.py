"""Values over the persons of a household: all, or those with a role, where something holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from grondrecht.rights.graph import MOST_PERSONS, Graph, Node
from grondrecht.rights.operations import Value
from grondrecht.rights.vocabulary import ROLE

HEAD, PARTNER, CHILD = (ROLE.codes.index(role) for role in ("head", "partner", "child"))
_ROLES = {"head": HEAD, "partner": PARTNER, "children": CHILD}

# How many persons of a household each group has, at least and at most.
_HOW_MANY = {
    "household": (1, MOST_PERSONS),
    "head": (1, 1),
    "partner": (0, 1),
    "children": (0, MOST_PERSONS - 1),
    "adults": (1, MOST_PERSONS),
}


@lru_cache(10_000)
def members_of(group: str, roles: tuple[int, ...], seen_by: int | None) -> tuple[int, ...]:
    """The places of the persons in a group, of a household or as the person at ``seen_by`` sees it.

    The same as Members computes: no others have a partner or children but head and partner.
    """
    if group in ("partner", "children") and seen_by is not None:
        mine = roles[seen_by]
        if mine not in (HEAD, PARTNER):
            return ()
        wanted = {CHILD} if group == "children" else {HEAD, PARTNER} - {mine}
    elif group == "household":
        return tuple(range(len(roles)))
    else:
        wanted = {*range(len(ROLE.codes))} - {CHILD} if group == "adults" else {_ROLES[group]}
    return tuple([at for at, role in enumerate(roles) if role in wanted])


@dataclass(frozen=True, slots=True)
class Members:
    """An operation (sum, count, any, all, highest or lowest) on a body, of whom ``where`` holds."""

    graph: Graph
    op: str
    body: Node | None
    where: Node | None

    def of_household(self, group: str) -> Node:
        """Over a group of a household."""
        if group == "household":
            return self._over(self.graph.constant(1), group)
        if group == "adults":
            return self._over(self.graph.one("not", self._is(CHILD)), group)
        return self._over(self._is(_ROLES[group]), group)

    def of_person(self, group: str) -> Node:
        """The same as a person sees it: the other of head and partner, and the children of both.

        Others in the household have neither.
        """
        if group not in ("partner", "children"):
            return self.of_household(group)
        one = self.graph.one
        nobody = self.graph.constant(int(self.op == "all"))
        is_head, is_partner = self._is(HEAD), self._is(PARTNER)
        if group == "children":
            parent = one("or", is_head, is_partner)
            return one("choose", parent, self._over(self._is(CHILD), group), nobody)
        for_partner = one("choose", is_partner, self._over(is_head, "head"), nobody)
        return one("choose", is_head, self._over(is_partner, group), for_partner)

    def _is(self, role: int) -> Node:
        given = self.graph.given("role", "person", (ROLE.low, ROLE.high))
        return self.graph.one("same", given, self.graph.constant(role))

    def _over(self, counts: Node, group: str) -> Node:
        """Over the persons of a group who count."""
        graph, one = self.graph, self.graph.one
        if self.where is not None:
            counts = one("and", counts, self.where)
        if self.body is None:
            return graph.over("sum", counts, self._total((1, 1), group))
        if self.op in ("highest", "lowest"):
            return graph.over("most" if self.op == "highest" else "least", self.body)
        if self.op == "any":
            return graph.over("most", one("and", counts, self.body))
        if self.op == "all":
            return graph.over("least", one("or", one("not", counts), self.body))
        each = one("choose", counts, self.body, graph.constant(0))
        return graph.over("sum", each, self._total(self.body.ends, group))

    def _total(self, ends: Value, group: str) -> Value:
        """Between which ends a sum lies of values that each lie between ends."""
        fewest, most = _HOW_MANY[group]
        if self.where is not None:
            fewest = 0
        low, high = ends
        return min(low * fewest, low * most), max(high * fewest, high * most)
