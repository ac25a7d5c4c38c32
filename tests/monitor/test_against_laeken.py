"""On laeken's own data: the values of laeken and the margins of convey.

The figures were computed with laeken 0.5.2 and convey 0.2.5 (households as clusters, regions as
strata); bench/monitor_laeken.py runs laeken beside us.
"""

from pathlib import Path

import eusilc
import pytest

from grondrecht.monitor import Results, indicators

VALUES = {
    "total": (14.444218167533551, 3.97000432603667, 18.9285968184134, 26.4896192113229),
    "region=Burgenland": (19.539836508278412, 5.00848592075842, 12.3243786986585, 32.0548852379951),
    "region=Vienna": (17.234683211956597, 4.65474326695598, 23.3560773111069, 28.9494361840858),
}
ASKED = ("arop", "s80s20", "rmpg", "gini")
LINES = {"arop40": 0.4, "arop50": 0.5, "arop70": 0.7}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder: Path = tmp_path_factory.mktemp("laeken")
    survey = eusilc.survey(eusilc.frame(folder))
    return indicators(survey, [*ASKED, "arpt", "median", "mean"], by=["region", "sex"])


@pytest.mark.parametrize("domain", VALUES)
def test_values_are_laekens(results: Results, domain: str):
    for indicator, expected in zip(ASKED, VALUES[domain], strict=True):
        assert results.one(indicator, domain).value == pytest.approx(expected, rel=1e-12)


def test_threshold_median_and_mean_are_laekens(results: Results):
    assert results.one("arpt").value == pytest.approx(10859.236, rel=1e-12)
    assert results.one("median").value == pytest.approx(18098.7266666667, rel=1e-12)
    assert results.one("mean").value == pytest.approx(19890.8069312955, rel=1e-12)


@pytest.mark.parametrize(
    ("indicator", "domain", "expected", "within"),
    [
        ("arpt", "total", 87.9471, 5e-5),
        ("arop", "total", 0.475954283218, 1e-11),
        ("rmpg", "total", 0.968733, 5e-7),
        ("s80s20", "total", 0.068184, 5e-7),
        ("gini", "total", 0.308245602508, 1e-8),
        ("arop", "region=Burgenland", 3.08907, 5e-6),
        ("arop", "region=Vienna", 1.29826, 5e-6),
        ("gini", "region=Burgenland", 2.12502, 5e-6),
        ("gini", "region=Vienna", 0.71265, 5e-6),
    ],
)
def test_margins_are_conveys(
    results: Results, indicator: str, domain: str, expected: float, within: float
):
    found = results.one(indicator, domain).standard_error
    assert found == pytest.approx(expected, abs=within)


def test_the_parts_add_up_to_the_whole(results: Results):
    for column, many in (("region", 9), ("sex", 2)):
        parts = [r for r in results if r.indicator == "arop" and r.domain.startswith(column)]
        assert len(parts) == many
        assert sum(part.n for part in parts) == results.one("arop").n == 14827
        weighed = sum((part.value or 0) * part.population for part in parts)
        whole = results.one("arop")
        assert weighed == pytest.approx((whole.value or 0) * whole.population)
