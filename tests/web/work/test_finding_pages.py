"""Findings in the workplace: made, shared, replied to, published and withdrawn through pages."""

from datetime import timedelta

import pytest
from django.utils import timezone
from followup.cast import actor_for, signed_in
from followup.sent import a_finding
from web.work.filled import Forms

from grondrecht.followup.access import may
from grondrecht.followup.findings_read import readable
from grondrecht.followup.models import Finding
from grondrecht.registry.models import Indicator

pytestmark = pytest.mark.django_db
PAGE = "/nl/werk/bevindingen"
LINK = "https://voorbeeld.be/nota"
TYPED = {"completion": "limited", "text": "Niemand weet ervan.", "links": f"{LINK} onze nota"}


def sent(client, address, status=302, **typed):
    """Open a page, fill in its last form, and send it."""
    page = client.get(address)
    assert page.status_code == 200, address
    form = Forms(page.content.decode()).found[-1] | typed
    answer = client.post(address, form)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer


def made(cast, **typed):
    """A draft that Els made through the page."""
    client = signed_in(cast.els)
    given = TYPED | {"action": cast.own_action.code} | typed
    sent(client, f"{PAGE}/nieuw/voorbeeld", **given)
    return client, Finding.objects.latest("pk")


def test_a_finding_goes_from_draft_to_public_through_its_pages(cast, db):
    els, finding = made(cast)
    assert finding.evidence == [{"kind": "link", "text": "onze nota", "address": LINK}]
    at = f"{PAGE}/{finding.pk}"
    sent(els, f"{at}/wijzigen", text="Bijna niemand weet ervan.")
    sent(els, f"{at}/delen")
    chris = signed_in(cast.chris)
    sent(chris, f"{at}/antwoord", text="De folder komt in mei.")
    sent(els, f"{at}/publiceren")
    public = signed_in(None).get(f"/nl/voorbeeld/bevindingen/{finding.pk}").content.decode()
    for words in ("Bijna niemand weet ervan.", "De folder komt in mei.", LINK):
        assert words in public
    sent(els, f"{at}/intrekken", reason="Nu wel.")
    finding.refresh_from_db()
    assert (finding.state, finding.withdrawn_why) == ("withdrawn", "Nu wel.")


def test_who_makes_one_is_warned_never_to_name_a_person_in_poverty(cast, db):
    page = signed_in(cast.els).get(f"{PAGE}/nieuw/voorbeeld").content.decode()
    assert "Noem nooit een mens in armoede" in page


def test_what_is_wrong_is_told_and_what_was_typed_stays(cast, db):
    els = signed_in(cast.els)
    given = TYPED | {"action": cast.own_action.code, "links": "javascript:alert(1) nota"}
    page = sent(els, f"{PAGE}/nieuw/voorbeeld", 422, **given).content.decode()
    assert "https://" in page
    assert "Niemand weet ervan." in page
    page = sent(els, f"{PAGE}/nieuw/voorbeeld", 422, **(given | {"action": "99_99_99"}))
    assert not Finding.objects.exists()


def test_before_the_days_to_reply_are_over_the_page_says_until_when(cast, db):
    els, finding = made(cast)
    at = f"{PAGE}/{finding.pk}"
    sent(els, f"{at}/delen")
    answer = els.post(f"{at}/publiceren", {"seen": finding.version + 1})
    assert answer.status_code == 409
    assert "antwoorden tot en met" in answer.content.decode()
    finding.refresh_from_db()
    finding.shared_on = timezone.localdate() - timedelta(days=22)
    finding.save()
    sent(els, f"{at}/publiceren")


def test_two_who_change_it_both_keep_what_they_typed(cast, db):
    els, finding = made(cast)
    at = f"{PAGE}/{finding.pk}/wijzigen"
    form = Forms(els.get(at).content.decode()).found[-1]
    els.post(at, form | {"text": "Van de een."})
    answer = els.post(at, form | {"text": "Van de ander."})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Van de een." in page
    assert "Van de ander." in page


STEPS = ("", "/wijzigen", "/delen", "/antwoord", "/publiceren", "/intrekken")
OPEN_TO = {
    "draft": {"association": {"", "/wijzigen", "/delen"}},
    "shared": {
        "association": {"", "/publiceren", "/intrekken"},
        "official": {"", "/antwoord"},
        "cabinet": {"", "/antwoord"},
        "coordinator": {""},
        "reader": {""},
    },
}


@pytest.mark.parametrize("state", OPEN_TO)
def test_whoever_may_not_finds_nothing_there(cast, db, state):
    party = cast.els.appointments.get().party
    finding = a_finding(cast.own_action, state=state, party=party)
    for name, person in cast.everyone.items():
        client = signed_in(person)
        opened = {
            step for step in STEPS if client.get(f"{PAGE}/{finding.pk}{step}").status_code == 200
        }
        assert opened == OPEN_TO[state].get(name, set()), name
    assert signed_in(None).get(f"{PAGE}/{finding.pk}").status_code == 302


@pytest.mark.parametrize("name", ["bram", "chris", "gert", "hanne"])
def test_who_makes_no_findings_has_no_page_to_make_one(cast, db, name):
    assert signed_in(getattr(cast, name)).get(f"{PAGE}/nieuw/voorbeeld").status_code == 404


def test_the_list_is_what_one_may_read(cast, db):
    parties = {
        name: cast.everyone[name].appointments.get().party for name in ("association", "evaluator")
    }
    for action in (cast.own_action, cast.other_action):
        for state in ("draft", "shared", "published", "withdrawn"):
            for party in (*parties.values(), None):
                a_finding(action, state=state, party=party)
    every = list(Finding.objects.select_related("action"))
    for name, person in cast.everyone.items():
        who = actor_for(person)
        wanted = {
            each
            for each in every
            if may(who, "finding.read", each) or may(who, "finding.read_draft", each)
        }
        assert set(readable(who, cast.plan)) == wanted, name


def test_the_list_leads_to_each_finding_and_hides_the_drafts_of_others(cast, db):
    finding = a_finding(cast.own_action, state="shared", party=cast.els.appointments.get().party)
    a_finding(cast.own_action, state="draft", text="GEHEIM", party=None)
    page = signed_in(cast.chris).get(PAGE).content.decode()
    assert f"{PAGE}/{finding.pk}" in page
    assert "GEHEIM" not in page
    assert signed_in(cast.hanne).get(PAGE).status_code == 404


def test_the_action_and_the_indicators_are_chosen_from_lists_with_their_names(cast, db):
    indicator = Indicator.objects.filter(plan=cast.plan).order_by("name").first()
    page = signed_in(cast.els).get(f"{PAGE}/nieuw/voorbeeld").content.decode()
    title = " ".join(cast.own_action.title.split())[:60]
    assert f'<option value="{cast.own_action.code}">{cast.own_action.code} {title}' in page
    assert page.count("<option") > cast.plan.actions.count()
    assert f'value="{indicator.slug}"' in page
    els, finding = made(cast, indicators=[indicator.slug])
    assert {"kind": "indicator", "address": indicator.slug, "text": ""} in finding.evidence
    change = els.get(f"{PAGE}/{finding.pk}/wijzigen").content.decode()
    assert Forms(change).found[-1]["indicators"] == indicator.slug
    sent(els, f"{PAGE}/{finding.pk}/wijzigen", indicators=[])
    finding.refresh_from_db()
    assert [each["kind"] for each in finding.evidence] == ["link"]


def test_an_action_is_chosen_beforehand_by_the_address_and_any_spelling_is_understood(cast, db):
    code = cast.own_action.code
    page = signed_in(cast.els).get(f"{PAGE}/nieuw/voorbeeld?actie={code}").content.decode()
    assert Forms(page).found[-1]["action"] == code
    _els, finding = made(cast, action=code.replace("_", "."))
    assert finding.action.code == code


@pytest.mark.parametrize("wrong", [{"action": "99_99_99"}, {"indicators": ["bestaat-niet"]}])
def test_what_is_not_in_a_list_is_refused_and_the_words_stay(cast, db, wrong):
    given = TYPED | {"action": cast.own_action.code} | wrong
    answer = sent(signed_in(cast.els), f"{PAGE}/nieuw/voorbeeld", 422, **given)
    assert TYPED["text"] in answer.content.decode()
