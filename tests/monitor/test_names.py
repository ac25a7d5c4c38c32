"""Which column plays which role: said, of the very name, of a known name; a slip is refused."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from samples import people

from grondrecht.monitor import (
    Survey,
    SurveyDesign,
    SurveyError,
    births,
    catalogue,
    derived,
    indicators,
)
from grondrecht.monitor.derived import _steps
from grondrecht.monitor.measures import Rate
from grondrecht.monitor.names import Roles, column_called, eu_silc
from grondrecht.monitor.shipped import shipped
from grondrecht.monitor.streaming import Streamed, streamed
from grondrecht.monitor.work_intensity import METHOD

readers: list[Callable[..., object]] = [
    lambda frame, **roles: Survey(frame, **roles),
    lambda frame, **roles: Survey(frame, design=SurveyDesign(columns=roles)),
    lambda frame, **roles: derived(frame, **roles),
    lambda frame, **roles: births(frame, **roles),
    lambda frame, **roles: streamed(Streamed(frame.lazy()), "arop", **roles),
]


@pytest.mark.parametrize("read", readers)
def test_a_misspelt_role_is_refused_with_those_like_it(read: Callable[..., object]):
    with pytest.raises(SurveyError, match=r"wieght is no role .*; there is weight") as said:
        read(people(), wieght="income")
    assert "wieght is geen rol die een kolom kan spelen; er is weight" in said.value.nl


def test_a_role_that_nothing_reads_is_refused():
    with pytest.raises(SurveyError, match="panel_weight is no role"):
        Survey(people().with_columns(RB064=1.0), panel_weight="RB064")


def test_a_role_of_the_users_own_is_given_with_names():
    names = eu_silc() | {"tenure": ("HH021",)}
    survey = Survey(people().with_columns(huis=pl.lit("huur")), names=names, tenure="huis")
    assert [each.domain for each in indicators(survey, "arop", by="tenure")] == [
        "total",
        "tenure=huur",
    ]
    found = Survey(people().with_columns(HH021=pl.lit(1)), names=names)
    assert found.column("tenure") == "HH021"


def test_whatever_is_asked_for_is_a_role_that_can_be_said():
    asked = {role for each in catalogue().values() for role in each.roles}
    asked |= {"strata", "cluster", "household", "person", "weight"}
    for each in catalogue().values():
        if isinstance(each, Rate):
            others = getattr(each.condition, "of", ())
            asked |= {role for other in others for role in other.roles}
    for step in _steps(METHOD):
        asked |= {step.makes, *step.needs}
    asked |= {each["role"] for each in shipped("eu-silc")["given"]}
    asked |= {each["role"] for each in shipped("births")["criterion"]}
    asked |= set(shipped("words")["columns"])
    assert asked <= eu_silc().keys()


def test_the_very_name_goes_before_one_that_differs_in_case():
    frame = people().with_columns(Income=pl.lit(1.0))
    assert Survey(frame).column("income") == "income"
    assert Survey(frame, income="Income").column("income") == "Income"
    assert column_called("INCOME", ["person", "income"]) == "income"
    assert column_called("wage", ["person", "income"]) is None


def test_two_columns_that_differ_only_in_case_are_refused():
    frame = people().rename({"income": "hx090"}).with_columns(Hx090=pl.lit(1.0))
    with pytest.raises(SurveyError, match="hx090, Hx090 differ only in case, so HX090 may") as said:
        indicators(Survey(frame), "arop")
    assert "hernoem er één" in said.value.nl


def test_a_given_result_and_a_flag_are_of_their_very_name():
    frame = people().with_columns(rx050=pl.lit(0), RX050=pl.lit(1), RB010=pl.lit(2023))
    assert derived(frame)["lwi_status_2030"].unique().to_list() == [1.0]
    answers = {"HS011": None, "hs011_f": 1, "HS011_F": -2, "HS021": 3, "HS031": 3}
    home = frame[:1].with_columns(**{name: pl.lit(value) for name, value in answers.items()})
    assert derived(home)["lacks_arrears"].to_list() == [False]


def test_roles_are_looked_up_once():
    roles = Roles.of(["RB050", "HX090"], {}, None)
    assert roles.has("weight", "income")
    assert not roles.has("weight", "age")
    assert roles.found == {"weight": "RB050", "income": "HX090", "age": None}


def test_the_design_of_a_file_is_refused_for_a_misspelt_role(tmp_path: Path):
    file = tmp_path / "design.toml"
    file.write_text("[columns]\nstratum = 'strata'\n", "utf-8")
    with pytest.raises(SurveyError, match=r"stratum is no role .* there is strata"):
        Survey(people(), design=SurveyDesign.from_toml(file))
