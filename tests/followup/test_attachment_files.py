"""What may be attached: told by the content, whatever the name says; names; the scanner."""

from contextlib import suppress

import pytest
from followup.attached_files import BAD, GOOD, TEXT, docx
from followup.clamd import EICAR, scanner
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.followup.attachments import safe_name, type_of
from grondrecht.followup.attachments.content import types
from grondrecht.followup.attachments.names import LONGEST, ending_of
from grondrecht.followup.attachments.scanning import scanned
from grondrecht.registry.errors import RegisterError


@pytest.mark.parametrize("name", GOOD)
def test_a_real_file_of_each_type_is_taken(name):
    found = type_of(name, GOOD[name]())
    assert ending_of(name) in (found.ending, *found.also)
    assert "/" in found.media_type


@pytest.mark.parametrize("what", BAD)
def test_what_is_not_what_it_says_is_refused_in_one_sentence(what):
    name, made = BAD[what]
    with pytest.raises(RegisterError) as told:
        type_of(name, made())
    assert str(told.value).endswith(".")
    assert "\n" not in str(told.value)


def test_every_type_of_the_data_is_tried_here():
    assert {kind.ending for kind in types()} == {
        type_of(n, made()).ending for n, made in GOOD.items()
    }


@given(st.binary(max_size=3_000), st.sampled_from([kind for kind in types() if kind.begins]))
def test_no_bytes_break_the_checks(noise, kind):
    with pytest.raises(RegisterError):
        type_of(f"iets.{kind.ending}", kind.begins + noise)


@given(st.integers(min_value=0, max_value=2_000), st.integers(min_value=0, max_value=255))
def test_a_package_with_a_changed_byte_is_taken_or_refused_in_words(at, byte):
    data = bytearray(docx())
    data[-1 - at] = byte
    with suppress(RegisterError):
        assert type_of("a.docx", bytes(data)).ending == "docx"


NAMES = {
    "verslag.pdf": "verslag.pdf",
    "../../etc/passwd.pdf": "passwd.pdf",
    "C:\\Users\\An\\Mijn verslag.pdf": "Mijn verslag.pdf",
    "/tmp/..pdf": "bijlage.pdf",
    ".pdf": "bijlage.pdf",
    "": "bijlage.pdf",
    "a\r\nContent-Type: text-html.pdf": "aContent-Type- text-html.pdf",
    "NUL.pdf": "_NUL.pdf",
    "com1.verslag.pdf": "_com1.verslag.pdf",
    "verslag\u202efdp.exe.pdf": "verslagfdp.exe.pdf",
    'aan "huis" <b>.pdf': "aan -huis- -b.pdf",
    "  veel   wit .pdf": "veel wit.pdf",
    "cafe\u0301.pdf": "café.pdf",
    "...verborgen.pdf": "verborgen.pdf",
}


@pytest.mark.parametrize(("given_name", "kept"), NAMES.items())
def test_a_name_is_made_safe_and_stays_readable(given_name, kept):
    assert safe_name(given_name, "pdf") == kept


@given(st.text(max_size=400))
def test_no_name_is_a_path_or_hides_something(name):
    safe = safe_name(name, "pdf")
    assert safe.endswith(".pdf")
    assert 4 < len(safe) <= LONGEST + 5
    assert not set(safe) & set('/\\<>:"|?*\r\n\0')
    assert not safe.startswith((".", " ", "-"))
    assert safe_name(safe, "pdf") == safe


def test_without_a_scanner_nothing_is_looked_at():
    assert scanned(TEXT, "") is False


def test_a_scanner_lets_good_files_through_and_sees_all_of_them(tmp_path):
    with scanner(tmp_path / "clamd") as seen:
        assert scanned(b"x" * 200_000, str(tmp_path / "clamd")) is True
    assert seen == [200_000]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"een " + EICAR, "Eicar-Test-Signature"),
        (b"x" * 2_000, "kleiner bestand"),
    ],
)
def test_what_the_scanner_refuses_is_refused(tmp_path, data, words):
    with scanner(tmp_path / "clamd", most=1_000), pytest.raises(RegisterError, match=words):
        scanned(data, str(tmp_path / "clamd"))


def test_a_scanner_that_says_nothing_or_is_away_refuses_everything(tmp_path):
    for where in (str(tmp_path / "niets"), "127.0.0.1:1"):
        with pytest.raises(RegisterError, match="antwoordt niet"):
            scanned(TEXT, where)
    with (
        scanner(tmp_path / "clamd", answers=False),
        pytest.raises(RegisterError, match=r"antwoordt niet|niet bekijken"),
    ):
        scanned(TEXT, str(tmp_path / "clamd"))
