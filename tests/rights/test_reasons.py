"""Why an answer is so: each line, in two languages, agrees with what is computed."""

import random
from datetime import date, timedelta
from itertools import islice

import pytest
from documented_commands import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from random_measures import FIRST, LAST, partly, random_household, random_law, random_municipality
from written_measures import EXAMPLE, MEASURE, edited, law_of, value, when

from grondrecht import rights
from grondrecht.rights.reasons import MOST_LINES, reasons, warning

ON = date(2016, 3, 1)
UNKNOWN = {"nl": ("niet gekend", "van "), "en": ("not known", "from ")}
LANGUAGES = ("nl", "en")


def answer_of(place, home, *edits, on=ON):
    text = edited(MEASURE, *edits).replace(EXAMPLE, "    examples: []\n")
    return rights.assess(law_of(place, support=text), home, on=on).answers[0]


def told(answer, language="en"):
    return [f"{depth * '  '}{reason.text(language)}" for depth, reason in reasons(answer).walk()]


AN = {"id": "an", "role": "head", "net_income": 1000}
HOME = {"id": "h", "tenure": "social_tenant", "persons": [AN]}


def test_what_an_answer_rests_on_is_told_in_dutch_and_in_english(tmp_path):
    answer = answer_of(tmp_path, HOME)
    assert told(answer, "nl") == [
        "Steun",
        "  Het inkomen is niet hoger dan de grens.",
        "    inkomen: 1.000,00 euro per maand – niet meer dan inkomensgrens: 1.530,50 euro per"
        " maand",
        "      som van netto-inkomen van het gezin: 1.000,00 euro per maand",
        "        netto-inkomen: an 1.000,00 euro per maand",
        "  U huurt.",
        "    woonsituatie: sociale huurder – niet eigenaar",
        "  steun per maand: 53,05 euro per maand",
        "    de grootste van 0 en 10 % × (inkomensgrens − inkomen): 53,05 euro per maand",
        "      10 % × (inkomensgrens − inkomen): 53,05 euro per maand",
        "        inkomensgrens − inkomen: 530,50 euro per maand",
        "          inkomensgrens: 1.530,50 euro per maand",
        "          inkomen: 1.000,00 euro per maand",
        "            som van netto-inkomen van het gezin: 1.000,00 euro per maand",
        "              netto-inkomen: an 1.000,00 euro per maand",
    ]
    assert told(answer)[:4] == [
        "Support",
        "  The income is not above the limit.",
        "    income: 1,000.00 euro a month – not more than income limit: 1,530.50 euro a month",
        "      sum of net income of the household: 1,000.00 euro a month",
    ]
    lines = list(reasons(answer).walk())
    assert [reason.outcome for depth, reason in lines if depth < 2] == ["yes", "yes", "yes", ""]
    sources = [reason.source for depth, reason in lines if depth < 2]
    assert [source.article for source in sources] == ["art. 5", "art. 5", "art. 6", "art. 5"]
    assert {source.title for source in sources} == {"Een besluit"}
    assert all(reason.source is None for depth, reason in lines if depth >= 2)


def test_what_is_not_known_shows_as_such(tmp_path):
    bo = {"id": "bo", "role": "partner"}
    answer = answer_of(tmp_path, {"persons": [AN, bo]})
    assert answer.entitled == "unknown"
    assert told(answer)[1:8] == [
        "  The income is not above the limit.",
        "    income: from 1,000.00 euro a month to 101,000.00 euro a month – not more than income"
        " limit: 1,530.50 euro a month",
        "      sum of net income of the household: from 1,000.00 euro a month to 101,000.00 euro"
        " a month",
        "        net income: an 1,000.00 euro a month, bo not known",
        "  You rent.",
        "    tenure: not known – not owner",
        "  support a month: from 0.00 euro a month to 53.05 euro a month",
    ]
    assert [each.outcome for each in reasons(answer).parts] == ["unknown", "unknown", ""]


def test_who_has_no_right_is_told_no_amount(tmp_path):
    answer = answer_of(tmp_path, {**HOME, "tenure": "owner"})
    assert [each.outcome for each in reasons(answer).parts] == ["yes", "no"]
    assert told(answer, "nl")[-1] == "    woonsituatie: eigenaar – niet eigenaar"


def test_within_a_group_each_member_is_named(tmp_path):
    persons = [{**AN, "age": 70}, {"id": "bo", "role": "child", "age": 10}]
    edits = [
        ("for: household", "for: person"),
        when("any(age < 18 year and not disability over household) and net_income <= limit"),
        value("if age >= 65 year then 5 euro/month else limit"),
        ("[net_income, tenure]", "[net_income, tenure, age, disability]"),
    ]
    edits.append(
        ("      income: {nl: inkomen, en: income, is: sum(net_income over household)}\n", "")
    )
    edits.append(("    terms:\n", ""))
    answer = answer_of(tmp_path, {"persons": persons}, *edits)
    assert answer.who == "an"
    lines = told(answer)
    at = lines.index("        all of what is below")
    assert lines[at + 1 : at + 3] == [
        "          age: an 70 years, bo 10 years – less than 18 years",
        "          not: disability: an not known, bo not known",
    ]
    limit = "not more than income limit: 1,530.50 euro a month"
    assert f"      net income: 1,000.00 euro a month – {limit}" in lines
    assert "      age: 70 years – at least 65 years" in lines


def test_a_sum_is_told_by_its_parts_and_not_two_by_two(tmp_path):
    made = "max(0, limit * 2 * 3 - income + limit - (limit - income))"
    lines = [line.strip() for line in told(answer_of(tmp_path, HOME, value(made)))]
    at = next(at for at, line in enumerate(lines) if line.startswith("income limit × 2 × 3 − "))
    assert lines[at + 1 :] == [
        "income limit × 2 × 3: 9,183.00 euro a month",
        "income limit: 1,530.50 euro a month",
        "income: 1,000.00 euro a month",
        "sum of net income of the household: 1,000.00 euro a month",
        "net income: an 1,000.00 euro a month",
        "income limit: 1,530.50 euro a month",
        # What is taken off as a whole stays one, with its own value.
        "income limit − income: 530.50 euro a month",
        "income limit: 1,530.50 euro a month",
        "income: 1,000.00 euro a month",
        "sum of net income of the household: 1,000.00 euro a month",
        "net income: an 1,000.00 euro a month",
    ]


FAMILY = [
    {**AN, "age": 40}, {"id": "bo", "role": "partner", "age": 41},
    {"id": "cas", "role": "child", "age": 7}, {"id": "dora", "role": "other", "age": 80},
]  # fmt: skip


@pytest.mark.parametrize(
    ("of", "group", "who", "ages"),
    [
        ("household", "household", 0, "an 40 years, bo 41 years, cas 7 years, dora 80 years"),
        ("household", "head", 0, "an 40 years"),
        ("household", "partner", 0, "bo 41 years"),
        ("household", "children", 0, "cas 7 years"),
        ("household", "adults", 0, "an 40 years, bo 41 years, dora 80 years"),
        ("person", "partner", 0, "bo 41 years"),
        ("person", "partner", 1, "an 40 years"),
        ("person", "partner", 2, "nobody"),
        ("person", "children", 1, "cas 7 years"),
        ("person", "children", 3, "nobody"),
        ("person", "adults", 2, "an 40 years, bo 41 years, dora 80 years"),
    ],
)
def test_of_a_group_only_its_members_are_named(tmp_path, of, group, who, ages):
    edits = [
        ("for: household", f"for: {of}"),
        when(f"sum(age over {group}) >= 1 year and net_income >= 0 euro/month"),
        ("[net_income, tenure]", "[net_income, tenure, age]"),
    ]
    if of == "household":
        edits[1] = when(f"sum(age over {group}) >= 1 year and income >= 0 euro/month")
    text = edited(MEASURE, *edits).replace(EXAMPLE, "    examples: []\n")
    law = law_of(tmp_path, support=text)
    answer = rights.assess(law, {"persons": FAMILY}, on=ON).answers[who]
    assert f"        age: {ages}" in told(answer)
    assert f"        age: {ages}" in told(answer, "en")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("limit - (income - 5 euro/month)", "income limit − (income − 5.00 euro a month)"),
        ("limit - income + income", "income limit − income + income"),
        ("limit - (income + income)", "income limit − (income + income)"),
        ("(limit + income) * 2", "(income limit + income) × 2"),
        ("limit / 2 * 5 %", "income limit / 2 × 5 %"),
        ("-(limit - income)", "−(income limit − income)"),
        (
            "2 * (if income > 0 then limit else income)",
            "2 × (if income more than 0 then income limit else income)",
        ),
        (
            "if income > 0 or income < 5 euro/month and tenure != owner then limit else income",
            "if income more than 0 or (income less than 5.00 euro a month and tenure not owner)"
            " then income limit else income",
        ),
        (
            "if not (income > 0 and income < limit) then limit else income",
            "if not (income more than 0 and income less than income limit) then income limit"
            " else income",
        ),
        (
            "round_up(limit * income / (income + 1 euro/month) to 1 euro)",
            "rounded: income limit × income / (income + 1.00 euro a month)",
        ),
        ("2 * round_up(income to 1 euro)", "2 × (rounded: income)"),
        (
            "sum(net_income over children where net_income > 5 euro/month)",
            "sum of net income of the children, with net income more than 5.00 euro a month",
        ),
        ("count(adults) * limit", "number of persons: the adults × income limit"),
    ],
)
def test_a_name_is_read_as_it_is_computed(text, name, tmp_path):
    """Brackets stand where they change what is read, and nowhere else."""
    answer = answer_of(tmp_path, HOME, value(f"max(0, {text})"))
    line = next(line for line in told(answer) if line.startswith("    the greatest of 0 and "))
    assert line.removeprefix("    the greatest of 0 and ").rpartition(": ")[0] == name


def everyone(law, day, rng, share):
    homes = [partly(rng, random_household(rng, number), share) for number in range(3)]
    towns = [partly(rng, random_municipality(rng, number), share) for number in range(2)]
    for each in (*homes, *towns):
        yield from rights.assess(law, each, on=day).answers


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_every_line_of_random_measures_agrees_with_the_answer(seed):
    rng = random.Random(seed)
    law, _ = random_law(rng, 4)
    day = FIRST + timedelta(rng.randint(0, (LAST - FIRST).days))
    for share in (0, 0.5):
        for answer in everyone(law, day, rng, share):
            check_lines(answer, share > 0)


FLANDERS = rights.load(ROOT / "src/grondrecht/rights/data/flanders")


@pytest.mark.parametrize("day", [date(2015, 1, 1), date(2017, 7, 1), date(2019, 1, 1)])
def test_every_condition_of_every_shipped_measure_says_what_it_is(day):
    home = {"persons": [{"id": "an", "role": "head", "age": 40}, {"id": "bo", "role": "child"}]}
    answers = [
        *rights.assess(FLANDERS, home, on=day).answers,
        *rights.assess(FLANDERS, {"municipality": {}}, on=day).answers,
        *rights.assess(FLANDERS, {"organisation": {}}, on=day).answers,
    ]
    assert {each.measure.id for each in answers} == {
        each.measure.id for each in FLANDERS.on(day).measures
    }
    for answer in answers:
        check_lines(answer, True)
        for part in reasons(answer).parts[: len(answer.rules.conditions)]:
            assert part.text("nl").endswith(".")
            assert part.text("en").endswith(".")
            assert part.text("nl") != part.text("en")
            assert part.source.title
            assert part.source.article


def check_lines(answer, some_unknown):
    """The tree agrees with the answer: its outcomes, its amount, and what is known."""
    root = reasons(answer)
    conditions = root.parts[: len(answer.rules.conditions)]
    outcomes = [each.outcome for each in conditions]
    assert root.outcome == answer.entitled
    assert answer.entitled == joined("and", outcomes)
    for language in LANGUAGES:
        for depth, reason in root.walk():
            text = reason.text(language)
            assert text == " ".join(text.split())
            assert depth < 60
            if not some_unknown:
                assert reason.outcome != "unknown"
                assert UNKNOWN[language][0] not in text
    for each in conditions:
        check_parts(each)
        if each.outcome == "unknown":
            shown = " ".join(reason.text("en") for _, reason in each.walk())
            assert any(word in shown for word in UNKNOWN["en"])
    if answer.amount is not None:
        ends = {"nl": "{:,.2f}", "en": "{:,.2f}"}
        for cents in answer.amount:
            assert ends["en"].format(cents / 100) in root.parts[-1].text("en")


def check_parts(reason):
    """Where all that is joined is shown, the outcomes below give the outcome above."""
    for _, each in islice(reason.walk(), 200):
        form = each.meaning.form if each.meaning and each.rule is None else ""
        parts = each.parts
        if form in ("and", "or", "not") and len(parts) == len(each.meaning.parts) and each.outcome:
            assert each.outcome == joined(form, [part.outcome for part in parts])


def joined(form, outcomes):
    """Three-valued and, or, not."""
    if form == "not":
        return {"yes": "no", "no": "yes", "unknown": "unknown"}[outcomes[0]]
    decides, otherwise = ("no", "yes") if form == "and" else ("yes", "no")
    if decides in outcomes:
        return decides
    return "unknown" if "unknown" in outcomes else otherwise


def test_terms_that_each_use_the_one_before_twice_are_told_to_an_end(tmp_path):
    terms = "".join(
        f"      t{n}: {{nl: t, en: t, is: {f't{n - 1} + t{n - 1}' if n else 'income + income'}}}\n"
        for n in range(25)
    )
    answer = answer_of(
        tmp_path,
        HOME,
        ("    conditions:\n", terms + "    conditions:\n"),
        value("max(0, t24 - limit)"),
    )
    assert len(told(answer)) == MOST_LINES


def test_a_figure_past_its_review_is_told(tmp_path):
    (stale,) = law_of(tmp_path, support=MEASURE).on(date(2019, 1, 1)).stale
    assert warning(stale, "nl").startswith(
        "Let op: inkomensgrens moest nagekeken worden voor 31 dec"
    )
    assert warning(stale, "en").startswith(
        "Mind: income limit had to be checked before 31 December"
    )


def test_the_tree_has_the_lines_of_the_walk(tmp_path):
    root = reasons(answer_of(tmp_path, HOME))
    flat = []

    def into(tree, depth):
        flat.append((depth, tree.reason.text()))
        for part in tree.parts:
            into(part, depth + 1)

    into(root.tree(), 0)
    assert flat == [(depth, reason.text()) for depth, reason in root.walk()]


def test_a_tree_that_would_never_end_ends(tmp_path):
    """Each term uses the one before twice: two to the thirtieth lines."""
    terms = ["      t0: {nl: t0, en: t0, is: income + income}\n"]
    terms += [
        f"      t{at}: {{nl: t{at}, en: t{at}, is: (t{at - 1} + t{at - 1}) / 2}}\n"
        for at in range(1, 30)
    ]
    income = "      income: {nl: inkomen, en: income, is: sum(net_income over household)}\n"
    edits = [(income, income + "".join(terms)), when("t29 <= limit")]
    root = reasons(answer_of(tmp_path, HOME, *edits))

    def count(tree):
        return 1 + sum(count(part) for part in tree.parts)

    assert count(root.tree()) == len(list(root.walk())) == 1000
