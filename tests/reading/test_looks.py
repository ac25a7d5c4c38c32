"""What labels look like, and how a document teaches it."""

from dataclasses import replace

import pytest
from reading.small_template import FORM, found_in, small, taken_in

from grondrecht.reading.alignment import taken_pairs
from grondrecht.reading.candidates import candidates
from grondrecht.reading.document import Line, Text
from grondrecht.reading.looks import END, EXPECTED, LIMIT, STEP_LIMIT, Looks
from grondrecht.reading.slots import slots_of

SLOTS = slots_of(small())
BY_NAME = {slot.name: slot for slot in SLOTS}
COUNCIL, PERIOD = BY_NAME["involved.cabinet"], BY_NAME["period"]


def one(text, kind="label"):
    return next(item for item in found_in(text) if item.kind == kind)


def score(text, slot=COUNCIL, kind="label", looks=None):
    return (looks or Looks(SLOTS)).score(slot, one(text, kind))


def forms(row, count=8):
    """A document of forms, each with some words of its own instead of the council's label."""
    return "".join(FORM.replace("raad\n", f"{row}\n", 1) for _ in range(count))


def learnt(text):
    return Looks(SLOTS).learn(found_in(text), taken_pairs(taken_in(text)))


@pytest.mark.parametrize("text", ["de raad", "raad van de wijk", "raad, en meer"])
def test_a_label_alone_on_its_line_looks_most_like_one(text):
    assert score("raad") > score(text)


def test_a_word_in_a_sentence_looks_like_chance():
    assert score("zoals de raad van de wijk zei") < 0 < score("raad")


def test_a_label_of_several_words_is_hardly_chance():
    together, alone = found_in("korte beschrijving\nraad")
    looks = Looks(SLOTS)
    assert looks.score(BY_NAME["summary"], together) > looks.score(COUNCIL, alone)


def test_a_period_with_the_words_of_a_stage_looks_more_like_a_row():
    assert score("2015 (begin)", PERIOD, "period") >= score("2015", PERIOD, "period")
    baseline = score("2015 (nulmeting)", PERIOD, "period")
    assert baseline > score("2015", PERIOD, "period") > score("sinds 2015 is er", PERIOD, "period")


def test_a_period_that_ends_a_sentence_or_a_full_line_looks_less_like_a_row():
    full = "in de wijk die wij kennen staat sinds"
    runs_on = candidates(Text.of([Line(full, 1), Line("2015 geen bank", 2)]), small())[-1]
    apart = candidates(Text.of([Line("kort", 1), Line("2015 geen bank", 2)]), small())[-1]
    looks = Looks(SLOTS)
    assert runs_on.runs_on
    assert looks.score(PERIOD, apart) > looks.score(PERIOD, runs_on)


def test_a_word_in_pieces_looks_more_like_the_milestones_heading():
    slot = BY_NAME["milestones"]
    pieces, whole = score("t\nijd\npad", slot, "milestones"), score("tijdpad", slot, "milestones")
    assert pieces > whole


def test_a_cell_of_its_own_makes_a_label():
    alone = candidates(Text.of([Line("raad", 1, None, "1.1.1")]), small())[0]
    among = candidates(Text.of([Line("de raad vraagt", 1, None, "1.1.2")]), small())[0]
    looks = Looks(SLOTS)
    assert looks.score(COUNCIL, alone) > score("raad") > looks.score(COUNCIL, among)


def test_outside_cells_nothing_is_said_of_cells():
    names = {name for feature in one("raad").features for name, _ in feature}
    assert names == {"opens", "after", "case", "spelling"}


def test_periods_are_told_by_their_years_and_stage():
    parts = {part for feature in one("2015", "period").features for part in feature}
    assert ("years", "(2015,)") in parts
    assert ("stage", "False") in parts


def test_shares_are_shares():
    pairs = [
        pair for look in EXPECTED.values() for values in look.values() for pair in values.values()
    ]
    assert all(0 < share < 1 for pair in pairs for share in pair)


def test_a_spelling_leads_to_every_slot_that_has_it():
    looks = Looks([COUNCIL, replace(COUNCIL, name="again"), BY_NAME["summary"]])
    assert looks.slots_for(one("raad")) == [0, 1]
    assert looks.slots_for(one("2015", "period")) == []


def test_a_document_teaches_what_its_labels_look_like():
    looks = learnt(forms("RAAD"))
    before, after = (
        score("RAAD") - score("raad"),
        score("RAAD", looks=looks) - score("raad", looks=looks),
    )
    assert before == 0
    assert after > 0.5


def test_what_was_left_teaches_what_chance_looks_like():
    text = FORM.replace("Wie moe is", "raad, wie moe is") * 8
    assert score("raad, dus", looks=learnt(text)) < score("raad, dus")


def test_no_feature_decides_alone():
    looks, item = learnt(forms("RAAD", 60)), one("RAAD")
    assert abs(looks.score(COUNCIL, item)) <= LIMIT * len(item.features)


def test_a_year_above_the_milestones_says_nothing_about_years_among_them():
    texts = [FORM, FORM.replace("400 euro", "400 euro\n2014\n2013")]
    scores = [score("2014", PERIOD, "period", learnt(text * 8)) for text in texts]
    assert scores[0] == pytest.approx(scores[1], abs=0.2)


def test_the_years_of_a_period_are_its_first_and_last():
    assert one("2016 - 2018", "period").years == (2016, 2018)
    assert one("raad").years is None


def test_nothing_learnt_no_step_costs():
    assert Looks(SLOTS).step((2015, 2015), 2019) == 0


def test_passing_over_the_usual_next_year_costs():
    looks = learnt(FORM * 8)
    assert looks.step((2015, 2015), 2017) == 0
    assert looks.step((2015, 2015), 2016) == 0
    assert 0 < looks.step((2015, 2015), 2018) <= STEP_LIMIT
    assert 0 < looks.step((2015, 2015), END) <= STEP_LIMIT


def test_the_end_of_a_form_is_the_usual_step_behind_its_last_period():
    looks = learnt(FORM * 8)
    assert looks.step((2017, 2017), END) == 0
    assert looks.step((2017, 2017), 2019) == 0
