"""Milestone rows that are empty, copied, out of place or without a result, by kind."""

import pytest
from quality_plans import SOUND, form, found, rows

START, END = ("2015 (nulmeting)", "900 bezoekers"), ("2019 (einddoel)", "9.000 bezoekers")


@pytest.mark.parametrize("text", ["", " ", "/", "-", "–", "...", "…", "/ /", "\n"])
@pytest.mark.parametrize(
    ("rule", "before", "period", "after"),
    [
        ("missing-baseline", (), "2015 (nulmeting)", (END,)),
        ("empty-milestone", (START,), "2017", (END,)),
        ("missing-goal", (START,), "2019 (einddoel)", ()),
    ],
)
def test_a_row_that_says_nothing(text, rule, before, period, after):
    (finding,) = found(rule, form(milestones=rows(*before, (period, text), *after)))
    assert f"'{period}'" in finding.message
    assert f"'{period}'" in finding.message_en
    assert finding.level == "warning"


@pytest.mark.parametrize("text", ["geen", "nvt", "0", "p m", "Zie 2015"])
@pytest.mark.parametrize("rule", ["missing-baseline", "empty-milestone", "missing-goal"])
def test_a_row_that_says_anything(text, rule):
    milestones = rows((START[0], text), ("2017", text), (END[0], text))
    assert not found(rule, form(milestones=milestones))


@pytest.mark.parametrize(
    "text",
    [
        "Continuering", "Continuering van de reguliere werking", "Continueren van het beleid.",
        "Verderzetting", "Verder zetten van de acties", "Verdere voortzetting", "Voortzetting",
        "Bestendiging van het aanbod", "Doorlopend", "Idem", "idem 2017", "Zie 2017",
        "Zie hierboven", "Ongoing", "Same as above", "• Continuering",
    ],
)  # fmt: skip
def test_a_goal_that_only_goes_on(text):
    (finding,) = found("goal-without-result", form(milestones=rows(START, (END[0], text))))
    assert finding.level == "note"
    assert text.lstrip("• ") in finding.message
    assert text.lstrip("• ") in finding.message_en


@pytest.mark.parametrize(
    "text",
    [
        "Continuering in 20 steden", "Continuering met 5% meer bezoekers", "Alle steden doen mee",
        "Idemdito is geen woord", "De werking wordt verdergezet",
        "Continuering van het loket, met een tweede loket in elke wijk van de stad", "",
    ],
)  # fmt: skip
def test_a_goal_that_says_more(text):
    assert not found("goal-without-result", form(milestones=rows(START, (END[0], text))))


def test_going_on_before_the_end_is_no_goal():
    milestones = rows(START, ("2017", "Continuering"), END)
    assert not found("goal-without-result", form(milestones=milestones))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Loket open", "loket  open"), ("p m", "P M"), ("a\nb", "a b")],
)
def test_the_same_words_in_two_rows(one, other):
    (finding,) = found("copied-milestone", form(milestones=rows(("2017", one), ("2018", other))))
    assert "'2017' en '2018'" in finding.message
    assert "'2017' and '2018'" in finding.message_en


@pytest.mark.parametrize(("one", "other"), [("Loket open", "Loket dicht"), ("", ""), ("/", "/")])
def test_other_words_or_none_in_two_rows(one, other):
    assert not found("copied-milestone", form(milestones=rows(("2017", one), ("2018", other))))


@pytest.mark.parametrize("period", ["2012", "2014-2016", "2018-2021", "2020", "schooljaar 2019-20"])
def test_a_period_that_reaches_out_of_the_term(period):
    late = form("02_01_03", milestones=rows(START, END, (period, "nog iets")))
    (finding,) = found("period-outside-term", SOUND, form("02_01_02"), late)
    assert (finding.action, finding.level) == ("02_01_03", "note")
    assert "(2015-2019)" in finding.message_en


@pytest.mark.parametrize("period", ["2015", "2016-2018", "mei 2019", "ooit", "2017 en 2019"])
def test_a_period_within_the_term(period):
    late = form("02_01_03", milestones=rows(START, END, (period, "nog iets")))
    assert not found("period-outside-term", SOUND, form("02_01_02"), late)


@pytest.mark.parametrize(
    ("one", "other"),
    [("2017", "2016"), ("2017-2018", "2016"), ("mei 2018", "2017"), ("2018", "schooljaar 2016-17")],
)
def test_a_row_that_begins_before_the_one_above(one, other):
    milestones = rows(START, (one, "a"), (other, "b"), END)
    (finding,) = found("milestones-out-of-order", form(milestones=milestones))
    assert f"'{other}' staat na '{one}'" in finding.message


@pytest.mark.parametrize(
    ("one", "other"), [("2016", "2017"), ("2016", "2016-2018"), ("ooit", "2016"), ("2018", "later")]
)
def test_rows_in_order_or_without_a_year(one, other):
    milestones = rows(START, (one, "a"), (other, "b"), END)
    assert not found("milestones-out-of-order", form(milestones=milestones))


@pytest.mark.parametrize(
    ("one", "other", "twice"),
    [
        ("2017", "2017", True),
        ("2016-2017", "2016 en 2017", True),
        ("mei 2017", "Mei 2017", True),
        ("mei 2017", "juni 2017", False),
        ("2017", "2016-2017", False),
        ("ooit", "ooit", False),
    ],
)
def test_the_same_period_in_two_rows(one, other, twice):
    milestones = rows(START, (one, "a"), (other, "b"), END)
    assert bool(found("period-twice", form(milestones=milestones))) is twice


@pytest.mark.parametrize("period", ["ooit", "fase 1", "", "mei", "17"])
def test_a_period_that_names_no_year(period):
    (finding,) = found("period-without-year", form(milestones=rows(START, (period, "a"), END)))
    assert (f"'{period}'" if period else "niets") in finding.message
    assert (f"'{period}'" if period else "nothing") in finding.message_en
