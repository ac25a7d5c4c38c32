"""The adjusted edition and measures from the terminal: shown first, then written."""

import json

import pytest
from followup.cast import OTHER_ACTION, OWN_ACTION
from followup.measured import without_measures
from followup.rounds import frozen
from registry.tables import everything

from grondrecht.followup.adjusting import Change
from grondrecht.followup.changes_file import read_changes
from grondrecht.followup.models import Adjustment, Measure
from grondrecht.register_cli.adjusting import adjust_plan
from grondrecht.register_cli.measures import import_file, import_rights
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Edition

pytestmark = pytest.mark.django_db
HEADINGS = "code;change;new_code;field;text;decision;decided_on\n"
TABLE = f"""{HEADINGS}{OWN_ACTION};change;;budget;3 miljoen euro;Regering, nota 4;2027-07-02
{OWN_ACTION};;;milestone 2029;Overal;;
{OTHER_ACTION};lapse;;;;Regering, nota 5;2/7/2027
"""
GIVEN = {
    "edition": "2027",
    "edition_name": "Bijgestuurd",
    "decided_on": "2027-07-02",
    "plan": "voorbeeld",
    "by": "An",
    "why": "",
    "as_json": False,
}


@pytest.fixture
def of(cast, db):
    return frozen(cast)


@pytest.fixture
def changes(tmp_path):
    path = tmp_path / "wijzigingen.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def test_rows_of_one_action_are_one_change():
    own, other = read_changes(TABLE.encode(), "w.csv")
    assert dict(own.texts) == {"budget": "3 miljoen euro", "milestone 2029": "Overal"}
    assert own.rests_on == "Regering, nota 4 (02-07-2027)"
    assert other == Change(OTHER_ACTION, "lapse", "Regering, nota 5", own.decided_on)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("code;wat\n01_01_01;x\n", "de kolommen zijn"),
        (f"{HEADINGS};lapse;;;;x;2027-01-01\n", "rij 2, code"),
        (f"{HEADINGS}01_01_01;lapse;;;;x;gisteren\n", "rij 2, decided_on"),
        (f"{HEADINGS}01_01_01;lapse;;;;x;\n01_01_01;change;;;;;\n", "rij 3, change"),
    ],
)
def test_a_mistake_in_the_table_is_told_by_row_and_column(text, words):
    with pytest.raises(RegisterError, match=words):
        read_changes(text.encode(), "w.csv")


def test_the_edition_is_shown_then_made(of, changes, capsys):
    before = everything()
    adjust_plan(name=of.slug, changes=changes, apply=False, **GIVEN)
    shown = capsys.readouterr().out
    assert f"verdwijnt      {OTHER_ACTION}" in shown
    assert f"anders         {OWN_ACTION}" in shown
    assert "voeg --apply toe" in shown
    assert everything() == before
    adjust_plan(name=of.slug, changes=changes, apply=True, **GIVEN | {"as_json": True})
    told = json.loads(capsys.readouterr().out)
    assert (told["applied"], told["undecided"]) == (True, [])
    assert Edition.objects.get(slug="2027").name == "Bijgestuurd"
    assert Adjustment.objects.count() == 2


def test_what_is_refused_leaves_nothing(of, changes):
    before = everything()
    for wrong in ({"decided_on": "ooit"}, {"edition": ""}, {"plan": "nergens"}):
        with pytest.raises(RegisterError):
            adjust_plan(name=of.slug, changes=changes, apply=True, **GIVEN | wrong)
    with pytest.raises(RegisterError, match="kan niet gelezen worden"):
        adjust_plan(name=of.slug, changes="weg.csv", apply=True, **GIVEN)
    assert everything() == before


def test_measures_are_shown_then_taken_in(cast, db, tmp_path, capsys):
    without_measures()
    path = tmp_path / "maatregelen.csv"
    path.write_text("name;automatic\nPremie;no\n", encoding="utf-8")
    told = {"plan": "voorbeeld", "by": "An", "why": "", "as_json": False}
    assert import_file(str(path), apply=False, **told) == 0
    assert "nieuw      premie" in capsys.readouterr().out
    assert not Measure.objects.exists()
    assert import_file(str(path), apply=True, **told) == 0
    assert import_rights(apply=True, **told | {"as_json": True}) == 0
    assert Measure.objects.filter(slug="huurpremie", kind="right").exists()
    path.write_text("name;automatic\n;soms\n", encoding="utf-8")
    capsys.readouterr()
    assert import_file(str(path), apply=True, **told) == 1
    assert "rij 2, automatic" in capsys.readouterr().out
