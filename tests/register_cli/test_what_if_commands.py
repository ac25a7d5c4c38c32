"""``grondrecht what-if``: a reform on a population, its files, and its poverty test."""

import csv
import io
import json
import re

import openpyxl
import pytest
from followup.cast import gathered
from followup.meetings import decided, listed
from followup.outcomes import repeated
from rights.two_measures import HOUSEHOLDS, PERSONS, REFORM, written

from grondrecht.followup.models import Effect
from grondrecht.registry import log

POPULATION = ("--population", "persons.csv", "households.csv")
ON = ("--on", "2016-03-01", "--folder", "law")
WIDER = ("what-if", "reform.yaml", *POPULATION, *ON)


@pytest.fixture
def tables(tmp_path, monkeypatch):
    """Thirty times the households of two_measures, so that their poverty may be told."""
    monkeypatch.setenv("COLUMNS", "120")
    written(tmp_path)
    repeated(PERSONS).write_csv(tmp_path / "persons.csv")
    repeated(HOUSEHOLDS).write_csv(tmp_path / "households.csv")
    return tmp_path


def test_winners_losers_cost_and_poverty(done, tables):
    out = done(*WIDER, "--by", "province", "--weight", "weight")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "Wat als: Ruimere grens, op 1 maart 2016"
    assert "iedereen 4.500 600 0 1.800 2.100 144.000,00" in lines
    assert "provincie: antwerpen 900 600 0 300 0 144.000,00" in lines
    assert "Steun voor verwarming gezin 300 900 600 0 2.100" in lines
    text = " ".join(out.split())
    assert "600 gezinnen winnen en 0 verliezen; het kost 144.000,00 euro in een jaar." in text
    assert "Van 2.100 gezinnen is het niet gekend." in text
    assert re.search(r"Het armoederisico (daalt|stijgt|gaat|blijft)", text)
    assert "Niet meegeteld voor het armoederisico: 90 van 210 personen" in text


def test_in_english(done, tables):
    out = " ".join(done(*WIDER, "--lang", "en").split())
    assert "What if: Wider limit, on 1 March 2016" in out
    assert "30 households win and 0 lose; it costs 7,200.00 euro in a year." in out


def test_the_json_has_all_and_the_csv_a_row_a_group(done, tables):
    told = json.loads(done(*WIDER, "--by", "province", "--json"))
    assert told["format"] == "grondrecht-what-if/1"
    assert told["reform"] == {"id": "wider", "nl": "Ruimere grens", "en": "Wider limit"}
    assert (told["on"], told["synthetic"], told["left_out"]) == ("2016-03-01", False, [])
    assert told["files"] == ["persons.csv", "households.csv"]
    total = told["groups"][0]
    assert (total["group"], total["winners"], total["cost"]) == ("total", 30, "7200.00")
    assert total["difference"] == pytest.approx(total["after"] - total["before"])
    assert told["poverty"]["persons"] + told["poverty"]["left_out"] == 210
    rows = list(csv.DictReader(io.StringIO(done(*WIDER, "--by", "province", "--csv", "-")[1:])))
    assert [row["group"] for row in rows] == [each["group"] for each in told["groups"]]
    assert float(rows[0]["before"]) == total["before"]
    assert rows[0]["cost"] == "7200.00"


def test_a_saving_is_a_number_below_zero_and_no_formula(done, tables):
    (tables / "reform.yaml").write_text(REFORM.replace("1500", "100"), "utf-8")
    rows = list(csv.DictReader(io.StringIO(done(*WIDER, "--csv", "-")[1:])))
    assert (rows[0]["losers"], rows[0]["cost"]) == ("30", "-3603.60")


def test_a_figure_past_its_review_is_told(done, tables):
    late = [*WIDER[:-3], "2017-03-01", *WIDER[-2:]]
    assert "Let op: 1 cijfer is voorbij de dag" in " ".join(done(*late).split())
    told = json.loads(done(*late, "--json"))
    assert told["stale"] == ["heating: limit"]
    assert told["sentences"]["en"][-1].startswith("Mind: 1 figure is past the day")
    done(*late, "--html", "uit.html")
    assert "Let op: 1 cijfer" in (tables / "uit.html").read_text("utf-8")


def test_tenths_by_income_are_worked_out_where_no_column_has_them(done, refused, tables):
    told = json.loads(done(*WIDER, "--by", "income_decile", "--json"))["groups"]
    names = [each["group"] for each in told]
    assert names[:2] == ["total", "income_decile="]
    assert sum(each["winners"] for each in told[1:]) == told[0]["winners"] == 30
    assert sum(each["households"] for each in told[1:]) == told[0]["households"]
    assert len({each["group"] for each in told}) == len(told) == 5
    persons = tables / "persons.csv"
    persons.write_text(persons.read_text("utf-8").replace(",age,", ",leeftijd,", 1), "utf-8")
    assert "er is geen kolom income_decile" in refused(*WIDER, "--by", "income_decile")


def test_how_a_price_counts_is_told(done, tables):
    measure = tables / "law" / "heating.yaml"
    text = measure.read_text("utf-8").replace("means: benefit", "means: price")
    measure.write_text(text, "utf-8")
    said = " ".join(done(*WIDER).split())
    assert "Van een prijs (heating) telt in het geld alleen wie er voor en na zeker recht" in said


def test_a_workbook_and_a_page(done, tables):
    done(*WIDER, "--by", "province", "--xlsx", "uit.xlsx", "--html", "uit.html")
    names = openpyxl.load_workbook(tables / "uit.xlsx").sheetnames
    assert names[-1] == "Grondrecht"
    assert len(names) == 4
    page = (tables / "uit.html").read_text("utf-8")
    assert page.startswith('<!doctype html>\n<html lang="nl">')
    assert page.count("<table>") == 3
    assert "<h1>Wat als: Ruimere grens, op 1 maart 2016</h1>" in page
    assert "Gemaakt met Grondrecht" in page


def test_what_a_reform_is_called_is_never_markup(done, tables):
    (tables / "reform.yaml").write_text(
        REFORM.replace("Ruimere grens", "'<script>alert(1)</script>'"), "utf-8"
    )
    done(*WIDER, "--html", "uit.html")
    assert "<script>" not in (tables / "uit.html").read_text("utf-8")


def test_without_an_income_the_poverty_is_left_out_and_said(done, refused, tables):
    repeated(PERSONS.drop("age")).write_csv(tables / "persons.csv")
    out = " ".join(done(*WIDER).split())
    assert "Het armoederisico is niet berekend: de personen hebben geen kolom age." in out
    assert json.loads(done(*WIDER, "--json"))["poverty"] is None
    said = refused(*WIDER, "--income", "loon")
    assert said == "De personen hebben geen kolom loon; voeg ze toe."


def test_an_income_of_another_name(done, tables):
    persons = PERSONS.with_columns(loon=PERSONS["net_income"])
    repeated(persons).write_csv(tables / "persons.csv")
    one, other = (json.loads(done(*WIDER, *more, "--json")) for more in ((), ("--income", "loon")))
    assert one["groups"] == other["groups"]


def test_a_measure_that_says_nothing_in_money_is_named(done, tables):
    path = tables / "law" / "heating.yaml"
    path.write_text(path.read_text("utf-8").replace("means: benefit", "means: unclear"), "utf-8")
    out = " ".join(done(*WIDER).split())
    assert "Niet in geld: Steun voor verwarming (geen bedrag" in out
    assert "Steun voor verwarming gezin 30 60 30 0 60" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("weg.yaml", *POPULATION, *ON), "weg.yaml"),
        (
            ("reform.yaml", *POPULATION, *ON, "--by", "kleur"),
            "households.csv: er is geen kolom kleur",
        ),
        (("reform.yaml", *POPULATION, *ON, "--weight", "w"), "households.csv: er is geen kolom w"),
        (("reform.yaml", *POPULATION, *ON, "--by", "id", "--weight", "province"), "Het gewicht"),
        (("reform.yaml", *POPULATION, *ON, "--csv", "households.csv"), "dat gelezen wordt"),
        (("reform.yaml", *POPULATION, *ON, "--html", "weg/u.html"), "de map bestaat niet"),
        (("reform.yaml", *POPULATION, *ON, "--plan", "p"), "Geef --plan en --test samen"),
        (("reform.yaml", *POPULATION, "--on", "morgen"), "--on: geef een dag"),
    ],
)
def test_what_cannot_be_computed_is_one_sentence(refused, tables, words, said):
    assert said in refused("what-if", *words)


def test_a_reform_that_is_wrong_is_told_at_its_place(refused, tables):
    (tables / "reform.yaml").write_text(REFORM.replace("limit:", "grens:"), "utf-8")
    assert re.match(r"reform\.yaml:\d+:\d+: ", refused(*WIDER))


def test_it_needs_no_register(done, tables, monkeypatch):
    monkeypatch.setenv("GRONDRECHT_DATA", str(tables / "register"))
    done(*WIDER)
    assert not (tables / "register").exists()


# The poverty test


@pytest.fixture
def cast(example, db):
    """Who works with the example plan."""
    return gathered()


@pytest.fixture
def test_of_plan(cast):
    """A poverty test of the example plan for which a test is needed."""
    return decided(cast)


def test_the_outcome_is_attached_only_when_told_to(run, tables, test_of_plan):
    words = (*WIDER, "--weight", "weight", "--plan", "voorbeeld", "--test", test_of_plan.slug)
    status, out, err = run(*words)
    assert (status, "voeg --apply toe" in err) == (0, True)
    assert "600 gezinnen winnen" in out
    assert not Effect.objects.exists()
    status, _, err = run(*words, "--apply", "--by-whom", "An", "--why", "doorgerekend")
    assert (status, err) == (0, f"Toegevoegd aan de toets “{test_of_plan.title}”.\n")
    effect = Effect.objects.get()
    assert (effect.test, effect.name) == (test_of_plan, "Ruimere grens")
    assert effect.groups[0]["winners"] == 600.0
    held = log.state_on("voorbeeld", f"test:{test_of_plan.slug}")
    assert held[f"effect:{effect.pk}"]["name"] == "Ruimere grens"
    _, _, err = run(*words, "--apply")
    assert err.startswith("Vervangen bij de toets")
    assert Effect.objects.count() == 1


def test_json_stays_json_when_it_is_attached(run, tables, test_of_plan):
    words = ("--plan", "voorbeeld", "--test", test_of_plan.slug, "--apply", "--json")
    status, out, _ = run(*WIDER, *words)
    assert status == 0
    assert json.loads(out)["format"] == "grondrecht-what-if/1"


def test_a_test_that_is_not_there_or_not_ready_is_refused(run, tables, cast, test_of_plan):
    early = listed(cast)
    for words, said in (
        (("--plan", "voorbeeld", "--test", "niets"), "heeft geen armoedetoets niets; er is"),
        (("--plan", "niets", "--test", "x"), "Het register heeft geen plan 'niets'"),
        (("--plan", "voorbeeld", "--test", early.slug, "--apply"), "kan niet"),
    ):
        status, out, err = run(*WIDER, *words, "--csv", "uit.csv")
        assert (status, out, said in err) == (2, "", True), err
        assert not (tables / "uit.csv").exists()
    assert not Effect.objects.exists()
