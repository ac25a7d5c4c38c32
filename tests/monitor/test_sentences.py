"""Sentences say no more than the interval allows."""

import re
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import of_incomes, people, survey

from grondrecht.monitor import anchored, catalogue, indicators
from grondrecht.monitor.differences import Difference, contrasts, differences
from grondrecht.monitor.results import Result, rules
from grondrecht.monitor.sentences import sentence, verdict
from grondrecht.monitor.tables import change_table, level_table, verdict_words
from grondrecht.monitor.wording import Words, finer, said

FELL = re.compile(r"\b(fell|fall|lower|drop|declin|decreas|gedaald|daling|lager|minder arm)")
ROSE = re.compile(r"\b(rose|rise|higher|increas|grew|gestegen|stijging|hoger|meer arm)")
CHANCE = {"nl": "van toeval te onderscheiden", "en": "can be told from chance"}
LEVEL = Result(
    *("arop", "arop@2021", "total", 18.0, 1.7, 14.8, 21.7, "%"),
    *(1626, 292, 463190.0, "", "linearised"),
)
CHANGE = Difference(
    *("arop", "arop@2021", "total", "total", -2.0, 0.5, -3.0, -1.0, "%"), 1600, "", True
)
numbers = st.floats(-1e7, 1e7, allow_nan=False) | st.just(0.0) | st.floats(-0.1, 0.1)
ends = st.one_of(st.just((None, None, None)), st.tuples(numbers, numbers, numbers).map(sorted))


@st.composite
def any_difference(draw):
    """A difference as it may come: without margin, without value, withheld, of any unit."""
    lower, value, upper = draw(ends)
    first, second = draw(st.sampled_from([("total", "total"), ("sex=man", "sex=woman")]))
    return Difference(
        indicator="x",
        definition="x@1",
        first=first,
        second=second,
        value=value if draw(st.booleans()) else draw(st.none() | numbers),
        standard_error=draw(st.none() | st.floats(0, 1e6)),
        lower=lower,
        upper=upper,
        unit=draw(st.sampled_from(["%", "ratio", "money", "points"])),
        n=draw(st.integers(0, 2000)),
        flag=draw(st.sampled_from(["", "few", "withheld", "no margin"])),
        told=draw(st.sampled_from([True, False, None])),
    )


@given(any_difference(), st.sampled_from(["nl", "en"]))
def test_nothing_fell_or_rose_unless_its_whole_interval_did(found, language):
    words = Words(language)
    for text in (sentence(found, words), verdict_words(found, words)):
        if FELL.search(text):
            assert found.upper is not None
            assert found.lower <= found.upper < 0
        if ROSE.search(text):
            assert found.lower is not None
            assert 0 < found.lower <= found.upper
        if found.flag == "withheld":
            assert not re.search(r"\d", text.replace("20", ""))


@given(any_difference(), st.sampled_from(["nl", "en"]))
def test_a_difference_whose_interval_holds_zero_is_chance(found, language):
    if verdict(found) == "unclear":
        assert found.lower <= 0 <= found.upper
        assert CHANCE[language] in sentence(found, Words(language))


@given(st.floats(1e-9, 1e3), st.floats(1e-9, 1e3), st.floats(1e-9, 1e3))
def test_what_fell_is_never_said_to_have_fallen_by_nothing(one, two, three):
    small, size, large = sorted((one, two, three))
    found = replace(CHANGE, value=-size, lower=-large, upper=-small)
    if small < large and finer("%", size, large, small) < 8:
        assert not re.search(r"\b0[.,]0+ ", sentence(found, Words("en")))


@given(
    st.sampled_from(["nl", "en"]),
    ends,
    st.sampled_from(["%", "ratio", "money"]),
    st.sampled_from(["", "few", "withheld", "no margin"]),
)
def test_every_level_has_its_sentence_and_never_a_brace_or_none(language, found, unit, flag):
    lower, value, upper = found
    text = sentence(
        replace(LEVEL, value=value, lower=lower, upper=upper, unit=unit, flag=flag),
        Words(language),
    )
    assert re.fullmatch(r"[^{}]+\.", text)
    assert "None" not in text
    assert "nan" not in text


def test_a_level_says_its_interval_in_dutch_and_english():
    assert sentence(LEVEL) == (
        "Armoederisico (iedereen): naar schatting 18,0 %. Door de steekproef kan dit ook tussen"
        " 14,8 en 21,7 % liggen (95 % zekerheid)."
    )
    assert sentence(replace(LEVEL, domain="region=Brussel; sex=female"), Words("en", 0.975)) == (
        "At-risk-of-poverty rate (region: Brussel, sex: woman): an estimated 18.0 %. Given the"
        " sample, it may lie between 14.8 and 21.7 % (97.5 % confidence)."
    )


def test_a_change_says_how_much_it_is_sure_of():
    assert sentence(CHANGE) == (
        "Armoederisico (iedereen): gedaald, naar schatting met 2,0 procentpunt. De daling ligt"
        " tussen 1,0 en 3,0 procentpunt (95 % zekerheid)."
    )
    rose = replace(CHANGE, value=1200.4, lower=800.0, upper=1600.0, unit="money")
    assert sentence(rose, Words("en", money="krone")) == (
        "At-risk-of-poverty rate (everyone): rose by an estimated 1,200 krone. The rise is between"
        " 800 and 1,600 krone (95 % confidence)."
    )
    lower = replace(CHANGE, first="sex=man", second="sex=woman")
    assert sentence(lower, Words("en")).startswith(
        "At-risk-of-poverty rate: lower for sex: woman than for sex: man, by an estimated 2.0"
    )


def test_what_is_the_same_to_the_last_digit_did_not_change():
    same = replace(CHANGE, value=0.0, standard_error=0.0, lower=0.0, upper=0.0, told=False)
    assert sentence(same) == (
        "Armoederisico (iedereen): niet veranderd, beide steekproeven zeggen precies hetzelfde."
    )
    assert sentence(replace(same, first="sex=man", second="sex=woman"), Words("en")) == (
        "At-risk-of-poverty rate: no difference between sex: man and sex: woman, the sample says"
        " exactly the same of both."
    )
    assert verdict_words(same, Words("en")) == "the same"
    assert verdict(replace(same, value=3.0, lower=3.0, upper=3.0)) == "no_margin"


def test_an_interval_that_ends_on_zero_holds_it():
    assert verdict(replace(CHANGE, upper=0.0)) == "unclear"
    assert verdict(replace(CHANGE, lower=0.0, value=1.0, upper=2.0)) == "unclear"
    assert verdict(replace(CHANGE, upper=-1e-12)) == "fell"


def test_an_interval_of_no_width_is_no_margin():
    nobody = replace(LEVEL, value=0.0, standard_error=0.0, lower=0.0, upper=0.0)
    assert "geen marge" in sentence(nobody)
    assert "tussen" not in sentence(nobody)
    flat = replace(CHANGE, value=-2.0, lower=-2.0, upper=-2.0, standard_error=0.0)
    assert "cannot be said" in sentence(flat, Words("en"))


def test_withheld_and_flagged_estimates_are_said_as_such():
    few = indicators(of_incomes([float(place) for place in range(1, 31)]), "arop").one("arop")
    assert sentence(few).endswith("Let op: steunt op minder dan 50 mensen: onbetrouwbaar.")
    assert sentence(few, Words("en")).endswith("Note: rests on fewer than 50 people: unreliable.")
    withheld = indicators(of_incomes([float(place) for place in range(1, 11)]), "arop").one("arop")
    assert sentence(withheld) == (
        "Armoederisico (iedereen): steunt op minder dan 20 mensen: niet getoond."
    )
    change = replace(CHANGE, value=None, lower=None, upper=None, flag="withheld")
    assert sentence(change, Words("en")) == (
        "At-risk-of-poverty rate (everyone), change: rests on fewer than 20 people: not shown."
    )


def test_a_fall_that_is_real_is_told_and_noise_is_not():
    first = people()
    poorer = first.with_columns(income=first["income"] * 1.5)
    same = differences(survey(first), survey(first), "median")[0]
    assert "niet veranderd" in sentence(same)
    moved = differences(survey(poorer), survey(first), "median")[0]
    assert "gedaald" in sentence(moved)
    noise = differences(survey(first), survey(people(2)), "median")[0]
    assert CHANCE["nl"] in sentence(noise)
    apart = contrasts(survey(first), "arop", [("region=north", "region=west")])[0]
    assert "tussen gewest: west en gewest: north is er geen verschil" in sentence(apart)


def test_names_of_own_definitions_and_of_unknown_ones():
    own = anchored(9000.0)
    found = replace(LEVEL, indicator="arop-anchored")
    assert sentence(found, Words(own=(own,))).startswith("Armoederisico, verankerd (iedereen)")
    assert sentence(found).startswith("arop-anchored (iedereen)")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_name_of_an_indicator_says_that_it_fell(language):
    names = [Words(language).name(each) for each in catalogue()]
    assert [name for name in names if FELL.search(name) or ROSE.search(name)] == []


def test_codes_get_their_words_where_the_column_is_known_to_have_them():
    frame = people().rename({"sex": "RB090", "region": "DB040"})
    coded = frame.with_columns(
        RB090=pl.when(pl.col("RB090") == "man").then(1).otherwise(2), DB040=pl.lit("BE2"), HX060=9
    )
    found = indicators(survey(coded), "arop", by=["sex", ("region", "household_type")])
    words = Words().reading(survey(coded))
    assert [words.group(each.domain) for each in found] == [
        *("iedereen", "geslacht: man", "geslacht: vrouw"),
        "gewest: Vlaams Gewest, soort huishouden: één volwassene met kinderen ten laste",
    ]
    assert Words().group("sex=2") == "geslacht: 2"
    other = survey(coded.rename({"RB090": "sexe"}), sex="sexe")
    assert Words().reading(other).group("sex=2") == "geslacht: 2"
    assert Words("en").group("RB090=2") == "RB090: woman"


def test_every_word_is_there_in_both_languages():
    def lacking(held, path=""):
        if held.keys() & {"nl", "en"}:
            braces = [set(re.findall(r"\{\w+\}", held.get(each, ""))) for each in ("nl", "en")]
            return [path] if set(held) != {"nl", "en"} or braces[0] != braces[1] else []
        tables = ((key, each) for key, each in held.items() if isinstance(each, dict))
        return [found for key, each in tables for found in lacking(each, f"{path}.{key}")]

    assert lacking(said()) == []
    assert all(rule.nl and rule.en for rule in rules())


def test_a_table_of_levels_shows_what_may_be_shown():
    results = indicators(survey(), ["arop", "gini"], by="sex")
    table = level_table(results, "arop")
    assert table.title == "Armoederisico"
    assert table.headings == [
        *("groep", "schatting (%)", "standaardfout", "van", "tot"),
        *("bevraagd", "geldt voor", "bevolking", "opmerking"),
    ]
    assert [row[0] for row in table.rows] == ["iedereen", "geslacht: man", "geslacht: vrouw"]
    assert next(table.shown(Words())) == [
        *("iedereen", "18,0", "1,7", "14,8", "21,7", "1.626", "292", "463.190", "")
    ]
    hidden = level_table([replace(LEVEL, value=None, n=7, n_poor=None, flag="withheld")], "arop")
    assert next(hidden.shown(Words()))[-1] == "steunt op minder dan 20 mensen: niet getoond"
    assert next(hidden.shown(Words()))[1] == "-"


def test_a_table_of_changes_says_of_each_what_may_be_said():
    unclear = replace(CHANGE, upper=0.4, flag="few", n=30)
    table = change_table([CHANGE, unclear], "arop", Words("en"))
    assert table.headings[1] == "difference (percentage points)"
    assert [row[-1] for row in table.rows] == [
        "fell",
        "cannot be told from chance; rests on fewer than 50 people: unreliable",
    ]
    groups = replace(CHANGE, first="total", second="sex=woman")
    row = dict(zip(*_first(change_table([groups], "arop")), strict=True))
    assert (row["groep"], row["vergeleken met"]) == ("geslacht: vrouw", "iedereen")
    assert row["verschillend?"] == "lager"


def _first(table):
    return table.headings, next(table.shown(Words()))


@pytest.mark.parametrize(
    ("value", "lower", "upper", "said_between"),
    [
        (0.0, 0.0, 0.04, "between 0.00 and 0.04 %"),
        (100.0, 99.997, 100.0, "between 99.997 and 100.000 %"),
        (14.0, 13.98, 14.03, "between 13.98 and 14.03 %"),
        (14.0, 13.9, 14.1, "between 13.9 and 14.1 %"),
    ],
)
def test_an_interval_is_never_said_to_have_no_width(
    value: float, lower: float, upper: float, said_between: str
):
    found = replace(LEVEL, value=value, lower=lower, upper=upper)
    assert said_between in sentence(found, Words("en"))
    assert said_between.split()[1].replace(".", ",") in sentence(found, Words("nl"))


def test_an_interval_of_the_last_digits_of_floats_is_of_no_width():
    """The mean of incomes that are all 1,000, as sums of floats have it."""
    found = replace(LEVEL, value=1000.0, lower=1000 - 1e-12, upper=1000 + 1e-12, unit="money")
    assert "gives no margin" in sentence(found, Words("en"))
