"""What the follow-up gives away: every model, what is public alone, the same in every form."""

import csv
import json
from decimal import Decimal
from io import BytesIO, StringIO

import polars as pl
import pytest
from django.apps import apps
from followup.sent import a_finding, a_reply, a_report, a_round, closed
from openpyxl import load_workbook

from grondrecht.followup.export import BY_NAME, EVERY_TABLE, FOLLOWED
from grondrecht.registry.export.values import plain

pytestmark = pytest.mark.django_db
# What is not given away, and why.
LEFT_OUT = {
    "Person": "people are not given away",
    "RoundInstrument": "which instruments a round covers stands in the data of its report",
    "Appointment": "people are not given away",
    "Draft": "nobody but its writer sees it",
    "Proposal": "it is for who answers to decide, and the answer tells what came of it",
    "FrozenRound": "its hash stands with the round; the copy itself is a file of the round",
    "AppointedOfficial": "people are not given away",
    "Notice": "who was reminded of what is nobody else's",
    "Digest": "who was reminded of what is nobody else's",
    "CalendarKey": "it is a secret of one person",
    "Attachment": "files are downloaded from the page of what they hang on",
    "Adjustment": "what was decided stands in the adjusted edition and what became of its actions",
    "AdjustedEdition": "the edition itself is given away",
}
ANSWER = {
    "kind": "project",
    "reason": "",
    "news": "=HYPERLINK(1)",
    "milestones": [
        {"position": 1, "period": "2016", "promised": "Twee", "done": "Eén"},
        {"position": 2, "period": "2019", "promised": "Tien", "done": ""},
    ],
    "values": [
        {
            "indicator": "gezinnen",
            "value": "12.50",
            "period": "2016",
            "first_day": "2016-01-01",
            "last_day": "2016-12-31",
            "unit": "gezinnen",
            "note": "",
        }
    ],
    "spent": [{"year": 2016, "amount": "1250000.5", "currency": "EUR", "words": "brochures"}],
    "involvement": [
        {
            "who": "De Brug",
            "phase": "execution",
            "said": "Te klein",
            "outcome": "Groter",
            "why_not": "",
        }
    ],
    "no_involvement": "",
    "next_step": "Tweede druk",
    "next_on": "2017-09-01",
}
SECRET = "GEHEIM"


@pytest.fixture
def followed(cast, db):
    """A round that was sent, with everything in it; and beside it all that is not public."""
    sent = a_round(cast.plan)
    a_report(sent, cast.own_action, **ANSWER)
    closed(sent)
    a_reply(a_finding(cast.own_action, round=sent, party=cast.els.appointments.get().party))
    hidden = {"news": SECRET, "milestones": [{"position": 1, "done": SECRET}]}
    for state in ("prepared", "open", "answered", "validated", "frozen"):
        begun = "validated" if state == "frozen" else state
        other = a_round(cast.plan, f"{state}-{SECRET.lower()}", begun)
        a_report(other, cast.own_action, **hidden)
        if state == "frozen":
            closed(other, state, {"news": SECRET})
    for state in ("draft", "shared", "withdrawn"):
        a_reply(a_finding(cast.own_action, state=state, text=SECRET), SECRET)
    return sent


def test_every_model_is_given_away_or_left_out_by_name():
    models = {model.__name__ for model in apps.get_app_config("followup").get_models()}
    given = {table.model.__name__ for table in FOLLOWED}
    assert models - given - set(LEFT_OUT) == set()
    assert given & set(LEFT_OUT) == set()


def test_every_column_says_what_it_holds_and_is_named_once():
    assert len(BY_NAME) == len(EVERY_TABLE)
    for table in FOLLOWED:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names), table.name
        assert all(len(column.what) > 3 for column in table.columns), table.name


def test_reports_are_told_item_by_item(cast, followed):
    (report,) = BY_NAME["reports"].rows("voorbeeld")
    assert report["news"] == "=HYPERLINK(1)"
    assert report["status"] == "running"
    assert report["next_on"].isoformat() == "2017-09-01"
    known = {"plan": "voorbeeld", "round": "2017", "action": cast.own_action.code}
    assert [row["done"] for row in BY_NAME["reported_milestones"].rows()] == ["Eén", ""]
    (value,) = BY_NAME["reported_values"].rows()
    assert value["value"] == Decimal("12.50")
    (spent,) = BY_NAME["spending"].rows()
    assert spent == known | {
        "year": 2016,
        "amount": Decimal("1250000.5"),
        "currency": "EUR",
        "words": "brochures",
    }


@pytest.mark.parametrize(
    "name",
    [
        "rounds",
        "reports",
        "reported_milestones",
        "reported_values",
        "spending",
        "reported_involvements",
        "findings",
        "replies",
    ],
)
def test_a_table_is_the_same_in_every_form(client, followed, settings, name):
    settings.API_CALLS_PER_MINUTE = 0
    table = BY_NAME[name]
    rows = [{key: plain(value) for key, value in row.items()} for row in table.rows("voorbeeld")]
    assert rows
    lines = client.get(f"/data/voorbeeld/{name}.jsonl").getvalue().decode().splitlines()
    assert [json.loads(line) for line in lines] == json.loads(json.dumps(rows))
    page = client.get(f"/api/v1/{name.replace('_', '-')}", {"plan": "voorbeeld"}).json()
    assert page["items"] == json.loads(json.dumps(rows))
    assert page["total"] == len(rows)
    written = client.get(f"/data/voorbeeld/{name}.csv").getvalue().decode()
    heading, *cells = csv.reader(StringIO(written, newline=""))
    assert (heading, len(cells)) == ([column.name for column in table.columns], len(rows))
    frame = pl.read_parquet(BytesIO(client.get(f"/data/voorbeeld/{name}.parquet").getvalue()))
    assert (frame.columns, len(frame)) == (heading, len(rows))


def test_pages_of_items_follow_each_other(client, followed, settings):
    settings.API_CALLS_PER_MINUTE = 0
    first = client.get("/api/v1/reported-milestones", {"size": 1}).json()
    second = client.get(first["next"]).json()
    assert [page["items"][0]["position"] for page in (first, second)] == [1, 2]
    assert second["next"] is None


def test_an_action_is_told_with_its_reports_and_findings(client, cast, followed):
    told = client.get(f"/api/v1/plans/voorbeeld/actions/{cast.own_action.code}").json()
    assert [row["round"] for row in told["reports"]] == ["2017"]
    assert [row["completion"] for row in told["findings"]] == ["limited"]
    assert len(told["replies"]) == 1


def test_nothing_that_is_not_public_is_in_any_file_or_answer(client, cast, followed, settings):
    settings.API_CALLS_PER_MINUTE = 0
    for table in EVERY_TABLE:
        text = "".join(str(row) for row in table.rows())
        assert SECRET.lower() not in text.lower(), table.name
        assert "Ambtenaar" not in text, table.name
    addresses = [
        "/data/voorbeeld/register.zip",
        "/data/voorbeeld/plan.ttl",
        f"/api/v1/plans/voorbeeld/actions/{cast.own_action.code}",
        "/api/v1/reports",
        "/api/v1/findings",
        "/api/v1/reported-milestones?round=open-geheim",
        "/api/v1/replies",
    ]
    for address in addresses:
        answer = client.get(address)
        body = answer.getvalue() if answer.streaming else answer.content
        assert SECRET.lower().encode() not in body.lower(), address


def test_no_cell_of_the_workbook_is_a_formula(client, followed):
    book = load_workbook(BytesIO(client.get("/data/voorbeeld/register.xlsx").getvalue()))
    assert set(book.sheetnames) == {table.name[:31] for table in EVERY_TABLE}
    assert [cell.data_type for cell in book["reports"][2] if cell.value == "=HYPERLINK(1)"] in (
        [],
        ["s"],
    )
