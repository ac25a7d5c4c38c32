"""Values over the persons of a household: all, or those with a role, where something holds."""

from __future__ import annotations

from dataclasses import dataclass

from grondrecht.rights.graph import Graph, Node
from grondrecht.rights.vocabulary import ROLE

HEAD, PARTNER, CHILD = (ROLE.codes.index(role) for role in ("head", "partner", "child"))
_ROLES = {"head": HEAD, "partner": PARTNER, "children": CHILD}


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
            return self._over(self.graph.constant(1))
        if group == "adults":
            return self._over(self.graph.one("not", self._is(CHILD)))
        return self._over(self._is(_ROLES[group]))

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
            return one("choose", parent, self._over(self._is(CHILD)), nobody)
        for_partner = one("choose", is_partner, self._over(is_head), nobody)
        return one("choose", is_head, self._over(is_partner), for_partner)

    def _is(self, role: int) -> Node:
        given = self.graph.given("role", "person", (ROLE.low, ROLE.high))
        return self.graph.one("same", given, self.graph.constant(role))

    def _over(self, counts: Node) -> Node:
        """Over the persons who count."""
        graph, one = self.graph, self.graph.one
        if self.where is not None:
            counts = one("and", counts, self.where)
        if self.body is None:
            return graph.over("sum", counts)
        if self.op in ("highest", "lowest"):
            return graph.over("most" if self.op == "highest" else "least", self.body)
        if self.op == "any":
            return graph.over("most", one("and", counts, self.body))
        if self.op == "all":
            return graph.over("least", one("or", one("not", counts), self.body))
        return graph.over("sum", one("choose", counts, self.body, graph.constant(0)))
