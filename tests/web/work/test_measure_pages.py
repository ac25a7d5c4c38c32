"""Measures are kept by page: who sees which, what is refused, and what two writers meet."""

import pytest
from followup.cast import actor_for, signed_in
from followup.measured import without_measures

from grondrecht.followup.actions.measures import add_measure
from grondrecht.followup.measuring import Condition, Said
from grondrecht.followup.models import Argument, Measure, MeasureFigures
from grondrecht.registry.models import LogEntry

pytestmark = pytest.mark.django_db
FRONT = "/nl/werk/maatregelen"
AT = f"{FRONT}/voorbeeld/huurpremie"
RENT = Said(
    "Huurpremie",
    granted_by="departement-welzijn-en-samenleving",
    automatic="no",
    conditions=(Condition("inkomen", "Laag genoeg."),),
)
BUS = Said("Busabonnement", "correction", conditions=(Condition("inkomen", "Een statuut."),))
TYPED = {
    "kind": "right",
    "name": "Huurpremie",
    "automatic": "partly",
    "obstacles": "De wachtlijst staat los.",
    "conditions": "inkomen: hoogstens 2.000 euro\nwachttijd: vier jaar",
}


@pytest.fixture(autouse=True)
def rent(cast, db):
    """The measures of these tests, in place of those of the example."""
    without_measures()
    who = actor_for(cast.an)
    add_measure(who, cast.plan, BUS, why="x")
    return add_measure(who, cast.plan, RENT, why="x")


def own(rent):
    """What the form has of a measure beside what is typed here."""
    return {"seen": rent.version, "granted_by": rent.granted_by_id}


def test_the_list_leads_to_each_measure_and_to_what_one_may_do(cast):
    for person, may_add in ((cast.an, True), (cast.chris, False), (cast.gert, False)):
        words = signed_in(person).get(FRONT).content.decode()
        assert AT in words
        assert (f"{FRONT}/voorbeeld/nieuw/" in words) is may_add


def test_an_official_keeps_the_own_measures_and_reads_the_others(cast):
    own, other = signed_in(cast.chris), signed_in(cast.dina)
    assert f"{AT}/wijzigen" in own.get(AT).content.decode()
    assert f"{AT}/wijzigen" not in other.get(AT).content.decode()
    for page in ("wijzigen", "cijfers", "argument"):
        assert own.get(f"{AT}/{page}").status_code == 200
        assert other.get(f"{AT}/{page}").status_code == 404
        assert other.post(f"{AT}/{page}", TYPED).status_code == 404


def test_what_is_typed_is_kept_and_read_back(cast, rent):
    client = signed_in(cast.chris)
    answer = client.post(f"{AT}/wijzigen", TYPED | own(rent))
    assert (answer.status_code, answer.url) == (302, AT)
    rent.refresh_from_db()
    assert rent.automatic == "partly"
    assert [row["about"] for row in rent.conditions] == ["inkomen", "wachttijd"]
    page = client.get(f"{AT}/wijzigen").content.decode()
    assert "inkomen: hoogstens 2.000 euro\nwachttijd: vier jaar" in page


def test_two_writers_meet_and_nothing_typed_is_lost(cast, rent):
    client = signed_in(cast.chris)
    client.post(f"{AT}/wijzigen", TYPED | own(rent))
    late = TYPED | own(rent) | {"obstacles": "Mijn eigen woorden."}
    answer = client.post(f"{AT}/wijzigen", late)
    assert answer.status_code == 409
    words = answer.content.decode()
    assert "Mijn eigen woorden." in words
    assert "De wachtlijst staat los." in words
    rent.refresh_from_db()
    assert rent.obstacles == "De wachtlijst staat los."


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"conditions": "zonder onderwerp"}, "Schrijf een onderwerp"),
        ({"conditions": ": zonder onderwerp"}, "Schrijf een onderwerp"),
        ({"automatic": "yes"}, "vanzelf wordt toegekend"),
        ({"name": ""}, "verplicht"),
    ],
)
def test_a_refusal_is_told_and_what_was_typed_stays(cast, rent, typed, words):
    sent = TYPED | own(rent) | typed
    answer = signed_in(cast.chris).post(f"{AT}/wijzigen", sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert sent["obstacles"] in answer.content.decode()


def test_figures_are_typed_as_people_write_them_and_taken_away(cast):
    client = signed_in(cast.chris)
    typed = {
        "years": "2016-2017",
        "persons": "20.150",
        "money": "31.250.000,50",
        "source": "Raming",
    }
    assert client.post(f"{AT}/cijfers", typed).status_code == 302
    row = MeasureFigures.objects.get()
    assert (row.period, row.persons, str(row.money)) == ("2016-2017", 20_150, "31250000.50")
    assert "2016-2017" in client.get(AT).content.decode()
    for wrong in ({"years": "gisteren"}, {"persons": "1,5"}, {"money": "veel"}):
        assert client.post(f"{AT}/cijfers", typed | wrong).status_code == 422
    away = f"{FRONT}/cijfers/{row.pk}/weg"
    assert signed_in(cast.dina).post(away).status_code == 404
    assert f'href="{away}"' in client.get(AT).content.decode()
    asked = client.get(away)
    assert "Haal de cijfers van 2016-2017 weg" in asked.content.decode()
    assert client.post(away, {"why": ""}).status_code == 422
    assert MeasureFigures.objects.exists()
    assert client.post(away, {"why": "Ze waren van een ander jaar."}).status_code == 302
    assert client.post(away, {"why": "Nog eens."}).status_code == 404
    entry = LogEntry.objects.filter(verb="measure.count").last()
    assert entry.why == "Ze waren van een ander jaar."
    assert not MeasureFigures.objects.exists()


def test_an_argument_is_given_and_taken_back(cast):
    client = signed_in(cast.chris)
    other = Measure.objects.get(slug="busabonnement").pk
    typed = {"other": other, "about": "inkomen", "text": "Het statuut is al bekend."}
    assert client.post(f"{AT}/argument", typed).status_code == 302
    assert "Het statuut is al bekend." in client.get(AT).content.decode()
    assert client.post(f"{AT}/argument", typed | {"text": ""}).status_code == 302
    assert not Argument.objects.exists()


def test_a_table_is_looked_at_before_it_is_taken_in(cast):
    client, page = signed_in(cast.an), f"{FRONT}/voorbeeld/inlezen/"
    typed = {"from": "table", "table": "name;automatic\nSchoolpremie;no\n"}
    words = client.post(page, typed).content.decode()
    assert "schoolpremie" in words
    assert Measure.objects.count() == 2
    wrong = client.post(page, typed | {"table": "name;automatic\n;soms\n", "apply": "1"})
    assert wrong.status_code == 422
    assert "Rij 2, automatic" in wrong.content.decode()
    assert client.post(page, typed | {"apply": "1"}).status_code == 302
    assert Measure.objects.count() == 3
    assert "huurpremie" in client.post(page, {"from": "rights"}).content.decode()
    assert signed_in(cast.chris).get(page).status_code == 404


@pytest.mark.parametrize("person", ["hanne", None])
def test_who_has_no_role_gets_nothing_more_than_everyone(cast, person):
    client = signed_in(getattr(cast, person) if person else None)
    pages = ("", "/voorbeeld/nieuw/", "/voorbeeld/inlezen/", "/voorbeeld/huurpremie/wijzigen")
    for page in pages:
        assert client.get(f"{FRONT}{page}").status_code in (302, 404), page
        # Who is not signed in gets back what was typed, and may sign in.
        refused = (302, 404, 405) if person else (302, 403, 405)
        assert client.post(f"{FRONT}{page}", TYPED).status_code in refused, page
    assert Measure.objects.count() == 2
