"""The report of a round in the workplace: a draft, for who may see drafts and nobody else."""

import io

import docx
import pytest
from followup import rounds
from followup.cast import signed_in

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
