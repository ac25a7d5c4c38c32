"""Where to tell of a weakness, for programs that look for it where RFC 9116 says."""

from datetime import date, timedelta

import pytest
from django.test import Client

client = Client()
ADDRESS = "/.well-known/security.txt"


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("meld@example.org", "mailto:meld@example.org"),
        ("https://example.org/meld", "https://example.org/meld"),
    ],
)
def test_it_names_the_contact_and_a_day_within_a_year(settings, contact, told):
    settings.CONTACT, settings.PUBLIC_URL = contact, "https://register.example"
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert lines["Contact"] == told
    assert lines["Canonical"] == f"https://register.example{ADDRESS}"
    last = date.fromisoformat(lines["Expires"].removesuffix("T00:00:00Z"))
    assert date.today() < last < date.today() + timedelta(days=365)


@pytest.mark.django_db
def test_it_is_not_there_where_nobody_is_named(settings):
    settings.CONTACT = ""
    assert client.get(ADDRESS).status_code == 404
