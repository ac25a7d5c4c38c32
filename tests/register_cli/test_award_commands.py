"""``grondrecht award`` and ``award-back``: who misses a measure, in a file to act on."""

import csv
import io
import json

import openpyxl
import polars as pl
import pytest
from rights.two_measures import HOUSEHOLDS, PERSONS, written

from grondrecht.register_cli import award_files
from grondrecht.rights.awards import plain_ids, pseudonymised

ON = ("--on", "2016-03-01", "--folder", "law")
POPULATION = ("--population", "persons.csv", "households.csv", "--received", "ontvangers.csv")
HEATING = ("award", "heating", *POPULATION, *ON)
KEY = b"0123456789abcdef"


@pytest.fixture
def tables(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    written(tmp_path)
    (tmp_path / "ontvangers.csv").write_text("id\ne\nzz\n", "utf-8")
    (tmp_path / "sleutel").write_bytes(KEY)
    return tmp_path


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_who_misses_it_in_numbers(done, tables):
    lines = [" ".join(line.split()) for line in done(*HEATING).splitlines()]
    assert lines == [
        "Steun voor verwarming, op 1 maart 2016",
        "",
        "1 heeft zeker recht en ontvangt niet",
        "2 heeft misschien recht en ontvangt niet",
        "0 ontvangt en heeft zeker recht",
        "0 ontvangt en heeft misschien recht",
        "1 ontvangt en heeft zeker geen recht",
        "1 ontvangt en staat niet in de bevolking",
        "",
        "niet-opname: 100,0 % van wie zeker recht heeft",
        "wat niet toekomt: 10,01 euro per maand – 23,01 euro per maand",
    ]


def test_the_file_has_a_row_each_with_reasons_in_words(done, tables):
    out = done(*HEATING, "--out", "uit.csv")
    assert "3 rijen in uit.csv" in out
    rows = rows_of((tables / "uit.csv").read_text("utf-8"))
    assert rows[1] == {
        "id": "c",
        "entitled": "unknown",
        "amount_least": "0.00",
        "amount_most": "5.00",
        "met": "Het gezin huurt.",
        "open": "Het inkomen is lager dan de grens.",
        "missing": "inkomen",
        "per": "month",
    }
    done(*HEATING, "--out", "uit.csv", "--lang", "en")
    rows = rows_of((tables / "uit.csv").read_text("utf-8"))
    assert rows[0]["met"] == "The income is below the limit. | The household rents."


def test_as_a_workbook_with_numbers_and_headings_in_words(done, tables):
    done(*HEATING, "--out", "uit.xlsx")
    sheet = openpyxl.load_workbook(tables / "uit.xlsx")["heating"]
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert rows[0][0] == "Steun voor verwarming, op 1 maart 2016"
    assert rows[1][:4] == [
        "id",
        "recht",
        "bedrag minstens (euro per maand)",
        "bedrag hoogstens (euro per maand)",
    ]
    assert rows[2][:4] == ["a", "ja", 10.01, 10.01]
    assert rows[4][:4] == ["d", "misschien", 0, 8]


def test_json_tells_the_counts_and_the_share(done, tables):
    told = json.loads(done(*HEATING, "--json", "--out", "uit.csv"))
    assert told["counts"] == {
        "receives": 0,
        "misses": 1,
        "may_miss": 2,
        "receives_unsure": 0,
        "receives_without": 1,
        "not_found": 1,
    }
    assert (told["non_take_up"], told["missed"], told["per"]) == (
        1.0,
        {"least": "10.01", "most": "23.01"},
        "month",
    )
    assert (told["rows"], told["out"], told["synthetic"]) == (3, "uit.csv", False)


def test_a_figure_past_its_day_warns(done, tables):
    out = done("award", "heating", *POPULATION, "--on", "2017-03-01", "--folder", "law")
    assert "Let op: 1 cijfer is voorbij de dag" in out


def test_persons_alone_suffice_where_a_measure_asks_no_more(done, tables):
    (tables / "ontvangers.csv").write_text("id\na2\n", "utf-8")
    words = ("--population", "persons.csv", "--received", "ontvangers.csv", *ON)
    told = json.loads(done("award", "pass", *words, "--json"))
    assert told["counts"]["misses"] == 1


# Pseudonyms


def test_with_a_key_no_identifier_stands_in_the_file(done, tables):
    done(*HEATING, "--key", "sleutel", "--out", "uit.csv")
    rows = rows_of((tables / "uit.csv").read_text("utf-8"))
    expected = pseudonymised(pl.DataFrame({"id": ["a", "c", "d"]}), KEY, ["id"])["id"].to_list()
    assert [row["id"] for row in rows] == expected
    plain = rows_of(done(*HEATING, "--out", "-"))
    assert [{**row, "id": ""} for row in plain] == [{**row, "id": ""} for row in rows]


def people_in_json(tables, **changed):
    """Two households as JSON; their words in an award."""
    head = {"id": "85073003328", "role": "head", "age": 9, "net_income": 0} | changed
    homes = [
        {"id": "85073003328", "heating_bill": 100, "owns_home": False, "persons": [head]},
        {"id": "b", "heating_bill": 100, "owns_home": False, "persons": [head | {"age": 40}]},
    ]
    (tables / "veel.json").write_text(json.dumps(homes, indent=1), "utf-8")
    return ("--population", "veel.json", *ON)


def test_people_in_json_are_given_pseudonyms(done, tables):
    (tables / "ontvangers.csv").write_text("id\nb\n", "utf-8")
    words = ("--received", "ontvangers.csv", "--key", "sleutel", "--out", "-")
    out = done("award", "heating", *people_in_json(tables), *words)
    assert [row["amount_least"] for row in rows_of(out)] == ["10.00"]
    assert "8507" not in out


def test_people_in_json_with_national_numbers_need_a_key(refused, tables):
    (tables / "ontvangers.csv").write_text("id\nb\n", "utf-8")
    words = ("award", "pass", *people_in_json(tables), "--received", "ontvangers.csv")
    assert "rijksregisternummers" in refused(*words)
    text = (tables / "veel.json").read_text("utf-8")
    (tables / "veel.json").write_text(text.replace('{\n  "id": "85073003328"', '{"id": "a"'))
    assert "rijksregisternummers" in refused(*words)


@pytest.mark.parametrize("key", [("--key", "sleutel"), ()])
def test_what_is_wrong_with_people_in_json_is_told_without_identifiers(refused, tables, key):
    words = ("award", "pass", *people_in_json(tables, net_income="x"), "--received", "r.csv", *key)
    said = refused(*words)
    assert said.startswith("veel.json, regel 11: person 1: net_income is 'x'")
    people_in_json(tables)
    text = (tables / "veel.json").read_text("utf-8")
    (tables / "veel.json").write_text(text.replace('"b"', '"85073003328"'), "utf-8")
    assert "hebben dezelfde id; geef elk een eigen" in refused(*words)
    assert "8507" not in said + refused(*words)
    (tables / "veel.json").write_text('[{"municipality": {"id": "x"}}]', "utf-8")
    assert "dit is een gemeente; geef hier gezinnen" in refused(*words)


def test_the_holder_of_the_key_gets_the_identifiers_back_and_nothing_else_changes(done, tables):
    done(*HEATING, "--key", "sleutel", "--out", "uit.csv")
    words = ("award-back", "uit.csv", "--key", "sleutel", "--ids", "households.csv")
    assert done(*words, "--out", "terug.csv") == "3 rijen in terug.csv\n"
    done(*HEATING, "--out", "open.csv")
    assert (tables / "terug.csv").read_bytes() == (tables / "open.csv").read_bytes()
    out = done(*words[:-1], "persons.csv", "--out", "-")
    assert [row["id"] for row in rows_of(out)] == ["a", "c", "d"]


def test_another_key_or_another_list_gives_nothing_back(done, refused, tables):
    done(*HEATING, "--key", "sleutel", "--out", "uit.csv")
    (tables / "ander").write_bytes(KEY[::-1])
    HOUSEHOLDS.filter(pl.col("id") != "c").write_csv(tables / "deel.csv")
    for key, ids, n in (("ander", "households.csv", 3), ("sleutel", "deel.csv", 1)):
        words = ("award-back", "uit.csv", "--key", key, "--ids", ids, "--out", "terug.csv")
        assert f"van {n} van 3 rijen staat de id niet in {ids}" in refused(*words)
    assert not (tables / "terug.csv").exists()


def test_a_file_without_ids_is_refused(refused, tables):
    (tables / "niets.csv").write_text("naam\nx\n", "utf-8")
    words = ("--key", "sleutel", "--out", "terug.csv")
    said = refused("award-back", "niets.csv", *words, "--ids", "persons.csv")
    assert "niets.csv: er is geen kolom id" in said
    said = refused("award-back", "ontvangers.csv", *words, "--ids", "niets.csv")
    assert "geen kolom id" in said


def national(number):
    """Eleven digits of which the last two follow from the others."""
    return f"{number:09}{97 - number % 97:02}"


@pytest.fixture
def registered(tables):
    """The same people with national numbers, written in two ways."""
    ids = {id_: national(600_101_001 + place) for place, id_ in enumerate(PERSONS["id"])}
    persons = PERSONS.with_columns(pl.col("id").replace_strict(ids))
    persons.write_csv(tables / "persons.csv")
    dotted = f"{ids['a2'][:2]}.{ids['a2'][2:4]}.{ids['a2'][4:6]}-{ids['a2'][6:9]}.{ids['a2'][9:]}"
    (tables / "ontvangers.csv").write_text(f"id\n{dotted}\n", "utf-8")
    return ids


def test_national_numbers_without_a_key_are_refused_and_nothing_is_written(
    refused, tables, registered
):
    said = refused("award", "pass", *POPULATION, *ON, "--out", "uit.csv")
    assert said == (
        "persons.csv: de identificaties zijn rijksregisternummers; geef een sleutel voor"
        " pseudoniemen."
    )
    assert not (tables / "uit.csv").exists()


def test_with_a_key_they_are_one_however_they_are_written(done, tables, registered):
    out = done("award", "pass", *POPULATION, *ON, "--key", "sleutel", "--out", "uit.csv")
    assert "1  ontvangt en heeft zeker recht" in out
    text = (tables / "uit.csv").read_text("utf-8")
    assert not any(number in text for number in registered.values())
    back = done("award-back", "uit.csv", "--key", "sleutel", "--ids", "persons.csv", "--out", "-")
    assert [row["id"] for row in rows_of(back)] == [registered["b1"], registered["d1"]]


def test_the_key_is_read_byte_for_byte_and_a_short_one_is_refused(refused, done, tables):
    (tables / "sleutel").write_bytes(KEY + b"\n")
    done(*HEATING, "--key", "sleutel", "--out", "uit.csv")
    rows = rows_of((tables / "uit.csv").read_text("utf-8"))
    expected = pseudonymised(pl.DataFrame({"id": ["a"]}), KEY + b"\n", ["id"])["id"][0]
    assert rows[0]["id"] == expected
    (tables / "kort").write_bytes(KEY[1:])
    assert "telt 15 bytes; geef er minstens 16" in refused(*HEATING, "--key", "kort")
    said = refused(*HEATING, "--key", "weg")
    assert said.startswith("De sleutel weg kan niet gelezen worden; maak er een")


# Refusals


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("x", *POPULATION, *ON), "Er is geen maatregel x; er is heating, pass"),
        ((*HEATING[1:], "--out", "uit.pdf"), "--out: geef een naam die eindigt op .csv of .xlsx"),
        ((*HEATING[1:], "--out", "households.csv"), "het is het bestand dat gelezen wordt"),
        ((*HEATING[1:], "--out", "ontvangers.csv"), "het is het bestand dat gelezen wordt"),
        ((*HEATING[1:], "--key", "sleutel.csv", "--out", "sleutel.csv"), "dat gelezen wordt"),
        (("heating", *POPULATION[:3], "--received", "weg.csv", *ON), "Er is geen bestand weg.csv"),
        (
            ("heating", *POPULATION, "--on", "2014-01-01", "--folder", "law"),
            "heating geldt niet op",
        ),
        ((*HEATING[1:], "--out", "-", "--json"), "Er kan maar één uitvoer naar -"),
        (("heating", "--received", "ontvangers.csv", *ON), "--population ontbreekt"),
    ],
)
def test_what_cannot_be_awarded_is_one_sentence(refused, tables, words, said):
    (tables / "sleutel.csv").write_bytes(KEY)
    assert said in refused("award", *words)


@pytest.mark.parametrize(
    ("received", "words"),
    [
        ("naam\na\n", "ontvangers.csv: er is geen kolom id"),
        ("id,x\na,1\n,2\n", "ontvangers.csv: id is leeg; verbeter regel 3"),
        ("id\nq\n", "ontvangers.csv: geen van de id's staat in de bevolking"),
    ],
)
def test_who_receives_must_be_told_by_id(refused, tables, received, words):
    (tables / "ontvangers.csv").write_text(received, "utf-8")
    assert refused(*HEATING, "--out", "uit.csv").startswith(words)
    assert not (tables / "uit.csv").exists()


def test_an_existing_file_stays_where_something_is_wrong(refused, tables):
    (tables / "uit.csv").write_text("van gisteren", "utf-8")
    PERSONS.with_columns(age=pl.lit(999)).write_csv(tables / "persons.csv")
    said = refused("award", "pass", *POPULATION, *ON, "--out", "uit.csv")
    assert said.startswith("persons.csv: age moet van 0 tot 120 zijn; verbeter regel 2, 3, 4 (+4)")
    assert (tables / "uit.csv").read_text("utf-8") == "van gisteren"


def test_a_sheet_that_would_be_too_long_is_refused(refused, tables, monkeypatch):
    monkeypatch.setattr(award_files, "MOST_ROWS", 2)
    said = refused(*HEATING, "--out", "uit.xlsx")
    assert said == "Een blad van Excel houdt geen 3 rijen; geef met --out een .csv."


def test_a_text_that_a_spreadsheet_takes_for_a_formula_is_guarded(done, tables):
    homes = HOUSEHOLDS.with_columns(pl.col("id").replace({"a": "=1+1"}))
    homes.write_csv(tables / "households.csv")
    PERSONS.with_columns(pl.col("household").replace({"a": "=1+1"})).write_csv(
        tables / "persons.csv"
    )
    done(*HEATING, "--out", "uit.csv")
    assert rows_of((tables / "uit.csv").read_text("utf-8"))[0]["id"] == "'=1+1"
    assert plain_ids(pl.Series(["=1+1"])).to_list() == ["=1+1"]
