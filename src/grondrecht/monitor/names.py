"""What the columns of a survey are called: a role to the names it may have, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from grondrecht.monitor.errors import SurveyError

Names = Mapping[str, tuple[str, ...]]


@cache
def eu_silc() -> Names:
    """The names of EU-SILC variables, per role, best first."""
    text = files("grondrecht.monitor").joinpath("data/eu-silc.toml").read_text("utf-8")
    return _flat(tomllib.loads(text)["names"])


def names_in(path: str | Path) -> Names:
    """The names in a TOML file of the user's own, in the shape of data/eu-silc.toml."""
    try:
        return _flat(tomllib.loads(Path(path).read_text("utf-8"))["names"])
    except (OSError, KeyError, AttributeError, tomllib.TOMLDecodeError) as error:
        raise SurveyError(
            f"{path} has no table [names] of roles and column names: {error}.",
            f"{path} heeft geen tabel [names] met rollen en namen van kolommen: {error}.",
        ) from error


def _flat(table: Mapping[str, object]) -> Names:
    flat: dict[str, tuple[str, ...]] = {}
    for role, given in table.items():
        if isinstance(given, Mapping):
            flat |= _flat(given)
        else:
            flat[role] = (given,) if isinstance(given, str) else tuple(given)  # type: ignore[arg-type]
    return flat


def column_for(role: str, said: str | None, names: Names, columns: Iterable[str]) -> str | None:
    """The column that plays a role: the one that was said, else the first known name there is.

    Case does not matter. Raises SurveyError where a column was said that is not there.
    """
    held = {column.casefold(): column for column in columns}
    for name in (said,) if said is not None else (role, *names.get(role, ())):
        if name.casefold() in held:
            return held[name.casefold()]
    if said is None:
        return None
    raise SurveyError(
        f"There is no column {said} for {role}; the columns are {', '.join(list(held)[:12])}.",
        f"Er is geen kolom {said} voor {role}; de kolommen zijn {', '.join(list(held)[:12])}.",
    )
