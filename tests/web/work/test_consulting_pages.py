"""Consultations in the workplace: planned, filled in, held, published and followed up in pages."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from followup.cast import actor_for, signed_in
from followup.meetings import DAY, WHY, domain, listed, party, vertical
from icalendar import Calendar
from web.work.filled import Forms

from grondrecht.followup.actions.consultations import (
    Agreed,
    Item,
    add_point,
    hold_consultation,
    publish_consultation,
    suggest_item,
)
from grondrecht.followup.models import AppointedOfficial, CalendarKey, Consultation, Domain, Point

pytestmark = pytest.mark.django_db
OVERLEG = "/en/werk/overleg"


def sent(client, address, **typed):
    """Open a page and send the form that has all these fields, with them changed."""
    names = {name.replace("__", "-"): value for name, value in typed.items()}
    forms = Forms(client.get(address).content.decode()).found
    form = next(form for form in forms if "seen" in form or names.keys() <= form.keys())
    return client.post(address, form | names)


def words(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def held(cast, **more):
    row = vertical(cast, **more)
    hold_consultation(actor_for(cast.an), row, "Besproken.", [party("lda")], why=WHY)
    return row


def address(row, *more):
    return "/".join((OVERLEG, str(row.pk), *more))


# A whole consultation


def test_a_consultation_goes_from_plan_to_points_in_pages(cast):
    an = signed_in(cast.an)
    of = domain(cast)
    new = f"{OVERLEG}/nieuw/voorbeeld"
    assert "All policy domains" in words(an.get(new))
    planned = sent(
        an, new, domain=of.pk, day="2016-05-12", from_hour="09:30", to_hour="12:00", place="Zaal 1"
    )
    assert planned.status_code == 302
    row = Consultation.objects.get(domain=of)
    assert planned.headers["Location"] == address(row)
    assert "Zaal 1" in words(an.get(OVERLEG))

    agenda = {
        "agenda__0__text": "De wachtlijst",
        "agenda__0__action": "02 06 01",
        "agenda__0__ORDER": "2",
        "agenda__1__text": "Eerst dit",
        "agenda__1__ORDER": "1",
    }
    assert sent(an, address(row, "wijzigen"), **agenda).status_code == 302
    assert list(row.agenda.values_list("text", "action__code")) == [
        ("Eerst dit", None),
        ("De wachtlijst", "02_06_01"),
    ]
    lda = str(party("platform-armen-aan-het-woord").pk)
    written = sent(
        an, address(row, "verslag"), minutes="Besproken.", present=[lda], others="voorzitter"
    )
    assert written.status_code == 302
    point = an.post(
        address(row, "punten"),
        {"text": "Zoek uit", "action": "02_06_01", "party": lda, "due_on": "2016-06-01"},
    )
    assert point.status_code == 302
    page = words(an.get(address(row)))
    for said in ("Besproken.", "voorzitter", "Zoek uit", "late", "Eerst dit"):
        assert said in page
    assert an.post(address(row, "publiceren")).status_code == 302
    row.refresh_from_db()
    assert row.state == "published"
    assert f"/en/voorbeeld/overleg/{row.pk}" in words(an.get(address(row)))


def test_what_is_wrong_is_told_and_what_was_typed_stays(cast):
    an = signed_in(cast.an)
    answer = sent(an, f"{OVERLEG}/nieuw/voorbeeld", day="", place="Zaal 1")
    page = words(answer, 422)
    assert "Zaal 1" in page
    assert "#id_day" in page
    answer = sent(
        an, f"{OVERLEG}/nieuw/voorbeeld", day="2016-05-12", from_hour="12:00", to_hour="09:00"
    )
    assert "later one it ends" in words(answer, 422)
    row = vertical(cast, day=timezone.localdate() + timedelta(days=3))
    page = words(sent(an, address(row, "verslag"), minutes="Te vroeg geschreven"), 422)
    assert "still to come" in page
    assert "Te vroeg geschreven" in page


def test_an_item_is_about_an_action_that_there_is(cast):
    row = vertical(cast)
    typed = {"agenda__0__text": "Iets", "agenda__0__action": "99_99_99", "agenda__1__ORDER": "1"}
    page = words(sent(signed_in(cast.chris), address(row, "wijzigen"), **typed), 422)
    assert "99_99_99" in page
    typed = {"agenda__0__text": "", "agenda__0__action": "02_06_01"}
    page = words(sent(signed_in(cast.chris), address(row, "wijzigen"), **typed), 422)
    assert "what this item is about" in page
    assert row.agenda.count() == 0


def test_the_second_of_two_sees_what_the_first_wrote_and_loses_nothing(cast):
    row = vertical(cast)
    an, chris = signed_in(cast.an), signed_in(cast.chris)
    of_chris = Forms(chris.get(address(row, "wijzigen")).content.decode()).found
    mine = next(form for form in of_chris if "seen" in form)
    sent(an, address(row, "wijzigen"), place="Zaal van An", agenda__0__text="Punt van An")
    late = chris.post(
        address(row, "wijzigen"),
        mine | {"place": "Zaal van Chris", "agenda-0-text": "Punt van Chris"},
    )
    page = words(late, 409)
    for said in ("Zaal van An", "Punt van An", "Zaal van Chris", "Punt van Chris"):
        assert said in page
    again = next(form for form in Forms(page).found if "seen" in form)
    assert chris.post(address(row, "wijzigen"), again).status_code == 302
    row.refresh_from_db()
    assert row.place == "Zaal van Chris"


def test_an_item_is_suggested_and_taken_over(cast):
    row = vertical(cast)
    els = signed_in(cast.els)
    assert els.post(address(row, "voorstel"), {"text": "De brieven"}).status_code == 302
    assert words(els.post(address(row, "voorstel"), {"text": ""}), 422)
    assert "Platform Armen aan het Woord" in words(els.get(address(row)))
    an = signed_in(cast.an)
    assert sent(an, address(row, "wijzigen"), agenda__0__on_agenda="on").status_code == 302
    assert row.agenda.get().on_agenda
    suggest_item(actor_for(cast.els), row, Item("Nog iets"), why=WHY)
    assert sent(an, address(row, "wijzigen"), agenda__1__DELETE="on").status_code == 302
    assert row.agenda.count() == 1


def test_one_is_cancelled_with_a_reason(cast):
    row = vertical(cast)
    an = signed_in(cast.an)
    assert words(sent(an, address(row, "afgelasten"), reason=""), 422)
    assert sent(an, address(row, "afgelasten"), reason="De zaal is dicht.").status_code == 302
    assert "De zaal is dicht." in words(signed_in(cast.els).get(address(row)))
    assert words(an.get(address(row, "verslag")), 409)


# Points


def test_a_point_is_finished_from_where_it_landed_and_opened_again(cast):
    row = held(cast)
    of_chris = Agreed(
        "Zoek uit", cast.own_action, party=party("departement-welzijn-en-samenleving")
    )
    point = add_point(actor_for(cast.an), row, of_chris, why=WHY)
    chris = signed_in(cast.chris)
    assert f"overleg/punten/{point.pk}" in words(chris.get(OVERLEG))
    there = f"{OVERLEG}/punten/{point.pk}"
    assert words(sent(chris, there, done=""), 422)
    assert sent(chris, there, done="Uitgezocht.").status_code == 302
    assert "Uitgezocht." in words(chris.get(address(row)))
    assert words(chris.get(there), 409)
    assert chris.post(f"{there}/open").status_code == 404
    assert signed_in(cast.an).post(f"{there}/open").status_code == 302
    assert Point.objects.get(pk=point.pk).state == "open"


def test_a_point_without_an_owner_is_told(cast):
    row = held(cast)
    page = words(signed_in(cast.an).post(address(row, "punten"), {"text": "Van niemand"}), 422)
    assert "one body, one office or one person" in page
    assert "Van niemand" in page


# Domains and officials


def test_domains_and_officials_are_kept_by_the_coordinator(cast):
    an, there = signed_in(cast.an), f"{OVERLEG}/domeinen/voorbeeld"
    office = cast.plan.offices.get(code="06").pk
    answer = sent(an, f"{there}/nieuw/", name="Jeugd en sport", name_en="Youth", offices=[office])
    assert answer.status_code == 302
    row = Domain.objects.get(slug="jeugd-en-sport")
    assert list(row.offices.values_list("code", flat=True)) == ["06"]
    assert "nobody is appointed" in words(an.get(there))
    answer = sent(an, f"{there}/{row.slug}/aanduiden", name="Kim Aandacht", first_day="2016-01-01")
    assert answer.status_code == 302
    assert "Kim Aandacht" in words(signed_in(cast.els).get(there))
    official = AppointedOfficial.objects.get(domain=row)
    ended = f"{there}/{row.slug}/tot/{official.pk}"
    assert words(sent(an, ended, last_day="2015-01-01"), 422)
    assert sent(an, ended, last_day="2016-12-31").status_code == 302
    assert sent(an, f"{there}/{row.slug}", name="Jeugd").status_code == 302
    row.refresh_from_db()
    assert (row.name, row.slug) == ("Jeugd", "jeugd-en-sport")
    for missing in (f"{there}/nergens", f"{there}/{row.slug}/tot/999999"):
        assert an.get(missing).status_code == 404


# A calendar of one's own


def test_a_calendar_of_one_s_own_opens_by_its_secret_address_alone(cast):
    row = vertical(cast, place="Zaal 7")
    chris = signed_in(cast.chris)
    page = words(chris.post(f"{OVERLEG}/kalender"))
    secret = next(
        part for part in page.split() if "/kalender/" in part and part.endswith(".ics</p></div>")
    )
    there = secret.partition(">")[2].partition("<")[0].removeprefix("http://testserver")
    feed = Client().get(there)
    assert feed["Content-Type"].startswith("text/calendar")
    assert feed["Cache-Control"] == "private, no-store"
    told = list(Calendar.from_ical(feed.content).walk("VEVENT"))
    assert any(str(event.get("location")) == "Zaal 7" for event in told)
    assert str(row.pk) in feed.content.decode()
    assert there not in words(chris.get(f"{OVERLEG}/kalender"))
    assert chris.post(f"{OVERLEG}/kalender", {"do": "revoke"}).status_code == 302
    assert Client().get(there).status_code == 404
    assert not CalendarKey.objects.exists()


@pytest.mark.parametrize("key", ["x", "0" * 43, "..%2f..%2fx"])
def test_a_guessed_calendar_is_not_there(key):
    assert Client().get(f"{OVERLEG}/kalender/{key}.ics").status_code == 404


# Who gets in


def test_everybody_gets_what_their_role_gives_and_nothing_else(cast):
    row = held(cast, of=domain(cast))
    test = listed(cast)
    point = add_point(actor_for(cast.an), row, Agreed("Doe", person=cast.hanne), why=WHY)
    planned = vertical(cast, day=DAY + timedelta(days=7))
    addresses = {
        OVERLEG: {"coordinator", "cabinet", "official", "other official", "association", "reader"},
        address(row): {
            *("coordinator", "cabinet", "official", "other official", "association", "reader"),
        },
        address(row, "wijzigen"): {"coordinator", "official"},
        address(row, "verslag"): {"coordinator", "official"},
        address(planned, "afgelasten"): {"coordinator"},
        f"{OVERLEG}/nieuw/voorbeeld": {"coordinator"},
        f"{OVERLEG}/punten/{point.pk}": {"coordinator"},
        f"{OVERLEG}/domeinen/voorbeeld/nieuw/": {"coordinator"},
        f"{OVERLEG}/domeinen/voorbeeld/zorg": {"coordinator"},
        f"{OVERLEG}/domeinen/voorbeeld/zorg/aanduiden": {"coordinator"},
        f"{OVERLEG}/domeinen/voorbeeld": {
            *("coordinator", "cabinet", "official", "other official", "association", "reader"),
        },
        f"{OVERLEG}/kalender": {
            *("coordinator", "cabinet", "official", "other official", "association", "reader"),
        },
        f"/en/werk/armoedetoetsen/{test.pk}": {
            *("coordinator", "cabinet", "official", "association", "evaluator", "reader"),
        },
    }
    browsers = {name: signed_in(person) for name, person in cast.everyone.items()}
    for there, allowed in addresses.items():
        answers = {name: client.get(there).status_code for name, client in browsers.items()}
        assert answers == {name: 200 if name in allowed else 404 for name in browsers}, there
        assert Client().get(there).status_code == 302


def test_the_steps_that_are_buttons_refuse_who_may_not(cast):
    row = held(cast)
    for person in (cast.chris, cast.dina, cast.els, cast.gert, cast.hanne):
        assert signed_in(person).post(address(row, "publiceren")).status_code == 404
    for person in (cast.dina, cast.els, cast.hanne):
        answer = signed_in(person).post(address(row, "punten"), {"text": "x"})
        assert answer.status_code == 404
    for step in ("publiceren", "voorstel", "punten"):
        for client in (signed_in(cast.an), Client()):
            opened = client.get(address(row, step))
            assert (opened.status_code, opened.headers["Location"]) == (302, address(row))
    assert signed_in(cast.an).put(address(row, "publiceren")).status_code == 405
    publish_consultation(actor_for(cast.an), row, why=WHY)
    assert signed_in(cast.hanne).get(address(row)).status_code == 200
    assert signed_in(cast.an).get(address(row, "wijzigen")).status_code == 409


def test_a_page_of_the_list_takes_the_same_queries_however_many_there_are(
    cast, django_assert_max_num_queries
):
    an = signed_in(cast.an)
    for number in range(6):
        held(cast, day=date(2016, 1 + number, 1))
    an.get(OVERLEG)
    with django_assert_max_num_queries(22):
        an.get(OVERLEG)
