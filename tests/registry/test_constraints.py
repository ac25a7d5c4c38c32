"""What must agree, the database itself holds to; and says so in a sentence."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from registry.small_plans import plan, take_in

from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import (
    Action,
    Contribution,
    Descent,
    Edition,
    Indicator,
    Instrument,
    Link,
    Mandate,
    Mention,
    Milestone,
    Observation,
    Office,
    Party,
    PartyAlias,
    Plan,
    Portfolio,
    Right,
)
from grondrecht.registry.valid import saved

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2015, 1, 1), date(2019, 1, 1)


def wrong_rows():
    """Per constraint, a row that breaks it and nothing else."""
    held = Plan.objects.get()
    return {**wrong_of_plans(held), **wrong_of_actions(held), **wrong_of_things(held)}


def wrong_of_plans(held):
    """Plans, editions, rights and offices."""
    office = Office.objects.first()
    Mandate.objects.create(office=office, person="An", first_day=EARLY)
    edition = {"plan": held, "imported_at": datetime.now(UTC)}
    turned = {"first_day": LATE, "last_day": EARLY}
    return {
        "plan_is_named": Plan(slug="leeg", name="", language="nl"),
        "plan_days_agree": Plan(slug="om", name="Om", language="nl", **turned),
        "edition_slug_once": Edition(slug="1", name="Weer", position=9, **edition),
        "edition_position_once": Edition(slug="9", name="Weer", position=1, **edition),
        "edition_position_from_one": Edition(slug="9", name="Nul", position=0, **edition),
        "right_code_once": Right(plan=held, code="01", name="Weer"),
        "right_is_named": Right(plan=held, code="09", name=""),
        "office_code_once": Office(plan=held, code=office.code),
        "mandate_begins_once": Mandate(office=office, person="Bo", first_day=EARLY, last_day=LATE),
        "mandate_open_once": Mandate(office=office, person="Bo", first_day=LATE),
        "mandate_days_agree": Mandate(office=office, person="Bo", **turned),
        "mandate_has_a_person": Mandate(office=office, person="", first_day=LATE, last_day=LATE),
        "portfolio_days_agree": Portfolio(office=office, name="Werk", **turned),
    }


def wrong_of_actions(held):
    """Actions, what their forms hold, and how they hang together."""
    edition = Edition.objects.get()
    first, second = Action.objects.order_by("code")[:2]
    form = first.forms.get()
    other = Edition(plan=held, slug="2", name="Twee", position=2, imported_at=datetime.now(UTC))
    other.save()
    mention = {"form": form, "action": first, "field": "x", "role": "involved", "words": "Dienst"}
    person = {"source": first, "origin": "person"}
    return {
        "action_code_once": Action(plan=held, code=first.code),
        "milestone_days_agree": Milestone(
            form=form, position=9, period="om", stage="final", first_day=LATE, last_day=EARLY
        ),
        "milestone_position_once": Milestone(form=form, position=1, period="x", stage="final"),
        "link_to_another": Link(target=first, kind="see_also", **person),
        "link_by_person_has_a_decision": Link(target=second, kind="split", **person),
        "descent_between_two": Descent(before=edition, after=edition, kind="kept", likeness=1),
        "descent_likeness_is_a_share": Descent(
            before=edition, after=other, kind="kept", likeness=1.5
        ),
        "mention_party_agrees": Mention(**mention, start=0, end=9, how="alias"),
        "mention_has_words": Mention(**mention, start=3, end=3, how="open"),
    }


def wrong_of_things(held):
    """Parties, instruments, indicators and their observations."""
    party = Party.objects.create(slug="dienst", name="Dienst", kind="administration")
    PartyAlias.objects.create(party=party, name="De dienst", folded="de dienst")
    indicator = Indicator.objects.create(plan=held, slug="plaatsen", name="Plaatsen")
    Instrument.objects.create(plan=held, kind="system", slug="loket", name="Loket")
    seen = {
        "indicator": indicator,
        "kind": "observed",
        "period": "2015",
        "first_day": EARLY,
        "last_day": LATE,
        "value": 3,
        "source": "telling",
    }
    Observation.objects.create(**seen)
    women = {**seen, "group": "v"}
    return {
        "alias_once": PartyAlias(party=party, name="de DIENST", folded="de dienst"),
        "indicator_slug_once": Indicator(plan=held, slug="plaatsen", name="Weer"),
        "instrument_slug_once": Instrument(plan=held, kind="system", slug="loket", name="Weer"),
        "observation_once": Observation(**seen),
        "observation_margin_not_below_zero": Observation(**women, margin=-1),
        "observation_days_agree": Observation(**{**women, "first_day": LATE, "last_day": EARLY}),
        "observation_has_a_source": Observation(**{**women, "source": ""}),
        "observation_without_a_value_says_why": Observation(**{**women, "value": None}),
        "observation_withheld_has_no_value": Observation(**women, flag="withheld"),
        "observation_standard_error_not_below_zero": Observation(**women, standard_error=-1),
        "observation_lies_within_its_interval": Observation(**women, lower=4, upper=5),
        **wrong_of_monitor(held),
    }


def wrong_of_monitor(held):
    """Indicators of the monitor, and how actions should contribute to them."""
    known = {"plan": held, "name": "Armoede", "definition": "arop"}
    indicator = Indicator.objects.create(slug="arop-2021", version="2021", **known)
    said = {"action": Action.objects.order_by("code")[0], "indicator": indicator}
    said |= {"direction": "down", "text": "Wie werkt, is minder arm."}
    Contribution.objects.create(**said)
    second = Action.objects.order_by("code")[1]
    return {
        "indicator_definition_once": Indicator(slug="weer", version="2021", **known),
        "indicator_definition_has_a_version": Indicator(slug="zonder", **known),
        "contribution_once": Contribution(**said),
        "contribution_says_how": Contribution(**{**said, "action": second, "text": ""}),
    }


def message_of(row):
    """What a person is told when the row is saved with its checks."""
    with pytest.raises(RegisterError) as told:
        saved(row)
    return str(told.value)


def test_every_rule_is_held_by_the_database_and_told_in_words():
    take_in(plan())
    for name, row in wrong_rows().items():
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save_base(force_insert=True)
        row.pk = None
        told = message_of(row)
        assert name not in told, "a person reads a sentence, not the name of a constraint"
        assert len(told) > 15, name


def test_the_sentence_is_that_of_the_constraint():
    take_in(plan())
    rows = wrong_rows()
    wanted = {
        constraint.name: str(constraint.violation_error_message)
        for name, row in rows.items()
        for constraint in row._meta.constraints
        if constraint.name == name
    }
    assert set(wanted) == set(rows)
    for name, row in rows.items():
        with pytest.raises(ValidationError) as told:
            row.validate_constraints()
        assert wanted[name] in str(told.value), name


def test_a_party_that_a_form_names_cannot_be_deleted():
    take_in(plan())
    action = Action.objects.first()
    party = Party.objects.create(slug="dienst-x", name="Dienst X", kind="other")
    Mention.objects.create(
        form=action.forms.get(),
        action=action,
        field="involved.cabinet",
        role="involved",
        words="Dienst X",
        start=0,
        end=8,
        party=party,
        how="person",
    )
    with pytest.raises(IntegrityError):
        party.delete()
