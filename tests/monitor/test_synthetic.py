"""The synthetic survey: called so everywhere, made the same again, near the published figures."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from grondrecht.monitor import Results, Survey, SurveyDesign, SurveyError, derived, indicators
from grondrecht.monitor.differences import differences
from grondrecht.monitor.synthetic import NAME, YEARS, synthetic, write

EXAMPLES = Path(str(files("grondrecht"))) / "examples"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "monitor-synthetic.md"
# Statbel, risk of poverty or social exclusion, in per cent; how far the survey may be off.
PUBLISHED = {
    2022: {"arope2030": 18.7, "arop": 13.2, "lwi2030": 11.5, "smsd": 5.8},
    2024: {"arope2030": 18.2, "arop": 11.5, "lwi2030": 11.3, "smsd": 6.1},
}
WITHIN = {"arope2030": 1.0, "arop": 1.0, "lwi2030": 1.0, "smsd": 0.5}


def shipped(year: int) -> pl.DataFrame:
    return pl.read_parquet(EXAMPLES / NAME.format(year=year))


@pytest.fixture(scope="module")
def surveys() -> dict[int, Survey]:
    design = SurveyDesign.from_toml(EXAMPLES / "synthetische-enquete.design.toml")
    return {year: Survey(derived(shipped(year)), design=design) for year in YEARS}


@pytest.fixture(scope="module")
def results(surveys: dict[int, Survey]) -> dict[int, Results]:
    asked = [*WITHIN, "arpt", "persistent-arop", "in-work-poverty", "msd", "gini"]
    return {year: indicators(surveys[year], asked, by=["DB040"]) for year in YEARS}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("indicator", WITHIN)
def test_it_is_near_the_published_figures(results: dict[int, Results], year: int, indicator: str):
    expected, within = PUBLISHED[year][indicator], WITHIN[indicator]
    assert results[year].one(indicator).value == pytest.approx(expected, abs=within)


def test_the_threshold_is_near_the_published_one(results: dict[int, Results]):
    assert (results[2022].one("arpt").value or 0) / 12 == pytest.approx(1366, rel=0.02)
    assert results[2024].one("arpt").value > 17_398  # that of 2023


@pytest.mark.parametrize("year", YEARS)
def test_flanders_is_below_the_country_and_brussels_above(results: dict[int, Results], year: int):
    for indicator in ("arop", "arope2030", "smsd", "lwi2030"):
        flanders, country, brussels = (
            results[year].one(indicator, domain).value
            for domain in ("DB040=BE2", "total", "DB040=BE1")
        )
        assert flanders < country < brussels


@pytest.mark.parametrize("year", YEARS)
def test_what_was_not_aimed_at_is_possible_still(results: dict[int, Results], year: int):
    one = results[year].one
    assert 4 < one("persistent-arop").value < one("arop").value
    assert 2 < one("in-work-poverty").value < one("arop").value
    assert one("smsd").value < one("msd").value < one("arope2030").value
    assert 20 < one("gini").value < 28


@pytest.mark.parametrize("year", YEARS)
def test_what_ships_is_what_the_generator_makes(year: int):
    assert_frame_equal(synthetic(year), shipped(year), check_exact=False, abs_tol=0.02)


@pytest.mark.parametrize("year", YEARS)
def test_it_is_small_and_called_synthetic_everywhere(year: int):
    path = EXAMPLES / NAME.format(year=year)
    assert path.stat().st_size < 400_000
    assert "synthetische" in path.name
    assert "no person" in pl.read_parquet_metadata(path)["synthetic"]
    said = shipped(year)["SYNTHETIC"].unique().to_list()
    assert said == ["synthetisch / synthetic: no person in this file exists"]
    assert "synthe" in (EXAMPLES / "synthetische-enquete.design.toml").read_text("utf-8")


@pytest.mark.parametrize("year", YEARS)
def test_it_hangs_together(year: int):
    made = shipped(year)
    assert 4_000 < len(made) < 6_000
    assert made["RB030"].is_unique().all()
    assert made["RB010"].unique().to_list() == [year]
    homes = made.group_by("RX030").agg(
        pl.len().alias("size"),
        pl.col("HX040").first(),
        *(pl.col(name).n_unique() for name in ("HX090", "RB050", "DB060", "RX060", "HS060")),
    )
    assert (homes["size"] == homes["HX040"]).all()
    for name in ("HX090", "RB050", "DB060", "HS060"):
        assert (homes[name] == 1).all()
    assert (made["HX090"] - made["HY020"] / made["HX050"]).abs().max() < 0.01
    assert (made["HY023"] <= made["HY022"]).all()
    assert (made["HY022"] <= made["HY020"]).all()
    months = made.select(pl.sum_horizontal("^PL0[789][0-9]$")).to_series()
    assert set(months.filter(made["RX020"] >= 16)) == {12}
    assert made.filter(pl.col("RX020") < 16)["PD020"].null_count() == (made["RX020"] < 16).sum()
    behind = made.select(flag=pl.col("HS011_F") == -2, none=pl.col("HS011").is_null())
    assert (behind["flag"] == behind["none"]).all()


@pytest.mark.parametrize("year", YEARS)
def test_given_results_are_those_of_the_answers(year: int):
    """Without EU-SILC's own results the library comes to the same ones, from the answers."""
    made = shipped(year)
    bare = derived(made.drop("HX060", "HX080", "HX050", "HX090", "RX050", "RX060", "RX070"))
    assert (bare["household_type"] == made["HX060"]).all()
    np.testing.assert_allclose(bare["income"], made["HX090"], atol=0.01)
    survey = Survey(bare, weight="RB050")
    again = indicators(survey, ["arope2030", "smsd", "lwi2030"], margins=False)
    for indicator, met in (
        ("arope2030", made["RX070"] > 0),
        ("smsd", made["RX060"] == 1),
        ("lwi2030", made["RX050"] == 1),
    ):
        counted = made.filter(made["RX050"] != 2) if indicator == "lwi2030" else made
        share = 100 * made.filter(met)["RB050"].sum() / counted["RB050"].sum()
        assert again.one(indicator).value == pytest.approx(share, rel=1e-9)


def test_two_years_share_half_of_the_clusters_and_the_people_in_them():
    first, second = (shipped(year) for year in YEARS)
    shared = set(first["DB060"]) & set(second["DB060"])
    assert len(shared) == 114
    assert first["DB060"].n_unique() == second["DB060"].n_unique() == 228
    both = first.join(second, on="RB030", suffix="_2024")
    assert len(both) == first["DB060"].is_in(list(shared)).sum()
    assert (both["RX020_2024"] == both["RX020"] + 2).all()
    assert (both["income_2_2024"] - both["HX090"]).abs().max() < 0.01
    assert (both["income_3_2024"] - both["income_1"]).abs().max() < 0.01


def test_shared_clusters_make_a_change_surer(surveys: dict[int, Survey]):
    fell = differences(surveys[2022], surveys[2024], ["arop"])[0]
    apart = [indicators(surveys[year], "arop").one("arop").standard_error for year in YEARS]
    assert fell.value == pytest.approx(-1.7, abs=0.3)
    assert 0.5 * np.hypot(*apart) < fell.standard_error < np.hypot(*apart)


def test_weights_add_up_to_the_people_of_each_province():
    people = shipped(2022).group_by("DB050").agg(pl.col("RB050").sum())
    assert dict(people.rows())["BE10"] == pytest.approx(1_220_000, abs=1)
    assert people["RB050"].sum() == pytest.approx(11_530_000, abs=10)


def test_a_larger_one_has_as_many_times_the_clusters_and_other_seeds_other_people():
    larger = synthetic(2023, seed=3, larger=2)
    assert larger["DB060"].n_unique() == 456
    other = synthetic(2023, seed=4)
    assert other["HY020"].to_list() != synthetic(2023, seed=3)["HY020"].to_list()


def test_another_year_is_refused():
    with pytest.raises(SurveyError, match=r"no synthetic survey of 2019; there are 2022, 2023"):
        synthetic(2019)


def test_files_are_written_by_name(tmp_path: Path):
    assert [path.name for path in write(tmp_path, seed=2)] == [
        "synthetische-enquete-2022.parquet",
        "synthetische-enquete-2024.parquet",
    ]


def test_the_page_names_every_column_and_its_figures_hold(results: dict[int, Results]):
    page = PAGE.read_text("utf-8")
    plain = [name for name in shipped(2022).columns if not name.startswith("PL0")]
    assert [name for name in plain if f"`{name}`" not in page and not name.endswith("_F")] == []
    for year in YEARS:
        assert f"{len(shipped(year)):,} persons" in page
    for indicator in WITHIN:
        line = next(line for line in page.splitlines() if f"(`{indicator}`)" in line)
        cells = [cell.strip() for cell in line.split("|")]
        assert cells[3] == f"{results[2022].one(indicator).value:.1f}"
        assert cells[5] == f"{results[2024].one(indicator).value:.1f}"
