"""Answers come in from a table: shown first, then written once, and out again the same."""

from datetime import date
from decimal import Decimal

import pytest
from followup.cast import OTHER_ACTION, OWN_ACTION, actor_for
from followup.rounds import WHY, answered, opened, report_of, said

from grondrecht.followup.access import NotAllowed, NotNow
from grondrecht.followup.actions import reports, rounds
from grondrecht.followup.actions.answers_import import import_answers
from grondrecht.followup.answers import Involved, Spent
from grondrecht.followup.answers_table import as_csv, as_xlsx
from grondrecht.followup.freezing import copy_of
from grondrecht.followup.sheet import read_sheet
from grondrecht.registry.models import LogEntry

pytestmark = pytest.mark.django_db
TABLE = (
    f"actie;soort;status;reden;gedaan 1\n{OWN_ACTION};project;vertraagd;De aannemer viel weg.;\n"
    f"{OTHER_ACTION};maatregel;lopend;;112 ouders\n"
)


def sheet(text, name="antwoorden.csv"):
    return read_sheet(text if isinstance(text, bytes) else text.encode(), name)


@pytest.fixture
def of(cast):
    """An open round about the own and the other action."""
    return opened(cast)


def test_without_apply_all_is_shown_and_nothing_is_written(cast, of):
    entries = LogEntry.whole.count()
    told = import_answers(actor_for(cast.an), of, sheet(TABLE), why=WHY, apply=False)
    assert [change.code for change in told.changes] == [OWN_ACTION, OTHER_ACTION]
    fields = {field.path: (field.before, field.after) for field in told.changes[0].fields}
    assert fields["status"] == ("", "late")
    labels = [(field.label, field.shown) for field in told.changes[0].fields]
    assert labels == [
        ("Soort actie", ("", "project")),
        ("Status", ("", "loopt achter")),
        ("Waarom", ("", "De aannemer viel weg.")),
    ]
    assert told.changes[1].fields[-1].label == "Mijlpaal 1: Wat er gebeurde"
    assert fields["reason"] == ("", "De aannemer viel weg.")
    assert (told.same, told.mistakes, told.applied) == (0, (), False)
    assert set(of.reports.values_list("state", flat=True)) == {"asked"}
    assert LogEntry.whole.count() == entries


def test_it_is_written_at_once_and_the_second_time_nothing_is(cast, of):
    told = import_answers(actor_for(cast.an), of, sheet(TABLE), why=WHY)
    assert told.applied
    report = report_of(of, OTHER_ACTION)
    assert (report.state, report.kind, report.status) == ("answered", "measure", "running")
    assert report.answer["milestones"][0]["done"] == "112 ouders"
    assert report.answered_by == "An Coördinator, coördinator"
    assert report.version == 2
    entries = list(LogEntry.whole.filter(verb="round.import"))
    assert len({entry.batch for entry in entries}) == 1
    again = import_answers(actor_for(cast.an), of, sheet(TABLE), why=WHY)
    assert (again.changes, again.same) == ((), 2)
    assert LogEntry.whole.filter(verb="round.import").count() == len(entries) == 2
    assert report_of(of, OTHER_ACTION).version == 2


def test_one_wrong_cell_and_nothing_is_written(cast, of):
    table = f"{TABLE}99_99_99;project;lopend;;\n"
    told = import_answers(actor_for(cast.an), of, sheet(table), why=WHY)
    (mistake,) = told.mistakes
    assert (mistake.row, mistake.column, told.applied) == (4, "actie", False)
    assert "99_99_99" in mistake.message
    assert set(of.reports.values_list("state", flat=True)) == {"asked"}


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ("status;reden\n{own};vervallen;", "reden", "Zeg waarom"),
        ("status\n{own};vervallen", "reden", "Zeg waarom"),
        ("nieuws\n{own};Er gebeurde veel.", "status", "Kies een status"),
        ("status;gedaan 9\n{own};lopend;ja", "gedaan 9", "mijlpaal 9"),
        ("status;besteed 17\n{own};lopend;5", "besteed 17", "vier cijfers"),
        ("status;nieuws\n{own};lopend;" + "a" * 20_001, "nieuws", "nieuws is langer"),
        ("status;inbreng\n{own};lopend;te duur", "inbreng", "Zeg welke groep"),
    ],
)
def test_what_could_not_be_handed_in_is_told_by_its_column(cast, of, cells, column, words):
    table = f"actie;{cells}\n".format(own=OWN_ACTION)
    told = import_answers(actor_for(cast.an), of, sheet(table), why=WHY)
    assert [(each.row, each.column) for each in told.mistakes] == [(2, column)]
    assert words in told.mistakes[0].message


def test_what_was_validated_is_not_written_over(cast):
    of = answered(cast)
    reports.validate(actor_for(cast.bram), report_of(of), why=WHY)
    told = import_answers(actor_for(cast.an), of, sheet(TABLE), why=WHY)
    assert [each.message for each in told.mistakes] == [
        "Dit is gevalideerd; stuur het eerst terug."
    ]


def test_only_the_coordinator_takes_in_and_only_while_answers_are_asked(cast, of):
    with pytest.raises(NotAllowed):
        import_answers(actor_for(cast.chris), of, sheet(TABLE), why=WHY)
    rounds.end_answers(actor_for(cast.an), of, why=WHY)
    rounds.end_validation(actor_for(cast.an), of, why=WHY)
    with pytest.raises(NotNow):
        import_answers(actor_for(cast.an), of, sheet(TABLE), why=WHY)


@pytest.mark.parametrize("written", [as_csv, as_xlsx])
def test_what_goes_out_comes_in_and_changes_nothing(cast, of, written):
    report = report_of(of)
    whole = said(
        report,
        "late",
        news="=1+1\n- 'twee' ; \"drie\"",
        spent=(Spent(2025, Decimal("1250.50")), Spent(2026, Decimal(1000))),
        involvement=(Involved("een bond", "execution", "te duur", "goedkoper"), Involved("ouders")),
        next_step="Evaluatie",
        next_on=date(2027, 6, 1),
    )
    reports.answer(actor_for(cast.chris), report, whole, why=WHY)
    told = import_answers(actor_for(cast.an), of, sheet(written(copy_of(of)), "uit"), why=WHY)
    assert (told.changes, told.mistakes, told.ignored) == ((), (), ())
    assert told.same == 1
