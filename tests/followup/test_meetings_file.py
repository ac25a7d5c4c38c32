"""Consultations and tests from a file: each by its verb, all or nothing, and only once."""

from datetime import date

import pytest
from example_register import MEETINGS
from followup.meetings import MACHINE, WHY, log_agrees

from grondrecht.followup.meetings_file import take_in_meetings
from grondrecht.followup.models import Consultation, Domain, Point, PovertyTest, YearReview
from grondrecht.followup.vertical import without_official
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import LogEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def test_the_example_has_every_kind_of_thing_and_the_log_tells_of_each(cast):
    assert sorted(PovertyTest.objects.values_list("state", flat=True)) == [
        "evaluated",
        "needed",
        "not_needed",
    ]
    assert Consultation.objects.filter(kind="horizontal", agenda__fixed="tests").count() == 1
    assert [each.slug for each in without_official(cast.plan, date(2017, 1, 1))] == ["energie"]
    assert set(Point.objects.values_list("state", flat=True)) == {"open", "done"}
    for model in (Domain, PovertyTest, Consultation, Point, YearReview):
        assert model.objects.exists()
        log_agrees(*model.objects.all())


def test_a_plan_that_has_them_already_is_left_as_it_is(cast):
    logged = LogEntry.whole.count()
    assert take_in_meetings(MACHINE, cast.plan, MEETINGS, why=WHY) == 0
    assert LogEntry.whole.count() == logged


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[domain", "geen geldige TOML"),
        ("[[domain]]\nslug = 'a'\nname = 'A'\nkleur = 'rood'", "kleur"),
        ("[[domain]]\nslug = 'a'\nname = 'A'\noffices = ['99']", "ambt"),
        ("[[test]]\ntitle = 'A'\noffice = '06'", "year"),
        ("[[test]]\ntitle = 'A'\noffice = '06'\nyear = '2016'", "year"),
        ("[[test]]\ntitle = 'A'\noffice = '06'\nyear = 2016\n[test.result]\ntext = 'x'", "on"),
        ("[[consultation]]\nday = 2016-01-01\ndomain = 'zee'", "zee"),
        ("[[consultation]]\nday = 2016-01-01\nagenda = [{text = 'a', test = 'b'}]", "armoedetoets"),
        ("[[consultation]]\nday = 2016-01-01\nfrom = 'tien uur'", "from"),
        ("[[overleg]]\nday = 2016-01-01", "overleg"),
    ],
)
def test_a_file_that_is_wrong_is_told_of_and_leaves_nothing(cast, tmp_path, text, words):
    plan = type(cast.plan).objects.create(slug="leeg", name="Leeg plan", language="nl")
    plan.offices.create(code="06", name="Welzijn")
    file = tmp_path / "overleg.toml"
    file.write_text("[[domain]]\nslug = 'eerst'\nname = 'Eerst'\n" + text, "utf-8")
    with pytest.raises(RegisterError, match=words):
        take_in_meetings(MACHINE, plan, file, why=WHY)
    assert not plan.domains.exists()
    assert not plan.tests.exists()
