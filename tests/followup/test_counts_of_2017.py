"""The counts that a report of 2017 gave go in as a table and come out of every export the same."""

import io
import json
from collections import Counter
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from django.db import transaction
from followup.round_copies import COUNTS_OF_2017
from followup.rounds import OPERATOR, WHY

from grondrecht.cli import app
from grondrecht.followup.actions import rounds
from grondrecht.followup.actions.answers_import import import_answers
from grondrecht.followup.answers_table import as_csv, as_xlsx
from grondrecht.followup.counting import counts_in, counts_of
from grondrecht.followup.freezing import held_copy
from grondrecht.followup.models import FrozenRound, Report
from grondrecht.followup.outlines import Outline
from grondrecht.followup.sheet import read_sheet
from grondrecht.followup.verifying import verify
from grondrecht.reading import document_of, plan_of
from grondrecht.registry.actions.imports import Target, import_plan
from grondrecht.registry.models import Plan

DOCUMENTS = sorted((Path(__file__).resolve().parents[3] / "shared" / "plan").glob("*.txt"))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DOCUMENTS, reason="the printed plan is not beside this repository"),
]
# What a table calls the statuses that were counted.
WORDS = {
    "running": "lopend",
    "extended": "verlengd",
    "done": "gerealiseerd",
    "lapsed": "geschrapt",
    "to_start": "nog op te starten",
    "late": "vertraagd",
}


@pytest.fixture(scope="module")
def of(django_db_setup, django_db_blocker):
    """A frozen round about 161 actions of the real plan, answered by a table."""
    with django_db_blocker.unblock(), transaction.atomic():
        document = document_of(DOCUMENTS[0].read_bytes(), "plan.txt", lambda share: None)
        target = Target("armoedeplan", "2017", "Armoedeplan")
        import_plan(plan_of(document), target, apply=True, by="de beheerder", why=WHY)
        yield frozen(Plan.objects.get(slug="armoedeplan"))
        transaction.set_rollback(True)


def frozen(plan):
    codes = sorted(plan.actions.values_list("code", flat=True))[: sum(COUNTS_OF_2017.values())]
    outline = Outline(
        "progress", date(2015, 1, 1), date(2016, 12, 31), slug="2017", codes=tuple(codes)
    )
    of = rounds.prepare_round(OPERATOR, plan, outline, why=WHY)
    rounds.open_round(OPERATOR, of, why=WHY)
    chosen = [WORDS[key] for key, count in COUNTS_OF_2017.items() for _ in range(count)]
    rows = [f"{code};{word};zie verslag" for code, word in zip(codes, chosen, strict=True)]
    table = read_sheet("\n".join(["Actiecode;Stand van zaken;Reden", *rows]).encode(), "a.csv")
    shown = import_answers(OPERATOR, of, table, why=WHY, apply=False)
    assert (len(shown.changes), shown.mistakes) == (161, ())
    import_answers(OPERATOR, of, table, why=WHY)
    assert import_answers(OPERATOR, of, table, why=WHY).same == 161
    for step in (rounds.end_answers, rounds.end_validation, rounds.freeze):
        step(OPERATOR, of, why=WHY)
    return of


def test_the_tables_and_the_copy_count_the_same(of, db):
    for counts in (counts_of(of), counts_in(held_copy(of))):
        assert dict(counts.all.statuses) == COUNTS_OF_2017
        assert (counts.all.asked, counts.all.unanswered) == (161, 0)
        assert counts.all.deviating == 10 + 4 + 1
        assert sum(count.asked for count in counts.rights.values()) == 161
        assert sum(count.asked for count in counts.offices.values()) == 161


@pytest.mark.parametrize("written", [as_csv, as_xlsx])
def test_files_count_the_same(of, db, written):
    table = read_sheet(written(held_copy(of)), "uit")
    place = table.headings.index("status")
    names = {each["name"]: each["key"] for each in of.statuses}
    found = [names[cells[place]] for _number, cells in table.rows]
    assert {key: found.count(key) for key in COUNTS_OF_2017} == COUNTS_OF_2017


def test_it_is_as_it_was_frozen(of, db):
    assert [verdict.differences for verdict in verify()] == [()]
    assert Report.objects.filter(state="frozen").count() == 161


# What `grondrecht report` writes of that very round.


@pytest.fixture(scope="module")
def written(of, tmp_path_factory):
    """The folder in which the program wrote the report in each format."""
    folder = tmp_path_factory.mktemp("rapport")
    words = [("--" + kind, str(folder / f"r.{kind}")) for kind in ("docx", "pdf", "xlsx", "json")]
    with redirect_stdout(io.StringIO()):
        status = app(["report", "2017", *sum(words, ())], prog_name="x", standalone_mode=False)
    assert not status
    return folder


@pytest.fixture(scope="module")
def counts(of):
    """How often each status was counted, by the name that the round gives it; the sum too."""
    names = {each["key"]: each["name"] for each in of.statuses}
    return {names[key]: count for key, count in COUNTS_OF_2017.items()} | {"Totaal": 161}


def annexed(lines, names):
    """How often the forms in the annex, one for each action, give each status."""
    found = Counter(line.removeprefix("Stand ") for line in lines if line.startswith("Stand "))
    told = {name: found[name] for name in names if found[name]}
    return told | {"Totaal": sum(told.values())}


def test_word_counts_the_same(written, counts, db):
    document = docx.Document(written / "r.docx")
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows[1:]]
    assert {name: int(count) for name, count, _share in rows if count != "0"} == counts
    lines = [each.text.replace("\t", " ") for each in document.paragraphs]
    assert annexed(lines, counts) == counts


def test_pdf_counts_the_same(written, counts, db):
    with pypdfium2.PdfDocument(written / "r.pdf") as pdf:
        lines = "\n".join(page.get_textpage().get_text_range() for page in pdf).splitlines()
    rows = {line.rpartition(" ")[0] for line in lines}
    assert [name for name, count in counts.items() if f"{name} {count}" not in rows] == []
    assert annexed(lines, counts) == counts


def test_excel_counts_the_same(written, counts, db):
    book = openpyxl.load_workbook(written / "r.xlsx", read_only=True)
    found = dict(row[:2] for row in book["tellingen"].iter_rows(min_row=2, values_only=True))
    assert {name: found[name] for name in counts} == counts
    states = Counter(row[7] for row in book["acties"].iter_rows(min_row=2, values_only=True))
    assert states | {"Totaal": states.total()} == counts


def test_json_is_what_was_frozen_and_counts_the_same(written, db):
    text = (written / "r.json").read_text("utf-8")
    assert text == FrozenRound.objects.get().body
    found = Counter(each["answer"]["status"] for each in json.loads(text)["reports"])
    assert found == COUNTS_OF_2017
