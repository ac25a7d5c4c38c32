"""``grondrecht tests``: the count of poverty tests as a value of an indicator."""

from __future__ import annotations

from grondrecht.followup.actions.poverty_tests import count_tests
from grondrecht.followup.actors import operator
from grondrecht.register_cli.ready import whoever
from grondrecht.register_cli.shown import print_json
from grondrecht.registry.find import plan_named


def count(year: int, plan: str, indicator: str, by: str, why: str, as_json: bool) -> int:
    """Record how many tests of a year are done and in the public register, and say it."""
    reason = why or "geteld in het register van armoedetoetsen"
    value = count_tests(operator(whoever(by)), plan_named(plan), indicator, year, why=reason)
    if as_json:
        print_json({"plan": plan, "indicator": indicator, "year": year, "value": value})
    else:
        print(f"{indicator} {year}: {value}")
    return 0
