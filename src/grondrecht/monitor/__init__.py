"""Indicators of poverty and social exclusion from a survey, each with its margin of error.

A library of its own: it imports nothing else of Grondrecht.

    from grondrecht.monitor import Survey, indicators
    survey = Survey("silc.parquet", income="HX090", weight="RB050", household="RX030")
    indicators(survey, ["arop", "gini"], by=["sex", "age"]).frame
"""

from grondrecht.monitor.births import births
from grondrecht.monitor.catalogue import anchored, catalogue, definition, definitions_in
from grondrecht.monitor.derived import derived
from grondrecht.monitor.design import SurveyDesign
from grondrecht.monitor.differences import Difference, Differences, contrasts, differences
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.estimating import indicators
from grondrecht.monitor.panel import panel
from grondrecht.monitor.results import Result, Results
from grondrecht.monitor.survey import Survey

__all__ = [
    "Difference",
    "Differences",
    "Result",
    "Results",
    "Survey",
    "SurveyDesign",
    "SurveyError",
    "anchored",
    "births",
    "catalogue",
    "contrasts",
    "definition",
    "definitions_in",
    "derived",
    "differences",
    "indicators",
    "panel",
]
