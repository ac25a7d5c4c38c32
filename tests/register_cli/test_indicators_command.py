"""``grondrecht indicators``: tables, JSON, CSV, a workbook and a page from a survey."""

import csv
import io
import json
import re
from base64 import b64decode
from hashlib import sha256
from html.parser import HTMLParser

import openpyxl
import polars as pl
import pytest
from monitor.samples import people

from grondrecht.given import Progress
from grondrecht.monitor import Survey, derived, differences, indicators
from grondrecht.register_cli.indicators import breakdowns
from grondrecht.register_cli.indicators_files import COLUMNS
from grondrecht.registry.results.reading import read_results

DESIGN = """
[columns]
income = "inkomen"
weight = "gewicht"
strata = "laag"
cluster = "groep"
"""
NAMES = {"income": "inkomen", "weight": "gewicht", "strata": "laag", "cluster": "groep"}


@pytest.fixture(scope="module")
def first():
    return people()


@pytest.fixture
def data(run, tmp_path, first):
    """A folder with two years of a survey and its design."""
    first.write_parquet(tmp_path / "nieuw.parquet")
    people(2).write_csv(tmp_path / "oud.csv")
    first.rename(NAMES).write_csv(tmp_path / "eigen.csv")
    (tmp_path / "ontwerp.toml").write_text(DESIGN, "utf-8")
    return tmp_path


def shown_ends(result):
    return (f"{end:.1f}".replace(".", ",") for end in (result.lower, result.upper))


def test_a_table_and_a_sentence_for_each_indicator(done, data, first):
    out = done("indicators", "nieuw.parquet", "--by", "sex", "--indicator", "arop,gini")
    found = indicators(Survey(first), ["arop", "gini"], by="sex")
    assert out.count("groep") == 2
    assert "Armoederisico" in out
    for domain, group in (("total", "iedereen"), ("sex=woman", "geslacht: vrouw")):
        one = found.one("arop", domain)
        numbers = (one.value, one.standard_error, one.lower, one.upper)
        shown = [f"{number:.1f}".replace(".", ",") for number in numbers]
        counts = [f"{count:,}".replace(",", ".") for count in (one.n, one.n_poor)]
        assert " ".join([group, *shown, *counts]) in " ".join(out.split())
    low, high = shown_ends(found.one("arop"))
    assert f"tussen {low} en {high} % liggen (95 % zekerheid)." in " ".join(out.split())


def test_english_other_confidence_and_other_money(done, data):
    words = ("--lang", "en", "--confidence", "90", "--money", "krone", "--indicator", "median")
    out = " ".join(done("indicators", "nieuw.parquet", *words).split())
    assert "Median equivalised income (everyone): an estimated 20,132 krone." in out
    assert "(90 % confidence)" in out
    wide = json.loads(done("indicators", "nieuw.parquet", "--indicator", "median", "--json"))
    narrow = json.loads(done("indicators", "nieuw.parquet", *words, "--json"))
    assert narrow["results"][0]["lower"] > wide["results"][0]["lower"]
    assert narrow["confidence"] == 0.9


def test_all_indicators_that_the_data_allow_when_none_is_named(done, data):
    told = json.loads(done("indicators", "nieuw.parquet", "--json"))
    ids = {each["indicator"] for each in told["results"]}
    assert {"arop", "arpt", "gini", "median", "s80s20", "child-arop"} <= ids
    assert "persistent-arop" not in ids


def test_columns_are_named_by_a_design(done, data):
    given = ("--indicator", "arop", "--by", "region*sex,sex", "--json")
    own = json.loads(done("indicators", "eigen.csv", "--design", "ontwerp.toml", *given))
    known = json.loads(done("indicators", "nieuw.parquet", *given))
    assert [each["domain"] for each in known["results"]][:2] == ["total", "region=north; sex=man"]
    for key in ("domain", "value", "standard_error", "lower", "upper", "n", "population"):
        assert (
            [each[key] for each in own["results"]]
            == pytest.approx([each[key] for each in known["results"]])
            if key != "domain"
            else [each[key] for each in own["results"]]
        )


def test_the_json_is_what_the_library_gives(done, data, first):
    told = json.loads(done("indicators", "nieuw.parquet", "--by", "sex", "--json"))
    found = indicators(Survey(first), by="sex")
    assert [each["value"] for each in told["results"]] == [each.value for each in found]
    assert tuple(told["results"][0]) == COLUMNS
    assert len(told["sentences"]) == len(told["results"])
    assert told["sentences"][0]["nl"].startswith("Armoededrempel (iedereen): naar schatting")
    assert {each["definition"] for each in told["definitions"]} == {
        each["definition"] for each in told["results"]
    }
    assert told["sha256"] == sha256((data / "nieuw.parquet").read_bytes()).hexdigest()
    assert told["synthetic"] is False
    assert ["Interval", told["method"][3][1]] == told["method"][3]


def test_what_raw_items_allow_is_worked_out(done, data, tmp_path):
    homes = [(home, size) for home in range(40) for size in (1, 2, 3) if size <= 1 + home % 3]
    frame = pl.DataFrame(
        {
            "RX030": [home for home, _ in homes],
            "RB050": [100.0] * len(homes),
            "RX010": [{1: 40, 2: 38, 3: 7}[size] for _, size in homes],
            "HY020": [10_000.0 + 500 * home for home, _ in homes],
            "HY023": [4_000.0 + 500 * home for home, _ in homes],
        }
    )
    frame.write_csv(tmp_path / "ruw.csv")
    told = json.loads(done("indicators", "ruw.csv", "--json", "--by", "age"))
    levels = {(each["indicator"], each["domain"]): each for each in told["results"]}
    made = derived(frame)
    assert made["income"][3] == pytest.approx(11_000 / 1.8)
    expected = indicators(Survey(made), "median").one("median").value
    assert levels["median", "total"]["value"] == expected
    assert ("arop-before-transfers", "age=0-17") in levels
    named = json.loads(done("indicators", "ruw.csv", "--json", "--indicator", "median"))
    assert named["results"][0]["value"] == expected


def test_one_group_keeps_the_threshold_of_everyone_and_says_which_it_is(done, data, first):
    given = ("--indicator", "arop", "--by", "sex", "--only", "region=north")
    told = json.loads(done("indicators", "nieuw.parquet", *given, "--json"))
    found = indicators(Survey(first), "arop", by="sex", only="region=north")
    assert [each["domain"] for each in told["results"]] == [
        *("region=north", "region=north; sex=man", "region=north; sex=woman"),
    ]
    assert told["results"][0]["value"] == found.one("arop").value
    out = done("indicators", "nieuw.parquet", *given)
    assert re.search(r"gewest: north, geslacht: .*\nman +\n", out)
    assert "iedereen" not in out


def test_bootstrap_margins_are_called_so(done, data):
    given = ("--indicator", "arop", "--bootstrap", "20", "--json")
    told = json.loads(done("indicators", "nieuw.parquet", *given))
    assert told["results"][0]["method"] == "bootstrap 20"
    assert ["Foutenmarge", "bootstrap van clusters met 20 herhalingen."] in told["method"]


@pytest.mark.parametrize("width", [20, 60, 100])
def test_no_column_is_lost_on_a_narrow_screen(done, data, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    given = ("--indicator", "arop", "--compare", "oud.csv")
    out = done("indicators", "nieuw.parquet", *given)
    levels, changes = (line.split() for line in out.splitlines() if line.startswith("iedereen"))
    assert levels[-2:] == ["1.626", "292"]
    assert "toeval" in " ".join(changes) or "toeval" in out.rpartition("veranderd?")[2]
    assert len(changes) >= 6


def test_what_changed_is_told_from_chance(done, data, first):
    given = ("--indicator", "arop", "--by", "sex", "--compare", "oud.csv")
    out = " ".join(done("indicators", "nieuw.parquet", *given).split())
    assert "Armoederisico: verandering" in out
    assert "geen verandering die van toeval te onderscheiden is" in out
    told = json.loads(done("indicators", "nieuw.parquet", *given, "--json"))
    found = differences(Survey(people(2)), Survey(first), "arop", by="sex")
    assert [each["value"] for each in told["differences"]] == pytest.approx(
        [each.value for each in found]
    )
    assert {each["verdict"] for each in told["differences"]} == {"unclear"}
    assert told["differences"][0]["older"] == "oud"
    assert [each["period"] for each in told["older"]] == ["oud"] * 3
    assert [each["source"] for each in told["older"]] == ["oud.csv"] * 3


def test_a_change_of_one_group_is_that_of_the_group(done, data, first):
    given = ("--indicator", "arop", "--compare", "oud.csv", "--only", "region=north", "--by", "sex")
    told = json.loads(done("indicators", "nieuw.parquet", *given, "--json"))
    older, newer = Survey(people(2)), Survey(first)
    apart = [
        indicators(each, "arop", by="region").one("arop", "region=north") for each in (older, newer)
    ]
    assert told["differences"][0]["second"] == "region=north"
    assert told["differences"][0]["value"] == pytest.approx(apart[1].value - apart[0].value)
    assert told["differences"][1]["second"] == "region=north; sex=man"


def test_surveys_are_called_by_their_years_where_they_say_one(done, data, first, tmp_path):
    for name, year in (("a.parquet", 2023), ("b.parquet", 2024)):
        first.with_columns(year=pl.lit(year)).write_parquet(tmp_path / name)
    given = ("--indicator", "arop", "--compare", "a.parquet", "--json")
    told = json.loads(done("indicators", "b.parquet", *given))
    assert told["results"][0]["period"] == "2024"
    assert told["older"][0]["period"] == "2023"
    assert told["differences"][0]["verdict"] == "same"


def test_csv_has_a_row_for_each_level_and_is_safe_for_a_spreadsheet(done, data, first, tmp_path):
    strange = first.with_columns(pl.lit("=1+1").alias("region")).rename({"region": "=kolom"})
    strange.write_parquet(tmp_path / "vreemd.parquet")
    done("indicators", "vreemd.parquet", "--by", "=kolom", "--indicator", "arop", "--csv", "u.csv")
    text = (tmp_path / "u.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[1]["domain"] == "'=kolom==1+1"
    found = indicators(Survey(first), "arop").one("arop")
    assert float(rows[0]["value"]) == found.value
    assert (rows[0]["n"], rows[0]["flag"], rows[0]["synthetic"]) == ("1626", "", "false")


def test_csv_to_standard_output_is_csv_alone(done, data):
    out = done("indicators", "nieuw.parquet", "--indicator", "arop", "--csv", "-")
    assert len(out.splitlines()) == 2
    assert out.lstrip("\ufeff").startswith("indicator,definition")


def test_a_loss_is_a_number_in_csv_and_in_the_workbook(done, data, first, tmp_path):
    poor = first.with_columns(income=pl.col("income") - 40_000)
    poor.write_parquet(tmp_path / "arm.parquet")
    out = ("--csv", "u.csv", "--xlsx", "u.xlsx")
    done("indicators", "arm.parquet", "--indicator", "median", *out)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "u.csv").read_text("utf-8-sig"))))
    assert float(rows[0]["value"]) < 0
    assert openpyxl.load_workbook(tmp_path / "u.xlsx")["median"]["B3"].value == pytest.approx(
        float(rows[0]["value"])
    )


def test_the_workbook_has_a_sheet_for_each_table_and_one_that_explains(done, data, tmp_path):
    given = ("--indicator", "arop,arop-before-transfers-but-pensions,gini", "--by", "sex")
    frame = people().with_columns(income_before_transfers_but_pensions=pl.col("income") * 0.9)
    for name in ("a.parquet", "b.parquet"):
        frame.write_parquet(tmp_path / name)
    done("indicators", "a.parquet", *given, "--compare", "b.parquet", "--xlsx", "u.xlsx")
    book = openpyxl.load_workbook(tmp_path / "u.xlsx")
    long = "arop-before-transfers-but-pensions"
    assert book.sheetnames[:4] == ["arop", "arop b", "arop verandering", long[:31]]
    assert len(book.sheetnames) == len({name.lower() for name in book.sheetnames}) == 10
    sheet = book["arop"]
    assert (sheet["A1"].value, sheet["B2"].value) == ("Armoederisico", "schatting (%)")
    assert sheet["B3"].value == pytest.approx(18.00943492527)
    assert sheet["B3"].number_format == "#,##0.0"
    about = "\n".join(f"{row[0].value}: {row[1].value}" for row in book["uitleg"].iter_rows(2))
    assert "bron: https://ec.europa.eu/eurostat/" in about
    assert "definitie: Gini-coëfficiënt (gini@2021)" in about
    assert "wat het is: Het deel van de mensen" in about
    assert "Steekproef: gewicht weight; strata strata; clusters cluster, 36 in 3 strata." in about
    assert "Gemaakt met: Grondrecht" in about


class Reader(HTMLParser):
    """The tags of a page with their attributes, and the words of each kind of tag."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_data(self, data):
        self.words.append((self.open[-1] if self.open else "", data))


def test_the_page_has_each_table_before_its_drawing_and_needs_nothing_else(done, data, tmp_path):
    given = ("--indicator", "arop", "--by", "sex", "--compare", "oud.csv", "--html", "u.html")
    done("indicators", "nieuw.parquet", *given)
    text = (tmp_path / "u.html").read_text("utf-8")
    page = Reader(text)
    order = [tag for tag, _ in page.tags if tag in ("table", "img")]
    assert order == ["table", "img"] * 3
    images = [held for tag, held in page.tags if tag == "img"]
    assert images[0]["alt"].startswith("Armoederisico. Armoederisico (iedereen): naar schatting")
    for image in images:
        kind, _, body = image["src"].partition(",")
        assert kind == "data:image/svg+xml;base64"
        assert b64decode(body).startswith(b"<svg")
    assert '<html lang="nl">' in text
    assert not re.search(r'(src|href)="(?!data:|#|https://ec\.europa\.eu)', text)
    assert "<script" not in text
    assert "Veranderd sinds oud?" in text
    assert "geen verandering die van toeval te onderscheiden is" in text


def test_words_of_the_data_are_never_markup(done, data, first, tmp_path):
    region = pl.lit("<script>alert(1)</script>&\"'")
    first.with_columns(region=region).write_parquet(tmp_path / "<b>.parquet")
    done("indicators", "<b>.parquet", "--by", "region", "--indicator", "arop", "--html", "u.html")
    text = (tmp_path / "u.html").read_text("utf-8")
    assert {tag for tag, _ in Reader(text).tags}.isdisjoint({"script", "b"})
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in text
    for image in re.findall(r"base64,([^\"]+)", text):
        assert b"<script" not in b64decode(image)


def test_made_up_data_are_called_synthetic_everywhere(done, data, first, tmp_path):
    first.write_parquet(tmp_path / "synthetisch-2023.parquet")
    files = ("--csv", "u.csv", "--xlsx", "u.xlsx", "--html", "u.html")
    out = done("indicators", "synthetisch-2023.parquet", "--indicator", "arop", *files)
    said = "Deze gegevens zijn synthetisch: de mensen zijn verzonnen."
    assert said in out
    assert said in (tmp_path / "u.html").read_text("utf-8")
    about = openpyxl.load_workbook(tmp_path / "u.xlsx")["uitleg"]
    assert said in [row[1].value for row in about.iter_rows(2)]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "u.csv").read_text("utf-8-sig"))))
    assert rows[0]["synthetic"] == "true"


def test_too_few_people_are_withheld_in_every_file(done, data, first, tmp_path):
    part = first.filter((pl.col("region") != "north") | (pl.col("person") % 90 == 0))
    part.write_parquet(tmp_path / "klein.parquet")
    found = indicators(Survey(part), "arop", by="region").one("arop", "region=north")
    assert (found.flag, found.value) == ("withheld", None)
    files = ("--csv", "u.csv", "--xlsx", "u.xlsx", "--html", "u.html")
    given = ("--indicator", "arop", "--by", "region")
    said = "steunt op minder dan 20 mensen: niet getoond"
    # In the terminal the remark stands below its group, folded where the screen is narrow.
    out = done("indicators", "klein.parquet", *given, *files)
    assert re.search(r"gewest: north +- +- +- +- +\d+ +-", out)
    folded = re.search(r"north[^\n]*\n(.*?)gewest: south", out, re.DOTALL)[1]
    assert " ".join(folded.split()) == said
    assert said in (tmp_path / "u.html").read_text("utf-8")
    sheet = openpyxl.load_workbook(tmp_path / "u.xlsx")["arop"]
    assert [cell.value for cell in sheet[4]][1:5] == [None] * 4
    assert sheet[4][-1].value == said
    rows = list(csv.DictReader(io.StringIO((tmp_path / "u.csv").read_text("utf-8-sig"))))
    assert (rows[1]["value"], rows[1]["flag"]) == ("", "withheld")


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_the_register_reads_what_it_writes(done, data, first, tmp_path, kind):
    part = first.with_columns(year=pl.lit(2024)).filter(
        (pl.col("region") != "north") | (pl.col("person") % 90 == 0)
    )
    part.write_parquet(tmp_path / "2024.parquet")
    given = ("indicators", "2024.parquet", "--by", "region,region*sex")
    out = done(*given, "--json") if kind == "json" else done(*given, "--csv", "-")
    (tmp_path / f"uit.{kind}").write_text(out, "utf-8")
    read = read_results([tmp_path / f"uit.{kind}"], {})
    assert read.mistakes == ()
    # Of nobody there is nothing to keep.
    found = [each for each in indicators(Survey(part), by=["region", ("region", "sex")]) if each.n]
    assert len(read.estimates) == len(found)
    for estimate, result in zip(read.estimates, found, strict=True):
        assert (estimate.value is None) == (result.value is None)
        assert float(estimate.value or 0) == pytest.approx(result.value or 0, abs=1e-6)
        assert (estimate.period, estimate.flag) == ("2024", result.flag)
    assert any(each.breakdown == (("region", "north"),) for each in read.estimates)


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        ("", ()),
        ("age, sex ,", ("age", "sex")),
        ("region*sex,age", (("region", "sex"), "age")),
        ("sex,sex, region * sex,region*sex", ("sex", ("region", "sex"))),
        ("*,sex*", ("sex",)),
    ],
)
def test_what_to_break_down_by(asked, made):
    assert breakdowns(asked) == made


BAD = {
    "text in a number": (
        "person,household,weight,income\n1,1,10,100\n2,2,10,veel\n",
        ("Kolom income, rij 2: tekst waar een getal moet staan",),
    ),
    "a missing weight": (
        "person,household,weight,income\n1,1,10,100\n2,2,,90\n",
        ("Kolom weight, rij 2: een gewicht ontbreekt",),
    ),
    "no weight at all": ("household,income\n1,100\n", ("Geen kolom is weight",)),
    "no rows": ("household,weight,income\n", ("0 rijen",)),
    "an empty file": ("", ("slecht.csv is niet als tabel te lezen",)),
    "no table": ("%PDF-1.7\n\x00\x01\x02", ()),
    "no income": ("household,weight\n1,10\n2,10\n", ("Geen kolom is income",)),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_data_are_refused_in_one_dutch_sentence(refused, data, tmp_path, kind):
    text, words = BAD[kind]
    (tmp_path / "slecht.csv").write_text(text, "utf-8")
    said = refused("indicators", "slecht.csv", "--indicator", "arop", "--html", "u.html")
    assert all(word in said for word in words)
    assert not (tmp_path / "u.html").exists()


def test_data_without_any_indicator_are_refused(refused, data, tmp_path):
    (tmp_path / "leeg.csv").write_text("household,weight\n1,10\n2,10\n", "utf-8")
    assert "geen enkele indicator" in refused("indicators", "leeg.csv")


def test_a_text_with_a_table_s_name_is_refused(refused, data, tmp_path):
    (tmp_path / "valse.parquet").write_text("niets", "utf-8")
    assert "niet als tabel te lezen" in refused("indicators", "valse.parquet")
    (tmp_path / "brief.docx").write_text("niets", "utf-8")
    assert "Parquet noch CSV" in refused("indicators", "brief.docx")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("weg.parquet",), "weg.parquet is geen bestand"),
        (("nieuw.parquet", "--by", "kleur"), "nieuw.parquet heeft geen kolom kleur"),
        (("nieuw.parquet", "--by", "sex*kleur"), "nieuw.parquet heeft geen kolom kleur"),
        (("nieuw.parquet", "--indicator", "aropp"), "aropp is geen indicator; er is arop"),
        (("nieuw.parquet", "--indicator", "persistent-arop"), "Geen kolom is income_1"),
        (("nieuw.parquet", "--only", "region=maan"), "Niemand zit in region=maan"),
        (("nieuw.parquet", "--only", "kleur=rood"), "nieuw.parquet heeft geen kolom kleur"),
        (("nieuw.parquet", "--only", "sex"), "'sex' is geen groep voor --only"),
        (("nieuw.parquet", "--only", "="), "'=' is geen groep voor --only"),
        (("nieuw.parquet", "--by", "sex,person*household"), "kan 878040 groepen geven"),
        (("nieuw.parquet", "--design", "weg.toml"), "weg.toml is niet te lezen"),
        (("nieuw.parquet", "--design", "oud.csv"), "niet te lezen als steekproefontwerp in TOML"),
        (("nieuw.parquet", "--design", "ontwerp.toml"), "Er is geen kolom inkomen voor income"),
        (("nieuw.parquet", "--compare", "weg.csv"), "weg.csv is geen bestand"),
        (("nieuw.parquet", "--confidence", "0.95"), "--confidence: geef een getal van 50 tot"),
        (("nieuw.parquet", "--confidence", "nan"), "--confidence: geef een getal van 50 tot"),
        (("nieuw.parquet", "--bootstrap", "-3"), "--bootstrap: geef 2 of meer"),
        (("nieuw.parquet", "--lang", "fr"), "--lang: kies nl of en"),
        (("nieuw.parquet", "--json", "--csv", "-"), "Er kan maar één uitvoer naar -"),
        (("nieuw.parquet", "--html", "weg/u.html"), "de map bestaat niet"),
        (("nieuw.parquet", "--csv", "nieuw.parquet"), "het is het bestand dat gelezen wordt"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_dutch_sentence(refused, data, words, said):
    assert said in refused("indicators", *words)


def test_progress_is_told_while_it_computes(done, data, monkeypatch):
    told = []
    monkeypatch.setattr(Progress, "__call__", lambda self, share: told.append(share))
    given = ("--by", "sex", "--bootstrap", "5", "--compare", "oud.csv", "--indicator", "arop")
    done("indicators", "nieuw.parquet", *given)
    assert len(told) > 10
    assert told == sorted(told)
    assert told[-1] < 1


def test_it_needs_no_register(done, data, monkeypatch, tmp_path):
    monkeypatch.setenv("GRONDRECHT_DATA", str(tmp_path / "register"))
    done("indicators", "nieuw.parquet", "--indicator", "arop")
    assert not (tmp_path / "register").exists()


def test_a_year_that_a_gap_made_a_fraction_is_a_year(done, data, first):
    dated = first.with_columns(
        RB010=pl.when(pl.int_range(pl.len()) > 0).then(pl.lit(2024.0)).otherwise(None)
    )
    dated.write_parquet(data / "jaar.parquet")
    told = json.loads(done("indicators", "jaar.parquet", "--indicator", "arop", "--json"))
    assert told["results"][0]["period"] == "2024"
