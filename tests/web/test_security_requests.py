"""Requests that mean harm get a short answer; and no secret is in the repository."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as site
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from grondrecht.web.refusals import LONGEST_QUERY, Refusals, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]
ROOT = Path(__file__).resolve().parents[2]
PAGE = "/nl/voorbeeld/acties/02_06_01"
PLACES = [PAGE, "/nl/voorbeeld/zoeken", "/nl/", "/", "/api/v1/actions", "/data/voorbeeld/log.csv"]


@pytest.fixture(autouse=True)
def without_limit(settings):
    settings.API_CALLS_PER_MINUTE = 0


# Nothing can be put in


@pytest.mark.parametrize("path", PLACES)
def test_a_large_body_is_not_read(path):
    body = b"x" * (site.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    for media in ("application/x-www-form-urlencoded", "application/json", "text/plain"):
        answer = Client(enforce_csrf_checks=True).post(path, body, content_type=media)
        assert answer.status_code == 413
        assert len(answer.content) < 200


@pytest.mark.parametrize("path", PLACES)
def test_a_small_body_changes_nothing_either(path):
    file = BytesIO(b"=1+1")
    file.name = "../../x.csv"
    answer = Client(enforce_csrf_checks=True).post(path, {"file": file, "_method": "DELETE"})
    assert answer.status_code in (302, 403, 405)
    answer = Client().post(path, headers={"X-HTTP-Method-Override": "GET"})
    assert answer.status_code in (302, 405)


@pytest.mark.parametrize("told", ["-1", "x", "1e99", "²", "", "999999999999999999999"])
def test_a_length_that_is_none_is_no_way_in(told):
    request = RequestFactory().post("/nl/", CONTENT_LENGTH=told)
    answer = refusal(request)
    assert (answer is None) == (len(told) < 9)


# Addresses without end


ENDLESS = ["x" * 100_000, "x" * 1_000, "a " * 500, "9" * 1_000, "(" * 300, "%" * 99]


@pytest.mark.parametrize("value", ENDLESS, ids=lambda value: value[:2])
@pytest.mark.parametrize("page", ["acties/02_06_01", "zoeken", "wijzigingen", "kwaliteit"])
def test_a_question_without_end_is_answered(client, page, value):
    names = ("q", "partij", "recht", "bladzijde", "op", "veld", "editie")
    for query in (dict.fromkeys(names, value), {"q": value}):
        answer = client.get(f"/nl/voorbeeld/{page}", query)
        assert answer.status_code in (200, 302, 400, 404, 414)
        assert len(b"".join(answer)) < 1_000_000


def test_an_address_as_long_as_a_page_is_refused(client):
    longest = "x" * (LONGEST_QUERY - 2)
    assert client.get("/nl/voorbeeld/zoeken", {"q": longest}).status_code == 200
    refused = client.get("/nl/voorbeeld/zoeken", {"q": longest + "x"})
    assert refused.status_code == 414
    assert len(refused.content) < 200


@pytest.mark.parametrize("path", ["/nl/voorbeeld/zoeken", "/api/v1/search", "/api/v1/actions"])
def test_the_same_parameter_many_times_is_answered(client, path):
    for name in ("recht", "right", "party", "q", "plan"):
        query = "&".join(f"{name}=x{number}" for number in range(190))
        assert client.get(f"{path}?{query}").status_code in (200, 302, 422)


@pytest.mark.parametrize(
    "path",
    [
        "/nl/../../etc/passwd",
        "/static/../config/settings.py",
        "/static/web/..%2f..%2f..%2fconfig/settings.py",
        "/static/%2e%2e/%2e%2e/pyproject.toml",
        "/data/voorbeeld/..%2f..%2fsecret-key",
        "/id/plan/..%2f..%2fx",
        "/nl/voorbeeld/acties/..%2f..%2f..%2fx",
        "//kwaad.example/",
        "/nl//kwaad.example",
        "/%5ckwaad.example",
        "/nl/voorbeeld/acties/%F0%9F%92%A9",
        "/nl/voorbeeld/acties/%ff%fe",
        "/nl/voorbeeld/acties/" + "x" * 5_000,
    ],
)
def test_a_path_leads_nowhere_else(client, path):
    answer = client.get(path)
    assert answer.status_code in (301, 302, 400, 404)
    if answer.has_header("Location"):
        assert re.match(r"/(?!/)", answer["Location"])


# Where one is


@pytest.mark.parametrize("path", [PAGE, "/", "/id/action/voorbeeld/02_06_01", "/nl/voorbeeld"])
def test_a_foreign_host_is_refused(client, path):
    for host in ("kwaad.example", "localhost.kwaad.example", "127.0.0.1@kwaad.example", "a b", ""):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 400
        assert "kwaad" not in answer.content.decode()


def test_no_header_says_where_the_site_is(client):
    headers = {
        "Host": "localhost",
        "X-Forwarded-Host": "kwaad.example",
        "Forwarded": "host=kwaad.example",
    }
    for path in (
        PAGE,
        "/nl/voorbeeld/wijzigingen.atom",
        "/sitemap.xml",
        "/id/action/voorbeeld/02_06_01.ttl",
    ):
        words = b"".join(client.get(path, headers=headers)).decode()
        assert "kwaad.example" not in words
        assert site.PUBLIC_URL in words


def test_an_error_tells_nothing_of_the_house(client):
    for path in (f"{PAGE}?x=%00", "/nl/nergens/", "/nl/voorbeeld/acties/99_99_99", "/api/v1/x"):
        words = client.get(path).content.decode()
        assert not re.search(
            r"Traceback|Exception|grondrecht\.\w+\.|/src/|DEBUG|urlpatterns", words
        )


def test_a_form_from_elsewhere_is_refused_in_the_frame_of_the_site():
    answer = Client(enforce_csrf_checks=True).post(PAGE, {"x": "1"})
    assert answer.status_code == 403
    assert "<style" not in answer.content.decode()
    assert "site.css" in answer.content.decode()


# What is nobody's business

SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}|\bglpat-\w{18,}"
    r"|\bxox[abp]-\w{10,}|\bsk-[A-Za-z0-9]{24,}|\beyJ\w{15,}\.eyJ\w{15,}"
    r"|(?i:secret_key|password|api_key|token)\s*[=:]\s*[\"'][^\"'{}<>\s]{12,}[\"']"
    r"|\w+://[\w.]+:(?!wachtwoord|geheim)[^\s@/:]{6,}@(?!server|databank)\w"
)


def tracked():
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = told.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_no_secret_is_in_the_repository():
    found = [
        (path.name, match[0][:40])
        for path in tracked()
        for match in SECRET.finditer(path.read_bytes().decode("utf-8", "ignore"))
        if path != Path(__file__)
    ]
    assert found == []
    assert not [path for path in tracked() if path.name in ("secret-key", ".env", "id_rsa")]


@pytest.mark.parametrize(
    "words",
    [
        "-----BEGIN RSA PRIVATE KEY-----",
        "SECRET_KEY = 'django-insecure-abc123def456'",
        'password: "hunter2hunter2"',
        "postgresql://admin:s3cr3ts3cr3t@db.voorbeeld.be/x",
    ],
)
def test_a_secret_would_be_seen(words):
    assert SECRET.search(words)


def test_the_key_of_an_installation_is_its_own():
    key = site.SECRET_KEY
    assert len(key) >= 50
    assert (Path(site.DATA) / "secret-key").read_text() == key
    assert (Path(site.DATA) / "secret-key").stat().st_mode & 0o077 == 0
    assert site.DEBUG is False


def headed(answer):
    """What the middleware makes of an answer to HEAD."""
    return Refusals(lambda request: answer)(RequestFactory().head("/nl/"))


def test_an_answer_to_head_has_its_headers_and_no_body():
    answer = HttpResponse("een bladzijde", headers={"Content-Length": "13"})
    assert headed(answer).content == b""
    assert answer.headers["Content-Length"] == "13"
    assert answer.headers["Content-Type"].startswith("text/html")


def test_an_answer_to_head_sends_nothing_of_a_stream():
    assert b"".join(headed(StreamingHttpResponse(["een", "twee"]))) == b""


def test_other_answers_keep_their_body():
    answer = Refusals(lambda request: HttpResponse("een"))(RequestFactory().get("/nl/"))
    assert answer.content == b"een"


def test_a_length_without_end_is_refused(client):
    answer = client.generic("POST", "/nl/", "x", headers={"Content-Length": "9" * 5_000})
    assert answer.status_code == 413
