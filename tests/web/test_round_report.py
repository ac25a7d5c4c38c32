"""The report of a round on the site: for everybody once it was sent, before that for few."""

import json

import pytest
from followed_register import OPEN, SENT, take_in_followed
from held_registers import held

from grondrecht.followup.models import FrozenRound, Round
from grondrecht.followup.report.files import WRITERS
from grondrecht.web import report_files

pytestmark = pytest.mark.django_db
ROUND = f"/nl/voorbeeld/rondes/{SENT}"


@pytest.fixture(scope="module")
def followed(example, django_db_setup, django_db_blocker):
    """The example plan with a round that was sent and one that is open."""
    with django_db_blocker.unblock(), held("followed", take_in_followed):
        yield Round.objects.get(slug=SENT)


def test_the_page_of_a_round_that_was_sent_offers_every_file(client, followed):
    page = client.get(ROUND).content.decode()
    assert all(f'href="{ROUND}/rapport/{file}"' in page for file in WRITERS)
    assert "rapport/" not in client.get(f"/nl/voorbeeld/rondes/{OPEN}").content.decode()


@pytest.mark.parametrize("file", WRITERS)
def test_every_file_is_a_download_of_its_kind(client, followed, file):
    answer = client.get(f"{ROUND}/rapport/{file}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == report_files.MEDIA[file.rpartition(".")[2]]
    assert answer["Content-Disposition"] == f'attachment; filename="{SENT}-{file}"'
    assert answer.content[:2] == {"pdf": b"%P", "json": b'{"'}.get(file.rpartition(".")[2], b"PK")
    assert "Vary" not in answer or "Cookie" not in answer["Vary"]


def test_json_is_what_was_frozen_without_the_names_of_officials(client, followed):
    given = json.loads(client.get(f"{ROUND}/rapport/report.json").content)
    frozen = FrozenRound.objects.get(round__slug=SENT)
    whole = json.loads(frozen.body)
    assert given["format"] == "grondrecht-round/1"
    assert given.pop("made_from") == frozen.sha256
    signed = [report for report in whole["reports"] if report["answered_by"]]
    assert signed
    for report in signed:
        name = report["answered_by"].partition(",")[0]
        assert name not in json.dumps([each["answered_by"] for each in given["reports"]])
    for copy in (given, whole):
        copy["frozen_by"] = ""
        for report in copy["reports"]:
            report["answered_by"] = report["validated_by"] = ""
    assert given == whole


def test_who_has_a_file_gets_it_no_second_time(client, followed):
    address = f"{ROUND}/rapport/citizens.docx"
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    english = client.get(address.replace("/nl/", "/en/"), headers={"If-None-Match": etag})
    assert english.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        f"{OPEN}/rapport/report.pdf",
        f"{OPEN}/rapport/report.json",
        f"{SENT}/rapport/iets.pdf",
        f"{SENT}/rapport/",
        "nergens/rapport/report.pdf",
    ],
)
def test_there_is_nothing_else(client, followed, path):
    assert client.get(f"/nl/voorbeeld/rondes/{path}").status_code == 404
