"""Results are read cell by cell: what is right becomes an estimate, what is wrong is told where."""

import contextlib
import os
from datetime import date
from decimal import Decimal
from hashlib import sha256
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry.results_files import (
    ALL,
    ESTAT,
    FEW,
    HIDDEN,
    RATE,
    WOMEN,
    csv_of,
    estat,
    json_of,
    result,
)

from grondrecht.monitor.results import SCHEMA
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.results.estimates import CellError, days_of, flag_of, flags, number_of
from grondrecht.registry.results.reading import read_one, read_results
from grondrecht.registry.results.sdmx import known
from grondrecht.registry.results.tables import COLUMNS


def read(text, **said):
    """A text that holds no mistakes."""
    found = read_one(text, "cijfers.csv", said, "f" * 64)
    assert [str(mistake) for mistake in found.mistakes] == []
    return found.estimates


def wrong(text, **said):
    """What is wrong in a text, cell by cell."""
    return [str(mistake) for mistake in read_one(text, "cijfers.csv", said).mistakes]


def test_a_line_is_an_estimate_with_its_margin_and_where_it_comes_from():
    one, women = read(csv_of(ALL, WOMEN))
    assert (one.value, one.standard_error) == (Decimal("14.2"), Decimal("0.5"))
    assert (one.lower, one.upper, one.margin) == (Decimal("13.2"), Decimal("15.2"), Decimal(1))
    assert (one.n, one.n_poor, one.population) == (6000, 870, 11_000_000)
    assert (one.first_day, one.last_day) == (date(2022, 1, 1), date(2022, 12, 31))
    assert (one.breakdown, women.breakdown) == ((), (("sex", "female"),))
    assert women.provenance == {"file": "cijfers.csv", "sha256": "f" * 64, "line": 3}
    assert women.margin == Decimal("1.35"), "half the width, wherever the value lies in it"


def test_a_definition_that_ships_says_what_the_file_does_not():
    (one,) = read(
        csv_of(
            "x,arop@2021,total,14.2,2022,S", head="indicator,definition,domain,value,period,source"
        )
    )
    assert (one.series.name, one.series.name_en) == ("Armoederisico", "At-risk-of-poverty rate")
    assert (one.series.unit, one.series.better) == ("%", "down")
    assert one.series.definition_url.startswith("https://ec.europa.eu/")
    (line,) = read(
        csv_of("arpt,arpt@2021,14500,2022,S", head="indicator,definition,value,period,source")
    )
    assert (line.series.unit, line.series.better) == ("euro", "")


def test_a_definition_of_ones_own_is_called_as_the_file_calls_it():
    head = "definition;name;name_en;unit;better;value;period;source;source_url"
    (one,) = read(
        csv_of(
            "schulden@1;Schulden;Debts;%;down;3,5;2022-Q2;NBB;https://nbb.be".replace("3,5", "3.5"),
            head=head,
        )
    )
    assert (one.series.name, one.series.name_en, one.series.version) == ("Schulden", "Debts", "1")
    assert (one.first_day, one.last_day) == (date(2022, 4, 1), date(2022, 6, 30))
    assert one.source_url == "https://nbb.be"


def test_every_field_of_a_result_of_the_monitor_is_a_column():
    assert set(SCHEMA) <= set(COLUMNS)


def test_json_is_read_exactly_and_what_holds_for_all_stands_beside_it():
    (one,) = read(json_of(result()))
    assert one.value == Decimal("14.218168")
    assert one.standard_error == Decimal("0.475954")
    assert one.source == "SILC"
    assert one.provenance["data_sha256"] == "a" * 64
    (other,) = read(json_of(result(period="2021")))
    assert other.period == "2021", "a result's own period goes before that of the file"


def test_what_a_file_leaves_out_is_said_beside_it():
    row = ALL.removesuffix(",2022,SILC")
    head = csv_of().split(",period")[0]
    (one,) = read(csv_of(row, head=head), period="2020", source="Enquête")
    assert (one.period, one.source) == ("2020", "Enquête")
    assert wrong(csv_of(row, head=head)) == [
        "cijfers.csv, regel 2, period: '' is geen periode; schrijf 2023, 2019-2023, 2023-S1,"
        " 2023-Q4 of 2023-05.",
        "cijfers.csv, regel 2, source: is leeg; vul het in.",
    ]


@pytest.mark.parametrize("flag", ["withheld", "WITHHELD", ""])
def test_a_value_that_rests_on_too_few_people_never_enters(flag):
    """Whether or not the line says so: fewer than 20 are withheld, by the monitor's own rule."""
    (one,) = read(csv_of(f"x,arop@2021,age=65+,99.9,1,98,99.95,%,19,5,31000,{flag},m,2022,S"))
    assert one.flag == "withheld"
    kept = (one.value, one.standard_error, one.lower, one.upper, one.margin, one.n_poor)
    assert kept == (None,) * 6
    assert "99.9" not in repr(one)


def test_a_line_of_nobody_is_left_out():
    nobody = HIDDEN.replace(",12,,", ",0,,")
    assert [each.flag for each in read(csv_of(nobody, ALL))] == [""]


def test_twenty_people_are_enough():
    (one,) = read(csv_of("x,arop@2021,age=65+,30,1,28,32,%,20,5,31000,few,m,2022,S"))
    assert (one.value, one.flag) == (30, "few")


def test_a_line_that_withholds_needs_no_value():
    few, hidden = read(csv_of(FEW, HIDDEN))
    assert (few.flag, hidden.flag, hidden.value) == ("few", "withheld", None)


@pytest.mark.parametrize("confidence", ["0.9", "90", "0.99"])
def test_an_interval_of_another_confidence_is_refused_not_relabelled(confidence):
    (told,) = wrong(csv_of(ALL), confidence=confidence)
    assert "confidence" in told
    assert "het register houdt intervallen van 95 %" in told
    assert len(wrong(json_of(result(), confidence=0.9))) == 1
    (kept,) = read(csv_of(ALL), confidence="0.95")
    assert kept.lower == Decimal("13.2")


def test_what_is_made_up_says_so_in_its_source():
    row = csv_of(ALL)
    (one,) = read(row, synthetic="true")
    assert (one.synthetic, one.source) == (True, "Synthetisch: SILC")
    (other,) = read(row.replace("SILC", "synthetische enquête"), synthetic="ja")
    assert other.source == "synthetische enquête"
    (real,) = read(row)
    assert not real.synthetic


@pytest.mark.parametrize(
    ("change", "column", "told"),
    [
        (("14.2,", "veel,"), "value", "is geen getal"),
        (("14.2,", "1_4.2,"), "value", "is geen getal"),
        (("14.2,", "\u0661\u0664,"), "value", "is geen getal"),
        (("6000", "\u0666"), "n", "is geen aantal"),
        ((",2022,", ",\u0662\u0660\u0662\u0662,"), "period", "is geen periode"),
        (("14.2,", "NaN,"), "value", "geen getal dat bewaard kan worden"),
        (("14.2,", "1e40,"), "value", "geen getal dat bewaard kan worden"),
        (("14.2,", ","), "value", "is leeg"),
        (("14.2,", "16.2,"), "value", "ligt niet tussen"),
        ((",13.2,", ",,"), "lower", "ontbreekt"),
        ((",0.5,", ",-0.5,"), "standard_error", "kleiner dan nul"),
        (("6000", "6000.5"), "n", "is geen aantal"),
        (("6000,870", "6000,6001"), "n_poor", "is 6001, meer dan n, dat 6000 is"),
        (("14.2,0.5,13.2,15.2", "142,5,132,152"), "value", "is 142; een aandeel van mensen"),
        (("14.2,0.5,13.2,15.2", "-1,0.5,-2,1"), "value", "is -1; een aandeel van mensen"),
        (("arop@2021", "arop"), "definition", "geen naam@versie"),
        (("total", "vrouwen"), "domain", "is geen groep"),
        (("total", "sex=female;sex=male"), "domain", '"sex" staat er tweemaal'),
        ((",,linear", ",q,linear"), "flag", "is geen vlag"),
        ((",2022,", ",2022-13,"), "period", "is geen periode"),
        ((",SILC", ","), "source", "is leeg"),
        (("linearised", "x" * 201), "method", "langer dan 200"),
        (("linearised", "a\x07"), "method", "stuurteken"),
        (("6000,870", "6000,870,1"), "", "heeft 16 cellen"),
    ],
)
def test_a_wrong_cell_is_told_with_file_line_and_column(change, column, told):
    assert change[0] in ALL
    found = wrong(csv_of(WOMEN, ALL.replace(*change, 1)))
    place = f"cijfers.csv, regel 3, {column}: " if column else "cijfers.csv, regel 3: "
    assert any(each.startswith(place) and told in each for each in found), found


def test_every_mistake_of_a_file_is_told_at_once():
    bad = ALL.replace("14.2", "x").replace("6000", "y")
    assert len(wrong(csv_of(bad, bad))) == 4


def test_a_mistake_in_json_names_the_result():
    (told,) = wrong(json_of(result(), result(value="veel")))
    assert told.startswith("cijfers.csv, resultaat 2, value: ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("definition,waarde\nx@1,3\n", '"waarde" is onbekend'),
        ("definition,domain\nx@1,total\n", "value ontbreekt"),
        ("definition,value,value\nx@1,3,3\n", "tweemaal"),
        ('definition,value\n"x@1,3\n', "is geen CSV"),
        ("{", "is geen geldige JSON"),
        ("[1]", "geen lijst 'results'"),
        ('{"results": [3]}', "geen lijst 'results'"),
        ("DATAFLOW,geo,OBS_VALUE\nESTAT:X(1.0),BE,3\n", "TIME_PERIOD ontbreekt"),
    ],
)
def test_what_is_no_file_of_results_is_refused_in_one_sentence(text, told):
    with pytest.raises(RegisterError, match=told):
        read_one(text, "cijfers.csv", {})


def test_eurostat_is_read_as_it_is_given():
    first, women = read(estat("T,BE,2022,13.2,,", "F,BE,2022,13.6,p,"))
    assert first.series.definition == "ESTAT:ILC_LI02/unit=PC/indic_il=LI_R_MD60"
    assert (first.series.version, first.series.unit) == ("1.0", "%")
    assert first.series.name == "Armoederisico, 60 % van de mediaan"
    assert first.breakdown == (("geo", "BE"),)
    assert women.breakdown == (("geo", "BE"), ("sex", "F"))
    assert (first.value, women.flag) == (Decimal("13.2"), "p")
    assert first.source == "Eurostat, ilc_li02, 20/06/26 23:00:00"
    assert first.source_url.endswith("/ilc_li02")
    assert women.provenance["codes"]["sex"] == "F"
    assert women.provenance["dataflow"] == "ESTAT:ILC_LI02(1.0)"


@pytest.mark.parametrize(
    ("end", "value", "flag"),
    [
        ("2021,13.2,b,", "13.2", "b"),
        ("2021,13.2,e,", "13.2", "e"),
        ("2021,13.2,pu,", "13.2", "pu"),
        ("2021,13.2,up,", "13.2", "pu"),
        ("2021,,,", None, ":"),
        ("2021,:,,", None, ":"),
        ("2021,:,u,", None, ":u"),
        ("2021,,:,", None, ":"),
        ("2021,12,c,C", None, "c"),
    ],
)
def test_the_flags_of_eurostat_are_kept(end, value, flag):
    (one,) = read(estat(f"T,BE,{end}"))
    assert (one.value, one.flag) == (Decimal(value) if value else None, flag)


def test_another_unit_is_another_indicator():
    text = csv_of(
        f"{RATE},T,BE,2022,13.2,,",
        f"{RATE.replace(',PC,', ',THS_PER,')},T,BE,2022,1520,,",
        head=ESTAT,
    )
    rate, people = read(text)
    assert rate.series.definition != people.series.definition
    assert (rate.series.unit, people.series.unit) == ("%", "× 1000")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("T,BE,2022,veel,,", "OBS_VALUE"),
        ("T,BE,2022,13.2,q,", "OBS_FLAG"),
        ("T,BE,22,13.2,,", "TIME_PERIOD"),
        ("Total,België en rest,2022,13.2,,", "geo"),
    ],
)
def test_a_wrong_cell_of_eurostat_is_told_with_its_place(row, column):
    (told,) = wrong(estat("T,BE,2021,13.1,,", row))
    assert told.startswith(f"cijfers.csv, regel 3, {column}: ")


def test_a_data_set_that_is_not_known_is_called_by_its_code():
    text = estat("T,BE,2022,13.2,,").replace("ILC_LI02", "YTH_INCL_01")
    (one,) = read(text)
    assert one.series.name == "yth_incl_01, 60 % van de mediaan"
    assert "yth_incl_01" not in known()["datasets"]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2023", (2023, 1, 1), (2023, 12, 31)),
        ("2019-2023", (2019, 1, 1), (2023, 12, 31)),
        ("2023-S2", (2023, 7, 1), (2023, 12, 31)),
        ("2023-Q1", (2023, 1, 1), (2023, 3, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2024-M02", (2024, 2, 1), (2024, 2, 29)),
    ],
)
def test_a_period_has_its_days(period, first, last):
    assert days_of(period) == (date(*first), date(*last))


@pytest.mark.parametrize("period", ["", "23", "2023-S3", "2023-Q0", "2023-13", "2023-2019", "0000"])
def test_what_is_no_period_is_refused(period):
    with pytest.raises(CellError):
        days_of(period)


@given(st.text(max_size=12))
def test_no_cell_ends_the_program(text):
    for made in (days_of, flag_of, number_of):
        with contextlib.suppress(CellError):
            made(text)


def test_every_flag_has_its_words_in_both_languages():
    every = {**flags()["words"], **flags()["letters"]}
    assert set(flags()["empty"]) <= set(every)
    assert all(set(words) == {"en", "nl"} for words in every.values())


def test_a_pipe_is_read_once_and_its_sum_is_that_of_what_came(tmp_path):
    pipe, data = tmp_path / "pijp", csv_of(ALL).encode()
    os.mkfifo(pipe)
    writing = Thread(target=pipe.write_bytes, args=(data,))
    writing.start()
    (one,) = read_results([pipe], {}).estimates
    writing.join()
    assert one.provenance["sha256"] == sha256(data).hexdigest()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_file_that_is_not_utf_8_is_refused_in_one_sentence(tmp_path, encoding):
    file = tmp_path / "cijfers.csv"
    file.write_bytes(csv_of(ALL, WOMEN.replace("SILC", "Enquête")).encode(encoding))
    line = 3 if encoding == "cp1252" else 1
    with pytest.raises(RegisterError) as told:
        read_results([file], {})
    assert str(told.value) == f"{file}, regel {line} is geen UTF-8; sla het bestand op als UTF-8."


def test_a_value_whose_dimensions_come_in_another_order_is_given_twice():
    row = WOMEN.replace("sex=female", "{}")
    one, other = (row.format(each) for each in ("sex=female;region=B", "region=B; sex=female"))
    first, second = read(csv_of(one, other))
    assert first.breakdown == second.breakdown == (("region", "B"), ("sex", "female"))


def test_a_value_that_is_given_twice_is_a_mistake(tmp_path):
    one, other = tmp_path / "a.csv", tmp_path / "b.csv"
    one.write_text(csv_of(WOMEN, ALL), "utf-8")
    other.write_text(csv_of(ALL), "utf-8-sig")
    found = read_results([one, other], {})
    (told,) = map(str, found.mistakes)
    assert (
        told
        == "b.csv, regel 2, period: deze waarde staat er ook in a.csv, regel 3; laat er een weg."
    )


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("labels", [True, False])
def test_a_file_of_eurostat_in_version_two_is_the_same_with_and_without_labels(separator, labels):
    """As the databrowser gives it: a column of labels behind each column of codes."""
    columns = [
        ("freq", "Time frequency", "A", "Annual"),
        ("unit", "Unit of measure", "PC", "Percentage"),
        ("indic_il", "Income indicator", "LI_R_MD60", "Below 60 %"),
        ("age", "Age class", "TOTAL", "Total"),
        ("sex", "Sex", "F", "Females"),
        ("geo", "Geopolitical entity (reporting)", "BE", "Belgium"),
        ("TIME_PERIOD", "Time", "2022", ""),
        ("OBS_VALUE", "Observation value", "13.6", ""),
        ("OBS_FLAG", "Observation status (Flag)", "p", "provisional"),
        ("CONF_STATUS", "Confidentiality", "", ""),
    ]
    head, row = ["STRUCTURE", "STRUCTURE_ID"], ["dataflow", "ESTAT:ILC_LI02(1.0)"]
    if labels:
        head, row = [*head, "STRUCTURE_NAME"], [*row, "At-risk-of-poverty rate"]
    for code, label, value, said in columns:
        head += [code, label] if labels else [code]
        row += [value, said] if labels else [value]
    (one,) = read("\n".join((separator.join(head), separator.join(row), "")))
    (first,) = read(estat("F,BE,2022,13.6,p,"))
    assert (one.series, one.breakdown) == (first.series, first.breakdown)
    assert (one.value, one.flag, one.period) == (first.value, first.flag, first.period)
    assert one.provenance["codes"] == first.provenance["codes"]
    assert one.source == "Eurostat, ilc_li02"
