"""Answers taken in from a table on a page: looked at, mended, written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from followup.cast import OTHER_ACTION, OWN_ACTION, signed_in
from web.work.filled import form_with
from web.work.rounds import SLUG, opened, prepared, report_of

IMPORT = f"/nl/werk/rondes/voorbeeld/{SLUG}/inlezen"
pytestmark = pytest.mark.usefixtures("db")


def table(*rows, name="antwoorden.csv"):
    lines = ["code;status;reden", *(";".join(row) for row in rows)]
    return SimpleUploadedFile(name, "\r\n".join(lines).encode("utf-8-sig"), "text/csv")


def words(answer):
    return answer.content.decode()


@pytest.fixture
def of(cast):
    return opened(cast)


def test_a_table_is_shown_first_and_written_when_told_to(cast, of):
    an = signed_in(cast.an)
    looked = an.post(
        IMPORT, {"file": table((OWN_ACTION, "loopt achter", "Geen bod.")), "do": "look"}
    )
    assert "Eén antwoord zou veranderen" in words(looked)
    assert report_of(of, OWN_ACTION).state == "asked"
    done = an.post(IMPORT, form_with(looked, "apply") | {"do": "apply"})
    assert done.status_code == 302
    report = report_of(of, OWN_ACTION)
    assert (report.state, report.status, report.answer["reason"]) == (
        "answered",
        "late",
        "Geen bod.",
    )


def test_what_is_wrong_is_told_by_row_and_column_and_nothing_is_written(cast, of):
    rows = (
        (OWN_ACTION, "dansend", ""),
        (OTHER_ACTION, "uitgevoerd", ""),
        ("99_99_99", "lopend", ""),
    )
    answer = signed_in(cast.an).post(IMPORT, {"file": table(*rows), "do": "look"})
    page = words(answer)
    assert [row[0]["text"] for row in answer.context["mistakes"]] == [2, 4]
    assert "2 cellen zijn fout" in page
    assert 'value="apply"' not in page
    assert report_of(of, OTHER_ACTION).state == "asked"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"held": "niet base64!", "do": "apply"},
        {"held": "", "do": "apply"},
        {"file": SimpleUploadedFile("leeg.csv", b"")},
        {"file": SimpleUploadedFile("beeld.xlsx", b"PK\x03\x04kapot")},
        {"file": SimpleUploadedFile("groot.csv", b"x" * 20_000_001)},
        {"file": table((OWN_ACTION, "uitgevoerd", "")), "do": "apply"},
        {"file": table((OWN_ACTION, "uitgevoerd", "")), "do": "apply", "looked": "x" * 64},
    ],
)
def test_what_is_no_table_is_told_in_a_sentence(cast, of, sent):
    answer = signed_in(cast.an).post(IMPORT, sent)
    assert answer.status_code == 422
    assert "troubles-title" in words(answer)


def test_a_table_as_large_as_the_command_takes_is_taken_here_too(cast, of):
    an = signed_in(cast.an)
    news = "Nieuws zonder einde. " * 600
    codes = of.reports.values_list("action__code", flat=True)
    rows = ["code;status;nieuws;reden", *(f"{code};lopend;{news};{news}" for code in codes)]
    large = "\r\n".join(rows).encode("utf-8-sig")
    assert len(large) > 1_000_000

    def file():
        return SimpleUploadedFile("groot.csv", large, "text/csv")

    looked = an.post(IMPORT, {"file": file(), "do": "look"})
    assert looked.status_code == 200
    assert not looked.context["mistakes"]
    assert "kies het nog eens" in words(looked)
    assert len(looked.content) < 200_000
    sent = form_with(looked, "apply")
    other = an.post(IMPORT, sent | {"file": table((OWN_ACTION, "lopend", "")), "do": "apply"})
    assert "een ander bestand" in words(other)
    assert report_of(of, OWN_ACTION).state == "asked"
    assert an.post(IMPORT, sent | {"file": file(), "do": "apply"}).status_code == 302
    assert report_of(of, OWN_ACTION).answer["news"] == news.strip()


def test_nothing_is_taken_in_before_the_round_is_open(cast):
    prepared(cast)
    assert signed_in(cast.an).get(IMPORT).status_code == 409


@pytest.mark.parametrize("who", ["cabinet", "official", "reader", "association", "nobody"])
def test_nobody_but_the_coordinator_takes_a_table_in(cast, of, who):
    client = signed_in(cast.everyone[who])
    assert client.get(IMPORT).status_code == 404
    sent = {"file": table((OWN_ACTION, "uitgevoerd", "")), "do": "apply"}
    assert client.post(IMPORT, sent).status_code == 404
    assert report_of(of, OWN_ACTION).state == "asked"
