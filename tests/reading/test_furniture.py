"""What a printed page carries beside the document's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading.small_template import lines_of, small

from grondrecht.reading.document import Line
from grondrecht.reading.furniture import without_furniture

SENTENCES = (
    "de bewoners van de wijk vragen al jaren",
    "meer banken op het plein dan er nu",
    "staan en dat mag ook wel eens want",
    "wie moe is wil zitten en kan dat niet",
)
ADDRESS = "http://www.wijk.example/banken"


def kept(text):
    return [line.text for line in without_furniture(lines_of(text), small())]


def pages(*between, count=6):
    """Sentences that run on over page ends, with some lines at each end."""
    lines = []
    for number in range(1, count + 1):
        lines += SENTENCES
        lines += [line.format(page=number) for line in between]
    return "\n".join([*lines, *SENTENCES])


def test_empty_lines_are_left_out():
    assert kept("een\n\n  \ntwee") == ["een", "twee"]


@pytest.mark.parametrize(
    "mark",
    [
        "{page}",
        "- {page} -",
        "  {page}  ",
        "Pagina {page}",
        "blz. {page}",
        "{page} van 9",
        "p. {page}/9",
    ],
)
def test_page_numbers_are_left_out(mark):
    assert kept(pages(mark)) == list(SENTENCES) * 7


def test_a_number_that_does_not_keep_the_pace_of_the_pages_is_text():
    text = pages("{page}").split("\n")
    text.insert(6, "412")
    assert "412" in kept("\n".join(text))


def test_page_numbers_of_shuffled_forms_are_left_out_all_the_same():
    text = "\n".join("\n".join([*SENTENCES, str(page)]) for page in (7, 3, 9, 1, 4, 8, 2, 6, 5))
    assert kept(text) == list(SENTENCES) * 9


def test_a_number_that_is_all_there_is_under_a_label_stays():
    text = pages("{page}") + "\nKostprijs\n412\nwie doet mee\nraad"
    assert kept(text)[-4:] == ["Kostprijs", "412", "wie doet mee", "raad"]


def test_a_number_that_is_all_there_is_beside_a_period_stays():
    text = pages("{page}") + "\n2015\n412\n2017\n413 banken"
    assert kept(text)[-4:] == ["2015", "412", "2017", "413 banken"]


def test_a_column_of_numbers_is_a_table_and_stays():
    text = pages("{page}") + "\nbanken\n40\n12\n38\nklaar"
    assert kept(text)[-5:] == ["banken", "40", "12", "38", "klaar"]


def test_a_few_numbers_make_no_page_numbers():
    assert kept("een\n3\ntwee\n2") == ["een", "3", "twee", "2"]


def test_a_year_is_no_page_number():
    assert "2016" in kept(pages("{page}", "2016"))


def test_a_number_at_a_page_edge_is_its_number_even_if_there_are_few():
    lines = [
        Line("een", 1, 1),
        Line("7", 2, 1),
        Line("twee", 3, 2),
        Line("40", 4, 2),
        Line("x", 5, 2),
    ]
    assert [line.text for line in without_furniture(lines, small())] == ["een", "twee", "40", "x"]


def test_a_number_in_a_table_cell_stays():
    lines = [Line(str(number), number, 1, "1.1.1") for number in range(1, 9)]
    assert without_furniture(lines, small()) == lines


def test_running_heads_that_break_sentences_are_left_out():
    assert kept(pages("PLAN VOOR DE WIJK 2015-2019")) == list(SENTENCES) * 7


def test_running_heads_with_the_page_number_in_them_are_left_out():
    assert kept(pages("Plan voor de wijk, deel {page}")) == list(SENTENCES) * 7


def test_running_heads_beside_page_numbers_are_left_out():
    text = "\n".join(f"Klaar.\nPlan voor de wijk\n{page}" for page in range(1, 9))
    assert kept(text) == ["Klaar."] * 8


def test_a_line_that_comes_back_where_no_sentence_breaks_stays():
    text = "\n".join(f"project 01_{n:02}\nDienst Wonen en Wijken\nklaar." for n in range(1, 9))
    assert kept(text).count("Dienst Wonen en Wijken") == 8


def test_a_line_that_comes_back_only_a_few_times_stays():
    assert "PLAN VOOR DE WIJK" in kept(pages("PLAN VOOR DE WIJK", count=4))


def test_a_sentence_that_comes_back_stays():
    assert "zo staat het ook in het plan" in kept(pages("zo staat het ook in het plan"))


def test_an_address_that_the_pdf_layer_repeats_before_a_form_is_left_out():
    assert ADDRESS not in kept(
        f"meer op www.wijk.example/banken voor wie wil\n{ADDRESS}\nproject 01_02"
    )


def test_an_address_at_the_end_of_a_page_is_left_out():
    lines = [
        Line("de bank is geplaatst", 1, 1),
        Line(ADDRESS, 2, 1),
        Line("Meer banken volgen", 3, 2),
    ]
    assert ADDRESS not in [line.text for line in without_furniture(lines, small())]


def test_an_address_that_a_sentence_announces_is_text():
    assert ADDRESS in kept(f"de lijst is te vinden op\n{ADDRESS}\nvoor wie hem wil zien")
    assert ADDRESS in kept(f"Zie:\n{ADDRESS}\nMeer banken volgen")


def test_an_address_among_other_words_is_text():
    assert kept(f"zie {ADDRESS} voor de lijst") == [f"zie {ADDRESS} voor de lijst"]


def test_an_address_in_a_table_cell_is_text():
    lines = [Line(ADDRESS, 1, 1, "1.1.1"), Line("project 01_02", 2, 1)]
    assert without_furniture(lines, small()) == lines


def test_lines_keep_their_numbers_and_order():
    lines = without_furniture(lines_of(pages("{page}")), small())
    assert [line.number for line in lines] == sorted(line.number for line in lines)
    assert lines[4].number == 6


@given(
    st.integers(1, 1800),
    st.lists(st.integers(3, 6), min_size=3, max_size=12),
    st.sampled_from((*SENTENCES, "raad", "zie 2015", "klaar.")),
)
def test_page_numbers_that_rise_are_left_out_whatever_else_there_is(first, lengths, words):
    """Pages are about equally long; a lone number at the end of each, one higher each time."""
    pages_ = [[*[words] * length, str(page)] for page, length in enumerate(lengths, first)]
    assert kept("\n".join("\n".join(page) for page in pages_)) == [words] * sum(lengths)


@given(st.lists(st.sampled_from((*SENTENCES, "raad", "2015", "klaar.")), max_size=20))
def test_words_alone_are_never_furniture(lines):
    assert kept("\n".join(lines)) == lines
