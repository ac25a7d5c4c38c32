"""What a round's copy says of findings and honesty, action by action."""

from datetime import date
from decimal import Decimal

import pytest
from followup.sent import a_finding, a_reply, a_report, a_round, closed

from grondrecht.followup.parts import findings, honesty
from grondrecht.registry.models import Commitment, Observation

pytestmark = pytest.mark.django_db
TODAY = date(2017, 3, 15)
GOOD = {"news": "Gestart.", "next_on": "2017-09-01", "spent": [{"year": 2016, "amount": "5"}]}


def marked(of, action, today=TODAY):
    return [mark["rule"] for mark in honesty.by_action(of, today).get(action.code, [])]


@pytest.fixture
def action(cast, db):
    """An action whose form promises an amount of money."""
    return Commitment.objects.filter(kind="amount").order_by("pk").first().form.action


def test_published_findings_stand_beside_the_report_with_their_replies(cast, action):
    of = a_round(cast.plan)
    a_report(of, action, **GOOD)
    finding = a_finding(
        action, evidence=[{"kind": "link", "text": "nota", "address": "https://a.be"}]
    )
    a_reply(finding)
    for state in ("draft", "shared", "withdrawn"):
        a_finding(action, state=state)
    (row,) = findings.by_action(of)[action.code]
    assert row == {
        "party": "Platform Armen aan het Woord",
        "completion": "limited",
        "text": "Niemand weet ervan.",
        "evidence": finding.evidence,
        "made_on": "2017-01-10",
        "replies": [
            {
                "party": "Departement Welzijn en Samenleving",
                "text": "De folder komt in mei.",
                "on": "2017-01-20",
            }
        ],
    }


def test_a_finding_of_before_the_round_or_of_another_counts_no_more(cast, action):
    later = a_round(cast.plan, "2021", year=2021)
    a_report(later, action, **GOOD)
    a_finding(action)
    a_finding(action, round=a_round(cast.plan))
    assert findings.by_action(later) == {}
    a_finding(action, round=later)
    assert len(findings.by_action(later)[action.code]) == 1


def test_an_honest_report_has_no_marks(cast, action):
    of = a_round(cast.plan)
    a_report(of, action, **GOOD)
    assert honesty.by_action(of, TODAY) == {}


def test_each_thing_beside_a_report_is_looked_at(cast, action):
    of = a_round(cast.plan)
    a_report(of, action, news="Gestart.")
    a_finding(action)
    indicator = cast.plan.indicators.order_by("pk").first()
    indicator.better = "up"
    indicator.save()
    action.indicators.set([indicator])
    indicator.observations.all().delete()
    for year, value in ((2015, 10), (2016, 8)):
        Observation.objects.create(
            indicator=indicator,
            kind="observed",
            period=str(year),
            first_day=date(year, 1, 1),
            last_day=date(year, 12, 31),
            value=Decimal(value),
            source="telling",
        )
    assert marked(of, action) == [
        "no_next_step",
        "finding_contradicts",
        "indicator_moves_away",
        "money_not_stated",
    ]
    assert marked(of, action, date(2019, 1, 1))[1] == "stale_news"


def test_a_value_in_the_report_is_the_newest_of_its_indicator(cast, action):
    of = a_round(cast.plan)
    indicator = cast.plan.indicators.order_by("pk").first()
    indicator.better = "up"
    indicator.save()
    action.indicators.set([indicator])
    indicator.observations.all().delete()
    Observation.objects.create(
        indicator=indicator,
        kind="baseline",
        period="2015",
        first_day=date(2015, 1, 1),
        last_day=date(2015, 12, 31),
        value=Decimal(10),
        source="telling",
    )
    value = {"indicator": indicator.slug, "value": "7", "last_day": "2016-12-31"}
    a_report(of, action, **GOOD, values=[value])
    assert marked(of, action) == ["indicator_moves_away"]


def test_a_value_that_is_withheld_says_nothing_of_where_an_indicator_goes(cast, action, client):
    of = a_round(cast.plan)
    indicator = cast.plan.indicators.order_by("pk").first()
    action.indicators.set([indicator])
    indicator.observations.all().delete()
    Observation.objects.create(
        indicator=indicator,
        kind="observed",
        period="2016",
        first_day=date(2016, 1, 1),
        last_day=date(2016, 12, 31),
        flag="withheld",
        source="telling",
    )
    a_report(of, action, **GOOD)
    assert marked(of, action) == []
    closed(of)
    assert client.get(f"/nl/voorbeeld/acties/{action.code}").status_code == 200


def test_what_was_told_in_the_round_before_is_no_news(cast, action):
    before = a_round(cast.plan, "2015", year=2015)
    a_report(before, action, **GOOD)
    closed(before)
    of = a_round(cast.plan)
    a_report(of, action, **GOOD)
    assert marked(of, action) == ["stale_news"]


def test_a_newer_finding_of_the_same_maker_takes_the_place(cast, action):
    of = a_round(cast.plan)
    a_report(of, action, **GOOD)
    a_finding(action, "not_started")
    a_finding(action, "substantial")
    assert marked(of, action) == []
    a_finding(action, "limited", made_for="De Brug")
    assert marked(of, action) == ["finding_contradicts"]


def test_the_queries_do_not_grow_with_the_round(cast, db, django_assert_num_queries):
    of = a_round(cast.plan)
    for action in cast.plan.actions.order_by("code"):
        a_report(of, action, news="Gestart.")
        a_reply(a_finding(action))
    of.refresh_from_db()
    with django_assert_num_queries(7):
        assert len(honesty.by_action(of, TODAY)) == cast.plan.actions.count()
    with django_assert_num_queries(2):
        findings.by_action(of)
