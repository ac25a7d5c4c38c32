"""What is missing: the counts agree with the lists, the lists with the files, and all lead on."""

import csv
from io import BytesIO, StringIO

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from web.reading_pages import linked_data, links, words

from grondrecht.plan.quality import RULES
from grondrecht.registry.models import Edition, QualityFinding
from grondrecht.web.quality_page import WHOLE

pytestmark = pytest.mark.django_db
PLAN = "/en/voorbeeld/kwaliteit"
client = Client()


def get(address=PLAN, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response


def rows_of(response):
    """The rows of a CSV file, as a spreadsheet reads them."""
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def listed(response):
    return [finding for each in response.context["findings"] for finding in each["findings"]]


def test_all_findings_are_counted_once_per_rule_level_and_office(example):
    page = get()
    total = QualityFinding.objects.count()
    assert total > 100
    for name in ("levels", "rules", "offices"):
        assert sum(row["count"] for row in page.context[name]) == total, name
    assert "office" in words(page)


def test_every_count_leads_to_as_many_findings(example):
    page = get()
    rows = [*page.context["rules"], *page.context["offices"], *page.context["levels"]]
    for row in rows:
        if row["count"]:
            found = client.get(row["address"])
            assert found.context["page"].total == row["count"], row["address"]


def test_the_rules_are_explained_in_the_language_of_the_page(example):
    english, dutch = words(get()), words(get("/nl/voorbeeld/kwaliteit"))
    found = set(QualityFinding.objects.values_list("rule", flat=True))
    for rule in RULES:
        assert rule.title_en in english
        assert rule.title in dutch
        if rule.id in found:
            assert " ".join(rule.help_en.split()) in english


def test_rules_that_found_nothing_are_in_order(example):
    quiet = get().context["quiet"]
    loud = {rule["title"] for rule in get().context["rules"]}
    assert quiet
    assert loud.isdisjoint(quiet)
    assert len(loud) + len(quiet) == len(RULES)


def test_a_finding_leads_to_its_action_and_line(example):
    finding = QualityFinding.objects.filter(action__isnull=False, line__gt=0).first()
    page = get(regel=finding.rule, ambt=finding.action.office.code)
    address = f"/en/voorbeeld/acties/{finding.action.code}#regel-{finding.line}"
    assert address in links(page)
    assert finding.message_en in words(page)
    assert f'id="regel-{finding.line}"' in client.get(address.partition("#")[0]).content.decode()


def test_findings_about_the_plan_as_a_whole_have_no_office(example):
    page = get(ambt=WHOLE)
    assert page.context["page"].total == QualityFinding.objects.filter(action=None).count() > 0
    assert {each["code"] for each in page.context["findings"]} == {""}


def test_choices_are_shown_and_taken_away(example):
    page = get(regel="missing-goal", ambt="04", niveau="warning")
    assert [each["label"] for each in page.context["chosen"]][2] == "Warnings"
    assert [each["address"] for each in page.context["chosen"]] == [
        f"{PLAN}?ambt=04&niveau=warning",
        f"{PLAN}?regel=missing-goal&niveau=warning",
        f"{PLAN}?regel=missing-goal&ambt=04",
    ]


def test_what_is_not_known_is_not_asked(example):
    page = get(regel="no-such-rule", ambt="99", niveau="loud", bladzijde="0")
    assert not page.context["choice"]
    assert page.context["findings"] == []


def test_the_files_hold_what_the_page_counts(example):
    everything = rows_of(client.get(f"{PLAN}.csv"))
    assert len(everything) == QualityFinding.objects.count()
    chosen = get(ambt="04")
    files = {file["label"]: file["address"] for file in chosen.context["files"]}
    some = rows_of(client.get(files["CSV"]))
    assert len(some) == chosen.context["page"].total
    assert {row["ambt"] for row in some} == {"04"}
    assert some[0]["melding (Engels)"] == listed(chosen)[0]["message"]
    assert some[0]["adres"].endswith(listed(chosen)[0]["address"])


def test_the_workbook_reads_back_as_the_csv(example):
    address = f"{PLAN}.%s?niveau=error"
    sheet = load_workbook(BytesIO(client.get(address % "xlsx").content)).worksheets[0]
    cells = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    assert [dict(zip(cells[0], row, strict=True)) for row in cells[1:]] == rows_of(
        client.get(address % "csv")
    )
    assert len(cells) > 1


def test_no_cell_is_a_formula(example, db):
    edition = Edition.objects.get()
    hostile = "=HYPERLINK(1)"
    QualityFinding.objects.create(
        edition=edition,
        action=edition.forms.first().action,
        position=10_000,
        rule="missing-goal",
        level="note",
        message=hostile,
        message_en=hostile,
    )
    row = rows_of(client.get(f"{PLAN}.csv"))[-1]
    assert row["melding"] == f"'{hostile}"
    book = load_workbook(BytesIO(client.get(f"{PLAN}.xlsx").content))
    types = {cell.data_type for line in book.worksheets[0].iter_rows() for cell in line}
    assert hostile in [cell.value for cell in book.worksheets[0]["H"]]
    assert "f" not in types


def test_files_have_a_name_and_a_type(example):
    response = client.get(f"{PLAN}.xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="voorbeeld-kwaliteit.xlsx"'
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert client.get(f"{PLAN}.csv")["Content-Type"] == "text/csv; charset=utf-8"


def test_programs_are_told_where_the_files_are(example):
    data = linked_data(get(regel="missing-goal"))
    assert [each["contentUrl"].rpartition("/")[2] for each in data["distribution"]] == [
        "kwaliteit.csv",
        "kwaliteit.xlsx",
    ]


@pytest.mark.parametrize("query", [{}, {"ambt": "04"}, {"regel": "missing-goal"}])
def test_the_number_of_queries_is_fixed(example, query, django_assert_max_num_queries):
    for suffix in ("", ".csv", ".xlsx"):
        with django_assert_max_num_queries(8):
            get(f"{PLAN}{suffix}", **query)


def test_an_unknown_plan_is_refused(example):
    for suffix in ("", ".csv", ".xlsx"):
        assert client.get(f"/en/nergens/kwaliteit{suffix}").status_code == 404


@settings(max_examples=40, deadline=None)
@given(
    query=st.dictionaries(
        st.sampled_from(["regel", "ambt", "niveau", "bladzijde"]),
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
        | st.sampled_from(["missing-goal", "04", "error", "99999"]),
    )
)
def test_any_choice_gets_an_answer(example, query):
    for suffix in ("", ".csv"):
        get(f"{PLAN}{suffix}", **query)
