"""References between actions: their spellings, what they say, and what is no reference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import takes_at_most

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.references import find_references


def code(text: str) -> ActionCode:
    return ActionCode.parse(text)


def found(text: str, *known: str) -> list[tuple[str, str]]:
    references = find_references(text, {code(one) for one in known})
    return [(str(reference.code), reference.kind) for reference in references]


@pytest.mark.parametrize(
    "text",
    [
        "zie fiche 04_05_06",
        "(zie fiche 04_05_06)",
        "zie actie 04 05 06.",
        "zie actie 04-05-06)",
        "zie actie 04.05.06.",
        "zie de actiefiche ‘04_05_06 Naam’",
        "zie actiefiche nr. 04 05 06",
        "zie ook 04_05_06",
        "zie fiche 04_05_\n06",
        "zie actie 04 05\n06",
        "cf. actie 04_05_06",
        "beschreven in fiche 04-05-06",
        "We verwijzen naar 04_05_06",
        "see action 04_05_06",
        "as described in form 04.05.06",
    ],
)
def test_every_spelling_of_see_also(text: str) -> None:
    assert found(text) == [("04_05_06", "see_also")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wordt vanaf 2018 vervangen door actie 04_05_06 Naam", "replaced_by"),
        ("Deze actie gaat op in 04_05_06", "replaced_by"),
        ("Dit is opgenomen in fiche 04_05_06", "replaced_by"),
        ("Deze fiche wordt door 04_05_06 vervangen", "replaced_by"),
        ("Actie 04_05_06 vervangt deze fiche", "replaced_by"),
        ("This commitment was merged into action 04_05_06", "replaced_by"),
        ("replaced by 04_05_06", "replaced_by"),
        ("Deze fiche vervangt actie 04_05_06", "replaces"),
        ("Ter vervanging van 04_05_06", "replaces"),
        ("Actie 04_05_06 wordt vervangen door deze actie", "replaces"),
        ("This action replaces 04_05_06", "replaces"),
        ("Linken met actie 04_05_06", "link"),
        ("Er is een link met 04_05_06", "link"),
        ("gekoppeld aan 04_05_06", "link"),
        ("complementair aan de fiche 04_05_06", "link"),
        ("linked to action 04_05_06", "link"),
        ("In 04_05_06 staat een voorbeeld", "mention"),
        ("04_05_06", "mention"),
        ("Dit wordt opgenomen in het breed onthaal (zie fiche 04_05_06)", "see_also"),
        ("Dit werd vervangen door iets anders. De fiche 04_05_06 blijft.", "mention"),
    ],
)
def test_what_the_words_around_a_code_say(text: str, kind: str) -> None:
    assert found(text) == [("04_05_06", kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zie acties 04_05_06 en 04_05_08", ["04_05_06", "04_05_08"]),
        ("zie acties 04 05 06, 04 05 07 en 04 05 09", ["04_05_06", "04_05_07", "04_05_09"]),
        ("zie 04_05_06 t.e.m. 04_05_08", ["04_05_06", "04_05_07", "04_05_08"]),
        ("zie 04_05_06 tot en met 04_05_08", ["04_05_06", "04_05_07", "04_05_08"]),
        ("zie 04_05_06/07/09", ["04_05_06", "04_05_07", "04_05_09"]),
        ("zie fiche 04_05_06 & fiche 01-02-03", ["04_05_06", "01_02_03"]),
    ],
)
def test_lists_and_ranges_share_what_is_said(text: str, expected: list[str]) -> None:
    assert found(text) == [(one, "see_also") for one in expected]


def test_a_range_counts_only_the_codes_that_a_known_plan_has() -> None:
    text = "zie 04_05_06 t.e.m. 04_05_09"
    assert [one for one, _ in found(text, "04_05_06", "04_05_08")] == [
        "04_05_06",
        "04_05_08",
        "04_05_09",
    ]


def test_two_references_of_different_kinds_in_one_text() -> None:
    text = "Vervangen door 04_05_06; zie ook fiche 01_02_03. Link met actie 02 03 04."
    assert found(text) == [
        ("04_05_06", "replaced_by"),
        ("01_02_03", "see_also"),
        ("02_03_04", "link"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "op 02-06-09",
        "2015-02-06-09",
        "12.05.2016",
        "van 01.02.16 tot 03.04.16",
        "02 06 09 11",
        "tel. 02 06 09",
        "0470 12 34 56",
        "2016-05-12",
        "bestand_02_06_09.pdf",
        "02_06_091",
        "de actie van 2016",
        "€ 12.345.678",
        "11 418 773",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert found(text) == []


def test_other_spellings_count_where_the_plan_has_the_code() -> None:
    assert found("meer in 04 05 06") == []
    assert found("meer in 04 05 06", "04_05_06") == [("04_05_06", "mention")]
    assert found("meer in 04 05 07", "04_05_06") == []


@pytest.mark.parametrize("text", ["op 04-05-06", "tel. 04 05 06", "04 05 06 07", "d.d. 04.05.06"])
def test_a_date_or_telephone_is_none_even_where_the_plan_has_the_code(text: str) -> None:
    assert found(text, "04_05_06") == []


def test_an_announced_code_counts_whether_or_not_the_plan_has_it() -> None:
    assert found("zie fiche 09-09-09", "04_05_06") == [("09_09_09", "see_also")]


def test_codes_of_another_make_count_where_announced_and_known() -> None:
    text = "See commitments 3, 5 and 9; 7 of 10 schools, commitment 12."
    assert found(text, "3", "5", "7", "9") == [(n, "see_also") for n in ("3", "5", "9")]
    assert found(text) == []


def test_a_reference_keeps_its_words_sentence_and_place() -> None:
    text = "Eerst dit. Daarna (zie actie 04 05 06) dat. Tot slot niets."
    (reference,) = find_references(text)
    assert reference.words == "04 05 06" == text[reference.start : reference.end]
    assert reference.sentence == "Daarna (zie actie 04 05 06) dat."


def test_the_code_between_the_ends_of_a_range_points_at_the_whole_range() -> None:
    between = find_references("zie 04_05_06 t.e.m. 04_05_08")[1]
    assert between.words == "04_05_06 t.e.m. 04_05_08"


SEGMENTS = st.integers(0, 99).map("{:02}".format)
CODES = st.tuples(SEGMENTS, SEGMENTS, SEGMENTS).map(ActionCode)


@given(CODES, st.sampled_from("_ -."), st.sampled_from(["zie actie {}", "(zie fiche {}).", "{}"]))
def test_any_known_code_is_found_in_any_spelling(wanted: ActionCode, mark: str, form: str) -> None:
    text = form.format(mark.join(wanted.segments))
    assert [reference.code for reference in find_references(text, {wanted})] == [wanted]


PIECES = st.sampled_from(
    ["02_06_01", "02 06 01", "02-06-09", "/02", " en ", ", ", " t.e.m. ", "zie ", "actie ", ".",
     "vervangen door ", " vervangt deze", "\n", " ", "(", ")", "12", "2016", "•", "cf. "]
)  # fmt: skip


@given(st.text(max_size=60) | st.lists(PIECES, max_size=20).map("".join))
def test_no_text_raises_and_offsets_slice_to_the_words(text: str) -> None:
    references = find_references(text, {code("02_06_01"), code("7")})
    for reference in references:
        assert text[reference.start : reference.end] == reference.words
        assert reference.words in text
        assert len(reference.code.segments) == 3 or str(reference.code) == "7"


@pytest.mark.parametrize(
    "unit", ["02 06 01, ", "02_06_01 en ", "02_06_01. Zie ", "actie ", "0", "_", " ", "1 ", "zie "]
)
def test_a_long_hostile_text_takes_no_more_than_its_length(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    assert takes_at_most(1, lambda: find_references(text, {code("02_06_01")}))
