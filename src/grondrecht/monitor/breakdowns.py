"""Domains of a survey: everyone, and the groups by one column or several crossed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from grondrecht.monitor import asking
from grondrecht.monitor.domain import Domain, Weighting
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.shipped import shipped
from grondrecht.monitor.survey import Survey

Breakdown = str | tuple[str, ...]
Coded = tuple[NDArray[np.integer], list[str]]
TOTAL = "total"


def domains(
    sample: Weighting, by: str | Sequence[Breakdown] = (), only: str = TOTAL
) -> Iterator[tuple[str, Domain]]:
    """Everyone first, then each group; people ascend by income where there is one.

    ``only`` keeps the people of one domain; thresholds stay those of the whole survey. People of
    whom the column is not known are in no group of it. A group is labelled ``sex=female``, a
    crossed one ``sex=female; region=Vienna``.
    """
    everyone = domain_named(sample, only)
    yield TOTAL, everyone
    for columns in asking.columns_of(by):
        number, labels = crossed([coded(sample.survey, column) for column in columns])
        yield from _groups(everyone, number, labels)


def _groups(
    everyone: Domain, number: NDArray[np.integer], labels: Sequence[str]
) -> Iterator[tuple[str, Domain]]:
    """The groups, each in the order of everyone: a stable sort on small numbers."""
    along = number[everyone.rows].astype(np.int16 if len(labels) < 30_000 else np.int32)
    order = np.argsort(along, kind="stable")
    ends = np.searchsorted(along[order], np.arange(len(labels) + 1))
    rows = everyone.rows[order]
    for place, label in enumerate(labels):
        group = rows[ends[place] : ends[place + 1]]
        if len(group):
            yield label, Domain(everyone.sample, group, everyone.by)


def coded(survey: Survey, column: str) -> Coded:
    """Of each row its group by a column (-1 where unknown), and the groups' labels."""
    if column == "age":
        return banded(survey)
    number, names = survey.groups(column)
    return number, [f"{column}={name}" for name in names]


def banded(survey: Survey) -> Coded:
    """Of each row its age band, and the bands' labels."""
    age = survey.numbers("age")
    number = np.full(len(age), -1, np.int32)
    for place, (low, high) in enumerate(age_bands()):
        number[(age >= low) & (age <= high)] = place
    *younger, (oldest, _) = age_bands()
    return number, [*(f"age={low}-{high}" for low, high in younger), f"age={oldest}+"]


@cache
def age_bands() -> tuple[tuple[int, int], ...]:
    """The bands of data/age-bands.toml."""
    return tuple((low, high) for low, high in shipped("age-bands")["bands"])


def crossed(parts: Sequence[Coded]) -> Coded:
    """Several columns crossed into one."""
    number, labels = parts[0]
    for other, more in parts[1:]:
        unknown = (number < 0) | (other < 0)
        number = np.where(unknown, -1, number * len(more) + other)
        labels = [f"{one}; {two}" for one in labels for two in more]
    return number, labels


def domain_named(sample: Weighting, label: str) -> Domain:
    """The domain with a label, as ``domains`` gives it; SurveyError where nobody is in it."""
    if not isinstance(label, str):
        raise SurveyError(
            f"only={label!r} is no domain; write one as 'region=Vienna'.",
            f"only={label!r} is geen domein; schrijf er een als 'region=Vienna'.",
        )
    if label == TOTAL:
        return sample.everyone("income" if sample.survey.has("income") else "")
    columns = tuple(part.partition("=")[0].strip() for part in label.split(";"))
    found = dict(domains(sample, [columns]))
    if label in found:
        return found[label]
    known = ", ".join(list(found)[1:9])
    raise SurveyError(
        f"Nobody is in {label}; there is {known}.", f"Niemand zit in {label}; er is {known}."
    )
