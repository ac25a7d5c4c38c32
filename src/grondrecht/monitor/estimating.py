"""From a survey and definitions to results with margins."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import numpy as np

from grondrecht.monitor import asking, checking
from grondrecht.monitor.bootstrap import replicate_errors
from grondrecht.monitor.breakdowns import TOTAL, Breakdown, domains
from grondrecht.monitor.catalogue import definitions
from grondrecht.monitor.domain import Domain, Weighting
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.margins import Margin, ends
from grondrecht.monitor.measures import Definition, Part
from grondrecht.monitor.ordering import cores, on_all_cores
from grondrecht.monitor.results import Result, Results, flagged, known
from grondrecht.monitor.survey import Survey
from grondrecht.monitor.weighted import Floats

Asked = str | Definition
# From so many rows on estimates are shared among threads: of fewer, what threads hold counts more
# in memory than the time that they save.
MANY_ROWS = 1_000_000
# Is told the share of the work that is done, from 0 to 1.
Progress = Callable[[float], None]


def indicators(
    survey: Survey,
    asked: Asked | Iterable[Asked] | None = None,
    by: str | Sequence[Breakdown] = (),
    *,
    only: str = TOTAL,
    margins: bool = True,
    replicates: int = 0,
    seed: int = 1,
    confidence: float = 0.95,
    progress: Progress = lambda share: None,
) -> Results:
    """Indicators with their margins, for everyone and for each group.

    ``asked``: ids or definitions, all that the survey has columns for when None. ``by``: columns
    or roles to break down by, one by one; a tuple of them crosses them. ``only``: a domain to keep
    to, as ``region=Flanders``; thresholds stay those of everyone. ``margins=False``
    gives values alone, without asking how the sample was drawn. ``replicates`` above 0 takes
    margins from that many bootstrap replicates in place of linearisation; not for weights that
    were calibrated, because replicates are not calibrated anew. ``confidence``: of the intervals,
    between 0 and 1.

    Raises SurveyError where a column lacks or the data do not allow it.
    """
    if not isinstance(survey, Survey):
        kind = type(survey).__name__
        raise SurveyError(
            f"Indicators are of a Survey and not of a {kind}; give Survey(table).",
            f"Indicatoren zijn die van een Survey en niet van een {kind}; geef Survey(tabel).",
        )
    asking.sure(confidence)
    asking.drawn(replicates, seed)
    chosen = definitions(asked, survey)
    if margins:
        survey.clusters  # noqa: B018 (a sample that cannot be told is refused before the long work)
    sample = Weighting(survey)
    groups = list(domains(sample, by, only))
    if replicates:
        checking.not_calibrated(survey)
        asking.replicable(survey.clusters)
        rows = replicate_errors(sample, chosen, groups, replicates, seed, progress)
        method = f"bootstrap {replicates}"
        results = Results(_result(*row, confidence, method, most=replicates - 1) for row in rows)
    else:
        how = "linearised" if margins else "value alone"
        results = Results(_linearised(sample, chosen, groups, confidence, how, progress))
    sample.forget()
    return results


def _linearised(
    sample: Weighting,
    chosen: Sequence[Definition],
    groups: Sequence[tuple[str, Domain]],
    confidence: float,
    how: str,
    progress: Progress,
) -> Iterator[Result]:
    for place, (label, domain) in enumerate(groups):
        progress(place / len(groups))
        # Estimates hold arrays of their own, so no more are held than are worked on.
        together = cores() if how == "linearised" and len(domain) >= MANY_ROWS else 1
        for first in range(0, len(chosen), together):
            some = chosen[first : first + together]
            # What all share is looked up for the values, so that threads only read it.
            measured = [(each, each.measure(domain)) for each in some]
            work = partial(_with_margin, sample, label, measured, confidence, how)
            yield from on_all_cores(work, range(len(measured)))


def _with_margin(
    sample: Weighting,
    label: str,
    measured: Sequence[tuple[Definition, Part]],
    confidence: float,
    how: str,
    at: int,
) -> Result:
    """The result of one of some estimates of a domain."""
    definition, part = measured[at]
    error, moved = math.nan, None
    if how == "linearised" and math.isfinite(part.value):
        moved = totals(sample, part)
        error = math.sqrt(max(sample.survey.clusters.variance(moved), 0.0))
    return _result(definition, label, part, error, sample, confidence, how, moved)


def totals(sample: Weighting, part: Part) -> Floats:
    """Per cluster, how an estimate moves with its weights, thresholds included."""
    influence, slopes = part.moves()
    influence *= part.domain.weights
    moved = sample.survey.cluster_totals(part.domain, influence)
    del influence
    for threshold, slope in slopes:
        if slope:
            moved = moved + slope * threshold.totals(sample)
    return moved


def freedom(sample: Weighting, part: Part) -> int:
    """Degrees of freedom of a domain: its clusters less its strata.

    Of clusters in which all have weight 0 nobody is in the domain (so has R's survey it).
    """
    clusters, those = sample.survey.clusters, part.domain.clusters
    counted = part.domain.weights > 0
    if not counted.all():
        those = those[counted]
    if len(those) == len(sample.survey):
        return max(clusters.freedom, 1)
    there = np.bincount(those, minlength=clusters.count) > 0
    strata = np.bincount(clusters.stratum[there]) > 0
    return max(int(there.sum()) - int(strata.sum()), 1)


def _result(
    definition: Definition,
    label: str,
    part: Part,
    error: float,
    sample: Weighting,
    confidence: float,
    method: str,
    moved: Floats | None = None,
    most: float = math.inf,
) -> Result:
    """``most``: so many degrees of freedom at most, of few replicates."""
    lower, upper = math.nan, math.nan
    if math.isfinite(part.value) and math.isfinite(error):
        margin = Margin(error, min(freedom(sample, part), most), confidence, moved)
        lower, upper = ends(definition, part, margin)
    return result(definition, label, part, error, (lower, upper), method)


def result(
    definition: Definition,
    label: str,
    part: Part,
    error: float,
    ends: tuple[float, float],
    method: str,
) -> Result:
    """An estimate with its standard error, the ends of its interval and its flag, in its unit."""
    scale = definition.scale
    found = Result(
        indicator=definition.id,
        definition=f"{definition.id}@{definition.version}",
        domain=label,
        value=known(part.value * scale),
        standard_error=known(error * scale),
        lower=known(ends[0] * scale),
        upper=known(ends[1] * scale),
        unit=definition.unit,
        n=part.domain.people(),
        n_poor=part.n_met,
        population=part.domain.population,
        flag="",
        method=method,
    )
    return flagged(found, definition.rests_on(part))
