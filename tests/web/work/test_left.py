"""What nobody nearer answers for comes to the cabinet, then the coordinator, as the mail says."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone
from followup.cast import OWN_ACTION, SINCE, actor_for, signed_in
from web.work.rounds import SLUG, answered, opened, report_of

from grondrecht.followup.desk import desk_of
from grondrecht.followup.models import Appointment, Person, Report
from grondrecht.followup.reminding.sending import not_told
from grondrecht.followup.reminding.stages import rules

DESK = "/nl/werk/"
ROUND = f"/nl/werk/rondes/voorbeeld/{SLUG}"
pytestmark = pytest.mark.usefixtures("db")


def late(cast, days=3):
    """A round whose day to answer has passed."""
    return opened(cast, answer_by=timezone.localdate() - timedelta(days=days))


def left(cast, who):
    return desk_of(actor_for(cast.everyone[who])).left


def mailed(person):
    """What the reminder mail would tell somebody of a round now."""
    lines = not_told(rules(), timezone.localtime()).get(person, [])
    return [line for line in lines if line.asked.round]


def end_role(person):
    Appointment.objects.filter(person=person).update(last_day=SINCE + timedelta(days=1))


@pytest.mark.parametrize("days", [-12, 3, 20])
@pytest.mark.parametrize("who", ["coordinator", "cabinet"])
def test_the_workbench_has_as_much_as_the_mail_at_the_same_moment(cast, who, days):
    of = late(cast, days)
    told = mailed(cast.everyone[who])
    assert sum(item.number for item in left(cast, who) if item.bundle) == len(told)
    if who == "coordinator":
        assert len(told) > of.reports.count() / 2


def test_each_body_that_lets_things_lie_is_one_line_that_leads_to_its_list(cast):
    of = late(cast)
    items = [item for item in left(cast, "coordinator") if item.bundle]
    asked = Counter(item.title for item in items)
    assert set(asked.values()) == {1}
    assert all(item.late for item in items)
    an = signed_in(cast.an)
    page = an.get(DESK)
    words = page.content.decode()
    for item in items:
        assert f"/nl/{item.path}".replace("&", "&amp;") in words
        if len(item.bundle.bodies) == 1:
            listed = an.get(f"/nl/{item.path}").context["page"]
            assert listed.total >= item.number > 0
            assert {line.report.state for line in listed.items} == {"asked"}
    assert "Er is nu niets van u gevraagd" not in words
    assert of.name in words


def test_actions_of_nobody_lead_to_a_list_of_those_alone(cast):
    late(cast)
    [item] = [item for item in left(cast, "coordinator") if item.bundle and not item.bundle.bodies]
    listed = signed_in(cast.an).get(f"/nl/{item.path}").context
    assert listed["page"].total == item.number
    assert [each["label"] for each in listed["chosen"]] == ["Niet beantwoord", "Niemand is genoemd"]


def test_without_an_official_it_is_the_cabinets_and_without_a_cabinet_the_coordinators(cast):
    of = late(cast)
    Report.objects.exclude(action__code=OWN_ACTION).delete()
    assert left(cast, "cabinet") == left(cast, "coordinator") == []
    end_role(cast.chris)
    assert [item.number for item in left(cast, "cabinet")] == [1]
    assert left(cast, "coordinator") == []
    end_role(cast.bram)
    assert left(cast, "cabinet") == []
    assert [item.bundle.kind for item in left(cast, "coordinator")] == ["answer"]
    answered(cast.an, report_of(of, OWN_ACTION))
    [item] = left(cast, "coordinator")
    assert (item.bundle.kind, item.bundle.bodies[0].code) == ("validate", "06")


def test_what_stays_late_is_the_next_ones_too(cast):
    late(cast, rules().next_level_after_days)
    Report.objects.exclude(action__code=OWN_ACTION).delete()
    assert left(cast, "cabinet") == []
    Report.objects.get().round.__class__.objects.update(
        answer_by=timezone.localdate() - timedelta(days=rules().next_level_after_days + 1)
    )
    assert [item.number for item in left(cast, "cabinet")] == [1]


@pytest.mark.parametrize("who", ["official", "association", "evaluator", "reader", "nobody"])
def test_it_comes_to_nobody_else(cast, who):
    late(cast, 20)
    assert left(cast, who) == []
    assert 'id="left"' not in signed_in(cast.everyone[who]).get(DESK).content.decode()


def test_a_coordinator_who_signed_in_in_one_step_is_told_nothing_of_it(cast):
    late(cast)
    page = signed_in(Person.objects.get(pk=cast.an.pk), two_step=False).get(DESK)
    assert page.context["left"] == []
