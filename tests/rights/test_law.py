"""A folder, loaded: what is in force on a day, what is shared, and what is kept."""

import gc
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from test_reforms import reformed
from written_measures import EXAMPLE, MEASURE, check_sentence, edited, law_of

from grondrecht import rights
from grondrecht.rights.law import DAYS_KEPT, days_of


def two(tmp_path):
    town = edited(
        MEASURE,
        ("id: support", "id: town"),
        ("for: household", "for: municipality"),
        ("[net_income, tenure]", "[inhabitants]"),
        ("income <= limit", "inhabitants > 5"),
        ("tenure != owner", "inhabitants < 500"),
        ("max(0, 10 % * (limit - income))", "limit"),
        (MEASURE[MEASURE.index("    terms:") : MEASURE.index("    conditions:")], ""),
        (EXAMPLE, "    examples: []\n"),
    )
    return law_of(tmp_path, support=MEASURE, town=town)


def test_what_is_given_decides_which_measures_answer(tmp_path):
    law = two(tmp_path)
    on = date(2016, 1, 1)
    home = rights.assess(law, {"persons": [{"role": "head"}]}, on=on)
    assert [each.measure.id for each in home.answers] == ["support"]
    town = rights.assess(law, {"municipality": {"inhabitants": 100}}, on=on)
    assert [(each.measure.id, each.entitled, each.amount) for each in town.answers] == [
        ("town", "yes", (153050, 153050))
    ]
    assert town.not_in_force == ()
    early = rights.assess(law, {"persons": [{"role": "head"}]}, on=date(2014, 12, 31))
    assert early.answers == ()
    assert [each.id for each in early.not_in_force] == ["support", "town"]


def test_a_measure_that_there_is_not_is_named(tmp_path):
    with pytest.raises(
        rights.RightsError, match="no measure aid; there is support, town"
    ) as caught:
        two(tmp_path).on(date(2016, 1, 1)).only(["support", "aid"])
    check_sentence(caught.value)


def test_a_figure_past_its_review_is_a_warning(tmp_path):
    law = law_of(tmp_path, support=MEASURE)
    assert law.on(date(2018, 12, 31)).stale == ()
    (stale,) = law.on(date(2019, 1, 1)).stale
    assert (stale.measure, stale.parameter.name) == ("support", "limit")


def test_what_was_resolved_holds_its_version_so_that_its_key_is_of_no_other(tmp_path):
    """The key is the id of a version: Python gives that to another only when nothing holds it."""
    law = law_of(tmp_path, support=MEASURE)
    home = {"tenure": "social_tenant", "persons": [{"role": "head", "net_income": 1000}]}
    for number in range(200):
        limit = 1000 + number
        limits = f"{{limit: {{2015-01-01: {limit}}}}}"
        made = reformed(law, f"  - measure: support\n    parameters: {limits}\n")
        (answer,) = rights.assess(made.law, home, on=date(2015, 6, 1)).answers
        assert answer.amount == (10 * number, 10 * number)
        assert all(key == id(held.version) for (key, _), held in made.law.known.items())
        # What only this reform held can go now, and its id to the next.
        del made, answer
    gc.collect()
    for (key, _), held in law.known.items():
        assert key == id(held.version)
        assert held.version in law.measures[held.measure.id].versions


def test_no_more_days_are_kept_than_a_year_or_so(tmp_path):
    law = law_of(tmp_path, support=MEASURE)
    first = law.on(date(2016, 1, 1))
    assert law.on(date(2016, 1, 1)) is first
    for number in range(DAYS_KEPT + 50):
        law.on(date(2016, 1, 1) + timedelta(number))
    assert len(law._days) == DAYS_KEPT
    assert law.on(date(2016, 1, 1)).measures == first.measures
    # The same figures are resolved once, however many days they hold.
    assert len(law.known) == 2


def test_growth_counts_from_each_anniversary(tmp_path):
    text = edited(
        MEASURE,
        ("review_by: 2018-12-31", "grows: {by: 3.5 %, each: year}\n        review_by: 2018-12-31"),
        ("2016-01-01: 1530.50", "2016-02-29: 1000"),
        ("max(0, 10 % * (limit - income))", "limit"),
        (EXAMPLE, "    examples: []\n"),
    )
    law = law_of(tmp_path, support=text)
    home = {"tenure": "social_tenant", "persons": [{"role": "head", "net_income": 0}]}

    def amount(day):
        return rights.assess(law, home, on=day).answers[0].amount[0]

    assert amount(date(2016, 2, 28)) == 150000
    assert amount(date(2016, 2, 29)) == amount(date(2017, 2, 28)) == 100000
    assert amount(date(2017, 3, 1)) == amount(date(2018, 2, 28)) == 103500
    # 1000 × 1.035² is 1071.225, half up.
    assert amount(date(2018, 3, 1)) == 107123
    # Compounded on the first value, not on what was rounded.
    assert amount(date(2026, 2, 28)) == round(100000 * 1.035**9)
    assert amount(date(2199, 12, 31)) == round(100_000 * Fraction(1035, 1000) ** 183)


def test_days_of_a_version_are_those_on_which_figures_change(tmp_path):
    version = law_of(tmp_path, support=MEASURE).measures["support"].versions[0]
    assert days_of(version) == [date(2015, 1, 1), date(2016, 1, 1)]


def test_many_at_once_say_the_same(tmp_path):
    """Days, households and reforms from several threads: one graph, and one number per node."""
    law = law_of(tmp_path, support=MEASURE)
    home = {"tenure": "social_tenant", "persons": [{"role": "head", "net_income": 900}]}

    def work(number):
        limit = f"{{limit: {{2015-01-01: {1000 + number}}}}}"
        made = reformed(law, f"  - measure: support\n    parameters: {limit}\n").law
        on = date(2015, 1, 1) + timedelta(number)
        return [rights.assess(each, home, on=on).answers[0].amount for each in (law, made)]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(work, range(200)))
    assert found == [[(6000, 6000), (1000 + 10 * n, 1000 + 10 * n)] for n in range(200)]
    assert [node.index for node in law.graph.nodes] == list(range(len(law.graph.nodes)))


def test_a_path_may_be_a_text(tmp_path):
    law_of(tmp_path, support=MEASURE)
    assert rights.load(str(tmp_path)).measures.keys() == rights.load(Path(tmp_path)).measures.keys()
