"""What ``grondrecht indicators`` is asked for, and what it computes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, NamedTuple

from grondrecht.given import GivenError
from grondrecht.monitor import (
    Differences,
    Results,
    Survey,
    SurveyDesign,
    SurveyError,
    definition,
    derived,
    differences,
    indicators,
)
from grondrecht.monitor.breakdowns import TOTAL, Breakdown
from grondrecht.monitor.catalogue import definitions, possible
from grondrecht.monitor.measures import Definition
from grondrecht.monitor.wording import Words

# More groups than this nobody reads, and crossing them takes all memory.
MOST_GROUPS = 10_000


class Asked(NamedTuple):
    """What was asked for; empty where nothing was said."""

    data: str
    design: str
    by: tuple[Breakdown, ...]
    indicators: tuple[str, ...]
    only: str
    bootstrap: int
    compare: str
    words: Words


@dataclass(frozen=True)
class Computed:
    """The survey with its results, and with those of an older one where there is one.

    ``series``: the results by period, the older first; ``differences``: None without an older one.
    """

    asked: Asked
    survey: Survey
    definitions: tuple[Definition, ...]
    series: Mapping[str, Results]
    differences: Differences | None

    @property
    def results(self) -> Results:
        """Those of the survey itself."""
        return list(self.series.values())[-1]

    @property
    def synthetic(self) -> bool:
        """Whether the people are made up: a column or the file's name then says so."""
        named = "synthet" in Path(self.asked.data).name.casefold()
        return named or self.survey.has("synthetic")

    @property
    def period(self) -> str:
        """The year that the survey says it is of; empty where it does not."""
        return _year(self.survey)

    @property
    def periods(self) -> list[str]:
        """What the surveys are called, the older first."""
        return list(self.series)

    def levels(self) -> Iterator[tuple[str, str, Results]]:
        """The results of each file, the older first: period, name of the file, results."""
        files = [self.asked.compare, self.asked.data][-len(self.series) :]
        for file, (period, results) in zip(files, self.series.items(), strict=True):
            known = self.period if self.differences is None else period
            yield known, Path(file).name, results


def computed(asked: Asked, progress: Callable[[float], None]) -> Computed:
    """Compute what was asked for. Raises GivenError with one Dutch sentence."""
    try:
        return _computed(asked, progress)
    except SurveyError as error:
        raise GivenError(error.nl) from error


def _computed(asked: Asked, progress: Callable[[float], None]) -> Computed:
    design = SurveyDesign.from_toml(asked.design) if asked.design else SurveyDesign()
    survey = _survey(asked.data, design, asked)
    asked = asked._replace(words=asked.words.reading(survey))
    chosen = definitions(asked.indicators or None, survey)
    if not asked.compare:
        series = {Path(asked.data).stem: _results(asked, survey, chosen, progress)}
        return Computed(asked, survey, _some(chosen, asked), series, None)
    older = _survey(asked.compare, design, asked)
    if not asked.indicators:
        chosen = [each for each in chosen if each in definitions(None, older)]
    names = _periods(asked, older, survey)
    made = [
        _results(asked, older, chosen, lambda share: progress(share * 0.4)),
        _results(asked, survey, chosen, lambda share: progress(0.4 + share * 0.4)),
    ]
    progress(0.8)
    only, sure = asked.only or TOTAL, asked.words.confidence
    changes = differences(older, survey, chosen, asked.by, only=only, confidence=sure)
    series = dict(zip(names, made, strict=True))
    return Computed(asked, survey, _some(chosen, asked), series, changes)


def _survey(file: str, design: SurveyDesign, asked: Asked) -> Survey:
    """The survey in a file, with what its raw items allow worked out where that is asked for."""
    survey = Survey(file, design=design)
    columns = [*(name for each in asked.by for name in parts(each)), *_columns_of(asked.only)]
    if not (_all_possible(asked.indicators, survey) and all(map(survey.has, columns))):
        said: dict[str, Any] = dict(design.columns)
        survey = Survey(derived(file, **said), design=design)
    for column in columns:
        if not survey.has(column):
            raise GivenError(
                f"{file} heeft geen kolom {column}; neem een kolom van de gegevens, of een rol die"
                " het ontwerp onder [columns] een kolom geeft."
            )
    for each in asked.by:
        _refuse_many(survey, each)
    return survey


def parts(breakdown: Breakdown) -> tuple[str, ...]:
    """The columns that a breakdown crosses."""
    return (breakdown,) if isinstance(breakdown, str) else breakdown


def _columns_of(only: str) -> list[str]:
    """The columns of a domain that results keep to, as ``region=A; sex=man``."""
    if only in ("", TOTAL):
        return []
    pairs = [part.partition("=") for part in only.split(";")]
    if all(column.strip() and mark for column, mark, _ in pairs):
        return [column.strip() for column, _, _ in pairs]
    raise GivenError(f"{only!r} is geen groep voor --only; schrijf ze als region=Brussel.")


def _refuse_many(survey: Survey, breakdown: Breakdown) -> None:
    """Refuse columns that are no groups, such as incomes crossed with persons."""
    count = prod(survey.labels(column).n_unique() for column in parts(breakdown))
    if count > MOST_GROUPS:
        raise GivenError(
            f"Uitsplitsen naar {'*'.join(parts(breakdown))} kan {count} groepen geven; neem"
            f" kolommen die er samen hoogstens {MOST_GROUPS} geven."
        )


def _all_possible(asked: Sequence[str], survey: Survey) -> bool:
    """Whether indicators are named, and the columns as they are allow all of them."""
    return bool(asked) and all(possible(definition(each), survey) for each in asked)


def _results(
    asked: Asked,
    survey: Survey,
    chosen: Sequence[Definition],
    progress: Callable[[float], None],
) -> Results:
    return indicators(
        survey,
        chosen,
        asked.by,
        only=asked.only or TOTAL,
        replicates=asked.bootstrap,
        confidence=asked.words.confidence,
        progress=progress,
    )


def _some(chosen: Sequence[Definition], asked: Asked) -> tuple[Definition, ...]:
    if chosen:
        return tuple(chosen)
    raise GivenError(
        f"Uit {asked.data} is geen enkele indicator te berekenen; zeg in het ontwerp onder"
        ' [columns] welke kolom het inkomen is: income = "…".'
    )


def _periods(asked: Asked, older: Survey, newer: Survey) -> tuple[str, str]:
    """What two surveys are called: their years, else their files."""
    years = _year(older), _year(newer)
    if years[0] and years[1] and years[0] != years[1]:
        return years
    stems = Path(asked.compare).stem, Path(asked.data).stem
    return stems if stems[0] != stems[1] else (asked.compare, asked.data)


def _year(survey: Survey) -> str:
    """The one year that a survey is of; empty where it does not say one."""
    if not survey.has("year"):
        return ""
    _, years = survey.groups("year")
    return years[0] if len(years) == 1 else ""
