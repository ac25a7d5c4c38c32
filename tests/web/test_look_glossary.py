"""The glossary is whole in two languages, plain, and says what docs/glossary.md speaks of."""

import re
import tomllib
from pathlib import Path

import pytest

from grondrecht.web import glossary

ENTRIES = tomllib.loads(glossary.FILE.read_text("utf-8"))
DOCS = (Path(__file__).resolve().parents[2] / "docs" / "glossary.md").read_text("utf-8")
# What is explained to people who work on the code alone.
ONLY_IN_DOCS = {
    "beginfase", "fiche", "legende", "lijst", "betrokkenheid van mensen in armoede", "recht",
    "fout", "waarschuwing", "opmerking", "sjabloon", "plaats",
}  # fmt: skip


def described():
    """The Dutch terms in the first column of the tables of docs/glossary.md."""
    cells = re.findall(r"^\| ([^|]+?) \|", DOCS, re.MULTILINE)
    words = {word.strip() for cell in cells for word in cell.split(",")}
    return words - {"Dutch", "---"}


def test_every_entry_has_two_languages_and_nothing_else():
    assert len(ENTRIES) >= 30
    for key, entry in ENTRIES.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", key)
        assert set(entry) == {"nl", "en"}
        for language in entry.values():
            assert set(language) == {"word", "meaning"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_meanings_are_sentences_that_can_be_read_at_once(language):
    for term in glossary.terms(language).values():
        assert re.fullmatch(r"[A-ZÉ].*[.?]", term.meaning), term.key
        assert len(term.meaning) <= 180, term.key
        for sentence in re.split(r"(?<=[.?!:]) ", term.meaning):
            assert len(sentence.split()) <= 22, (term.key, sentence)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_word_has_two_meanings(language):
    words = [term.word.casefold() for term in glossary.terms(language).values()]
    assert len(words) == len(set(words))
    assert words == sorted(words)


def test_every_term_of_the_field_in_the_docs_is_explained_on_the_site():
    words = {term.word for term in glossary.terms("nl").values()}
    assert described() - ONLY_IN_DOCS - words == set()
    assert "actiefiche" in described()


def test_a_term_by_its_key():
    assert glossary.term("baseline", "nl").word == "nulmeting"
    assert glossary.term("baseline", "en-gb").word == "baseline"
    assert glossary.term("baseline", "fr").word == "nulmeting"


def test_a_key_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(KeyError, match=r"no term 'base-line'; it has .*baseline"):
        glossary.term("base-line", "nl")
