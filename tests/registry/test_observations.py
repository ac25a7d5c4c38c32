"""Results become observations of the monitor: once, in one transaction, in the log."""

from decimal import Decimal

import pytest
from registry.results_files import ALL, FEW, HIDDEN, WOMEN, csv_of, estat
from registry.small_plans import WHO
from registry.tables import everything

from grondrecht.registry.actions.observations import import_observations
from grondrecht.registry.log import state_on
from grondrecht.registry.models import Indicator, LogEntry, Observation, Plan
from grondrecht.registry.results.estimates import Results
from grondrecht.registry.results.reading import read_one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small", "db")]


def take(text, apply=True, name="cijfers.csv"):
    """Import a text; gives the report."""
    results = read_one(text, name, {}, "f" * 64)
    return import_observations(Plan.objects.get(), results, **WHO, apply=apply)


def test_a_trial_writes_nothing_and_says_what_would_be_new():
    before = everything()
    report = take(csv_of(ALL, WOMEN), apply=False)
    assert everything() == before
    assert [(each.indicator, each.period, each.group) for each in report.differences] == [
        ("arop-2021", "2022", ""),
        ("arop-2021", "2022", "sex: female"),
    ]
    assert report.differences[0].before is None
    assert report.differences[0].after["value"] == "14.2"
    assert not report.applied


def test_what_is_taken_in_has_its_margin_and_provenance():
    assert take(csv_of(ALL, WOMEN)).applied
    indicator = Indicator.objects.get(definition="arop")
    assert (indicator.version, indicator.unit, indicator.better) == ("2021", "%", "down")
    assert not indicator.actions.exists(), "it belongs to the plan, not to an action"
    row = indicator.observations.get(group="sex: female")
    assert (row.value, row.lower, row.upper) == (Decimal("15.1"), Decimal("13.8"), Decimal("16.5"))
    assert (row.margin, row.standard_error) == (Decimal("1.35"), Decimal("0.7"))
    assert (row.n, row.n_poor, row.population) == (3050, 470, 5_600_000)
    assert (row.method, row.source, row.breakdown) == ("linearised", "SILC", {"sex": "female"})
    assert row.provenance == {"file": "cijfers.csv", "sha256": "f" * 64, "line": 3}


def test_twice_is_once():
    take(csv_of(ALL, WOMEN, FEW, HIDDEN))
    before = everything()
    report = take(csv_of(ALL, WOMEN, FEW, HIDDEN))
    assert (report.differences, report.same, report.empty) == ((), 4, 1)
    assert everything() == before


def test_the_same_values_from_another_file_stay_as_they_were():
    take(csv_of(ALL))
    before = everything()
    take(csv_of(ALL), name="nieuw.csv")
    assert everything() == before


def test_another_value_is_a_difference_with_what_it_was():
    take(csv_of(ALL, WOMEN))
    (each,) = take(csv_of(ALL.replace("14.2", "14.4"), WOMEN)).differences
    assert (each.before["value"], each.after["value"]) == ("14.2", "14.4")
    assert Observation.objects.get(group="").value == Decimal("14.4")
    assert Observation.objects.count() == 2


def test_what_is_not_in_the_file_stays():
    take(csv_of(ALL, WOMEN))
    take(csv_of(ALL.replace(",2022,", ",2023,")))
    assert Observation.objects.count() == 3


def test_the_log_tells_by_whom_why_and_what():
    take(csv_of(ALL, WOMEN))
    entries = LogEntry.objects.filter(verb="plan.import_observations")
    assert {(each.by, each.why) for each in entries} == {(WHO["by"], WHO["why"])}
    state = state_on(Plan.objects.get().slug, "indicator:arop-2021")
    assert state["definition"] == "arop"
    assert state["observation:observed:2022-01-01:2022-12-31"]["value"] == "14.2"
    key = "observation:observed:2022-01-01:2022-12-31:sex: female"
    assert state[key]["standard_error"] == "0.7"


def test_a_value_that_is_withheld_later_takes_the_place_of_the_one_that_was():
    shown = HIDDEN.replace(",,,,,%,12,,", ",30,2,26,34,%,40,12,").replace("withheld", "few")
    take(csv_of(shown))
    assert Observation.objects.get().value == 30
    take(csv_of(HIDDEN))
    row = Observation.objects.get()
    assert (row.flag, row.value, row.margin, row.lower, row.n_poor) == ("withheld", *[None] * 4)


def test_a_wrong_cell_anywhere_keeps_everything_out():
    before = everything()
    report = take(csv_of(ALL, WOMEN.replace("15.1", "veel")))
    assert [each.line for each in report.mistakes] == [3]
    assert not report.applied
    assert everything() == before


def test_what_the_register_cannot_hold_is_told_with_its_line():
    long = WOMEN.replace("sex=female", f"sex={'x' * 300}")
    (told,) = take(csv_of(ALL, long)).mistakes
    assert told.line == 3
    assert not Observation.objects.exists()


def test_a_group_whose_dimensions_come_in_another_order_is_the_same_group():
    row = WOMEN.replace("sex=female", "sex=female; region=Brussel")
    take(csv_of(row))
    held = Observation.objects.get()
    assert held.group == "region: Brussel; sex: female"
    other = row.replace("sex=female; region=Brussel", "region=Brussel;sex=female")
    assert (take(csv_of(other)).same, Observation.objects.count()) == (1, 1)
    Observation.objects.update(group="sex: female; region: Brussel")
    assert (take(csv_of(row)).same, Observation.objects.count()) == (1, 1)


EUROS = WOMEN.replace(",%,", ",euro,")


def test_a_value_in_another_unit_than_the_rest_of_its_import_is_refused_at_its_cell():
    before = everything()
    report = take(csv_of(ALL, EUROS, WOMEN.replace("female", "male").replace(",%,", ",,")))
    assert [str(each) for each in report.mistakes] == [
        'cijfers.csv, regel 3, unit: is "euro", maar Armoederisico staat in "%"; reken het om, of'
        " geef de definitie een andere versie."
    ]
    assert [each.group for each in report.differences] == ["", "sex: male"]
    assert everything() == before


@pytest.mark.parametrize("row", [EUROS, EUROS.replace("15.1", "15.2")])
def test_a_value_in_another_unit_than_the_indicator_is_held_in_is_refused(row):
    take(csv_of(ALL, WOMEN))
    before = everything()
    report = take(csv_of(row))
    assert [(each.line, each.column) for each in report.mistakes] == [(2, "unit")]
    assert (report.same, report.differences) == (0, ())
    assert everything() == before


def test_a_unit_that_was_not_known_is_filled_in():
    of_own = [row.replace("arop@", "proef@") for row in (ALL, WOMEN)]
    take(csv_of(of_own[0].replace(",%,", ",,")))
    assert take(csv_of(of_own[1])).applied
    assert Indicator.objects.get(definition="proef").unit == "%"


def test_another_version_is_another_series():
    take(csv_of(ALL, ALL.replace("arop@2021", "arop@2030")))
    assert Indicator.objects.exclude(definition="").count() == 2


def test_a_name_that_another_indicator_has_is_refused():
    plan = Plan.objects.get()
    Indicator.objects.create(plan=plan, slug="arop-2021", name="AROP 2021")
    (told,) = take(csv_of(ALL)).mistakes
    assert "already" in told.message or "al een" in told.message
    assert not Observation.objects.exists()


def test_values_of_eurostat_that_are_missing_are_kept_with_their_flag():
    take(estat("T,BE,2021,13.2,b,", "T,BE,2022,:,u,"))
    first, last = Observation.objects.order_by("first_day")
    assert (first.value, first.flag) == (Decimal("13.2"), "b")
    assert (last.value, last.flag) == (None, ":u")
    assert last.provenance["codes"]["geo"] == "BE"


def test_nothing_in_a_file_is_nothing_in_the_register():
    report = import_observations(Plan.objects.get(), Results(), **WHO, apply=True)
    assert report.applied
    assert not LogEntry.objects.filter(verb="plan.import_observations").exists()


def test_a_large_file_asks_a_fixed_number_of_times(django_assert_max_num_queries):
    rows = [WOMEN.replace("female", f"g{number}") for number in range(400)]
    with django_assert_max_num_queries(30):
        take(csv_of(*rows))
    with django_assert_max_num_queries(12):
        take(csv_of(*rows))
    assert Observation.objects.count() == 400
