"""The report opened by programs that are not ours: LibreOffice, Poppler, a checker of PDF/UA."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from followup.round_copies import COUNTS_OF_2017, STATUSES, round_copy, the_counts_of_2017
from pdfua import validate

from grondrecht.followup.report.blocks import Heading
from grondrecht.followup.report.content import content
from grondrecht.followup.report.files import WRITERS

OFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
PARTS = Path(OFFICE or "").resolve().parent
HAS_BOTH = bool(OFFICE) and all((PARTS / f"lib{part}lo.so").exists() for part in ("sw", "sc"))
NAMES = {key: name for key, name, *_ in STATUSES}
COUNTS = {NAMES[key]: str(count) for key, count in COUNTS_OF_2017.items()} | {"Totaal": "161"}

needs_office = pytest.mark.skipif(not HAS_BOTH, reason="no LibreOffice here: tools/setup-office")
needs_poppler = pytest.mark.skipif(not PDFTOTEXT, reason="no pdftotext here: tools/setup-office")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with every file of the report with the counts of 2017."""
    made = tmp_path_factory.mktemp("rapport")
    copy = the_counts_of_2017()
    for name, make in WRITERS.items():
        (made / name).write_bytes(make(copy, "nl"))
    return made


@pytest.fixture(scope="module")
def opened(folder):
    """The same folder, with what LibreOffice makes of the files: PDF of Word, CSV of Excel."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    ask = [OFFICE, "--headless", profile, "--convert-to"]
    # Every sheet as a file of its own; numbers as they are shown.
    sheets = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
    for form, files in (("pdf", ("report.docx", "citizens.docx")), (sheets, ("report.xlsx",))):
        words = [*ask, form, "--outdir", "uit", *files]
        subprocess.run(words, cwd=folder, check=True, capture_output=True, timeout=240)
    return folder / "uit"


def text_of(path):
    done = subprocess.run([PDFTOTEXT, "-layout", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def headings():
    found = content(the_counts_of_2017(), "nl")
    return [block.text for block in found.blocks if isinstance(block, Heading)]


def lines_of(text):
    return [" ".join(line.split()) for line in text.splitlines()]


@needs_poppler
def test_another_program_reads_every_heading_and_count_in_the_pdf(folder):
    text = text_of(folder / "report.pdf")
    folded = " ".join(text.split())
    assert [heading for heading in headings() if heading not in folded] == []
    for name, count in COUNTS.items():
        assert any(line.startswith(f"{name} {count} ") for line in lines_of(text)), name


@needs_office
@needs_poppler
def test_libreoffice_opens_the_word_report_whole(opened):
    text = text_of(opened / "report.pdf")
    folded = " ".join(text.split())
    assert [heading for heading in headings() if heading not in folded] == []
    for name, count in COUNTS.items():
        assert any(line.startswith(f"{name} {count} ") for line in lines_of(text)), name


@needs_office
@needs_poppler
def test_libreoffice_needs_two_pages_for_the_citizens_version(opened):
    assert text_of(opened / "citizens.pdf").count("\f") <= 2


@needs_office
def test_libreoffice_reads_the_same_counts_in_the_workbook(opened):
    found = dict(row[:2] for row in sheet(opened, "tellingen") if len(row) > 1)
    assert {name: found[name] for name in COUNTS} == COUNTS
    assert len(sheet(opened, "acties")) == 1 + 161


def sheet(folder, name):
    """The rows of a sheet as LibreOffice wrote them."""
    text = (folder / f"report-{name}.csv").read_text("utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.parametrize("name", ["report.pdf", "citizens.pdf"])
def test_a_checker_of_pdf_ua_finds_nothing(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(WRITERS[name](round_copy(6), "nl"))
    assert list(validate(str(path)).findings) == []
