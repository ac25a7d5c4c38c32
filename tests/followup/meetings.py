"""What tests of consultations and poverty tests share: things to do it with, and the log's law."""

from __future__ import annotations

from datetime import date

from followup.cast import actor_for

from grondrecht.followup.actions.consultations import Meeting, plan_consultation
from grondrecht.followup.actions.domains import keep_domain
from grondrecht.followup.actions.poverty_tests import (
    Dossier,
    decide_test,
    list_test,
    scan_test,
)
from grondrecht.followup.actors import operator
from grondrecht.followup.quickscan import questions_for
from grondrecht.followup.states import told
from grondrecht.registry import log
from grondrecht.registry.models import Office, Party

WHY = "om te proberen"
MACHINE = operator("de machine")
DAY = date(2016, 5, 12)


def party(slug):
    """A party of the example plan."""
    return Party.objects.get(slug=slug)


def office(code="06"):
    """An office of the example plan."""
    return Office.objects.get(plan__slug="voorbeeld", code=code)


def domain(cast, slug="zorg", code="06", administration="departement-welzijn-en-samenleving"):
    """A policy domain: that of Bram's minister and Chris's department, where nothing else is said.

    ``zorg`` is not among the domains of the example.
    """
    return keep_domain(
        MACHINE,
        cast.plan,
        slug,
        slug.capitalize(),
        offices=[office(code)],
        administrations=[party(administration)],
        why=WHY,
    )


def horizontal(cast, day=DAY, **more):
    """A horizontal consultation, planned by An."""
    meeting = Meeting("horizontal", day, **more)
    return plan_consultation(actor_for(cast.an), cast.plan, meeting, why=WHY)


def vertical(cast, of=None, day=DAY, **more):
    """A vertical consultation of a domain, planned by An."""
    meeting = Meeting("vertical", day, of or domain(cast), **more)
    return plan_consultation(actor_for(cast.an), cast.plan, meeting, why=WHY)


def dossier(title="Besluit huursubsidie", year=2016, **more):
    """New rules of Bram's minister, in the hands of Chris's department."""
    given = {"office": office(), "party": party("departement-welzijn-en-samenleving"), **more}
    return Dossier(title, year, **given)


def listed(cast, **more):
    """A dossier on the list, put there by An."""
    return list_test(actor_for(cast.an), cast.plan, dossier(**more), why=WHY)


def answers(cast, answer="yes"):
    """An answer to every question of the quickscan."""
    return {each.key: (answer, "") for each in questions_for(cast.plan)}


def scanned(cast, **more):
    """A dossier with its quickscan."""
    test = listed(cast, **more)
    scan_test(actor_for(cast.chris), test, answers(cast), why=WHY)
    return test


def decided(cast, needed=True, **more):
    """A dossier about which Bram's minister decided."""
    test = scanned(cast, **more)
    decide_test(actor_for(cast.bram), test, needed, "Het raakt huurders.", DAY, why=WHY)
    return test


def log_agrees(*things):
    """The law: the log tells of these things what the tables hold."""
    for thing in things:
        fresh = type(thing).objects.get(pk=thing.pk)
        now = told(fresh)
        assert log.state_on(now.plan, now.subject) == now.state
