"""How the finder asks: topics, what is taken without asking, and the day whose rules are shown."""

from datetime import date
from pathlib import Path

import pytest
from web.finder_rules import ASKING, MEASURES, write_rules

from grondrecht.rights import RightsError
from grondrecht.web.finder import asking
from grondrecht.web.finder import rules as finder_rules
from grondrecht.web.finder.rules import SHIPPED, Rules, best_day, rules_of


def made(folder, text=ASKING, measures=MEASURES):
    """The rules of a folder with this finder.toml, read anew."""
    finder_rules.rules_of.cache_clear()
    return rules_of(write_rules(folder, text, measures))


def test_topics_come_in_their_order_and_measures_without_one_last(tmp_path):
    topics = made(tmp_path).asking.topics
    assert [(each.id, each.measures) for each in topics] == [
        ("home", ("rent-help", "income-help")),
        ("work", ("job-help",)),
        ("other", ("care-card", "old-pass")),
    ]


def test_measures_for_municipalities_are_in_no_topic(tmp_path):
    held = made(tmp_path)
    assert "town-money" in held.law.measures
    assert "town-money" not in [each.id for each in held.for_people]
    assert not [each for each in held.asking.topics if "town-money" in each.measures]


def test_without_the_file_all_is_one_topic_and_nothing_is_taken(tmp_path):
    held = made(tmp_path, "")
    assert [each.id for each in held.asking.topics] == ["other"]
    assert held.asking.topics[0].names == asking.ALL
    assert held.asking.taken == ()


WRONG = {
    "no toml": ("topics = [", "cannot be read"),
    "another format": ('format = "x"', "format must be"),
    "no format": ("topics = []", "format is missing"),
    "unknown key": (ASKING + '\n[[topic]]\nid = "x"\n', "topic is no key"),
    "unknown key of a topic": (ASKING.replace('nl = "Wonen"', 'naam = "x"'), "nl is missing"),
    "unknown measure": (ASKING.replace('"job-help"', '"job"'), "no measure job"),
    "unknown input": (ASKING.replace('["job_wanted"]', '["jobs"]'), "no input jobs"),
    "an input of a household": (
        ASKING.replace('["job_wanted"]', '["tenure"]'),
        "tenure is no fact",
    ),
    "a value that cannot be": (ASKING.replace('is = "0"', 'is = "none"'), "net_income is 'none'"),
    "an age that is a text": (ASKING.replace("below = 15", 'below = "15"'), "below cannot be"),
    "a list of numbers": (ASKING.replace('["job-help"]', "[1]"), "measures cannot be"),
    "no way": (ASKING.replace("below = 15\n", ""), "one of below, from"),
    "two ways": (ASKING.replace("below = 15", "below = 15\nfrom = 3"), "one of below, from"),
    "where without has": (ASKING.replace('has = "no"\n', ""), "one of below, from"),
    "has that cannot be": (ASKING.replace('has = "no"', 'has = "nee"'), "job_wanted is 'nee'"),
    "where that there is not": (ASKING.replace('where = "job', 'where = "x'), "no input x_wanted"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_is_wrong_is_refused_in_one_sentence_with_its_name(tmp_path, case):
    text, said = WRONG[case]
    with pytest.raises(RightsError) as refused:
        made(tmp_path, text)
    assert said in str(refused.value)
    assert str(refused.value).startswith(f"{tmp_path}/finder.toml")
    assert refused.value.nl.startswith(f"{tmp_path}/finder.toml")
    assert "\n" not in refused.value.nl.removesuffix("\n").partition(" (")[0]


def test_a_folder_that_is_none_is_refused(tmp_path):
    with pytest.raises(RightsError, match="There is no inputs"):
        rules_of(str(tmp_path / "nowhere"))


# The day


def test_the_day_is_the_last_on_which_no_figure_is_past_its_review(tmp_path):
    held = made(tmp_path)
    assert best_day(held, date(2026, 11, 30)) == date(2019, 12, 31)
    assert best_day(held, date(2018, 5, 5)) == date(2018, 5, 5)


def test_the_day_is_today_where_all_still_holds(tmp_path):
    held = made(tmp_path, "", ["job-help", "care-card"])
    assert best_day(held, date(2026, 11, 30)) == date(2026, 11, 30)


def test_before_the_first_measure_the_day_is_today(tmp_path):
    assert best_day(made(tmp_path), date(2001, 1, 1)) == date(2001, 1, 1)


def test_an_installation_may_choose_the_day(tmp_path, settings):
    settings.RIGHTS_DAY = date(2017, 1, 1)
    assert finder_rules.usual_day(made(tmp_path)) == date(2017, 1, 1)


def test_days_that_visitors_choose_are_not_all_kept(tmp_path):
    """A law keeps what holds on each day that it was asked for; the finder keeps a few."""
    held = made(tmp_path)
    for number in range(200):
        day = date.fromordinal(date(2016, 1, 1).toordinal() + number)
        finder_rules.in_force(held.folder, day, ("job-help",))
    assert finder_rules.in_force.cache_info().currsize <= 64
    assert held.law._days == {}


# What is shipped


@pytest.fixture(scope="module")
def shipped() -> Rules:
    return rules_of(str(SHIPPED))


def test_every_shipped_measure_for_people_stands_in_one_topic_by_name(shipped):
    named = [name for each in shipped.asking.topics for name in each.measures]
    assert sorted(named) == sorted(each.id for each in shipped.for_people)
    assert "other" not in [each.id for each in shipped.asking.topics]


def test_the_shipped_rules_are_shown_as_on_the_last_day_of_their_figures(shipped):
    day = best_day(shipped, date(2026, 11, 30))
    assert shipped.law.on(day).stale == ()
    assert any(
        parameter.review_by == day
        for each in shipped.for_people
        for version in each.versions
        for parameter in version.parameters.values()
    )


def test_the_default_folder_is_that_which_is_shipped(settings):
    settings.RIGHTS = ""
    assert finder_rules.rules().folder == str(SHIPPED)
    assert Path(SHIPPED, "finder.toml").is_file()
