"""What holds for all quality rules together."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import seconds, slowness
from quality_plans import SOUND, form, plan, rows

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.model import (
    Doubt,
    Form,
    Legend,
    LegendEntry,
    Milestone,
    Parties,
    Place,
    Plan,
)
from grondrecht.plan.periods import Period
from grondrecht.plan.quality import RULES, check

REPOSITORY = Path(__file__).resolve().parents[2]

SCRAPS = st.sampled_from(
    [
        "", "/", "-", "…", "Kabinet Water", "Kabinet Lucht en Bos", "minister Eik", "Minister X Y",
        "nog te bepalen", "p m", "X%", "50 x 10 euro + 20 euro = 900 euro", "2015: 900 euro",
        "vervangen door actie 02_01_02", "zie 09-09-09", "Onder x y verstaan we z.", "geen",
        "2014 liepen er 650 trajecten", "Indicator: aantal", "\ufffd", "Allen", "İ", "idem",
    ]
)  # fmt: skip
TEXTS = st.lists(SCRAPS | st.text(max_size=12), max_size=3).map(" ".join)
SEGMENTS = st.sampled_from(["00", "01", "02", "09"])
CODES = st.tuples(SEGMENTS, SEGMENTS, SEGMENTS) | st.tuples(st.sampled_from(["1", "7", "A", "٣"]))
PERIODS = st.sampled_from(
    ["2015 (nulmeting)", "2017", "2019 (einddoel)", "2018-2021", "mei 2016", "later", ""]
) | st.text(max_size=8)
MILESTONES = st.lists(
    st.builds(Milestone, PERIODS.map(Period.parse), TEXTS, st.builds(Place, st.integers(0, 9))),
    max_size=4,
)
PARTIES = st.builds(Parties, TEXTS, TEXTS, TEXTS, TEXTS)
FORMS = st.builds(
    Form,
    code=CODES.map(ActionCode),
    title=TEXTS,
    notes=st.lists(TEXTS, max_size=2).map(tuple),
    budget=TEXTS,
    responsible=PARTIES,
    evaluation=TEXTS,
    involved=PARTIES,
    summary=TEXTS,
    milestones=MILESTONES.map(tuple),
    extra=st.lists(st.tuples(st.sampled_from(["contact", "start"]), TEXTS), max_size=1).map(tuple),
    doubts=st.lists(
        st.builds(Doubt, st.sampled_from(["title", "milestones[3].text", "?"]), TEXTS), max_size=1
    ).map(tuple),
)
ENTRIES = st.lists(st.builds(LegendEntry, SEGMENTS, TEXTS), max_size=3).map(tuple)
PLANS = st.builds(Plan, st.lists(FORMS, max_size=5).map(tuple), st.builds(Legend, ENTRIES, ENTRIES))


@settings(max_examples=150, deadline=None)
@given(PLANS)
def test_check_never_raises_and_says_everything_in_two_languages(generated):
    levels = {"error", "warning", "note"}
    for finding in check(generated):
        assert finding.level in levels
        assert finding.message.endswith((".", "…'."))
        assert finding.message_en
        assert "\n" not in finding.message


@settings(max_examples=50, deadline=None)
@given(PLANS)
def test_check_is_deterministic(generated):
    assert check(generated) == check(generated)


@settings(max_examples=60, deadline=None)
@given(st.lists(FORMS, max_size=5, unique_by=lambda form: form.code), st.randoms())
def test_the_order_of_unrelated_forms_does_not_matter(forms, random):
    shuffled = list(forms)
    random.shuffle(shuffled)
    legend = Legend(offices=(LegendEntry("01", "Minister Eik"), LegendEntry("02", "Minister Es")))
    before, after = (set(check(Plan(tuple(some), legend))) for some in (forms, shuffled))
    assert before == after


def test_findings_come_in_document_order():
    spoilt = replace(SOUND, budget="", source=Place(90, 99))
    forms = [form("02_01_03", summary=""), spoilt, form("02_01_02", title="/")]
    findings = check(plan(*forms, rights={"02": "a", "09": "b"}))
    actions = list(dict.fromkeys(finding.action for finding in findings))
    assert actions == ["", "02_01_03", "02_01_01", "02_01_02"]


def test_rules_have_ids_levels_titles_and_help_in_two_languages():
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
        assert rule.level in {"error", "warning", "note"}
        assert all(
            (
                rule.title,
                rule.title_en,
                rule.help.endswith((".", "?")),
                rule.help_en.endswith((".", "?")),
            )
        )


def test_every_rule_is_described_in_the_docs_and_no_other():
    page = (REPOSITORY / "docs" / "quality.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## `?([a-z-]+)`?$", page, re.MULTILINE)
    assert headings == [rule.id for rule in RULES]


def test_an_empty_plan_has_no_findings():
    assert check(Plan()) == ()


def _long_plan(size: int) -> Plan:
    forms = [
        form(
            f"{number // 900:02}_{number // 90 % 10:02}_{number % 90:02}",
            summary=f"Nummer {number}. " + "De dienst begeleidt gezinnen in de buurt. " * 40,
            milestones=rows(("2015 (nulmeting)", ""), ("2017", "p m"), ("2019 (einddoel)", "9")),
        )
        for number in range(size)
    ]
    return plan(*forms, offices={f"{n:02}": f"Minister N{n} Boom{n}" for n in range(10)})


def test_time_grows_with_the_length_of_the_plan():
    times = []
    for size in (300, 1800):
        long = _long_plan(size)
        times.append(min(seconds(lambda long=long: check(long)) for _ in range(2)))
    assert times[1] < 12 * times[0]  # six times as long; twice that for a busy machine
    assert times[1] < 6 * slowness()


@pytest.fixture(scope="module")
def printed() -> Plan:
    """Forms of a real plan that were read by hand."""
    path = REPOSITORY.parent / "shared" / "gold" / "forms.json"
    if not path.exists():
        pytest.skip("the forms read by hand are not beside this repository")
    return Plan(tuple(_form(entry) for entry in json.loads(path.read_text(encoding="utf-8"))))


def _form(entry: dict) -> Form:
    milestones = [Milestone(Period.parse(m["period"]), m["text"]) for m in entry["milestones"]]
    return Form(
        ActionCode.parse(entry["code"]),
        entry["title"],
        tuple(entry["notes"]),
        entry["budget"],
        Parties(**entry["responsible"]),
        entry["evaluation"],
        Parties(**entry["involved"]),
        entry["summary"],
        tuple(milestones),
        source=Place(**entry["source"]),
    )


def test_real_forms_give_findings_at_lines_of_their_own(printed):
    findings = check(printed)
    places = {str(form.code): form.source for form in printed.actions}
    assert {"empty-cell", "missing-indicator", "missing-goal"} <= {f.rule for f in findings}
    for finding in findings:
        place = places.get(finding.action)
        assert place is None or place.first_line <= finding.line <= place.last_line
    assert len(findings) < 12 * len(printed.actions)
