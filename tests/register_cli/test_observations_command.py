"""``grondrecht import-observations``: shown first, written when told, refused cell by cell."""

import json

import pytest
from registry.results_files import ALL, WOMEN, csv_of, estat, json_of, result
from registry.small_plans import plan, take_in
from registry.tables import everything

from grondrecht.registry.models import LogEntry, Observation

pytestmark = pytest.mark.django_db


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
