"""The words of the report: in both languages, all of them used, numbers as people write them."""

from __future__ import annotations

import re
from decimal import Decimal
from importlib.resources import files
from string import Formatter

import pytest

from grondrecht.followup.honesty import COMPLETION, RULES
from grondrecht.followup.report import charts
from grondrecht.followup.report.words import LANGUAGES, Words, sayings

ROOM = files("grondrecht.followup.report")
CODE = "\n".join(path.read_text("utf-8") for path in ROOM.iterdir() if path.name.endswith(".py"))
# Words whose key is made of a prefix and a key of the copy.
MADE = [*re.findall(r'one_of\(\s*"(\w+)"', CODE), *re.findall(r'f"(\w+)_\{', CODE)]
say = Words("nl")


def forms(said):
    return [said] if isinstance(said, str) else said


def fields(said):
    return {name for form in forms(said) for _, name, *_ in Formatter().parse(form) if name}


def test_both_languages_say_the_same():
    for key, said in sayings().items():
        assert set(said) == set(LANGUAGES), key
        assert len({len(forms(words)) for words in said.values()}) == 1, key
        assert len({frozenset(fields(words)) for words in said.values()}) == 1, key


def test_every_word_is_used():
    made = tuple(f"{prefix}_" for prefix in MADE)
    asked = [key for key in sayings() if not key.startswith(made)]
    assert [key for key in asked if not re.search(rf"[\"']{key}[\"']|\b{key}=", CODE)] == []


def test_rules_and_steps_have_the_names_that_the_site_gives_them():
    english = Words("en")
    for rule in RULES:
        names = say.one_of("rule", rule.id), english.one_of("rule", rule.id)
        assert names == (rule.name, rule.name_en)
    for key, names in COMPLETION.items():
        assert (say.one_of("completion", key), english.one_of("completion", key)) == names


def test_none_one_and_more_have_words_of_their_own():
    assert say("summary_deviating", n=0).startswith("Geen enkele actie")
    assert say("summary_deviating", n=1).startswith("Eén actie wijkt")
    assert say("summary_deviating", n=1234).startswith("1.234 acties wijken")


def test_numbers_money_and_days_are_written_in_the_language():
    english = Words("en")
    assert say.number("1234567.50") == "1.234.567,50"
    assert english.number("1234567.50") == "1,234,567.50"
    assert say.money("2500000.00") == "€\u00a02.500.000"
    assert say.money("12.5", "USD") == "12,5\u00a0USD"
    assert say.day("2017-04-01T10:00:00+02:00") == "1\u00a0april\u00a02017"
    assert say.percent(135, 161) == "84\u00a0%"
    assert say("summary_answered", n=Decimal(2), all=3) == "2 van de 3 acties kregen een antwoord."


@pytest.mark.parametrize("odd", [None, "", "ongeveer twee", "1e400", "NaN"])
def test_what_is_no_number_stands_as_it_is(odd):
    assert say.number(odd) == ("" if odd is None else odd)
    assert say.money(odd) == ("" if odd is None else odd)


def test_a_value_with_braces_is_a_text():
    assert say("front_period_days", first="{last}", last="{0}") == "{last} tot en met {0}"


def test_the_colours_are_those_of_the_site():
    tokens = (files("grondrecht.web") / "static" / "web" / "tokens.css").read_text("utf-8")
    light = dict(reversed(re.findall(r"--([\w-]+): (#\w{6});", tokens)))
    named = {"ink": "INK", "soft": "SOFT", "line": "LINE", "accent": "ACCENT", "wash": "WASH"}
    named |= {"accent-deep": "DEEP", "heat-3": "PALE", "quiet": "QUIET"}
    assert {light[name] for name in named} == {getattr(charts, each) for each in named.values()}
    printed = set(re.findall(r'rgb\("(#\w{6})"\)', (ROOM / "report.typ").read_text("utf-8")))
    assert printed <= set(light.values())
