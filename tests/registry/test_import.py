"""A plan is taken into the register: compared first, written once, whole or not at all."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from plan_document import PLAN, needs_the_plan
from registry.small_plans import form, plan, take_in
from strategies import plans

from grondrecht.plan.exchange import to_json
from grondrecht.plan.model import Place
from grondrecht.reading import load_template, plan_of
from grondrecht.reading.opening import document_of, read_bytes
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.held import held_findings, held_plan
from grondrecht.registry.models import (
    Action,
    Amount,
    Commitment,
    Edition,
    Form,
    Involvement,
    Link,
    LogEntry,
    Milestone,
    Office,
    Plan,
    QualityFinding,
    Right,
)
from grondrecht.writing.text import write_text

pytestmark = pytest.mark.django_db
TABLES = (Action, Amount, Commitment, Edition, Form, Involvement, Link, LogEntry, Milestone)


def counts():
    return {model.__name__: model.objects.count() for model in (*TABLES, QualityFinding)}


def test_comparing_writes_nothing():
    report = take_in(plan(), apply=False)
    assert (report.new_plan, report.new_edition, report.applied) == (True, True, False)
    assert (report.forms, report.actions) == (3, 3)
    assert not Plan.objects.exists()
    assert not LogEntry.objects.exists()


def test_what_was_read_is_held_word_for_word():
    read = plan()
    take_in(read)
    edition = Edition.objects.get()
    assert held_plan(edition) == read
    assert to_json(held_plan(edition), ()) == to_json(read, ())
    assert edition.plan.language == "nl"
    assert edition.sha256 == "0" * 64


def test_what_the_words_say_is_held_beside_them():
    take_in(plan())
    first = Action.objects.get(code="01_02_01").forms.get()
    years = [row.years for row in first.milestones.all()]
    assert years == [[2015], [2017], [2019]]
    assert [row.stage for row in first.milestones.all()] == ["baseline", "interim", "final"]
    assert [amount.value for amount in first.commitment.amounts.all()] == [20_000, 1_500_000]
    assert first.involvement.text == "De vereniging De Brug las mee"
    kinds = dict(Commitment.objects.values_list("form__action__code", "kind"))
    assert kinds == {
        "01_02_01": "amount",
        "01_02_02": "existing_means",
        "03_04_01": "not_stated",
    }
    link = Link.objects.get()
    assert (link.source.code, link.kind, link.target.code) == ("03_04_01", "see_also", "01_02_01")
    assert link.origin == "printed"


def test_segments_of_codes_become_rights_and_offices_but_never_holders():
    take_in(plan())
    assert dict(Right.objects.values_list("code", "name")) == {
        "01": "participatie",
        "03": "inkomen",
    }
    office = Office.objects.get(code="02")
    assert (office.name, office.printed_name) == ("", "minister A. Eersteling")
    assert not office.mandates.exists()


def test_a_code_that_the_list_does_not_have_is_a_right_all_the_same():
    take_in(plan(form("07_09_01")))
    action = Action.objects.get()
    assert (action.right.code, action.office.code) == ("07", "09")


def test_twice_is_once():
    take_in(plan())
    before, rows = counts(), list(LogEntry.objects.values())
    report = take_in(plan())
    assert counts() == before
    assert list(LogEntry.objects.values()) == rows
    assert not report.differences.changed
    assert (report.new_plan, report.new_edition) == (False, False)


def test_a_form_printed_twice_is_kept_twice_and_said():
    report = take_in(plan(form(), form(summary="Anders gezegd."), form("01_02_05")))
    assert report.duplicates == ("01_02_01",)
    assert (report.forms, report.actions) == (3, 2)
    assert Action.objects.get(code="01_02_01").forms.count() == 2
    assert QualityFinding.objects.filter(rule="duplicate-code").exists()


def test_a_corrected_reading_replaces_the_form_and_the_log_keeps_what_it_was():
    take_in(plan(form()))
    report = take_in(plan(form(summary="Heel anders.")))
    assert len(report.differences.changed) == 1
    assert Form.objects.get().body["summary"] == "Heel anders."
    entry = LogEntry.objects.filter(subject="action:01_02_01").last()
    (key,) = entry.after
    assert key == "printed:1:1"
    assert entry.before[key]["summary"].startswith("Elke gemeente")
    assert entry.after[key]["summary"] == "Heel anders."


def test_a_form_that_did_not_change_keeps_its_row():
    take_in(plan())
    kept = Form.objects.get(action__code="01_02_02").pk
    take_in(plan(form(summary="Anders."), *plan().actions[1:]))
    assert Form.objects.get(action__code="01_02_02").pk == kept


def test_a_second_edition_leaves_the_first_as_it_was():
    take_in(plan())
    take_in(plan(form(title="Nog meer kinderen in de crèche")), edition="2")
    first, second = Edition.objects.order_by("position")
    assert held_plan(first) == plan()
    assert (first.position, second.position) == (1, 2)
    action = Action.objects.get(code="01_02_01")
    assert action.title == "Nog meer kinderen in de crèche"
    assert [form.edition.slug for form in action.forms.all()] == ["1", "2"]
    lapsed = Action.objects.filter(lapsed=True).values_list("code", flat=True)
    assert sorted(lapsed) == ["01_02_02", "03_04_01"]
    kinds = sorted(second.descents_to.values_list("kind", flat=True))
    assert kinds.count("lapsed") == 2
    assert set(kinds) - {"lapsed"} <= {"kept", "reworded"}


def test_importing_the_older_edition_again_does_not_bring_it_back_to_the_front():
    take_in(plan())
    take_in(plan(form(title="Nieuwer")), edition="2")
    take_in(plan())
    assert Action.objects.get(code="01_02_01").title == "Nieuwer"


def test_the_document_s_own_lines_are_kept_with_the_form(tmp_path):
    path = tmp_path / "klein.txt"
    path.write_text(write_text(plan(form(source=Place())), load_template("vapa").layout))
    document = document_of(read_bytes(str(path)), str(path), lambda share: None)
    take_in(plan_of(document), lines=document.lines)
    held = Form.objects.get()
    lines = [text.strip() for _number, _page, text in held.printed]
    assert "01_02_01" in " ".join(lines[:2])
    assert "Meer kinderen in de crèche" in lines
    assert held.printed[0][0] == held.first_line
    assert held.printed[-1][0] == held.last_line


def test_a_plan_without_actions_is_refused():
    with pytest.raises(RegisterError, match="geen enkele actie"):
        take_in(replace(plan(), actions=()))
    assert not Plan.objects.exists()


@pytest.mark.parametrize("missing", ["by", "why"])
def test_nothing_is_written_without_who_and_why(missing):
    with pytest.raises(RegisterError, match="Zeg w"):
        take_in(plan(), **{missing: " "})
    assert not Plan.objects.exists()


def test_a_bad_name_of_an_edition_is_refused_whole():
    with pytest.raises(Exception, match=r"slug|kleine letters|small letters"):
        take_in(plan(), edition="Editie 2")
    assert not Plan.objects.exists()
    assert not LogEntry.objects.exists()


def test_findings_are_those_of_the_rules():
    take_in(plan())
    assert held_findings(Edition.objects.get())
    assert QualityFinding.objects.filter(action__code="03_04_01").exists()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(plans())
def test_any_plan_is_held_as_it_was_read(read):
    # A NUL is refused, for no database holds it as text.
    if not read.actions or "\\x00" in repr(read):
        return
    Plan.objects.all().delete()
    take_in(read)
    held = held_plan(Edition.objects.get())
    assert held.actions == read.actions
    assert held.legend == read.legend


def test_importing_takes_a_fixed_number_of_queries():
    with CaptureQueriesContext(connection) as few:
        take_in(plan(), slug="weinig")
    many = plan(*(form(f"01_02_{number:02}", f"Actie {number}") for number in range(1, 60)))
    with CaptureQueriesContext(connection) as more:
        take_in(many, slug="veel")
    assert len(more) <= len(few) + 12


@needs_the_plan
def test_the_real_plan_is_held_with_its_duplicates():
    document = document_of(read_bytes(str(PLAN)), str(PLAN), lambda share: None)
    read = plan_of(document)
    report = take_in(read, lines=document.lines)
    assert (report.actions, report.forms) == (201, 203)
    assert report.duplicates == ("03_06_06", "03_06_07")
    assert held_plan(Edition.objects.get()) == read
    assert Action.objects.count() == 201
    before = counts()
    take_in(read, lines=document.lines)
    assert counts() == before
