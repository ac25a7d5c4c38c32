"""The page of an action in the example: each of its parts, where it leads, and what it costs."""

import csv
import re
from html import unescape
from io import StringIO

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from web.reading_pages import linked_data, links

from grondrecht.registry.models import Action, Form, LogEntry, QualityFinding
from grondrecht.web.found import CHANGES
from grondrecht.web.places import PlacedLine
from grondrecht.web.templatetags.words import passage
from grondrecht.writing.tables import unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]
CODE, TWICE = "08_04_01", "03_06_02"
PLAN = "/en/voorbeeld"
PAGE = f"{PLAN}/acties/{CODE}"
NAMED = f"{settings.PUBLIC_URL}/id/action/voorbeeld/{CODE}"
client = Client()


def get(code=CODE, status=200, language="en", **query):
    response = client.get(f"/{language}/voorbeeld/acties/{code}", query)
    assert response.status_code == status
    return response


def said(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def section(response, name):
    """The part of the page whose heading has this id."""
    body = response.content.decode()
    return re.search(rf'<section[^>]* aria-labelledby="{name}">.*?</section>', body, re.S)[0]


def form(code=CODE):
    return Form.objects.filter(action__code=code).order_by("position")[0].value


# What the code says, who answers


def test_the_code_is_explained_segment_by_segment():
    page = get()
    told = [(s["code"], s["kind"], s.get("address", "")) for s in page.context["segments"]]
    assert told == [
        ("08", "basic right", f"{PLAN}/grondrechten/08"),
        ("04", "office", f"{PLAN}/ambten/04"),
        ("01", "serial number", ""),
    ]
    html = section(page, "code")
    assert "housing and energy" in said(html)
    assert "Minister of Poverty Reduction, Housing and Equal Opportunities" in said(html)
    assert "popovertarget" in html
    assert "wonen en energie" in said(section(get(language="nl"), "code"))


def test_who_answers_leads_to_the_parties_with_the_words_that_name_them():
    page = get()
    who = section(page, "wie")
    assert f'<a href="{PLAN}/partijen/agentschap-wonen">Housing Agency</a>' in who
    assert "printed as Agentschap Wonen" in said(who)
    assert "Holder of the office today Godelieve Hauspie" in said(who)
    for address in re.findall(r'href="([^"]+/partijen/[^"]+)"', who):
        assert PAGE in links(client.get(address)), address


# The form as printed, and where it stood


def test_every_field_that_says_something_is_printed_and_leads_to_its_line():
    page = get()
    body, html = page.content.decode(), section(page, "fiche")
    for path, words in form().texts():
        if words and not path.startswith("milestones"):
            assert f">{words}</p>" in unescape(html)
            line = re.search(rf'href="\?veld={re.escape(path)}#(regel-\d+)"', html)[1]
            assert f'id="{line}"' in body
    assert "Left empty in the form: Cabinet involved, Administration involved." in said(html)


@pytest.mark.parametrize("path", ["title", "budget", "summary", "milestones[1].text"])
def test_the_words_of_the_field_asked_for_are_marked_in_the_document(path):
    stood = section(get(veld=path), "waar")
    marks = [unescape(each) for each in re.findall(r"<mark>(.*?)</mark>", stood)]
    assert " ".join(" ".join(marks).split()) == " ".join(dict(form().texts())[path].split())
    assert "<details open>" in stood
    assert stood.count('aria-current="true"') == 1
    assert stood.count('class="is-marked"') == len(marks)


@pytest.mark.parametrize("path", ["involved.cabinet", "niets", "milestones[99].text", "<b>"])
def test_a_field_that_is_empty_or_not_there_marks_nothing_and_says_so(path):
    stood = section(get(veld=path), "waar")
    assert "<mark>" not in stood
    assert "These words are not on these lines." in said(stood)
    assert "<b>" not in stood


def test_without_a_field_the_lines_stand_as_they_are():
    stood = section(get(), "waar")
    assert "<mark>" not in stood
    assert "not on these lines" not in stood
    held = Form.objects.get(action__code=CODE)
    assert f"lines {held.first_line} to {held.last_line}" in said(stood)
    assert re.findall(r'id="regel-(\d+)"', stood) == [str(row[0]) for row in held.printed]


def test_a_form_that_is_printed_twice_is_shown_twice():
    page = get(TWICE)
    html = section(page, "fiche")
    assert "This edition prints this action 2 times." in said(html)
    assert [each.number for each in page.context["printings"]] == [1, 2]
    first, second = page.context["printings"]
    assert said(html).count(f"Printing {second.number}, from line {second.form.first_line}") == 1
    assert first.unlike == []
    unlike = ("Other words than in the first printing: " + ", ".join(second.unlike) + ".").strip()
    assert (unlike if second.unlike else "The same words as in the first printing.") in said(html)
    rows = [(row["period"], row["promised"]) for row in page.context["milestones"]]
    assert len(rows) == len(set(rows))
    assert section(page, "waar").count("<details") == 2


# What is promised, with what money, and how it hangs together


def test_milestones_stand_in_their_order_with_their_stage():
    page = get()
    told = said(section(page, "mijlpalen"))
    assert [row["stage"] for row in page.context["milestones"]] == ["baseline", "interim", "final"]
    places = [told.index(each) for each in ("18.900 gezinnen", "23.000 gezinnen", "Niemand moet")]
    assert places == sorted(places)
    assert "interim step" in told
    assert section(page, "mijlpalen").count('class="is-past') == 3


@pytest.mark.parametrize(
    ("code", "language", "amounts"),
    [
        (CODE, "en", ["€24,900,000", "€39,800,000", "€8,700,000"]),
        (CODE, "nl", ["€ 24.900.000", "€ 39.800.000", "€ 8.700.000"]),
        ("00_04_05", "en", ["€3,600,000", "25%"]),
        ("00_08_01", "nl", ["€ 640.000", "€ 2.560.000", "€ 400.000 – € 650.000"]),
        ("01_05_01", "nl", ["25 % – 70 %"]),
        ("03_02_01", "en", ["about €90,000"]),
        ("01_02_01", "en", ["at most €1,400"]),
    ],
)
def test_amounts_are_told_in_figures_and_marked_in_their_sentence(code, language, amounts):
    html = section(get(code, language=language), "geld")
    told = [said(each) for each in re.findall(r'<th scope="row">(.*?)</th>', html)]
    assert [each for each in told if each in amounts] == [" ".join(a.split()) for a in amounts]
    assert html.count("<mark>") >= len(amounts)
    assert "Read by a program" in html or language == "nl"


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("existing_means", "it is done with means that are there already"),
        ("none", "the form says that no money is needed or given"),
        ("to_be_decided", "it is still to be decided"),
        ("not_stated", "No amount is stated."),
        ("unclear", "No amount is stated."),
    ],
)
def test_money_without_an_amount_says_of_what_kind_it_is(kind, sentence):
    of_kind = Form.objects.filter(commitment__kind=kind, commitment__amounts__isnull=True)
    found = of_kind.select_related("commitment", "action")[0]
    html = section(get(found.action.code), "geld")
    assert sentence in said(html)
    assert "<table" not in html
    assert ("<blockquote>" in html) == (kind != "not_stated")


def test_links_lead_both_ways_with_the_words_that_make_them():
    told = section(get(), "verbanden")
    assert "This form points at 03_04_01" in said(told)
    assert "This action is named in the form of 08_06_01" in said(told)
    back = section(get("03_04_01"), "verbanden")
    assert f'href="{PAGE}"' in back.partition("named in the form of")[2]
    assert f'href="{PAGE}"' in section(get("08_06_01"), "verbanden").partition("points at")[2]
    assert "(zie ook 03 04 01)" in told


def test_what_the_form_speaks_of_leads_there_and_back():
    html = section(get(), "instrumenten")
    addresses = re.findall(r'href="([^"]+)"', html)
    assert f"{PLAN}/indicatoren/gezinnen-met-een-huurpremie" in addresses
    assert f"{PLAN}/instrumenten/right/huurpremie" in addresses
    assert "Rent allowance (entitlement)" in said(html)
    assert 'lang="nl"' not in html
    assert html.count("<li>") == section(get(language="nl"), "instrumenten").count('lang="nl"')
    for address in addresses:
        assert PAGE in links(client.get(address)), address


def test_findings_say_what_is_wrong_where_and_why():
    page = get("00_08_01")
    html = section(page, "kwaliteit")
    rows = QualityFinding.objects.filter(action__code="00_08_01")
    assert len(page.context["findings"]) == rows.count() > 2
    for row in rows:
        assert row.message_en in said(html)
        assert f'href="{PLAN}/kwaliteit?regel={row.rule}"' in html
        assert f'id="regel-{row.line}"' in page.content.decode()
    assert "No end goal" in said(html)
    assert rows[0].message in said(section(get("00_08_01", language="nl"), "kwaliteit"))


def test_the_newest_changes_are_told_and_all_are_one_click_away():
    page = get()
    entries = LogEntry.objects.filter(subject=f"action:{CODE}").order_by("-id")
    told = [each.number for each in page.context["changes"]]
    assert told == list(entries.values_list("pk", flat=True)[:CHANGES])
    assert f"{PAGE}/geschiedenis" in links(page)


# Around the action


def test_the_neighbours_lead_through_all_actions_of_a_right_and_no_further():
    codes = list(Action.objects.filter(right__code="08").values_list("code", flat=True))
    seen, code, page = [], codes[0], get(codes[0])
    assert page.context["before"] is None
    while page.context["after"]:
        seen.append(code)
        before, code = code, page.context["after"]["code"]
        assert re.search(rf'href="{PLAN}/acties/{code}" rel="next"', page.content.decode())
        page = get(code)
        assert page.context["before"]["code"] == before
    assert [*seen, code] == codes


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("action", "consulted on")), ("nl", ("actie", "geraadpleegd"))]
)
def test_the_citation_says_what_which_edition_where_and_when(language, words):
    cited = said(section(get(language=language), "citation-title"))
    edition = Form.objects.get(action__code=CODE).edition
    parts = ("Landsregering", CODE, form().title, edition.name, "2017", NAMED, *words)
    assert [part for part in parts if part not in cited] == []


def test_every_download_is_there_as_what_it_says_it_is():
    page = get()
    for each in page.context["downloads"]:
        response = client.get(each["address"])
        assert response.status_code == 200, each
        assert response["Content-Type"].startswith(each["type"])
        assert CODE in response.content.decode()
        alternate = f'<link rel="alternate" type="{each["type"]}" href="{each["address"]}"'
        assert alternate in page.content.decode()
    assert len(page.context["downloads"]) == 4


def test_the_linked_data_names_the_action_its_plan_and_who_answers():
    data = linked_data(get())
    assert (data["@id"], data["identifier"], data["inLanguage"]) == (NAMED, CODE, "nl")
    assert data["name"] == form().title
    assert data["isPartOf"]["@id"] == f"{settings.PUBLIC_URL}/id/plan/voorbeeld"
    parties = [each["@id"] for each in data["about"]]
    assert f"{settings.PUBLIC_URL}/id/party/agentschap-wonen" in parties
    assert client.get(NAMED.removeprefix(settings.PUBLIC_URL)).status_code in (200, 302, 303)


def test_the_card_says_the_action_in_few_words_and_leads_to_it():
    response = client.get(f"{PAGE}/kaart")
    body = response.content.decode()
    assert response.status_code == 200
    assert form().title in unescape(body)
    assert f'<link rel="canonical" href="{NAMED}">' in body
    assert f'href="{NAMED}" target="_blank" rel="noopener"' in body
    assert '<meta name="robots" content="noindex">' in body
    assert "X-Frame-Options" not in response
    assert "X-Frame-Options" in get() or "frame-ancestors" in get()["Content-Security-Policy"]
    assert f"{PAGE}/kaart" in links(get())


@pytest.mark.parametrize("spelled", ["08.04.01", "08 04 01", "08-04-01"])
@pytest.mark.parametrize("behind", ["", "?veld=budget", "/csv", "/kaart", "/geschiedenis?op=2017"])
def test_a_code_in_another_spelling_leads_to_the_page_it_means(spelled, behind):
    response = client.get(f"{PLAN}/acties/{spelled}{behind}")
    assert response.status_code == 301
    assert response["Location"] == f"{PAGE}{behind}"


@pytest.mark.parametrize("behind", ["", "/csv", "/kaart", "/geschiedenis"])
def test_an_unknown_code_offers_codes_that_are_near(behind):
    response = client.get(f"{PLAN}/acties/08_04_02{behind}")
    assert response.status_code == 404
    assert "There is no action 08_04_02" in response.content.decode()
    near = response.context["near"]
    assert CODE in [each["code"] for each in near]
    assert 0 < len(near) <= 6
    assert PAGE in links(response)
    assert form().title in unescape(response.content.decode())


@pytest.mark.parametrize("code", ["zwembad", "<script>", "%C3%A9", "x" * 300, "08_04_01'"])
def test_a_code_that_is_none_is_not_found_and_harmless(code):
    response = client.get(f"{PLAN}/acties/{code}")
    assert response.status_code == 404
    assert "<script>" not in response.content.decode().partition("<main")[2]


@pytest.mark.parametrize("code", [CODE, TWICE])
def test_the_table_of_an_action_has_a_row_per_printing_that_reads_back(code):
    response = client.get(f"{PLAN}/acties/{code}/csv")
    assert response["Content-Disposition"] == f'attachment; filename="{code}.csv"'
    text = response.content.decode("utf-8-sig")
    headings, *rows = csv.reader(StringIO(text, newline=""), delimiter=";")
    forms = [each.value for each in Form.objects.filter(action__code=code).order_by("position")]
    assert len(rows) == len(forms)
    for row, value in zip(rows, forms, strict=True):
        assert len(row) == len(headings)
        cells = [" ".join(unguarded(cell).split()) for cell in row]
        assert cells[0] == "2017"
        for path, words in value.texts():
            if not path.startswith(("milestones", "notes")):
                assert " ".join(words.split()) in cells, path


def test_a_page_of_an_action_takes_few_queries():
    for behind in ("", "?veld=summary", "/csv", "/kaart"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(f"{PLAN}/acties/{TWICE}{behind}").status_code == 200
        assert len(queries) <= 15, behind


@pytest.mark.parametrize("language", ["nl", "en"])
def test_lines_of_a_document_are_shown_as_they_are(language):
    pieces = (("<b>a</b> ", False), ('"c"', True))
    lines = [PlacedLine(3, None, (("&amp;", False),)), PlacedLine(4, 2, pieces)]
    with override(language):
        html = passage(lines)
    assert html.count("<li ") == html.count("</li>") == 2
    assert "&amp;amp;" in html
    assert "&lt;b&gt;a&lt;/b&gt; <mark>&quot;c&quot;</mark>" in html
    assert f"4 · {'bladzijde' if language == 'nl' else 'page'} 2" in said(html)
    assert html.count('class="is-marked"') == 1
