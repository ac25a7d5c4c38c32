"""How results were made, in words: the data, the sample, the margins, small numbers."""

from __future__ import annotations

from collections.abc import Iterator

from grondrecht.monitor.results import Results, rules
from grondrecht.monitor.survey import Survey
from grondrecht.monitor.wording import Words


def method(
    survey: Survey, results: Results, words: Words, file: str, older: str = ""
) -> Iterator[tuple[str, str]]:
    """Lines of what it is about and what was done; ``older`` names what was compared with."""
    yield words.of("method", "data"), _data(survey, words, file)
    if older:
        yield words.of("method", "older"), f"{older}."
    yield words.of("method", "sample"), _sample(survey, words)
    for each in dict.fromkeys(result.method for result in results):
        yield words.of("method", "margin"), _margin(each, words)
    yield (
        words.of("method", "interval"),
        words.of("method", "interval_is", sure=words.sure),
    )
    if older:
        yield words.of("method", "differences"), words.of("method", "differences_is")
    said = "; ".join(str(getattr(rule, words.language)) for rule in rules())
    yield words.of("method", "flags"), f"{said}."


def _data(survey: Survey, words: Words, file: str) -> str:
    rows, population = (
        words.number(number, 0) for number in (len(survey), float(survey.weights.sum()))
    )
    return words.of("method", "data_is", file=file, rows=rows, population=population)


def _sample(survey: Survey, words: Words) -> str:
    clusters = survey.clusters
    role = "cluster" if survey.has("cluster") else "household"
    return words.of(
        "method",
        "sample_is",
        weight=str(survey.column("weight")),
        strata=survey.column("strata") or words.of("method", "none"),
        cluster=str(survey.column(role)),
        clusters=words.number(clusters.count, 0),
        count=words.number(len(clusters.strata), 0),
    )


def _margin(name: str, words: Words) -> str:
    kind, _, replicates = name.partition(" ")
    return words.of("method", kind, replicates=words.number(float(replicates or 0), 0))
