"""The report of a round in the workplace: a draft, for who may see drafts and nobody else."""

import io

import docx
import pytest
from followup import rounds
from followup.cast import OWN_ACTION, actor_for, signed_in

from grondrecht.followup.actions import reports
from grondrecht.followup.report.files import WRITERS

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def answered(cast, django_db_setup, django_db_blocker):
    """A round in which one of two actions was answered."""
    with django_db_blocker.unblock():
        return rounds.answered(cast)


def page(of):
    return f"/nl/werk/rondes/{of.plan.slug}/{of.slug}"


@pytest.mark.parametrize("who", ["an", "gert"])
def test_who_may_see_drafts_gets_the_report_marked_as_one(cast, answered, who):
    client = signed_in(getattr(cast, who))
    shown = client.get(page(answered)).content.decode()
    assert all(f'href="{page(answered)}/rapport/{file}"' in shown for file in WRITERS)
    answer = client.get(f"{page(answered)}/rapport/report.docx")
    assert answer.status_code == 200
    document = docx.Document(io.BytesIO(answer.content))
    assert document.sections[0].header.paragraphs[0].text == "Ontwerp"


@pytest.mark.parametrize("who", ["bram", "chris", "dina", "els", "fons", "hanne"])
def test_for_others_there_is_nothing(cast, answered, who):
    client = signed_in(getattr(cast, who))
    assert "/rapport/" not in client.get(page(answered)).content.decode()
    for file in ("report.json", "citizens.pdf"):
        assert client.get(f"{page(answered)}/rapport/{file}").status_code == 404


def test_a_visitor_is_led_to_the_sign_in(client, answered):
    answer = client.get(f"{page(answered)}/rapport/report.json")
    assert answer.status_code == 302
    assert "aanmelden" in answer["Location"] or "login" in answer["Location"]


def test_a_file_that_a_report_has_not_is_not_there(cast, answered):
    assert signed_in(cast.an).get(f"{page(answered)}/rapport/report.exe").status_code == 404


def of_action(client, of, code):
    given = client.get(f"{page(of)}/rapport/report.json").json()
    return next(each for each in given["reports"] if each["code"] == code)


def test_the_second_file_asks_no_more_than_a_page(cast, answered, django_assert_max_num_queries):
    client = signed_in(cast.an)
    client.get(f"{page(answered)}/rapport/report.json")
    for file in ("report.json", "report.xlsx", "citizens.docx"):
        with django_assert_max_num_queries(7):
            assert client.get(f"{page(answered)}/rapport/{file}").status_code == 200


def test_what_was_answered_since_is_in_the_next_file(cast, answered):
    client, report = signed_in(cast.gert), rounds.report_of(answered, OWN_ACTION)
    before = of_action(client, answered, OWN_ACTION)
    said = rounds.said(report, news="Vandaag ging het derde onthaal open.")
    reports.answer(actor_for(cast.chris), report, said, why="Er is nieuws.")
    after = of_action(client, answered, OWN_ACTION)
    assert before["answer"]["news"] != after["answer"]["news"] == said.news
