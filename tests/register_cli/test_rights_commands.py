"""``grondrecht rights``: measures checked and shown, one household answered with its reasons."""

import json
import re
from datetime import date

import pytest
from rights.two_measures import written

from grondrecht.register_cli.json_places import element, lines_of
from grondrecht.rights import assess, load
from grondrecht.rights.synthetic import DATA

HOME = """{
	"id": "h1",
	"owns_home": false,
	"heating_bill": 100.05,
	"persons": [
		{"id": "an", "role": "head", "age": 40, "disabled": false, "net_income": 900},
		{"id": "bo", "role": "child", "age": 12}
	]
}
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A folder with two measures and a household."""
    monkeypatch.setenv("COLUMNS", "120")
    written(tmp_path)
    (tmp_path / "gezin.json").write_text(HOME, "utf-8")
    return tmp_path


def changed(home, old, new):
    assert old in HOME
    (home / "gezin.json").write_text(HOME.replace(old, new), "utf-8")


# The measures themselves


def test_check_counts_measures_and_examples_and_says_what_is_past_its_day(done, home):
    assert done("rights", "check", "law").splitlines() == [
        "2 maatregelen, 2 voorbeelden: alles klopt.",
        "Let op: 1 cijfer is voorbij de dag waarop het nagekeken moest zijn.",
    ]
    told = json.loads(done("rights", "check", "law", "--json"))
    assert told == {"measures": 2, "examples": 2, "stale": ["heating: limit"]}


def test_check_takes_the_measures_that_ship_where_no_folder_is_named(done, home):
    told = json.loads(done("rights", "check", "--json"))
    assert told["measures"] == len(list((DATA / "flanders").glob("*.yaml"))) - 1
    assert told["examples"] > told["measures"]


def test_an_example_that_fails_is_told_at_its_place(refused, home):
    path = home / "law" / "heating.yaml"
    path.write_text(path.read_text("utf-8").replace("amount: 10.01", "amount: 10.00"), "utf-8")
    said = refused("rights", "check", "law")
    assert re.match(r"law/heating\.yaml:\d+:\d+: Het voorbeeld “just below the limit”", said)


def test_mutations_tell_the_changes_that_no_example_notices(run, home):
    status, out, err = run("rights", "check", "law", "--mutations")
    assert (status, err) == (1, "")
    *lines, last = out.splitlines()
    assert any(re.match(r"law/pass\.yaml:\d+:\d+: .* → ", line) for line in lines)
    assert re.fullmatch(
        r"\d+ wijzigingen merkt geen voorbeeld; schrijf er een dat ze merkt\.", last
    )
    told = json.loads(run("rights", "check", "law", "--mutations", "--json")[1])
    assert len(told["unnoticed"]) == int(last.split()[0])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("versions: []", "regel"),
        ("kleur: rood\n", "De sleutel kleur is hier niet gekend"),
    ],
)
def test_a_measure_that_is_wrong_is_one_sentence_with_its_place(refused, home, text, words):
    path = home / "law" / "heating.yaml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    for command in (("check", "law"), ("list", "--folder", "law")):
        said = refused("rights", *command)
        assert re.match(r"law/heating\.yaml:\d+:\d+: ", said)
        if words != "regel":
            assert words in said


def test_a_folder_without_measures_is_refused(refused, home):
    assert refused("rights", "check", "leeg") == (
        "leeg: In deze map staat geen inputs.yaml met maatregelen (.yaml) ernaast; noem een andere."
    )


def test_list_names_each_measure_with_its_kind(done, home):
    assert done("rights", "list", "--folder", "law").splitlines() == [
        "heating  gezin    uitkering        op aanvraag  Steun voor verwarming",
        "pass     persoon  verlaagd tarief  automatisch  Pas",
    ]
    english = done("rights", "list", "--folder", "law", "--lang", "en")
    assert "household  benefit" in english
    told = json.loads(done("rights", "list", "--folder", "law", "--json"))
    assert [each["id"] for each in told] == ["heating", "pass"]
    assert told[0]["versions"] == [{"from": "2015-01-01", "to": None}]


def test_show_says_all_that_a_measure_says_with_the_figures_of_a_day(done, home):
    out = done("rights", "show", "heating", "--folder", "law", "--on", "2016-03-01")
    for words in (
        "Steun voor verwarming (heating)",
        "toekenning: op aanvraag. Men moet het vragen.",
        "van kracht: vanaf 1 januari 2015",
        "bron: Besluit verwarming, art. 1",
        "  Het inkomen is lager dan de grens. (art. 2)",
        "bedrag: steun per maand (wordt betaald)",
        "  inkomensgrens: 1.000,00 euro per maand (na te kijken voor 31 december 2016)",
        "  inkomen (net_income)",
    ):
        assert words in out.splitlines()
    told = json.loads(done("rights", "show", "pass", "--folder", "law", "--json"))
    assert told["rules"]["conditions"][0]["id"] == "group"
    assert told["rules"]["amount"]["means"] == "reduction"
    assert told["rules"]["inputs"][0] == {
        "id": "age",
        "of": "person",
        "nl": "leeftijd",
        "en": "age",
    }


def test_show_of_a_day_without_a_version_and_of_a_measure_that_is_not(done, refused, home):
    before = ("--folder", "law", "--on", "2014-12-31")
    assert "Op 31 december 2014 geldt er geen versie." in done("rights", "show", "pass", *before)
    assert json.loads(done("rights", "show", "pass", *before, "--json"))["rules"] is None
    said = refused("rights", "show", "niets", "--folder", "law")
    assert said == "Er is geen maatregel niets; er is heating, pass."


def test_everything_that_ships_can_be_shown(done, home):
    for at, name in enumerate(load(DATA / "flanders").measures):
        lang = ("nl", "en")[at % 2]
        out = done("rights", "show", name, "--on", "2017-03-01", "--lang", lang)
        assert f"({name})" in out


# One household


def test_a_household_is_answered_with_amounts_and_reasons(done, home):
    out = done("rights", "assess", "gezin.json", "--on", "2016-03-01", "--folder", "law")
    assert out.splitlines() == [
        "Gezin h1, op 1 maart 2016",
        "",
        "Pas (bo): ja, 40,00 euro",
        "  ja: U bent jonger dan achttien of u hebt een handicap. (art. 9)",
        "  korting: 40,00 euro",
        "",
        "Steun voor verwarming: misschien, van 0,00 euro per maand tot 10,01 euro per maand",
        "  misschien: Het inkomen is lager dan de grens. (art. 2)",
        "  zeg nog: inkomen van bo",
        "",
        "Pas (an): nee",
        "  nee: U bent jonger dan achttien of u hebt een handicap. (art. 9)",
        "",
        "Vraag nu eerst: Wat verdient u?",
        "Daarop wachten: Steun voor verwarming.",
    ]


def test_all_reasons_and_a_warning_of_a_figure_past_its_day(done, home):
    changed(home, '"age": 12}', '"age": 12, "net_income": 50}')
    words = ("--on", "2017-03-01", "--folder", "law", "--measures", "heating", "--all")
    lines = done("rights", "assess", "gezin.json", *words).splitlines()
    assert "Steun voor verwarming: ja, 10,01 euro per maand" in lines
    assert any(line.startswith("    ja: som van inkomen van het gezin") for line in lines)
    assert lines[-1].startswith("Let op: inkomensgrens moest nagekeken worden voor 31 december")
    english = done("rights", "assess", "gezin.json", *words, "--lang", "en")
    assert "Heating support: yes, 10.01 euro a month" in english


def test_the_question_of_another_person_names_who(done, home):
    changed(home, '"age": 12}', '"disabled": false, "net_income": 50}')
    told = json.loads(
        done("rights", "assess", "gezin.json", "--on", "2016-03-01", "--folder", "law", "--json")
    )
    assert told["next"]["question"] == "Hoe oud is bo?"
    (answer,) = [
        each for each in told["answers"] if (each["measure"], each["who"]) == ("pass", "bo")
    ]
    assert [each["question"] for each in answer["tell"]] == ["Hoe oud is bo?"]


def test_json_is_what_the_library_says(done, home):
    words = ("gezin.json", "--on", "2016-03-01", "--folder", "law", "--json")
    told = json.loads(done("rights", "assess", *words))
    found = assess(load(home / "law"), json.loads(HOME), on=date.fromisoformat(told["on"]))
    assert told["format"] == "grondrecht-assessment/1"
    assert [(each["measure"], each["who"], each["entitled"]) for each in told["answers"]] == [
        (each.measure.id, each.who, each.entitled) for each in found.answers
    ]
    assert told["answers"][0]["amount"] == {
        "least": "0.00",
        "most": "10.01",
        "per": "month",
        "means": "benefit",
    }
    assert told["answers"][0]["reasons"][0]["source"]["article"] == "art. 2"
    assert told["answers"][1]["amount"] is None


def test_a_list_of_households_and_standard_input(done, home):
    two = json.dumps([json.loads(HOME), json.loads(HOME) | {"id": "h2"}]).encode()
    words = ("rights", "assess", "-", "--on", "2016-03-01", "--folder", "law")
    told = json.loads(done(*words, "--json", given=two))
    assert [each["id"] for each in told] == ["h1", "h2"]
    assert done(*words, given=two).count("Gezin h") == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('"age": 12', '"age": -3', 7, "bo: age is '-3'; geef van 0 tot 120"),
        ('"age": 12', '"age": "twaalf"', 7, "bo: age is 'twaalf'; geef een getal"),
        ('"owns_home": false', '"owns_home": 3', 3, "h1: owns_home is '3'"),
        ('"heating_bill": 100.05', '"heating_bill": 100.005', 4, "h1: heating_bill is '100.005'"),
        ('"heating_bill"', '"verwarming"', 4, "h1: verwarming is geen input"),
        ('"role": "child"', '"role": "head"', 1, "h1: 2 personen zijn gezinshoofd"),
        ('"id": "bo"', '"id": "an"', 1, "h1: twee personen heten an"),
        ('"role": "head", ', "", 6, "an: er is geen role"),
        ('"net_income": 900', '"owns_home": true', 6, "an: owns_home hoort bij household"),
    ],
)
def test_what_is_wrong_with_a_household_is_said_with_its_line(refused, home, old, new, line, words):
    changed(home, old, new)
    said = refused("rights", "assess", "gezin.json", "--on", "2016-03-01", "--folder", "law")
    assert said.startswith(f"gezin.json, regel {line}: {words}")


def test_in_a_list_the_line_is_that_of_the_household_that_is_wrong(refused, home):
    bad = HOME.replace('"age": 12', '"age": 999')
    (home / "lijst.json").write_text(f"[\n{HOME},\n{HOME},\n{bad}]", "utf-8")
    said = refused("rights", "assess", "lijst.json", "--on", "2016-03-01", "--folder", "law")
    assert said.startswith("lijst.json, regel 28: bo: age is '999'")


def test_an_element_of_a_list_is_found_without_reading_the_rest_slowly():
    text = '[ {"a": [1, "]"]}\n,\n\n {"b":\n 2}]'
    assert element(text, 0) == ('{"a": [1, "]"]}', 0)
    assert element(text, 1) == ('{"b":\n 2}', 3)
    assert lines_of('{"b":\n 2}') == {(): 1, ("b",): 2}
    assert lines_of("{") == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "regel 1: dit is geen JSON"),
        ('{"a": 1,\n\n}', "regel 3: dit is geen JSON"),
        ('{"a": 1, "a": 2}', "regel 1: de sleutel 'a' staat twee keer in één object"),
        ('{"b": [{\n\t"a": 1},\n{"a": 1,\n "a": 2}]}', "regel 4: de sleutel 'a' staat twee keer"),
        ('{"b": [1,\n NaN]}', "regel 2: NaN is geen getal; verbeter het"),
        ('{"a": NaN}', "NaN is geen getal"),
        ("[" * 100_000, "een getal of een diepte is te groot"),
        ('{"a": ' + "9" * 5000 + "}", "een getal of een diepte is te groot"),
        ("[]", "hier staat geen gezin"),
        ("3", "hier staat geen gezin"),
        ("[3]", "Een gezin is een mapping"),
        ('{"persons": []}', "persons moet een lijst van minstens één persoon"),
    ],
)
def test_a_file_that_holds_no_household_is_refused(refused, home, text, words):
    (home / "fout.json").write_text(text, "utf-8")
    said = refused("rights", "assess", "fout.json", "--on", "2016-03-01", "--folder", "law")
    assert said.startswith("fout.json")
    assert words in said


def test_other_files_and_words_that_cannot_be(refused, home):
    (home / "latin.json").write_bytes(b'{"id": "\xe9"}')
    for words, said in (
        (("latin.json", "--on", "2016-03-01"), "latin.json is geen UTF-8"),
        (("weg.json", "--on", "2016-03-01"), "weg.json kan niet gelezen worden"),
        (("gezin.json", "--on", "1-3-2016"), "--on: geef een dag zoals 2016-03-01"),
        (("gezin.json", "--on", "2016-02-30"), "--on: geef een dag zoals 2016-03-01"),
        (("gezin.json", "--on", "0001-01-01"), "--on: geef een dag zoals 2016-03-01"),
        (("gezin.json",), "--on ontbreekt"),
        (("gezin.json", "--on", "2016-03-01", "--lang", "fr"), "--lang: kies nl of en"),
        (("gezin.json", "--on", "2016-03-01", "--measures", "x"), "Er is geen maatregel x"),
        (("gezin.json", "--on", "2016-03-01", "--folder", "weg"), "weg: In deze map staat geen"),
    ):
        assert said in refused("rights", "assess", *words)


def test_it_needs_no_register(done, home, monkeypatch, tmp_path):
    monkeypatch.setenv("GRONDRECHT_DATA", str(tmp_path / "register"))
    done("rights", "assess", "gezin.json", "--on", "2016-03-01", "--folder", "law")
    assert not (tmp_path / "register").exists()
