"""Where this stood: a field's words are marked in the lines of its document, exactly they."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from operator import itemgetter
from pathlib import Path

import pytest
from example_register import example_document, example_plan
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.marks import CUT, unmark
from grondrecht.plan.model import Form, Milestone, Parties, Place
from grondrecht.plan.periods import Period
from grondrecht.reading import document_of, load_template, plan_of
from grondrecht.web.places import HYPHENS, Passage, find_words, lines_of, place_of
from grondrecht.writing.pdf import write_pdf

REAL = sorted((Path(__file__).resolve().parents[2].parent / "shared" / "plan").glob("*.txt"))
FORM = Form(ActionCode.parse("01_02_01"), source=Place(1, 99))
ROWS = st.lists(st.text("ab -\n\t", max_size=12), min_size=1, max_size=6)
WORDS = st.lists(st.text("abcdé", min_size=1, max_size=5), min_size=1, max_size=8)


def rows(*lines, page=1):
    return [[number, page, text] for number, text in enumerate(lines, start=1)]


def found(words, *lines, place=FORM.source):
    """What is marked on each line, where these words are looked for."""
    passage = Passage(rows(*lines))
    placed = passage.lines(find_words(passage, words, place))
    return ["|".join(text for text, is_marked in line.pieces if is_marked) for line in placed]


def marked(lines):
    """All that is marked, one line under the other."""
    return "\n".join(text for line in lines for text, is_marked in line.pieces if is_marked)


def folded(text, hyphens=""):
    return re.sub(rf"[\s\u00ad{hyphens}]", "", unmark(text))


def agree(words, lines):
    """Whether the marked words are these: white space, and at need hyphens, are no matter."""
    both = folded(marked(lines)), folded(words)
    return both[0] == both[1] or folded(both[0], HYPHENS) == folded(both[1], HYPHENS)


# Lines and pieces


@given(ROWS, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=5))
def test_pieces_joined_are_the_lines_whatever_is_marked(lines, spans):
    placed = Passage(rows(*lines)).lines(spans)
    assert ["".join(text for text, _ in line.pieces) for line in placed] == lines
    assert all(text for line in placed for text, _ in line.pieces)
    pieces = [text for line in placed for text, is_marked in line.pieces if is_marked]
    assert all(text == text.strip() for text in pieces)


@given(ROWS, st.integers(0, 40), st.integers(0, 40))
def test_what_a_span_covers_is_marked_and_nothing_else(lines, start, length):
    passage = Passage(rows(*lines))
    expected = passage.text[start : start + length]
    assert folded(marked(passage.lines([(start, start + length)]))) == folded(expected)


def test_lines_keep_their_numbers_and_pages():
    placed = lines_of([[7, 2, "een"], [9, None, "twee"], [10, 0, ""]], FORM)
    assert [(line.number, line.page) for line in placed] == [(7, 2), (9, None), (10, None)]
    assert not any(line.is_marked for line in placed)


@given(st.integers(1, 9), st.integers(1, 9))
def test_a_place_is_a_stretch_of_the_text_or_all_of_it(first, last):
    passage = Passage([[number, 1, f"regel {number}"] for number in (2, 3, 5)])
    start, end = passage.span(Place(min(first, last), max(first, last)))
    inside = [f"regel {n}" for n in (2, 3, 5) if min(first, last) <= n <= max(first, last)]
    assert passage.text[start:end] == ("\n".join(inside) or passage.text)


# Words found


@given(WORDS, st.data())
def test_words_are_found_however_they_are_laid_out(words, data):
    gaps = data.draw(st.lists(st.sampled_from([" ", "\n", "  ", " \n"]), min_size=8, max_size=8))
    laid = "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    value = " ".join(words)
    spans = found(value, "Opschrift:", *laid.split("\n"), "Slot.")
    assert folded("".join(spans)) == folded(value)
    assert spans[0] == spans[-1] == ""


@given(WORDS, st.data())
def test_lines_of_another_matter_in_between_are_not_marked(words, data):
    cuts = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    lines = "".join(w + ("\n47\n" if cut else " ") for w, cut in zip(words, cuts, strict=True))
    spans = found(" ".join(words), "Opschrift:", *lines.split("\n"))
    assert folded("".join(spans)) == "".join(words)


@given(st.text("abcd", min_size=4, max_size=9), st.integers(2, 7), st.sampled_from(HYPHENS))
def test_a_word_that_was_hyphenated_at_the_end_of_a_line_is_found(word, cut, hyphen):
    first, rest = word[:cut], word[cut:]
    assert found(f"Veel {word}", f"Veel {first}{hyphen}", f"{rest} slot") == (
        [f"Veel {first}{hyphen}", rest] if rest else [f"Veel {first}", ""]
    )


def test_a_hyphenated_word_is_found_across_the_foot_of_a_page():
    assert found("een samenwerking", "een samen-", "47", "werking") == ["een samen", "", "werking"]


@pytest.mark.parametrize("end", ["een –", "een–", "een\n-"])
def test_hyphens_that_a_value_begins_and_ends_with_are_marked_with_it(end):
    spans = found("- aaneen -", "x", "- aan-", *f"{end} y".split("\n"))
    assert spans == ["", "- aan-", *end.split("\n")]


def test_soft_hyphens_and_marks_of_the_print_are_read_as_what_they_stand_for():
    assert found("huurpremie", "de huur\u00adpremie") == ["huur\u00adpremie"]
    assert found("een ✓", "een ⟨U+2713⟩ hier") == ["een ⟨U+2713⟩"]
    assert found("✓ een", "hier ⟨U+2713⟩ een") == ["⟨U+2713⟩ een"]
    assert found("verplichting van", "de verplicht↦", "ing van") == ["verplicht↦", "ing van"]
    assert found("verplichting van", "de verplicht↦ ing van") == ["verplicht↦ ing van"]


def test_a_line_that_happens_to_end_as_the_words_begin_is_not_marked():
    assert found("t een twee", "kabinet", "t een", "47", "twee") == ["", "t een", "", "twee"]
    assert found("a b c d", "etappe a", "a b", "47", "c d") == ["", "a b", "", "c d"]


def test_words_are_not_found_inside_other_words_where_they_also_stand_apart():
    assert found("werk", "netwerk, werken en werk") == ["werk"]
    assert found("10", "1000 en 10 euro") == ["10"]
    passage = Passage(rows("1000 en 10 euro"))
    assert find_words(passage, "10", FORM.source) == [(8, 10)]


def test_what_does_not_stand_there_is_not_found():
    assert found("iets anders", "een", "twee") == ["", ""]
    assert found("een twee drie", "een", "47", "twee") == ["", "", ""]
    assert found(" ", "een") == [""]
    assert found("een", "een", place=Place(50, 60)) == ["een"]


def test_words_are_looked_for_in_their_place_first():
    assert found("Kabinet", "Kabinet", "x", "Kabinet", place=Place(3, 3)) == ["", "", "Kabinet"]
    assert found("Kabinet", "Kabinet", "x", "niets", place=Place(3, 3)) == ["Kabinet", "", ""]


@given(WORDS, WORDS)
def test_words_are_never_found_where_others_were_taken(words, others):
    passage = Passage(rows(" ".join(others), " ".join(words)))
    taken = find_words(passage, " ".join(others), Place(1, 1))
    spans = find_words(passage, " ".join(words), FORM.source, taken)
    assert spans
    assert all(end <= taken[0][0] or taken[0][1] <= start for start, end in spans)


# Fields of a form


def placed_form(**places):
    at = tuple((path.replace("__", "."), place) for path, place in places.items())
    return replace(FORM, places=at)


def test_the_label_before_a_value_is_not_marked():
    form = replace(
        placed_form(responsible__administration=Place(1, 1)),
        responsible=Parties(administration="administratie"),
    )
    lines = lines_of(rows("administratie administratie"), form, "responsible.administration")
    assert lines[0].pieces == (("administratie ", False), ("administratie", True))


def test_fields_that_share_a_line_are_told_apart():
    form = replace(
        placed_form(involved__cabinet=Place(1, 1), involved__people_in_poverty=Place(1, 1)),
        involved=Parties(cabinet="Wonen", people_in_poverty="Wonen in armoede"),
    )
    printed = rows("kabinet Wonen mensen Wonen in armoede")
    cabinet = lines_of(printed, form, "involved.cabinet")[0].pieces
    people = lines_of(printed, form, "involved.people_in_poverty")[0].pieces
    assert cabinet[0] == ("kabinet ", False)
    assert cabinet[1] == ("Wonen", True)
    assert people[-1] == ("Wonen in armoede", True)


def test_two_fields_with_the_same_words_on_a_line_get_them_in_order():
    form = replace(
        placed_form(involved__administration=Place(1, 1), involved__other_actors=Place(1, 1)),
        involved=Parties(administration="-", other_actors="-"),
    )
    printed = rows("administratie - andere actoren -")
    marks = [
        lines_of(printed, form, f"involved.{name}")[0].pieces
        for name in ("administration", "other_actors")
    ]
    assert [[p[1] for p in pieces] for pieces in marks] == [[False, True, False], [False, True]]


def test_a_milestone_is_looked_for_where_it_stood():
    period = Period.parse("2017")
    form = replace(FORM, milestones=(Milestone(period, "meer", Place(2, 2)), Milestone(period)))
    assert place_of(form, "milestones[0].text") == Place(2, 2)
    assert place_of(form, "milestones[1].text") == FORM.source
    assert place_of(form, "milestones[7].text") == FORM.source
    assert place_of(form, "budget") == FORM.source
    assert marked(lines_of(rows("meer", "2017 meer"), form, "milestones[0].text")) == "meer"
    assert lines_of(rows("meer", "2017 meer"), form, "milestones[0].text")[1].is_marked


def test_a_field_without_words_or_that_is_not_there_marks_nothing():
    for path in ("budget", "milestones[3].text", "<script>", ""):
        assert not any(line.is_marked for line in lines_of(rows("een"), FORM, path)), path


# Whole documents


def every_field(document, plan):
    """Each field of each form that says something, with the lines on which it is marked."""
    printed = [[line.number, line.page, line.text] for line in document.lines]
    for form in plan.actions:
        start = bisect_left(printed, form.source.first_line, key=itemgetter(0))
        end = bisect_right(printed, form.source.last_line, key=itemgetter(0))
        for path, words in form.texts():
            if words.strip():
                yield form, path, words, lines_of(printed[start:end], form, path)


def missed(document, plan):
    """The fields that are not marked exactly, and how many there are in all."""
    fields = list(every_field(document, plan))
    return [
        (str(form.code), path) for form, path, words, lines in fields if not agree(words, lines)
    ], len(fields)


def test_every_field_of_the_example_is_marked_exactly_and_in_its_place():
    fields = list(every_field(example_document(), example_plan()))
    assert len(fields) > 500
    for form, path, words, lines in fields:
        place = place_of(form, path)
        assert agree(words, lines), (form.code, path)
        on = [line.number for line in lines if line.is_marked]
        assert place.first_line <= min(on) <= max(on) <= place.last_line, (form.code, path)


def test_every_field_is_marked_exactly_in_a_printed_table(tmp_path):
    """Here words that are wider than their cell are cut, and signs without a glyph are numbers."""
    first, *others = example_plan().actions[-9:]
    plan = replace(example_plan(), actions=(replace(first, summary="✓ Isolatie ✓"), *others))
    path = tmp_path / "plan.pdf"
    write_pdf(plan, load_template("vapa").layout, path)
    document = document_of(path.read_bytes(), path.name, lambda share: None)
    printed = "".join(line.text for line in document.lines)
    assert CUT in printed
    assert "⟨U+2713⟩ Isolatie" in printed
    wrong, count = missed(document, plan_of(document))
    assert count > 90
    assert wrong == []


@pytest.mark.skipif(not REAL, reason="the printed plan is not beside this repository")
def test_the_fields_of_a_real_plan_are_marked_exactly():
    """Every sixth form; all of them together take too long for each run."""
    document = document_of(REAL[0].read_bytes(), REAL[0].name, lambda share: None)
    plan = plan_of(document)
    wrong, count = missed(document, replace(plan, actions=plan.actions[::6]))
    assert count > 300
    assert wrong == []
