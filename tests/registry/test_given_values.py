"""Values as they are given away, and the catalogue entry and identifiers that lead to them."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registry.small_plans import form, plan, take_in

from grondrecht.registry.export.dcat import FILES, catalogue, dataset
from grondrecht.registry.export.records import KNOWN, PARTS, action_record, address_of
from grondrecht.registry.export.things import THINGS
from grondrecht.registry.export.values import exact, plain, text, web_address
from grondrecht.registry.models import Action, Party, Plan

# As many digits as a column holds.
BEYOND = 10**18 - 1
decimals = st.decimals(-BEYOND, BEYOND, allow_nan=False, allow_infinity=False, places=6)


@pytest.mark.parametrize(
    ("value", "as_json", "as_cell"),
    [
        (None, None, ""),
        (True, True, "true"),
        (False, False, "false"),
        (0, 0, "0"),
        ("", "", ""),
        ("=1+1", "=1+1", "=1+1"),
        (Decimal("12.500000"), "12.5", "12.5"),
        (Decimal("1E+6"), "1000000", "1000000"),
        (Decimal("-0.000001"), "-0.000001", "-0.000001"),
        (date(2015, 1, 31), "2015-01-31", "2015-01-31"),
        (datetime(2015, 1, 31, 8, 5, tzinfo=UTC),) + ("2015-01-31T08:05:00+00:00",) * 2,
        ([], [], "[]"),
        ({"é": [1]}, {"é": [1]}, '{"é": [1]}'),
    ],
)
def test_a_value_as_json_and_as_a_cell(value, as_json, as_cell):
    assert plain(value) == as_json
    assert json.loads(json.dumps(plain(value))) == as_json
    assert text(value) == as_cell


@settings(max_examples=50)
@given(decimals)
def test_a_decimal_is_exact_and_never_in_powers_of_ten(value):
    assert Decimal(exact(value)) == value
    assert "E" not in exact(value)
    assert not (("." in exact(value)) and exact(value).endswith(("0", ".")))


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://voorbeeld.be/a?b=1&c=%20#d", "https://voorbeeld.be/a?b=1&c=%20#d"),
        ("HTTP://voorbeeld.be/é", "HTTP://voorbeeld.be/%C3%A9"),
        ('https://voorbeeld.be/">', "https://voorbeeld.be/%22%3E"),
        ("https://voorbeeld.be/a b\n", "https://voorbeeld.be/a%20b%0A"),
        ("javascript:alert(1)", ""),
        (" https://voorbeeld.be", ""),
        ("", ""),
    ],
)
def test_an_address_of_the_web_leads_nowhere_else(address, told):
    assert web_address(address) == told


def test_an_identifier_is_an_address_whatever_its_parts(settings):
    settings.PUBLIC_URL = "https://r.be"
    assert (
        address_of("action", "p", "a/b?c#d é") == "https://r.be/id/action/p/a%2Fb%3Fc%23d%20%C3%A9"
    )
    assert address_of("catalogue") == "https://r.be/id/catalogue"


@pytest.mark.django_db
def test_the_record_of_an_action_has_all_that_hangs_on_it(small, django_assert_num_queries):
    action = Action.objects.select_related("plan").get(code="01_02_01")
    with django_assert_num_queries(len(PARTS) + 1):
        record = action_record(action)
    assert record["id"].endswith("/id/action/proef/01_02_01")
    assert [row["period"] for row in record["milestones"]][1:] == ["2017", "2019 (einddoel)"]
    assert [row["value"] for row in record["amounts"]] == ["20000", "1500000"]
    assert [(row["source"], row["kind"]) for row in record["backlinks"]] == [
        ("03_04_01", "see_also")
    ]
    assert record["links"] == record["instruments"] == []
    for key, _, _ in PARTS:
        assert not [row for row in record[key] if set(KNOWN) & set(row)]
    json.dumps(record, allow_nan=False)


@pytest.mark.django_db
def test_a_record_is_of_its_own_plan_alone(small, db):
    take_in(plan(form("01_02_01", "Van een ander")), slug="ander")
    other = Action.objects.select_related("plan").get(plan__slug="ander")
    record = action_record(other)
    assert (record["title"], len(record["forms"]), record["backlinks"]) == ("Van een ander", 1, [])


@pytest.mark.django_db
def test_the_catalogue_names_a_plan_in_every_form(small, db, settings):
    settings.PUBLIC_URL, settings.PUBLISHER = "https://r.be", "De dienst"
    held = Plan.objects.get()
    entry = dataset(held)
    files = [each["dcat:downloadURL"]["@id"] for each in entry["dcat:distribution"]]
    assert files == [f"https://r.be/data/proef/{name}" for name, *_ in FILES]
    assert entry["dct:temporal"] is None
    assert entry["dct:publisher"]["foaf:name"] == "De dienst"
    held.first_day, held.language, held.name_en = date(2015, 1, 1), "en", "Trial plan"
    entry = dataset(held)
    assert entry["dct:temporal"]["dcat:startDate"]["@value"] == "2015-01-01"
    assert entry["dct:language"]["@id"].endswith("/ENG")
    assert "Trial plan" in json.dumps(entry["dct:description"])


@pytest.mark.django_db
def test_a_register_without_plans_or_editions_has_a_catalogue_too(small, db):
    bare = Plan.objects.create(slug="leeg", name="Leeg", language="nl")
    assert dataset(bare)["dct:modified"] is None
    empty = catalogue([])
    assert [node["@type"] for node in empty["@graph"]] == ["dcat:Catalog", "dcat:DataService"]
    both = catalogue(Plan.objects.order_by("slug"))
    own = next(node for node in both["@graph"] if node["@type"] == "dcat:Catalog")
    listed = [each["@id"].rpartition("/")[2] for each in own["dcat:dataset"]]
    assert listed == ["leeg", "proef"]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", THINGS)
def test_a_thing_that_is_not_there_is_none(small, kind):
    thing = THINGS[kind]
    size = len(thing.fields)
    for parts in ([], ["x"] * size, ["x"] * (size + 1), ["²"] * size, ["9" * 30] * size):
        assert thing.find(parts) is None


@pytest.mark.django_db
def test_a_party_that_no_plan_names_leads_to_the_home_page(small, db):
    page = THINGS["party"].page
    assert page(Party.objects.create(slug="x", name="X", kind="other")) == ""
    assert page(Party.objects.get(slug="kabinet-welzijn")) == "proef/partijen/kabinet-welzijn"
    assert THINGS["form"].find(["proef", "1", "3"]).action.code == "03_04_01"
    assert THINGS["form"].page(THINGS["form"].find(["proef", "1", "3"])).endswith("?editie=1")
