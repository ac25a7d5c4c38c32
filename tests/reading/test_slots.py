"""The positions of a form, in the order of a template."""

from dataclasses import replace

import pytest
from reading.small_template import small

from grondrecht.reading.slots import FRONT, MISSING, START, slots_of
from grondrecht.reading.template import Label, load_template, shipped_templates


def names(template):
    return [slot.name for slot in slots_of(template)]


def test_slots_follow_the_template():
    assert names(small()) == [
        "front",
        "start",
        "budget",
        "wie",
        "involved.cabinet",
        "involved.other_actors",
        "summary",
        "milestones",
        "period",
        "heading",
    ]


def test_milestones_come_behind_the_label_that_is_named():
    milestones = replace(small().milestones, after="budget")
    places = names(replace(small(), milestones=milestones))
    assert places[places.index("budget") + 1 :][:2] == ["milestones", "period"]


def test_milestones_come_last_where_nothing_is_named():
    labels = (*small().labels, Label("", "slot", ("slotwoord",)))
    places = names(replace(small(), labels=labels))
    assert places[-4:] == ["slot", "milestones", "period", "heading"]


def test_milestones_come_once_behind_the_last_label_of_their_field():
    labels = (small().labels[0], Label("budget", "", ("per jaar",), more=True), *small().labels[1:])
    milestones = replace(small().milestones, after="budget")
    places = names(replace(small(), labels=labels, milestones=milestones))
    assert places[2:7] == ["budget", "budget", "milestones", "period", "wie"]
    assert places.count("period") == 1


def test_labels_of_notes_come_behind_the_code():
    slots = slots_of(replace(small(), note_words=("let op",)))
    assert (slots[2].name, slots[2].repeats) == ("notes", True)
    assert slots[2].missing == 0


def test_spellings_are_bare_letters():
    budget = slots_of(small())[2]
    assert budget.spellings == {"kostprijs", "watkosthet"}


def test_a_field_is_missed_more_than_a_group_and_a_group_more_than_a_heading():
    slots = {slot.name: slot for slot in slots_of(small())}
    assert slots["budget"].missing == MISSING > slots["wie"].missing > slots["heading"].missing
    assert slots["start"].missing == 0


def test_words_cost_most_where_none_belong_and_nothing_in_long_fields():
    slots = {slot.name: slot for slot in slots_of(small())}
    assert slots["wie"].word_cost > slots["budget"].word_cost > slots["summary"].word_cost == 0


def test_words_before_the_first_period_cost_only_where_the_period_comes_first():
    last = replace(small(), milestones=replace(small().milestones, order="text-period"))
    cost = {
        t: next(s for s in slots_of(t) if s.name == "milestones").word_cost for t in (small(), last)
    }
    assert cost[small()] > cost[last] == 0


def test_only_periods_that_come_first_are_in_order_of_their_years():
    last = replace(small(), milestones=replace(small().milestones, order="text-period"))
    periods = [next(s for s in slots_of(t) if s.kind == "period") for t in (small(), last)]
    assert [period.ordered for period in periods] == [True, False]
    assert all(period.repeats for period in periods)


@pytest.mark.parametrize("name", shipped_templates())
def test_every_shipped_template_has_each_position_once(name):
    template = load_template(name)
    slots = slots_of(template)
    assert (slots[FRONT].kind, slots[START].kind, slots[-1].kind) == ("front", "start", "heading")
    assert [slot.kind for slot in slots].count("period") == 1
    fields = [label.field for label in template.labels if label.field and not label.more]
    assert set(fields) <= {slot.name for slot in slots}
