"""Every refusal and every limit is explained on the page about documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from grondrecht.reading import limits, opening, pdf, pdf_pages, pdfium_page, ruled, word_package

PAGE = (Path(__file__).parents[2] / "docs" / "documents.md").read_text(encoding="utf-8")
REFUSED = {kind for _, kind in opening.REFUSED} | set(word_package.OTHER_OFFICE.values())
REASONS = {reason.partition(";")[0] for reason in opening.REASONS.values()}


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_kinds_that_are_refused(kind):
    assert kind in PAGE


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_reasons_why_a_file_cannot_be_opened(reason):
    assert reason in PAGE


@pytest.mark.parametrize("why", sorted(pdf.REFUSALS))
def test_refusals_of_a_pdf(why):
    words = pdf.REFUSALS[why].replace("vraagt op", "").replace("heeft op", "")
    parts = words.replace("{page}", ";").replace("(", ";").split(";")
    assert any(len(part) > 10 and part.strip(" .") in PAGE for part in parts)


@pytest.mark.parametrize(
    "words",
    [
        str(limits.too_many_lines("")).partition(";")[0],
        str(limits.endless_line("", 1)).partition(": ")[2].partition(" is geen")[0],
    ],
)
def test_refusals_of_what_is_too_long(words):
    assert words.strip() in PAGE


def test_limits():
    assert f"| a file | {opening.LARGEST // 1_000_000} MB |" in PAGE
    assert f"| lines | {limits.MOST_LINES // 1_000_000} million |" in PAGE
    assert limits.LONGEST_LINE == 1_000_000
    pages = (
        f"{pdf_pages.MOST_PAGES:,}; {pdfium_page.MOST_SIGNS:,} signs and {pdf_pages.SECONDS} sec"
    )
    assert pages in PAGE
    assert f"| memory for a PDF | {pdf_pages.MEMORY // 1_000_000} MB and twice the file |" in PAGE
    assert f"{word_package.LARGEST // 1_000_000} MB unpacked" in PAGE
    assert (
        f"above {word_package.SMALL // 1_000_000} MB no more than {word_package.MOST_TIMES}" in PAGE
    )
    assert f"| parts of a Word document | {word_package.MOST_PARTS:,} |" in PAGE
    assert f"more than {ruled.MOST_RULES} rules" in PAGE
    assert f"no more than {pdf.SAME_COLUMN:.0f} points" in PAGE
