"""The pages of a round: prepared, set, opened, followed, ended, frozen, sent; and who may not."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from followup.cast import OTHER_ACTION, OWN_ACTION, actor_for, signed_in
from web.work.filled import again, press
from web.work.rounds import SLUG, answered, opened, prepared, report_of

from grondrecht.followup.actions import reports, rounds
from grondrecht.followup.models import Appointment, Report, Round
from grondrecht.registry.models import Party

LIST = "/nl/werk/rondes"
PREPARE = "/nl/werk/ronde-voorbereiden/voorbeeld"
ROUND = f"{LIST}/voorbeeld/{SLUG}"
STEPS = (
    *("instellen", "acties", "openen", "antwoorden-afsluiten", "validatie-afsluiten"),
    *("heropenen", "bevriezen", "versturen"),
)
pytestmark = pytest.mark.usefixtures("db")


def words(answer):
    return answer.content.decode()


def validated(cast):
    """A round in which one answer is validated and the validation has ended."""
    of = opened(cast)
    report = report_of(of, OWN_ACTION)
    answered(cast.chris, report)
    reports.validate(actor_for(cast.bram), report, why="x")
    for verb in (rounds.end_answers, rounds.end_validation):
        verb(actor_for(cast.an), of, why="x")
    return of


def test_a_coordinator_prepares_a_round_with_what_the_law_says(cast):
    an = signed_in(cast.an)
    assert PREPARE in words(an.get(LIST))
    done = press(an, PREPARE, "", first_day="2016-01-01", last_day="2017-12-31")
    of = Round.objects.get()
    assert done["Location"] == f"{LIST}/voorbeeld/{of.slug}"
    assert (of.to_government, of.to_parliament) == (date(2018, 4, 1), date(2018, 5, 1))
    assert of.state == "prepared"
    assert of.reports.count() > 20


def test_days_that_contradict_are_told_and_nothing_is_prepared(cast):
    answer = press(signed_in(cast.an), PREPARE, "", first_day="2016-01-01", last_day="2015-01-01")
    assert answer.status_code == 422
    assert 'value="2015-01-01"' in words(answer)
    assert not Round.objects.exists()


def test_the_page_before_opening_says_what_is_asked_of_whom(cast):
    of = prepared(cast)
    an = signed_in(cast.an)
    page = an.get(f"{ROUND}/openen")
    assert "Departement Welzijn en Samenleving" in words(page)
    again(an, f"{ROUND}/openen", page, "")
    of.refresh_from_db()
    assert of.state == "open"
    assert set(of.reports.values_list("state", flat=True)) == {"asked"}


def test_actions_are_left_out_and_put_back(cast):
    of = prepared(cast)
    an = signed_in(cast.an)
    only = {"actions": [OWN_ACTION], "codes": "07-04-01", "why": "Alleen deze."}
    press(an, f"{ROUND}/acties", "", **only)
    assert of.reports.count() == 2
    wrong = press(an, f"{ROUND}/acties", "", codes="99_99_99", why="Onbekend.")
    assert wrong.status_code == 422
    assert of.reports.count() == 2


def test_the_days_are_changed_and_a_second_who_does_so_sees_the_first(cast):
    of = opened(cast)
    an = signed_in(cast.an)
    page = an.get(f"{ROUND}/instellen")
    press(an, f"{ROUND}/instellen", "", name="Nieuwe naam", why="Duidelijker.")
    second = again(an, f"{ROUND}/instellen", page, "", name="Andere naam", why="Beter.")
    assert second.status_code == 409
    assert "Nieuwe naam" in words(second)
    again(an, f"{ROUND}/instellen", second, "")
    of.refresh_from_db()
    assert of.name == "Andere naam"


def test_progress_is_counted_by_office_and_administration(cast):
    of = opened(cast, answer_by=timezone.localdate() - timedelta(days=3))
    answered(cast.chris, report_of(of, OWN_ACTION))
    context = signed_in(cast.an).get(ROUND).context
    total = of.reports.count()
    by_state = {each["label"]: each["count"] for each in context["figures"]}
    assert by_state["Beantwoord, te valideren"] == 1
    assert by_state["Niet beantwoord"] == by_state["Te laat"] == total - 1
    [row] = [row for row in context["offices"] if row[0]["text"].startswith("06")]
    assert row[2]["text"] == 1
    assert sum(row[1]["text"] for row in context["offices"]) == total


@pytest.mark.parametrize("column", ["all", "answered", "waiting", "late", "validated"])
def test_each_number_leads_to_a_list_of_as_many(cast, column):
    of = opened(cast, answer_by=timezone.localdate() - timedelta(days=3))
    answered(cast.chris, report_of(of, OWN_ACTION))
    an = signed_in(cast.an)
    place = {"all": 1, "answered": 2, "validated": 3, "waiting": 5, "late": 6}[column]
    for table in ("offices", "parties"):
        for row in an.get(ROUND).context[table][:3]:
            cell = row[place]
            if cell["text"]:
                listed = an.get(cell["address"]).context["page"]
                assert listed.total == cell["text"]


def test_a_list_that_is_narrowed_down_says_so_and_is_widened_again(cast):
    opened(cast)
    an = signed_in(cast.an)
    narrow = an.get(f"{ROUND}?ambt=06&stand=waiting")
    assert [each["label"][:2] for each in narrow.context["chosen"]] == ["Ni", "06"]
    assert an.get(f"{ROUND}?ambt=zz&stand=nonsense").status_code == 200


def test_a_round_goes_its_way_to_parliament(cast):
    of = validated(cast)
    an = signed_in(cast.an)
    missing = an.get(f"{ROUND}/bevriezen")
    assert "Niet beantwoord" in words(missing)
    unsure = again(an, f"{ROUND}/bevriezen", missing, "")
    assert unsure.status_code == 422
    again(an, f"{ROUND}/bevriezen", unsure, "", sure="on")
    of.refresh_from_db()
    assert of.state == "frozen"
    press(an, f"{ROUND}/versturen", "", sure="on")
    of.refresh_from_db()
    assert of.state == "sent"


def test_answering_ends_and_begins_again(cast):
    of = opened(cast)
    an = signed_in(cast.an)
    for path, state in (
        ("antwoorden-afsluiten", "answered"),
        ("validatie-afsluiten", "validated"),
        ("heropenen", "open"),
    ):
        press(an, f"{ROUND}/{path}", "")
        of.refresh_from_db()
        assert of.state == state


def test_a_step_that_is_not_due_is_told_so(cast):
    opened(cast)
    for path in ("openen", "bevriezen", "versturen", "validatie-afsluiten"):
        answer = signed_in(cast.an).get(f"{ROUND}/{path}")
        assert answer.status_code == 409, path
        assert "Dit kan niet zolang" in words(answer) or "kan" in words(answer)
        assert f'href="{ROUND}"' in answer.content.decode().partition("<main")[2], path


def test_a_step_that_somebody_else_took_first_is_not_taken_twice(cast):
    of = opened(cast)
    an = signed_in(cast.an)
    page = an.get(f"{ROUND}/antwoorden-afsluiten")
    rounds.end_answers(actor_for(cast.an), of, why="x")
    assert again(an, f"{ROUND}/antwoorden-afsluiten", page, "").status_code == 409


@pytest.mark.parametrize("path", STEPS)
@pytest.mark.parametrize("who", ["cabinet", "official", "reader", "association", "nobody"])
def test_nobody_but_the_coordinator_takes_a_step(cast, who, path):
    of = opened(cast)
    client = signed_in(cast.everyone[who])
    for answer in (client.get(f"{ROUND}/{path}"), client.post(f"{ROUND}/{path}", {"why": "x"})):
        assert answer.status_code == 404
    of.refresh_from_db()
    assert of.state == "open"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator", 200),
        ("cabinet", 200),
        ("official", 200),
        ("reader", 200),
        ("association", 404),
        ("evaluator", 404),
        ("nobody", 404),
    ],
)
def test_who_reads_rounds(cast, who, status):
    opened(cast)
    client = signed_in(cast.everyone[who])
    assert client.get(LIST).status_code == status
    assert client.get(ROUND).status_code == status
    prepares = client.get(PREPARE).status_code
    assert prepares == (200 if who == "coordinator" else 404)


def test_there_is_no_page_for_a_round_or_a_step_that_is_not_there(cast):
    opened(cast)
    an = signed_in(cast.an)
    for address in (f"{ROUND}x", f"{ROUND}/dansen", PREPARE + "x"):
        assert an.get(address).status_code == 404


def test_a_cabinet_validates_many_at_once(cast):
    of = opened(cast)
    office = report_of(of, OWN_ACTION).action.office
    mine = Report.objects.filter(round=of, action__office=office).select_related("action")
    for report in mine[:3]:
        answered(cast.an, report)
    bram = signed_in(cast.bram)
    assert f"{ROUND}/valideren" in words(bram.get(ROUND))
    page = bram.get(f"{ROUND}/valideren")
    waiting = page.context["waiting"]
    assert len(waiting) == 3
    none = bram.post(f"{ROUND}/valideren", {})
    assert none["Location"] == f"{ROUND}/valideren"
    answered(cast.an, waiting[2]["report"], news="Intussen anders.")
    ticked = [each["name"] for each in waiting]
    bram.post(f"{ROUND}/valideren", {"report": [*ticked, "1:x", "999999:1", f"{'9' * 5_000}:1"]})
    assert mine.filter(state="validated").count() == 2
    assert "veranderde terwijl u las" in words(bram.get(f"{ROUND}/valideren"))


def test_only_a_cabinet_has_a_list_to_validate(cast):
    opened(cast)
    for who in ("coordinator", "official", "reader", "nobody"):
        assert signed_in(cast.everyone[who]).get(f"{ROUND}/valideren").status_code == 404


def brought(cast, state):
    """A round in a state: one answer validated, one not, one sent back, the others not answered."""
    of = opened(cast, answer_by=timezone.localdate() - timedelta(days=3))
    for code, who in ((OWN_ACTION, cast.chris), (OTHER_ACTION, cast.dina), ("02_06_03", cast.an)):
        answered(who, report_of(of, code))
    reports.validate(actor_for(cast.bram), report_of(of, OWN_ACTION), why="x")
    reports.send_back(actor_for(cast.an), report_of(of, "02_06_03"), "Te vaag.")
    ways = (rounds.end_answers, rounds.end_validation, rounds.freeze, rounds.send)
    names = [name for name, _label in Round.STATES][2:]
    for name, verb in zip(names, ways, strict=True):
        if of.state != state:
            verb(actor_for(cast.an), of, why="x")
            of.refresh_from_db()
            assert of.state == name
    return of


@pytest.mark.parametrize("state", ["open", "validated", "frozen", "sent"])
def test_a_round_counts_the_same_before_and_after_it_is_frozen(cast, state):
    of = brought(cast, state)
    total = of.reports.count()
    an = signed_in(cast.an)
    context = an.get(ROUND).context
    counts = [figure["count"] for figure in context["figures"]]
    assert counts[:3] == [1, 1, total - 2]
    assert counts[3:] == ([total - 2] if state in ("open", "validated") else [])
    for table in ("offices", "parties"):
        for row in context[table]:
            assert row[1]["text"] == sum(cell["text"] for cell in (*row[2:4], row[5]))
            for cell in row[2:]:
                if cell["text"]:
                    assert an.get(cell["address"]).context["page"].total == cell["text"]
    assert f"2 van {total} beantwoord" in words(an.get(LIST))


@pytest.mark.parametrize(("state", "left"), [("open", 3), ("frozen", 2), ("sent", 0)])
def test_days_are_counted_down_as_long_as_something_is_waited_for(cast, state, left):
    brought(cast, state)
    page = signed_in(cast.an).get(ROUND)
    assert len([day for day in page.context["days"] if day["left"]]) == left
    assert ("te valideren" in words(page)) == (state == "open")


def told_before_opening(cast):
    """What the page before opening tells, by title."""
    groups = signed_in(cast.an).get(f"{ROUND}/openen").context["told"]
    return {group["title"]: group["lines"] for group in groups}


def test_before_opening_it_is_told_which_administrations_have_nobody(cast):
    prepared(cast)
    told = told_before_opening(cast)
    [title] = [title for title in told if "niemand" in title and "Kijk eerst na" in title]
    alone = {line.rpartition(":")[0] for line in told[title]}
    everybody = {line.rpartition(":")[0] for line in told["Wat aan wie gevraagd wordt"]}
    assert f"{len(alone)} van de {len(everybody)}" in title
    assert "Departement Welzijn en Samenleving" in everybody - alone
    assert alone < everybody


def test_an_official_of_the_whole_answers_for_its_parts(cast):
    prepared(cast)
    Appointment.objects.filter(person=cast.chris).update(last_day=date(2016, 1, 2))
    alone = str(told_before_opening(cast))
    assert alone.count("Departement Welzijn en Samenleving") == 2
    part = Party.objects.get(slug="departement-welzijn-en-samenleving")
    whole = Party.objects.create(slug="geheel", name="Geheel", kind="administration")
    Party.objects.filter(pk=part.pk).update(part_of=whole)
    Appointment.objects.filter(person=cast.chris).update(party=whole, last_day=None)
    assert str(told_before_opening(cast)).count("Departement Welzijn en Samenleving") == 1


def test_days_that_are_past_are_told_and_do_not_forbid(cast):
    long_ago = {"answer_by": date(2018, 1, 5), "validate_by": date(2018, 2, 5)}
    of = prepared(cast, **long_ago)
    past = told_before_opening(cast)["Kijk eerst na: deze dagen zijn al voorbij"]
    assert [line.replace("\N{NO-BREAK SPACE}", " ").endswith("2018") for line in past] == [True] * 2
    an = signed_in(cast.an)
    again(an, f"{ROUND}/openen", an.get(f"{ROUND}/openen"), "")
    of.refresh_from_db()
    assert of.state == "open"


def test_where_all_is_well_nothing_is_to_be_looked_at_first(cast):
    prepared(cast, codes=(OWN_ACTION,))
    assert not [title for title in told_before_opening(cast) if "Kijk eerst" in title]


def test_the_days_beside_the_fields_are_those_of_the_years_that_were_typed(cast):
    years = {"first_day": "2031-01-01", "last_day": "2032-12-31", "to_parliament": "2000-01-01"}
    answer = press(signed_in(cast.an), PREPARE, "", **years)
    assert answer.status_code == 422
    page = words(answer).replace("\N{NO-BREAK SPACE}", " ")
    assert "Gaat de ronde tot 31 december 2032, dan is dat 1 april 2033." in page
