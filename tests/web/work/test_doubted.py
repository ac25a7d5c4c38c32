"""What the rules of honesty say stands where people work: the report, the list, the workbench."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from followup.cast import OTHER_ACTION, OWN_ACTION, actor_for, signed_in
from web.work.rounds import AT, SLUG, answered, opened, report_of

from grondrecht.followup.actions import rounds
from grondrecht.followup.desk import desk_of
from grondrecht.followup.honesty import BY_ID
from grondrecht.followup.models import Report

REPORT = f"{AT}/{OWN_ACTION}"
LIST = f"/nl/werk/rondes/voorbeeld/{SLUG}/valideren"
DESK = "/nl/werk/"
PASSED = "die dag is voorbij"
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def of(cast):
    """A round in which Chris answered with a next step of long ago, and Dina with one to come."""
    made = opened(cast)
    answered(cast.chris, report_of(made, OWN_ACTION), next_on=date(1999, 5, 3))
    soon = timezone.localdate() + timedelta(days=90)
    report = report_of(made, OTHER_ACTION)
    answered(cast.dina, report, next_on=soon, spent=())
    return made


def words(person, path):
    return signed_in(person).get(path).content.decode()


def rules(cast, who):
    """What the workbench of somebody says: code -> rules."""
    items = desk_of(actor_for(cast.everyone[who])).doubted
    return {item.title.split(" ")[0]: {mark.rule for mark in item.marks} for item in items}


@pytest.mark.parametrize("who", ["chris", "bram", "an"])
def test_the_page_of_the_report_says_it_to_who_works_there(cast, of, who):
    page = words(getattr(cast, who), REPORT)
    assert "Deze stand staat niet op zichzelf" in page
    assert PASSED in page
    assert BY_ID["next_step_passed"].name in page


def test_who_only_proposes_does_not_read_it(cast, of):
    assert PASSED not in words(cast.dina, REPORT)


def test_a_cabinet_reads_it_beside_what_it_ticks(cast, of):
    page = words(cast.bram, LIST)
    assert PASSED in page.partition("kan zo blijven")[0]
    assert BY_ID["next_step_passed"].name in page


def test_the_workbench_of_who_answers_has_it(cast, of):
    assert "next_step_passed" in rules(cast, "official")[OWN_ACTION]
    assert "next_step_passed" in rules(cast, "cabinet")[OWN_ACTION]
    assert OWN_ACTION not in rules(cast, "other official")
    for who in ("coordinator", "reader", "association", "nobody"):
        assert rules(cast, who) == {}
    page = words(cast.chris, DESK).partition('id="doubted"')[2]
    assert f'href="{REPORT}"' in page
    assert PASSED in page


def test_a_passed_day_is_among_what_could_be_clearer(cast, of):
    page = words(cast.chris, REPORT)
    clearer = page.partition("Wat nog duidelijker kan")[2].partition("</ul>")[0]
    assert "3 mei 1999" in clearer
    other = words(cast.dina, f"{AT}/{OTHER_ACTION}")
    assert "De dag van de volgende stap is voorbij" not in other


def test_an_answer_that_is_mended_is_marked_no_more(cast, of):
    ahead = timezone.localdate() + timedelta(days=30)
    answered(cast.chris, report_of(of, OWN_ACTION), next_on=ahead)
    assert "next_step_passed" not in rules(cast, "official").get(OWN_ACTION, set())
    assert PASSED not in words(cast.chris, REPORT)


def test_of_a_frozen_round_it_says_what_was_so_on_the_day_of_freezing(cast, of):
    report = report_of(of, OWN_ACTION)
    tomorrow = timezone.localdate() + timedelta(days=1)
    answered(cast.chris, report, next_on=tomorrow)
    for verb in (rounds.end_answers, rounds.end_validation, rounds.freeze, rounds.send):
        of.refresh_from_db()
        verb(actor_for(cast.an), of, why="x")
    assert "next_step_passed" not in rules(cast, "official").get(OWN_ACTION, set())


def test_more_answers_take_no_more_queries(cast, of, django_assert_max_num_queries):
    def asked():
        with django_assert_max_num_queries(60) as seen:
            page = signed_in(cast.chris).get(DESK)
        assert page.context["doubted"]
        return len(seen)

    few = asked()
    for report in Report.objects.filter(round=of, state="asked").select_related("action")[:20]:
        answered(cast.an, report_of(of, report.action.code), next_on=None)
    assert asked() <= few
