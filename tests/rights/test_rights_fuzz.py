"""Whatever stands in a file is a measure or one sentence: no traceback, no hang, no code run."""

import random
import re
import signal
from contextlib import contextmanager

import pytest
import yaml
from documented_commands import ROOT
from written_measures import EXAMPLE, INPUTS, MEASURE, edited, law_of, when

from grondrecht import rights
from grondrecht.rights import written
from grondrecht.rights.examples import example
from grondrecht.rights.law import Law, check
from grondrecht.rights.measures import measure
from grondrecht.rights.reforms import reform_of
from grondrecht.rights.vocabulary import inputs_in

FLANDERS = ROOT / "src/grondrecht/rights/data/flanders"
LAW = rights.load(FLANDERS)
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(FLANDERS.glob("*.yaml"))}
VOCABULARY = TEXTS.pop("inputs")
# So long may a file take, on a machine that does much else beside.
LIMIT = 20
NASTY = [
    *("", "~", "null", "yes", "no", "on", "0", "-1", "1e9", ".inf", ".nan", "0x10", "1_000", "1,5"),
    *("2016-02-30", "9999-12-31", "0001-01-01", "2016-01-01T00:00:00Z", "12:30", "é", "\U0001f600"),
    *(
        "[]",
        "{}",
        "[[[[",
        "}",
        "{a: b",
        "- - -",
        "? x",
        ": :",
        "&a 1",
        "*a",
        "!!str x",
        "!x",
        "|",
        ">",
    ),
    *(
        "'",
        '"',
        "%",
        "#",
        "@",
        "`",
        "\t",
        "\x00",
        "\x07",
        "\x85",
        "\u2028",
        "---",
        "...",
        "\r",
        "<<",
    ),
    *("__import__", "os.system", "1/0", "income", "limit", "sum(", "sum(income over household)"),
    *("a and", "not not not a", "if", "((((((((((((((((", "9" * 400, "x" * 5000, "1 " * 500),
    *("euro/", "euro*euro*euro", "5 euro/month", "100 %", "role = head", "count(household)"),
    *("!!python/object/apply:os.system [touch FILE]", "!!python/name:os.system", "{{7*7}}"),
    "__import__('os').system('touch FILE')",
    "[].__class__.__base__.__subclasses__()",
]


@contextmanager
def within_limit():
    """Fails what does not end."""

    def stop(*_):
        raise TimeoutError(f"it takes over {LIMIT} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def damaged(rng, text, times):
    """A text with some of its bytes, words or lines changed, lost, moved or said twice."""
    for _ in range(times):
        text = rng.choice((bytes_changed, words_changed, lines_changed))(rng, text)
    return text


def bytes_changed(rng, text):
    at = rng.randrange(len(text) + 1)
    new = rng.choice((*NASTY, chr(rng.randrange(1, 0x300)), "", " ", "\n", ":", "-", "{", "}"))
    return text[:at] + new + text[at + rng.choice((0, 1, 1, 5)) :]


def words_changed(rng, text):
    """A value, a name or a sign becomes another of the same file, or something nasty."""
    words = list(re.finditer(r"[\w.%-]+|[<>=!]+|[{}\[\],:]", text))
    if not words:
        return text
    word, other = rng.choice(words), rng.choice(words)
    new = other[0] if rng.random() < 0.6 else rng.choice(NASTY)
    return text[: word.start()] + new + text[word.end() :]


def lines_changed(rng, text):
    lines = text.split("\n")
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    how = rng.randrange(5)
    if how == 0:
        del lines[at : at + rng.choice((1, 1, 3, 20))]
    elif how == 1:
        lines.insert(other, lines[at])
    elif how == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif how == 3:
        lines[at] = rng.choice((" ", "  ", "\t", "")) + lines[at].lstrip(" " * rng.randint(0, 4))
    else:
        lines[at] = re.sub(r": .*", lambda _: f": {rng.choice(NASTY)}", lines[at])
    return "\n".join(lines)


def read_measure(text, inputs):
    """All that is done with the file of a measure, to the outcome of its examples."""
    made = measure(written.read_text(text, "m.yaml"))
    law = Law(inputs, {made.id: made})
    check(law, made)
    for version in made.versions:
        for each in version.examples:
            example(law, made, each).differs(law)


def tried(read, text, counts):
    """Read what may be wrong: whether it is."""
    try:
        with within_limit():
            read(text)
    except rights.RightsError as error:
        check_line(error)
        counts["refused"] += 1
    else:
        counts["read"] += 1


def check_line(error):
    """One line in each language behind one place; it may repeat some of what is wrong."""
    for text in (str(error), error.nl):
        said = text.removeprefix(f"{error.place}: ")
        assert said.endswith(".")
        assert len(said) < 600
        assert not re.search(r"[\n\r\x00]", said)
    assert str(error) != error.nl


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_measure_is_read_or_refused(seed):
    rng, counts = random.Random(seed), {"read": 0, "refused": 0}
    for name in rng.sample(sorted(TEXTS), 25):
        for times in (1, 1, 3, 10):
            text = damaged(rng, TEXTS[name], times)
            tried(lambda each: read_measure(each, LAW.inputs), text, counts)
    assert min(counts.values()) >= 5


@pytest.mark.parametrize("seed", range(2))
def test_a_damaged_vocabulary_is_read_or_refused(seed):
    rng, counts = random.Random(seed), {"read": 0, "refused": 0}
    start = VOCABULARY.index("inputs:\n")
    entries = re.split(r"\n(?=  \w+:\n)", VOCABULARY[start:])
    for times in (0, 1, 1, 1, 2, 5) * 8:
        some = "\n".join([VOCABULARY[:start] + "inputs:", *rng.sample(entries[1:], 5)])
        text = damaged(rng, some, times)
        tried(lambda each: inputs_in(written.read_text(each)), text, counts)
    assert min(counts.values()) >= 5


REFORM = """\
format: grondrecht-reform/1
id: wider
names: {nl: Ruimer, en: Wider}
changes:
  - measure: water-bill-five-percent
    version: 2015-01-01
    parameters: {line: {2016-01-01: 6}}
    conditions: {above: "water_bill >= most_for_water"}
    also: [{id: more, nl: x, en: x, when: rent > 5 euro/month}]
    amount: {value: "max(0, water_bill - most_for_water)", cap: 100 euro/year}
  - measure: energy-loan
    version: 2016-01-01
    without: [works]
    also: [{id: other, nl: x, en: x, when: energy_loan > 0}]
"""


@pytest.mark.parametrize("seed", range(2))
def test_a_damaged_reform_is_read_or_refused(seed):
    rng, counts = random.Random(seed), {"read": 0, "refused": 0}
    for times in (0, 1, 1, 1, 2, 5) * 12:
        text = damaged(rng, REFORM, times)
        tried(lambda each: reform_of(LAW, written.read_text(each)), text, counts)
    assert counts["refused"] >= 5


KEYS = ["format", "id", "names", "versions", "from", "inputs", "parameters", "conditions", "when"]


def random_yaml(rng, deep):
    """A document without plan, of keys of measures and nasty values."""
    if deep and rng.random() < 0.5:
        keys = rng.choices([*KEYS, *NASTY], k=rng.randint(0, 5))
        return dict(zip(keys, (random_yaml(rng, deep - 1) for _ in keys), strict=True))
    if deep and rng.random() < 0.5:
        return [random_yaml(rng, deep - 1) for _ in range(rng.randint(0, 4))]
    return rng.choice(NASTY)


@pytest.mark.parametrize("seed", range(4))
def test_random_yaml_is_refused(seed):
    rng, counts = random.Random(seed), {"read": 0, "refused": 0}
    for _ in range(60):
        text = yaml.safe_dump(random_yaml(rng, 5), allow_unicode=True)
        for read in (
            lambda each: read_measure(each, LAW.inputs),
            lambda each: inputs_in(written.read_text(each)),
        ):
            tried(read, text, counts)
        noise = "".join(rng.choices([*NASTY, " ", "\n", "  ", ": ", "- "], k=rng.randint(1, 60)))
        tried(lambda each: read_measure(each, LAW.inputs), noise, counts)
    assert counts == {"read": 0, "refused": 180}


@pytest.mark.parametrize("seed", range(4))
def test_whatever_bytes_a_file_holds_the_folder_is_loaded_or_refused(seed, tmp_path):
    rng, starts = random.Random(seed), set()
    law_of(tmp_path, support=MEASURE)
    for _ in range(30):
        name, text = rng.choice((("support", MEASURE), ("inputs", INPUTS)))
        data = bytearray(text.encode())
        for _ in range(rng.choice((1, 1, 3, 30))):
            data[rng.randrange(len(data))] = rng.randrange(256)
        (tmp_path / f"{name}.yaml").write_bytes(data)
        try:
            with within_limit():
                rights.load(tmp_path)
        except rights.RightsError as error:
            check_line(error)
            starts.add(str(error).startswith(str(tmp_path)))
        (tmp_path / f"{name}.yaml").write_text(text)
    assert starts == {True}


@pytest.mark.parametrize("text", [each for each in NASTY if "FILE" in each or "__" in each])
def test_nothing_that_is_written_runs(text, tmp_path):
    target = tmp_path / "made"
    code = text.replace("FILE", str(target))
    quoted = "'" + code.replace("'", "''") + "'"
    places = [
        (MEASURE[MEASURE.index("kind: benefit") :][:13], f"kind: {code}"),
        when(code),
        when(quoted),
        ("names: {nl: Steun", f"names: {{nl: {quoted}"),
        ("2016-01-01: 1530.50", f"2016-01-01: {code}"),
        ("net_income: 1530.40", f"net_income: {quoted}"),
        ("half_up to 1 cent", f"half_up to {quoted}"),
    ]
    for place in places:
        try:
            rights.check_examples(law_of(tmp_path / "law", support=edited(MEASURE, place)))
        except rights.RightsError as error:
            check_line(error)
        assert not target.exists()


def terms(each, n_terms):
    """Terms that each use the one before as it says."""
    lines = [
        f"      t{n}: {{nl: t, en: t, is: '{each.format(f't{n - 1}' if n else 'income')}'}}\n"
        for n in range(n_terms)
    ]
    return "    conditions:\n", "".join(lines) + "    conditions:\n"


@pytest.mark.parametrize(
    ("each", "last"),
    [
        ("{0} + {0}", "t{n} > 0"),
        ("{0} * 2", "t{n} > 0"),
        ("max({0}, {0} + 1 cent/month)", "t{n} > limit"),
        ("if {0} > 0 then {0} else {0} + {0}", "t{n} > limit"),
        ("round_half_even({0} / 3 to 1 cent)", "t{n} > 0"),
        ("{0} / 3 + {0} / 7", "t{n} > 0"),
    ],
)
@pytest.mark.parametrize("n_terms", [3, 24, 33, 200, 2000])
def test_a_tower_of_terms_ends(each, last, n_terms, tmp_path):
    condition = f"income <= limit or {last.replace('{n}', str(n_terms - 1))}"
    text = edited(MEASURE, when(condition), terms(each, n_terms)).replace(
        EXAMPLE, "    examples: []\n"
    )
    with within_limit():
        try:
            law = law_of(tmp_path, support=text)
        except rights.RightsError as error:
            check_line(error)
            assert n_terms >= 24
        else:
            home = {"persons": [{"role": "head", "net_income": 1000}]}
            (answer,) = rights.assess(
                law, home, on=law.measures["support"].versions[0].first
            ).answers
            assert answer.entitled == "unknown"
            assert n_terms <= 33


def test_flags_that_each_need_the_one_before_twice_are_narrowed_once(tmp_path):
    """What follows of a condition is followed through each part once, however often it stands."""
    lines = ["      t0: {nl: t, en: t, is: income <= limit}\n"]
    lines += [f"      t{n}: {{nl: t, en: t, is: t{n - 1} and t{n - 1}}}\n" for n in range(1, 33)]
    start = "    conditions:\n"
    text = edited(MEASURE, when("t32"), (start, "".join(lines) + start))
    with within_limit():
        assert rights.check_examples(law_of(tmp_path, support=text)) == 1
