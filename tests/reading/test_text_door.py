"""Plain text in every encoding and with every line end gives the same lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.plan.model import Source
from grondrecht.reading.errors import DocumentError
from grondrecht.reading.text import decode, read_text, seen

WORDS = "Één café: €\xa05 à l'œuvre, 's avonds – naïef"
TEXT = f"ACTIE 01_02_03\n{WORDS}\n\nkabinet\n"


def read(data):
    return read_text(data, Source(file="plan.txt"), lambda share: None)


def texts(data):
    return [line.text for line in read(data).lines]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end(encoding, ends):
    data = TEXT.replace("\n", ends).encode(encoding)
    assert decode(data) == TEXT
    assert texts(data) == ["ACTIE 01_02_03", WORDS, "kabinet"]


def test_big_endian_utf_16_with_its_mark():
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


def test_latin_1_without_signs_of_windows():
    assert decode("privé, à bientôt".encode("latin-1")) == "privé, à bientôt"


def test_a_piece_in_an_old_encoding_within_utf_8():
    data = "één café; ".encode() + "‘privé’ … 5 €".encode("cp1252") + " à côté".encode()
    assert decode(data) == "één café; ‘privé’ … 5 € à côté"


def test_an_old_letter_before_a_sign_that_could_continue_it():
    assert decode("café» en «naïveté»".encode("cp1252")) == "café» en «naïveté»"


def test_utf_16_that_lost_a_byte_at_its_end():
    assert decode(TEXT.encode("utf-16")[:-1]) == TEXT[:-1]


def test_signs_without_meaning_are_dropped():
    assert decode(b"\xef\xbb\xbfkabi\0net\n") == "kabinet\n"
    assert texts(b"regel " * 20 + b"kabi\0net") == ["regel " * 20 + "kabinet"]


def test_line_numbers_count_every_line_of_the_file():
    document = read(b"\n\n  eerste\n\nderde regel\nlaatste")
    assert [(line.number, line.text) for line in document.lines] == [
        (3, "  eerste"),
        (5, "derde regel"),
        (6, "laatste"),
    ]
    assert document.source.lines == 6
    assert read(b"een\ntwee\n").source.lines == 2


def test_pages_are_unknown_without_form_feeds():
    assert read(b"een\ntwee").lines[0].page is None


def test_form_feeds_count_pages_at_line_start_at_line_end_and_within():
    document = read(b"een\n\ftwee\fdrie\nvier\f\nvijf\n")
    assert [(line.text, line.number, line.page) for line in document.lines] == [
        ("een", 1, 1),
        ("twee", 2, 2),
        ("drie", 2, 3),
        ("vier", 3, 3),
        ("vijf", 4, 4),
    ]


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("onder\xadsteu\xadning", "ondersteuning"),
        ("onder\xadsteu\xad", "ondersteu\xad"),
        ("onder\xadsteu\xad  ", "ondersteu\xad"),
        ("staart ", "staart "),
        ("", ""),
    ],
)
def test_soft_hyphens_show_at_line_ends_only(printed, shown):
    assert seen(printed) == shown


def test_soft_hyphens_in_a_text():
    assert texts("be\xadgelei\xad\nding".encode()) == ["begelei\xad", "ding"]


@pytest.mark.parametrize(
    "junk",
    [
        bytes(range(256)) * 20,
        b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\0\x3e\0" * 60,
        b"tekst" + b"\x01\x02\x03" * 5,
        b"\xff\xfe" + bytes(4000),
    ],
)
def test_bytes_that_are_no_text_are_refused(junk):
    with pytest.raises(DocumentError, match=r"plan\.txt is geen tekst, PDF of Word"):
        read(junk)


def test_a_few_odd_signs_are_no_reason_to_refuse():
    assert texts(b"x" * 500 + b"\x01\x02") == ["x" * 500 + "\x01\x02"]


def test_a_line_without_end_is_refused_with_its_number():
    with pytest.raises(DocumentError, match=r"plan\.txt, regel 3: een regel van meer dan"):
        read(b"een\ntwee\n" + b"woord " * 200_000)


def test_a_long_line_is_read():
    assert len(texts(b"woord " * 150_000)[0]) == 900_000


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\f"])
def test_many_lines_are_read_whatever_ends_them(end):
    assert len(texts((b"regel " * 30 + end) * 6000)) == 6000


def test_a_text_of_endlessly_many_lines_is_refused():
    with pytest.raises(DocumentError, match="meer dan drie miljoen regels; splits"):
        read(b"a\n" * 3_000_001)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0\ufeff")))
def test_utf_8_is_given_back(text):
    assert decode(text.encode()) == text or text.encode()[:2] in (b"\xff\xfe", b"\xfe\xff")


@given(st.text("abc àâçèéêëîïôöûüÿ", min_size=1))
def test_old_letters_are_given_back(text):
    assert decode(text.encode("cp1252")) == text


@given(st.binary(max_size=300))
def test_any_bytes_give_lines_or_a_sentence(data):
    try:
        lines = read(data).lines
    except DocumentError:
        return
    assert all(line.text.strip() and "\n" not in line.text for line in lines)
