"""A synthetic population of Flanders: persons and households that do not exist.

For demonstrations, documents and tests. What is drawn from is data/synthetic.toml and the inputs
of a folder of measures; the same seed gives the same population.

    python -m grondrecht.rights.synthetic FOLDER 100000
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.rights import written
from grondrecht.rights.synthetic_inputs import Drawn, among, drawn, hidden, series
from grondrecht.rights.synthetic_people import STATUSES, People, people
from grondrecht.rights.vocabulary import ROLE, Input, inputs_in

Array = NDArray[Any]
Groups = dict[str, Array]
DATA = Path(__file__).parent / "data"
PERSONS = 6_500_000
SEED = 2016


@cache
def rules() -> dict[str, Any]:
    """What is drawn from."""
    return tomllib.loads((DATA / "synthetic.toml").read_text("utf-8"))


@cache
def flemish_inputs() -> Mapping[str, Input]:
    """The inputs of the measures that come with the package."""
    return inputs_in(written.read(DATA / "flanders" / "inputs.yaml"))


def synthetic(
    n_persons: int = PERSONS, seed: int = SEED, inputs: Mapping[str, Input] | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Persons and households, all invented, ready for ``assess_population``.

    Persons have id, household, role and every input of a person; households id, province, type,
    income_decile, weight (for how many in Flanders one stands) and every input of a household.
    ``inputs`` are those of ``Law.inputs``, else of the measures that come with the package. A part
    of most inputs is not known: empty. Both tables say in a column that they are synthetic.
    Raises ValueError for less than one person.
    """
    if n_persons < 1:
        raise ValueError("a population has one person or more")
    told, wanted = rules(), inputs or flemish_inputs()
    made = people(told, n_persons, np.random.default_rng(seed))
    homes = _homes(made, told)
    households = _households(made, told, seed, n_persons).with_columns(
        _columns("household", wanted, homes, {}, seed)
    )
    persons = _persons(made).with_columns(
        _columns("person", wanted, _groups(made), _drawn_already(made, wanted, seed), seed)
    )
    return persons, households


def in_households(
    persons: pl.DataFrame, households: pl.DataFrame, inputs: Mapping[str, Input] | None = None
) -> list[dict[str, Any]]:
    """Both tables as a list of households, each with its persons, as JSON would give them."""
    wanted = inputs or flemish_inputs()
    own = [name for name in persons.columns if name in wanted]
    theirs = [name for name in households.columns if name in wanted]
    found: dict[int, dict[str, Any]] = {
        row["id"]: _known(row, theirs) | {"persons": []}
        for row in _plain(households).iter_rows(named=True)
    }
    for row in _plain(persons).iter_rows(named=True):
        found[row["household"]]["persons"].append(_known(row, own))
    return list(found.values())


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    days = [name for name, kind in frame.schema.items() if kind == pl.Date]
    return frame.with_columns(pl.col(days).cast(pl.String))


def _known(row: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    return {"id": str(row["id"])} | {name: row[name] for name in names if row[name] is not None}


def _persons(made: People) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "id": np.arange(1, len(made.home) + 1, dtype=np.int32),
            "household": made.home + np.int32(1),
            "role": series(ROLE, made.role, np.ones(len(made.role), np.bool_)),
            "synthetic": np.ones(len(made.home), np.bool_),
        }
    )


def _households(made: People, told: Mapping[str, Any], seed: int, n_persons: int) -> pl.DataFrame:
    size = len(made.starts)
    types = list(dict.fromkeys(kind["type"] for kind in told["household"]))
    place = np.array([types.index(kind["type"]) for kind in told["household"]], np.uint8)
    shares = np.array(list(told["province"].values()))
    chance = np.random.default_rng([seed, 1]).random(size)
    province = np.searchsorted(np.cumsum(shares / shares.sum())[:-1], chance, side="right")
    return pl.DataFrame(
        {
            "id": np.arange(1, size + 1, dtype=np.int32),
            "province": among(list(told["province"]), province),
            "type": among(types, place[made.kind]),
            "income_decile": made.decile,
            "weight": np.full(size, told["population"]["persons"] / n_persons),
            "synthetic": np.ones(size, np.bool_),
        }
    )


def _groups(made: People) -> Groups:
    found = {name: made.status == place for place, name in enumerate(STATUSES)}
    found |= {"young": (made.age >= 18) & (made.age <= 25), "old": made.age >= 65}
    return found | {"poor": made.poor[made.home], "low": made.low[made.home]}


def _homes(made: People, told: Mapping[str, Any]) -> Groups:
    kinds = [kind["type"] for kind in told["household"]]
    return {
        "poor": made.poor,
        "low": made.low,
        "alone": np.array([kind.startswith("alone") for kind in kinds])[made.kind],
        "with_children": np.array(["n_children" in kind for kind in told["household"]])[made.kind],
        "old": made.age[made.starts] >= 65,
    }


def _drawn_already(made: People, wanted: Mapping[str, Input], seed: int) -> dict[str, Drawn]:
    """Age and income, which the rest hangs on."""
    found: dict[str, Drawn] = {}
    for name, values, scale in (("age", made.age, 1), ("net_income", made.cents, 100)):
        given = wanted.get(name)
        if given is None or given.of != "person" or given.scale != scale:
            continue
        draw = np.random.default_rng([seed, len(found)])
        known = hidden(np.ones(len(values), np.bool_), rules()["inputs"][name]["unknown"], draw)
        found[name] = np.clip(values, given.low, given.high), known
    return found


def _columns(
    of: str, wanted: Mapping[str, Input], groups: Groups, already: dict[str, Drawn], seed: int
) -> list[pl.Series]:
    """The inputs of an entity: those with a rule in the order of the rules, then the others."""
    told = rules()
    own = {name: each for name, each in wanted.items() if each.of == of and name != "role"}
    names = [name for name in told["inputs"] if name in own]
    found = {}
    for name in dict.fromkeys((*names, *own)):
        rule = told["inputs"].get(name, {})
        values, known = already.get(name) or drawn(own[name], rule, told["default"], groups, seed)
        if own[name].kind == "yes_no":
            groups[name] = values & known
        found[name] = series(own[name], values, known)
    return [found[name] for name in own]


def main() -> None:
    """Write both tables to a folder: persons.parquet and households.parquet."""
    folder = Path(sys.argv[1])
    persons, households = synthetic(int(sys.argv[2]) if len(sys.argv) > 2 else PERSONS)
    persons.write_parquet(folder / "persons.parquet")
    households.write_parquet(folder / "households.parquet")


if __name__ == "__main__":
    main()
