"""What a review of the language and its reforms found, each as it is since."""

from datetime import date

import pytest
from test_reforms import reformed
from written_measures import EXAMPLE, MEASURE, edited, law_of

from grondrecht import rights

GROWING = edited(
    MEASURE,
    ("review_by: 2018-12-31", "grows: {by: 10 %, each: year}\n        review_by: 2018-12-31"),
    ("max(0, 10 % * (limit - income))", "limit"),
    (EXAMPLE, "    examples: []\n"),
)


def amounts(law, *days):
    home = {"tenure": "social_tenant", "persons": [{"role": "head", "net_income": 0}]}
    return [rights.assess(law, home, on=day).answers[0].amount[0] for day in days]


def test_a_later_figure_of_a_reform_does_not_stop_the_growth_before_it(tmp_path):
    law = law_of(tmp_path, support=GROWING)
    made = reformed(law, "  - measure: support\n    parameters: {limit: {2018-07-01: 3000}}\n").law
    before = [date(2015, 6, 1), date(2016, 1, 1), date(2017, 1, 1), date(2018, 6, 30)]
    assert amounts(made, *before) == amounts(law, *before)
    assert amounts(law, date(2018, 6, 30)) == [185191]
    # The new figure grows in its turn, each year on its own day.
    after = [date(2018, 7, 1), date(2019, 6, 30), date(2019, 7, 1)]
    assert amounts(made, *after) == [300000, 300000, 330000]


def test_a_figure_of_a_reform_before_the_growth_begins_does_not_grow(tmp_path):
    law = law_of(tmp_path, support=GROWING.replace("2016-01-01: 1530.50", "2018-01-01: 1600"))
    made = reformed(law, "  - measure: support\n    parameters: {limit: {2015-06-01: 1550}}\n").law
    days = [date(2015, 6, 1), date(2017, 12, 31), date(2018, 1, 1), date(2019, 1, 1)]
    assert amounts(made, *days) == [155000, 155000, 160000, 176000]
