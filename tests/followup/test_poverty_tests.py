"""Poverty tests: the list, the quickscan, the decision, what is brought in, what comes of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override
from followup.cast import actor_for
from followup.meetings import (
    DAY,
    WHY,
    answers,
    decided,
    dossier,
    listed,
    log_agrees,
    office,
    party,
    scanned,
)

from grondrecht.followup.access import Conflict, NotAllowed, NotNow, may
from grondrecht.followup.actions.poverty_tests import (
    Right,
    conclude_test,
    contribute,
    count_tests,
    decide_test,
    evaluate_test,
    list_test,
    publish_test,
    review_year,
    scan_test,
    set_test,
)
from grondrecht.followup.by_plan import own_file
from grondrecht.followup.models import PovertyTest, YearReview
from grondrecht.followup.quickscan import questions_for
from grondrecht.followup.quickscan import scanned as scan_of
from grondrecht.followup.tests_counted import as_data, counted, done_in
from grondrecht.register_cli.tests import count
from grondrecht.registry import log
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import LogEntry, Observation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TOMORROW = timezone.localdate() + timedelta(days=1)
INDICATOR = "uitgevoerde-armoedetoetsen"


def done(cast, *rights, **more):
    """A test with its result, and the rights that the text creates."""
    test = decided(cast, **more)
    conclude_test(actor_for(cast.chris), test, "Haalbaar.", "Termijn weg.", rights, DAY, why=WHY)
    return test


# The list


def test_a_dossier_is_put_on_the_list_under_a_name_of_its_own(cast):
    first, second = listed(cast), listed(cast)
    assert (first.slug, second.slug) == (
        "besluit-huursubsidie-2016",
        "besluit-huursubsidie-2016-2",
    )
    assert first.state == "listed"
    log_agrees(first, second)


def test_officials_list_and_keep_what_is_of_their_administration(cast):
    test = list_test(actor_for(cast.chris), cast.plan, dossier(actions=(cast.own_action,)), why=WHY)
    set_test(actor_for(cast.chris), test, dossier("Andere titel", 2017), why=WHY)
    assert (test.title, test.year, list(test.actions.all())) == ("Andere titel", 2017, [])
    log_agrees(test)
    for person in (cast.dina, cast.els, cast.hanne):
        with pytest.raises(NotAllowed):
            set_test(actor_for(person), test, dossier(), why=WHY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " "}, "title"),
        ({"year": 17}, "four digits"),
        ({"dossier_url": "javascript:alert(1)"}, "dossier_url"),
    ],
)
def test_a_dossier_that_cannot_be_is_refused(cast, changes, words):
    held = PovertyTest.objects.count()
    with pytest.raises(RegisterError, match=words):
        listed(cast, **changes)
    assert PovertyTest.objects.count() == held


# The quickscan


def test_the_questions_and_their_words_stay_with_the_test(cast):
    test = scanned(cast)
    shown = scan_of(test.scan)
    assert len(shown) == len(questions_for(cast.plan)) > 5
    with override("en"):
        assert str(shown[0].question).startswith("Does the text")
        assert shown[0].said == "yes"
    with override("nl"):
        assert str(shown[0].question).startswith("Verandert de tekst")
    assert [each.question.key for each in shown if not each.speaks_for_a_test] == [
        each.key for each in questions_for(cast.plan) if each.advises == "no"
    ]
    log_agrees(test)


def test_what_is_not_known_speaks_for_a_test(cast):
    test = listed(cast)
    scan_test(actor_for(cast.bram), test, answers(cast, "unknown"), why=WHY)
    assert all(each.speaks_for_a_test for each in scan_of(test.scan))


@pytest.mark.parametrize("answer", ["", "misschien", "YES"])
def test_every_question_is_answered_with_one_of_the_answers(cast, answer):
    test = listed(cast)
    with pytest.raises(RegisterError, match="Answer this question"):
        scan_test(actor_for(cast.chris), test, {**answers(cast), "money": (answer, "")}, why=WHY)
    long = {**answers(cast), "money": ("yes", "x" * 6_000)}
    with pytest.raises(RegisterError, match="note"):
        scan_test(actor_for(cast.chris), test, long, why=WHY)
    assert PovertyTest.objects.get(pk=test.pk).scan == []


def test_a_plan_may_have_questions_of_its_own(cast, settings, tmp_path):
    settings.DATA = tmp_path
    file = own_file("quickscan", cast.plan)
    file.parent.mkdir(parents=True)
    file.write_text('[[questions]]\nkey = "een"\ntext = "Is het zo?"\n', "utf-8")
    assert [str(each) for each in questions_for(cast.plan)] == ["Is het zo?"]
    for wrong in ('[[questions]]\nkey = "een"', '[[questions]]\nkey="a"\ntext="b"\nmeer=1'):
        file.write_text(wrong, "utf-8")
        with pytest.raises(RegisterError, match=r"quickscan\.toml"):
            questions_for(cast.plan)


# The decision


@pytest.mark.parametrize("needed", [True, False])
def test_the_competent_minister_decides_with_a_reason_and_a_day(cast, needed):
    test = decided(cast, needed)
    assert test.state == ("needed" if needed else "not_needed")
    assert (test.reason, test.decided_on) == ("Het raakt huurders.", DAY)
    assert test.decided_by == str(office())
    log_agrees(test)


def test_nobody_else_decides_and_not_without_a_quickscan(cast):
    with pytest.raises(NotNow):
        decide_test(actor_for(cast.bram), listed(cast), True, "Nodig.", DAY, why=WHY)
    test = scanned(cast)
    for person in (cast.an, cast.chris, cast.els, cast.fons, cast.hanne):
        with pytest.raises(NotAllowed):
            decide_test(actor_for(person), test, False, "Niet nodig.", DAY, why=WHY)
    other = scanned(cast, title="Van een ander", office=office("07"))
    with pytest.raises(NotAllowed):
        decide_test(actor_for(cast.bram), other, False, "Niet nodig.", DAY, why=WHY)


@pytest.mark.parametrize(("reason", "day", "words"), [(" ", DAY, "reason"), ("Ja", TOMORROW, "to")])
def test_a_decision_has_a_reason_and_was_taken(cast, reason, day, words):
    test = scanned(cast)
    with pytest.raises(RegisterError, match=words):
        decide_test(actor_for(cast.bram), test, True, reason, day, why=WHY)
    assert PovertyTest.objects.get(pk=test.pk).state == "scanned"


# What is brought in, and what comes of it


def test_three_kinds_of_knowledge_are_brought_in_by_who_has_them(cast):
    test = decided(cast)
    for person, kind, who in (
        (cast.els, "experience", "Platform Armen aan het Woord"),
        (cast.fons, "scientific", "Universiteit Steenwaard"),
        (cast.chris, "policy", "Departement Welzijn en Samenleving"),
    ):
        contribute(actor_for(person), test, kind, who, "Wat wij weten.", DAY, why=WHY)
    assert [each.kind for each in test.knowledge.all()] == ["experience", "scientific", "policy"]
    log_agrees(test)
    for person in (cast.dina, cast.hanne, cast.gert):
        with pytest.raises(NotAllowed):
            contribute(actor_for(person), test, "policy", "Wij", "Iets.", DAY, why=WHY)
    with pytest.raises(RegisterError, match="kind"):
        contribute(actor_for(cast.els), test, "gossip", "Men", "Men zegt.", DAY, why=WHY)


def test_every_new_right_answers_the_automatic_question(cast):
    test = done(cast, Right("Premie", "yes"), Right("Korting", "partly", "Adres ontbreekt."))
    assert list(test.rights.values_list("name", "automatic")) == [
        ("Korting", "partly"),
        ("Premie", "yes"),
    ]
    log_agrees(test)
    again = decided(cast)
    for rights, words in (
        ([Right("Premie", "no")], "automatically"),
        ([Right("Premie", "yes"), Right("Premie", "yes")], "already"),
        ([Right("", "yes")], "name"),
    ):
        with pytest.raises(RegisterError, match=words):
            conclude_test(actor_for(cast.chris), again, "Ja.", "Niets.", rights, DAY, why=WHY)
    fresh = PovertyTest.objects.get(pk=again.pk)
    assert (fresh.state, fresh.rights.count()) == ("needed", 0)


def test_a_result_says_what_changed(cast):
    test = decided(cast)
    with pytest.raises(RegisterError, match="what changed"):
        conclude_test(actor_for(cast.chris), test, "Haalbaar.", "", [], DAY, why=WHY)


def test_associations_and_the_scientific_partner_evaluate(cast):
    test = done(cast)
    evaluate_test(actor_for(cast.els), test, "Wij werden gehoord.", DAY, why=WHY)
    evaluate_test(actor_for(cast.fons), test, "De termijn was kort.", DAY, why=WHY)
    assert (test.state, test.evaluation) == ("evaluated", "De termijn was kort.")
    log_agrees(test)
    with pytest.raises(NotAllowed):
        evaluate_test(actor_for(cast.chris), test, "Goed gedaan.", DAY, why=WHY)


def test_the_second_of_two_is_told(cast):
    test = listed(cast)
    seen = test.version
    set_test(actor_for(cast.an), test, dossier("Eerst"), why=WHY, seen=seen)
    with pytest.raises(Conflict):
        set_test(actor_for(cast.chris), test, dossier("Dan"), why=WHY, seen=seen)
    assert PovertyTest.objects.get(pk=test.pk).title == "Eerst"


# The public register


def test_what_is_decided_is_published_and_read_by_everybody(cast):
    test = decided(cast, needed=False)
    assert not may(actor_for(None), "test.read", test)
    publish_test(actor_for(cast.an), test, why=WHY)
    assert may(actor_for(None), "test.read", test)
    entry = LogEntry.objects.get(subject=f"test:{test.slug}")
    assert set(entry.after) == {"published", "published_on"}
    log_agrees(test)
    with pytest.raises(NotNow):
        publish_test(actor_for(cast.an), decided(cast), why=WHY)


def test_the_counts_per_year_and_office(cast):
    before = done_in(cast.plan, 2018)
    tests = [
        done(cast, year=2018),
        decided(cast, needed=False, year=2018),
        scanned(cast, year=2018, office=office("02")),
    ]
    counts = as_data(counted(tests))
    assert counts == {
        "2018": {
            "total": {"listed": 3, "needed": 1, "not_needed": 1, "done": 1},
            "offices": {
                "02": {"listed": 1, "needed": 0, "not_needed": 0, "done": 0},
                "06": {"listed": 2, "needed": 1, "not_needed": 1, "done": 1},
            },
        }
    }
    assert done_in(cast.plan, 2018) == before
    publish_test(actor_for(cast.an), tests[0], why=WHY)
    assert done_in(cast.plan, 2018) == before + 1


def test_the_count_becomes_a_value_of_the_plan_s_indicator(cast):
    for number in (1, 2):
        publish_test(actor_for(cast.an), done(cast, year=2018), why=WHY)
        assert count_tests(actor_for(cast.an), cast.plan, INDICATOR, 2018, why=WHY) == number
    value = Observation.objects.get(indicator__slug=INDICATOR, first_day=date(2018, 1, 1))
    assert (value.value, value.kind, value.period) == (2, "observed", "2018")
    told = log.state_on("voorbeeld", f"indicator:{INDICATOR}")
    assert told["observation:observed:2018-01-01:2018-12-31"]["value"] == "2"
    cast.plan.indicators.create(slug="graad", name="Graad", definition="graad", version="1")
    for other in ("iets-anders", "graad"):
        with pytest.raises(RegisterError, match="no indicator"):
            count_tests(actor_for(cast.an), cast.plan, other, 2018, why=WHY)
    with pytest.raises(NotAllowed):
        count_tests(actor_for(cast.chris), cast.plan, INDICATOR, 2018, why=WHY)


def test_the_list_of_a_year_is_reviewed_once(cast):
    who = actor_for(cast.an)
    review = review_year(
        who, cast.plan, 2018, DAY, "HPAO", "Twee dossiers meer dan vorig jaar.", why=WHY
    )
    log_agrees(review)
    assert LogEntry.objects.filter(subject="test_review:2018").exists()
    with pytest.raises(RegisterError, match="already"):
        review_year(who, cast.plan, 2018, DAY, "HPAO", "Nog eens.", why=WHY)
    with pytest.raises(RegisterError, match="still to come"):
        review_year(who, cast.plan, 2019, TOMORROW, "HPAO", "Straks.", why=WHY)
    assert YearReview.objects.filter(plan=cast.plan, year__gte=2018).count() == 1


def test_a_dossier_names_no_office_or_action_of_another_plan(cast):
    other = type(cast.plan).objects.create(slug="ander", name="Ander plan", language="nl")
    strange = other.offices.create(code="06", name="Elders")
    with pytest.raises(RegisterError, match="another plan"):
        listed(cast, office=strange)
    assert party("lda").tests.count() == 0


def test_the_count_is_recorded_from_a_terminal_too(cast, capsys):
    given = {"plan": "voorbeeld", "indicator": INDICATOR, "by": "An", "why": ""}
    assert count(2016, **given, as_json=False) == 0
    assert capsys.readouterr().out == f"{INDICATOR} 2016: 1\n"
    assert count(2016, **given, as_json=True) == 0
    assert '"value": 1' in capsys.readouterr().out
