"""Find what a verb was asked for, or say in one sentence that it is not there."""

from __future__ import annotations

from grondrecht.plan.codes import ActionCode
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Action, Party, Plan


def plan_named(slug: str) -> Plan:
    """The plan of that slug. Raises RegisterError, naming the plans there are."""
    found = Plan.objects.filter(slug=slug).first()
    if found:
        return found
    known = ", ".join(Plan.objects.values_list("slug", flat=True)[:10])
    advice = f"kies uit {known}" if known else "importeer eerst een plan met: grondrecht import"
    raise RegisterError(f"Het register heeft geen plan {slug!r}; {advice}.")


def action_named(plan: Plan, code: str) -> Action:
    """The action of that code in any spelling. Raises RegisterError."""
    try:
        known = str(ActionCode.parse(code))
    except ValueError as error:
        raise RegisterError(f"{code!r} is geen actiecode; geef een code zoals 00_01_02.") from error
    found = Action.objects.filter(plan=plan, code=known).select_related("plan").first()
    if found:
        return found
    raise RegisterError(f"Actie {known} staat niet in {plan.slug}; controleer de code.")


def party_named(slug: str) -> Party:
    """The party of that slug. Raises RegisterError."""
    found = Party.objects.filter(slug=slug).first()
    if found:
        return found
    raise RegisterError(f"Het register heeft geen partij {slug!r}; controleer de naam.")
