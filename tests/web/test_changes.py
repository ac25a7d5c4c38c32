"""What changed, told to people: every verb, word by word, and an action as it was on a day."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from registry.small_plans import WHO, form, plan, take_in
from web.reading_pages import links, words

from grondrecht.plan.differences import Piece, word_pieces
from grondrecht.registry.actions.lineage import confirm_descent, refuse_descent
from grondrecht.registry.actions.links import link_actions, record_involvement, unlink_actions
from grondrecht.registry.actions.offices import Held, appoint, name_office
from grondrecht.registry.actions.parties import import_parties, settle_mention
from grondrecht.registry.actions.texts import maintain_text, say_plainly
from grondrecht.registry.models import Action, Descent, LogEntry, Mention, Office
from grondrecht.registry.parties import load_directory
from grondrecht.web.changes import change_of, changes_of, name_of_key, parts_of
from grondrecht.web.pages import end_of
from grondrecht.web.templatetags.words import changed

pytestmark = pytest.mark.django_db
CODE = "01_02_01"
HISTORY = f"/en/proef/acties/{CODE}/geschiedenis"
HOSTILE = "<script>alert('x')</script>"
LONG_AGO = date(2015, 6, 1)
client = Client()


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """A register in which every verb was used; the action stood there otherwise long ago."""
    with django_db_blocker.unblock(), transaction.atomic():
        _say_what_it_was()
        take_in(plan())
        take_in(plan(form(CODE), form("01_02_02", "Zwemmen", summary="Anders")), "2")
        _use_every_verb()
        yield
        transaction.set_rollback(True)


def _say_what_it_was():
    was = {"code": CODE, "title": "Kinderen in de crèche", "plain": "Oud & vertrouwd"}
    LogEntry.objects.create(
        at=end_of(LONG_AGO) - timedelta(hours=3),
        batch="lang geleden",
        verb="plan.import",
        by="Ada",
        why="eerste druk",
        plan="proef",
        subject=f"action:{CODE}",
        label="Kinderen in de crèche",
        before=dict.fromkeys(was),
        after=was,
    )


def _use_every_verb():
    first, second, third = Action.objects.select_related("plan").order_by("code")[:3]
    maintain_text(first, "summary", "Elke gemeente krijgt honderd plaatsen bij.", **WHO)
    maintain_text(first, "budget", f"2018: {HOSTILE}", **WHO)
    say_plainly(first, "Er komen plaatsen bij.", "There will be more places.", **WHO)
    day = date(2018, 5, 3)
    link = link_actions(first, third, "merged", decision="Brief 12", decided_on=day, **WHO)
    unlink_actions(link, **WHO)
    record_involvement(second, "De Brug", phase="evaluation", said="Te ver", **WHO)
    office = Office.objects.get(code="02")
    name_office(office, "Minister van Welzijn", "Minister of Welfare", **WHO)
    appoint(office, Held("02", "A. Eersteling", day), **WHO)
    confirm_descent(Descent.objects.get(kind="lapsed").pk, decision="Brief 13", **WHO)
    refuse_descent(Descent.objects.get(kind="reworded").pk, **WHO)
    import_parties(load_directory("voorbeeld"), **WHO)
    mention = Mention.objects.filter(how="open")[0]
    settle_mention(mention.pk, "kabinet-welzijn", **WHO)


def change(verb, subject="", language="en"):
    """The newest change by a verb, as it is told."""
    entries = LogEntry.objects.filter(verb=verb, subject__contains=subject)
    with override(language):
        return change_of(entries.order_by("-id")[0])


def told_parts(verb, subject="", language="en"):
    made = change(verb, subject, language)
    return {part.name: (part.before, part.after) for part in made.parts}


# Each verb


@pytest.mark.parametrize(
    ("verb", "subject", "name", "before", "after"),
    [
        ("action.say_plainly", "", "In plain words", "", "Er komen plaatsen bij."),
        ("action.say_plainly", "", "In plain words, in English", "", "There will be more places."),
        ("action.link", "", "Was merged into 03_04_01", "", "Brief 12\n2018-05-03"),
        ("action.unlink", "", "Was merged into 03_04_01", "Brief 12\n2018-05-03", ""),
        (
            *("action.involve", "", "Involvement of people in poverty"),
            *("", "De Brug\nevaluation\nTe ver"),
        ),
        ("office.name", "", "Name", "", "Minister van Welzijn"),
        ("office.appoint", "", "Holders", "", "A. Eersteling – 2018-05-03"),
        ("descent.confirm", "", "State", "proposed", "confirmed"),
        ("descent.confirm", "", "Decision", "", "Brief 13"),
        ("descent.refuse", "", "State", "proposed", "refused"),
        ("parties.import", "party:vrouwenraad", "Other names", "", "vrouwenraad"),
        ("mention.settle", "action:", "Involved parties", "", "kabinet-welzijn"),
        ("plan.import", "action:03_04_01", "Lapsed", "", "yes"),
    ],
)
def test_each_verb_is_told_with_what_was_and_is(told, verb, subject, name, before, after):
    assert told_parts(verb, subject)[name] == (before, after)


@pytest.mark.parametrize(
    ("verb", "what"),
    [
        ("action.maintain", "Text maintained"),
        ("action.link", "Linked with another action"),
        ("action.unlink", "Link with another action taken back"),
        ("descent.confirm", "Confirmed what became of an action"),
        ("mention.settle", "Said which party a name means"),
        ("office.appoint", "Holder of an office recorded"),
    ],
)
def test_a_verb_is_told_in_words_with_who_and_why(told, verb, what):
    made = change(verb)
    assert made.what == what
    assert (made.by, made.why) == (WHO["by"], WHO["why"])
    assert made.at.date() == timezone.now().date()


def test_words_of_the_code_are_told_in_the_language_of_the_page(told):
    assert told_parts("descent.confirm", language="nl")["Toestand"] == ("voorgesteld", "bevestigd")
    involved = told_parts("action.involve", language="nl")
    assert involved["Betrokkenheid van mensen in armoede"][1] == "De Brug\nevaluatie\nTe ver"
    first = LogEntry(verb="plan.describe", before={}, after={"kind": "cabinet", "better": "down"})
    with override("nl"):
        assert [part.after for part in change_of(first).parts] == ["kabinet", "lager is beter"]


def test_a_first_reading_does_not_repeat_the_whole_form(told):
    entry = LogEntry.objects.get(batch="lang geleden")
    made = change_of(entry)
    assert made.parts == ()
    assert (made.code, made.label, made.by) == (CODE, "Kinderen in de crèche", "Ada")
    assert change("plan.import", f"action:{CODE}").what == "Read from the document"


def test_a_new_printing_is_not_repeated_but_what_it_changes_is_told():
    entry = LogEntry(
        verb="plan.import",
        subject="action:01_02_01",
        before={"title": "Oud", "printed:2:1": None, "printed:1:1": {"title": "Oud"}},
        after={"title": "Nieuw", "printed:2:1": {"title": "N"}, "printed:1:1": {"title": "Out"}},
    )
    with override("en"):
        told = [(part.name, part.before, part.after) for part in change_of(entry).parts]
    assert told == [("Title", "Oud", "Nieuw"), ("Title (as printed in 1)", "Oud", "Out")]
    edition = LogEntry(
        verb="plan.import",
        subject="edition:2",
        before={"name": "Editie 2", "decided_on": None},
        after={"name": "Editie II", "decided_on": "2017-03-31"},
    )
    assert [part.after for part in change_of(edition).parts] == ["Editie II", "2017-03-31"]


def test_changes_keep_the_order_given(told):
    entries = list(LogEntry.objects.order_by("-id")[:5])
    assert [each.number for each in changes_of(entries)] == [entry.pk for entry in entries]


def test_an_entry_without_a_label_is_called_by_its_key():
    entry = LogEntry(verb="nog.onbekend", subject="party:vdab", label="  ", at=timezone.now())
    made = change_of(entry)
    assert (made.label, made.what, made.code) == ("vdab", "nog.onbekend", "")


# Before and after


def test_a_form_is_compared_field_by_field():
    before = {"printed:1:1": {"title": "Oud", "budget": "1 euro", "periods": ["2015"]}}
    after = {"printed:1:1": {"title": "Nieuw", "budget": "1 euro", "periods": ["2015", "2017"]}}
    with override("en"):
        parts = list(parts_of(before, after))
    assert [(part.name, part.before, part.after) for part in parts] == [
        ("Title (as printed in 1)", "Oud", "Nieuw"),
        ("Periods (as printed in 1)", "2015", "2015\n2017"),
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (False, ""),
        (True, "yes"),
        (0, "0"),
        ([], ""),
        (["a", "b"], "a\nb"),
        ([["A. Een", "2014-09-01", None], ["B.", None, "2019"]], "A. Een – 2014-09-01\nB. – 2019"),
        ({"origin": "printed", "words": "Zie ook", "decision": ""}, "Zie ook"),
        ({"origin": "printed", "words": "", "decision": ""}, "yes"),
        ({}, ""),
    ],
)
def test_a_value_of_the_log_is_told_as_text(value, words):
    with override("en"):
        parts = list(parts_of({}, {"link:see_also:01_02_02": value}))
    assert [part.after for part in parts] == ([words] if words else [])


def test_keys_that_nobody_foresaw_still_have_a_name():
    with override("en"):
        assert name_of_key("iets") == "iets"
        assert name_of_key("maintained:extra.partner") == "partner (maintained text)"
        assert name_of_key("maintained:notes[1]") == "Note 2 (maintained text)"
        assert name_of_key("printed:1:2:milestone 2017") == (
            "Milestone 2017 (as printed in 1, printing 2)"
        )


@pytest.mark.parametrize(
    "keys",
    [
        ["title", "plain", "parties:responsible", "state", "maintained:title"],
        ["maintained:budget", "maintained:summary", "maintained:milestones[2].text"],
        ["maintained:milestones[2].text", "maintained:milestones[10].text", "printed:1:1:title"],
    ],
)
def test_what_changed_is_told_in_one_order_whatever_the_database_keeps(keys):
    mixed = dict.fromkeys(sorted(keys, key=lambda key: (key[::-1], len(key))), "nieuw")
    with override("en"):
        told = [part.name for part in parts_of({}, mixed)]
        assert told == [name_of_key(key) for key in keys]
        value = {"said": "C", "zz": "E", "origin": "person", "text": "A", "phase": "B", "aa": "D"}
        assert next(parts_of({}, {"involvement:1": value})).after == "A\nB\nC\nD\nE"


TEXTS = st.dictionaries(
    st.sampled_from(["title", "plain", "printed:1:1", "parties"]), st.text("ab c", max_size=9)
)


@given(TEXTS, TEXTS)
def test_parts_are_what_differs_and_their_pieces_hold_both_texts(before, after):
    parts = list(parts_of(before, after))
    differ = {key for key in before | after if before.get(key, "") != after.get(key, "")}
    assert len(parts) == len(differ)
    for part in parts:
        kept = dict.fromkeys(("gone", "new"), "")
        for piece in part.pieces:
            for kind in kept if piece.kind == "same" else (piece.kind,):
                kept[kind] += piece.text
        assert (kept["gone"], kept["new"]) == (part.before, part.after)
    assert list(parts_of(after, after)) == []


def test_words_that_went_and_came_are_marked_and_said_aloud():
    with override("en"):
        html = changed(word_pieces("tien plaatsen", "twaalf plaatsen"))
    assert html.startswith('<del><span class="away"> gone: </span>tien')
    assert '<ins><span class="away"> new: </span>twaalf' in html
    assert html.endswith(" plaatsen")
    assert html.count("(end)") == 2


@given(st.sampled_from(["gone", "new", "same"]), st.text("<>&\"'ab", max_size=9))
def test_nothing_hostile_comes_through_a_change(kind, text):
    html = changed([Piece(kind, text)])
    for tag in ("del", "ins", 'span class="away"', "span"):
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in html
    assert '"' not in html


# The pages


def get(address=HISTORY, status=200, **query):
    response = client.get(address, query)
    assert response.status_code == status
    return response


def test_the_history_tells_every_change_the_newest_first(told):
    page = get()
    changes = page.context["changes"]
    assert [each.number for each in changes] == sorted(
        LogEntry.objects.filter(plan="proef", subject=f"action:{CODE}").values_list("pk", flat=True)
    )[::-1]
    said = words(page)
    assert "because: om te proberen" in said
    assert "There will be more places." in said
    assert HOSTILE not in page.content.decode()
    assert f"/en/proef/acties/{CODE}/wijzigingen.atom" in links(page)


def test_an_action_on_a_day_is_told_with_what_changed_since(told):
    page = get(op=LONG_AGO.isoformat())
    then = {part.name: part for part in page.context["then"]["parts"]}
    assert (then["Title"].before, then["Title"].after) == (
        *("Kinderen in de crèche", "Meer kinderen in de crèche"),
    )
    assert then["In plain words"].before == "Oud & vertrouwd"
    assert then["Summary (maintained text)"].before == ""
    assert "On 1 June 2015" in words(page)
    assert "Oud &amp; vertrouwd" in page.content.decode()


def test_an_action_today_is_as_it_is_now(told):
    page = get(op=timezone.localdate().isoformat())
    assert page.context["then"]["parts"] == []
    assert "On that day the action was as it is now." in words(page)


def test_before_the_first_entry_the_register_did_not_hold_it(told):
    for day in (LONG_AGO - timedelta(days=1), date(1, 1, 1)):
        page = get(op=day.isoformat())
        assert not page.context["then"]["was_there"]
        assert "did not hold this action on that day" in words(page)


@pytest.mark.parametrize("asked", ["2017-02-30", "morgen", "<b>", "2017", "1-1-2017"])
def test_a_day_that_is_none_is_said_beside_the_field(told, asked):
    page = get(op=asked)
    assert page.context["wrong_day"]
    assert page.context["then"] is None
    body = page.content.decode()
    assert 'aria-invalid="true" aria-describedby="op-fout"' in body
    assert '<p id="op-fout" role="alert">' in body
    assert "<b>" not in body.partition("<main")[2]


def test_without_a_day_nothing_is_wrong(told):
    for page in (get(), get(op=""), get(op="9999-12-31")):
        assert not page.context["wrong_day"]
        assert 'role="alert"' not in page.content.decode()


def test_a_history_under_a_code_in_another_spelling_leads_on(told):
    response = client.get("/en/proef/acties/01.02.01/geschiedenis?op=2015-06-01")
    assert (response.status_code, response["Location"]) == (301, f"{HISTORY}?op=2015-06-01")
    assert get("/en/proef/acties/99_99_99/geschiedenis", 404)


def test_the_changes_of_a_plan_are_told_with_their_actions(told):
    page = get("/en/proef/wijzigingen")
    numbers = [made.number for made, _ in page.context["changes"]]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == min(25, LogEntry.objects.filter(plan="proef").count())
    told_of = [(made, address) for made, address in page.context["changes"] if made.code]
    assert {address for _, address in told_of} >= {f"/en/proef/acties/{CODE}"}
    for made, address in told_of:
        assert f"{address}/geschiedenis#wijziging-{made.number}" in links(page)


def test_a_long_history_is_turned_page_by_page(told, monkeypatch):
    monkeypatch.setattr("grondrecht.web.views.history.PAGE", 2)
    page = get(op=LONG_AGO.isoformat())
    following = page.context["page"].next_address
    assert following.startswith(f"{HISTORY}?op=2015-06-01&bladzijde=2")
    numbers = [each.number for each in page.context["changes"]]
    later = [each.number for each in client.get(following).context["changes"]]
    assert len(numbers) == len(later) == 2
    assert max(later) < min(numbers)


def test_histories_take_a_fixed_number_of_queries(told, django_assert_max_num_queries):
    for address in (HISTORY, f"{HISTORY}?op=2015-06-01", "/en/proef/wijzigingen"):
        with django_assert_max_num_queries(8):
            client.get(address)
