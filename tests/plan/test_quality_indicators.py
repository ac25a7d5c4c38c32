"""Indicators with and without a figure, denials, and lists of codes, by kind."""

from dataclasses import replace

import pytest
from quality_plans import SOUND, cabinet, form, found, rows

BARE = rows(("2015 (nulmeting)", "begonnen"), ("2019 (einddoel)", "klaar"))
RULE = "indicator-without-number"


@pytest.mark.parametrize(
    "evaluation",
    [
        "Indicator: wie er komt", "Indicatoren: tevredenheid", "Aantal bezoekers",
        "Percentage gezinnen", "Aandeel kinderen", "% gezinnen", "Number of visits",
        "Share of families", "Indicator: aantal in 2017", "Indicator: stand op 31/12/2017",
        "Indicator: zie 02_01_02", "1. Indicator: bezoek",
    ],
)  # fmt: skip
def test_an_indicator_that_gets_no_figure_anywhere(evaluation):
    (finding,) = found(RULE, form(evaluation=evaluation, milestones=BARE))
    assert finding.level == "note"
    assert "'" in finding.message
    assert "no figure anywhere" in finding.message_en


@pytest.mark.parametrize(
    "evaluation",
    [
        "Indicator: 40 bezoekers", "Aantal bezoekers: 1.200", "Percentage gezinnen: 12,5%",
        "Aandeel kinderen: de helft", "Indicator: elke stad doet mee", "Number of visits: ten",
        "Indicator: minstens één loket", "Jaarverslag", "Gesprek met de partners", "",
    ],
)  # fmt: skip
def test_an_indicator_with_a_figure_or_no_indicator(evaluation):
    assert not found(RULE, form(evaluation=evaluation, milestones=BARE))


@pytest.mark.parametrize("text", ["40 bezoekers", "In 2017: 40", "twee steden", "12%", "+ 3"])
def test_a_figure_in_a_milestone_will_do(text):
    milestones = rows(("2015 (nulmeting)", "begonnen"), ("2019 (einddoel)", text))
    assert not found(RULE, form(evaluation="Aantal bezoekers", milestones=milestones))


@pytest.mark.parametrize("said", ["geen", "Nee", "neen.", "nihil", "NVT", "n.v.t.", "None", "N/A"])
def test_a_denial_is_no_evaluation_and_no_involvement(said):
    involved = replace(SOUND.involved, people_in_poverty=said)
    (evaluation,) = found("evaluation-not-foreseen", form(evaluation=said))
    (involvement,) = found("missing-involvement", form(involved=involved))
    assert f"'{said}'" in evaluation.message
    assert f"'{said}'" in involvement.message_en
    assert not found("missing-indicator", form(evaluation=said))
    assert not found("missing-commitment", form(budget=said))


@pytest.mark.parametrize(
    "said", ["geen cijfers, wel een verslag", "Niet in 2015", "Ja", "nog niet"]
)
def test_words_that_begin_with_no_and_go_on(said):
    involved = replace(SOUND.involved, people_in_poverty=said)
    assert not found("evaluation-not-foreseen", form(evaluation=said))
    assert not found("missing-involvement", form(involved=involved))


@pytest.mark.parametrize(
    "said", ["Evaluatie:", "Indicator:", "Evaluatie en indicator", "Indicatoren"]
)
def test_a_heading_without_content(said):
    (finding,) = found("evaluation-says-nothing", form(evaluation=said))
    assert f"'{said}'" in finding.message


@pytest.mark.parametrize(
    "said",
    ["Alle", "allen", "Alle Vlaamse ministers", "Kabinetten allen", "Everyone", "All cabinets"],
)
def test_all_cabinets_together(said):
    assert len(found("owner-is-everyone", form(responsible=cabinet(said)))) == 1


@pytest.mark.parametrize("said", ["Kabinet Water", "Alle jeugd", "Water en alle andere", "/", ""])
def test_one_cabinet_or_none(said):
    assert not found("owner-is-everyone", form(responsible=cabinet(said)))


@pytest.mark.parametrize(
    ("rights", "offices", "outside"),
    [
        ({"02": "a"}, {"01": "b"}, 0),
        ({"03": "a"}, {"01": "b"}, 1),
        ({"02": "a"}, {"04": "b"}, 1),
        ({"03": "a"}, {"04": "b"}, 2),
        ({}, {}, 0),
    ],
)
def test_segments_that_the_lists_have_or_have_not(rights, offices, outside):
    lists = {"rights": rights, "offices": offices}
    assert len(found("code-outside-legend", SOUND, **lists)) == outside
    assert len(found("unused-legend-entry", SOUND, **lists)) == outside
    assert not found("code-outside-legend", form("7"), **lists)
