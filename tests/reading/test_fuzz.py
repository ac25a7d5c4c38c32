"""However a document is damaged, it becomes a plan or is refused with a sentence."""

from __future__ import annotations

import random
from dataclasses import replace
from importlib.resources import files

import pytest
from broken_files import damaged, damaged_word, unpacked_pdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import FLEMISH

from grondrecht.plan.model import Plan
from grondrecht.reading import plan_of
from grondrecht.reading.errors import DocumentError
from grondrecht.reading.opening import document_of
from grondrecht.writing.pdf import write_pdf
from grondrecht.writing.word import write_word

EXAMPLE = (files("grondrecht") / "examples" / "vapa-voorbeeld.txt").read_bytes()
FORMS = 2
seeds = st.integers(0, 2**32 - 1)
# Milliseconds, on a machine that does other things as well.
SLOWEST = 20_000


def outcome(data):
    """What becomes of a file: a plan, or the sentence with which it is refused."""
    try:
        return plan_of(document_of(data, "plan"))
    except DocumentError as error:
        words = str(error)
    assert words.startswith("plan ") or words.startswith("plan, regel ")
    assert words.endswith(".")
    return words


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The first forms of the example as text, Word and PDF, each as bytes."""
    folder = tmp_path_factory.mktemp("fuzz")
    plan = plan_of(document_of(EXAMPLE, "plan"))
    few = replace(plan, actions=plan.actions[:FORMS])
    write_word(few, FLEMISH, folder / "plan.docx")
    write_pdf(few, FLEMISH, folder / "plan.pdf")
    end = EXAMPLE.index(str(plan.actions[FORMS].code).encode(), len(EXAMPLE) // 40)
    pdf = (folder / "plan.pdf").read_bytes()
    return {
        "text": EXAMPLE[:end],
        "docx": (folder / "plan.docx").read_bytes(),
        "pdf": pdf,
        "unpacked": unpacked_pdf(pdf),
    }


def fuzz(examples):
    slow = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
    return settings(max_examples=examples, deadline=SLOWEST, suppress_health_check=slow)


@pytest.mark.parametrize("kind", ["text", "docx", "pdf", "unpacked"])
def test_what_is_whole_is_read(printed, kind):
    found = outcome(printed[kind])
    assert isinstance(found, Plan)
    assert len(found.actions) >= FORMS


@fuzz(70)
@given(seed=seeds)
def test_damaged_text(printed, seed):
    outcome(damaged(printed["text"], random.Random(seed)))


@fuzz(70)
@given(seed=seeds)
def test_damaged_word(printed, seed):
    outcome(damaged_word(printed["docx"], random.Random(seed)))


@fuzz(12)
@given(seed=seeds, kind=st.sampled_from(["pdf", "unpacked"]))
def test_damaged_pdf(printed, seed, kind):
    outcome(damaged(printed[kind], random.Random(seed)))


@fuzz(30)
@given(data=st.binary(max_size=400), head=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe"]))
def test_any_bytes(data, head):
    outcome(head + data)


@fuzz(30)
@given(text=st.text(max_size=400), encoding=st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_text(text, encoding):
    outcome(text.encode(encoding, errors="replace"))
