"""What every call passes: read only, from any site, not too often, and nothing twice."""

import json

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from registry.small_plans import WHO

from grondrecht.api import gate
from grondrecht.api.limits import OTHERS, Limiter, caller
from grondrecht.registry.actions.texts import maintain_text
from grondrecht.registry.models import Action

pytestmark = pytest.mark.django_db
API = "/api/v1"
OPEN = [
    f"{API}/actions",
    f"{API}/openapi.json",
    f"{API}/",
    "/data/proef/actions.csv",
    "/id/action/proef/01_02_01.jsonld",
]


# Only to be read


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", [*OPEN, "/api/nergens", "/id/niets/x", "/data/x/y.csv"])
def test_it_can_only_be_read(client, register, method, path):
    answer = getattr(client, method)(path)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer["Content-Type"] == "application/json"
    assert "GET" in answer.json()["detail"]


@pytest.mark.parametrize("path", OPEN)
def test_a_script_of_another_site_may_read_it(client, register, path):
    answer = client.get(path, headers={"Origin": "https://krant.be"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not answer.cookies
    first = client.options(path, headers={"Access-Control-Request-Headers": "if-none-match"})
    assert (first.status_code, first.content) == (204, b"")
    assert "If-None-Match" in first["Access-Control-Allow-Headers"]
    assert first["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_no_other_page_may_be_read_by_a_script_of_another_site(client, register):
    for path in ("/nl/proef/wijzigingen", "/nl/stijl/", "/nergens"):
        assert "Access-Control-Allow-Origin" not in client.get(path)


@pytest.mark.parametrize("path", OPEN)
def test_head_has_the_headers_of_get_and_no_body(client, register, path):
    whole, bare = client.get(path), client.head(path)
    assert (bare.status_code, b"".join(bare)) == (200, b"")
    if not whole.streaming:
        assert int(bare["Content-Length"]) == len(whole.content) > 0
    kept = {name: value for name, value in whole.items() if name != "Content-Length"}
    assert {name: bare[name] for name in kept} == kept
    again = client.head(path, headers={"If-None-Match": whole["ETag"]})
    assert again.status_code == 304


# Not twice


@pytest.mark.parametrize("path", OPEN)
def test_an_answer_that_is_the_same_is_not_sent_again(client, register, path):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    other = client.get(path, headers={"If-None-Match": '"iets anders"'})
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["/data/proef/actions.csv", f"{API}/actions"])
def test_a_change_makes_another_answer(client, register, path):
    first = client.get(path)
    maintain_text(Action.objects.first(), "title", "Nieuw", **WHO)
    changed = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_a_large_answer_has_a_tag_when_it_is_packed_too(client, register):
    headers = {"Accept-Encoding": "gzip"}
    first = client.get(f"{API}/openapi.json", headers=headers)
    assert first["Content-Encoding"] == "gzip"
    assert first["ETag"].startswith('W/"')
    again = client.get(f"{API}/openapi.json", headers={**headers, "If-None-Match": first["ETag"]})
    assert again.status_code == 304


# Not too often


@pytest.fixture
def limited(settings, monkeypatch):
    settings.API_CALLS_PER_MINUTE = 3
    monkeypatch.setattr(gate, "limiter", Limiter())


def test_who_calls_too_often_is_told_when_to_come_back(client, register, limited):
    statuses = [client.get(f"{API}/rights").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    answer = client.get(f"{API}/rights")
    assert 0 < int(answer["Retry-After"]) <= 60
    assert answer["Retry-After"] in answer.json()["detail"]
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.get("/data/proef/actions.csv").status_code == 429
    assert client.get("/id/action/proef/01_02_01.ttl").status_code == 200
    assert client.get("/nl/proef/wijzigingen").status_code == 200


def test_another_address_is_not_held_up(client, register, limited, settings):
    settings.PROXIES = 1
    for number in range(5):
        client.get(f"{API}/rights", headers={"X-Forwarded-For": f"10.0.0.{number}, 192.0.2.7"})
    answer = client.get(f"{API}/rights", headers={"X-Forwarded-For": "192.0.2.7"})
    assert answer.status_code == 429
    other = client.get(f"{API}/rights", headers={"X-Forwarded-For": "192.0.2.7, 192.0.2.8"})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("told", "proxies", "address"),
    [
        ("", 0, "192.0.2.1"),
        ("", 2, "192.0.2.1"),
        ("203.0.113.9", 0, "192.0.2.1"),
        ("203.0.113.9", 1, "203.0.113.9"),
        ("10.9.9.9, 203.0.113.9", 1, "203.0.113.9"),
        ("10.9.9.9, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"),
        ("203.0.113.9", 7, "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", 1, "203.0.113.9"),
        ("x" * 5000, 1, "x" * 45),
    ],
)
def test_the_address_that_our_own_proxy_saw_counts(told, proxies, address):
    meta = {"HTTP_X_FORWARDED_FOR": told, "REMOTE_ADDR": "192.0.2.1"}
    assert caller(meta, proxies) == address


@given(st.text(), st.text(), st.integers(0, 9))
def test_any_header_gives_some_short_address(told, seen, proxies):
    meta = {"HTTP_X_FORWARDED_FOR": told, "REMOTE_ADDR": seen}
    assert len(caller(meta, proxies)) <= 49


def test_a_minute_later_the_count_begins_anew():
    now = [100.0]
    limiter = Limiter(clock=lambda: now[0])
    assert [limiter.wait("a", 2) for _ in range(3)] == [0, 0, 60]
    now[0] += 59.5
    assert limiter.wait("a", 2) == 1
    now[0] += 0.5
    assert limiter.wait("a", 2) == 0


def test_the_memory_of_the_limit_does_not_grow():
    limiter = Limiter(most=10)
    waits = [limiter.wait(str(number), 5) for number in range(1000)]
    assert len(limiter.counts) == 11
    assert limiter.counts[OTHERS] == 990
    assert all(waits[15:])
    assert limiter.wait("3", 5) == 0


# What is wrong is said in a sentence


@pytest.mark.parametrize("path", ["/api/x", "/api/v2/actions", f"{API}/niets", f"{API}/plans/x/y"])
def test_an_address_that_is_none_is_told_so_in_json(client, db, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert "/api/v1/" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1"])
def test_the_way_to_the_description_is_short(client, db, path):
    assert client.get(path)["Location"] == "/api/v1/"


def test_a_request_that_cannot_be_read_is_told_so(client, register):
    many = "&".join(f"x{number}=1" for number in range(1000))
    answer = client.get(f"{API}/actions?{many}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/json")
    assert "too many parameters" in answer.json()["detail"]


def test_a_foreign_host_is_told_so(client, db):
    answer = client.get(f"{API}/actions", headers={"Host": "kwaad.example"})
    assert answer.status_code == 400
    assert answer.json() == {"detail": "This site has another address."}


def test_our_own_fault_tells_nothing_of_the_house(client, register, caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE registry_right RENAME TO registry_weg")
    answer = client.get(f"{API}/rights")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/json")
    assert "registry" not in json.dumps(answer.json())
    assert "registry_right" in caplog.text
