"""What a survey must hold before anything is computed; each refusal names column and rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.monitor.errors import BadRows, SurveyError, rows_en, rows_nl
from grondrecht.monitor.weighted import Floats, Spread, Whole

if TYPE_CHECKING:
    from grondrecht.monitor.domain import Domain
    from grondrecht.monitor.survey import Survey


# A weight times an income times itself, squared again, is still a number.
LARGEST = 1e30


def refuse_rows(column: str, bad: NDArray[np.bool_] | pl.Series, en: str, nl: str) -> None:
    """Raise BadRows, which names a column and its bad rows, where there are any."""
    rows = np.flatnonzero(np.asarray(bad))
    if len(rows):
        raise BadRows(column, rows.tolist(), en, nl)


def refuse_other_codes(
    column: str, values: pl.Series, known: Sequence[float], en: str, nl: str
) -> None:
    """Raise SurveyError that names a column, its rows with an unknown code, and the known ones."""
    listed = ", ".join(f"{code:g}" for code in known)
    refuse_rows(
        column,
        ~values.is_in([float(code) for code in known]).fill_null(True),
        f"{en}; known are {listed}",
        f"{nl}; bekend zijn {listed}",
    )


def numbers(series: pl.Series) -> Floats:
    """A column as floats, nan where nothing is filled in; NaN and infinity are refused."""
    if series.dtype in (pl.Categorical, pl.Enum):
        series = series.cast(pl.String)
    if series.dtype == pl.String:
        series = _read_numbers(series)
    if series.dtype == pl.Null:
        series = series.cast(pl.Float64)
    if not (series.dtype.is_numeric() or series.dtype == pl.Boolean):
        raise SurveyError(
            f"Column {series.name} holds {series.dtype}, where numbers are needed.",
            f"Kolom {series.name} bevat {series.dtype}, waar getallen nodig zijn.",
        )
    return _finite(series)


def _read_numbers(series: pl.Series) -> pl.Series:
    read = series.str.strip_chars().cast(pl.Float64, strict=False)
    empty = series.str.strip_chars() == ""
    wrong = series.is_not_null() & read.is_null() & ~empty.fill_null(False)
    refuse_rows(
        series.name,
        wrong,
        "text where a number is needed; correct it, or leave the cell empty where unknown",
        "tekst waar een getal moet staan; verbeter dit, of laat de cel leeg waar het onbekend is",
    )
    return read


def _finite(series: pl.Series) -> Floats:
    values = series.to_numpy().astype(np.float64, copy=False)
    wrong = ~np.isfinite(values)
    if wrong.any():
        refuse_rows(
            series.name,
            wrong & series.is_not_null().to_numpy(),
            "not a number or infinite; leave the cell empty where the value is unknown",
            "geen getal of oneindig; laat de cel leeg waar de waarde onbekend is",
        )
    if max(-np.fmin.reduce(values, initial=0.0), np.fmax.reduce(values, initial=0.0)) > LARGEST:
        refuse_rows(
            series.name,
            np.abs(values) > LARGEST,
            f"a number beyond {LARGEST:g}, whose squares cannot be computed with; give it in a"
            " larger unit, or leave the cell empty where the value is unknown",
            f"een getal voorbij {LARGEST:g}, met de kwadraten waarvan niet te rekenen is; geef het"
            " in een grotere eenheid, of laat de cel leeg waar de waarde onbekend is",
        )
    return values


def weights(series: pl.Series) -> Floats:
    """The weights: all there, none negative, some above zero."""
    if not len(series):
        raise SurveyError(
            "The survey has 0 rows; there is nothing to compute.",
            "De enquête heeft 0 rijen; er is niets te berekenen.",
        )
    values = numbers(series)
    refuse_rows(series.name, np.isnan(values), "a weight is missing", "een gewicht ontbreekt")
    refuse_rows(series.name, values < 0, "a weight is negative", "een gewicht is negatief")
    if not values.any():
        raise SurveyError(
            f"Column {series.name}: all weights are zero.",
            f"Kolom {series.name}: alle gewichten zijn nul.",
        )
    if values.sum() < 1 / LARGEST:
        raise SurveyError(
            f"Column {series.name}: the weights add up to {values.sum():g}, whose square is zero"
            " to a computer; give weights that add up to the population.",
            f"Kolom {series.name}: de gewichten zijn samen {values.sum():g}, waarvan het kwadraat"
            " voor een computer nul is; geef gewichten die samen de bevolking zijn.",
        )
    return values


def missing(series: pl.Series) -> pl.Series:
    """Where nothing is filled in: null, NaN (as numpy and R write it), or text without a letter."""
    if series.dtype.is_float():
        return series.is_null() | series.is_nan()
    if series.dtype == pl.String:
        return series.is_null() | (series.str.strip_chars() == "")
    return series.is_null()


def filled(series: pl.Series) -> pl.Series:
    """The values, null where nothing is filled in."""
    lost = missing(series)
    return series.set(lost, None) if lost.any() else series


def complete(series: pl.Series, role: str) -> None:
    """Refuse a column of the design in which something is missing."""
    refuse_rows(
        series.name,
        missing(series),
        f"{role} is missing, so the sample cannot be told",
        f"{role} ontbreekt, dus de steekproef is niet te kennen",
    )


def each_once(people: pl.Series, *within: pl.Series) -> None:
    """Refuse persons that are there twice; in each country and year numbers may begin anew."""
    keys = [each.alias(str(place)) for place, each in enumerate((people, *within))]
    refuse_rows(
        people.name,
        pl.DataFrame(keys).is_duplicated() & ~missing(people),
        "the same person more than once; keep one row for each person",
        "dezelfde persoon meer dan één keer; houd één rij per persoon",
    )


def not_calibrated(survey: Survey) -> None:
    """Refuse a bootstrap under calibrated weights: its margins would be those without."""
    if survey.design.calibration:
        named = ", ".join(survey.design.calibration)
        raise SurveyError(
            f"The weights were calibrated on {named}, which the bootstrap does not do again for"
            " each replicate; leave replicates out, linearisation takes it into account.",
            f"De gewichten zijn gekalibreerd op {named}, en de bootstrap doet dat niet opnieuw voor"
            " elke herhaling; laat de herhalingen weg, linearisatie houdt er rekening mee.",
        )


def one_stratum_each(
    survey: Survey,
    units: Whole,
    strata: Whole,
    of_unit: Whole,
    unit_names: NDArray[Any],
    strata_names: NDArray[Any],
) -> None:
    """Refuse a cluster that is in two strata, and a household that is."""
    _in_one(survey, "cluster", units, strata, of_unit, unit_names, strata_names)
    if survey.has("cluster") and survey.has("household") and survey.has("strata"):
        series = filled(survey.labels("household"))
        homes = series.rank("dense").fill_null(0).to_numpy().astype(np.int64)
        first = np.zeros(int(homes.max(initial=0)) + 1, np.int64)
        first[homes] = strata
        known = np.where(homes == 0, strata, first[homes])
        refuse_rows(
            series.name,
            np.isin(homes, homes[known != strata]),
            "a household is in two strata; give all its members one stratum",
            "een huishouden zit in twee strata; geef al zijn leden één stratum",
        )


def _in_one(
    survey: Survey,
    role: str,
    units: Whole,
    strata: Whole,
    of_unit: Whole,
    unit_names: NDArray[Any],
    strata_names: NDArray[Any],
) -> None:
    wrong = np.flatnonzero(of_unit[units] != strata)
    if not len(wrong):
        return
    unit = units[wrong[0]]
    column = survey.column(role) or survey.column("household")
    pair = f"{strata_names[strata[wrong[0]]]}, {strata_names[of_unit[unit]]}"
    kind_en, kind_nl = ("cluster", "cluster") if survey.has(role) else ("household", "huishouden")
    rows = np.flatnonzero(units == unit).tolist()
    raise SurveyError(
        f"Column {column}, {rows_en(rows)}: {kind_en} {unit_names[unit]} is in two strata ({pair});"
        " a cluster lies in one, or say nested = true where numbers begin anew in each stratum.",
        f"Kolom {column}, {rows_nl(rows)}: {kind_nl} {unit_names[unit]} zit in twee strata"
        f" ({pair}); een cluster ligt in één stratum, of zeg nested = true waar de nummers in elk"
        " stratum opnieuw beginnen.",
    )


def spread_out(everyone: Domain, role: str) -> Spread:
    """The incomes of everyone; refused where none is known or all are equal."""
    if not len(everyone):
        column = everyone.sample.survey.column(role)
        raise SurveyError(
            f"Column {column}: no income is known, so there is no threshold.",
            f"Kolom {column}: geen enkel inkomen is bekend, dus er is geen drempel.",
        )
    unequal(everyone, role)
    return everyone.spread(role)


def unequal(everyone: Domain, role: str) -> None:
    """Refuse incomes, in ascending order, that are all equal."""
    income, people = everyone.values(role), everyone.people()
    if not len(income) or income[0] < income[-1]:
        return
    column, equal = everyone.sample.survey.column(role), f"{income[0]:g}"
    raise SurveyError(
        f"Column {column}: all {people} incomes are {equal}; where all are equal,"
        " poverty and inequality cannot be estimated.",
        f"Kolom {column}: alle {people} inkomens zijn {equal}; waar alle gelijk zijn,"
        " zijn armoede en ongelijkheid niet te schatten.",
    )
