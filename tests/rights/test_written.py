"""What YAML is read as: the same by both of its readers, and what the page of the language says."""

import pickle
import re

import pytest
import yaml
from documented_commands import ROOT
from written_measures import law_of

from grondrecht import rights
from grondrecht.rights import written
from grondrecht.rights.errors import Place

FLANDERS = ROOT / "src/grondrecht/rights/data/flanders"
PAGE = (ROOT / "docs/rights-language.md").read_text("utf-8")
READERS = {"libyaml": yaml.CSafeLoader, "python": yaml.SafeLoader}


@pytest.mark.parametrize("path", sorted(FLANDERS.glob("*.yaml")), ids=lambda path: path.stem)
def test_both_readers_read_a_shipped_file_alike(path):
    text = path.read_text("utf-8")
    one, other = (written.read_text(text, "x", loader) for loader in READERS.values())
    assert one == other


@pytest.mark.parametrize("loader", READERS.values(), ids=READERS)
def test_no_value_is_guessed(loader):
    text = "{a: no, b: 03_05_02, c: 1.0, d: ~, e: 2016-03-01, f: 0x10, g: 1:30, h: 'é', i: null}"
    held = written.read_text(text, "x", loader).table()
    found = {key: value.text() for key, value in held.items()}
    assert found == {
        "a": "no",
        "b": "03_05_02",
        "c": "1.0",
        "d": "~",
        "e": "2016-03-01",
        "f": "0x10",
        "g": "1:30",
        "h": "é",
        "i": "null",
    }
    assert held["h"].place == Place("x", 1, text.index("'é'") + 1)


def test_the_examples_of_the_page_are_a_vocabulary_and_a_measure_that_load(tmp_path):
    inputs, measure = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    law = law_of(tmp_path, inputs, example_support=measure)
    assert rights.check_examples(law) == 1


def test_an_error_comes_whole_from_another_process():
    error = rights.RightsError("It is wrong; mend it.", "Het is fout; verbeter het.", Place("a", 2))
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.en, again.nl, again.place) == (
        "a:2: It is wrong; mend it.",
        "It is wrong; mend it.",
        "a:2: Het is fout; verbeter het.",
        Place("a", 2),
    )


def test_what_somebody_wrote_is_not_repeated_whole():
    with pytest.raises(rights.RightsError) as caught:
        written.read_text("a: " + 500 * "x").mapping(("a",))["a"].one_of(("b",))
    assert str(caught.value) == f"<text>:1:4: {60 * 'x'}… is not known here; write b."
