"""Poverty tests in the workplace: from the list to the public register, step by step in pages."""

import pytest
from django.test import Client
from django.utils import timezone
from followup.cast import actor_for, signed_in
from followup.meetings import WHY, decided, listed, scanned
from web.work.filled import Forms

from grondrecht.followup.access import decide
from grondrecht.followup.actions.poverty_tests import publish_test
from grondrecht.followup.models import PovertyTest, YearReview
from grondrecht.followup.quickscan import questions_for
from grondrecht.followup.tests_read import readable
from grondrecht.registry.models import Observation

pytestmark = pytest.mark.django_db
TOETSEN = "/en/werk/armoedetoetsen"


def sent(client, address, **typed):
    """Open a page and send its own form, with these fields changed."""
    names = {name.replace("__", "-"): value for name, value in typed.items()}
    forms = Forms(client.get(address).content.decode()).found
    form = next(form for form in forms if "seen" in form)
    return client.post(address, form | names)


def words(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def address(test, *more):
    return "/".join((TOETSEN, str(test.pk), *more))


def test_a_test_goes_from_the_list_to_the_public_register_in_pages(cast):
    an, bram, chris, els = map(signed_in, (cast.an, cast.bram, cast.chris, cast.els))
    office = cast.plan.offices.get(code="06").pk
    welfare = cast.chris.appointments.get().party_id
    dossier = {"title": "Besluit nieuw", "year": "2016", "office": office, "party": welfare}
    answer = sent(chris, f"{TOETSEN}/nieuw/voorbeeld", **dossier, actions="02_06_01 08.04.01")
    test = PovertyTest.objects.get(title="Besluit nieuw")
    assert answer.headers["Location"] == address(test)
    assert list(test.actions.values_list("code", flat=True)) == ["02_06_01", "08_04_01"]

    questions = questions_for(cast.plan)
    given = {f"answer-{each.key}": "yes" for each in questions}
    page = words(sent(chris, address(test, "quickscan"), **(given | {"answer-money": ""})), 422)
    assert "#id_answer-money" in page
    assert (
        sent(chris, address(test, "quickscan"), **given, note__money="Tien euro").status_code == 302
    )

    assert "Tien euro" in words(bram.get(address(test, "beslissing")))
    assert words(sent(bram, address(test, "beslissing"), needed="yes", reason=""), 422)
    answer = sent(bram, address(test, "beslissing"), needed="yes", reason="Het raakt huurders.")
    assert answer.status_code == 302

    assert 'value="Platform Armen aan het Woord"' in words(els.get(address(test, "kennis")))
    answer = sent(els, address(test, "kennis"), kind="experience", what="Brieven schrikken af.")
    assert answer.status_code == 302

    result = {"result": "Haalbaar.", "changed": "De termijn verviel."}
    half = sent(chris, address(test, "resultaat"), **result, rights__0__name="Premie")
    page = words(half, 422)
    assert "Which right?" in page
    assert '<a href="#id_rights-0-automatic">' in page
    assert "Choose whether it can be granted automatically." in page
    assert "automatic:" not in page
    whole = {
        "rights__0__name": "Premie",
        "rights__0__automatic": "partly",
        "rights__0__why_not": "Geen rekeningnummer.",
    }
    assert sent(chris, address(test, "resultaat"), **result, **whole).status_code == 302
    assert sent(els, address(test, "evaluatie"), evaluation="Wij zijn gehoord.").status_code == 302

    there = f"/en/voorbeeld/armoedetoetsen/{test.slug}"
    assert Client().get(there).status_code == 404
    assert an.post(address(test, "publiceren")).status_code == 302
    page = words(Client().get(there))
    for said in (
        "Het raakt huurders.",
        "Brieven schrikken af.",
        "Haalbaar.",
        "Premie",
        "Tien euro",
    ):
        assert said in page
    assert "Wij zijn gehoord." in page
    assert there in words(an.get(address(test)))


def test_the_second_of_two_sees_what_the_first_wrote_and_loses_nothing(cast):
    test = listed(cast)
    an, chris = signed_in(cast.an), signed_in(cast.chris)
    opened = Forms(chris.get(address(test, "wijzigen")).content.decode()).found
    mine = next(form for form in opened if "seen" in form)
    assert sent(an, address(test, "wijzigen"), title="Titel van An").status_code == 302
    late = chris.post(address(test, "wijzigen"), mine | {"title": "Titel van Chris"})
    page = words(late, 409)
    assert "Titel van An" in page
    again = next(form for form in Forms(page).found if "seen" in form)
    assert again["title"] == "Titel van Chris"
    assert chris.post(address(test, "wijzigen"), again).status_code == 302
    assert PovertyTest.objects.get(pk=test.pk).title == "Titel van Chris"


def test_the_list_of_a_year_is_reviewed_and_counted(cast):
    an = signed_in(cast.an)
    year = timezone.localdate().year
    there = f"{TOETSEN}/jaar/voorbeeld/{year}"
    typed = {"by": "Horizontaal overleg", "outcome": "Niets nieuws."}
    assert sent(an, there, **typed).status_code == 302
    assert YearReview.objects.get(year=year).outcome == "Niets nieuws."
    assert words(sent(an, there, **typed), 422)
    assert "Niets nieuws." in words(Client().get("/en/voorbeeld/armoedetoetsen"))
    counted = sent(an, f"{there}/telling", indicator="uitgevoerde-armoedetoetsen")
    assert counted.status_code == 302
    seen = Observation.objects.get(indicator__slug="uitgevoerde-armoedetoetsen", period=str(year))
    assert seen.value == 0
    for strange in (f"{TOETSEN}/jaar/voorbeeld/17", f"{TOETSEN}/jaar/voorbeeld/9999/telling"):
        assert an.get(strange).status_code == 404


def test_what_is_read_in_the_list_is_what_may_be_read_one_by_one(cast):
    tests = [listed(cast), scanned(cast), decided(cast, needed=False)]
    publish_test(actor_for(cast.an), tests[2], why=WHY)
    for person in (*cast.everyone.values(), None):
        who = actor_for(person)
        one_by_one = {
            test.pk
            for test in PovertyTest.objects.filter(plan=cast.plan)
            if decide(who, "test.read", test).allowed
        }
        assert set(readable(who, cast.plan).values_list("pk", flat=True)) == one_by_one


def test_each_step_is_for_who_may_take_it(cast):
    on_list, waiting, needed = listed(cast), scanned(cast), decided(cast)
    addresses = {
        address(on_list, "wijzigen"): {"coordinator", "official"},
        address(on_list, "quickscan"): {"coordinator", "official", "cabinet"},
        address(waiting, "beslissing"): {"cabinet"},
        address(needed, "kennis"): {
            *("coordinator", "cabinet", "official", "association", "evaluator"),
        },
        address(needed, "resultaat"): {"coordinator", "official"},
        f"{TOETSEN}/nieuw/voorbeeld": {"coordinator", "official", "other official"},
        f"{TOETSEN}/jaar/voorbeeld/2018": {"coordinator"},
        f"{TOETSEN}/jaar/voorbeeld/2018/telling": {"coordinator"},
        TOETSEN: set(cast.everyone) - {"nobody"},
    }
    browsers = {name: signed_in(person) for name, person in cast.everyone.items()}
    for there, allowed in addresses.items():
        answers = {name: client.get(there).status_code for name, client in browsers.items()}
        assert answers == {name: 200 if name in allowed else 404 for name in browsers}, there
    for name, client in browsers.items():
        expected = 409 if name == "coordinator" else 404
        assert client.post(address(needed, "publiceren")).status_code == expected
