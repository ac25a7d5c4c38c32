"""``grondrecht people``: the first coordinator is made here, and who is gone is erased."""

import json
import re

import pytest
from django.core import mail
from django.utils import timezone
from registry.small_plans import plan, take_in

from grondrecht.followup.actors import actor_of
from grondrecht.followup.models import Appointment, Person
from grondrecht.registry.models import Party, Plan

pytestmark = pytest.mark.django_db
AN = ("people", "invite", "an@voorbeeld.be", "--name", "An Peeters")


def test_the_first_coordinator_is_made_here(done):
    assert "nog niemand" in done("people", "list")
    out = done(*AN, "--role", "coordinator")
    link = re.search(r"http\S+/nl/werk/wachtwoord/kiezen/\S+", out)[0]
    assert link in mail.outbox[0].body
    person = Person.objects.get()
    assert actor_of(person, two_step=True).holds("coordinator")
    assert done("people", "list").rstrip().endswith("an@voorbeeld.be  An Peeters  coördinator")


def test_a_role_is_given_and_ended(done):
    take_in(plan())
    slug = Plan.objects.get().slug
    Party.objects.create(slug="dienst", name="Dienst", kind="administration")
    done(*AN)
    given = done(
        "people",
        "appoint",
        "AN@voorbeeld.be",
        "--role",
        "official",
        "--plan",
        slug,
        "--party",
        "dienst",
        "--json",
    )
    assert json.loads(given)["roles"] == [f"ambtenaar – Dienst ({slug})"]
    ended = done("people", "end", "an@voorbeeld.be", "--role", "official")
    assert ended == "An Peeters is geen ambtenaar meer.\n"
    assert json.loads(done("people", "list", "--json"))[0]["roles"] == []


def test_what_is_kept_comes_out_as_json(done):
    done(*AN)
    kept = json.loads(done("people", "export", "an@voorbeeld.be"))
    assert kept["format"] == "grondrecht-person/1"
    assert kept["person"]["name"] == "An Peeters"


def test_the_only_coordinator_is_not_erased_without_a_word(done, refused):
    done(*AN, "--role", "coordinator")
    assert "de enige coördinator" in refused("people", "erase", "an@voorbeeld.be")
    done("people", "end", "an@voorbeeld.be", "--role", "coordinator")
    done("people", "erase", "an@voorbeeld.be")


def test_a_role_that_begins_later_is_not_in_the_list_of_today(done):
    done(*AN, "--role", "coordinator")
    Appointment.objects.update(first_day=timezone.localdate().replace(year=2099, day=1))
    assert json.loads(done("people", "list", "--json"))[0]["roles"] == []


def test_somebody_is_erased(done, refused):
    done(*AN)
    assert done("people", "erase", "an@voorbeeld.be") == "An Peeters is gewist.\n"
    assert "Niemand heeft het adres" in refused("people", "erase", "an@voorbeeld.be")


def test_who_is_long_gone_is_erased_when_told(done):
    done(*AN)
    Person.objects.update(invited_on=timezone.localdate().replace(year=2020))
    assert "Voeg --apply toe" in done("people", "retention", "--days", "30")
    assert Person.objects.get().erased_on is None
    assert "An Peeters" in done("people", "retention", "--days", "30", "--apply")
    assert Person.objects.get().erased_on
    assert "0 mensen" in done("people", "retention", "--days", "30", "--apply")


def test_a_lost_second_step_is_switched_off(done):
    done(*AN)
    assert "wachtwoord alleen" in done("people", "one-step", "an@voorbeeld.be")


WRONG = {
    "no such role": (*AN, "--role", "koning"),
    "no plan for the office": (*AN, "--role", "cabinet", "--office", "06"),
    "no such plan": (*AN, "--role", "reader", "--plan", "nergens"),
    "no such party": (*AN, "--role", "official", "--party", "nergens"),
    "no body": (*AN, "--role", "official"),
    "nobody": ("people", "end", "x@voorbeeld.be", "--role", "reader"),
}


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_told_in_a_sentence(refused, words):
    refused(*words)
    assert not Person.objects.exists()
