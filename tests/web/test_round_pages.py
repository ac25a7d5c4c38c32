"""The public pages of rounds and findings, and what an action shows of them."""

import re

import pytest
from followed_register import FOUND, OPEN, SENT, WHO, take_in_followed
from followup.sent import a_finding, a_reply, a_report, a_round, closed
from held_registers import held
from web.reading_pages import links, words

from grondrecht.followup.actions.findings import publish_finding
from grondrecht.followup.models import Finding, Report, Round
from grondrecht.registry.models import Action, Plan
from grondrecht.web import reported, round_page
from grondrecht.web.found import find_action, find_all

pytestmark = pytest.mark.django_db
ROUND, ACTION = f"/nl/voorbeeld/rondes/{SENT}", f"/nl/voorbeeld/acties/{FOUND}"


@pytest.fixture(scope="module")
def followed(example, django_db_setup, django_db_blocker):
    """The example plan with a round that was sent and one that is open."""
    with django_db_blocker.unblock(), held("followed", take_in_followed):
        yield Round.objects.get(slug=SENT)


def got(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer


# Rounds


def test_the_home_page_leads_to_the_newest_round_that_was_sent(client, followed, db):
    page = got(client, "/nl/voorbeeld/")
    assert page.context["newest_round"] == followed
    assert {ROUND, "/nl/voorbeeld/rondes", "/nl/voorbeeld/bevindingen"} <= set(links(page))


def test_rounds_are_listed_the_newest_first_with_their_state(client, followed, db):
    page = got(client, "/nl/voorbeeld/rondes")
    slugs = [each.slug for each, _address in page.context["rounds"]]
    assert slugs == [OPEN, SENT]
    assert "1 april 2019" in words(page).replace("\N{NO-BREAK SPACE}", " ")


def test_of_a_round_that_is_not_sent_only_name_days_and_state_are_told(client, followed, db):
    report = Report.objects.filter(round__slug=OPEN).first()
    report.answer = {"news": "GEHEIM", "reason": "GEHEIM"}
    report.save()
    page = got(client, f"/nl/voorbeeld/rondes/{OPEN}")
    assert "known" not in page.context or page.context["known"] is None
    assert "GEHEIM" not in page.text
    assert report.action.code not in page.text


def test_a_sent_round_counts_each_action_once_and_measures_and_projects_apart(client, followed, db):
    page = got(client, ROUND)
    table = page.context["by_status"]
    asked = followed.reports.count()
    assert sum(row[1]["text"] for row in table["rows"]) == asked
    for row in table["rows"]:
        assert row[1]["text"] == sum(cell["text"] for cell in row[2:5])
        assert row[5]["text"] <= row[1]["text"]
    for part in ("per_right", "per_office"):
        for row in page.context[part]["rows"]:
            assert row[1]["text"] == sum(cell["text"] for cell in row[2:])
        assert sum(row[1]["text"] for row in page.context[part]["rows"]) == asked


def test_what_nobody_answered_is_a_column_so_that_rows_add_up(client, followed, db):
    of = a_round(followed.plan, "half", year=2021)
    codes = (FOUND, "07_04_01", "08_06_01")
    told, *silent = Action.objects.filter(code__in=codes).order_by("code")
    a_report(of, told)
    for action in silent:
        Report.objects.create(round=of, action=action, state="asked")
    closed(of)
    page = got(client, "/nl/voorbeeld/rondes/half")
    for part in ("per_right", "per_office"):
        table = page.context[part]
        assert table["columns"][-1]["label"] == "niet beantwoord"
        assert sum(row[-1]["text"] for row in table["rows"]) == len(silent)
        for row in table["rows"]:
            assert len(row) == len(table["columns"])
            assert row[1]["text"] == sum(cell["text"] for cell in row[2:])


def test_every_number_of_a_status_and_a_rule_leads_to_its_actions(client, followed, db):
    page = got(client, ROUND)
    counted = [(row[0]["address"], row[1]["text"]) for row in page.context["by_status"]["rows"]]
    counted += [(rule["address"], rule["count"]) for rule in page.context["by_rule"]]
    for part in ("per_right", "per_office"):
        rows = page.context[part]["rows"]
        counted += [(row[0]["address"], row[1]["text"]) for row in rows]
    assert len(counted) > 12
    for address, count in counted:
        assert got(client, address).context["page"].total == count, address


def test_what_deviates_says_why(client, followed, db):
    deviating = got(client, ROUND).context["deviating"]
    assert deviating
    assert all(each["reason"] for each in deviating)


def test_findings_stand_beside_what_was_reported_and_are_counted_once(client, followed, db):
    rows = got(client, ROUND).context["found_beside"]["rows"]
    public = Finding.objects.filter(state="published").count()
    assert sum(cell["text"] for row in rows for cell in row[1:]) == public


def test_the_page_of_a_sent_round_does_not_change_afterwards(client, followed, db):
    before = got(client, ROUND).content
    a_finding(Action.objects.get(code="02_06_01"), "no_evidence")
    Plan.objects.update(name="Heet nu anders")
    after = got(client, ROUND).content
    main = re.compile(rb"<main.*</main>", re.DOTALL)
    assert main.search(before)[0] == main.search(after)[0]


@pytest.mark.parametrize("query", ["?stand=nergens", "?recht=x", "?regel=<b>", "?ambt=99&stand="])
def test_a_choice_that_the_round_does_not_know_is_none(client, followed, db, query):
    assert "by_status" in got(client, ROUND + query).context


@pytest.mark.parametrize(
    "path",
    ["rondes/nergens", "bevindingen/999999", f"bevindingen/{10**30}", "bevindingen/geen"],
)
def test_what_is_not_there_is_not_found(client, followed, db, path):
    got(client, f"/nl/voorbeeld/{path}", 404)


def test_a_copy_is_read_once(client, followed, db, django_assert_num_queries):
    got(client, ROUND)
    with django_assert_num_queries(3):
        got(client, ROUND)


# Findings


def test_the_public_list_has_what_is_published_and_nothing_else(client, followed, db):
    action = Action.objects.get(code=FOUND)
    for state in ("draft", "shared", "withdrawn"):
        a_finding(action, state=state, text="GEHEIM")
    page = got(client, "/nl/voorbeeld/bevindingen")
    assert page.context["page"].total == Finding.objects.filter(state="published").count()
    assert "GEHEIM" not in page.text


def test_findings_are_chosen_by_step_office_and_right(client, followed, db):
    page = got(client, "/nl/voorbeeld/bevindingen")
    for choice in page.context["choices"]:
        every, *tabs = choice["tabs"]
        assert every["current"]
        assert every["count"] == sum(tab["count"] for tab in tabs)
        for tab in tabs:
            assert got(client, tab["address"]).context["page"].total == tab["count"]
    assert got(client, "/nl/voorbeeld/bevindingen?stap=nergens").context["is_chosen"] is False


def test_a_finding_shows_its_evidence_and_reply(client, followed, db):
    finding = Finding.objects.get(action__code=FOUND, state="published")
    page = got(client, f"/nl/voorbeeld/bevindingen/{finding.pk}")
    assert "https://voorbeeld.be/verslag" in links(page)
    assert any("/indicatoren/" in link for link in links(page))
    told = words(page)
    assert "De folder komt in mei." in told
    assert "Departement Welzijn en Samenleving" in told
    assert "Els Vereniging" not in told


def test_a_finding_leads_to_the_figures_that_it_rests_on_by_their_name(client, followed, db):
    plan = Plan.objects.get(slug="voorbeeld")
    indicators = (
        plan.indicators.create(slug="teller", name="Teller"),
        plan.indicators.create(slug="graad", name="Graad", definition="graad", version="1"),
    )
    slugs = [*(each.slug for each in indicators), "weg"]
    finding = a_finding(
        Action.objects.get(code=FOUND),
        evidence=[{"kind": "indicator", "text": "", "address": slug} for slug in slugs],
    )
    page = got(client, f"/nl/voorbeeld/bevindingen/{finding.pk}")
    shown = [(each["label"], each["address"]) for each in page.context["finding"].evidence]
    assert shown == [
        ("Teller", "/nl/voorbeeld/indicatoren/teller"),
        ("Graad", "/nl/voorbeeld/monitor/graad"),
        ("weg", ""),
    ]
    assert all(name in got(client, address).text for name, address in shown[:2])


def test_of_a_withdrawn_finding_the_trace_is_there_and_not_what_it_said(client, followed, db):
    finding = Finding.objects.get(state="withdrawn")
    told = words(got(client, f"/nl/voorbeeld/bevindingen/{finding.pk}"))
    assert "Het klopte niet meer." in told
    assert "Niemand weet ervan." not in told


@pytest.mark.parametrize("state", ["draft", "shared"])
def test_a_finding_that_is_not_public_is_not_there(client, followed, db, state):
    finding = a_finding(Action.objects.get(code=FOUND), state=state)
    got(client, f"/nl/voorbeeld/bevindingen/{finding.pk}", 404)


def test_findings_of_another_plan_are_not_listed(client, followed, db):
    other = Plan.objects.create(slug="ander", name="Een ander plan")
    assert got(client, f"/nl/{other.slug}/bevindingen").context["findings"] == []


# The page of an action


def test_an_action_shows_report_and_findings_side_by_side(client, followed, db):
    page = got(client, ACTION)
    shown = page.context["reported"]
    assert shown.round == followed
    assert [each.completion for each in page.context["others"]][-1:] == ["beperkt"]
    told = words(page)
    assert str(shown.status) in told
    assert "De folder komt in mei." in told


def test_an_action_shows_the_marks_of_today_with_the_rule_that_said_so(client, followed, db):
    report = Report.objects.get(round=followed, action__code=FOUND)
    page = got(client, ACTION)
    rules = {mark["rule"] for mark in page.context["reported"].marks}
    assert rules
    for rule in rules:
        assert f"{ROUND}?regel={rule}" in links(page)
    assert report.status


def test_what_was_promised_and_done_stand_side_by_side(client, followed, db):
    report = next(
        each
        for each in followed.reports.select_related("action")
        if any(row["done"] for row in each.answer["milestones"])
    )
    page = got(client, f"/nl/voorbeeld/acties/{report.action.code}")
    (one, *_rest) = page.context["reported"].milestones
    assert (one["promised"], one["reported"]) == (
        report.answer["milestones"][0]["promised"],
        "Gedaan.",
    )


def test_a_report_that_was_not_sent_is_not_on_the_page_of_the_action(client, followed, db):
    action = Action.objects.get(code=FOUND)
    later = a_round(action.plan, "2021", year=2021)
    a_report(later, action, news="GEHEIM")
    closed(later, "frozen")
    page = got(client, ACTION)
    assert page.context["reported"].round == followed
    assert "GEHEIM" not in page.text


def test_an_action_without_report_or_finding_shows_no_empty_part(client, followed, db):
    action = Action.objects.get(code=FOUND)
    Action.objects.create(plan=action.plan, code="99_98_97", right=action.right)
    assert 'id="stand"' in got(client, ACTION).text
    assert 'id="stand"' not in got(client, "/nl/voorbeeld/acties/99_98_97").text


@pytest.mark.parametrize(("count", "most"), [(0, 2), (6, 4)])
def test_it_costs_at_most_four_queries(followed, db, django_assert_max_num_queries, count, most):
    """Findings, reports, the indicators that findings rest on, and those that follow the action."""
    action = Action.objects.get(code=FOUND)
    if count == 0:
        action = Action.objects.create(plan=action.plan, code="99_98_97")
    for _number in range(count):
        a_reply(a_finding(action))
    found = find_all(find_action("voorbeeld", action.code))
    with django_assert_max_num_queries(most):
        reported.beside(found)


def test_the_steps_are_those_of_the_model():
    assert tuple(key for key, _name in Finding.COMPLETION) == reported.STEPS
    assert round_page.KINDS[:2] == tuple(key for key, _name in Report.KINDS)


@pytest.mark.parametrize("path", ["rondes", f"rondes/{SENT}", "bevindingen", f"acties/{FOUND}"])
def test_the_pages_are_in_english_too(client, followed, db, path):
    page = got(client, f"/en/voorbeeld/{path}")
    assert "bevinding" not in re.sub(r"/[\w/-]+", "", words(page).lower())


# Changes and feeds


def test_the_changes_tell_that_a_round_was_sent_and_lead_to_it(client, followed, db):
    page = got(client, "/nl/voorbeeld/wijzigingen")
    (change,) = [change for change, there in page.context["changes"] if there == ROUND]
    assert change.what == "Rapporteringsronde verstuurd"
    assert ROUND in links(page)
    assert ROUND in got(client, "/nl/voorbeeld/wijzigingen.atom").text


def test_the_changes_tell_of_a_finding_by_its_maker(client, followed, db):
    plan = Plan.objects.get(slug="voorbeeld")
    action = Action.objects.get(code=FOUND)
    finding = a_finding(action, state="shared", shared_on=plan.first_day)
    publish_finding(WHO, finding, why="iedereen mag het lezen")
    page = got(client, "/nl/voorbeeld/wijzigingen")
    address = f"/nl/voorbeeld/bevindingen/{finding.pk}"
    (change,) = [change for change, there in page.context["changes"] if there == address]
    assert change.by == "Platform Armen aan het Woord"
    assert change.label.startswith(FOUND)
    assert address in got(client, "/nl/voorbeeld/wijzigingen.atom").text


def test_nothing_of_an_open_round_or_a_draft_is_in_the_changes(client, followed, db):
    for address in ("wijzigingen", "wijzigingen.atom", f"acties/{FOUND}/wijzigingen.atom"):
        text = got(client, f"/nl/voorbeeld/{address}").text
        assert OPEN not in text
        assert "Els Vereniging" not in text
