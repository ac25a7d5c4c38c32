"""A measure for a municipality or an organisation, computed on the site with one's own figures."""

from datetime import date

import pytest
from django.urls import reverse
from web.finder_rules import write_rules
from web.reading_pages import words

from grondrecht.web.calculator import usual_day
from grondrecht.web.finder.rules import SHIPPED, rules_of

pytestmark = pytest.mark.django_db

FUND = "/nl/rechten/municipal-fund-social-share/rekenen"
COUNTS = {
    "preferential_patients": "1.000",
    "preferential_patients_flanders": "800.000",
    "low_skilled_jobseekers": "50",
    "low_skilled_jobseekers_flanders": "90 000",
    "vulnerable_births_three_years": "30",
    "vulnerable_births_three_years_flanders": "20000",
    "social_rental_flats": "400",
    "social_rental_flats_flanders": "9.000",
    "living_wage_three_years": "77",
    "living_wage_three_years_flanders": "60.000",
}


def test_a_municipality_computes_its_share_to_the_cent(client):
    page = client.post(FUND, {"op": "2016-06-01", **COUNTS})
    said = words(page)
    # 15 % of 2,324,545,000 euro grown by 3.5 %, each count by its part and rounded by itself.
    assert "Aandeel voor het jaar: 3.523.179,20 euro" in said
    for text in (
        "Met de regels van 1 juni 2016", "Dotatie van het Gemeentefonds: 2.405.904.075,00 euro",
        "Bedrag voor de voorkeursregeling: 30.073,80 euro", "Sociale huurappartementen in de"
        " gemeente: 400", "actie 00_04_06", "3,455 procent",
    ):  # fmt: skip
        assert text in said, text
    assert page.headers["Cache-Control"] == "no-store"
    assert not page.cookies
    # What was filled in stays in the form.
    assert 'name="preferential_patients" value="1000"' in page.content.decode()


def test_the_other_language_keeps_the_figures(client):
    said = words(client.post(FUND.replace("/nl/", "/en/"), {"op": "1/6/2016", **COUNTS}))
    assert "Share for the year: 3,523,179.20 euro" in said
    page = client.post(FUND, {"op": "2016-06-01", **COUNTS}).content.decode()
    carried = page[page.index('id="calculator-language"') :]
    assert '<input type="hidden" name="social_rental_flats" value="400">' in carried
    assert '<input type="hidden" name="op" value="2016-06-01">' in carried


def test_half_of_the_figures_gives_what_is_certain_and_what_to_fill_in(client):
    given = {"preferential_patients": "1000", "preferential_patients_flanders": "800000"}
    said = words(client.post(FUND, {"op": "2016-06-01", **given}))
    assert "Hoeveel sociale huurappartementen zijn er in de gemeente?" in said
    assert "Vul ook dit in, dan is het antwoord zekerder" in said
    assert "Of elke voorwaarde klopt, is nog niet gekend." in said


def test_a_condition_that_does_not_hold_gives_no_amount(client):
    more = {**COUNTS, "social_rental_flats": "9001"}
    said = words(client.post(FUND, {"op": "2016-06-01", **more}))
    assert "Niet, want niet elke voorwaarde klopt." in said
    assert "Aandeel voor het jaar:" not in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"preferential_patients": "veel"}, "Vul een getal in van 0 tot 1.000.000."),
        ({"preferential_patients": "-3"}, "Vul een getal in van 0 tot 1.000.000."),
        ({"preferential_patients": "2,5"}, "Vul een heel getal in"),
        ({"preferential_patients": "9" * 5000}, "Vul een getal in van 0 tot 1.000.000."),
        ({"preferential_patients": "\x00<b>"}, "Vul een getal in van 0 tot 1.000.000."),
        ({"op": "2020-01-01"}, "van 1 januari 2015 tot en met 31 december 2019"),
        ({"op": "morgen"}, "Vul een dag in waarop deze regel geldt"),
        ({"op": ""}, "Vul een dag in waarop deze regel geldt"),
        ({}, "Er is nog niets ingevuld."),
        ({"preferential_patients": "  "}, "Er is nog niets ingevuld."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_computed(client, given, said):
    page = client.post(FUND, {"op": "2016-06-01", **given})
    assert page.status_code == 200
    assert said in words(page)
    assert "Wat eruit komt" not in words(page)


def test_days_choices_and_yes_or_no_are_asked_too(client):
    address = "/nl/rechten/recruitment-incentive/rekenen"
    hired = {
        "op": "2017-03-31", "recruit_start": "2017-01-01", "recruit_age": "25",
        "recruit_jobseeker_since": "1/1/2015", "recruit_open_ended_contract": "yes",
        "recruit_seat_in_flanders": "yes", "recruit_months_worked": "3",
    }  # fmt: skip
    page = client.post(address, hired)
    assert "Wat eruit komt" in words(page)
    told = page.content.decode()
    assert 'id="recruit_open_ended_contract-1" checked' in told
    wrong = client.post(address, {**hired, "recruit_seat_in_flanders": "misschien"})
    assert "Kies een antwoord." in words(wrong)


@pytest.mark.parametrize("name", ["basic-support-budget", "niets", "inputs"])
def test_of_people_and_of_nothing_there_is_no_calculator(client, name):
    assert client.get(f"/nl/rechten/{name}/rekenen").status_code == 404


def test_every_measure_not_for_people_has_a_way_to_compute_it(client):
    law = rules_of(str(SHIPPED)).law
    computed = [each for each in law.measures.values() if each.of not in ("person", "household")]
    assert len(computed) >= 7
    for measure in computed:
        address = reverse("calculator", args=[measure.id]).replace("/en/", "/nl/")
        assert f'href="{address}"' in client.get(f"/nl/rechten/{measure.id}").content.decode()
        said = words(client.get(address))
        version = measure.version_on(usual_day(measure))
        for name in version.inputs:
            assert law.inputs[name].ask.nl in said
    people = client.get("/nl/rechten/basic-support-budget").content.decode()
    assert "/rekenen" not in people


def test_the_day_is_the_last_on_which_the_measure_holds(monkeypatch):
    measure = rules_of(str(SHIPPED)).law.measures["municipal-fund-social-share"]
    for today, day in (
        (date(2014, 5, 1), date(2015, 1, 1)),
        (date(2016, 5, 1), date(2016, 5, 1)),
        (date(2026, 5, 1), date(2019, 12, 31)),
    ):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda today=today: today)
        assert usual_day(measure) == day


def test_rules_that_cannot_be_read_say_so(client, settings, tmp_path):
    folder = write_rules(tmp_path)
    (tmp_path / "town-money.yaml").write_text("format: nothing")
    settings.RIGHTS = folder
    assert client.get("/nl/rechten/town-money/rekenen").status_code == 503
