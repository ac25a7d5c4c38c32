"""The inventory for everyone: counted, listed, and compared condition by condition."""

import pytest
from followup.measured import without_measures
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.followup.actions.measures import add_measure, argue, count_measure
from grondrecht.followup.actors import operator
from grondrecht.followup.measuring import Condition, Counted, Said
from grondrecht.followup.models import Argument, Measure
from grondrecht.registry.models import Plan
from grondrecht.web.measure_page import compared

pytestmark = pytest.mark.django_db
WHO = operator("de beheerder")
AT = "/nl/voorbeeld/maatregelen"


@pytest.fixture(autouse=True)
def bare(example, db):
    """Without the measures of the example."""
    without_measures()


@pytest.fixture
def measures(example, db):
    plan = Plan.objects.get(slug="voorbeeld")
    rent = Said(
        "Huurpremie",
        name_en="Rent allowance",
        automatic="no",
        obstacles="Twee lijsten staan los van elkaar.",
        conditions=(Condition("inkomen", "Laag"), Condition("wachttijd", "Vier jaar")),
    )
    loan = Said("Huurlening", automatic="no", conditions=(Condition("Inkomen", "laag "),))
    bus = Said("Busabonnement", "correction", conditions=(Condition("inkomen", "Statuut"),))
    card = Said("Zwemkaart", automatic="yes")
    made = [add_measure(WHO, plan, said, why="x") for said in (rent, loan, bus, card)]
    count_measure(WHO, made[0], Counted(2015, 2015, 1, source="a"), why="x")
    count_measure(WHO, made[0], Counted(2016, 2017, 20_150, source="b"), why="x")
    argue(WHO, made[0], made[2], "inkomen", "De bus kent alleen het statuut.", why="x")
    return made


def test_the_inventory_counts_what_comes_by_itself_and_what_stands_in_the_way(client, measures):
    page = client.get(AT)
    shares = {each["label"]: (each["count"], each["of"]) for each in page.context["shares"]}
    assert shares["vanzelf"] == (1, 3)
    assert shares["op aanvraag"] == (2, 3)
    words = page.content.decode()
    assert "Twee lijsten staan los van elkaar." in words
    assert "20.150" in words
    assert "2016-2017" in words


def test_every_count_leads_to_as_many_measures(client, measures):
    page = client.get(AT)
    counted = [(each["address"], each["count"]) for each in page.context["shares"]]
    counted += [(each["address"], each["count"]) for each in page.context["tabs"]]
    for address, count in counted:
        assert len(client.get(address).context["rows"]) == count, address


def test_what_an_address_does_not_know_is_not_asked(client, measures):
    assert len(client.get(f"{AT}?soort=gunst&toekenning=soms").context["rows"]) == 4


def test_a_measure_tells_all_that_is_known(client, measures):
    words = client.get(f"{AT}/huurpremie").content.decode()
    for known in ("Vier jaar", "Twee lijsten", "2015", "De bus kent alleen het statuut."):
        assert known in words
    english = client.get("/en/voorbeeld/maatregelen/huurpremie").content.decode()
    assert "Rent allowance" in english
    assert client.get(f"{AT}/bestaat-niet").status_code == 404


def test_conditions_stand_side_by_side_with_the_argument_or_that_there_is_none(client, measures):
    page = client.get(f"{AT}/vergelijken?m=huurpremie&m=huurlening&m=busabonnement&m=niets")
    found = {each.about: each for each in page.context["subjects"]}
    income, wait = found["Inkomen"] if "Inkomen" in found else found["inkomen"], found["wachttijd"]
    assert (income.same, income.word) == (False, "verschillend")
    assert [each.text for each in income.arguments] == ["De bus kent alleen het statuut.", ""]
    assert (wait.cells, wait.word) == (("Vier jaar", "", ""), "niet in allemaal")
    words = page.content.decode()
    assert "zegt hierover niets" in words
    assert "er is geen argument gegeven" in words


def test_with_less_than_two_it_asks_for_more(client, measures):
    words = client.get(f"{AT}/vergelijken?m=huurpremie").content.decode()
    assert "Kies minstens nog een andere" in words
    assert 'value="huurpremie" checked' in words


def test_an_empty_inventory_says_so(client, example):
    assert "nog niet opgelijst" in client.get(AT).content.decode()
    assert "nog geen twee maatregelen" in client.get(f"{AT}/vergelijken").content.decode()


def test_the_pages_set_no_cookie_and_take_as_many_queries_with_more_measures(
    client, measures, django_assert_max_num_queries
):
    addresses = {AT: 5, f"{AT}/huurpremie": 5, f"{AT}/vergelijken?m=huurpremie&m=huurlening": 3}
    for address, most in addresses.items():
        with django_assert_max_num_queries(most):
            assert not client.get(address).cookies


def _said(one, about):
    return {key.casefold(): words for key, words in one.items()}.get(about.casefold(), "")


WORDS = st.sampled_from(["", "laag", "Laag ", "hoog"])
SAID = st.dictionaries(st.sampled_from(["inkomen", "Gezin", "leeftijd"]), WORDS, max_size=3)


@given(st.lists(SAID, min_size=2, max_size=4))
def test_a_subject_is_the_same_only_where_all_say_the_same(each):
    made = [
        Measure(
            pk=number,
            name=f"m{number}",
            conditions=[{"about": about, "words": words} for about, words in said.items()],
        )
        for number, said in enumerate(each, start=1)
    ]
    for subject in compared(made, []):
        said = [
            {k.casefold(): v for k, v in one.items()}.get(subject.about.casefold(), "")
            for one in each
        ]
        assert subject.cells == tuple(said)
        assert subject.same == (len({words.strip().casefold() for words in said}) == 1)
        assert bool(subject.arguments) == (not subject.same)
        assert all(not argued.text for argued in subject.arguments)
    assert not Argument.objects.exists()
