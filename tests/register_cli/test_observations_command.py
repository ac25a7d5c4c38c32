"""``grondrecht import-observations``: shown first, written when told, refused cell by cell."""

import csv
import json
from importlib.resources import files
from pathlib import Path

import pytest
from registry.results_files import ALL, WOMEN, csv_of, estat, json_of, result
from registry.small_plans import plan, take_in
from registry.tables import everything

from grondrecht.registry.models import LogEntry, Observation

pytestmark = pytest.mark.django_db
EXAMPLES = files("grondrecht") / "examples"


@pytest.fixture
def file(tmp_path):
    """Write a file of results; gives its name."""

    def write(text, name="cijfers.csv"):
        (tmp_path / name).write_text(text, "utf-8")
        return name

    return write


@pytest.fixture(autouse=True)
def _a_plan(db):
    take_in(plan())


def test_it_is_shown_first_and_written_when_told(done, file):
    before = everything()
    told = done("import-observations", file(csv_of(ALL, WOMEN)))
    assert "arop-2021  2022: 14.2\n" in told
    assert "arop-2021  2022  sex: female: 15.1\n" in told
    assert told.endswith("Er is niets geschreven; voeg --apply toe om het op te nemen.\n")
    assert everything() == before
    told = done("import-observations", "cijfers.csv", "--apply", "--by", "An", "--why", "jaarlijks")
    assert "nieuw         2\n" in told
    assert Observation.objects.count() == 2
    entry = LogEntry.objects.filter(verb="plan.import_observations").first()
    assert (entry.by, entry.why) == ("An", "jaarlijks")


def test_a_change_tells_what_was(done, file):
    done("import-observations", file(csv_of(ALL)), "--apply")
    told = done("import-observations", file(csv_of(ALL.replace("14.2", "14.4"))))
    assert "arop-2021  2022: value 14.2 → 14.4\n" in told
    assert "gewijzigd     1\n" in told


def test_twice_is_once(done, file):
    name = file(csv_of(ALL, WOMEN))
    done("import-observations", name, "--apply")
    before = everything()
    told = done("import-observations", name, "--apply")
    assert "hetzelfde     2\n" in told
    assert told.endswith("Er verandert niets: het register heeft dit al.\n")
    assert everything() == before


def test_several_files_of_several_kinds_at_once(done, file):
    names = (
        file(csv_of(ALL)),
        file(json_of(result(definition="gini@2021")), "cijfers.json"),
        file(estat("T,BE,2022,13.2,p,", "T,BE,2023,:,,"), "ilc_li02.csv"),
    )
    told = done("import-observations", *names, "--plan", "proef", "--apply")
    assert "indicatoren   3\n" in told
    assert "zonder waarde 1\n" in told
    assert Observation.objects.count() == 4


def test_wrong_cells_are_told_and_nothing_is_written(run, file):
    before = everything()
    bad = WOMEN.replace("15.1", "veel")
    status, out, err = run("import-observations", file(csv_of(ALL, bad)), "--apply")
    assert (status, err) == (1, "")
    assert out.startswith("cijfers.csv, regel 3, value: 'veel' is geen getal")
    assert out.endswith("Er is niets geschreven; verbeter eerst wat hierboven staat.\n")
    assert everything() == before


def test_json_tells_every_difference(run, file):
    rows = [WOMEN.replace("female", f"g{number}") for number in range(60)]
    status, out, _err = run("import-observations", file(csv_of(*rows)), "--json")
    told = json.loads(out)
    assert (status, len(told["differences"]), told["applied"]) == (0, 60, False)
    assert told["differences"][0]["after"]["standard_error"] == "0.7"
    shown = run("import-observations", "cijfers.csv")[1]
    assert "… en nog 20 (zie --json)\n" in shown


def test_what_a_file_leaves_out_is_said_on_the_line(done, file):
    head = csv_of().split(",period")[0]
    name = file(csv_of(ALL.removesuffix(",2022,SILC"), head=head))
    done(
        *("import-observations", name, "--period", "2020", "--source", "Enquête"),
        *("--synthetic", "--apply"),
    )
    row = Observation.objects.get()
    assert (row.period, row.source, row.synthetic) == ("2020", "Synthetisch: Enquête", True)


def test_the_plan_must_be_named_where_there_are_two(refused, file):
    take_in(plan(), slug="tweede")
    assert "--plan" in refused("import-observations", file(csv_of(ALL)))


def test_a_file_that_is_not_there_is_refused(refused):
    assert "weg.csv kan niet gelezen worden" in refused("import-observations", "weg.csv")


def test_the_example_s_figures_are_those_of_the_synthetic_survey(done):
    """The values, as computed now; the margins are looked at where they are made."""
    with Path(EXAMPLES / "vapa-voorbeeld.monitor.csv").open(encoding="utf-8") as opened:
        held = {
            (row["definition"], row["domain"], row["period"]): row["value"]
            for row in csv.DictReader(opened)
        }
    done(
        *("indicators", EXAMPLES / "synthetische-enquete-2024.parquet", "--indicator", "arop"),
        *("--design", EXAMPLES / "synthetische-enquete.design.toml", "--by", "sex"),
        *("--csv", "nu.csv"),
    )
    with Path("nu.csv").open(encoding="utf-8-sig") as opened:
        now = list(csv.DictReader(opened))
    assert len(now) == 3
    for row in now:
        key = row["definition"], row["domain"], row["period"]
        assert float(held[key]) == pytest.approx(float(row["value"]), abs=1e-6)


def test_what_the_monitor_computes_is_taken_in_as_it_comes(run):
    """JSON and CSV of one survey are the same values."""
    survey = EXAMPLES / "synthetische-enquete-2024.parquet"
    asked = ("indicators", survey, "--design", EXAMPLES / "synthetische-enquete.design.toml")
    _status, told, _err = run(*asked, "--by", "age,sex", "--json", "--csv", "a.csv")
    Path("a.json").write_text(told, "utf-8")
    assert run("import-observations", "a.csv", "--apply")[0] == 0
    status, out, _err = run("import-observations", "a.json")
    assert (status, Observation.objects.exists()) == (0, True)
    assert "nieuw         0\n" in out
    assert "gewijzigd     0\n" in out
    assert Observation.objects.filter(synthetic=False).count() == 0
