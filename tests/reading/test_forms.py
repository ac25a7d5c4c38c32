"""Forms put together from aligned labels: every word in its place, none lost and none doubled."""

import re
from collections import Counter
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading.small_template import FORM, document_of_text, lines_of, small, taken_in

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.model import Legend, LegendEntry, Parties, Place, Source
from grondrecht.reading import plan_of
from grondrecht.reading.document import Document, Line
from grondrecht.reading.errors import DocumentError, TemplateError
from grondrecht.reading.furniture import without_furniture
from grondrecht.reading.template import load_template
from grondrecht.reading.text import read_text

EXAMPLES = {"vapa-voorbeeld.txt": "vapa", "ogp-example.txt": "ogp"}
LINES = (*FORM.splitlines(), "de raad van 2016", "deel B", "t", "ijd", "", "2015 (begin) en dan")


@st.composite
def documents(draw):
    """Two forms with lines put in and left out anywhere behind the first one's code."""
    lines = (FORM * 2).splitlines()
    for _ in range(draw(st.integers(0, 8))):
        place = draw(st.integers(1, len(lines)))
        if draw(st.booleans()):
            lines.insert(place, draw(st.sampled_from(LINES)))
        else:
            del lines[place : place + 1]
    return "\n".join(lines)


def read(text, template=None):
    return plan_of(document_of_text(text), template or small()).actions


def one(text, template=None):
    (form,) = read(text, template)
    return form


def test_every_field_of_a_form():
    form = one(FORM)
    assert form.code == ActionCode(("01", "01"))
    assert form.title == "Een bank op het plein"
    assert form.budget == "400 euro"
    assert form.involved == Parties(cabinet="raad van de wijk", other_actors="De Buurtfiets")
    assert form.summary == "Wie moe is, kan zitten."
    rows = [(row.period.text, row.text) for row in form.milestones]
    assert rows == [("2015", "plan getekend"), ("2017", "bank geplaatst")]


def test_fields_that_a_template_does_not_have_are_empty():
    form = one(FORM)
    assert form.evaluation == form.responsible.cabinet == ""
    assert form.extra == ()


def test_line_ends_within_a_value_are_kept_and_blanks_around_them_dropped():
    assert one(FORM.replace("400 euro", "  400 euro \n\n per jaar")).budget == "400 euro\nper jaar"


def test_an_empty_cell_is_an_empty_value():
    form = one(FORM.replace("400 euro\n", ""))
    assert form.budget == ""
    assert "budget" not in [doubt.field for doubt in form.doubts]


@pytest.mark.parametrize("mark", ["/", "-"])
def test_a_mark_that_fills_a_cell_is_its_value(mark):
    assert one(FORM.replace("400 euro", mark)).budget == mark


@pytest.mark.parametrize("mark", [":", "?"])
def test_a_mark_glued_to_a_label_belongs_to_it(mark):
    assert one(FORM.replace("Kostprijs", f"Kostprijs{mark}")).budget == "400 euro"


def test_a_label_that_is_missing_leaves_a_doubt():
    form = one(FORM.replace("verenigingen\n", ""))
    assert form.involved.other_actors == ""
    assert "verenigingen" in next(d.why for d in form.doubts if d.field == "involved.other_actors")


def test_a_form_that_is_whole_leaves_no_doubt():
    assert one(FORM).doubts == ()


def test_a_title_on_the_line_of_the_code():
    assert one(FORM.replace("01_01\n", "01_01 ")).title == "Een bank op het plein"


def test_a_remark_between_code_and_label_is_a_note():
    # How wide the title cell is, shows in a title of two lines.
    wide = FORM.replace(
        "Een bank op het plein", "Banken, fonteinen en bomen op alle pleinen van\nde stad"
    )
    noted = FORM.replace("Een bank", "Vervangt project 01_02 van vorig jaar\nEen bank")
    _, form = read(wide + noted)
    assert form.notes == ("Vervangt project 01_02 van vorig jaar",)
    assert form.title == "Een bank op het plein"


def test_labelled_remarks_are_notes_too():
    noted = replace(small(), note_words=("let op",))
    form = one(FORM.replace("Kostprijs", "let op\nzie de kaart\nlet op: nieuw\nKostprijs"), noted)
    assert form.notes == ("zie de kaart", "nieuw")


def test_a_code_split_over_two_lines_is_one_code():
    split = re.compile(r"project\s+(?P<code>\d\d_\s*\d\d)", re.IGNORECASE)
    form = one(FORM.replace("01_01", "01_\n01"), replace(small(), start=split))
    assert form.code == ActionCode(("01", "01"))


def test_words_between_forms_under_a_heading_belong_to_neither():
    first, second = read(f"{FORM}Deel B: water\nen groen\n{FORM}")
    assert first.milestones[-1].text == "bank geplaatst"
    assert second == first


def test_a_form_printed_twice_is_there_twice():
    assert [str(form.code) for form in read(FORM + FORM.replace("01_01", "02_01") + FORM)] == [
        "01_01",
        "02_01",
        "01_01",
    ]


def test_a_period_over_two_lines_is_printed_on_one():
    form = one(FORM.replace("2015\n", "2015\n(begin)\n"))
    assert form.milestones[0].period.text == "2015 (begin)"


def test_empty_rows_keep_their_period():
    form = one(FORM.replace("plan getekend\n", "").replace("bank geplaatst\n", ""))
    assert [(row.period.text, row.text) for row in form.milestones] == [("2015", ""), ("2017", "")]


def test_words_under_a_label_of_no_field_go_to_the_field_before():
    form = one(FORM.replace("wie doet mee", "wie doet mee\nwie er woont"))
    assert form.budget == "400 euro\nwie er woont"


def test_words_under_a_label_of_no_field_before_any_field_go_to_the_title():
    form = one(FORM.replace("Kostprijs\n400 euro\nwie doet mee", "wie doet mee\nwie er woont"))
    assert form.title == "Een bank op het plein\nwie er woont"


def test_a_first_row_without_a_period_is_a_row():
    form = one(FORM.replace("2015\n", ""))
    rows = [(row.period.text, row.text) for row in form.milestones]
    assert rows == [("", "plan getekend"), ("2017", "bank geplaatst")]


def test_a_last_row_without_a_period_is_a_row():
    last = replace(small(), milestones=replace(small().milestones, order="text-period"))
    rows = "tijdpad\nplan getekend\n2015\nbank geplaatst\n2017\nbank geverfd\n"
    form = one(FORM[: FORM.index("tijdpad")] + rows, last)
    assert [row.text for row in form.milestones][-2:] == ["bank geplaatst", "bank geverfd"]
    assert form.milestones[-1].period.text == ""


def test_texts_may_stand_before_their_periods():
    last = replace(small(), milestones=replace(small().milestones, order="text-period"))
    rows = "tijdpad\nplan getekend\n2015\nbank geplaatst\n2017\n"
    form = one(FORM[: FORM.index("tijdpad")] + rows, last)
    assert [(row.period.text, row.text) for row in form.milestones] == [
        ("2015", "plan getekend"),
        ("2017", "bank geplaatst"),
    ]


def test_a_second_label_of_a_field_adds_to_it():
    text = (files("grondrecht") / "examples" / "ogp-example.txt").read_text("utf-8")
    form = read(text, load_template("ogp"))[0]
    assert len(dict(form.extra)["contact"].split("\n")) == 3


def test_places_lead_back_to_the_lines():
    form = one(f"vooraf\n\n{FORM}")
    lines = ["", *f"vooraf\n\n{FORM}".split("\n")]
    for path in ("budget", "involved.cabinet", "summary", "title"):
        words = dict(form.texts())[path]
        assert lines[form.place_of(path).first_line] == words
    assert [lines[row.place.first_line] for row in form.milestones] == [
        "plan getekend",
        "bank geplaatst",
    ]


def test_a_form_stands_from_its_code_to_its_last_word_or_label():
    forms = read(f"vooraf\n{FORM}Deel B\n{FORM.replace('bank geplaatst', '')}\n{FORM}")
    assert [(form.source.first_line, form.source.last_line) for form in forms] == [
        (2, 17),
        (19, 33),
        (36, 51),
    ]


def test_an_empty_value_stands_where_its_label_does():
    form = one(FORM.replace("400 euro\n", ""))
    assert form.place_of("budget") == Place(3, 3)


def test_places_in_tables_name_the_cell():
    cells = [Line(words, n, 3, f"1.{n}.2") for n, words in enumerate(FORM.splitlines(), 1)]
    (form,) = plan_of(Document(Source(), cells), small()).actions
    assert form.place_of("budget") == Place(4, 4, 3, "1.4.2")


def test_the_legend_stands_in_front_of_the_forms():
    plan = plan_of(document_of_text(f"eerste lijst\n01 water\n{FORM}02 wonen"), small())
    assert plan.legend == Legend((LegendEntry("01", "water"),))


def test_the_plan_names_its_source_and_template():
    plan = plan_of(document_of_text(FORM), small())
    assert (plan.source.file, plan.template) == ("klein.txt", "klein")


@pytest.mark.parametrize("text", ["", "geen formulier", "raad\nverenigingen"])
def test_a_document_without_forms_is_said_so(text):
    with pytest.raises(DocumentError, match="geen enkel formulier") as caught:
        plan_of(document_of_text(text), small())
    assert "klein.txt" in str(caught.value)
    assert "--template" in str(caught.value)


def test_a_code_of_other_signs_is_a_mistake_of_the_template():
    odd = replace(small(), start=re.compile(r"project\s+(?P<code>\S+)"))
    with pytest.raises(TemplateError, match="regel 1") as caught:
        read(FORM.replace("01_01", "1/A"), odd)
    assert "form.start" in str(caught.value)
    assert "'1/A'" in str(caught.value)


def words_of(*texts):
    return Counter(word for text in texts for word in re.findall(r"\w+", text))


def words_of_forms(forms):
    found = Counter()
    for form in forms:
        found += words_of(*(words for _, words in form.texts()))
    return found


def words_beside(text, taken):
    """The words of labels, codes and periods, and those that stand under a heading."""
    found = words_of(*(item.candidate.words for item in taken))
    stops = [item.candidate.start for item in taken[1:]] + [len(text)]
    for item, stop in zip(taken, stops, strict=True):
        if item.slot.kind == "heading":
            found += words_of(text[item.candidate.end : stop])
    return found


def conserved(text, template):
    """Whether each word behind the first code is in exactly one value, label, code or heading."""
    lines = without_furniture(lines_of(text), template)
    text = "\n".join(line.text for line in lines)
    taken = taken_in(text, template)
    there = words_of(text[taken[0].candidate.start :])
    return there == words_of_forms(read(text, template)) + words_beside(text, taken)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_word_of_the_examples_is_somewhere_once(name):
    template = load_template(EXAMPLES[name])
    text = (files("grondrecht") / "examples" / name).read_text("utf-8")
    assert conserved(text, template)


@given(documents())
def test_every_word_of_any_document_is_somewhere_once(text):
    assert conserved(text, small())


@given(documents())
def test_forms_follow_each_other_in_the_document(text):
    places = [form.place_of("title") for form in read(text)]
    firsts = [place.first_line for place in places]
    assert firsts == sorted(firsts)


@given(documents())
def test_every_value_is_printed_in_the_document(text):
    printed = " ".join(text.split())
    for form in read(text):
        for _, words in form.texts():
            # Words under a label of no field are added to a value as lines of their own.
            assert all(" ".join(line.split()) in printed for line in words.split("\n"))


def test_a_word_parted_by_a_soft_hyphen_is_whole_again():
    printed = (
        "project 01_01\nEen bank in de be\xad\n\nlangrijkste straat\nkostprijs\n12 eu\xad\nro\n"
        "wie doet mee\nraad\nverenigingen\nkorte beschrijving\ntijdpad\n2017\n"
    )
    document = read_text(printed.encode(), Source(), lambda share: None)
    form = plan_of(document, small()).actions[0]
    assert " ".join(form.title.split()) == "Een bank in de belangrijkste straat"
    assert form.budget == "12 euro"
