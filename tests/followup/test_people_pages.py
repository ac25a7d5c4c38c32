"""The pages about people: coordinators invite and appoint, everyone sees what is kept of them."""

import json
import re
from smtplib import SMTPException

import pytest
from django.core import mail
from django.utils import timezone
from followup.cast import actor_for, signed_in

from grondrecht.followup.models import Appointment, Person
from grondrecht.registry.models import Office, Party

pytestmark = pytest.mark.django_db
LIST = "/nl/werk/mensen"
NEW = {"name": "Ine Nieuw", "email": "ine@voorbeeld.be", "language": "nl"}


@pytest.fixture
def an(cast):
    return signed_in(cast.an)


def test_a_coordinator_invites_appoints_ends_and_erases(an, cast):
    answer = an.post(LIST, NEW, follow=True)
    page = answer.content.decode()
    assert "Een uitnodiging is onderweg naar ine@voorbeeld.be" in page
    assert mail.outbox[0].to == ["ine@voorbeeld.be"]
    ine = Person.objects.get(email="ine@voorbeeld.be")
    there = f"{LIST}/{ine.pk}"
    office = Office.objects.get(plan=cast.plan, code="06")
    post = {"do": "appoint", "role": "cabinet", "plan": cast.plan.pk, "office": office.pk}
    assert "vanaf nu" in an.post(there, post, follow=True).content.decode()
    assert actor_for(ine).holds("cabinet", cast.plan.pk)
    held = ine.appointments.get()
    for number in ("0", "9" * 5_000):
        assert an.post(there, {"do": f"end:{number}", "last_day": ""}).status_code == 404
    done = an.post(there, {"do": f"end:{held.pk}", "last_day": ""}, follow=True)
    assert "beëindigd" in done.content.decode()
    assert ine.appointments.get().last_day == timezone.localdate()
    assert "kan dat ongedaan maken" in an.get(f"{there}/wissen").content.decode()
    assert an.post(f"{there}/wissen", {"why": "vertrokken"}).status_code == 302
    assert an.get(there).status_code == 404
    assert f"{ine.pk}@" not in an.get(LIST, follow=True).content.decode()


def test_the_list_has_everyone_with_their_roles(an, cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = an.get(LIST).content.decode()
    for person in cast.everyone.values():
        assert person.email in page
    assert "Minister van Welzijn" in page


def test_what_was_typed_stays_where_something_is_wrong(an, cast):
    answer = an.post(LIST, NEW | {"email": cast.bram.email})
    assert answer.status_code == 422
    assert "bram@voorbeeld.be is al uitgenodigd" in answer.content.decode()
    assert 'value="Ine Nieuw"' in answer.content.decode()
    there = f"{LIST}/{cast.hanne.pk}"
    party = Party.objects.get(slug="departement-werk")
    answer = an.post(there, {"do": "appoint", "role": "association", "party": party.pk})
    assert answer.status_code == 422
    assert f'<option value="{party.pk}" selected>' in answer.content.decode()
    assert not cast.hanne.appointments.exists()


def test_no_role_is_chosen_before_somebody_chooses_and_many_are_no_body(an, cast):
    there = f"{LIST}/{cast.hanne.pk}"
    form = an.get(there).context["form"]
    assert '<option value="" selected>–</option>' in str(form["role"])
    names = [str(name) for _value, name in form.fields["party"].choices]
    assert "Alle administraties" not in names
    assert names[1:] == sorted(names[1:], key=str.lower)
    party = Party.objects.get(slug="alle-administraties")
    answer = an.post(there, {"do": "appoint", "role": "official", "party": party.pk})
    assert answer.status_code == 422
    assert not cast.hanne.appointments.exists()


@pytest.mark.parametrize(
    ("chosen", "field", "words"),
    [
        ({}, "role", "verplicht"),
        ({"role": "cabinet"}, "office", "Kies het ambt"),
        ({"role": "official"}, "party", "Kies voor welke organisatie"),
        ({"role": "coordinator", "party": "departement-werk"}, "party", "geen organisatie"),
        ({"role": "association", "party": "departement-werk"}, "party", "past niet bij deze rol"),
    ],
)
def test_a_wrong_choice_is_told_at_its_field_and_nothing_else_is(an, cast, chosen, field, words):
    if "party" in chosen:
        chosen = chosen | {"party": Party.objects.get(slug=chosen["party"]).pk}
    answer = an.post(f"{LIST}/{cast.hanne.pk}", {"do": "appoint", **chosen})
    assert list(answer.context["form"].errors) == [field]
    assert words in answer.context["form"].errors[field][0]
    assert f'href="#id_{field}"' in answer.content.decode()


def test_a_role_that_begins_later_is_not_told_as_if_it_counted(an, cast):
    there = f"{LIST}/{cast.hanne.pk}"
    sent = {"do": "appoint", "role": "reader", "plan": cast.plan.pk, "first_day": "2099-01-01"}
    page = an.post(there, sent, follow=True).content.decode()
    assert "vanaf 1 januari 2099" in page
    assert "vanaf nu" not in page
    assert "vanaf 1 januari 2099" in signed_in(cast.hanne).get("/nl/werk/ik").content.decode()


def test_nothing_that_people_see_says_none(an, cast):
    for place in (LIST, f"{LIST}/{cast.an.pk}", "/nl/werk/ik"):
        assert "None" not in an.get(place).content.decode(), place


def test_the_only_coordinator_is_not_erased_and_the_page_says_why(an, cast):
    answer = an.post(f"{LIST}/{cast.an.pk}/wissen", {"why": "vertrokken"})
    assert answer.status_code == 422
    assert "de enige coördinator" in answer.content.decode()
    assert Person.objects.get(pk=cast.an.pk).erased_on is None


def test_whoever_is_new_or_whose_role_rests_reads_what_is_true(an, cast):
    an.post(LIST, NEW)
    ine = signed_in(Person.objects.get(email=NEW["email"]))
    page = ine.get("/nl/werk/").content.decode()
    assert "U hebt nog geen rol" in page
    today = timezone.localdate().isoformat()
    assert f'sinds <time datetime="{today}' in page
    rests = signed_in(cast.an, two_step=False).get("/nl/werk/").content.decode()
    assert "Uw rol van coördinator rust" in rests
    assert "U hebt nog geen rol" not in rests


def test_a_role_of_another_person_cannot_be_ended_by_its_number(an, cast):
    held = cast.bram.appointments.get()
    assert an.post(f"{LIST}/{cast.chris.pk}", {"do": f"end:{held.pk}"}).status_code == 404
    assert Appointment.objects.get(pk=held.pk).last_day is None


class NoServer:
    def __init__(self, *given, **named):
        pass

    def send_messages(self, messages):
        raise SMTPException("no server")


def test_where_no_message_can_be_sent_the_person_is_there_and_can_be_invited_again(an, settings):
    settings.EMAIL_BACKEND = f"{__name__}.NoServer"
    page = an.post(LIST, NEW, follow=True).content.decode()
    assert "Het bericht kon niet verstuurd worden" in page
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ine = Person.objects.get(email="ine@voorbeeld.be")
    an.post(f"{LIST}/{ine.pk}", {"do": "invite"})
    assert len(mail.outbox) == 1


def test_only_coordinators_see_people(cast):
    places = [LIST, *(f"{LIST}/{cast.an.pk}{rest}" for rest in ("", "/wissen", "/gegevens.json"))]
    for name, person in cast.everyone.items():
        if name != "coordinator":
            client = signed_in(person)
            for place in places:
                assert client.get(place).status_code == 404, (name, place)
                assert client.post(place, NEW).status_code in (404, 405), (name, place)
    for place in places:
        assert signed_in(None).get(place)["Location"].startswith("/nl/werk/aanmelden")
        assert signed_in(cast.an, two_step=False).get(place).status_code == 404
    assert not Person.objects.filter(email=NEW["email"]).exists()


def test_the_menu_has_people_for_coordinators_alone(an, cast):
    assert f'href="{LIST}"' in an.get("/nl/werk/").content.decode()
    assert f'href="{LIST}"' not in signed_in(cast.chris).get("/nl/werk/").content.decode()


# Oneself


def test_everyone_changes_their_own_name(cast):
    client = signed_in(cast.hanne)
    page = client.get("/nl/werk/ik").content.decode()
    assert "U hebt nu geen rol" in page
    answer = client.post("/nl/werk/ik", {"name": "Hanne Anders", "language": "en"}, follow=True)
    assert "Hanne Anders" in answer.content.decode()
    assert client.post("/nl/werk/ik", {"name": "", "language": "nl"}).status_code == 422


def test_everyone_takes_out_their_own_data(cast):
    answer = signed_in(cast.els).get("/nl/werk/ik/gegevens.json")
    assert re.match("attachment;", answer["Content-Disposition"])
    assert json.loads(answer.content)["person"]["email"] == cast.els.email
    of_other = signed_in(cast.an).get(f"{LIST}/{cast.els.pk}/gegevens.json")
    assert json.loads(of_other.content)["kept"] == json.loads(answer.content)["kept"]
    assert signed_in(None).get("/nl/werk/ik/gegevens.json").status_code == 302
