"""The people of the tests hold the roles that they are said to hold."""

import pytest
from followup.cast import VISITOR, actor_for, signed_in

from grondrecht.followup.access import may
from grondrecht.followup.actors import actor_of
from grondrecht.followup.roles import ROLES

pytestmark = pytest.mark.django_db


def test_every_role_is_played(cast):
    played = {held.role for person in cast.everyone.values() for held in actor_for(person).held}
    assert played == {role.key for role in ROLES}


def test_chris_and_dina_each_answer_for_an_action_of_their_own(cast):
    can = {
        (name, action.code): may(actor_for(cast.everyone[name]), "action.maintain", action)
        for name in ("official", "other official", "nobody")
        for action in (cast.own_action, cast.other_action)
    }
    assert [key for key, allowed in can.items() if allowed] == [
        ("official", cast.own_action.code),
        ("other official", cast.other_action.code),
    ]


def test_nobody_is_a_visitor(cast):
    assert actor_for(None) is VISITOR
    assert not actor_for(cast.hanne).held
    assert signed_in(None).cookies == {}


def test_the_coordinator_counts_in_two_steps_alone(cast):
    assert actor_of(cast.an, two_step=True).holds("coordinator", cast.plan.pk)
    assert not actor_of(cast.an, two_step=False).held
