"""The example plans hold what their expected values say: every word, nothing more."""

import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LABELS = [
    "ACTIE",
    "Budgettair",
    "budgettair",
    "engagement",
    "verantwoordelijken",
    "kabinet",
    "administratie",
    "Evaluatie",
    "evaluatie",
    "en",
    "indicator",
    "Indicator",
    "indicatoren",
    "indictaor",
    "betrokkenen",
    "Betrokkenen",
    "mensen",
    "personen",
    "in",
    "armoede",
    "andere",
    "actoren",
    "korte",
    "inhoud",
    "actie",
]
PIECES = {"M", "m", "ijl", "p", "al", "e", "n", "en", "Ij", "lp", "Mijlpa", "len"}
OGP_LABELS = [
    "Number and name of the commitment",
    "Commitment number and name",
    "Commitment start and end date",
    "Lead implementing agency/actor",
    "Commitment description",
    "What is the public problem that the commitment will address?",
    "What is the commitment?",
    "How will the commitment contribute to solve the public problem?",
    "Why is this commitment relevant to OGP values?",
    "Additional information",
    "Milestone activity with a verifiable deliverable",
    "Contact information",
    "Name of responsible person from implementing agency",
    "Title, department",
    "Email and phone",
    "Other actors involved",
    "State actors involved",
    "CSOs, private sector, multilaterals, working groups",
]


def printed(name):
    return (files("grondrecht") / "examples" / name).read_text(encoding="utf-8")


def expected(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def values(form):
    """Every value of a form as (field, words)."""
    yield from ((name, form[name]) for name in ("title", "budget", "evaluation", "summary"))
    for group in ("responsible", "involved"):
        yield from ((f"{group}.{name}", words) for name, words in form[group].items())
    yield from (("note", words) for words in form["notes"])
    yield from form.get("extra", {}).items()
    for milestone in form["milestones"]:
        yield "period", milestone["period"]
        yield "milestone", milestone["text"]


def lines_of(text, form):
    source = form["source"]
    return text.split("\n")[source["first_line"] - 1 : source["last_line"]]


def in_order(wanted, there):
    rest = iter(there)
    return all(word in rest for word in wanted)


DUTCH_TEXT, DUTCH = printed("vapa-voorbeeld.txt"), expected("vapa-voorbeeld.expected.json")
ENGLISH_TEXT, ENGLISH = printed("ogp-example.txt"), expected("ogp-example.expected.json")
DUTCH_IDS = [f"{number}-{form['code']}" for number, form in enumerate(DUTCH)]
ENGLISH_IDS = [form["code"] for form in ENGLISH]


def test_forty_eight_actions_and_one_printed_twice():
    codes = [form["code"] for form in DUTCH]
    assert (len(codes), len(set(codes))) == (49, 48)
    assert len(re.findall(r"^ ?ACTIE\b", DUTCH_TEXT, re.MULTILINE)) == 49


def test_eleven_rights_and_nine_offices_are_used_and_listed():
    rights, offices = ({form["code"].split("_")[part] for form in DUTCH} for part in (0, 1))
    front = DUTCH_TEXT.split("ACTIE 00_01_01")[0]
    listed = re.findall(r"^(\d\d) (\S.*?) *$", front, re.MULTILINE)
    assert rights == {f"{number:02}" for number in range(11)}
    assert offices == {f"{number:02}" for number in range(1, 10)}
    assert [code for code, _ in listed] == sorted(rights) + sorted(offices)


def test_every_right_but_the_first_has_a_heading_with_its_name():
    front = DUTCH_TEXT.split("ACTIE 00_01_01")[0]
    names = [name for _, name in re.findall(r"^(\d\d) (\S.*?) *$", front, re.MULTILINE)][1:11]
    headings = re.findall(r"inzetten op het grondrecht\s+([A-Z -]*[A-Z])", DUTCH_TEXT)
    assert headings == [name.upper() for name in names]


def test_the_text_looks_like_a_text_layer():
    """Every other line is blank and printed lines end in a blank, as in the real print."""
    lines = DUTCH_TEXT.split("\n")
    full = [line for line in lines if line]
    assert 0.35 < lines.count("") / len(lines) < 0.5
    assert sum(line.endswith(" ") for line in full) > 0.8 * len(full)
    assert max(map(len, full)) <= 170


def test_lengths_differ_from_form_to_form():
    lengths = [len(form["summary"].split()) for form in DUTCH if form["summary"]]
    assert min(lengths) <= 30
    assert max(lengths) >= 230
    assert len(set(lengths)) > 20


@pytest.mark.parametrize("form", DUTCH, ids=DUTCH_IDS)
def test_dutch_values_stand_in_their_form_in_order(form):
    there = " ".join(lines_of(DUTCH_TEXT, form)).split()
    for field, words in values(form):
        assert in_order(words.split(), there), field


@pytest.mark.parametrize("form", DUTCH, ids=DUTCH_IDS)
def test_dutch_milestones_follow_each_other(form):
    there = " ".join(lines_of(DUTCH_TEXT, form)).split()
    rows = [row[key].split() for row in form["milestones"] for key in ("period", "text")]
    assert in_order([word for words in rows for word in words], there)


@pytest.mark.parametrize("form", DUTCH, ids=DUTCH_IDS)
def test_no_dutch_word_is_left_over_but_labels_and_furniture(form):
    """What a form prints beside its values: its code, labels, page numbers and link addresses."""
    there = Counter(" ".join(lines_of(DUTCH_TEXT, form)).split())
    there.subtract(word for _, words in values(form) for word in words.split())
    assert not [word for word, count in there.items() if count < 0]
    left = {word for word, count in there.items() if count > 0}
    left -= {form["code"], *LABELS, *PIECES}
    assert not {word for word in left if not re.fullmatch(r"\d{1,3}|https?://\S+", word)}


@pytest.mark.parametrize("form", DUTCH, ids=DUTCH_IDS)
def test_a_dutch_form_begins_at_its_first_line(form):
    first, *rest = lines_of(DUTCH_TEXT, form)
    assert first.lstrip().startswith("ACTIE")
    assert form["code"] in first + rest[0]


def test_five_commitments_in_order():
    assert ENGLISH_IDS == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("form", ENGLISH, ids=ENGLISH_IDS)
def test_english_values_stand_in_their_form_in_order(form):
    there = " ".join(lines_of(ENGLISH_TEXT, form)).split()
    for field, words in values(form):
        assert in_order(words.split(), there), field


@pytest.mark.parametrize("form", ENGLISH, ids=ENGLISH_IDS)
def test_every_english_line_is_a_label_a_value_or_a_page_number(form):
    known = [words for _, words in values(form)] + OGP_LABELS + ["Start date", "End date"]
    known += [f"{form['code']}. {form['title']}"]
    rows = [f"{row['text']} {row['period']}" for row in form["milestones"]]
    for line in filter(None, lines_of(ENGLISH_TEXT, form)):
        inside = any(line.strip() in words for words in known + rows)
        assert inside or re.fullmatch(r"\d+", line), line


@pytest.mark.parametrize("form", ENGLISH, ids=ENGLISH_IDS)
def test_every_commitment_has_all_parts(form):
    extra = form["extra"]
    assert form["responsible"]["administration"]
    assert form["involved"]["administration"]
    assert form["involved"]["other_actors"]
    assert len(form["milestones"]) >= 3
    assert all(extra[name] for name in ("dates", "public_problem", "contribution", "contact"))
    assert {"relevance", "additional_information"} <= set(extra)


def test_english_periods_are_two_dates():
    date = r"(?:\d{1,2} )?[A-Z][a-z]+ 20\d\d"
    for form in ENGLISH:
        for row in form["milestones"]:
            assert re.fullmatch(f"{date} {date}", row["period"])


def test_a_form_printed_twice_says_the_same_twice():
    first, second = (form for form in DUTCH if form["code"] == "03_06_02")
    assert first["source"] != second["source"]
    assert list(values(first)) == list(values(second))
