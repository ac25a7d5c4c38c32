"""What was asked for by name: a rule by its id, the forms of a plan by their code."""

from __future__ import annotations

from difflib import get_close_matches

import typer

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.model import Form, Plan
from grondrecht.plan.quality import RULES, Rule
from grondrecht.reading.errors import DocumentError


def rule_named(name: str) -> Rule:
    """The rule with an id. Raises typer.BadParameter that suggests ids like it."""
    rules = {rule.id: rule for rule in RULES}
    if name.lower() in rules:
        return rules[name.lower()]
    near = get_close_matches(name.lower(), rules, 3, 0.4)
    hint = f"bedoelt u {' of '.join(near)}" if near else "docs/quality.md noemt ze alle"
    raise typer.BadParameter(f"{name} is geen regel, {hint}", param_hint="--rule")


def forms_with(plan: Plan, code: str, file: str) -> list[Form]:
    """The forms with a code, in any spelling; more than one where the plan prints it twice.

    ``file`` names the plan in the DocumentError that is raised where there is none.
    """
    try:
        asked = ActionCode.parse(code)
    except ValueError as error:
        raise DocumentError(
            f"{code!r} is geen code van een actie; geef er een als 02_06_01."
        ) from error
    found = [form for form in plan.actions if _same(form.code, asked)]
    if not found:
        raise DocumentError(f"Actie {asked} staat niet in {file}; {_nearby(plan, asked)}")
    return found


def _same(code: ActionCode, asked: ActionCode) -> bool:
    """Whether both are one code: 2-6-1 and 020601 are 02_06_01."""
    short = [[part.lstrip("0").lower() for part in each.segments] for each in (code, asked)]
    return short[0] == short[1] or "".join(code.segments) == "".join(asked.segments)


def _nearby(plan: Plan, asked: ActionCode) -> str:
    """Codes of the same series, or else the first ones, to choose from."""
    codes = list(dict.fromkeys(form.code for form in plan.actions))
    near = [code for code in codes if code.series and code.series == asked.series]
    return f"kies bijvoorbeeld {', '.join(map(str, (near or codes)[:8]))}."
