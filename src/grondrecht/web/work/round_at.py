"""Who is at the page of which round, and what they may do with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from grondrecht.followup.access import Decision, decide_each, loaded
from grondrecht.followup.actors import Actor
from grondrecht.followup.models import Round
from grondrecht.web.templatetags.look import named
from grondrecht.web.work.show import work
from grondrecht.web.work.who import actor

VERBS = (
    "round.set",
    "round.cover",
    "round.open",
    "round.import",
    "round.end_answers",
    "round.end_validation",
    "round.reopen",
    "round.freeze",
    "round.send",
    "round.adjust",
)
ROUNDS = Round.objects.select_related("plan", "edition")


@dataclass(frozen=True)
class RoundAt:
    """Who is at which round; ``may`` is the decision of each of VERBS."""

    request: HttpRequest
    who: Actor
    round: Round
    may: Mapping[str, Decision]

    @property
    def address(self) -> str:
        """The address of the round's page."""
        return round_address(self.round)

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """What leads from the workbench to the round."""
        return [(_("Rounds"), work("rondes")), (named(self.round), self.address)]

    @property
    def offices(self) -> frozenset[int]:
        """The offices whose answers they validate."""
        held = self.who.roles_in(self.round.plan_id)
        return frozenset(each.office for each in held if each.role == "cabinet" and each.office)


def round_address(of: Round, *more: str) -> str:
    """The address of a round in the workplace, or of a page under it."""
    return work("rondes", of.plan.slug, of.slug, *more)


def round_found(request: HttpRequest, plan: str, slug: str) -> RoundAt:
    """The round of an address. Raises Http404 for whoever may not read it."""
    who = actor(request)
    of = loaded(who, "round.read", ROUNDS, plan__slug=plan, slug=slug)
    return RoundAt(request, who, of, decide_each(who, VERBS, of))
