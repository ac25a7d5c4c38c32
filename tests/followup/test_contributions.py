"""How actions should contribute to the monitor: who may say it, in the log, never as an effect."""

import pytest
from followup.cast import actor_for, signed_in

from grondrecht.followup.access import Conflict, NotAllowed
from grondrecht.followup.actions.contributions import contribute, take_back_contribution
from grondrecht.followup.actors import operator
from grondrecht.followup.contributions_file import take_in_contributions
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import state_on
from grondrecht.registry.models import Action, Contribution, Indicator, LogEntry
from grondrecht.registry.states import states

pytestmark = pytest.mark.django_db
WHY = {"why": "Voor de monitor."}
MACHINE = operator("de machine")


@pytest.fixture
def indicator(cast, db):
    return Indicator.objects.get(plan=cast.plan, slug="child-arop-2021")


@pytest.fixture
def page(cast):
    action = cast.own_action
    return f"/nl/werk/acties/{action.plan.slug}/{action.code}"


def say(who, cast, indicator, text="Wie een plaats heeft, kan werken.", **more):
    return contribute(actor_for(who), cast.own_action, indicator, "down", text, **WHY, **more)


def test_who_answers_says_it_for_the_own_administration(cast, indicator):
    row = say(cast.chris, cast, indicator)
    assert row.said_for is not None
    assert row.said_for.kind == "administration"
    entry = LogEntry.objects.filter(verb="action.contribute").latest("id")
    assert entry.why == WHY["why"]
    assert entry.public
    assert "Chris" not in entry.by, "everybody reads the role and its body, not the name"


def test_the_coordinator_says_it_for_nobody_else(cast, indicator):
    assert say(cast.an, cast, indicator).said_for is None


@pytest.mark.parametrize("name", ["bram", "dina", "els", "fons", "gert"])
def test_others_may_not(cast, indicator, name):
    with pytest.raises(NotAllowed):
        say(getattr(cast, name), cast, indicator)
    assert not Contribution.objects.filter(action=cast.own_action).exists()


def test_the_log_tells_what_the_tables_say(cast, indicator):
    row = say(cast.chris, cast, indicator)
    code = cast.own_action.code
    key = f"contribution:{indicator.slug}"
    told = state_on(cast.plan.slug, f"action:{code}")[key]
    assert told == states(cast.plan, [code])[code][key]
    assert told["text"] == row.text
    take_back_contribution(actor_for(cast.an), row, **WHY)
    assert key not in state_on(cast.plan.slug, f"action:{code}")
    assert key not in states(cast.plan, [code])[code]


def test_said_again_it_replaces(cast, indicator):
    say(cast.chris, cast, indicator)
    say(cast.an, cast, indicator, "Anders gezegd.")
    row = Contribution.objects.get(action=cast.own_action)
    assert (row.text, row.said_for) == ("Anders gezegd.", None)


def test_two_who_write_at_once_lose_nothing(cast, indicator):
    say(cast.chris, cast, indicator, "Eerst.")
    with pytest.raises(Conflict):
        say(cast.an, cast, indicator, "Ook nieuw.", seen="")
    say(cast.an, cast, indicator, "Daarna.", seen="Eerst.")
    assert Contribution.objects.get(action=cast.own_action).text == "Daarna."


def test_an_indicator_that_is_not_of_the_monitor_is_refused(cast):
    own = Indicator.objects.filter(plan=cast.plan, definition="").first()
    with pytest.raises(RegisterError):
        say(cast.chris, cast, own)


def test_nothing_is_said_without_words(cast, indicator):
    with pytest.raises(RegisterError):
        say(cast.chris, cast, indicator, "  ")


def test_what_was_taken_back_is_not_taken_back_again(cast, indicator):
    row = say(cast.chris, cast, indicator)
    again = Contribution.objects.select_related("action").get(pk=row.pk)
    take_back_contribution(actor_for(cast.chris), row, **WHY)
    with pytest.raises(RegisterError):
        take_back_contribution(actor_for(cast.chris), again, **WHY)


# Pages of the workplace


def filled(**changes):
    return {
        "indicator": "child-arop-2021",
        "direction": "down",
        "text": "Wie een plaats heeft, kan werken.",
        "why": "Voor de monitor.",
        "seen": "",
        **changes,
    }


def test_it_is_said_changed_and_taken_back_by_page(cast, page):
    client = signed_in(cast.chris)
    assert "Hoe deze actie zou moeten bijdragen" in client.get(page).content.decode()
    assert client.post(f"{page}/bijdrage", filled()).status_code == 302
    shown = client.get(page).content.decode()
    assert "Wie een plaats heeft, kan werken." in shown
    form = client.get(f"{page}/bijdrage?cijfer=child-arop-2021").content.decode()
    assert "Wie een plaats heeft, kan werken." in form
    changed = filled(text="Anders.", seen="Wie een plaats heeft, kan werken.")
    assert client.post(f"{page}/bijdrage", changed).status_code == 302
    assert Contribution.objects.get(action=cast.own_action).text == "Anders."
    away = f"{page}/bijdrage/child-arop-2021/terugnemen"
    assert client.get(away).status_code == 200
    assert client.post(away, {"why": "Een vergissing."}).status_code == 302
    assert not Contribution.objects.filter(action=cast.own_action).exists()
    assert client.get(away).status_code == 404


def test_what_another_wrote_stands_beside_what_was_typed(cast, indicator, page):
    say(cast.an, cast, indicator, "Van An.")
    answer = signed_in(cast.chris).post(f"{page}/bijdrage", filled(text="Van Chris."))
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Van An." in shown
    assert "Van Chris." in shown
    assert Contribution.objects.get(action=cast.own_action).text == "Van An."


def test_a_form_that_lacks_something_writes_nothing(cast, page):
    client = signed_in(cast.chris)
    own = Indicator.objects.filter(plan=cast.plan, definition="").first().slug
    for change in ({"text": ""}, {"direction": "weg"}, {"indicator": own}, {"why": ""}):
        assert client.post(f"{page}/bijdrage", filled(**change)).status_code == 422
    assert not Contribution.objects.filter(action=cast.own_action).exists()


@pytest.mark.parametrize("name", ["dina", "els"])
def test_for_others_the_page_is_not_there(cast, page, name):
    client = signed_in(getattr(cast, name))
    assert client.get(f"{page}/bijdrage").status_code == 404
    assert client.post(f"{page}/bijdrage", filled()).status_code == 404


def test_an_association_sees_no_door_to_it(cast, page):
    assert "/bijdrage" not in signed_in(cast.els).get(page).content.decode()


# Files

ONE = '[[contribution]]\naction = "{}"\nindicator = "arop-2021"\ndirection = "down"\ntext = "Zo."\n'


def test_a_file_is_taken_in_once(cast, tmp_path):
    file = tmp_path / "bijdragen.toml"
    file.write_text(ONE.format(cast.own_action.code), "utf-8")
    assert take_in_contributions(MACHINE, cast.plan, file, **WHY) == 1
    entries = LogEntry.whole.count()
    assert take_in_contributions(MACHINE, cast.plan, file, **WHY) == 0
    assert LogEntry.whole.count() == entries


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('"arop-2021"', '"nergens"'), "nergens staat niet in de monitor van"),
        (('"down"', '"weg"'), "kies uit down, up, hold"),
        (('"Zo."', '""'), "ontbreekt of is leeg"),
        (("text =", "tekst ="), "ontbreekt of is leeg"),
        (('text = "Zo."', 'text = "Zo."\neffect = "10 %"'), "is onbekend"),
        (("[[contribution]]", "[[contribution"), "geen geldige TOML"),
    ],
)
def test_a_file_that_is_wrong_is_refused_whole(cast, tmp_path, change, told):
    good = ONE.format(cast.own_action.code)
    file = tmp_path / "bijdragen.toml"
    file.write_text(good.replace("arop-2021", "child-arop-2021") + good.replace(*change), "utf-8")
    before = Contribution.objects.count()
    with pytest.raises(RegisterError, match=told):
        take_in_contributions(MACHINE, cast.plan, file, **WHY)
    assert Contribution.objects.count() == before


def test_the_example_tells_it_of_actions_that_there_are(cast):
    assert Action.objects.filter(contributions__isnull=False).distinct().count() == 4
