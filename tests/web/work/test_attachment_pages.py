"""Files are attached and given by page: to whom, in which headers, and how a refusal is told."""

import pytest
from django.conf import settings as held
from django.core.files.uploadedfile import SimpleUploadedFile
from followup.attached_files import HTML, pdf
from followup.cast import actor_for, signed_in
from followup.measured import without_measures

from grondrecht.followup.actions.attachments import attach
from grondrecht.followup.models import Attachment, Measure
from grondrecht.registry.models import Party

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bare(cast, db):
    """Without the measures of the example."""
    without_measures()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where files are kept, for one test."""
    settings.ATTACHMENTS = tmp_path / "attachments"


@pytest.fixture
def measure(cast, db):
    """A measure that Chris's department grants."""
    granted_by = Party.objects.get(slug="departement-welzijn-en-samenleving")
    return Measure.objects.create(
        plan=cast.plan, slug="huurpremie", kind="right", name="Huurpremie", granted_by=granted_by
    )


def page_of(measure):
    return f"/nl/werk/bijlagen/measure/{measure.pk}"


def file(name="Verslag overleg.pdf", data=None):
    return SimpleUploadedFile(name, pdf() if data is None else data, "text/html")


def bytes_of(answer):
    return b"".join(answer.streaming_content)


def test_a_file_is_attached_listed_downloaded_and_taken_away(cast, measure):
    client = signed_in(cast.chris)
    sent = {"file": file(), "what": "Het verslag", "public": "on"}
    answer = client.post(page_of(measure), sent, follow=True)
    assert answer.redirect_chain == [(page_of(measure), 302)]
    words = answer.content.decode()
    assert "Verslag overleg.pdf" in words
    assert "Het verslag" in words
    row = Attachment.objects.get()
    assert row.public
    given = client.get(f"/nl/werk/bijlagen/{row.pk}")
    assert bytes_of(given) == pdf()
    assert given.headers["Cache-Control"] == "private, no-store"
    client.post(f"/nl/werk/bijlagen/{row.pk}/weg")
    assert not Attachment.objects.exists()
    assert client.get(f"/nl/werk/bijlagen/{row.pk}").status_code == 404


def test_a_download_is_never_shown_by_the_browser(cast, measure):
    row = attach(actor_for(cast.chris), measure, "Verslag – één.pdf", pdf(), why="x", public=True)
    answer = signed_in(None).get(f"/nl/voorbeeld/bijlagen/{row.pk}")
    assert bytes_of(answer) == pdf()
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Verslag")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert int(answer.headers["Content-Length"]) == len(pdf())
    assert not answer.cookies


def test_a_file_without_its_bytes_is_not_there(cast, measure, settings, tmp_path):
    row = attach(actor_for(cast.chris), measure, "a.pdf", pdf(), why="x", public=True)
    settings.ATTACHMENTS = tmp_path / "elders"
    assert signed_in(None).get(f"/nl/voorbeeld/bijlagen/{row.pk}").status_code == 404


@pytest.mark.parametrize("person", ["hanne", None])
def test_who_has_no_role_sees_nothing_of_what_is_not_public(cast, measure, person):
    row = attach(actor_for(cast.chris), measure, "a.pdf", pdf(), why="x")
    client = signed_in(getattr(cast, person) if person else None)
    inside = (page_of(measure), f"/nl/werk/bijlagen/{row.pk}")
    for address in (f"/nl/voorbeeld/bijlagen/{row.pk}", *inside[1:]):
        assert client.get(address).status_code in (302, 404), address
    answer = client.post(page_of(measure), {"file": file("b.pdf")})
    assert answer.status_code in (302, 404)
    assert client.post(f"{inside[1]}/weg").status_code in (302, 404)
    assert Attachment.objects.count() == 1


def test_a_reader_sees_the_files_and_no_form(cast, measure):
    row = attach(actor_for(cast.chris), measure, "a.pdf", pdf(), why="x")
    client = signed_in(cast.dina)
    words = client.get(page_of(measure)).content.decode()
    assert "a.pdf" in words
    assert "multipart/form-data" not in words
    assert client.post(f"/nl/werk/bijlagen/{row.pk}/weg").status_code == 404
    assert Attachment.objects.exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"file": file("verslag.pdf", HTML)}, "pdf"),
        ({"file": file("leeg.pdf", b"")}, "leeg"),
        ({}, "verplicht"),
    ],
)
def test_a_refusal_is_told_beside_the_form_and_what_was_typed_stays(cast, measure, sent, words):
    answer = signed_in(cast.chris).post(page_of(measure), {**sent, "what": "Het verslag van mei"})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert 'href="#id_file"' in told
    assert words in told
    assert "Het verslag van mei" in told
    assert not Attachment.objects.exists()


def test_bodies_larger_than_a_form_are_taken_at_this_address_alone(cast, measure, client):
    large = b"x" * (held.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    answer = signed_in(cast.chris).post(page_of(measure), {"file": file("lang.txt", large)})
    assert answer.status_code == 302
    for address in ("/nl/werk/", "/nl/werk/bijlagen/1/weg", "/nl/werk/bijlagen/x/1/2"):
        sent = {"file": file("lang.txt", large)}
        answer = client.post(address, sent)
        assert answer.status_code == 413, address
        assert "Hoogstens 1 MB" in answer.content.decode()
    beyond = str(held.LARGEST_ATTACHMENT + held.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    here = {"referer": f"http://testserver{page_of(measure)}"}
    refused = client.post(page_of(measure), CONTENT_LENGTH=beyond, headers=here)
    assert refused.status_code == 413
    assert "Hoogstens 20 MB" in refused.content.decode()
    told = refused.content.decode()
    assert f'class="button" href="{page_of(measure)}">Opnieuw beginnen</a>' in told
    assert "niets bewaard, ook niet wat u typte" in told
    english = client.post(page_of(measure).replace("/nl/", "/en/"), CONTENT_LENGTH=beyond)
    assert "At most 20 MB" in english.content.decode()


@pytest.mark.parametrize("where", ["measure/999999", "plan/1", "person/1", "report/1"])
def test_there_are_no_files_of_what_is_not_there(cast, where):
    assert signed_in(cast.an).get(f"/nl/werk/bijlagen/{where}").status_code == 404
