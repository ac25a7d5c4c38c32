"""The API: every table, filtered and paged; actions whole; errors in a sentence; no surprises."""

import json
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from registry.small_plans import WHO, form, plan, take_in

from grondrecht.api.schemas import filterable
from grondrecht.plan.exchange import from_json
from grondrecht.registry.actions.texts import maintain_text
from grondrecht.registry.export.tables import BY_NAME, TABLES
from grondrecht.registry.export.values import plain
from grondrecht.registry.models import Action

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def register():
    take_in(plan())
    take_in(plan(form("01_02_07", "Van een ander")), slug="ander")


def got(client, path, status=200, **query):
    answer = client.get(f"{API}/{path}", query)
    assert answer.status_code == status, answer.content
    return answer.json()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_an_address(client, register, table):
    page = got(client, table.name.replace("_", "-"), size=1000)
    expected = [{name: plain(value) for name, value in row.items()} for row in table.rows()]
    assert page["total"] == len(expected)
    held = json.loads(json.dumps(page["items"]))
    for row, wanted in zip(held, expected, strict=True):
        assert row == wanted


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
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
    ],
)
def test_a_wrong_question_is_told_so(client, register, query):
    told = got(client, "actions", 422, **query)
    assert told["detail"][0]["loc"] == ["query", next(iter(query))]


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
    long_ago = got(client, "plans/proef/actions/01_02_01/history", on="2001-01-01T00:00:00")
    assert long_ago == {"state": {}, "entries": []}


def test_an_answer_that_is_the_same_is_not_sent_again(client, register):
    first = client.get(f"{API}/actions")
    again = client.get(f"{API}/actions", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    maintain_text(Action.objects.first(), "title", "Nieuw", **WHO)
    changed = client.get(f"{API}/actions", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_who_calls_too_often_is_told_when_to_come_back(client, register, monkeypatch):
    throttle = client_throttle()
    monkeypatch.setattr(throttle, "num_requests", 3)
    throttle.cache.clear()
    statuses = [client.get(f"{API}/rights").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    answer = client.get(f"{API}/rights")
    assert int(answer["Retry-After"]) > 0
    assert answer.json()["detail"]
    throttle.cache.clear()


def client_throttle():
    from_api = __import__("grondrecht.api.doors", fromlist=["api"]).api
    return from_api.throttling[0] if hasattr(from_api, "throttling") else from_api.throttle[0]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_can_only_be_read(client, register, method):
    assert getattr(client, method)(f"{API}/actions").status_code == 405


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_page_takes_two_queries(client, register, table):
    with CaptureQueriesContext(connection) as queries:
        got(client, table.name.replace("_", "-"))
    assert len(queries) <= 2


def test_the_description_names_every_table_and_column(client):
    described = got(client, "openapi.json")
    assert described["openapi"].startswith("3.1")
    rows = described["components"]["schemas"]
    for table in TABLES:
        path = described["paths"][f"{API}/{table.name.replace('_', '-')}"]
        assert path["get"]["summary"] == table.title
        name = "".join(part.capitalize() for part in table.name.split("_"))
        assert set(rows[f"{name}Row"]["properties"]) == {column.name for column in table.columns}


# The permanent identifiers


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/ld+json", "application/ld+json"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("text/turtle;q=0.9, application/ld+json;q=0.5", "text/turtle; charset=utf-8"),
        ("application/json", "application/json"),
    ],
)
def test_an_identifier_answers_as_it_is_asked(client, register, accept, media):
    answer = client.get("/id/action/proef/01_02_01", headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, media)
    assert "Accept" in answer["Vary"]
    assert b"/id/action/proef/01_02_01" in answer.content


def test_a_person_is_led_to_the_page_in_their_language(client, register):
    for language in ("nl", "en"):
        answer = client.get(
            "/id/action/proef/01_02_01",
            headers={"Accept": "text/html,*/*;q=0.8", "Accept-Language": language},
        )
        assert answer.status_code == 303
        assert answer["Location"] == f"/{language}/proef/acties/01_02_01"


def test_a_suffix_needs_no_negotiation(client, register):
    assert client.get("/id/right/proef/01.ttl")["Content-Type"].startswith("text/turtle")
    assert "@graph" in client.get("/id/plan/proef.jsonld").json()


def test_a_form_that_is_not_given_is_refused(client, register):
    answer = client.get("/id/plan/proef", headers={"Accept": "image/png"})
    assert answer.status_code == 406


@pytest.mark.parametrize(
    "name", ["plan/niets", "action/proef", "iets/proef", "form/proef/1/x", "action/proef/a/b/c"]
)
def test_an_identifier_of_nothing_is_not_found(client, register, name):
    assert client.get(f"/id/{name}", headers={"Accept": "text/turtle"}).status_code == 404


# Files


@pytest.mark.parametrize("table", ["actions", "milestones", "observations"])
@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_a_table_as_a_file(client, register, table, suffix):
    answer = client.get(f"/data/proef/{table}.{suffix}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="proef-{table}.{suffix}"'
    if suffix == "jsonl":
        rows = [json.loads(line) for line in answer.content.splitlines()]
        assert len(rows) == len(list(BY_NAME[table].rows("proef")))


@pytest.mark.parametrize("file", ["register.xlsx", "datapackage.json", "plan.jsonld", "plan.ttl"])
def test_a_plan_as_a_file(client, register, file):
    assert len(client.get(f"/data/proef/{file}").content) > 1000


@pytest.mark.parametrize(
    "file", ["niets.csv", "actions.exe", "actions", "..%2f..%2fsecret-key", "plan.csv", ".csv"]
)
def test_no_other_file_can_be_had(client, register, file):
    assert client.get(f"/data/proef/{file}").status_code == 404
    assert client.get(f"/data/niets/{quote(file)}").status_code == 404


@pytest.mark.parametrize("suffix", ["jsonld", "ttl"])
def test_the_catalogue_names_every_plan(client, register, suffix):
    words = client.get(f"/data/catalogue.{suffix}").content.decode()
    assert "/id/dataset/proef" in words
    assert "/id/dataset/ander" in words
