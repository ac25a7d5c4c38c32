"""The page of a report: answered, confirmed, kept as a draft; and who may not."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from followup.cast import OTHER_ACTION, OWN_ACTION, actor_for, signed_in
from web.work.filled import again, form_with, press
from web.work.rounds import AT, answered, opened, prepared, report_of

from grondrecht.followup.actions import reports, rounds
from grondrecht.followup.answers import from_json
from grondrecht.followup.models import Appointment, Draft, Person
from grondrecht.registry.models import LogEntry, Party

OWN = f"{AT}/{OWN_ACTION}"
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def of(cast):
    return opened(cast)


@pytest.fixture
def report(of):
    return report_of(of, OWN_ACTION)


def words(answer):
    return answer.content.decode()


WHOLE = {
    "status": "late",
    "reason": "De aanbesteding mislukte.",
    "kind": "project",
    "news": "Eén regio is gestart.",
    "milestones__0__done": "De kaart is klaar.",
    "no_involvement": "Er was geen tijd.",
    "next_step": "Een nieuwe aanbesteding.",
    "next_on": "2018-03-01",
}


def test_an_official_answers_in_one_go(cast, report):
    chris = signed_in(cast.chris)
    done = press(chris, OWN, "answer", **WHOLE)
    assert done.status_code == 302
    report.refresh_from_db()
    answer = from_json(report.answer)
    assert (report.state, report.status, report.next_on) == ("answered", "late", date(2018, 3, 1))
    assert answer.reason == WHOLE["reason"]
    assert answer.milestones[0].done == WHOLE["milestones__0__done"]
    assert answer.milestones[0].promised
    assert report.answered_by.startswith("Chris Ambtenaar")
    page = words(chris.get(OWN))
    assert f"Uw antwoord voor {OWN_ACTION} is bewaard." in page
    assert "De aanbesteding mislukte." in page


def test_rows_are_added_and_taken_away_without_scripts_and_nothing_typed_is_lost(cast, report):
    chris = signed_in(cast.chris)
    one = press(chris, OWN, "add:spent", **WHOLE)
    assert one.status_code == 200
    held = form_with(one, "answer")
    assert held["news"] == WHOLE["news"]
    assert held["spent-0-currency"] == "EUR"
    assert 'name="spent-0-year" inputmode="numeric" autofocus' in words(one)
    two = again(chris, OWN, one, "add:spent", spent__0__year="2017", spent__0__amount="1.250,50")
    three = again(chris, OWN, two, "add:involvement", spent__1__year="2016", spent__1__amount="3")
    four = again(chris, OWN, three, "remove:spent:1", involvement__0__who="Platform")
    assert "spent-1-year" not in form_with(four, "answer")
    assert 'value="add:spent" autofocus' in words(four)
    done = again(chris, OWN, four, "answer", involvement__0__phase="evaluation", no_involvement="")
    assert done.status_code == 302
    report.refresh_from_db()
    answer = from_json(report.answer)
    assert [(each.year, each.amount) for each in answer.spent] == [(2017, Decimal("1250.50"))]
    assert [(each.who, each.phase) for each in answer.involvement] == [("Platform", "evaluation")]


def test_values_of_indicators_are_chosen_from_those_of_the_plan(cast, report):
    chris = signed_in(cast.chris)
    one = press(chris, OWN, "add:values", **WHOLE)
    done = again(
        chris,
        OWN,
        one,
        "answer",
        values__0__indicator="gezinnen-met-een-huurpremie",
        values__0__value="12,5",
        values__0__period="2017",
    )
    assert done.status_code == 302
    report.refresh_from_db()
    [value] = from_json(report.answer).values
    assert (value.indicator, value.value) == ("gezinnen-met-een-huurpremie", Decimal("12.5"))
    assert "12,5" in words(chris.get(OWN))


@pytest.mark.parametrize(
    ("typed", "place", "said"),
    [
        ({"status": ""}, "id_status_0", "Dit veld is verplicht."),
        ({"reason": ""}, "id_reason", "Zeg waarom"),
        ({"next_on": "31/02/2018"}, "id_next_on", "geldige datum"),
        ({"spent__0__year": "2017", "spent__0__amount": "veel"}, "id_spent-0-amount", "1.234,5"),
        ({"spent__0__year": "2017", "spent__0__amount": ""}, "id_spent-0-amount", "verplicht"),
        ({"involvement__0__said": "Te ver."}, "id_involvement-0-who", "verplicht"),
        ({"values__0__value": "3"}, "id_values-0-indicator", "verplicht"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_everything_typed_stays(
    cast, report, typed, place, said
):
    chris = signed_in(cast.chris)
    answer = press(chris, OWN, "answer", **(WHOLE | typed))
    page = words(answer)
    assert answer.status_code == 422
    assert f'href="#{place}"' in page
    assert f'id="{place}"' in page
    assert said in page
    held = form_with(answer, "answer")
    for name, value in (WHOLE | typed).items():
        assert held.get(name.replace("__", "-"), "") == value
    report.refresh_from_db()
    assert report.state == "asked"


def test_what_is_known_is_confirmed_with_one_button(cast, of, report):
    answered(cast.chris, report)
    reports.send_back(actor_for(cast.an), report, "Kijk nog eens na.")
    chris = signed_in(cast.chris)
    page = chris.get(OWN)
    assert "Kijk nog eens na." in words(page)
    done = again(chris, OWN, page, "confirm")
    assert done.status_code == 302
    report.refresh_from_db()
    assert report.state == "answered"
    [entry] = LogEntry.whole.filter(verb="report.answer").order_by("-id")[:1]
    assert entry.by == "Chris Ambtenaar"


def test_what_was_never_answered_cannot_be_confirmed(cast, report):
    chris = signed_in(cast.chris)
    assert "confirm" not in words(chris.get(OWN))
    refused = chris.post(OWN, {"do": "confirm", "seen": report.version})
    assert refused.status_code == 400


def test_the_next_action_that_waits_is_one_link_away(cast, of, report):
    chris = signed_in(cast.chris)
    following = chris.get(OWN).context["next"]
    assert following["address"].startswith(AT)
    other = report_of(of, following["address"].rpartition("/")[2])
    assert chris.get(following["address"]).context["can"]["answer"], other


def test_a_draft_comes_back_after_the_browser_was_closed(cast, report):
    typed = {"news": "Half af", "spent__0__amount": "veel te", "status": "late"}
    kept = press(signed_in(cast.chris), OWN, "draft", **typed)
    assert kept.status_code == 302
    page = signed_in(cast.chris).get(OWN)
    assert "uw concept van" in words(page)
    held = form_with(page, "answer")
    assert held["news"] == "Half af"
    assert held["spent-0-amount"] == "veel te"
    assert held["status"] == "late"
    report.refresh_from_db()
    assert (report.state, report.version) == ("asked", 1)


def test_a_script_is_told_in_a_few_words_that_the_draft_is_kept(cast, report):
    chris = signed_in(cast.chris)
    sent = form_with(chris.get(OWN), "answer") | {"do": "draft", "news": "x"}
    answer = chris.post(OWN, sent, headers={"X-Draft": "1"})
    assert "Concept bewaard om" in answer.json()["said"]
    assert Draft.objects.get().answer["news"] == "x"


def test_nobody_sees_the_draft_of_another(cast, report):
    press(signed_in(cast.chris), OWN, "draft", news="Nog geheim")
    for person in (cast.an, cast.bram, cast.dina, cast.gert):
        assert "Nog geheim" not in words(signed_in(person).get(OWN))


def test_a_draft_is_thrown_away_and_gone_when_the_answer_is_in(cast, report):
    chris = signed_in(cast.chris)
    press(chris, OWN, "draft", news="Half")
    press(chris, OWN, "drop")
    assert not Draft.objects.exists()
    press(chris, OWN, "draft", news="Half")
    press(chris, OWN, "answer", **WHOLE)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator", 200),
        ("cabinet", 200),
        ("official", 200),
        ("other official", 200),
        ("association", 404),
        ("evaluator", 404),
        ("reader", 200),
        ("nobody", 404),
    ],
)
def test_who_may_come_near_a_report_and_who_reads_it(cast, report, who, status):
    answered(cast.chris, report)
    client = signed_in(cast.everyone[who])
    answer = client.get(OWN)
    assert answer.status_code == status
    reads = who in ("coordinator", "cabinet", "official", "reader")
    assert ("regio&#x27;s zijn gestart" in words(answer)) == reads


@pytest.mark.parametrize(("do", "status"), [("remove:spent", 200), ("refuse", 404)])
def test_a_number_without_end_in_a_button_changes_nothing(cast, report, do, status):
    chris = signed_in(cast.chris)
    sent = form_with(chris.get(OWN), "answer")
    answer = chris.post(OWN, sent | {"do": f"{do}:{'9' * 5_000}", "seen": "9" * 5_000})
    assert answer.status_code == status


def test_a_visitor_is_asked_to_sign_in(cast, report):
    assert Client().get(OWN).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("address", [f"{AT}/99_99_99", f"{AT}9/{OWN_ACTION}"])
def test_there_is_no_page_for_what_is_not_there(cast, report, address):
    assert signed_in(cast.an).get(address).status_code == 404


@pytest.mark.parametrize("do", ["answer", "confirm", "add:spent", "take:news"])
@pytest.mark.parametrize("who", ["cabinet", "other official", "reader"])
def test_who_may_not_answer_learns_and_changes_nothing(cast, report, who, do):
    answered(cast.chris, report)
    version = report.version
    answer = signed_in(cast.everyone[who]).post(OWN, {"do": do, "seen": 0, "status": "done"})
    assert answer.status_code == 404
    assert "zijn gestart" not in words(answer)
    report.refresh_from_db()
    assert report.version == version


def test_nothing_is_asked_before_the_round_is_open(cast):
    of = prepared(cast)
    chris = signed_in(cast.chris)
    assert "answer" not in words(chris.get(OWN)).split('name="do" value="')[1:]
    refused = chris.post(
        OWN, {"do": "answer", "seen": 1, "status": "done", "news": "Wel klaar nu."}
    )
    assert refused.status_code == 409
    assert "Wel klaar nu." in words(refused)
    assert report_of(of, OWN_ACTION).status == ""


def test_nothing_is_answered_after_the_validation_has_ended(cast, of, report):
    chris = signed_in(cast.chris)
    page = chris.get(OWN)
    rounds.end_answers(actor_for(cast.an), of, why="x")
    rounds.end_validation(actor_for(cast.an), of, why="x")
    refused = again(chris, OWN, page, "answer", **WHOLE)
    assert refused.status_code == 409
    assert WHOLE["reason"] in words(refused)


def test_a_cabinet_validates_what_it_has_read(cast, report):
    answered(cast.chris, report)
    bram = signed_in(cast.bram)
    page = bram.get(OWN)
    answered(cast.chris, report, news="Toch anders.")
    late = again(bram, OWN, page, "validate")
    assert late.status_code == 409
    done = press(bram, OWN, "validate")
    assert done.status_code == 302
    report.refresh_from_db()
    assert (report.state, report.validated_by[:4]) == ("validated", "Bram")


def test_a_cabinet_sends_back_with_a_reason_and_the_official_reads_it(cast, report):
    answered(cast.chris, report)
    bram = signed_in(cast.bram)
    empty = press(bram, OWN, "send_back")
    assert empty.status_code == 422
    assert 'href="#id_back-reason"' in words(empty)
    press(bram, OWN, "send_back", back__reason="Welke regio's precies?")
    report.refresh_from_db()
    assert report.state == "sent_back"
    assert "Welke regio&#x27;s precies?" in words(signed_in(cast.chris).get(OWN))


def test_another_administration_proposes_and_the_owner_decides(cast, report):
    dina, chris = signed_in(cast.dina), signed_in(cast.chris)
    assert press(dina, OWN, "propose", propose__text="").status_code == 422
    press(dina, OWN, "propose", propose__text="Noem Steenwaard.", propose__reason="Die doet mee.")
    assert "Noem Steenwaard." in words(dina.get(OWN))
    assert "Noem Steenwaard." not in words(signed_in(cast.els).get(OWN))
    page = words(chris.get(OWN))
    assert "Noem Steenwaard." in page
    [proposal] = report.proposals.all()
    prefix = f"decide__{proposal.pk}"
    assert press(chris, OWN, f"refuse:{proposal.pk}").status_code == 422
    press(chris, OWN, f"refuse:{proposal.pk}", **{f"{prefix}__why": "Staat er al."})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_why) == ("refused", "Staat er al.")
    assert "Staat er al." in words(dina.get(OWN))


def test_only_who_answers_decides_about_a_proposal(cast, report):
    reports.propose(actor_for(cast.dina), report, "Noem Steenwaard.", "Die doet mee.", why="x")
    [proposal] = report.proposals.all()
    for person in (cast.dina, cast.bram):
        sent = {"do": f"take_over:{proposal.pk}", f"decide-{proposal.pk}-why": "ja"}
        assert signed_in(person).post(OWN, sent).status_code == 404
    assert signed_in(cast.chris).post(OWN, {"do": "refuse:999999"}).status_code == 404
    proposal.refresh_from_db()
    assert proposal.state == "open"


def test_the_coordinator_answers_where_nobody_else_can(cast, of):
    report = report_of(of, OTHER_ACTION)
    done = press(signed_in(cast.an), f"{AT}/{OTHER_ACTION}", "answer", **WHOLE)
    assert done.status_code == 302
    report.refresh_from_db()
    assert report.state == "answered"


def test_what_is_missing_without_standing_in_the_way_is_shown(cast, report):
    answered(cast.chris, report, next_step="", next_on=None)
    page = signed_in(cast.chris).get(OWN)
    assert "Zeg wat de volgende stap is." in words(page)


def test_an_answer_of_another_does_not_stand_under_your_name(cast, report):
    answered(cast.an, report)
    page = words(signed_in(cast.chris).get(OWN))
    assert "Wat An Coördinator, coördinator antwoordde" in page
    assert "Wat u antwoordde" not in page
    answered(cast.chris, report_of(report.round, OWN_ACTION))
    assert "Wat u antwoordde" in words(signed_in(cast.chris).get(OWN))
    Person.objects.filter(pk=cast.an.pk).update(name=cast.chris.name)
    namesake = words(signed_in(Person.objects.get(pk=cast.an.pk)).get(OWN))
    assert "Wat u antwoordde" not in namesake
    assert "Wat Chris Ambtenaar, ambtenaar" in namesake


def test_a_proposal_is_not_read_by_a_namesake_in_another_post(cast, report):
    party = Party.objects.create(slug="ander", name="Dienst Elders", kind="administration")
    other = Person.objects.create_user("dina2@voorbeeld.be", cast.dina.name)
    Appointment.objects.create(
        person=other, role="official", plan=cast.plan, party=party, first_day=date(2015, 1, 1)
    )
    reports.propose(actor_for(cast.dina), report, "Noem Steenwaard.", "Die doet mee.", why="x")
    assert "Noem Steenwaard." in words(signed_in(cast.dina).get(OWN))
    assert "Noem Steenwaard." not in words(signed_in(other).get(OWN))
