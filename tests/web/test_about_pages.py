"""The pages about the site: what it is, its words, who can use it."""

import pytest
from django.test import Client
from web.reading_pages import linked_data, links, words

from grondrecht.web.glossary import terms

client = Client()
PAGES = ("over", "toegankelijkheid", "woordenlijst")


def get(path, language="en"):
    response = client.get(f"/{language}/{path}")
    assert response.status_code == 200
    return response


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pages_need_no_database(path, language):
    body = get(path, language).content.decode()
    assert f'<html lang="{language}"' in body
    assert body.count("<h1>") == 1
    assert '<meta property="og:title"' in body
    assert '<meta name="description"' in body


def test_the_three_questions_are_asked():
    said = words(get("over"))
    for question in (
        "Do we do what we promised?",
        "Does poverty fall?",
        "Does the right reach the person?",
    ):
        assert question in said
    assert {"/en/woordenlijst", "/en/toegankelijkheid"} <= set(links(get("over")))


def test_who_publishes_it_is_told(settings):
    settings.PUBLISHER = "De <Dienst>"
    for path in ("over", "toegankelijkheid"):
        assert "De <Dienst>" in words(get(path))
        assert "De <Dienst>" not in get(path).content.decode()
    assert linked_data(get("over"))["publisher"]["name"] == "De <Dienst>"


def test_the_statement_names_the_standard_and_whom_to_tell(settings):
    assert "level AA" in words(get("toegankelijkheid"))
    settings.CONTACT = "hulp@example.org"
    assert "mailto:hulp@example.org" in links(get("toegankelijkheid"))
    settings.CONTACT = "https://example.org/hulp"
    assert "https://example.org/hulp" in links(get("toegankelijkheid"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_word_is_explained_under_its_own_anchor(language):
    page = get("woordenlijst", language)
    body, said = page.content.decode(), words(page)
    for key, term in terms(language).items():
        assert body.count(f'id="{key}"') == 1
        assert " ".join(term.meaning.split()) in said
    order = [term["name"] for term in linked_data(page)["hasDefinedTerm"]]
    assert order == sorted(order, key=str.casefold)


def test_a_word_has_its_word_in_the_other_language():
    assert 'In Dutch: <span lang="nl">mijlpaal</span>' in get("woordenlijst").content.decode()


def test_nothing_is_written_by_a_post():
    assert {client.post(f"/en/{path}").status_code for path in PAGES} == {405}
