"""A reform is an overlay: after it the law says what a law with those rules written in it says."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_measures import FIRST, LAST, RandomMeasure, partly, random_household, random_law
from test_agreement import check_law
from written_measures import (
    MARK,
    MEASURE,
    VERSION,
    check_place,
    check_sentence,
    edited,
    law_of,
    when,
)

from grondrecht import rights
from grondrecht.rights import written
from grondrecht.rights.reforms import reform, reform_of

HEAD = "format: grondrecht-reform/1\nid: wider\nnames: {nl: Ruimer, en: Wider}\nchanges:\n"
ON = date(2016, 3, 1)


def reformed(law, changes):
    return reform_of(law, written.read_text(HEAD + changes, "reform.yaml"))


def home(income, tenure="social_tenant"):
    persons = [{"id": "an", "role": "head", "net_income": income}]
    return {"tenure": tenure, "persons": persons}


def said(law, given, on=ON):
    (answer,) = rights.assess(law, given, on=on).answers
    return answer.entitled, answer.amount


CHANGES = [
    ("    parameters: {limit: {2016-01-01: 1600}}", ("2016-01-01: 1530.50", "2016-01-01: 1600")),
    (
        "    parameters: {limit: {2016-02-01: 1600}}",
        ("2016-01-01: 1530.50", "2016-01-01: 1530.50, 2016-02-01: 1600"),
    ),
    ("    conditions: {income: income < limit / 2}", when("income < limit / 2")),
    (
        "    conditions: {tenant: rent > 0}",
        ("when: tenure != owner", "when: rent > 0"),
        ("net_income, tenure", "net_income, rent"),
    ),
    (
        "    without: [tenant]",
        (VERSION[VERSION.index("      - id: tenant") : VERSION.index("    amount:")], ""),
        ("net_income, tenure", "net_income"),
    ),
    (
        "    also: [{id: more, nl: Meer., en: More., when: rent > 100 euro/month}]",
        (
            "    amount:",
            "      - {id: more, nl: Meer., en: More., when: rent > 100 euro/month}\n    amount:",
        ),
        ("net_income, tenure", "net_income, tenure, rent"),
    ),
    ("    amount: {value: 5 euro/month}", ("max(0, 10 % * (limit - income))", "5 euro/month")),
    (
        "    amount: {cap: 50 euro/month}",
        ("half_up to 1 cent", "half_up to 1 cent\n      cap: 50 euro/month"),
    ),
]


@pytest.mark.parametrize(("change", "edits"), [(change, edits) for change, *edits in CHANGES])
def test_a_reform_says_what_the_edited_measure_says(change, edits, tmp_path):
    law = law_of(tmp_path / "before", support=MEASURE)
    text = edited(MEASURE, *edits).partition("    examples:")[0] + "    examples: []\n"
    after = law_of(tmp_path / "after", support=text)
    made = reformed(law, f"  - measure: support\n{change}\n")
    assert made.changed == ("support",)
    people = [
        home(income, tenure)
        for income in (0, 700, 1530.5, 1600, 1601)
        for tenure in ("owner", "social_tenant", None)
    ]
    people += [{**each, "rent": rent} for each in people for rent in (0, 200)]
    before = [said(law, each) for each in people]
    assert [said(made.law, each) for each in people] == [said(after, each) for each in people]
    assert [said(made.law, each) for each in people] != before
    assert [said(law, each) for each in people] == before


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_after_a_random_reform_all_still_agree(seed):
    rng = random.Random(seed)
    law, texts = random_law(rng, 2)
    homes = [partly(rng, random_household(rng, number), 0.3) for number in range(4)]
    day = FIRST + timedelta(rng.randint(0, (LAST - FIRST).days))
    before = answers(law, homes, day)
    made = random_reform(rng, law)
    if made is None:
        return
    try:
        check_law(made.law, rng, day)
    except AssertionError:
        print(*texts, sep="\n")
        raise
    assert answers(law, homes, day) == before


def answers(law, homes, day):
    return [
        [(each.entitled, each.amount) for each in rights.assess(law, home, on=day).answers]
        for home in homes
    ]


def random_reform(rng, law):
    """A reform that can be made, or None where some tries gave none."""
    name = rng.choice(list(law.measures))
    version = law.measures[name].versions[0]
    writer = RandomMeasure(rng)
    writer.of = law.measures[name].of
    for _ in range(20):
        lines = [f"  - measure: {name}"]
        if version.parameters and rng.random() < 0.6:
            which, value = rng.choice(list(version.parameters)), rng.choice((0, 1, 3.25, 50))
            lines.append(
                f"    parameters: {{{which}: {{{rng.choice((FIRST, writer.day()))}: {value}}}}}"
            )
        if rng.random() < 0.6:
            lines.append(f"    also: [{{id: new, nl: x, en: x, when: '{plain(writer, 'flag')}'}}]")
        if version.amount is not None and rng.random() < 0.5:
            lines.append(f"    amount: {{value: 'max(0, {plain(writer, 'money')})'}}")
        try:
            return reformed(law, "\n".join(lines) + "\n")
        except rights.RightsError:
            continue
    return None


def plain(writer, kind):
    """An expression without parameters and terms of its own."""
    while True:
        writer.terms, writer.parameters = {}, {}
        text = writer.flag(2, False) if kind == "flag" else writer.number("euro/month", 2, False)
        if not writer.terms and not writer.parameters:
            return text


BAD = [
    (
        "There is no ceiling in this version; there is limit",
        "  - measure: support\n    parameters: {¦ceiling: {2016-01-01: 5}}\n",
    ),
    (
        "There is no rent in this version; there is income, tenant",
        "  - measure: support\n    conditions: {¦rent: income < limit}\n",
    ),
    (
        "rent is not known here; write income, tenant",
        "  - measure: support\n    without: [¦rent]\n",
    ),
    (
        "At least one condition must stay; ",
        "  - measure: support\n    without: ¦[income, tenant]\n",
    ),
    (
        "There is a condition tenant already; give this one another id",
        "  - measure: support\n    also: [{id: ¦tenant, nl: x, en: x, when: tenure = owner}]\n",
    ),
    ("aid is not known here; write support", "  - measure: ¦aid\n"),
    (
        "2014-01-01 is not known here; write 2015-01-01",
        "  - measure: support\n    version: ¦2014-01-01\n",
    ),
    ("The key wihtout is not known here", "  - measure: support\n    ¦wihtout: [rent]\n"),
    (
        "The units differ: euro/month and year",
        "  - measure: support\n    conditions: {income: income ¦< 5 year}\n",
    ),
    (
        "colour is no input, parameter or term",
        "  - measure: support\n    conditions: {income: ¦colour < 5}\n",
    ),
    (
        "The condition tenant can never be true together",
        "  - measure: support\n    conditions: {tenant: ¦income > limit}\n",
    ),
    ("This amount can be negative", "  - measure: support\n    amount: {value: limit ¦- income}\n"),
]


@pytest.mark.parametrize(("sentence", "changes"), BAD)
def test_a_reform_that_cannot_be(sentence, changes, tmp_path):
    law = law_of(tmp_path, support=MEASURE)
    path = tmp_path / "reform"
    path.write_text(HEAD + changes.replace(MARK, ""), "utf-8")
    before = said(law, home(1500))
    with pytest.raises(rights.RightsError) as caught:
        reform(law, path)
    assert sentence in str(caught.value)
    check_sentence(caught.value)
    check_place(caught.value, HEAD + changes, path)
    assert said(law, home(1500)) == before


def test_what_a_change_makes_wrong_elsewhere_is_said_at_the_change(tmp_path):
    law = law_of(tmp_path, support=edited(MEASURE, ("max(0, 10 % * (limit - income))", "limit")))
    path = tmp_path / "reform"
    path.write_text(HEAD + "  - measure: support\n    parameters: {limit: {2016-01-01: -5}}\n")
    with pytest.raises(rights.RightsError) as caught:
        reform(law, path)
    line = HEAD.count("\n") + 1
    assert str(caught.value).startswith(
        f"{path}:{line}:5: With this change support.yaml:39 no longer holds: This amount can be"
    )
    assert f"{path}:{line}:5: Met deze wijziging klopt support.yaml:39 niet meer: Dit bedrag" in (
        caught.value.nl
    )


def test_a_reform_of_a_measure_with_versions_says_which(tmp_path):
    second = VERSION.replace("on: 2016-03-01", "on: 2017-03-01")
    text = edited(MEASURE, ("  - from: 2015-01-01\n", "  - from: 2015-01-01\n    to: 2016-12-31\n"))
    law = law_of(tmp_path, support=text + "  - from: 2017-01-01\n" + second)
    with pytest.raises(rights.RightsError, match="versions from 2015-01-01, 2017-01-01; say which"):
        reformed(law, "  - measure: support\n    without: [tenant]\n")
    made = reformed(law, "  - measure: support\n    version: 2017-01-01\n    without: [tenant]\n")
    owner = home(1500, "owner")
    assert said(made.law, owner, date(2016, 12, 31)) == ("no", None)
    assert said(made.law, owner, date(2017, 1, 1)) == ("yes", (305, 305))


def test_a_reform_of_a_measure_without_an_amount_leaves_amount_out(tmp_path):
    start, end = VERSION.index("    amount:"), VERSION.index("    examples:")
    text = edited(MEASURE, (VERSION[start:end], ""), (", amount: 0.01", ""))
    law = law_of(tmp_path, support=text)
    with pytest.raises(rights.RightsError, match="no amount to change; leave amount out"):
        reformed(law, "  - measure: support\n    amount: {cap: 5 euro}\n")
