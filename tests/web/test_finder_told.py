"""The answers as they travel: checked each time, changed in place, and what is made of them."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from web.finder_rules import write_rules

from grondrecht.rights import RightsError
from grondrecht.web.finder import people
from grondrecht.web.finder import told as forms
from grondrecht.web.finder.rules import rules_of
from grondrecht.web.finder.told import Told, UnreadableError, known, read

DAY = date(2018, 3, 1)
FAMILY = {".partner": "yes", ".children": "2", ".others": "1"}


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    return rules_of(write_rules(tmp_path_factory.mktemp("rules")))


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def form(answers, op="2018-03-01"):
    post = QueryDict(mutable=True)
    post["op"] = op
    post.setlist("a", [f"{key}={value}" for key, value in answers.items()])
    return post


def told(held, **answers):
    return Told(held, DAY, {**FAMILY, **{key.replace("__", "@"): v for key, v in answers.items()}})


# Reading


def test_a_form_is_read_as_it_was_written(held):
    answers = {**FAMILY, ".topics": "work", "age@c1": "4", "tenure": "owner", "disabled@*": "no"}
    made = read(form(answers), held)
    assert made == Told(held, DAY, answers)
    assert read(form(dict(pair.split("=", 1) for pair in made.pairs)), held) == made


WRONG = {
    "no day": ({}, ""),
    "a day that is none": ({}, "2018-02-30"),
    "before the first rule": ({}, "2014-12-31"),
    "after today": ({}, "2199-01-01"),
    "a question that there is not": ({"shoe_size@u": "42"}, "2018-03-01"),
    "a role": ({"role@u": "head"}, "2018-03-01"),
    "somebody who does not live there": ({"age@c3": "4"}, "2018-03-01"),
    "a person's question without a person": ({"age": "4"}, "2018-03-01"),
    "a household's question with a person": ({"tenure@u": "owner"}, "2018-03-01"),
    "a question to municipalities": ({"people": "4"}, "2018-03-01"),
    "one age for all": ({"age@*": "4"}, "2018-03-01"),
    "an age that cannot be": ({"age@u": "131"}, "2018-03-01"),
    "an age in other words": ({"age@u": "034"}, "2018-03-01"),
    "a text for a number": ({"net_income@u": "veel"}, "2018-03-01"),
    "an option that there is not": ({"tenure": "castle"}, "2018-03-01"),
    "a yes that is none": ({"disabled@u": "True"}, "2018-03-01"),
    "too many children": ({".children": "11"}, "2018-03-01"),
    "children in other digits": ({".children": "٣"}, "2018-03-01"),
    "not knowing whether there is a partner": ({".partner": "?"}, "2018-03-01"),
    "a topic that there is not": ({".topics": "home,sea"}, "2018-03-01"),
    "another question of the finder": ({".pets": "2"}, "2018-03-01"),
    "a very long answer": ({"tenure": "owner" * 100}, "2018-03-01"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_form_that_the_finder_did_not_make_is_refused(held, case):
    answers, op = WRONG[case]
    with pytest.raises(UnreadableError):
        read(form({**FAMILY, **answers}, op), held)


def test_an_answer_twice_or_without_its_question_is_refused(held):
    for pairs in (["tenure=owner", "tenure=tenant"], ["tenure"], [""], ["=owner"]):
        post = form({})
        post.setlist("a", pairs)
        with pytest.raises(UnreadableError):
            read(post, held)


def test_more_answers_than_there_are_questions_are_refused_unread(held):
    post = form({})
    post.setlist("a", ["x=y"] * (forms.MOST + 1))
    with pytest.raises(UnreadableError, match="more than there are"):
        read(post, held)


TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
PAIRS = st.lists(TEXTS | st.builds("{}={}".format, TEXTS, TEXTS), max_size=6)


@settings(max_examples=300)
@given(PAIRS, TEXTS)
def test_garbage_is_refused_and_nothing_else_happens(held, pairs, op):
    post = form({}, op)
    post.setlist("a", pairs)
    try:
        made = read(post, held)
    except UnreadableError:
        return
    assert made.pairs == pairs


def answers_of(held):
    """Answers that can be given to the questions of the small folder."""
    codes = st.sampled_from(["u", "p", "c1", "c2", "o1", "*"])
    flags = st.sampled_from(["yes", "no", "?"])
    person = st.tuples(st.sampled_from(["disabled", "job_wanted", "long_wanted"]), codes, flags)
    ages = st.tuples(st.just("age"), codes.filter("*".__ne__), st.integers(0, 130).map(str))
    own = st.sampled_from([("tenure", "owner"), ("tenure", "?"), ("rent", "612.50")])
    pairs = st.one_of(person.map(lambda t: (f"{t[0]}@{t[1]}", t[2])), own)
    pairs |= ages.map(lambda t: (f"{t[0]}@{t[1]}", t[2]))
    return st.lists(pairs, max_size=12).map(dict)


@settings(max_examples=200)
@given(st.data())
def test_whatever_was_answered_can_be_read_again_and_computed(held, data):
    answers = data.draw(answers_of(held))
    made = read(form({**FAMILY, **answers}), held)
    assert list(made.answers) == [*FAMILY, *answers]
    with override("en"):
        household = known(made)
    assert [*household.codes.values()] == ["u", "p", "c1", "c2", "o1"]
    assert len(set(household.given.ids)) == 5


# Changing


def test_an_answer_is_changed_where_it_stood(held):
    before = told(held, tenure="owner", disabled__u="no")
    after = before.with_("tenure", "tenant")
    assert list(after.answers) == list(before.answers)
    assert after.answers["tenure"] == "tenant"


def test_an_answer_for_everybody_takes_the_place_of_that_of_one(held):
    before = told(held, disabled__u="no", tenure="owner")
    after = before.with_("disabled@*", "no", "disabled@u")
    assert list(after.answers) == [*FAMILY, "disabled@*", "tenure"]
    back = after.with_("disabled@u", "yes", "disabled@*")
    assert list(back.answers) == [*FAMILY, "disabled@u", "tenure"]


def test_what_was_said_of_those_who_left_goes_with_them(held):
    before = told(held, age__c2="9", age__c1="4", age__p="40")
    after = before.with_(".children", "1").with_(".partner", "no")
    assert [key for key in after.answers if key[0] != "."] == ["age@c1"]


def test_the_last_answer_can_be_taken_back(held):
    before = told(held, tenure="owner")
    after, key, value = before.with_("rent", "600").without_last()
    assert (after, key, value) == (before, "rent", "600")
    with pytest.raises(ValueError, match="not enough values"):
        Told(held, DAY, {}).without_last()


# Who they are


def test_everybody_is_called_by_a_name_of_their_own(held):
    made = told(held, age__c1="0", age__c2="0")
    with override("nl"):
        assert list(made.called.values()) == [
            "u", "uw partner", "uw eerste baby", "uw tweede baby", "uw huisgenoot",
        ]  # fmt: skip
    older = told(held, age__c1="7")
    assert list(older.called.values())[2:4] == ["your child of 7", "your second child"]


@given(st.integers(0, 10), st.integers(0, 4), st.lists(st.integers(0, 3), max_size=10))
def test_no_two_persons_are_called_alike(children, others, ages):
    persons = people.people(True, children, others)
    by_code = {f"c{number}": age for number, age in enumerate(ages, 1)}
    with override("en"):
        called = people.names(persons, by_code)
    assert len(set(called.values())) == len(persons) == 2 + children + others


# What is taken


def test_what_an_age_says_is_not_asked(held):
    made = known(told(held, age__c1="14", age__c2="15", age__o1="100"))
    people_known = dict(zip(made.given.ids, made.given.persons, strict=True))
    child, older = people_known["your child of 14"], people_known["your child of 15"]
    assert child["job_wanted"] == child["long_wanted"] == (0, 0)
    assert "job_wanted" not in older
    assert people_known["your housemate"]["net_income"] == (0, 0)
    # By number of the reason, whom it is about.
    assert made.taken == {
        0: ["your child of 14"], 1: ["your housemate"], 2: ["your child of 14"],
    }  # fmt: skip


def test_what_was_told_is_not_taken_otherwise(held):
    made = known(told(held, age__c1="14", job_wanted__c1="yes"))
    assert made.given.persons[2]["job_wanted"] == (1, 1)
    assert made.taken == {}


def test_an_answer_for_everybody_leaves_what_was_said_of_one(held):
    made = known(told(held, **{"disabled__*": "no", "disabled__p": "yes", "disabled__u": "?"}))
    assert [each.get("disabled") for each in made.given.persons] == [
        None, (1, 1), (0, 0), (0, 0), (0, 0),
    ]  # fmt: skip


def test_not_knowing_is_no_value(held):
    made = known(told(held, tenure="?", rent="612.50"))
    assert dict(made.given.one) == {"rent": (61250, 61250)}
    assert known(told(held, **{"disabled__*": "?"})).given.persons[0].keys() == {"role"}


def test_a_folder_without_ages_names_children_by_their_place(held, tmp_path):
    write_rules(tmp_path, "", ["job-help"])
    words = (tmp_path / "inputs.yaml").read_text("utf-8").replace("unit: year, least", "least")
    (tmp_path / "inputs.yaml").write_text(words.replace("  age:", "  years_old:"), "utf-8")
    other = rules_of(str(tmp_path))
    made = Told(other, DAY, FAMILY)
    assert not other.asks_age
    assert list(made.called.values())[2:4] == ["your first child", "your second child"]


def test_persons_of_one_name_would_be_refused():
    """What the names are for: the measures take no two persons that are called alike."""
    with pytest.raises(RightsError):
        forms.given({"persons": [{"id": "x", "role": "head"}, {"id": "x", "role": "child"}]}, {})
