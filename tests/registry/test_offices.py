"""What offices are called, who held them, and the policy domains that moved between them."""

from datetime import date

import pytest
from registry.small_plans import WHO
from registry.verbs import logged, office, refused

from grondrecht.registry import log
from grondrecht.registry.actions.offices import (
    Held,
    appoint,
    name_office,
    office_of,
    write_mandate,
    write_portfolio,
)
from grondrecht.registry.models import Mandate, Plan, Portfolio

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small", "db")]
FIRST = Held("02", "An Eersteling", date(2014, 7, 25), source="Staatsblad")
NEXT = Held("02", "Bo Tweede", date(2016, 5, 1))
CARE = Held("02", "opvang", date(2014, 7, 25), date(2016, 4, 30), "child care")


def portfolio(held, code="02"):
    with log.written("office.portfolio", **WHO) as record:
        return write_portfolio(office(code), held, record)


def mandate(held, code="02"):
    with log.written("office.mandate", **WHO) as record:
        return write_mandate(office(code), held, record)


def terms():
    rows = Mandate.objects.order_by("first_day")
    return list(rows.values_list("person", "first_day", "last_day"))


def test_an_office_is_named_and_its_printed_name_stays():
    with logged("office.name", "office:02") as entries:
        name_office(office(), " Welzijn ", "Welfare", **WHO)
    held = office()
    assert (held.name, held.name_en) == ("Welzijn", "Welfare")
    assert held.printed_name == "minister A. Eersteling"
    assert entries[0].before == {"name": "", "name_en": ""}
    with logged("none"):
        name_office(office(), "Welzijn", "Welfare", **WHO)


def test_a_name_that_does_not_fit_is_refused():
    with refused("300 tekens"):
        name_office(office(), "n" * 301, "", **WHO)


def test_appointing_ends_the_open_mandate_the_day_before_and_the_log_tells_both():
    appoint(office(), FIRST, **WHO)
    with logged("office.appoint", "office:02") as entries:
        appoint(office(), NEXT, **WHO)
    assert terms() == [
        ("An Eersteling", date(2014, 7, 25), date(2016, 4, 30)),
        ("Bo Tweede", date(2016, 5, 1), None),
    ]
    was = ["An Eersteling", "2014-07-25", None, "Staatsblad"]
    ended = ["An Eersteling", "2014-07-25", "2016-04-30", "Staatsblad"]
    assert entries[0].before == {"mandates": [was]}
    assert entries[0].after == {"mandates": [ended, ["Bo Tweede", "2016-05-01", None]]}


def test_appointing_twice_is_once():
    appoint(office(), FIRST, **WHO)
    appoint(office(), NEXT, **WHO)
    with logged("none"):
        appoint(office(), NEXT, **WHO)
    assert len(terms()) == 2


def test_an_appointment_within_an_older_mandate_is_refused_and_ends_nothing():
    appoint(office(), Held("02", "An Eersteling", date(2014, 7, 25), date(2015, 1, 1)), **WHO)
    appoint(office(), NEXT, **WHO)
    with refused("zouden ambt 02 tegelijk bekleden"):
        appoint(office(), Held("02", "Cas Derde", date(2014, 12, 1)), **WHO)
    with refused("Bo Tweede zouden ambt 02"):
        appoint(office(), Held("02", "Cas Derde", date(2016, 5, 1)), **WHO)


def test_without_a_day_nobody_is_appointed():
    with refused("vanaf welke dag An"):
        appoint(office(), Held("02", "An", None), **WHO)


def test_the_days_of_a_mandate_agree_and_its_holder_has_a_name():
    with refused("mandate"):
        appoint(office(), Held("02", "An", date(2016, 1, 1), date(2015, 1, 1)), **WHO)
    with refused("person"):
        appoint(office(), Held("02", "", date(2016, 1, 1)), **WHO)
    with refused("200 tekens"):
        appoint(office(), Held("02", "n" * 201, date(2016, 1, 1)), **WHO)


@pytest.mark.parametrize(
    ("first", "last"),
    [("2015-01-01", "2015-06-30"), ("2013-01-01", "2014-07-25"), ("2015-12-31", None)],
)
def test_mandates_that_overlap_by_a_day_are_refused(first, last):
    mandate(Held("02", "An", date(2014, 7, 25), date(2015, 12, 31)))
    days = date.fromisoformat(first), date.fromisoformat(last) if last else None
    with refused("verander de dagen"):
        mandate(Held("02", "Bo", *days))
    mandate(Held("04", "Bo", *days), "04")


def test_mandates_that_touch_do_not_overlap():
    mandate(Held("02", "An", date(2014, 7, 25), date(2015, 12, 31)))
    mandate(Held("02", "Bo", date(2016, 1, 1)))
    mandate(Held("02", "Nul", date(2010, 1, 1), date(2014, 7, 24)))
    assert [person for person, *_ in terms()] == ["Nul", "An", "Bo"]


def test_a_mandate_can_be_told_better_and_the_log_has_it():
    mandate(FIRST)
    with logged("office.mandate", "office:02") as entries:
        mandate(Held("02", "An Eersteling", FIRST.first_day, source="Besluit"))
    assert Mandate.objects.get().source == "Besluit"
    assert entries[0].before["mandates"][0][3] == "Staatsblad"


def test_a_domain_belongs_to_one_office_at_a_time():
    portfolio(CARE)
    with refused("opvang zou tegelijk bij ambt 02 en ambt 04 horen"):
        portfolio(Held("04", "opvang", date(2016, 4, 30)), "04")
    with refused("tegelijk bij ambt 02 en ambt 04"):
        portfolio(Held("04", "opvang", None), "04")
    with refused("tegelijk"):
        portfolio(Held("02", "opvang", date(2015, 1, 1), date(2015, 2, 1)))
    portfolio(Held("04", "opvang", date(2016, 5, 1)), "04")
    assert Portfolio.objects.count() == 2


def test_a_domain_twice_is_once_and_a_better_name_is_logged():
    with logged("office.portfolio", "office:02") as entries:
        portfolio(CARE)
        portfolio(CARE)
    assert entries[0].after == {
        "portfolios": [["opvang", "2014-07-25", "2016-04-30", "child care"]]
    }
    with logged("office.portfolio", "office:02"):
        portfolio(Held("02", "opvang", CARE.first_day, CARE.last_day, "day care"))
    assert Portfolio.objects.get().name_en == "day care"


def test_a_domain_without_days_is_always_of_its_office():
    always = Held("02", "zwemmen", None)
    portfolio(always)
    portfolio(always)
    assert Portfolio.objects.get().first_day is None


def test_an_office_is_found_by_its_code_or_the_others_are_named():
    held = Plan.objects.get()
    assert office_of(held, "04").printed_name == "minister B. Tweede"
    with refused("proef heeft geen ambt '99'; kies uit 02, 04"):
        office_of(held, "99")
