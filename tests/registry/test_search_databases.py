"""SQLite and PostgreSQL find the same, in the same order, with the same words marked and counts."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import psycopg
import pytest
from example_register import example_plan
from held_registers import begin

from grondrecht.plan.exchange import to_text
from grondrecht.reading import read_plan
from grondrecht.registry.search.words import STOP_WORDS, folded_words

PROGRAM = Path(__file__).with_name("search_answers.py")
REAL = sorted((Path(__file__).resolve().parents[2].parent / "shared" / "plan").glob("*.txt"))
GIVEN = os.environ.get("DATABASE_URL", "")
LOCAL = "postgresql://postgres@127.0.0.1:5432/test"
SERVER = (GIVEN if GIVEN.startswith("postgres") else LOCAL).rpartition("/")[0]
FACETS = {
    "right": ("01", "03", "06"),
    "office": ("02", "04"),
    "has": ("money", "baseline", "indicator"),
    "period": ("2016", "2017"),
    "plan": ("voorbeeld",),
}


@pytest.fixture
def addresses(tmp_path, django_db_setup):
    """The addresses of an empty database of each kind."""
    begin(tmp_path / "register.sqlite3")
    name = f"grondrecht_search_{os.getpid()}"
    try:
        server = psycopg.connect(f"{SERVER}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL server answers")
    with server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
        yield f"sqlite:///{tmp_path}/register.sqlite3", f"{SERVER}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def misspelt(word, random):
    """A word with a letter left out, put in, changed, or two changed about."""
    at = random.randrange(1, len(word) - 1)
    return random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + random.choice("aeimnrst") + word[at:],
            word[:at] + random.choice("aeimnrst") + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def questions(plans, random, many):
    """Texts and choices in the words of the plans: every way there is to ask."""
    texts = [words for plan in plans for form in plan.actions for _, words in form.texts()]
    rows = [row for row in map(folded_words, texts) if len(row) > 4]
    long = sorted({word for row in rows for word in row if len(word) > 5 and word.isalpha()})
    codes = [str(form.code) for plan in plans for form in plan.actions]
    made = []
    for number in range(many):
        row, word = random.choice(rows), random.choice(long)
        at = random.randrange(len(row) - 3)
        phrase = " ".join(row[at : at + random.randint(2, 4)])
        text = (
            word,
            f"{word} {random.choice(row)}",
            f'"{phrase}"',
            f"{word[:3]}*",
            word[: len(word) - 2],
            misspelt(word, random),
            f"{random.choice(row)} -{random.choice(long)}",
            f"{misspelt(word, random)} {random.choice(row)}",
            random.choice(codes).replace("_", random.choice("_-. ")),
            random.choice(("", random.choice(sorted(STOP_WORDS)), "café мир 日本 é", '"', "a*")),
        )[number % 10]
        names = random.sample(sorted(FACETS), random.choice((0, 0, 1, 2)))
        chosen = {
            name: random.sample(FACETS[name], random.randint(1, 2) % len(FACETS[name]) or 1)
            for name in names
        }
        made.append((text, chosen, random.choice((1, 1, 1, 2))))
    return made


def test_both_databases_answer_alike(addresses, tmp_path):
    plans = {"voorbeeld": example_plan(), **{path.stem: read_plan(str(path)) for path in REAL[:1]}}
    asked = questions(plans.values(), Random(7), 200)
    texts = {slug.replace("_", "-"): to_text(plan) for slug, plan in plans.items()}
    given = tmp_path / "asked.json"
    given.write_text(json.dumps({"plans": texts, "questions": asked}), "utf-8")
    runs = [
        subprocess.Popen(
            [sys.executable, PROGRAM, given],
            env={**os.environ, "DATABASE_URL": address, "GRONDRECHT_DATA": str(tmp_path)},
            stdout=subprocess.PIPE,
        )
        for address in addresses
    ]
    sqlite, postgresql = (json.loads(run.communicate()[0]) for run in runs)
    for question, one, other in zip(asked, sqlite["answers"], postgresql["answers"], strict=True):
        assert one == other, question
    assert sqlite["new"] == postgresql["new"]
    # The questions are not idle: most find something, some are mended.
    answers = sqlite["answers"]
    assert sum(answer["total"] > 0 for answer in answers) > 120
    assert sum(bool(answer["corrected"]) for answer in answers) > 20
    assert any(answer["mode"] == "any" for answer in answers)
    # What another process wrote is found by one that had answered already.
    before, after = sqlite["new"]
    assert (before["mode"], before["total"]) != ("all", 1)
    assert [hit[1] for hit in after["hits"]] == ["00_01_01"]
    assert after["mode"] == "all"
