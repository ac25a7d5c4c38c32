"""The outcome of ``grondrecht what-if`` attached to a poverty test of the register."""

from __future__ import annotations

import json
import sys
from typing import Any

from grondrecht.followup.access import demand
from grondrecht.followup.actions.effects import attach_effect
from grondrecht.followup.actors import operator
from grondrecht.followup.models import PovertyTest
from grondrecht.register_cli.ready import whoever
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.find import plan_named


def check(plan: str, test: str) -> int:
    """Refuse, before the long work, a test that is not there or takes nothing in now."""
    demand(operator(whoever("")), "test.contribute", test_named(plan, test))
    return 0


def attach(plan: str, test: str, data: dict[str, Any], by: str, why: str, apply: bool) -> int:
    """Attach an outcome to a test, or say what that would do; it is said on standard error."""
    row = test_named(plan, test)
    if not apply:
        print(
            f"Er is niets bij de toets “{row.title}” geschreven; voeg --apply toe.", file=sys.stderr
        )
        return 0
    reason = why or f"hervorming {data['reform']['id']}"
    # As JSON has it: what is kept is what a program reads.
    outcome = json.loads(json.dumps(data, default=str))
    _, is_new = attach_effect(operator(whoever(by)), row, outcome, why=reason)
    word = "toegevoegd aan" if is_new else "vervangen bij"
    print(f"{word.capitalize()} de toets “{row.title}”.", file=sys.stderr)
    return 0


def test_named(plan: str, test: str) -> PovertyTest:
    """The poverty test of a short name. Raises RegisterError that says which there are."""
    of_plan = plan_named(plan)
    row = PovertyTest.objects.filter(plan=of_plan, slug=test).first()
    if row is None:
        known = ", ".join(of_plan.tests.values_list("slug", flat=True)[:10]) or "geen"
        raise RegisterError(f"Het plan {plan} heeft geen armoedetoets {test}; er is {known}.")
    return row
