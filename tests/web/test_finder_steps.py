"""What is asked: who lives there first, then what settles most, and nothing that is known."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override
from web.finder_rules import write_rules

from grondrecht.rights.answers import answered
from grondrecht.web.finder import steps
from grondrecht.web.finder import told as forms
from grondrecht.web.finder.following import next_step
from grondrecht.web.finder.given_answers import given_answers
from grondrecht.web.finder.rules import SHIPPED, in_force, rules_of, usual_day
from grondrecht.web.finder.told import Told, known

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2018, 3, 1)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    return rules_of(write_rules(tmp_path_factory.mktemp("rules")))


@pytest.fixture(autouse=True)
def in_dutch():
    with override("nl"):
        yield


def told(held, **answers):
    alone = {".partner": "no", ".children": "0", ".others": "0", "age@u": "40", ".topics": ""}
    return Told(held, DAY, alone | {key.replace("__", "@"): v for key, v in answers.items()})


def asked(held, made, answer):
    """The keys of all questions that follow, each answered by a function of the question."""
    keys = []
    while (step := next_step(made)) is not None:
        assert step.key not in made.answers, "asked twice"
        keys.append(step.key)
        value = answer(step)
        is_for_all = step.may_be_for_all and value in ("no", "?")
        key = f"{step.key.partition('@')[0]}@*" if is_for_all else step.key
        forms.refuse(made, key, value)
        made = made.with_(key, value, step.key)
        assert len(keys) < 500
    return keys, made


def yes_to_all(step):
    return "yes" if step.kind == "yes_no" else no_to_all(step)


def by(first, otherwise):
    """How to answer: as it is written, and else by a function of the question."""
    return lambda step: first[step.key] if step.key in first else otherwise(step)


def no_to_all(step):
    first = {"number": "0", "date": "2018-01-01", "topics": "", "yes_no": "no"}
    return first.get(step.kind) or step.options[-1][0]


# The order


def test_first_comes_who_lives_there_then_their_ages_then_the_topics(held):
    first = {".partner": "yes", ".children": "2", ".others": "1"}
    keys, _made = asked(held, Told(held, DAY, {}), by(first, no_to_all))
    assert keys[:9] == [
        *(".partner", ".children", ".others"),
        *("age@u", "age@p", "age@c1", "age@c2", "age@o1", ".topics"),
    ]


def test_the_topics_come_one_after_the_other_and_say_how_far_one_is(held):
    first = next_step(told(held))
    assert first.key.partition("@")[0] in ("tenure", "waiting_since", "net_income")
    assert first.progress == "Onderwerp 1 van 3: Wonen"
    later = next_step(told(held, tenure="owner", net_income__u="9000"))
    assert (later.key, later.progress) == ("job_wanted@u", "Onderwerp 2 van 3: Werk")


def test_only_the_topics_that_were_chosen_are_asked_about(held):
    keys, _made = asked(held, told(held, **{".topics": "work"}), no_to_all)
    assert keys == ["job_wanted@u"]


def test_one_topic_is_not_counted_nor_asked_for(held, tmp_path):
    other = rules_of(write_rules(tmp_path, ""))
    keys, _made = asked(other, Told(other, DAY, {}), no_to_all)
    assert ".topics" not in keys
    assert next_step(told(other)).progress == ""


def test_a_question_on_which_another_hangs_comes_first(held):
    """The measure alone would ask either; who looks for no work is not asked since when."""
    keys, _made = asked(held, told(held, **{".topics": "work"}), lambda step: "yes")
    assert keys == ["job_wanted@u", "long_wanted@u"]


def test_of_several_persons_the_first_is_asked_first_and_may_answer_for_all(held):
    made = told(held, **{".topics": "other", ".children": "1", "age__c1": "4"})
    step = next_step(made)
    assert (step.key, step.may_be_for_all) == ("disabled@u", True)
    assert next_step(made.with_("disabled@*", "no")) is None
    alone = next_step(made.with_("disabled@u", "no"))
    assert (alone.key, alone.may_be_for_all) == ("disabled@c1", False)
    assert alone.title == "Heeft uw kind van 4 jaar een handicap?"


def test_a_question_without_words_for_others_says_of_whom_it_is(held):
    made = told(held, **{".children": "1", "age__c1": "20"})
    assert steps.step(made, "long_wanted@c1").title == "Zoekt u lang werk? (uw kind van 20 jaar)"


def test_what_is_not_known_is_not_asked_again(held):
    keys, made = asked(held, told(held), lambda step: "?")
    assert len(keys) == len(set(keys)) > 3
    assert {value for key, value in made.answers.items() if key in keys} == {"?"}


def test_the_last_questions_are_counted(held):
    made = told(held, **{".topics": "work"})
    later = made.with_("job_wanted@u", "yes")
    assert [next_step(each).left for each in (made, later)] == [2, 1]


def test_it_is_never_more_questions_than_was_said(held):
    for value in ("yes", "no", "?"):
        made = told(held, **{".topics": "work"})
        said = next_step(made).left
        keys, _made = asked(held, made, lambda step, value=value: value)
        assert len(keys) <= said


# How it stands on the page


def test_a_question_has_its_help_its_unit_and_the_rights_that_wait_for_it(held):
    step = steps.step(told(held), "disabled@u")
    assert (step.title, step.help) == ("Hebt u een handicap?", "Uw dokter weet het.")
    assert step.options == (("yes", "Ja"), ("no", "Nee"))
    assert steps.step(told(held), "net_income@u").unit == "euro per maand"
    asked_first = next_step(told(held, **{".topics": "work"}))
    assert asked_first.waiting == ("Werkhulp",)


def test_an_amount_stands_as_one_types_it(held):
    made = told(held, rent="612.50")
    assert steps.step(made, "rent").typed == "612,50"
    with override("en"):
        assert steps.step(made, "rent").typed == "612.50"
    assert steps.step(told(held, rent="?"), "rent").typed == ""


def test_a_day_has_the_ends_that_a_browser_keeps_to(held):
    step = steps.step(told(held), "waiting_since")
    assert (step.least, step.most) == ("2000-01-01", "2030-12-31")


def test_an_answer_for_all_is_changed_by_asking_oneself(held):
    made = told(held, **{".children": "1", "age__c1": "4", "disabled__*": "no"})
    step = steps.step_again(made, "disabled@*")
    assert (step.key, step.value, step.instead, step.is_for_all) == (
        *("disabled@u", "no", "disabled@*", True),
    )


def test_what_is_no_question_is_a_key_error(held):
    for key in ("shoes", "age@c9", "disabled@*", "role@u", ""):
        with pytest.raises(KeyError):
            steps.step_again(told(held), key)


def test_the_answers_stand_in_words(held):
    made = told(held, **{".topics": "work,home"}, rent="612.50", waiting_since="2016-03-01")
    made = made.with_("tenure", "?").with_("disabled@*", "no")
    words = {each.key: (each.question, each.answer) for each in given_answers(made)}
    assert words[".partner"] == ("Woont u samen met een partner?", "Nee")
    assert words[".topics"] == ("Waarover wilt u iets weten?", "Werk, Wonen")
    assert words["age@u"] == ("Hoe oud bent u?", "40 jaar")
    assert words["rent"] == ("Wat is uw huur?", "612,50 euro per maand")
    assert words["waiting_since"][1] == "1 maart 2016"
    assert words["tenure"][1] == "Ik weet het niet"
    assert words["disabled@*"] == ("Hebt u een handicap?", "Nee, voor iedereen thuis")
    assert given_answers(told(held))[4].answer == "Alles"


# What is shipped


@pytest.fixture(scope="module")
def shipped():
    return rules_of(str(SHIPPED))


def households():
    return {
        "alone": {".partner": "no", ".children": "0", ".others": "0"},
        "with two children": {".partner": "no", ".children": "2", ".others": "0"},
        "a full house": {".partner": "yes", ".children": "3", ".others": "1"},
    }


def begun(shipped):
    return Told(shipped, usual_day(shipped), {})


@pytest.mark.parametrize("household", households())
@pytest.mark.parametrize("way", ["no", "?"])
def test_every_household_comes_to_an_end_and_all_is_answered(shipped, household, way):
    ages = {"age@u": "38", "age@p": "40", "age@c1": "4", "age@c2": "9", "age@c3": "17"}
    first = households()[household] | ages | {"age@o1": "70", ".topics": ""}
    otherwise = no_to_all if way == "no" else lambda step: "?"
    _keys, made = asked(shipped, begun(shipped), by(first, otherwise))
    names = tuple(name for each in shipped.asking.topics for name in each.measures)
    assessment = answered(in_force(shipped.folder, made.day, names), known(made).given)
    open_ = {each.measure.id for each in assessment.answers if each.entitled == "unknown"}
    assert open_ if way == "?" else not open_


# The columns of the table in docs/finder.md: the topics, and what is answered after the household.
COUNTED = (("", no_to_all), ("home", no_to_all), ("", lambda step: "?"))


@pytest.mark.parametrize("household", households())
def test_the_page_of_the_finder_says_how_many_questions_are_asked(shipped, household):
    """So that a change of the measures or of the finder that makes it longer is seen."""
    page = (ROOT / "docs" / "finder.md").read_text("utf-8")
    found = re.search(rf"^\| {household} \| (\d+) \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    ages = {"age@u": "38", "age@p": "40", "age@c1": "4", "age@c2": "9", "age@c3": "17"}
    counts = []
    for topics, otherwise in COUNTED:
        first = households()[household] | ages | {"age@o1": "70", ".topics": topics}
        counts.append(len(asked(shipped, begun(shipped), by(first, otherwise))[0]))
    assert counts == [int(each) for each in found.groups()]


def test_after_two_questions_that_somebody_cannot_answer_a_right_asks_no_more(held):
    made = told(held, **{".topics": "home"}, net_income__u="900")
    keys, made = asked(held, made, lambda step: "?")
    assert sorted(keys) == ["tenure", "waiting_since"]
    once = told(held, **{".topics": "home"}, net_income__u="900", tenure="?")
    assert next_step(once).key == "waiting_since"


@pytest.mark.parametrize("topic", ["home", "children", "care", "work", "leisure", "law"])
def test_about_one_topic_few_questions_are_asked(shipped, topic):
    first = households()["alone"] | {"age@u": "38", ".topics": topic}
    keys, _made = asked(shipped, begun(shipped), by(first, no_to_all))
    assert len(keys) <= 16


def test_no_child_of_four_is_asked_about_work_or_divorce(shipped):
    ages = {"age@u": "38", "age@c1": "4", "age@c2": "9", ".topics": ""}
    first = households()["with two children"] | ages
    keys, _made = asked(shipped, begun(shipped), by(first, yes_to_all))
    assert {"is_jobseeker@u", "in_divorce@u"} <= set(keys)
    of_children = {key for key in keys if key.endswith(("@c1", "@c2"))}
    names = {key.partition("@")[0] for key in of_children}
    assert not names & {"is_jobseeker", "in_divorce", "net_income", "lets_private_home"}
    assert "in_poverty" in names
