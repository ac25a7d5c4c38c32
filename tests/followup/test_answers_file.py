"""A file of answers, however a spreadsheet saved it, is read cell by cell."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from grondrecht.followup.answers import Answer, Done, Involved, Spent
from grondrecht.followup.answers_file import merged, read_answers
from grondrecht.followup.by_plan import packaged
from grondrecht.followup.cells import CellError, amount, day, folded, known
from grondrecht.followup.sheet import read_sheet
from grondrecht.followup.statuses import statuses_from
from grondrecht.registry.errors import RegisterError

STATUSES = statuses_from(packaged("statuses")["statuses"])
TABLE = "Actie-code;Status;Reden\r\n00_01_02;vertraagd;De crèche sloot.\r\n"


def read(text, name="antwoorden.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return read_answers(read_sheet(data, name), STATUSES)


def values(text):
    """What the one row of a table says, by the key of its column."""
    found = read(text)
    assert found.mistakes == ()
    (line,) = found.lines
    return {(column.key, column.number): value for column, value in line.values.items()}


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("cp1252"),
        TABLE.replace(";", ",").encode(),
        TABLE.replace(";", "\t").encode(),
        TABLE.replace("\r\n", "\n").encode(),
        b"\r\n" + TABLE.encode(),
        b"sep=;\r\n" + TABLE.encode(),
        ("sep=|\r\n" + TABLE.replace(";", "|")).encode("utf-8-sig"),
        ("sep=\t\r\n" + TABLE.replace(";", "\t")).encode(),
        TABLE.replace(";", "\t").encode("utf-16"),
        TABLE.replace(";", "\t").encode("utf-16-be"),
        ("sep=;\r\n" + TABLE).encode("utf-16-le"),
        TABLE.replace("00_01_02", '"00-01-02"').encode(),
        workbook(["Actie-code", "Status", "Reden"], ["00_01_02", "vertraagd", "De crèche sloot."]),
    ],
)
def test_the_same_table_however_it_was_saved(data):
    (line,) = read(data).lines
    assert line.code == "00_01_02"
    assert list(line.values.values()) == ["late", "De crèche sloot."]


def test_columns_and_statuses_may_be_called_many_things():
    told = values("ACTIECODE,Stand van zaken,Soort\n01_02_03,in uitvoering,Permanente maatregel\n")
    assert told == {("status", 0): "running", ("kind", 0): "measure"}
    assert values("code,state,kind\n01_02_03,On track,permanent measure\n") == told


def test_no_two_statuses_kinds_or_columns_share_a_word():
    names = {key: (each.name, each.name_en, *each.words) for key, each in STATUSES.items()}
    for words in (names, *(packaged("columns")[key] for key in ("kinds", "phases"))):
        spelled = [folded(word) for key, more in words.items() for word in {key, *more}]
        assert len({*spelled}) == len(known(words))
    columns = packaged("columns")
    everything = columns["columns"] | columns["numbered"] | columns["beside"]
    claims = [{folded(word) for word in (key, *more)} for key, more in everything.items()]
    assert len(set().union(*claims)) == sum(map(len, claims))


def test_numbered_columns():
    told = values(
        "actie;gedaan 2;besteed 2017;wie;inbreng 1;wie 2\n"
        "00_01_02;212 gezinnen;1.250,50;huurders;te duur;ouders\n"
    )
    assert told == {
        ("done", 2): "212 gezinnen",
        ("spent", 2017): Decimal("1250.50"),
        ("who", 1): "huurders",
        ("said", 1): "te duur",
        ("who", 2): "ouders",
    }


def test_a_workbook_holds_numbers_and_days():
    data = workbook(
        ["actie", "besteed 2017", "volgende stap", "datum volgende stap", "nieuws"],
        ["00_01_02", 1250.1, "Evaluatie", date(2018, 6, 1), 12],
    )
    told = {column.key: value for column, value in read(data).lines[0].values.items()}
    assert told == {
        "spent": Decimal("1250.1"),
        "next_step": "Evaluatie",
        "next_on": date(2018, 6, 1),
        "news": "12",
    }


def test_columns_that_are_not_known_are_named_and_those_to_read_by_are_not():
    found = read("actie;titel;kleur;status\n00_01_02;Wonen;rood;lopend\n")
    assert found.ignored == ("kleur",)


@pytest.mark.parametrize(
    ("rows", "row", "column", "words"),
    [
        ("00_01_02;gepauzeerd;", 2, "status", "vertraagd|loopt achter"),
        ("?!;lopend;", 2, "actie", "00_01_02"),
        (";lopend;", 2, "actie", "geen code"),
        ("00_01_02;lopend;\n\n00_01_02;klaar;", 4, "actie", "rij 2"),
        ("00_01_02;lopend;32/1/2018", 2, "tegen", "geen dag"),
        ("00_01_02;lopend;juni", 2, "tegen", "geen dag"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(rows, row, column, words):
    (mistake,) = read(f"actie;status;tegen\n{rows}\n").mistakes
    assert (mistake.row, mistake.column) == (row, column)
    assert any(word in mistake.message for word in words.split("|"))


def test_all_that_is_wrong_is_told_at_once():
    found = read("actie;status;tegen\n00_01_02;x;y\n00_01_03;z;\n")
    assert [(each.row, each.column) for each in found.mistakes] == [
        (2, "status"),
        (2, "tegen"),
        (3, "status"),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leeg"),
        (b"\r\n;;\r\n", "leeg"),
        (b"titel;status\nWonen;lopend\n", "actie"),
        (b"actie;code;status\n00_01_02;00_01_02;lopend\n", "Twee kolommen"),
        (b"actie;status\n\n", "onder de koppen"),
        (b'actie;status\n00_01_02;x\n00_01_03;"lopend\n\n\n', "regel 3.*nooit gesloten"),
        (b'sep=;\nactie;status\n00_01_02;"lopend" nu\n', "regel 3.*aanhalingsteken"),
        (b"actie;nieuws\n00_01_02;" + b"a" * 131_073, "meer dan 131072 tekens"),
        (b"actie;nieuws\n00_01_02;goed\n00_01_03;te traag; te duur\n", "in rij 3; .*“;”"),
        (b"actie,nieuws\n00_01_02,a,b\n00_01_03,c\n\n00_01_04,d,e\n", "in rij 2, 5; .*“,”"),
        (b"actie\tnieuws\n00_01_02\ta\tb\n", "tab"),
        (workbook(["actie", "status"], ["00_01_02", "lopend", "nota"]), "in rij 2; .*een kop"),
        (b"PK\x03\x04 geen werkmap", "werkmap"),
        (b"actie" + b";x" * 300, "kolommen"),
        (b"x" * 20_000_001, "MB"),
    ],
)
def test_what_is_no_table_of_answers_is_refused_in_one_sentence(data, words):
    with pytest.raises(RegisterError, match=words) as refused:
        read(data)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1250.50", "1250.50"),
        ("1.250,50", "1250.50"),
        ("1,250.50", "1250.50"),
        ("1250,5", "1250.5"),
        ("1.250", "1250"),
        ("12.500.000", "12500000"),
        ("0.125", "0.125"),
        ("€ 1 250", "1250"),
        ("-3,5", "-3.5"),
    ],
)
def test_an_amount_as_people_write_it(text, value):
    assert amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["veel", "1.2.3", "12,5,0", "1e5", "9" * 19, "0,1234567", "--1"])
def test_what_is_no_amount(text):
    with pytest.raises(CellError):
        amount(text)


@given(st.decimals(-(10**12), 10**12, places=2))
def test_an_amount_with_cents_is_read_as_it_was_written(number):
    assert amount(f"{number:f}") == number
    assert amount(f"{number:,f}".translate(str.maketrans(",.", ".,"))) == number


@given(st.dates())
def test_a_day_either_way(when):
    assert day(when.isoformat()) == day(f"{when.day}/{when.month}/{when.year:04}") == when


def test_what_a_row_says_takes_its_place_and_the_rest_stays():
    known_answer = Answer(
        "project", "running", news="Oud.", milestones=(Done(1, "2017", "200"), Done(2, "2019")),
        spent=(Spent(2016, Decimal(5)),), no_involvement="Niemand gevraagd.",
    )  # fmt: skip
    (line,) = read(
        "actie;status;gedaan 1;besteed 2017;wie 1;fase 1\n"
        "00_01_02;klaar;212;7;huurders;uitvoering\n"
    ).lines
    said, mistakes = merged(known_answer, line)
    assert mistakes == []
    assert said == Answer(
        "project", "done", news="Oud.", milestones=(Done(1, "2017", "200", "212"), Done(2, "2019")),
        spent=(Spent(2016, Decimal(5)), Spent(2017, Decimal(7))),
        involvement=(Involved("huurders", "execution"),),
    )  # fmt: skip


def test_what_a_row_says_of_a_milestone_that_is_not_there_has_no_place():
    (line,) = read("actie;gedaan 3;wie 51\n00_01_02;ja;huurders\n").lines
    _said, mistakes = merged(Answer(milestones=(Done(1),)), line)
    assert [each.column for each in mistakes] == ["gedaan 3", "wie 51"]


def test_white_space_alone_changes_nothing():
    known_answer = Answer(news="Een regel.\n\nNog een.  ")
    (line,) = read('actie;nieuws\n00_01_02;"Een regel.\nNog een."\n').lines
    assert merged(known_answer, line) == (known_answer, [])
