"""The workbench: what waits for each role, what changed, and nothing of anybody else."""

from datetime import timedelta

import pytest
from django.utils import timezone
from followup.cast import OTHER_ACTION, OWN_ACTION, actor_for, signed_in
from followup.doing import a_consultation, a_test
from web.work.filled import press
from web.work.rounds import AT, SLUG, answered, opened, report_of

from grondrecht.followup.actions import findings, reports
from grondrecht.followup.actions.actions import maintain
from grondrecht.followup.actions.answers_import import import_answers
from grondrecht.followup.actions.findings import Found
from grondrecht.followup.changed import FIRST
from grondrecht.followup.desk import DAYS, MOST, desk_of, own_actions
from grondrecht.followup.sheet import read_sheet
from grondrecht.registry.log import written

DESK = "/nl/werk/"
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def of(cast):
    return opened(cast)


def words(answer):
    return answer.content.decode()


def desk(cast, who):
    return desk_of(actor_for(cast.everyone[who]))


def of_reports(cast, who):
    """What a round asks of somebody; the example has poverty tests and points as well."""
    kinds = ("answer", "mend", "validate")
    return [item for item in desk(cast, who).asked if item.kind in kinds]


def test_an_official_sees_what_their_administration_is_asked_and_nothing_else(cast, of):
    asked = of_reports(cast, "official")
    codes = {item.title.split(" ")[0] for item in asked}
    own = {action.code for action in own_actions(actor_for(cast.chris)).values()}
    assert OWN_ACTION in codes
    assert OTHER_ACTION not in codes
    assert codes == own & set(of.reports.values_list("action__code", flat=True))
    page = words(signed_in(cast.chris).get(DESK))
    assert f'href="{AT}/{OWN_ACTION}"' in page
    assert "nog 12 dagen" in page


def test_what_is_late_stands_first(cast):
    opened(cast, answer_by=timezone.localdate() - timedelta(days=2))
    page = words(signed_in(cast.chris).get(DESK))
    assert "2 dagen te laat" in page
    assert page.index('id="late"') < page.index('id="asked"')


def test_an_answer_waits_for_the_cabinet_and_one_sent_back_for_the_official(cast, of):
    report = report_of(of, OWN_ACTION)
    assert of_reports(cast, "cabinet") == []
    answered(cast.chris, report)
    [item] = of_reports(cast, "cabinet")
    assert (item.kind, item.title.split(" ")[0]) == ("validate", OWN_ACTION)
    reports.send_back(actor_for(cast.bram), report, "Wat nu?")
    assert of_reports(cast, "cabinet") == []
    kinds = {item.title.split(" ")[0]: item.kind for item in of_reports(cast, "official")}
    assert kinds[OWN_ACTION] == "mend"


@pytest.mark.parametrize("who", ["association", "evaluator", "reader", "nobody"])
def test_nobody_else_is_asked_about_actions(cast, of, who):
    answered(cast.chris, report_of(of, OWN_ACTION))
    assert of_reports(cast, who) == []
    assert signed_in(cast.everyone[who]).get(DESK).status_code == 200


def test_a_draft_is_one_link_away(cast, of):
    press(signed_in(cast.chris), f"{AT}/{OWN_ACTION}", "draft", news="Half")
    [item] = desk(cast, "official").drafts
    assert item.path == f"werk/verslagen/voorbeeld/{SLUG}/{OWN_ACTION}"
    assert desk(cast, "coordinator").drafts == []


def test_a_proposal_waits_for_who_answers_and_for_the_coordinator(cast, of):
    report = report_of(of, OWN_ACTION)
    reports.propose(actor_for(cast.dina), report, "Noem Steenwaard.", "Die doet mee.", why="x")
    for who in ("official", "coordinator"):
        assert [item.text for item in desk(cast, who).proposals] == ["Noem Steenwaard."]
    for who in ("other official", "cabinet", "reader", "association"):
        assert desk(cast, who).proposals == []
    [proposal] = report.proposals.all()
    reports.decide_proposal(actor_for(cast.chris), proposal, take=False, why="Nee.")
    assert desk(cast, "official").proposals == []


def test_a_finding_is_its_makers_until_it_is_shared_with_who_answers(cast, of):
    els = actor_for(cast.els)
    found = Found("limited", "Niemand kent het onthaal.")
    finding = findings.make_finding(els, cast.own_action, found, why="x")
    seen = {who: bool(desk(cast, who).findings) for who in cast.everyone}
    assert [who for who, is_seen in seen.items() if is_seen] == ["association"]
    findings.share_finding(els, finding, why="x")
    seen = {who: bool(desk(cast, who).findings) for who in cast.everyone}
    assert [who for who, is_seen in seen.items() if is_seen] == [
        *("cabinet", "official", "association")
    ]


def test_what_others_changed_is_new_until_it_was_seen(cast, of):
    answered(cast.chris, report_of(of, OWN_ACTION))
    bram = signed_in(cast.bram)
    before = bram.get(DESK)
    assert before.context["changes"][0]["together"].who == "Chris Ambtenaar"
    seen = bram.post(DESK)
    assert seen["Location"] == DESK
    assert bram.get(DESK).context["changes"] == []
    assert desk(cast, "official").changes[0].who == "An Coördinator"
    cast.bram.refresh_from_db()
    assert cast.bram.looked_at is not None


def test_one_does_not_read_what_one_did_oneself(cast, of):
    answered(cast.chris, report_of(of, OWN_ACTION))
    maintain(actor_for(cast.chris), cast.own_action, "summary", "Nu in vier steden.", why="Nieuws.")
    assert {item.who for item in desk(cast, "official").changes} == {"An Coördinator"}
    assert "Nieuws." in {item.why for item in desk(cast, "cabinet").changes}


def test_changes_of_others_drafts_and_of_foreign_actions_are_not_told(cast, of):
    els = actor_for(cast.els)
    findings.make_finding(els, cast.own_action, Found("limited", "Geheim."), why="nog geheim")
    answered(cast.dina, report_of(of, OTHER_ACTION))
    for who in ("official", "cabinet"):
        told = desk(cast, who).changes
        assert not [item for item in told if item.who in ("Els Vereniging", "Dina Elders")]
    for who in ("coordinator", "reader"):
        assert "nog geheim" not in {item.why for item in desk(cast, who).changes}
        assert "Dina Elders" in {item.who for item in desk(cast, who).changes}
    for who in ("association", "evaluator", "nobody"):
        assert [item for item in desk(cast, who).changes if item.who != "Els Vereniging"] == []


def imported(cast, of, why="De tabel van mei."):
    """Answers for every action of a round, taken in at once by the coordinator."""
    codes = of.reports.order_by("action__code").values_list("action__code", flat=True)
    rows = "".join(f"{code};running\n" for code in codes)
    sheet = read_sheet(f"code;status\n{rows}".encode(), "antwoorden.csv")
    assert import_answers(actor_for(cast.an), of, sheet, why=why).applied
    return list(codes)


def test_what_was_done_together_is_one_thing_that_opens_to_its_changes(cast, of):
    codes = imported(cast, of)
    own = min(of_chris(cast) & {*codes})
    for who, mine in (("reader", codes), ("official", [c for c in codes if c in of_chris(cast)])):
        newest = desk(cast, who).changes[0]
        assert (newest.verb, newest.who, newest.why) == (
            *("round.import", "An Coördinator", "De tabel van mei."),
        )
        assert newest.total == newest.actions == len(mine)
        assert [each.title.split(" ")[0] for each in newest.first] == mine[:FIRST]
    page = words(signed_in(cast.chris).get(DESK))
    assert f'href="{AT}/{own}"' in page.partition('id="changed"')[2]


def test_an_action_and_its_report_are_one_action(cast, of):
    subjects = (
        f"action:{OWN_ACTION}",
        f"report:{SLUG}:{OWN_ACTION}",
        f"report:{SLUG}:{OTHER_ACTION}",
    )
    with written("plan.adjust", by="De beheerder", why="samen") as record:
        for subject in (*subjects, f"round:{SLUG}"):
            record.add(subject, {}, {"x": "y"}, plan="voorbeeld", label="Iets")
    for who, total, actions in (("official", 2, 1), ("coordinator", 3, 2)):
        [newest] = [each for each in desk(cast, who).changes if each.why == "samen"]
        assert (newest.total, newest.actions) == (total, actions)


def test_a_change_that_stands_alone_is_told_by_what_changed(cast):
    maintain(actor_for(cast.an), cast.own_action, "summary", "Nu in vier steden.", why="Nieuws.")
    [one] = desk(cast, "official").changes[:1]
    assert (one.total, one.first[0].title.split(" ")[0]) == (1, OWN_ACTION)
    told = words(signed_in(cast.chris).get(DESK)).partition('id="changed"')[2]
    assert f'href="/nl/voorbeeld/acties/{OWN_ACTION}"' in told
    assert "<details" not in told.partition("</li>")[0]


def told_of(cast, who, verb):
    """What the workbench of somebody tells of what was done by a verb: (title, path)."""
    rows = [each for each in desk(cast, who).changes if each.verb == verb]
    return [(change.title, change.path) for each in rows for change in each.first]


def test_a_consultation_is_called_by_its_kind_its_domain_and_its_day(cast):
    row = a_consultation(cast, "planned", "ours")
    title, path = told_of(cast, "reader", "plan.plan_consultation")[0]
    assert title.startswith(f"Verticaal overleg over {row.domain.name} van ")
    assert str(row.day.year) in title
    assert str(row.day) not in title
    assert path == f"werk/overleg/{row.pk}"


def test_a_poverty_test_is_a_link(cast):
    row = a_test(cast, "scanned", "ours")
    title, path = told_of(cast, "reader", "test.scan")[0]
    assert (title, path) == (row.title, f"werk/armoedetoetsen/{row.pk}")
    assert f'href="/nl/{path}"' in words(signed_in(cast.gert).get(DESK))


@pytest.mark.parametrize("who", ["official", "cabinet"])
def test_that_the_plan_was_taken_in_is_no_change_but_a_later_edition_is(cast, who):
    assert "plan.import" not in {each.verb for each in desk(cast, who).changes}
    with written("plan.import", by="De beheerder", why="editie 2") as record:
        record.add(f"action:{OWN_ACTION}", {}, {"title": "Anders"}, plan="voorbeeld")
    assert [each.why for each in desk(cast, who).changes if each.verb == "plan.import"] == [
        "editie 2"
    ]


def test_the_newest_stands_first_and_no_more_than_a_page_of_them(cast):
    for number in range(MOST + 1):
        text = f"Versie {number}."
        maintain(actor_for(cast.an), cast.own_action, "summary", text, why=f"Reden {number}.")
    whys = [each["together"].why for each in workbench(cast.chris).context["changes"]]
    assert whys == [f"Reden {number}." for number in range(MOST, 0, -1)]
    assert "oudere wijzigingen" in words(workbench(cast.chris))


def workbench(person):
    return signed_in(person).get(DESK)


def test_all_of_what_was_done_together_has_a_page_for_who_it_is_of_and_no_other(cast, of):
    codes = imported(cast, of)
    [batch] = {each.batch for each in desk(cast, "reader").changes[:1]}
    page = f"/nl/werk/veranderd/{batch}"
    assert page in words(workbench(cast.gert))
    shown = words(signed_in(cast.gert).get(page))
    assert all(f'href="{AT}/{code}"' in shown for code in codes)
    mine = words(signed_in(cast.chris).get(page))
    assert {code for code in codes if f'href="{AT}/{code}"' in mine} == of_chris(cast) & {*codes}
    for name in ("els", "fons", "hanne"):
        assert signed_in(getattr(cast, name)).get(page).status_code == 404
    assert signed_in(cast.gert).get("/nl/werk/veranderd/niets").status_code == 404
    assert signed_in(None).get(page).status_code == 302


def of_chris(cast):
    return {action.code for action in own_actions(actor_for(cast.chris)).values()}


def test_before_anybody_looked_a_month_is_new(cast):
    since = timezone.localdate(desk(cast, "nobody").since)
    assert since == timezone.localdate() - timedelta(days=DAYS)


def test_somebody_without_a_role_reads_why_there_is_nothing(cast, of):
    assert "U hebt nog geen rol" in words(signed_in(cast.hanne).get(DESK))


@pytest.mark.parametrize("who", ["coordinator", "official", "cabinet"])
def test_a_workbench_with_more_takes_no_more_queries(cast, of, who, django_assert_max_num_queries):
    for person, code in ((cast.chris, OWN_ACTION), (cast.dina, OTHER_ACTION)):
        answered(person, report_of(of, code))
    few = queries(cast, who, django_assert_max_num_queries)
    imported(cast, of)
    for report in of.reports.select_related("action")[:12]:
        answered(cast.an, report)
        reports.propose(actor_for(cast.dina), report, "Anders.", "Daarom.", why="x")
    press(signed_in(cast.chris), f"{AT}/02_06_03", "draft", news="Half")
    assert queries(cast, who, django_assert_max_num_queries) <= few


def queries(cast, who, counted):
    client = signed_in(cast.everyone[who])
    with counted(60) as captured:
        assert client.get(DESK).status_code == 200
    return len(captured)
