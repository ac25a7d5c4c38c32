"""A synthetic survey of Flanders and Belgium: persons who do not exist, under EU-SILC's names.

For demonstrations, documents and tests. What is drawn from is data/synthetic.toml; the same seed
gives the same survey. Clusters stay in the sample for four years, so two years share some, and a
household's income of last year is what the survey of last year said.

    python -m grondrecht.monitor.synthetic FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.monitor.catalogue import definition
from grondrecht.monitor.derived import derived
from grondrecht.monitor.domain import Weighting
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.measures import Rate
from grondrecht.monitor.shipped import shipped
from grondrecht.monitor.survey import Survey
from grondrecht.monitor.synthetic_people import (
    AT_HOME,
    DISABLED,
    RETIRED,
    STUDENT,
    UNEMPLOYED,
    WORKS,
    Group,
    Whole,
    Year,
    drawn_group,
    income_year,
    size_of,
)
from grondrecht.monitor.weighted import Floats

YEARS = (2022, 2024)
SEED = 14
NAME = "synthetische-enquete-{year}.parquet"
# Columns with months: of employed and self-employed work, full-time and part-time; of each other
# status; and those that nobody here has months in.
WORK = ("PL073", "PL074", "PL075", "PL076")
OTHER = {UNEMPLOYED: "PL080", RETIRED: "PL085", DISABLED: "PL086", STUDENT: "PL087"}
OTHER |= {AT_HOME: "PL089"}
NEVER = ("PL088", "PL090")


def synthetic(year: int, seed: int = SEED, larger: int = 1) -> pl.DataFrame:
    """The survey of a year (2022, 2023 or 2024), one row for each person, all of them invented.

    Columns have EU-SILC's names; ``SYNTHETIC`` says in every row what this is, ``income_1`` to
    ``income_3`` are equivalised incomes of the three years before. ``larger``: so many times as
    many clusters. Raises SurveyError for another year.
    """
    told = shipped("synthetic")
    if str(year) not in told["hardship"]:
        known = ", ".join(each for each in told["hardship"] if each.isdigit())
        raise SurveyError(
            f"There is no synthetic survey of {year}; there are {known}.",
            f"Er is geen synthetische enquête van {year}; er zijn {known}.",
        )
    rotation = told["sample"]["rotation"]
    entered = range(year - rotation + 1, year + 1)
    made = pl.concat(
        [_interviewed(drawn_group(each, seed, larger), year, seed) for each in entered]
    )
    weighed = made.with_columns(_weight(made, np.random.default_rng([seed, year])))
    return _judged(weighed.sort("RB030"))


def _interviewed(group: Group, year: int, seed: int) -> pl.DataFrame:
    """The persons of a group as the survey of a year has them, without weights."""
    told = shipped("synthetic")
    draw = np.random.default_rng([seed, group.entered, year])
    past = [income_year(group, year - back) for back in range(1, 5)]
    did, home = past[0], group.home
    size = size_of(group, did.age)
    regions = {code: each["region"] for code, each in told["stratum"].items()}
    stratum = group.stratum[home]
    number = group.cluster[0] // 10_000 * 100_000 + home
    child = (did.age < 25) & (group.member > 0) & (did.status != WORKS)
    columns: dict[str, Any] = {
        "RB010": np.full(len(home), year),
        "RB030": number * 10 + group.member + 1,
        "RX030": number,
        "DB040": [regions[code] for code in stratum],
        "DB050": stratum,
        "DB060": group.cluster[home],
        "RB090": np.where(group.chance[6] < 0.5, 2, 1),
        "RX010": did.age + (draw.random(len(home)) < 0.4),
        "RX020": did.age,
        "RB230": pl.Series(number * 10 + 1).set(pl.Series(~(child | (did.age < 18))), None),
        "RB211": _asked(did.status, did.age >= 16, {0: STUDENT}),
        "HX040": np.bincount(home)[home],
        "HX050": size[home],
        "HY020": did.income[home],
        "HY022": np.round(did.earned + did.pensions, 2)[home],
        "HY023": np.round(did.earned, 2)[home],
        "HX090": np.round(did.income / size, 2)[home],
        "RX040": _work_intensity(group, did),
    }
    for back, each in enumerate(past[1:], 1):
        columns[f"income_{back}"] = np.round(each.income / size_of(group, each.age), 2)[home]
    columns |= _calendar(group, did) | _answers(group, did, size, year, draw)
    return pl.DataFrame(columns)


def _asked(
    values: Whole, of: NDArray[np.bool_], other: Mapping[int, int] | None = None
) -> pl.Series:
    """Answers of those who are asked; empty of others."""
    made = pl.Series(values).replace(other or {})
    return made.set(pl.Series(~of), None)


def _work_intensity(group: Group, did: Year) -> pl.Series:
    """Months worked to months that could be, of adults of 18 to 64; 99 where there is none."""
    adult = (did.age >= 18) & (did.age <= 64) & ~np.isin(did.status, (RETIRED, STUDENT))
    months = np.where(adult, did.worked * np.where(did.part_time, 0.5, 1.0), 0)
    could = np.bincount(group.home, 12.0 * adult)
    share = np.bincount(group.home, months) / np.maximum(could, 1)
    known = (could > 0)[group.home] & (did.age < 65)
    return pl.Series(np.where(known, np.round(share, 3)[group.home], 99.0))


def _calendar(group: Group, did: Year) -> dict[str, pl.Series]:
    """Months by activity, of who is 16 or older."""
    own = group.chance[4] < shipped("synthetic")["work"]["self_employed"]
    work = zip(WORK, ((~own, False), (~own, True), (own, False), (own, True)), strict=True)
    columns = {
        column: np.where(who & (did.part_time == part), did.worked, 0)
        for column, (who, part) in work
    }
    status = np.where(did.status == 0, STUDENT, did.status)
    for code, column in OTHER.items():
        rest = status == code if code != UNEMPLOYED else np.isin(status, (WORKS, UNEMPLOYED))
        columns[column] = np.where(rest, 12 - did.worked, 0)
    columns |= {column: np.zeros_like(status) for column in NEVER}
    return {column: _asked(months, did.age >= 16) for column, months in columns.items()}


def _answers(
    group: Group, did: Year, size: Floats, year: int, draw: np.random.Generator
) -> dict[str, pl.Series]:
    """What is asked of deprivation: of households, and of persons of 16 and older."""
    told = shipped("synthetic")
    rule, income = told["hardship"], np.log(np.maximum(did.income / size, 1_000))
    level = np.log(told["levels"][str(year - 1)][0] * rule["middle"])
    homes = rule[str(year)] - rule["income"] * (income - level) - rule["ability"] * group.ability
    homes = homes + draw.normal(0, rule["spread"], len(homes))
    columns = {}
    for item, each in told["item"].items():
        of_person = each["of"] == "person"
        felt = homes[group.home] if of_person else homes
        lacks = felt + draw.normal(0, rule["own"], len(felt)) > each["beyond"]
        other = draw.random(len(felt)) < each["other"]
        has, cannot = each["codes"]
        answer = np.where(lacks, cannot, np.where(other, 3, has))
        if of_person:
            columns[item] = _asked(answer, did.age >= 16)
            continue
        applies = draw.random(len(felt)) < each.get("applies", 1.0)
        columns[item] = _asked(answer[group.home], applies[group.home])
        if "applies" in each:
            columns[f"{item}_F"] = pl.Series(np.where(applies, 1, -2)[group.home])
    return columns


def _weight(made: pl.DataFrame, draw: np.random.Generator) -> pl.Series:
    """Weights that differ as those of non-response, and add up to the people of each stratum."""
    homes, number = np.unique(made["RX030"].to_numpy(), return_inverse=True)
    rough = np.exp(draw.normal(0, 0.25, len(homes)))[number]
    rough = rough * np.where(made["HX040"].to_numpy() == 1, 1.15, 1.0)
    strata, place = np.unique(made["DB050"].to_numpy(), return_inverse=True)
    people = np.array([shipped("synthetic")["stratum"][code]["people"] for code in strata])
    weight = rough * (people / np.bincount(place, rough))[place]
    return pl.Series("RB050", np.round(weight, 3))


def _judged(made: pl.DataFrame) -> pl.DataFrame:
    """With EU-SILC's own results beside the answers, by the definitions of this library."""
    full = derived(made)
    everyone = Weighting(Survey(full)).everyone()
    met = {}
    for id in ("arop", "smsd", "lwi2030"):
        rate = cast(Rate, definition(id))
        met[id] = pl.Series(rate.condition.met(everyone)[0]).cast(pl.Int16)
    worked = full["work_intensity_2030"] <= 1
    columns = {
        "HX060": full["household_type"].cast(pl.Int16),
        "HX080": met["arop"],
        "RX050": met["lwi2030"].set(~worked, 2),
        "RX060": met["smsd"],
        "RX070": 100 * met["arop"] + 10 * met["smsd"] + met["lwi2030"],
    }
    said = pl.lit(shipped("synthetic")["sample"]["calls_itself"]).alias("SYNTHETIC")
    whole = pl.col(pl.Int64).exclude("RB030", "RB230", "RX030", "DB060").cast(pl.Int16)
    return made.with_columns(whole, *[values.alias(name) for name, values in columns.items()], said)


def write(folder: Path, seed: int = SEED) -> list[Path]:
    """Write the surveys of 2022 and 2024 as Parquet files; their metadata call them synthetic."""
    said = {"synthetic": shipped("synthetic")["sample"]["calls_itself"], "seed": str(seed)}
    paths = [folder / NAME.format(year=year) for year in YEARS]
    for year, path in zip(YEARS, paths, strict=True):
        synthetic(year, seed).write_parquet(path, compression_level=19, metadata=said)
    return paths


if __name__ == "__main__":
    print(*write(Path(sys.argv[1])), sep="\n")
