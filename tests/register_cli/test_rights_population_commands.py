"""``grondrecht rights population``, ``synthetic``, ``overlap``, ``cards``: on tables of people."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import openpyxl
import polars as pl
import pytest
from rights.two_measures import HOUSEHOLDS, PERSONS, written

from grondrecht.followup.measures_file import read_table
from grondrecht.given import Progress
from grondrecht.register_cli.population_option import spread
from grondrecht.rights import assess_population, load
from grondrecht.whatif.shares import shares

ON = ("--on", "2016-03-01", "--folder", "law")
TABLES = ("persons.csv", "households.csv")
POPULATION = ("--population", *TABLES)


@pytest.fixture
def tables(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    written(tmp_path)
    return tmp_path


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


# A population


def test_who_is_entitled_and_to_how_much(done, tables):
    out = done("rights", "population", *TABLES, *ON)
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "Steun voor verwarming gezin 1 2 2 10,01 23,01" in lines
    assert "Pas persoon 2 4 1 80,00 120,00" in lines


def test_by_groups_each_measure_has_everyone_first(done, tables):
    rows = rows_of(done("rights", "population", *TABLES, *ON, "--by", "province", "--csv", "-"))
    assert [(row["measure"], row["group"]) for row in rows] == [
        (measure, group)
        for measure in ("heating", "pass")
        for group in ("total", "province=", "province=antwerpen", "province=limburg")
    ]
    assert rows[3] == {
        "measure": "heating",
        "for": "household",
        "group": "province=limburg",
        "n_yes": "0",
        "n_no": "0",
        "n_unknown": "2",
        "amount_least": "0.00",
        "amount_most": "13.00",
        "per": "month",
        "means": "benefit",
    }


def test_crossed_groups_and_words_for_what_is_not_known(done, tables):
    out = done("rights", "population", *TABLES, *ON, "--by", "province*owns_home")
    for words in ("provincie: niet gekend,", "owns_home: ja", "owns_home: nee", "limburg,"):
        assert words in " ".join(out.split())


def test_a_weight_gives_the_share_with_its_margin_as_the_monitor_has_it(done, tables):
    words = (*TABLES, *ON, "--weight", "weight", "--by", "province")
    told = json.loads(done("rights", "population", *words, "--json"))
    answer = assess_population(load(tables / "law"), PERSONS, HOUSEHOLDS, on=date(2016, 3, 1))
    expected = {
        (each.indicator, each.domain): each for each in shares(answer, "weight", ["province"])
    }
    assert told["weight"] == "weight"
    assert len(told["rows"]) == 8
    for row in told["rows"]:
        found = expected.get((row["measure"], row["group"]))
        if found is None:
            assert (row["group"], row["share"]) == ("province=", None)
        else:
            assert (row["share"], row["standard_error"]) == (found.value, found.standard_error)
            assert row["flag"] == found.flag == "withheld"
    total = told["rows"][0]
    assert (total["weighted_yes"], total["weighted_unknown"]) == (10.0, 70.0)
    assert total["amount_least"] == str(Decimal("10.01") * 10)


def test_a_sample_of_one_cluster_is_what_the_monitor_refuses(done, refused, tables):
    words = ("--weight", "weight", "--measures", "pass", "--json")
    told = json.loads(done("rights", "population", *TABLES, *ON, *words))
    assert [row["measure"] for row in told["rows"]] == ["pass"]
    HOUSEHOLDS.with_columns(province=pl.lit("hier")).write_csv(tables / "households.csv")
    said = refused("rights", "population", *TABLES, *ON, *words, "--cluster", "province")
    assert said.startswith("Stratum")


def test_a_workbook_holds_the_table_of_the_screen(done, tables):
    done("rights", "population", *TABLES, *ON, "--xlsx", "uit.xlsx")
    sheet = openpyxl.load_workbook(tables / "uit.xlsx")["rechten"]
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert rows[0][0] == "Wie recht heeft, op 1 maart 2016"
    assert rows[1][:5] == ["maatregel", "voor", "recht", "geen recht", "niet gekend"]
    assert rows[2][:7] == ["Steun voor verwarming", "gezin", 1, 2, 2, 10.01, 23.01]


def test_municipalities_in_place_of_persons(done, refused, tables):
    (tables / "law" / "pass.yaml").unlink()
    path = tables / "law" / "heating.yaml"
    text = path.read_text("utf-8").replace("for: household", "for: municipality")
    start, end = text.index("    inputs:"), text.index("    amount:")
    text = text[:start] + MUNICIPAL + text[end:]
    text = text.replace("10 % * heating_bill", "2 euro/person * inhabitants")
    text = text[: text.index("      - what:")] + EXAMPLE
    path.write_text(text, "utf-8")
    (tables / "gemeenten.csv").write_text("id,inhabitants\naalst,80000\nzele,20000\n", "utf-8")
    told = json.loads(
        done("rights", "population", "--municipalities", "gemeenten.csv", *ON, "--json")
    )
    assert [(row["n_yes"], row["amount_least"]) for row in told["rows"]] == [(1, "160000.00")]
    (tables / "gemeenten.csv").write_text("id,inhabitants\naalst,-1\n", "utf-8")
    said = refused("rights", "population", "--municipalities", "gemeenten.csv", *ON)
    assert said.startswith(
        "gemeenten.csv: inhabitants moet van 0 tot 1000000 zijn; verbeter regel 2"
    )


MUNICIPAL = """\
    inputs: [inhabitants]
    conditions:
      - {id: size, nl: Groot genoeg., en: Large enough., when: inhabitants > 50000 person}
"""
EXAMPLE = """\
      - what: a town
        on: 2016-01-01
        given: {municipality: {id: aalst, inhabitants: 50001}}
        expect: {entitled: yes, amount: 100002}
"""


def test_a_list_of_households_in_json_is_a_population(done, refused, tables):
    home = {
        "id": "a",
        "owns_home": False,
        "heating_bill": 100.05,
        "persons": [{"id": "p", "role": "head", "age": 40, "net_income": 900}],
    }
    (tables / "veel.json").write_text(json.dumps([home, home | {"id": "b"}]), "utf-8")
    words = ("rights", "population", "veel.json", *ON, "--measures", "heating", "--json")
    (row,) = json.loads(done(*words))["rows"]
    assert (row["n_yes"], row["amount_least"]) == (2, "20.02")
    (tables / "veel.json").write_text(
        "[\n" + json.dumps(home) + ",\n" + json.dumps(home | {"id": "b", "heating_bill": -1}) + "]",
        "utf-8",
    )
    assert refused(*words[:-1]).startswith("veel.json, regel 3: b: heating_bill is '-1'")


def test_a_csv_with_semicolons_and_numbers_that_begin_with_zero(done, tables):
    persons = PERSONS.with_columns(household=pl.format("00{}", pl.col("household")))
    homes = HOUSEHOLDS.with_columns(id=pl.format("00{}", pl.col("id")))
    persons.write_csv(tables / "persons.csv", separator=";")
    homes.write_csv(tables / "households.csv", separator=";")
    out = done("rights", "population", *TABLES, *ON)
    assert "10,01" in out


def test_parquet_and_csv_together_are_one_population(done, tables):
    PERSONS.write_parquet(tables / "persons.parquet")
    out = done("rights", "population", "persons.parquet", "households.csv", *ON)
    assert out == done("rights", "population", *TABLES, *ON)


def damaged(tables, name, **columns):
    frame = {"persons": PERSONS, "households": HOUSEHOLDS}[name]
    frame.with_columns(**columns).write_csv(tables / f"{name}.csv")


def test_what_is_wrong_in_a_table_is_said_with_its_file_and_line(refused, tables):
    ages = pl.Series([40, 12, 30, 500, 51, None, 70])
    damaged(tables, "persons", age=ages)
    said = refused("rights", "population", *TABLES, *ON)
    assert said.startswith("persons.csv: age moet van 0 tot 120 zijn; verbeter regel 5")
    # Persons may stand in any order; the line is that of the file.
    PERSONS.with_columns(age=ages).reverse().write_csv(tables / "persons.csv")
    said = refused("rights", "population", *TABLES, *ON)
    assert said.startswith("persons.csv: age moet van 0 tot 120 zijn; verbeter regel 5")
    PERSONS.with_columns(age=ages).write_parquet(tables / "p.parquet")
    said = refused("rights", "population", "p.parquet", "households.csv", *ON)
    assert said.startswith("p.parquet: age moet van 0 tot 120 zijn; verbeter rij 4")


@pytest.mark.parametrize(
    ("name", "columns", "words"),
    [
        (
            "persons",
            {"role": pl.lit("head")},
            "households.csv: id moet één gezinshoofd (head) hebben",
        ),
        ("persons", {"household": pl.lit("zz")}, "persons.csv: household staat niet in households"),
        ("persons", {"id": pl.lit("a")}, "persons.csv: id staat twee keer; verbeter regel 3"),
        (
            "households",
            {"heating_bill": pl.lit("veel")},
            "households.csv: heating_bill moet een getal",
        ),
        ("households", {"age": pl.lit(3)}, "households.csv: age hoort bij een person"),
        ("households", {"weight": pl.lit(None)}, "Het gewicht weight moet een getal van 0 of meer"),
    ],
)
def test_tables_that_cannot_be_a_population_are_refused(refused, tables, name, columns, words):
    damaged(tables, name, **columns)
    said = refused("rights", "population", *TABLES, *ON, "--weight", "weight", "--csv", "uit.csv")
    assert said.startswith(words)
    assert not (tables / "uit.csv").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("weg.csv",), "Er is geen bestand weg.csv"),
        (("leeg.csv",), "leeg.csv: de eerste regel noemt geen kolommen"),
        (("dubbel.csv",), "dubbel.csv: de kolom 'id' staat er twee keer"),
        (("bytes.csv",), "bytes.csv is niet te lezen als CSV"),
        (("vals.parquet",), "vals.parquet is niet te lezen als Parquet"),
        (("lang.csv",), "lang.csv, regel 3: hier staan 3 cellen en de eerste regel heeft er 2;"),
        (
            ("kort.csv",),
            "kort.csv, regel 3: hier staan 3 cellen en de eerste regel heeft er 4; vul",
        ),
        (("groot.csv",), "groot.csv: de kolom Age wordt niet gelezen; noem ze age"),
        ((), "geef personen (en gezinnen), of --municipalities, of --organisations"),
        ((*TABLES, "--municipalities", "m.csv"), "geef personen (en gezinnen), of"),
        ((*TABLES, "--by", "kleur"), "Er is geen kolom kleur"),
        ((*TABLES, "--by", "id", "--weight", "kleur"), "Er is geen kolom kleur"),
        ((*TABLES, "--measures", "x"), "Er is geen maatregel x"),
        ((*TABLES, "--csv", "persons.csv"), "het is het bestand dat gelezen wordt"),
        ((*TABLES, "--csv", "households.csv"), "het is het bestand dat gelezen wordt"),
        ((*TABLES, "--csv", "-", "--json"), "Er kan maar één uitvoer naar -"),
        ((*TABLES, "--xlsx", "weg/u.xlsx"), "de map bestaat niet"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(refused, tables, words, said):
    (tables / "leeg.csv").write_text("", "utf-8")
    (tables / "dubbel.csv").write_text("id,id\n1,2\n", "utf-8")
    (tables / "bytes.csv").write_bytes(b"id,\xff\xfe\n1,2\n")
    (tables / "vals.parquet").write_text("niets", "utf-8")
    (tables / "lang.csv").write_text("id;role\n1;a\n2;b;c\n", "utf-8")
    (tables / "kort.csv").write_text("id,household,role,age\na,h,head,3\nb,h,child\n", "utf-8")
    (tables / "groot.csv").write_text("id,household,role,Age\n1,1,head,3\n", "utf-8")
    assert said in refused("rights", "population", *words, *ON)


def test_a_day_in_a_table_is_read_as_that_of_one_household(refused, done, tables):
    head = "id,household,role,jobseeker_since\na,h,head,"
    (tables / "dag.csv").write_text(f"{head}01/02/2015\n", "utf-8")
    on = ("--on", "2016-03-01")
    said = refused("rights", "population", "dag.csv", *on)
    assert "dag.csv" in said
    assert "01/02/2015" in said
    (tables / "dag.csv").write_text(f"{head}2015-02-01\n", "utf-8")
    assert done("rights", "population", "dag.csv", *on)


def test_groups_that_nobody_reads_are_refused(refused, tables):
    size = 10_001
    pl.DataFrame({"id": range(size), "household": range(size), "role": ["head"] * size}).write_csv(
        tables / "persons.csv"
    )
    said = refused("rights", "population", "persons.csv", *ON, "--by", "id")
    assert said.startswith("Uitsplitsen naar id kan 10001 groepen geven")


def test_progress_is_told(done, tables, monkeypatch):
    told = []
    monkeypatch.setattr(Progress, "__call__", lambda self, share: told.append(share))
    done("rights", "population", *TABLES, *ON)
    assert told
    assert told == sorted(told)


# A population that does not exist


def test_a_synthetic_population_is_written_and_the_same_again(done, tables):
    out = done("rights", "synthetic", "bevolking", "--persons", "500", "--seed", "4")
    assert out.splitlines()[0].startswith("500 personen in ")
    made = [(tables / "bevolking" / f"{name}.parquet") for name in ("persons", "households")]
    first = [pl.read_parquet(path) for path in made]
    done("rights", "synthetic", "weer", "--persons", "500", "--seed", "4")
    again = [pl.read_parquet(tables / "weer" / path.name) for path in made]
    assert all(one.equals(other) for one, other in zip(first, again, strict=True))
    told = json.loads(done("rights", "synthetic", "ander", "--persons", "50", "--json"))
    assert told["persons"] == 50
    said = done("rights", "population", *map(str, made), "--on", "2017-03-01")
    assert said.endswith("Deze bevolking is synthetisch: de mensen zijn verzonnen.\n")


def test_its_inputs_are_those_of_a_folder_of_measures(done, tables):
    done("rights", "synthetic", "eigen", "--persons", "50", "--folder", "law")
    assert "heating_bill" in pl.read_parquet(tables / "eigen" / "households.parquet").columns


def test_a_folder_that_cannot_be_made_is_refused(refused, tables):
    (tables / "bestand").write_text("", "utf-8")
    assert "Kan de map bestand/x niet maken" in refused("rights", "synthetic", "bestand/x")
    assert "--persons: geef minstens 1" in refused("rights", "synthetic", "m", "--persons", "0")


# Overlap


def test_overlap_is_a_matrix_with_a_sentence_for_each_difference(done, tables):
    out = " ".join(done("rights", "overlap", "heating", "pass", *POPULATION, *ON).split())
    assert "Wie bij beide hoort (personen), op 1 maart 2016" in out
    assert "Steun voor verwarming 2 1 3" in out
    assert "1 persoon heeft recht op Steun voor verwarming en niet op Pas; voor 1 daarvan" in out


def test_overlap_as_rows_and_as_json(done, tables):
    words = ("rights", "overlap", "heating", "pass", *POPULATION, *ON)
    rows = rows_of(done(*words, "--csv", "-"))
    assert rows[0] == {
        "first": "heating",
        "second": "pass",
        "of": "person",
        "n_first": "2.0",
        "n_both": "1.0",
        "n_only_first": "1.0",
        "n_unknown": "0.0",
        "condition": "group",
        "condition_nl": "U bent jonger dan achttien of u hebt een handicap.",
        "article": "art. 9",
        "n": "1.0",
        "n_alone": "1.0",
    }
    told = json.loads(done(*words, "--json", "--weight", "weight"))
    assert told["sizes"] == {"heating": 20.0, "pass": 30.0}
    assert {each["first"] for each in told["pairs"]} == {"heating", "pass"}
    assert told["pairs"][0]["sentence"]["en"].startswith("10 persons have Heating support")
    done(*words, "--xlsx", "uit.xlsx")
    assert len(openpyxl.load_workbook(tables / "uit.xlsx").sheetnames) == 2


def test_a_figure_past_its_review_is_told_beside_an_overlap_and_on_a_card(done, tables):
    late = (*POPULATION, "--on", "2017-03-01", "--folder", "law")
    words = ("rights", "overlap", "heating", "pass", *late)
    assert "Let op: 1 cijfer is voorbij de dag" in " ".join(done(*words).split())
    assert json.loads(done(*words, "--json"))["stale"] == ["heating: limit"]
    cards = json.loads(done("rights", "cards", *late, "--json"))["cards"]
    assert [card["stale"] for card in cards] == [["limit"], []]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("heating",), "noem twee maatregelen of meer"),
        (("heating", "heating"), "noem twee maatregelen of meer"),
        (("heating", "x"), "Er is geen maatregel x"),
        (
            ("heating", "pass", "--on", "2014-12-31"),
            "heating geldt niet op 2014-12-31",
        ),
    ],
)
def test_what_is_no_overlap(refused, tables, words, said):
    on = ON[2:] if "--on" in words else ON
    assert said in refused("rights", "overlap", *words, *POPULATION, *on)


def test_the_population_option_takes_one_file_or_two():
    words = ["a", "--population", "p", "h", "--on", "x", "y"]
    assert list(spread(words)) == ["a", "--population", "p", "--population", "h", *words[4:]]
    assert list(spread(["--population", "p"])) == ["--population", "p"]
    assert list(spread(["--on", "d", "a"])) == ["--on", "d", "a"]


def test_three_files_are_no_population(refused, tables):
    said = refused("rights", "overlap", "heating", "pass", *POPULATION, "nog.csv", *ON)
    assert "--population: geef een bestand met personen, en een met gezinnen" in said


# Cards


def test_cards_say_whom_a_measure_reaches(done, tables):
    (tables / "ontvangers.csv").write_text("id\na\ne\n", "utf-8")
    words = ("rights", "cards", *POPULATION, *ON, "--received", "heating=ontvangers.csv")
    out = done(*words)
    assert out.startswith("Steun voor verwarming\n  Zeker recht: 1 gezin; misschien: 2.\n")
    assert "Ontvangen het: 2." in out
    told = json.loads(done(*words, "--json"))
    heating, other = told["cards"]
    assert (heating["receives"], heating["persons"], other["receives"]) == (2, 3, None)
    assert heating["paid"] == {"least": "120.12", "most": "120.12"}


def test_the_table_of_cards_is_one_that_the_inventory_takes_in(done, tables):
    (tables / "ontvangers.csv").write_text("id\na\ne\n", "utf-8")
    words = ("rights", "cards", *POPULATION, *ON, "--received", "heating=ontvangers.csv")
    done(*words, "--csv", "kaarten.csv")
    rows, mistakes = read_table((tables / "kaarten.csv").read_bytes())
    assert mistakes == ()
    heating, card = rows
    assert (heating.said.slug, heating.said.kind, card.said.kind) == (
        "heating",
        "right",
        "correction",
    )
    assert (heating.counted.persons, heating.counted.money) == (3, Decimal("120.12"))
    assert heating.counted.first_year == 2016
    assert "persons.csv, households.csv, ontvangers.csv" in heating.counted.source
    assert card.counted is None
    done(*words, "--csv", "kaarten.csv", "--year", "2015", "--source", "telling")
    (heating, _), _ = read_table((tables / "kaarten.csv").read_bytes())
    assert (heating.counted.first_year, heating.counted.source) == (2015, "telling")


@pytest.mark.parametrize(
    ("received", "said"),
    [
        ("heating", "schrijf maatregel=bestand"),
        ("x=o.csv", "Er is geen maatregel x"),
        ("heating=o.csv", "Er is geen bestand o.csv"),
        ("heating=anders.csv", "anders.csv: geen van de id's staat in de bevolking"),
    ],
)
def test_who_receives_must_be_there(refused, tables, received, said):
    (tables / "anders.csv").write_text("id\nqq\n", "utf-8")
    assert said in refused("rights", "cards", *POPULATION, *ON, "--received", received)
