"""What a report says comes out of the copy of its round, all of it, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from followup.round_copies import (
    COUNTS_OF_2017,
    STATUSES,
    copies,
    empty_copy,
    round_copy,
    the_counts_of_2017,
)
from hypothesis import given, settings

from grondrecht.followup.report.blocks import Bullets, Chart, Facts, Heading, Paragraph, Table
from grondrecht.followup.report.citizens import citizens
from grondrecht.followup.report.content import content, sections
from grondrecht.followup.report.counting import deviating, shares

NAMES = {key: name for key, name, *_ in STATUSES}
INSTRUMENTS = {
    "nl": "Systemen, gegevens, formules, instrumenten en rechten, met de stand van hun acties",
    "en": "Systems, data sets, formulas, instruments and rights, with the state of their actions",
}
few = settings(max_examples=12, deadline=None)


@pytest.fixture(scope="module")
def whole():
    """A report with every part of it, and the copy that it is of."""
    copy = round_copy(40)
    return copy, content(copy, "nl")


def tables(found, caption):
    return [
        block for block in found.blocks if isinstance(block, Table) and block.caption == caption
    ]


def words_of(found):
    """Every text of a report."""
    for block in found.blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Bullets():
                yield from block.items
            case Facts():
                yield from (text for pair in block.items for text in pair)
            case Table():
                yield from (cell for row in block.rows for cell in row)
            case Chart():
                yield block.alt


def test_the_four_parts_of_the_decree_come_in_order(whole):
    firsts = [block.text for block in sections(whole[1]) if block.level == 1]
    assert [text.partition(".")[0] for text in firsts] == [
        "Samenvatting",
        *("Deel 1", "Deel 2", "Deel 3", "Deel 4"),
        *("Bijlage 1", "Bijlage 2", "Bijlage 3"),
    ]


def test_the_counts_of_a_real_report_come_out_as_they_went_in():
    found = content(the_counts_of_2017(), "nl")
    (table,) = tables(found, "Acties naar stand")
    counted = {name: count for name, count, _ in table.rows}
    expected = {NAMES[key]: str(count) for key, count in COUNTS_OF_2017.items()}
    assert counted == {**expected, "vervangen": "0", "Totaal": "161"}
    assert "161 van de 161 acties kregen een antwoord." in list(words_of(found))
    assert "15 acties wijken af van wat beloofd was." in list(words_of(found))


@pytest.mark.parametrize(
    "caption", ["Stand van de acties per grondrecht", "Stand van de acties, naar soort"]
)
def test_rows_of_a_table_add_up(whole, caption):
    (table,) = tables(whole[1], caption)
    numbers = [[int(cell) for cell in row[1:]] for row in table.rows]
    assert all(sum(row[:-1]) == row[-1] for row in numbers)
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]


@few
@given(copies())
def test_every_action_has_its_form_and_every_finding_its_row(copy):
    found = content(copy, "nl")
    forms = [
        block.text for block in found.blocks if isinstance(block, Heading) and block.level == 3
    ]
    assert [text.split()[0] for text in forms] == [report["code"] for report in copy["reports"]]
    held = [each["text"] for report in copy["reports"] for each in report["findings"]]
    rows = [
        row
        for table in tables(found, "Wat de administratie zegt, en wat anderen vonden")
        for row in table.rows
    ]
    assert Counter(row[3] for row in rows) == Counter(held)


@few
@given(copies())
def test_shares_of_a_right_are_all_its_actions(copy):
    promised, away, silent = shares(copy, copy["reports"])
    assert promised + away + silent == len(copy["reports"])
    assert away == len(deviating(copy))


@few
@given(copies())
def test_headings_skip_no_level_and_every_row_has_all_cells(copy):
    for found in (content(copy, "nl"), content(copy, "en"), citizens(copy, "nl")):
        levels = [block.level for block in found.blocks if isinstance(block, Heading)]
        assert levels[:1] == [1]
        assert all(after <= before + 1 for before, after in pairwise(levels))
        for table in (block for block in found.blocks if isinstance(block, Table)):
            assert all(len(row) == len(table.columns) for row in table.rows)


def test_what_the_administration_says_and_what_others_found_stand_apart(whole):
    (table,) = tables(whole[1], "Wat de administratie zegt, en wat anderen vonden")
    labels = [column.label for column in table.columns]
    assert labels == ["Actie", "De administratie zegt", "Wie", "Anderen vonden"]
    steps = {"geen bewijs", "niet gestart", "beperkt", "grotendeels", "volledig"}
    assert all(row[2].splitlines()[-1] in steps for row in table.rows)
    assert all(row[1].splitlines()[0] not in steps for row in table.rows)


def test_every_drawing_says_its_numbers_and_has_its_table(whole):
    copy, found = whole
    captions = [block.caption for block in found.blocks if isinstance(block, Chart)]
    assert captions[:3] == [
        "Acties naar stand",
        "Acties per grondrecht: zoals beloofd, afwijkend en niet beantwoord",
        "Bevindingen naar hoe ver de actie staat",
    ]
    assert captions[3:] == [each["name"] for each in copy["monitor"]]
    for place, block in enumerate(found.blocks):
        if isinstance(block, Chart):
            assert re.search(r"\d", block.alt)
            follows = found.blocks[place + 1 : place + 8]
            assert any(isinstance(each, Table) for each in follows)


def test_no_person_is_named(whole):
    text = "\n".join(words_of(whole[1]))
    assert "Chris Ambtenaar" not in text
    assert "Bram Kabinetslid" not in text
    assert "An Coördinator" not in text


def test_an_empty_round_says_that_there_is_nothing():
    text = "\n".join(words_of(content(empty_copy(), "nl")))
    for sentence in (
        "Er werd naar geen enkele actie gevraagd.",
        "Er staan geen dossiers op de lijst van armoedetoetsen.",
        "De armoedemonitor heeft geen cijfers in deze ronde.",
        "Er is geen overleg vastgelegd.",
        "Er zijn geen punten om op te volgen.",
        "Er is geen inventaris van rechten en sociale correcties.",
    ):
        assert sentence in text


def test_a_draft_says_that_it_is_one():
    assert content(round_copy(2, state="open"), "nl").mark == "Ontwerp"
    assert content(round_copy(2, state="sent"), "nl").mark == ""
    front = dict(content(round_copy(2, state="open"), "nl").front)
    assert front["Stand van het rapport"].startswith("ontwerp")
    assert dict(content(round_copy(2), "nl").front)["Stand van het rapport"].endswith(
        "15 maart 2017".replace(" ", "\u00a0")
    )


def test_money_is_promised_beside_spent_and_never_subtracted(whole):
    copy, found = whole
    (table,) = tables(found, "Toegezegd en uitgegeven geld per actie")
    spent = [report for report in copy["reports"] if report["answer"]["spent"]]
    assert [row[0].split()[0] for row in table.rows] == [report["code"] for report in spent]
    first = spent[0]["answer"]["spent"][0]
    whole_euros = f"{int(float(first['amount'])):,}".replace(",", ".")
    assert table.rows[0][2].splitlines()[0] == f"{first['year']}: €\u00a0{whole_euros}"


def test_what_nobody_answered_stands_with_who_should_have(whole):
    copy, found = whole
    silent = [report for report in copy["reports"] if not report["answer"]["status"]]
    (table,) = tables(found, "Acties zonder antwoord")
    told = "\n".join(row[1] for row in table.rows)
    assert silent
    assert all(report["code"] in told for report in silent)


def test_a_status_that_the_round_does_not_know_is_counted_by_its_key():
    copy = round_copy(3)
    copy["reports"][0]["answer"]["status"] = "vreemd"
    (table,) = tables(content(copy, "nl"), "Acties naar stand")
    assert ("vreemd", "1") in {row[:2] for row in table.rows}
    assert table.rows[-1][1] == "3"


def test_english_has_english_names():
    found = content(round_copy(30), "en")
    assert found.title == "Progress report 2017"
    assert "running as planned" in "\n".join(words_of(found))
    assert "zoals gepland" not in "\n".join(words_of(found))


def test_marks_are_one_row_a_rule_with_every_code():
    """Two hundred actions with one mark took seven pages; the words stand in the annex."""
    copy = round_copy(200)
    mark = {"rule": "stale_news", "message": "Het nieuws is oud.", "message_en": "Old news."}
    for report in copy["reports"]:
        report["honesty"] = [mark, mark]
    copy["reports"][7]["honesty"] = [{**mark, "rule": "no_next_step", "message": "Geen stap."}]
    found = content(copy, "nl")
    (table,) = tables(found, "Aandachtspunten, per regel die ze plaatst")
    (step, one, code), (news, many, codes) = table.rows
    assert (step, one, code) == (
        "geen volgende stap met een dag",
        "1",
        copy["reports"][7]["code"],
    )
    others = [each["code"] for number, each in enumerate(copy["reports"]) if number != 7]
    assert (news, many, codes.split(", ")) == ("geen recent nieuws", "199", others)
    told = list(words_of(found))
    assert sum("Het nieuws is oud." in text for text in told) == 199
    assert "Geen stap." in told


def test_promises_are_read_without_the_line_breaks_of_the_print():
    copy = round_copy(1)
    (report,) = copy["reports"]
    report["answer"]["milestones"] = [
        {"position": 1, "period": "2017", "done": "Eén.\nTwee.", "promised": PRINTED}
    ]
    report["budget"], report["summary"] = PRINTED, PRINTED
    told = list(words_of(content(copy, "nl")))
    assert told.count(READ) >= 3
    assert PRINTED not in told
    assert "Eén.\nTwee." in told


PRINTED = """Het Platform Armen aan het Woord las de aanvraagbrief
na en stelde voor:
- een kortere brief
- een gratis nummer"""
READ = """Het Platform Armen aan het Woord las de aanvraagbrief na en stelde voor:
- een kortere brief
- een gratis nummer"""


def test_figures_that_were_made_up_are_called_so_and_missing_ones_are_not_drawn():
    copy = round_copy(4)
    for each in copy["monitor"]:
        assert not any(row.get("synthetic") for row in each["observations"])
    assert "synthetisch" not in "\n".join(words_of(content(copy, "nl")))
    indicator = copy["monitor"][0]
    first, *rest = indicator["observations"]
    hidden = {**first, "period": "2030", "value": None, "margin": None, "flag": "withheld"}
    indicator["observations"] = [{**first, "synthetic": True}, *rest, hidden]
    for found in (content(copy, "nl"), citizens(copy, "nl")):
        text = "\n".join(words_of(found))
        assert "Een deel van deze cijfers is synthetisch" in text
        assert "None" not in text
    assert "Some of these figures are synthetic" in "\n".join(words_of(content(copy, "en")))
    (table,) = tables(content(copy, "nl"), f"{indicator['name']}: waarnemingen")
    assert [row[3] for row in table.rows if row[1] == "2030"] == ["–"]


def test_each_instrument_stands_with_the_state_of_its_actions():
    copy = round_copy(20)
    (table,) = tables(content(copy, "nl"), INSTRUMENTS["nl"])
    states = {
        r["code"]: NAMES.get(r["answer"]["status"], "niet beantwoord") for r in copy["reports"]
    }
    assert [row[0] for row in table.rows] == [each["name"] for each in copy["instruments"]]
    assert [row[1] for row in table.rows[:5]] == [
        *("systeem", "gegevensbestand", "formule", "instrument", "recht")
    ]
    for row, each in zip(table.rows, copy["instruments"], strict=True):
        said = [f"{code}: {states.get(code, 'niet gevraagd')}" for code in each["actions"]]
        assert row[2] == "\n".join(said)
    english = tables(content(copy, "en"), INSTRUMENTS["en"])[0].rows
    assert [row[0] for row in english][:2] == [
        "National register 0",
        copy["instruments"][1]["name"],
    ]


def test_a_copy_from_before_rounds_covered_instruments_says_nothing_of_them():
    copy = round_copy(3)
    del copy["instruments"]
    assert tables(content(copy, "nl"), INSTRUMENTS["nl"]) == []
    assert "Waarover de acties gaan" not in list(words_of(content(copy, "nl")))
    assert "Deze ronde gaat over geen enkel" in " ".join(words_of(content(empty_copy(), "nl")))
