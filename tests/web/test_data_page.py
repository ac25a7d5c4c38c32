"""The data page: every file it names is there, every command it gives works."""

import re
import shlex
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from web.reading_pages import linked_data, links, words

from grondrecht.followup.export import EVERY_TABLE
from grondrecht.registry.models import Plan
from grondrecht.web import data_page

pytestmark = pytest.mark.django_db
PAGE = "/en/voorbeeld/data"
client = Client()


def get():
    response = client.get(PAGE)
    assert response.status_code == 200
    return response


def body_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_every_table_has_a_name_for_people(example):
    assert set(data_page.names_of_tables()) == {table.name for table in EVERY_TABLE}


def test_every_table_is_there_in_every_format(example):
    found = links(get())
    for table in EVERY_TABLE:
        for suffix in ("csv", "jsonl", "parquet"):
            assert f"/data/voorbeeld/{table.name}.{suffix}" in found


@pytest.mark.parametrize("number", range(5))
def test_a_file_is_what_the_page_says(example, number):
    file = get().context["whole"][number]
    response = client.get(file["address"])
    assert response.status_code == 200
    assert response["Content-Type"].split(";")[0] == file["type"]
    assert body_of(response)


def test_every_command_can_be_typed_and_gets_an_answer(example):
    commands = [each["command"] for each in get().context["commands"]]
    assert len(commands) == 4
    for command in commands:
        parts = shlex.split(command)
        accept = dict(pairwise(parts)).get("-H", "Accept: */*").split(": ")[1]
        address = urlsplit(parts[-1])
        assert f"{address.scheme}://{address.netloc}" == settings.PUBLIC_URL
        response = client.get(f"{address.path}?{address.query}", headers={"accept": accept})
        assert response.status_code == 200, command


def test_permanent_addresses_name_things_that_are_there(example):
    for each in get().context["identifiers"]:
        path = each["address"].removeprefix(settings.PUBLIC_URL)
        assert client.get(f"{path}.ttl").status_code == 200, path


def test_the_data_set_is_described_for_programs(example):
    data = linked_data(get())
    files = {each["contentUrl"] for each in data["distribution"]}
    assert data["@type"] == "Dataset"
    assert len(files) == 5 + 3 * len(EVERY_TABLE)
    assert data["license"] in links(get())
    assert all(each.startswith(settings.PUBLIC_URL) for each in files)


def test_it_says_how_to_refer_to_it(example):
    said = words(get())
    assert f"{settings.PUBLIC_URL}/id/plan/voorbeeld, consulted on" in said
    assert "You may use these data for everything" in said
    assert "/api/v1/openapi.json" in links(get())


def test_how_often_programs_may_ask_is_told(example, settings):
    settings.API_CALLS_PER_MINUTE = 1234
    assert "It may ask 1,234 times a minute." in words(get())
    settings.API_CALLS_PER_MINUTE = 0
    assert "times a minute" not in words(get())


def test_a_plan_without_actions_has_a_page_too(example, db):
    Plan.objects.create(slug="leeg", name="Een leeg plan")
    assert re.search(r"/actions/CODE", words(client.get("/en/leeg/data")))


def test_the_number_of_queries_is_fixed(example, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        get()


def test_an_unknown_plan_is_refused(example):
    assert client.get("/en/nergens/data").status_code == 404
