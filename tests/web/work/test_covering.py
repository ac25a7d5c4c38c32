"""Choosing what a round asks about: ticks, a search, codes; and the instruments that it covers."""

import json

import pytest
from followup.cast import OTHER_ACTION, OWN_ACTION, actor_for, signed_in
from web.work.filled import again, form_with, press
from web.work.rounds import SLUG, prepared

from grondrecht.followup.actions import rounds
from grondrecht.followup.covering import covered, key_of, said_of
from grondrecht.followup.freezing import copy_of
from grondrecht.followup.models import FrozenRound, RoundInstrument
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import state_on
from grondrecht.registry.models import Action, Form, Instrument

ROUND = f"/nl/werk/rondes/voorbeeld/{SLUG}"
PAGE = f"{ROUND}/acties"
MELDPUNT = "instrument:meldpunt"
HUGE = f"all:actions:{'9' * 5_000}"
WHY = {"why": "om te proberen"}
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def of(cast):
    """A round about one action with an instrument of its own; another action has another."""
    made = prepared(cast, codes=(OWN_ACTION,))
    Instrument.objects.filter(plan=cast.plan).delete()
    for code, name in ((OWN_ACTION, "Onthaal"), (OTHER_ACTION, "Werkbon"), ("", "Meldpunt")):
        row = Instrument.objects.create(
            plan=cast.plan, kind="instrument", slug=name.lower(), name=name
        )
        row.actions.set(Action.objects.filter(plan=cast.plan, code=code))
    return made


def names(of):
    return [row.name for row in covered(of)]


def asked(of):
    return sorted(of.reports.values_list("action__code", flat=True))


def groups(page, name="actions"):
    (found,) = (each for each in page.context["lists"] if each["name"] == name)
    return found["groups"]


def seen(page, name="actions"):
    """What the page shows of a list, without what the search hides."""
    return {
        row["key"] for group in groups(page, name) for row in group["rows"] if not row["hidden"]
    }


# The actions


def test_actions_are_ticked_with_their_titles_beside_them(cast, of):
    an = signed_in(cast.an)
    page = an.get(PAGE)
    title = Action.objects.get(code=OTHER_ACTION).title.split("\n")[0][:40]
    assert title in page.content.decode()
    again(an, PAGE, page, "", actions=[OWN_ACTION, OTHER_ACTION], **WHY)
    assert asked(of) == [OWN_ACTION, OTHER_ACTION]


@pytest.mark.parametrize("per", ["office", "party"])
def test_every_action_stands_in_one_group_whichever_they_are_grouped_by(cast, of, per):
    page = press(signed_in(cast.an), PAGE, "search", per=per)
    keys = [row["key"] for group in groups(page) for row in group["rows"]]
    assert sorted(keys) == sorted(cast.plan.actions.values_list("code", flat=True))
    titles = [group["title"] for group in groups(page)]
    assert ("Departement Werk" in titles) == (per == "party")


def test_a_search_narrows_what_is_seen_and_loses_no_tick(cast, of):
    an = signed_in(cast.an)
    page = press(an, PAGE, "search", q=OTHER_ACTION, why="Half getypt")
    assert seen(page) == {OTHER_ACTION}
    assert form_with(page, "")["actions"] == OWN_ACTION
    assert "Half getypt" in page.content.decode()
    assert asked(of) == [OWN_ACTION]
    again(an, PAGE, page, "", actions=[OWN_ACTION, OTHER_ACTION])
    assert asked(of) == [OWN_ACTION, OTHER_ACTION]


def test_a_whole_office_is_ticked_and_unticked_at_once(cast, of):
    an = signed_in(cast.an)
    page = an.get(PAGE)
    number, group = next(
        (number, group) for number, group in enumerate(groups(page)) if group["all"] > 2
    )
    codes = {row["key"] for row in group["rows"]}
    page = again(an, PAGE, page, f"all:actions:{number}")
    assert set(form_with(page, "")["actions"]) == codes | {OWN_ACTION}
    page = again(an, PAGE, page, f"none:actions:{number}")
    assert groups(page)[number]["chosen"] == 0


@pytest.mark.parametrize("do", ["all:actions:99", "all:x:0", "all", "none:actions:-1", "<b>", HUGE])
def test_a_button_that_the_page_has_not_changes_nothing(cast, of, do):
    page = signed_in(cast.an).post(PAGE, {"do": do, "actions": [OTHER_ACTION]})
    assert page.status_code == 200
    assert form_with(page, "")["actions"] == OTHER_ACTION
    assert asked(of) == [OWN_ACTION]


def test_codes_count_beside_the_ticks_and_an_unknown_one_is_refused_with_all_kept(cast, of):
    an = signed_in(cast.an)
    wrong = press(an, PAGE, "", codes="99_99_99", **WHY)
    assert wrong.status_code == 422
    assert form_with(wrong, "")["codes"].strip() == "99_99_99"
    again(an, PAGE, wrong, "", codes="07.04.01")
    assert asked(of) == [OWN_ACTION, OTHER_ACTION]


def test_as_many_ticks_as_the_plan_of_2015_would_take_are_saved(cast, of):
    actions = [
        Action(plan=cast.plan, code=f"99_99_{number:03}", title="Actie") for number in range(161)
    ]
    Action.objects.bulk_create(actions)
    Form.objects.bulk_create(
        Form(edition_id=of.edition_id, action=action, position=position, body={})
        for position, action in enumerate(actions, start=1_000)
    )
    Instrument.objects.bulk_create(
        Instrument(plan=cast.plan, kind="system", slug=f"systeem-{number:03}", name="Systeem")
        for number in range(700)
    )
    an = signed_in(cast.an)
    ticks = {
        "actions": [action.code for action in actions],
        "instruments": [f"system:systeem-{number:03}" for number in range(700)],
    }
    seen = press(an, PAGE, "search", **ticks)
    assert {name: form_with(seen, "")[name] for name in ticks} == ticks
    assert again(an, PAGE, seen, "", **WHY).status_code == 302
    assert asked(of) == sorted(ticks["actions"])
    assert [key_of(row) for row in covered(of)] == sorted(ticks["instruments"])


# The instruments


def test_a_round_covers_the_instruments_of_its_actions(cast, of):
    assert names(of) == ["Onthaal"]
    rounds.cover(actor_for(cast.an), of, [OWN_ACTION, OTHER_ACTION], **WHY)
    assert names(of) == ["Onthaal", "Werkbon"]
    rounds.cover(actor_for(cast.an), of, [OTHER_ACTION], **WHY)
    assert names(of) == ["Werkbon"]
    assert not RoundInstrument.objects.exists(), "what follows is not kept"


def test_the_coordinator_adds_one_and_takes_one_out(cast, of):
    an = signed_in(cast.an)
    press(an, PAGE, "", instruments=["instrument:meldpunt"], **WHY)
    assert names(of) == ["Meldpunt"]
    assert said_of(of) == ["+instrument:meldpunt", "-instrument:onthaal"]
    press(an, PAGE, "", instruments=["instrument:onthaal"], **WHY)
    assert names(of) == ["Onthaal"]
    assert said_of(of) == []


def test_an_action_that_is_ticked_brings_its_instruments_whatever_was_said_of_others(cast, of):
    ticks = {"actions": [OWN_ACTION, OTHER_ACTION], "instruments": ["instrument:meldpunt"]}
    press(signed_in(cast.an), PAGE, "", **ticks, **WHY)
    assert names(of) == ["Meldpunt", "Werkbon"]


def test_an_unknown_instrument_is_refused_and_nothing_is_written(cast, of):
    with pytest.raises(RegisterError, match="instrument:niets"):
        rounds.cover(actor_for(cast.an), of, [OTHER_ACTION], add=["instrument:niets"], **WHY)
    assert (asked(of), names(of)) == ([OWN_ACTION], ["Onthaal"])


def test_the_log_says_what_was_said_of_instruments(cast, of):
    rounds.cover(actor_for(cast.an), of, [OWN_ACTION], add=["instrument:meldpunt"], **WHY)
    assert state_on("voorbeeld", f"round:{SLUG}")["instruments"] == ["+instrument:meldpunt"]


def test_the_page_of_the_round_and_the_data_of_the_report_have_them(cast, of):
    rounds.cover(actor_for(cast.an), of, [OWN_ACTION], add=["instrument:meldpunt"], **WHY)
    (first, second) = copy_of(of)["instruments"]
    assert (first["name"], first["actions"]) == ("Meldpunt", [])
    assert (second["slug"], second["actions"]) == ("onthaal", [OWN_ACTION])
    an = signed_in(cast.an)
    page = an.get(ROUND).content.decode()
    assert "De ronde gaat over 2 instrumenten" in page
    assert 'href="/nl/voorbeeld/instrumenten/instrument/onthaal"' in page
    file = json.loads(b"".join(an.get(f"{ROUND}/rapport/report.json")))
    assert [each["slug"] for each in file["instruments"]] == ["meldpunt", "onthaal"]


def test_a_frozen_round_keeps_the_instruments_that_it_had(cast, of):
    closed(cast, of)
    Instrument.objects.get(slug="onthaal").actions.clear()
    page = signed_in(cast.an).get(ROUND)
    assert [each["name"] for each in page.context["instruments"]] == ["Onthaal"]
    assert '"onthaal"' in FrozenRound.objects.get(round=of).body


def test_instruments_are_called_in_the_language_of_the_page_where_they_can_be(cast, of):
    Instrument.objects.filter(slug="onthaal").update(name_en="Welcome <3")
    an = signed_in(cast.an)
    press(an, PAGE, "", actions=[OWN_ACTION], instruments=["instrument:onthaal", MELDPUNT], **WHY)
    for frozen in (False, True):
        if frozen:
            closed(cast, of)
        for language, told in (
            ("nl", {("nl", "Onthaal"), ("nl", "Meldpunt")}),
            ("en", {("en", "Welcome <3"), ("nl", "Meldpunt")}),
        ):
            page = an.get(ROUND.replace("/nl/", f"/{language}/"))
            rows = page.context["instruments"]
            assert {(each["language"], each["name"]) for each in rows} == told
            assert 'lang="nl">Meldpunt</a>' in page.content.decode()


def closed(cast, of):
    for verb in (rounds.open_round, rounds.end_answers, rounds.end_validation, rounds.freeze):
        of.refresh_from_db()
        verb(actor_for(cast.an), of, **WHY)


def test_keys_are_those_of_the_addresses(cast, of):
    assert key_of(Instrument.objects.get(slug="onthaal")) == "instrument:onthaal"


@pytest.mark.parametrize("who", ["chris", "bram", "els", "gert", "hanne"])
def test_nobody_else_chooses(cast, of, who):
    assert signed_in(getattr(cast, who)).get(PAGE).status_code in (403, 404)


@pytest.mark.parametrize("path", [PAGE, ROUND])
def test_more_actions_and_instruments_take_no_more_queries(
    cast, of, path, django_assert_max_num_queries
):
    an = signed_in(cast.an)
    an.get(ROUND)

    def taken():
        with django_assert_max_num_queries(14) as seen:
            an.get(path)
        return len(seen)

    few = taken()
    everything = cast.plan.actions.values_list("code", flat=True)
    more = ["instrument:meldpunt", "instrument:werkbon"]
    rounds.cover(actor_for(cast.an), of, everything, add=more, **WHY)
    assert taken() <= few


def test_what_a_search_hides_is_not_ticked_with_its_group(cast, of):
    an = signed_in(cast.an)
    page = press(an, PAGE, "search", q=OTHER_ACTION)
    number = next(
        number
        for number, group in enumerate(groups(page))
        if any(row["key"] == OTHER_ACTION for row in group["rows"])
    )
    page = again(an, PAGE, page, f"all:actions:{number}")
    assert set(form_with(page, "")["actions"]) <= {OWN_ACTION, OTHER_ACTION}
