"""Actions are kept up to date by page: who sees which, what is refused, what two writers meet."""

import re

import pytest
from followup.cast import OTHER_ACTION, OWN_ACTION, actor_for, signed_in
from web.work.rounds import AT, opened

from grondrecht.followup.actions.actions import involve, printed_texts, say_plainly
from grondrecht.registry.models import Involvement
from grondrecht.web.templatetags.look import address

pytestmark = pytest.mark.django_db
FRONT = "/nl/werk/acties"
OWN = f"{FRONT}/voorbeeld/{OWN_ACTION}"
OTHER = f"{FRONT}/voorbeeld/{OTHER_ACTION}"
SUMMARY = f"{OWN}/veld/summary"
WHY = {"why": "Er is nieuws."}
HOSTILE = '</textarea><script>alert(1)</script> {{ 7|add:1 }} "\u202e'


@pytest.fixture
def action(cast, db):
    return cast.own_action


def words(answer):
    return answer.content.decode()


def kept(action):
    action.refresh_from_db()
    return action.maintained.get("summary")


def seen(action):
    return kept(action) or printed_texts(action)["summary"]


def test_an_official_finds_the_own_actions_and_no_search(cast):
    page = words(signed_in(cast.chris).get(FRONT))
    assert OWN in page
    assert OTHER not in page
    assert 'name="q"' not in page


@pytest.mark.parametrize("name", ["an", "els"])
@pytest.mark.parametrize("query", [OWN_ACTION, "02.06", "02-06-01", " 02 06 "])
def test_who_has_to_do_with_all_searches_by_code_in_any_spelling(cast, name, query):
    page = words(signed_in(getattr(cast, name)).get(FRONT, {"q": query}))
    assert OWN in page
    assert OTHER not in page


@pytest.mark.parametrize("query", ["bestaat niet", HOSTILE, "%"])
def test_a_search_that_finds_nothing_says_so(cast, query):
    answer = signed_in(cast.an).get(FRONT, {"q": query})
    assert answer.status_code == 200
    assert "<script>alert" not in words(answer)
    assert OWN not in words(answer)


def test_each_role_comes_to_what_it_may_do_and_to_nothing_else(cast):
    pages = {"": "", "text": "/veld/summary", "plain": "/gewoon", "involve": "/betrokkenheid"}
    may = {
        "coordinator": {"", "text", "plain", "involve"},
        "official": {"", "text", "plain", "involve"},
        "association": {"", "involve"},
        "evaluator": {""},
    }
    for name, person in cast.everyone.items():
        client = signed_in(person)
        for kind, page in pages.items():
            status = 200 if kind in may.get(name, ()) else 404
            assert client.get(f"{OWN}{page}").status_code == status, (name, kind)
            if status == 404 and page:
                assert client.post(f"{OWN}{page}", {"text": "x", **WHY}).status_code == 404


def test_an_evaluator_finds_any_action_and_begins_a_finding_about_it(cast):
    fons = signed_in(cast.fons)
    front = words(fons.get(FRONT, {"q": "02.06"}))
    assert OWN in front
    page = words(fons.get(OWN))
    new = f"/nl/werk/bevindingen/nieuw/voorbeeld?actie={OWN_ACTION}"
    assert f'href="{new}"' in page
    assert f"{OWN}/betrokkenheid" not in page
    assert OWN_ACTION in words(fons.get(new))
    assert f'href="{FRONT}"' in words(fons.get("/nl/werk/"))


def test_who_judges_nothing_is_not_led_to_a_finding(cast):
    assert "bevindingen/nieuw" not in words(signed_in(cast.chris).get(OWN))
    assert "bevindingen/nieuw" in words(signed_in(cast.els).get(OWN))


def test_a_visitor_is_led_to_the_sign_in(cast):
    answer = signed_in(None).get(OWN)
    assert answer.status_code == 302
    assert "aanmelden" in answer.url


def test_printed_and_maintained_stand_beside_each_other_and_everyone_reads_it(cast, action):
    client, printed = signed_in(cast.chris), seen(action)
    answer = client.post(SUMMARY, {"text": "Nu in vier steden.", "seen": printed, **WHY})
    assert (answer.status_code, answer.url) == (302, OWN)
    assert kept(action) == "Nu in vier steden."
    for page in (OWN, f"/nl/voorbeeld/acties/{OWN_ACTION}"):
        page = words(signed_in(None if "werk" not in page else cast.chris).get(page))
        assert "Nu in vier steden." in page
        assert printed.split(".")[0] in page
    history = words(signed_in(None).get(f"/nl/voorbeeld/acties/{OWN_ACTION}/geschiedenis"))
    assert "ambtenaar, Departement Welzijn en Samenleving" in history
    assert "Chris Ambtenaar" not in history
    assert WHY["why"] in history


def test_every_field_of_the_form_has_its_page(cast, action):
    client = signed_in(cast.chris)
    for path in printed_texts(action):
        assert (
            client.get(address("work-action-text", "voorbeeld", OWN_ACTION, path)).status_code
            == 200
        )
    assert client.get(f"{OWN}/veld/kleur").status_code == 404


def test_a_text_without_a_reason_is_refused_and_stays_on_the_page(cast, action):
    answer = signed_in(cast.chris).post(SUMMARY, {"text": "Mijn tekst.", "seen": seen(action)})
    assert answer.status_code == 422
    assert "Mijn tekst." in words(answer)
    assert kept(action) is None


def test_two_writers_meet_and_nothing_typed_is_lost(cast, action):
    began = seen(action)
    signed_in(cast.an).post(SUMMARY, {"text": "Van An.", "seen": began, **WHY})
    chris = signed_in(cast.chris)
    late = chris.post(SUMMARY, {"text": "Van Chris.", "seen": began, **WHY})
    assert late.status_code == 409
    assert "Van An." in words(late)
    assert "Van Chris.</textarea>" in words(late)
    assert kept(action) == "Van An."
    now = re.search(r'name="seen" value="([^"]*)"', words(late))[1]
    assert now == "Van An."
    assert chris.post(SUMMARY, {"text": "Van Chris.", "seen": now, **WHY}).status_code == 302
    assert kept(action) == "Van Chris."


def test_a_text_sent_without_what_it_began_from_replaces_nothing(cast, action):
    answer = signed_in(cast.chris).post(SUMMARY, {"text": "Blind.", **WHY})
    assert answer.status_code == 409
    assert kept(action) is None


def test_what_a_browser_sends_of_several_lines_is_no_change_by_itself(cast, action):
    client = signed_in(cast.chris)
    client.post(SUMMARY, {"text": "Een.\r\n\r\nTwee.", "seen": seen(action), **WHY})
    assert kept(action) == "Een.\n\nTwee."
    again = {"text": "Een.\r\n\r\nTwee.", "seen": "Een.\r\n\r\nTwee.", **WHY}
    assert client.post(SUMMARY, again).status_code == 302
    assert kept(action) == "Een.\n\nTwee."


def test_plain_words_meet_what_another_wrote_in_either_language(cast, action):
    began = {"seen": action.plain, "seen_en": action.plain_en}
    say_plainly(actor_for(cast.an), action, "Van An.", action.plain_en, **WHY)
    chris = signed_in(cast.chris)
    typed = {"plain": "Van Chris.", "plain_en": "By Chris.", **WHY}
    late = chris.post(f"{OWN}/gewoon", typed | began)
    assert late.status_code == 409
    assert "Van An." in words(late)
    now = {"seen": "Van An.", "seen_en": began["seen_en"]}
    assert chris.post(f"{OWN}/gewoon", typed | now).status_code == 302
    action.refresh_from_db()
    assert (action.plain, action.plain_en) == ("Van Chris.", "By Chris.")


def test_an_association_records_who_took_part_under_its_own_name_and_a_warning(cast, action):
    client = signed_in(cast.els)
    page = words(client.get(f"{OWN}/betrokkenheid"))
    assert "Noem nooit" in page
    name = re.search(r'name="text" value="([^"]+)"', page)[1]
    told = {"text": name, "phase": "execution", "said": "Het loket is te ver.", "outcome": ""}
    assert client.post(f"{OWN}/betrokkenheid", told).status_code == 302
    row = action.involvements.get(form=None, said=told["said"])
    assert row.text == name
    for visitor, where in ((None, f"/nl/voorbeeld/acties/{OWN_ACTION}"), (cast.els, OWN)):
        assert told["said"] in words(signed_in(visitor).get(where))
    assert client.post(f"{OWN}/betrokkenheid", told | {"text": " "}).status_code == 422
    assert client.post(f"{OWN}/betrokkenheid", told | {"phase": "ooit"}).status_code == 422


def test_who_recorded_it_takes_it_back_by_a_page_and_the_history_says_why(cast, action):
    els, public = signed_in(cast.els), f"/nl/voorbeeld/acties/{OWN_ACTION}"
    row = involve(actor_for(cast.els), action, "De Brug", said="Het loket is ver.", **WHY)
    page = f"{OWN}/betrokkenheid/{row.pk}/terugnemen"
    for name in ("bram", "chris", "dina", "fons", "gert", "hanne"):
        client = signed_in(getattr(cast, name))
        assert client.get(page).status_code == client.post(page, WHY).status_code == 404
        assert page not in words(client.get(OWN))
    for name in ("an", "els"):
        assert page in words(signed_in(getattr(cast, name)).get(OWN))
    assert "Het loket is ver." in words(els.get(page))
    assert els.post(page, {"why": ""}).status_code == 422
    assert els.get(page.replace(OWN_ACTION, OTHER_ACTION)).status_code == 404
    assert els.post(page, {"why": "Een ander overleg."}).url == OWN
    assert "Het loket is ver." not in words(els.get(OWN))
    # On the public page only the history still has it, struck out.
    assert "Het loket is ver." not in words(els.get(public)).partition('id="geschiedenis"')[0]
    history = words(els.get(f"{public}/geschiedenis"))
    assert "Een ander overleg." in history
    assert "teruggenomen" in history
    assert els.post(page, WHY).status_code == 404


def test_what_the_plan_prints_has_no_page_to_take_it_back(cast):
    printed = Involvement.objects.filter(form__isnull=False).select_related("action").first()
    page = f"{FRONT}/voorbeeld/{printed.action.code}/betrokkenheid/{printed.pk}/terugnemen"
    assert signed_in(cast.an).get(page).status_code == 404


def test_hostile_text_is_shown_as_text_wherever_it_stands(cast, action):
    client = signed_in(cast.chris)
    client.post(SUMMARY, {"text": HOSTILE, "seen": seen(action), **WHY})
    client.post(f"{OWN}/betrokkenheid", {"text": HOSTILE, "said": HOSTILE, "phase": ""})
    met = client.post(SUMMARY, {"text": HOSTILE * 2, "seen": "iets anders", **WHY})
    for page in (met, client.get(OWN), client.get(SUMMARY), client.get(FRONT)):
        assert "<script>alert" not in words(page)
        assert "{{ 7" in words(page) or page.request["PATH_INFO"] == FRONT
    assert client.post(SUMMARY, {"text": "a\0b", "seen": HOSTILE, **WHY}).status_code == 422
    assert kept(action) == HOSTILE


def test_a_report_leads_who_answers_to_the_text_of_its_action(cast):
    opened(cast)
    for person, leads in ((cast.an, True), (cast.chris, True), (cast.bram, False)):
        assert (OWN in words(signed_in(person).get(f"{AT}/{OWN_ACTION}"))) is leads


@pytest.mark.parametrize(
    ("page", "most"), [(FRONT, 9), (OWN, 14), (SUMMARY, 9), (f"{OWN}/betrokkenheid", 9)]
)
def test_a_page_asks_the_register_a_fixed_number_of_times(
    cast, action, django_assert_max_num_queries, page, most
):
    client = signed_in(cast.chris)
    for said in range(3):
        involve(actor_for(cast.chris), action, "De Brug", said=str(said), **WHY)
    client.get(page)
    with django_assert_max_num_queries(most):
        client.get(page)
