"""The adjusted edition: nothing changes without a decision; what was decided is what is read."""

from dataclasses import replace
from datetime import date

import pytest
from followup.cast import OTHER_ACTION, OWN_ACTION, actor_for
from followup.rounds import OPERATOR, opened, report_of, said
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registry.tables import everything
from strategies import plans
from test_round_trip import write_text_file

from grondrecht.followup.access import NotAllowed, NotNow
from grondrecht.followup.actions import reports, rounds
from grondrecht.followup.actions.adjusting import (
    NewEdition,
    adjust,
    changes_of,
    decide_change,
    drop_change,
    proposals,
)
from grondrecht.followup.adjusting import Change, adjusted, with_text
from grondrecht.followup.models import AdjustedEdition, Adjustment, Round
from grondrecht.followup.states import told
from grondrecht.plan.differences import compare
from grondrecht.plan.model import Plan, Source
from grondrecht.reading import load_template, read_plan
from grondrecht.registry.actions.texts import maintain_text
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.held import held_plan
from grondrecht.registry.log import state_on
from grondrecht.registry.models import Action, Edition, Link
from grondrecht.writing.word import write_word

pytestmark = pytest.mark.django_db
WHY = "Bijsturing na de ronde"
DECIDED = {"decision": "Vlaamse Regering, mededeling 12", "decided_on": date(2027, 7, 2)}
NEW = NewEdition("2027", "Bijgestuurd plan 2027", date(2027, 7, 2))
LAPSED, REPLACED, RENUMBERED = "08_06_02", "07_07_05", "05_02_04"
CODES = (OWN_ACTION, OTHER_ACTION, LAPSED, REPLACED, RENUMBERED)
STATUSES = {
    OWN_ACTION: "extended",
    OTHER_ACTION: "running",
    LAPSED: "lapsed",
    REPLACED: "replaced",
    RENUMBERED: "replaced",
}
CHANGES = (
    Change(LAPSED, "lapse", **DECIDED),
    Change(REPLACED, "replace", new_code=OTHER_ACTION, **DECIDED),
    Change(RENUMBERED, "replace", new_code="05_02_99", texts={"title": "Nieuw"}, **DECIDED),
    Change(
        OWN_ACTION,
        "change",
        texts={
            "milestone 2021": "Alle gemeenten",
            "budget": "2 miljoen euro",
            "notes[0]": "Kijk",
        },
        **DECIDED,
    ),
    Change("03_06_98", "add", texts={"title": "Een nieuwe actie", "summary": "Kort"}, **DECIDED),
)


@pytest.fixture(scope="module")
def frozen(cast, django_db_blocker):
    """A frozen round in which five actions were answered for, each with another status."""
    with django_db_blocker.unblock():
        maintain_text(
            Action.objects.get(plan=cast.plan, code=OTHER_ACTION),
            "title",
            "Met andere woorden",
            by="An",
            why="x",
        )
        of = opened(cast, codes=CODES)
        for code, status in STATUSES.items():
            report = report_of(of, code)
            answer = said(report, status, next_step="Uitrollen", next_on=date(2028, 3, 1))
            reports.answer(OPERATOR, report, answer, why=WHY)
            reports.validate(OPERATOR, report_of(of, code), why=WHY)
        of.refresh_from_db()
        rounds.end_answers(OPERATOR, of, why=WHY)
        rounds.end_validation(OPERATOR, of, why=WHY)
        rounds.freeze(OPERATOR, of, why=WHY)
        return of.pk


@pytest.fixture
def of(frozen, db):
    return Round.objects.select_related("plan", "edition").get(pk=frozen)


@pytest.fixture
def who(cast):
    return actor_for(cast.an)


@pytest.fixture
def decided(of, who):
    """The round with every kind of change decided."""
    for change in CHANGES:
        decide_change(who, of, change, why=WHY)
    return of


def forms_of(plan):
    return {str(form.code): form for form in plan.actions}


def test_the_reports_propose_and_say_why(of):
    found = {each.code: each for each in proposals(of)}
    assert {code: each.kind for code, each in found.items()} == {
        OWN_ACTION: "change",
        OTHER_ACTION: "change",
        LAPSED: "lapse",
        REPLACED: "replace",
        RENUMBERED: "replace",
    }
    assert found[OWN_ACTION].texts == (("milestone 2028", "Uitrollen"),)
    assert found[OTHER_ACTION].texts == (("title", "Met andere woorden"),)
    assert found[LAPSED].why == "De aannemer ging failliet."


def test_without_a_decision_nothing_changes(of, who):
    before = everything()
    for change in (
        Change(LAPSED, "lapse", "", date(2027, 7, 2)),
        Change(LAPSED, "lapse", "Vlaamse Regering", None),
    ):
        with pytest.raises(RegisterError, match="beslissing"):
            decide_change(who, of, change, why=WHY)
    with pytest.raises(RegisterError, match="nog geen wijziging"):
        adjust(who, of, NEW, why=WHY, apply=True)
    assert everything() == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("99_99_99", "lapse", **DECIDED), "staat niet in deze editie"),
        (Change("geen code!", "lapse", **DECIDED), "geen code"),
        (Change(LAPSED, "schrap", **DECIDED), "Kies uit"),
        (Change(LAPSED, "replace", **DECIDED), "welke actie ze vervangt"),
        (Change(LAPSED, "replace", new_code=LAPSED, **DECIDED), "kan niet vervangen worden"),
        (
            Change(LAPSED, "replace", new_code=OWN_ACTION, texts={"title": "x"}, **DECIDED),
            "eigen wijziging",
        ),
        (Change(LAPSED, "change", **DECIDED), "wat anders verwoord"),
        (Change(LAPSED, "change", texts={"prijs": "x"}, **DECIDED), "heeft geen veld"),
        (Change(LAPSED, "change", texts={"milestones[99].text": "x"}, **DECIDED), "geen veld"),
        (Change(LAPSED, "change", texts={"title": "x" * 20_001}, **DECIDED), "te lang"),
        (Change(LAPSED, "add", texts={"title": "x"}, **DECIDED), "staat al in het plan"),
        (Change("03_06_98", "add", **DECIDED), "een titel"),
    ],
)
def test_a_change_that_cannot_be_is_refused_in_a_sentence(of, who, change, words):
    before = everything()
    with pytest.raises(RegisterError, match=words) as refused:
        decide_change(who, of, change, why=WHY)
    assert "\n" not in str(refused.value)
    assert everything() == before


def test_a_change_is_kept_with_its_decision_changed_and_taken_back(of, who):
    decide_change(who, of, CHANGES[0], why=WHY)
    decide_change(who, of, replace(CHANGES[0], decision="Een andere beslissing"), why=WHY)
    row = Adjustment.objects.get()
    assert row.decision == "Een andere beslissing"
    subject = f"adjustment:{of.slug}:{LAPSED}"
    assert state_on("voorbeeld", subject) == told(row).state
    assert changes_of(of) == (replace(CHANGES[0], decision="Een andere beslissing"),)
    drop_change(who, of, LAPSED, why=WHY)
    assert state_on("voorbeeld", subject) == {}
    with pytest.raises(RegisterError, match="geen wijziging"):
        drop_change(who, of, LAPSED, why=WHY)


def test_a_dry_run_tells_what_would_be_and_writes_nothing(decided, who):
    before = everything()
    report = adjust(who, decided, NEW, why=WHY)
    assert not report.applied
    assert {each.code for each in report.differences.removed} == {LAPSED, REPLACED, RENUMBERED}
    assert {each.code for each in report.differences.added} == {"05_02_99", "03_06_98"}
    assert {each.code for each in report.differences.changed} == {OWN_ACTION}
    assert report.undecided == (OTHER_ACTION,)
    assert everything() == before


def test_the_new_edition_is_the_plan_that_was_meant(decided, who):
    base = held_plan(decided.edition)
    report = adjust(who, decided, NEW, why=WHY, apply=True)
    edition = Edition.objects.get(plan=decided.plan, slug="2027")
    read = held_plan(edition)
    assert read == report.plan
    assert (edition.name, edition.decided_on) == (NEW.name, NEW.decided_on)
    assert not compare(report.plan, read)
    forms, were = forms_of(read), forms_of(base)
    assert {LAPSED, REPLACED, RENUMBERED}.isdisjoint(forms)
    assert forms["05_02_99"] == replace(
        were[RENUMBERED], code=forms["05_02_99"].code, title="Nieuw"
    )
    own = forms[OWN_ACTION]
    assert own.budget == "2 miljoen euro"
    assert own.notes[0] == "Kijk"
    assert (own.milestones[-1].period.years, own.milestones[-1].text) == ((2021,), "Alle gemeenten")
    untouched = were.keys() - {LAPSED, REPLACED, RENUMBERED, OWN_ACTION}
    assert all(forms[code] == were[code] for code in untouched)
    lapsed = Action.objects.filter(plan=decided.plan, lapsed=True).values_list("code", flat=True)
    assert {LAPSED, REPLACED, RENUMBERED} <= set(lapsed)


def test_the_lineage_has_the_decision_behind_each_change(decided, who):
    adjust(who, decided, NEW, why=WHY, apply=True)
    edition = Edition.objects.get(plan=decided.plan, slug="2027")
    found = edition.descents_to.exclude(state="refused")
    assert set(found.values_list("state", flat=True)) == {"confirmed"}
    became = {
        (row.kind, *row.old, ">", *row.new): row.decision for row in found.exclude(kind="kept")
    }
    rests_on = "Vlaamse Regering, mededeling 12 (02-07-2027)"
    assert became == {
        ("lapsed", LAPSED, ">"): rests_on,
        ("lapsed", REPLACED, ">"): rests_on,
        ("reworded", RENUMBERED, ">", "05_02_99"): rests_on,
        ("reworded", OWN_ACTION, ">", OWN_ACTION): rests_on,
        ("new", ">", "03_06_98"): rests_on,
    }
    links = Link.objects.filter(kind="replaces", origin="person")
    pairs = {(each.source.code, each.target.code, each.decision) for each in links}
    assert pairs == {
        (OTHER_ACTION, REPLACED, DECIDED["decision"]),
        ("05_02_99", RENUMBERED, rests_on),
    }


def test_the_compare_page_tells_the_difference(decided, who, client):
    adjust(who, decided, NEW, why=WHY, apply=True)
    words = client.get("/nl/voorbeeld/vergelijken?soort=lapsed").content.decode()
    assert LAPSED in words
    assert "Vlaamse Regering, mededeling 12" in words
    assert (
        "2 miljoen euro" in client.get("/nl/voorbeeld/vergelijken?soort=reworded").content.decode()
    )


def test_the_document_is_written_and_read_again_as_the_same_plan(decided, who, tmp_path):
    report = adjust(who, decided, NEW, why=WHY, apply=True)
    read = held_plan(Edition.objects.get(plan=decided.plan, slug="2027"))
    for writer, name in ((write_text_file, "plan.txt"), (write_word, "plan.docx")):
        writer(read, load_template(read.template).layout, tmp_path / name)
        assert not compare(report.plan, read_plan(str(tmp_path / name), read.template))


def test_it_is_made_once_by_the_coordinator_after_freezing(cast, decided, who):
    for person in (cast.bram, cast.chris, cast.els, cast.gert, cast.hanne):
        with pytest.raises(NotAllowed):
            decide_change(actor_for(person), decided, CHANGES[0], why=WHY)
        with pytest.raises(NotAllowed):
            adjust(actor_for(person), decided, NEW, why=WHY)
    adjust(who, decided, NEW, why=WHY, apply=True)
    made = AdjustedEdition.objects.get()
    assert state_on("voorbeeld", f"adjusted:{decided.slug}") == told(made).state
    with pytest.raises(RegisterError, match="is er al"):
        adjust(who, decided, replace(NEW, slug="nog-een"), why=WHY, apply=True)
    early = opened(cast, codes=(OWN_ACTION,), slug="vroeg")
    with pytest.raises(NotNow):
        decide_change(who, early, CHANGES[3], why=WHY)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (replace(NEW, slug=""), "korte naam"),
        (replace(NEW, slug="Een naam"), "kleine letters"),
        (replace(NEW, decided_on=date(2000, 1, 1)), "na de oude"),
    ],
)
def test_an_edition_that_cannot_be_is_refused_and_nothing_is_half_made(decided, who, new, words):
    before = everything()
    with pytest.raises(RegisterError, match=words):
        adjust(who, decided, new, why=WHY, apply=True)
    assert everything() == before


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans(max_size=4), st.data())
def test_only_what_a_change_names_differs(base, data):
    codes = sorted({str(form.code) for form in base.actions})
    chosen = data.draw(st.lists(st.sampled_from(codes), unique=True) if codes else st.just([]))
    changes = [Change(code, "lapse", "x", date(2027, 1, 1)) for code in chosen]
    found = adjusted(base, changes)
    assert found.source == Source()
    kept = tuple(form for form in base.actions if str(form.code) not in chosen)
    assert found == replace(base, actions=kept)


@settings(max_examples=60, deadline=None)
@given(plans(max_size=2), st.text(max_size=12))
def test_any_field_of_a_form_can_be_said_anew_and_no_other_changes(base, words):
    for form in base.actions:
        for path, before in form.texts():
            after = dict(with_text(form, path, words).texts())
            if path.startswith("notes[") and not words:
                continue
            assert after == dict(form.texts()) | {path: words}
            assert dict(with_text(form, path, before).texts()) == dict(form.texts())
    assert isinstance(base, Plan)
