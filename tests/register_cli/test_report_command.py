"""``grondrecht report``: the report of a round as files, all of them or none."""

import io
import json
import os

import docx
import openpyxl
import pypdfium2
import pytest
from followup.cast import OTHER_ACTION, OWN_ACTION

from grondrecht.followup.models import FrozenRound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]
SLUG = "voortgang-2025-2026"
TABLE = f"actie;stand;reden\n{OWN_ACTION};vertraagd;De aannemer viel weg.\n{OTHER_ACTION};lopend;\n"


@pytest.fixture
def opened(done, tmp_path):
    """An open round over two actions, which a table answered."""
    done(
        *("round", "prepare", "--plan", "voorbeeld", "--from", "2025-01-01", "--to", "2026-12-31"),
        *("--only", OWN_ACTION, "--only", OTHER_ACTION),
    )
    done("round", "open", SLUG)
    (tmp_path / "antwoorden.csv").write_text(TABLE, "utf-8")
    done("round", "import", "antwoorden.csv", "--round", SLUG, "--apply")
    return tmp_path


@pytest.fixture
def frozen(done, opened):
    """The same round, frozen."""
    for step in ("end-answers", "end-validation", "freeze"):
        done("round", step, SLUG)
    return opened


def test_all_files_of_a_frozen_round_come_out(done, frozen):
    named = ("--docx", "r.docx", "--pdf", "r.pdf", "--xlsx", "r.xlsx", "--json", "r.json")
    out = done("report", SLUG, *named, "--citizens", "burgers.pdf")
    assert out == "Geschreven: r.docx, r.pdf, r.xlsx, r.json, burgers.pdf\n"
    assert (frozen / "r.json").read_text("utf-8") == FrozenRound.objects.get().body
    document = docx.Document(frozen / "r.docx")
    rows = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert (rows["loopt achter"], rows["loopt zoals gepland"], rows["Totaal"]) == ("1", "1", "2")
    book = openpyxl.load_workbook(frozen / "r.xlsx")
    assert [row[0].value for row in book["acties"].iter_rows(2)] == sorted(
        [OWN_ACTION, OTHER_ACTION]
    )
    with pypdfium2.PdfDocument(frozen / "r.pdf") as pdf:
        text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    assert "De aannemer viel weg." in text
    assert "Ontwerp" not in text
    assert len(pypdfium2.PdfDocument(frozen / "burgers.pdf")) <= 2


def test_before_it_is_frozen_it_is_a_draft_and_says_so(done, opened):
    out = done("report", SLUG, "--docx", "r.docx", "--citizens", "b.docx", "--lang", "en")
    assert out == "Geschreven: r.docx, b.docx (ontwerp: de ronde is nog niet bevroren)\n"
    document = docx.Document(opened / "r.docx")
    assert document.sections[0].header.paragraphs[0].text == "Draft"


def test_json_to_standard_output_is_the_copy_alone(run, opened):
    status, out, err = run("report", SLUG, "--json", "-")
    assert (status, err) == (0, "")
    assert json.load(io.StringIO(out))["format"] == "grondrecht-round/1"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((SLUG,), "Zeg wat er gemaakt moet worden"),
        ((SLUG, "--pdf", "weg/r.pdf"), "Kan weg/r.pdf niet schrijven: de map bestaat niet"),
        ((SLUG, "--pdf", "r", "--docx", "r"), "Twee uitvoeren heten r"),
        ((SLUG, "--citizens", "burgers.txt"), "geef een naam die eindigt op .pdf of .docx"),
        ((SLUG, "--pdf", "r.pdf", "--lang", "fr"), "--lang is 'fr'; kies uit nl, en."),
        (("nergens", "--pdf", "r.pdf"), "Er is geen ronde 'nergens'"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(refused, opened, words, sentence):
    before = sorted(os.listdir(opened))
    assert sentence in refused("report", *words)
    assert sorted(os.listdir(opened)) == before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_leaves_nothing_half_written(refused, opened):
    before = sorted(os.listdir(opened))
    assert "de schijf is vol" in refused("report", SLUG, "--xlsx", "r.xlsx", "--json", "/dev/full")
    assert sorted(os.listdir(opened)) == before
