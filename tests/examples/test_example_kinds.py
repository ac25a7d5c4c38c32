"""Every kind of irregularity that docs/example.md names stands in the forms it names.

KINDS gives for each kind what to look for in the lines of a form, up to the next form's code.
"""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (files("grondrecht") / "examples" / "vapa-voorbeeld.txt").read_text(encoding="utf-8")
FORMS = json.loads(
    (Path(__file__).parent / "vapa-voorbeeld.expected.json").read_text(encoding="utf-8")
)

# In all patterns ^ and $ match at lines; blank lines are taken out of the text beforehand.
KINDS = {
    "code split over two lines": r"\A ACTIE\n\d\d_\d\d_\d\d$",
    "title on the line of the code": r"\A ?ACTIE \S+ [A-Z].*[^r]$",
    'title and "Budgettair" on the line of the code': r"\A ACTIE \S+ \S.* Budgettair\nengagement$",
    "remark before the title: replaced by another action": (
        r"\A ACTIE \S+ Vanaf \d{4} .*vervangen door actie .*\n.*\nBudgettair$"
    ),
    "remark after the title: link with another action": r"\A.*\n.*\nLinken met actie .*\nBudget",
    "remark after the title: origin of the action": r"\A.*\nUitloper van actie .*\nBudgettair$",
    "heading of the next right on one line": r"^ Acties die inzetten op het grondrecht [A-Z]",
    "heading of the next right on two lines": (
        r"^ Acties die inzetten op het grondrecht\n[A-Z ]+\s*\Z"
    ),
    "page number at the end of a form": r"^\d\d\s*\Z",
    "page number inside a text": r"[a-z.]\n\d\d\n[a-z•]",
    "address of a link repeated at the end of a form": r"^https?://\S+\s*\Z",
    "address of a link repeated inside a text": r"^https?://\S+\n (?!ACTIE)\S",
    "address that is text": r"[ (]https?://\S+",
    "page break inside a sentence": r"[a-z]\n [a-z]",
    "page break before a label": r"^ (?:korte inhoud actie|personen in)$",
    "page break before a period": r"^ 20\d\d$",
    'label "evaluatie"': r"^evaluatie$",
    'label "Evaluatie"': r"^Evaluatie$",
    'label "indicator"': r"^(?!.*Evaluatie en).*\nindicator$",
    'label "Indicator en evaluatie"': r"^Indicator en\nevaluatie$",
    'label "Evaluatie en indicatoren"': r"^Evaluatie en\nindicatoren$",
    'label with a capital, "Evaluatie en Indicator"': r"^Evaluatie en\nIndicator$",
    "label misspelt": r"^indictaor$",
    'label "budgettair"': r"^budgettair\nengagement$",
    'label "personen in armoede" on two lines': r"^ ?personen in\narmoede$",
    'label "Betrokkenen"': r"^Betrokkenen$",
    "value and the next label on one line": r"^\S.* (?:Evaluatie en| mensen in armoede)$",
    "empty value and the next label on one line": r"^kabinet\n Evaluatie en$",
    "two labels on one line, no value between": r"^verantwoordelijken kabinet$",
    "two labels and two values on one line": (
        r"^kabinet .*mensen in armoede .*\nadministratie \S.* andere actoren \S"
    ),
    "label of the summary and its text on one line": r"^korte inhoud actie \S",
    "label missing: responsible": r"\A(?![\s\S]*^verantwoordelijken)",
    "label missing: summary": r"\A(?![\s\S]*korte inhoud actie)",
    "label missing: milestones": r"\A(?![\s\S]*^(?:[Mm]|Mijlpa)$)",
    "label word opens a line of a value": (
        r"^(?:Evaluatie|Indicator):$|^kabinet van |^mijlpalen\.|^Mijlpalen 2018"
    ),
    'value that begins with "kabinet"': r"^(?:kabinet )?kabinet [A-Z]",
    'value that begins with "administraties"': r"^administratie administraties",
    "empty cell": r"^engagement\nverantwoordelijken$|^kabinet  mensen in armoede$",
    'cell filled with "/"': r"mensen in armoede /$|^2019 /$",
    'cell filled with "-"': r"^mensen in armoede\n-$",
    "vertical word cut as M, ijl, p, al, e, n": r"^M\nijl\np\nal\ne\nn$",
    "vertical word with a small m": r"^m\nijl\np\nal\ne\nn$",
    'vertical word that ends in "en"': r"^M\nijl\np\nal\nen$",
    "vertical word on two lines": r"^Mijlpa\nlen$",
    "vertical word cut as M, Ij, lp, al, e, n": r"^M\nIj\nlp\nal\ne\nn$",
    "vertical word cut short": r"^M\nijl\np(?:\nal)?\n\d{4}",
    'period "2015 (nulmeting)"': r"^ ?2015\n\(nulmeting\)$",
    "period 2016": r"^2016(?:$| (?!Project))",
    "period 2018": r"^2018 - ",
    "period 2020": r"^ ?2020$",
    "period 2022": r"^2022 ",
    'period "2015 en 2016"': r"^2015 en\n2016$",
    'period "2016-2018"': r"^2016-2018$",
    'period "2017-2018"': r"^2017-2018 ",
    "period of four years over two lines": r"^2018-2019-\n2020-2021$",
    "period with a month": r"^Mei 2016$",
    "baseline in another year": r"^201[67]\n\(beginfase,\nnulmeting\)$",
    "end goal in another year": r"^2018\n\(einddoel\)$",
    "period with a remark of its own": r"^2017\n\(toekenning\nsubsidies\)$",
    "period and text on one line": r"^20\d\d  ?[A-Za-z]",
    "several empty periods after each other": r"^2017\n2019$",
    "line that starts with a year: budget per year": r"^20\d\d:? (?:.*euro|eur|Project)",
    "line that starts with a year: dated list": r"^2015-\d\d-\d\d:",
    "line that starts with a year: sub-heading": r"^2015\nWonen|^201[567]: [a-z]+",
    "line that starts with a year: sentence": r"^20\d\d (?:omdat|of,|telde) ",
    "line that starts with a year: row of a table": r"^2012 10 950 nulmeting\n2013 ",
    "table inside a milestone": r"(?:^[^\n]*\d[ ,]\d[^\n]*\n){3}",
    "footnote after the last milestone": r"10%\.\n1 Berekend [\s\S]*^met armoede",
    "form printed twice": r"\A ?ACTIE 03_06_02",
    'reference with spaces, "08 06 02"': r"\b\d\d \d\d \d\d\b",
    'reference with hyphens, "02-06-01"': r"\b\d\d-\d\d-\d\d\b",
    'reference with dots, "02.06.01"': r"\b\d\d\.\d\d\.\d\d\b",
    "reference that calls the action a form": r"fiche\s\d\d[_-]\d\d[_-]\d\d",
    "no row for 2015": r"\A(?![\s\S]*^2015\b)",
    "no row for 2019": r"\A(?![\s\S]*^ ?2019$)(?![\s\S]*^2019 )",
    "evaluation left empty": r"^Evaluatie en\nindicator\nadministratie",
    "placeholder instead of a value": (
        r"Nog te bepalen|Nog vast te leggen|X%|: p m|: eur$|Niet gedefinieerd"
    ),
    "amounts that do not add up to the total": (
        r"24 lokale [\s\S]*46\.200,00[\s\S]*\n3 bovenlokale [\s\S]*64\.500,00[\s\S]*1\.327\.800,00"
    ),
    "definition that changes between two milestones": r"heet actief zodra[\s\S]*heet actief als",
    "figures that differ within the form": (
        r"610 woningen[\s\S]*640 woningen|4\.200 in 2016[\s\S]*3\.650|Vijftig gemeenten[\s\S]*46 "
    ),
    "action replaced by another and still in the plan": r"vervangen door actie 06_09_04",
}


def chunks():
    """The printed forms as (code, text), blank lines and blanks at line ends left out."""
    starts = [form["source"]["first_line"] - 1 for form in FORMS]
    lines = TEXT.split("\n")
    for form, first, last in zip(FORMS, starts, [*starts[1:], len(lines)], strict=True):
        kept = [line.rstrip() for line in lines[first:last] if line.strip()]
        yield form["code"], "\n".join(kept)


def documented():
    """The rows of the page's tables as (kind, codes)."""
    page = (ROOT / "docs" / "example.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| (\d\d_[^|]+) \|$", page, re.MULTILINE)
    return [(kind, re.findall(r"\d\d_\d\d_\d\d", codes)) for kind, codes in rows]


def codes_in_print():
    return {form["code"] for form in FORMS}


CHUNKS = list(chunks())
ROWS = documented()
PLACES = [(kind, code) for kind, codes in ROWS for code in codes if kind in KINDS]
BY_VALUE = {
    "cabinet of a minister whom the printed list gives another office",
    "gap in the numbering before this action",
    "reference to an action that does not exist",
}


def test_page_and_patterns_name_the_same_kinds():
    named = [kind for kind, _ in ROWS]
    assert len(named) == len(set(named))
    assert set(named) == set(KINDS) | BY_VALUE


@pytest.mark.parametrize(("kind", "code"), PLACES, ids=[f"{k}-{c}" for k, c in PLACES])
def test_kind_stands_in_the_form(kind, code):
    pattern = re.compile(KINDS[kind], re.MULTILINE)
    assert any(pattern.search(text) for here, text in CHUNKS if here == code)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_is_in_every_form(kind):
    """A pattern that finds its kind everywhere would prove nothing."""
    pattern = re.compile(KINDS[kind], re.MULTILINE)
    assert not all(pattern.search(text) for _, text in CHUNKS)


def named_in_two_offices():
    """Actions whose cabinet is called by a minister whom the front lists with another office."""
    front = TEXT.split("ACTIE 00_01_01")[0]
    listed = re.findall(r"^(\d\d) .*\b(\w+) *$", front.split("alfabet")[1], re.MULTILINE)
    office_of = {name: office for office, name in listed}
    for form in FORMS:
        names = office_of.keys() & set(re.findall(r"\w+", form["responsible"]["cabinet"]))
        if any(office_of[name] != form["code"][3:5] for name in names):
            yield form["code"]


def test_ministers_whom_the_list_gives_another_office():
    rows = dict(ROWS)["cabinet of a minister whom the printed list gives another office"]
    assert sorted(named_in_two_offices()) == rows
    assert {code[3:5] for code in rows} == {"03", "05", "06", "07", "08", "09"}


def test_gaps_in_the_numbering():
    missing = set()
    for code in codes_in_print():
        series, number = code[:6], int(code[6:])
        if number > 1 and f"{series}{number - 1:02}" not in codes_in_print():
            missing.add(code)
    rows = dict(ROWS)["gap in the numbering before this action"]
    assert set(rows) <= missing


def test_reference_to_an_action_that_does_not_exist():
    rows = dict(ROWS)["reference to an action that does not exist"]
    found = set()
    for code, text in CHUNKS:
        asked = re.findall(r"(?:actie|fiche)\s(\d\d)([ _.-])(\d\d)\2(\d\d)\b", text)
        if {f"{right}_{office}_{number}" for right, _, office, number in asked} - codes_in_print():
            found.add(code)
    assert found == set(rows)


def test_amounts_do_not_add_up_by_a_known_difference():
    text = dict(CHUNKS)["01_04_01"]
    amounts = [int(amount.replace(".", "")) for amount in re.findall(r"([\d.]+),00 euro", text)]
    each_local, each_wide, total = amounts
    assert total - (24 * each_local + 3 * each_wide) == 25_500


def test_every_form_with_a_code_of_its_own_is_named_at_least_where_it_is_odd():
    """The page names only codes that are printed."""
    assert {code for _, codes in ROWS for code in codes} <= codes_in_print()
