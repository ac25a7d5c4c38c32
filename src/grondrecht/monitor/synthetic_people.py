"""The people of the synthetic survey: households that come about, work and receive by chance.

What is drawn from is data/synthetic.toml. Nobody here exists.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grondrecht.monitor.shipped import shipped
from grondrecht.monitor.weighted import Floats

Whole = NDArray[np.int64]
# Self-defined status (RB211); 0 is a child.
WORKS, UNEMPLOYED, RETIRED, DISABLED, STUDENT, AT_HOME = 1, 2, 3, 4, 5, 6


class Group(NamedTuple):
    """The households whose clusters entered the sample in one year, and what stays of them.

    ``home``: of each person the household; ``chance``: per person, draws between 0 and 1.
    """

    entered: int
    stratum: NDArray[np.str_]
    cluster: Whole
    kind: Whole
    ability: Floats
    ups: Floats
    home: Whole
    member: Whole
    age: Whole
    chance: Floats
    luck: Floats


class Year(NamedTuple):
    """One income year of a group: per person what they did, per household what it had."""

    age: Whole
    status: Whole
    worked: Whole
    part_time: NDArray[np.bool_]
    earned: Floats
    pensions: Floats
    benefits: Floats

    @property
    def income(self) -> Floats:
        """The disposable income of each household."""
        return np.round(self.earned + self.pensions + self.benefits, 2)


def drawn_group(entered: int, seed: int, larger: int) -> Group:
    """The households that enter the sample in a year."""
    told = shipped("synthetic")
    draw = np.random.default_rng([seed, entered])
    strata = told["stratum"]
    codes = np.array([code for code, each in strata.items() for _ in range(each["clusters"])])
    codes = np.repeat(codes, larger)
    near = draw.normal(0, 0.35, len(codes))
    near += [told["region"][strata[code]["region"]]["ability"] for code in codes]
    cluster = np.repeat(np.arange(len(codes)), told["sample"]["homes"])
    shares = np.array([each["share"] for each in told["home"]])
    kind = draw.choice(len(shares), len(cluster), p=shares / shares.sum())
    ability = near[cluster] + draw.normal(0, 0.85, len(cluster))
    ability += np.array([each["ability"] for each in told["home"]])[kind]
    sizes = np.array([len(each["members"]) for each in told["home"]])[kind]
    home = np.repeat(np.arange(len(kind)), sizes)
    member = np.arange(len(home)) - (np.cumsum(sizes) - sizes)[home]
    ends = [told["home"][k]["members"][m] for k, m in zip(kind[home], member, strict=True)]
    low, high = np.array(ends).T
    ups = draw.normal(0, told["money"]["transitory"], (len(kind), len(told["levels"])))
    return Group(
        entered=entered,
        stratum=codes[cluster],
        cluster=entered * 10_000 + cluster,
        kind=kind,
        ability=ability,
        ups=ups,
        home=home,
        member=member,
        age=low + (draw.random(len(home)) * (high - low + 1)).astype(np.int64),
        chance=draw.random((7, len(home))),
        luck=draw.normal(0, 1, (2, len(home))),
    )


def income_year(group: Group, year: int) -> Year:
    """What the people of a group did and had in an income year."""
    told = shipped("synthetic")
    age = group.age + year + 1 - group.entered
    status = _status(group, age)
    broken = group.chance[1] < told["work"]["broken_year"]
    months = np.where(broken, 1 + (group.chance[2] * 11).astype(np.int64), 12)
    active = np.isin(status, (WORKS, UNEMPLOYED))
    worked = np.where(status == WORKS, months, np.where(active & broken, 12 - months, 0))
    # More women than men work part time.
    women = np.where(group.chance[6] < 0.5, 1.5, 0.5)
    part_time = group.chance[3] < told["work"]["part_time"] * women
    return _received(group, Year(age, status, worked, part_time, *[np.zeros(0)] * 3), year)


def _status(group: Group, age: Whole) -> Whole:
    told = shipped("synthetic")["work"]
    ability = group.ability[group.home]
    works = 1 / (1 + np.exp(-told["logit"] - told["ability"] * ability)) > group.chance[0]
    why = np.select(
        [group.chance[4] < 0.4, group.chance[4] < 0.75], [UNEMPLOYED, DISABLED], AT_HOME
    )
    studies = (group.member > 0) & (age <= 24) | (age <= 22)
    student = studies & (group.chance[5] < told["student_until_22"])
    retired = (age >= 65) | ((age >= 60) & (group.chance[5] < told["retired_from_60"]))
    kinds = [age < 18, student, retired, works]
    return np.select(kinds, [0, STUDENT, RETIRED, WORKS], why).astype(np.int64)


def _received(group: Group, did: Year, year: int) -> Year:
    """The same year with what each household had of work, pensions and benefits."""
    told = shipped("synthetic")
    money, levels = told["money"], told["levels"]
    wages, prices = levels[str(year)]
    ability = group.ability[group.home]
    hours = np.where(did.part_time, money["part_time"], 1.0)
    luck = group.luck * [[money["wage_spread"]], [money["pension_spread"]]]
    wage = wages * money["wage"] * np.exp(money["wage_ability"] * ability + luck[0])
    earned = wage * hours * did.worked / 12
    pension = prices * money["pension"] * np.exp(money["pension_ability"] * ability + luck[1])
    idle = np.isin(did.status, (WORKS, UNEMPLOYED)) * (12 - did.worked) / 12
    benefit = idle * money["unemployed"] + (did.status == DISABLED) * money["disabled"]
    benefit = benefit + (did.status == STUDENT) * money["student"]
    benefit = prices * (benefit + (did.status == 0) * money["child"])
    shares = (earned, pension * (did.status == RETIRED), benefit)
    have = [of_homes(group, share) for share in shares]
    sizes = np.bincount(group.home)
    least = prices * money["least"] * (1 + 0.35 * (sizes - 1))
    have[2] = have[2] + np.maximum(least - sum(have), 0)
    ups = np.exp(group.ups[:, list(levels).index(str(year))])
    return did._replace(earned=have[0] * ups, pensions=have[1] * ups, benefits=have[2] * ups)


def of_homes(group: Group, values: Floats) -> Floats:
    """The sum of values over the members of each household."""
    return np.asarray(np.bincount(group.home, values, len(group.kind)), np.float64)


def size_of(group: Group, age: Whole) -> Floats:
    """The equivalised size of each household (modified OECD scale)."""
    counted = np.where(group.member == 0, 1.0, np.where(age >= 14, 0.5, 0.3))
    return np.round(np.bincount(group.home, counted), 1)
