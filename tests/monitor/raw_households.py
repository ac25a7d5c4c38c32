"""Households as they answer: raw items under the names of EU-SILC, with gaps, made from a seed."""

from collections import defaultdict
from typing import Any

import numpy as np
import polars as pl

Person = dict[str, Any]
CALENDAR = ("PL073", "PL074", "PL075", "PL076", "PL080", "PL085", "PL086", "PL087")
CALENDAR += ("PL088", "PL089", "PL090")
YES_NO = ("HS040", "HS050", "HS060", "HH050")
THREE = ("HS070", "HS080", "HS100", "HS110", "HD080")
ARREARS = ("HS011", "HS021", "HS031")
PERSONAL = ("PD020", "PD030", "PD050", "PD060", "PD070", "PD080")


def people(seed: int, homes: int = 40, gaps: float = 0.04) -> list[Person]:
    """People in households, each a row; a share of the answers is missing."""
    draw = np.random.default_rng(seed)
    made: list[Person] = []
    for home in range(homes):
        shared = _home(draw, home, gaps)
        for member in range(int(draw.integers(1, 7))):
            made.append(shared | _person(draw, home * 100 + member, gaps))
    return made


def _maybe(draw: np.random.Generator, gaps: float, value: Any) -> Any:
    return None if draw.random() < gaps else value


def _home(draw: np.random.Generator, home: int, gaps: float) -> Person:
    income = float(np.round(draw.normal(30_000, 20_000), 2))
    made: Person = {
        "RX030": home,
        "HY020": _maybe(draw, gaps, income),
        "HY010": abs(income) * 1.3,
        "HH070": float(np.round(draw.uniform(0, 1200), 2)),
    }
    for name in (*ARREARS, *THREE):
        made[name] = _maybe(draw, gaps, int(draw.integers(1, 4)))
    for name in YES_NO:
        made[name] = _maybe(draw, gaps, int(draw.integers(1, 3)))
    made["HS011_F"] = int(draw.choice([1, -2])) if made["HS011"] is None else 1
    return made


def _person(draw: np.random.Generator, number: int, gaps: float) -> Person:
    age = int(draw.choice([draw.integers(0, 95), 13, 14, 17, 18, 24, 59, 60, 64, 65]))
    months = draw.multinomial(12, draw.dirichlet(np.full(len(CALENDAR), 0.3)))
    grown = age >= 16
    made: Person = {
        "RB030": number,
        "RX020": _maybe(draw, gaps / 2, age),
        "RB220": _maybe(draw, 0.5, 1),
        "RB230": None,
        "PL032": _maybe(draw, gaps, int(draw.integers(1, 9))) if grown else None,
        "PL060": _maybe(draw, 0.3, int(draw.integers(5, 45))) if grown else None,
        "PL100": _maybe(draw, 0.7, int(draw.integers(1, 10))) if grown else None,
        "PY080G": 0.0 if grown else None,
        "PY100G": _maybe(draw, gaps, float(draw.choice([0, 0, 0, 14_000]))) if grown else None,
        "PY110G": float(draw.choice([0, 0, 0, 9_000])) if grown else None,
    }
    told = grown and draw.random() > gaps
    for name, count in zip(CALENDAR, months, strict=True):
        made[name] = int(count) if told else None
    for name in PERSONAL:
        made[name] = _maybe(draw, gaps, int(draw.integers(1, 4))) if grown else None
    return made


def frame(rows: list[Person]) -> pl.DataFrame:
    """The rows as a table."""
    return pl.DataFrame(rows, infer_schema_length=None)


def by_home(rows: list[Person]) -> dict[int, list[Person]]:
    """The members of each household."""
    homes = defaultdict(list)
    for row in rows:
        homes[row["RX030"]].append(row)
    return homes


def one_home(*members: Person, **shared: Any) -> pl.DataFrame:
    """One household of a few members; what is not said is not in the table."""
    return frame([{"RX030": 1} | shared | member for member in members])
