"""The API: every table, filtered and paged; actions whole; errors in a sentence; no surprises."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from registry.small_plans import WHO, plan

from grondrecht.api.schemas import FACET_MEANINGS, filterable
from grondrecht.followup.export import EVERY_TABLE
from grondrecht.plan.exchange import from_json
from grondrecht.registry.actions.texts import maintain_text
from grondrecht.registry.export.values import plain
from grondrecht.registry.models import Action
from grondrecht.registry.search import FACETS

pytestmark = pytest.mark.django_db
API = "/api/v1"


def got(client, path, status=200, **query):
    answer = client.get(f"{API}/{path}", query)
    assert answer.status_code == status, answer.content
    return answer.json()


@pytest.mark.parametrize("table", EVERY_TABLE, ids=lambda table: table.name)
def test_every_table_has_an_address(client, register, table):
    page = got(client, table.name.replace("_", "-"), size=1000)
    expected = [{name: plain(value) for name, value in row.items()} for row in table.rows()]
    assert page["total"] == len(expected)
    held = json.loads(json.dumps(page["items"]))
    for row, wanted in zip(held, expected, strict=True):
        assert row == wanted


@pytest.mark.parametrize("table", EVERY_TABLE, ids=lambda table: table.name)
def test_every_filter_keeps_what_has_the_value(client, register, table):
    rows = list(table.rows())
    for column in filterable(table):
        values = [row[column.name] for row in rows if row[column.name]]
        if values and len(values[0]) <= 200:
            path = table.name.replace("_", "-")
            page = got(client, path, **{column.name: values[0], "size": 1000})
            wanted = [row for row in rows if row[column.name] == values[0]]
            assert page["total"] == len(wanted), column.name


def test_pages_follow_each_other_and_miss_nothing(client, register):
    codes, address = [], f"{API}/actions?size=2&plan=proef"
    while address:
        page = client.get(address).json()
        codes += [row["code"] for row in page["items"]]
        address = page["next"]
    assert codes == ["01_02_01", "01_02_02", "03_04_01"]


def codes(client, **query):
    return [row["code"] for row in got(client, "actions", **query)["items"]]


@pytest.mark.parametrize("name", FACETS)
def test_actions_are_chosen_by_every_facet_as_the_search_does(client, register, name):
    counts = got(client, "search")["facets"][name]
    for each in counts:
        page = got(client, "actions", **{name: each["value"]})
        hits = got(client, "search", **{name: each["value"], "size": 100})["items"]
        assert page["total"] == each["count"]
        assert {(row["plan"], row["code"]) for row in page["items"]} == {
            (hit["plan"], hit["code"]) for hit in hits
        }
    assert counts or name in ("party", "kind")


def test_facets_narrow_each_other_and_values_widen(client, register):
    assert codes(client, plan="proef", right=["01", "03"]) == ["01_02_01", "01_02_02", "03_04_01"]
    assert codes(client, plan="proef", right=["01", "03"], has="money") == ["01_02_01"]
    assert codes(client, has="money", code="01_02_07") == ["01_02_07"]
    assert codes(client, has="money", code="01_02_02") == []
    assert codes(client, period="1850") == codes(client, right="99", has="money") == []


def test_chosen_actions_come_page_by_page_in_the_order_of_all(client, register):
    wanted = codes(client, has="baseline")
    assert wanted == codes(client)
    pages = [codes(client, has="baseline", size=1, page=page) for page in range(1, 6)]
    assert pages == [[code] for code in wanted] + [[]]


def test_every_facet_of_the_search_has_a_meaning():
    assert tuple(FACET_MEANINGS) == FACETS


@pytest.mark.parametrize(
    "on", ["gisteren", "0001-01-01", "9999-12-31T23:00:00+00:00", "2017-02-30", "\0"]
)
def test_a_moment_that_no_clock_has_is_told_so(client, register, on):
    told = got(client, "plans/proef/actions/01_02_01/history", 422, on=on)
    assert told["detail"][0]["loc"] == ["query", "on"]


def test_a_page_behind_the_last_is_empty(client, register):
    assert got(client, "actions", page=99)["items"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"},
        {"page": "-1"},
        {"page": "twee"},
        {"size": "1001"},
        {"size": "0"},
        {"page": "9" * 30},
        {"plan": "x" * 201},
        {"code": "een\0nul"},
        {"has": ["x"] * 51},
    ],
)
def test_a_wrong_question_is_told_so(client, register, query):
    told = got(client, "actions", 422, **query)
    assert told["detail"][0]["loc"][:2] == ["query", next(iter(query))]


def test_an_action_whole(client, register):
    maintain_text(Action.objects.get(code="03_04_01"), "title", "De premie komt vanzelf", **WHO)
    action = got(client, "plans/proef/actions/01_02_01")
    assert action["id"].endswith("/id/action/proef/01_02_01")
    assert [row["words"] for row in action["amounts"]] == ["20.000 euro", "1,5 miljoen euro"]
    assert [row["value"] for row in action["amounts"]] == ["20000", "1500000"]
    assert [row["stage"] for row in action["milestones"]] == ["baseline", "interim", "final"]
    assert action["forms"][0]["body"]["summary"].startswith("Elke gemeente")
    assert action["backlinks"][0]["source"] == "03_04_01"
    assert got(client, "plans/proef/actions/03_04_01")["title"] == "De premie komt vanzelf"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("plans/proef/actions/99_99_99", "no action '99_99_99'"),
        ("plans/niets/actions/01_02_01", "no plan 'niets'"),
        ("plans/proef/editions/9", "no edition '9'"),
        ("plans/proef/actions/99_99_99/history", "no action"),
    ],
)
def test_what_is_not_there_is_told_so(client, register, path, told):
    assert told in got(client, path, 404)["detail"]


def test_an_edition_is_the_plan_that_was_read(client, register):
    data = got(client, "plans/proef/editions/1")
    assert data["format"] == "grondrecht-plan/1"
    assert from_json(data) == plan()
    assert data["findings"]


def test_history_can_be_called_back(client, register):
    before = got(client, "plans/proef/actions/01_02_01/history")
    maintain_text(Action.objects.get(plan__slug="proef", code="01_02_01"), "title", "Nieuw", **WHO)
    after = got(client, "plans/proef/actions/01_02_01/history")
    assert (before["state"]["title"], after["state"]["title"]) == (plan().actions[0].title, "Nieuw")
    assert [entry["verb"] for entry in after["entries"]] == ["plan.import", "action.maintain"]
    then = before["entries"][-1]["at"]
    called_back = got(client, "plans/proef/actions/01_02_01/history", on=then)
    assert called_back["state"] == before["state"]
    today = timezone.localdate().isoformat()
    assert got(client, "plans/proef/actions/01_02_01/history", on=today) == after
    long_ago = got(client, "plans/proef/actions/01_02_01/history", on="2001-01-01T00:00:00")
    assert long_ago == {"state": {}, "entries": []}


@pytest.mark.parametrize("table", EVERY_TABLE, ids=lambda table: table.name)
def test_a_page_takes_two_queries(client, register, table):
    with CaptureQueriesContext(connection) as queries:
        got(client, table.name.replace("_", "-"))
    assert len(queries) <= 2
