"""The money page: every amount with where it is counted, and the list behind every number."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils.translation import override
from web.reading_pages import words

from grondrecht.registry.models import Amount, Commitment
from grondrecht.web.money_page import millions

pytestmark = pytest.mark.django_db
client = Client()
PAGE = "/en/voorbeeld/geld"


def get(address=PAGE, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response


def test_the_page_tells_the_rule_and_what_is_not_added_up(example):
    page = words(get())
    assert "An amount for several years together is not spread over those years." in page
    assert "Of an action that the document prints twice, the first printing is counted." in page
    left_out = get().context["money"]["left_out_count"]
    assert f"{left_out} amounts are not added up, because they are:" in page
    assert "a range, a minimum or a maximum (3)" in page


def test_what_cells_say_adds_up_to_all_actions(example):
    money = get().context["money"]
    assert sum(row["count"] for row in money["kinds"]) == money["actions"] == 48
    assert money["with_amount"] + money["unstated"] == money["actions"]
    assert sum(row["unstated"] for row in money["rows"]) == money["unstated"]
    assert sum(row["count"] for row in money["rows"]) == money["actions"]


def test_every_kind_of_answer_leads_to_the_actions_that_give_it(example):
    for row in get().context["money"]["kinds"]:
        assert row["count"] == get(row["address"]).context["page"].total


def test_every_sum_leads_to_its_amounts(example):
    money = get().context["money"]
    cells = [cell for row in money["rows"] for cell in row["cells"] if cell["millions"]]
    assert len(cells) > 10
    for cell in cells[:8]:
        found = get(cell["address"])
        assert millions(found.context["sum"]) == cell["millions"]
        assert all(row["amounts"] for row in found.context["rows"])
    for column in money["columns"]:
        assert get(column["address"]).context["sum"] == column["total"]


def test_every_right_leads_to_its_actions_without_an_amount(example):
    row = max(get().context["money"]["rows"], key=lambda row: row["unstated"])
    found = get(row["unstated_address"])
    assert found.context["page"].total == row["unstated"] > 1
    assert {each["right"].code for each in found.context["rows"]} == {row["right"].code}


def test_amounts_that_are_not_added_up_are_listed_with_the_reason(example):
    found = get(jaar="niet")
    amounts = [amount for row in found.context["rows"] for amount in row["amounts"]]
    assert len(amounts) == get().context["money"]["left_out_count"]
    assert all(amount["why"] and not amount["where"] for amount in amounts)
    assert "not added up: a range, a minimum or a maximum" in words(found)
    assert found.context["sum"] is None


def test_all_amounts_of_the_first_printings_are_listed(example):
    listed = sum(
        len(row["amounts"]) for page in ("1", "2") for row in get(bladzijde=page).context["rows"]
    )
    twice = Commitment.objects.filter(form__action__code="03_06_02").order_by("form__position")
    assert listed == Amount.objects.count() - twice[1].amounts.count()


def test_what_was_chosen_stays_chosen_and_can_be_undone(example):
    page = get(recht="08", jaar="2016").content.decode()
    assert '<option value="08" selected>' in page
    assert '<option value="2016" selected>' in page
    assert f'href="{PAGE}">Show everything' in page
    assert "How amounts are counted" not in page


def test_a_choice_that_makes_no_sense_finds_nothing(example):
    found = get(recht="99", jaar="<b>", soort="'")
    assert found.context["page"].total == 0
    assert "<b>" not in found.content.decode()


def test_one_amount_that_makes_up_a_sum_is_named(example):
    money = get().context["money"]
    for column in money["columns"]:
        assert 0 < column["largest"]["value"] <= column["total"]
    assert "2015€3.2 billion99%03_06_04" in words(get()).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("0", "0.00"),
        ("4999", "<\N{NO-BREAK SPACE}0.01"),
        ("10000", "0.01"),
        ("46501109.76", "46.50"),
        ("3509749433", "3,509.75"),
    ],
)
def test_amounts_in_millions_can_be_compared(value, written):
    with override("en"):
        assert millions(Decimal(value)) == written
        assert millions(None) == ""


def test_amounts_in_millions_are_written_as_the_page_speaks():
    with override("nl"):
        assert millions(Decimal("3509749433")) == "3.509,75"
