"""How a sample was drawn, as data: strata, clusters, single clusters, calibration."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NoReturn

from grondrecht.monitor.errors import SurveyError

Single = Literal["refuse", "certainty", "centre", "average"]
SINGLES = ("refuse", "certainty", "centre", "average")
LISTS = ("calibration", "amounts")


@dataclass(frozen=True)
class SurveyDesign:
    """How a sample was drawn.

    ``columns``: role to column name (income, weight, strata, cluster, household, person, age, …).
    ``single``: what a stratum with one cluster adds to a variance: ``refuse`` (an error),
    ``certainty`` (nothing), ``centre`` (its distance to the mean of all clusters), ``average``
    (the mean variance of the other strata); as R's ``survey.lonely.psu``.
    ``nested``: clusters are numbered anew in each stratum.
    ``calibration``: columns whose totals the weights were calibrated on; margins then come from
    residuals (Deville and Särndal 1992). Each counts per value, a code such as 1 and 2 too; of
    those that are also in ``amounts`` the sum was calibrated on.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    single: Single = "refuse"
    nested: bool = False
    calibration: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.single not in SINGLES:
            raise SurveyError(
                f"A single cluster cannot be treated as {self.single!r};"
                f" choose one of {', '.join(SINGLES)}.",
                f"Eén cluster in een stratum kan niet als {self.single!r} behandeld worden;"
                f" kies uit {', '.join(SINGLES)}.",
            )
        lost = [name for name in self.amounts if name not in self.calibration]
        if lost:
            raise SurveyError(
                f"{lost[0]} is among amounts and not in calibration; amounts says of which columns"
                " of the calibration the sum was calibrated on.",
                f"{lost[0]} staat bij amounts en niet in calibration; amounts zegt van welke"
                " kolommen van de kalibratie de som gekalibreerd is.",
            )

    @classmethod
    def from_toml(cls, path: str | Path) -> SurveyDesign:
        """The design in a TOML file with ``[columns]`` and the other fields.

        Raises SurveyError, with the file's name, where it does not say a design.
        """
        given = dict(_table(Path(path)))
        unknown = given.keys() - cls.__dataclass_fields__.keys()
        if unknown:
            name = sorted(unknown)[0]
            known = ", ".join(cls.__dataclass_fields__)
            raise SurveyError(
                f"{path}: {name} is no part of a design; known are {known}.",
                f"{path}: {name} hoort niet in een steekproefontwerp; bekend zijn {known}.",
            )
        try:
            _check(given)
            return cls(**(given | {name: tuple(given.get(name, ())) for name in LISTS}))
        except SurveyError as error:
            raise SurveyError(f"{path}: {error}", f"{path}: {error.nl}") from error


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SurveyError(
            f"{path} cannot be read as a design in TOML: {error}.",
            f"{path} is niet te lezen als steekproefontwerp in TOML: {error}.",
        ) from error


def _check(given: Mapping[str, Any]) -> None:
    """Refuse a value of another kind than a design takes."""
    columns = given.get("columns", {})
    if not isinstance(columns, dict):
        _wrong(
            "columns", columns, "a table of roles and columns", "een tabel van rollen en kolommen"
        )
    for role, column in columns.items():
        if not isinstance(column, str):
            _wrong(f"columns.{role}", column, "the name of a column", "de naam van een kolom")
    if not isinstance(given.get("nested", False), bool):
        _wrong("nested", given["nested"], "true or false", "true of false")
    for name in LISTS:
        named = given.get(name, [])
        if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
            _wrong(name, named, "a list of columns", "een lijst van kolommen")


def _wrong(field_name: str, value: object, en: str, nl: str) -> NoReturn:
    raise SurveyError(
        f"{field_name} is {value!r}, where {en} is needed.",
        f"{field_name} is {value!r}, waar {nl} moet staan.",
    )
