"""A catalogue is read strictly: what is wrong is said with its file, line and key."""

import json

import pytest

from grondrecht.plan.codes import ActionCode
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.intake import KINDS, CatalogueItem, catalogue_items, read_catalogue

WHOLE = {
    "kind": "system",
    "name": "Het loket",
    "name_en": "The desk",
    "actions": ["01_02_01", "3 4 1"],
    "what": "Waar men terechtkan.",
    "facts": ["open sinds 2015"],
    "line": 12,
}


def line(**changes):
    """A line of a catalogue, with keys changed, or left out where they are ``...``."""
    data = {key: value for key, value in (WHOLE | changes).items() if value is not ...}
    return json.dumps(data, ensure_ascii=False)


def items(text):
    return list(catalogue_items(text, "cat.jsonl"))


def test_a_line_is_an_item():
    (item,) = items(line())
    assert item == CatalogueItem(
        kind="system",
        name="Het loket",
        name_en="The desk",
        actions=(ActionCode(("01", "02", "01")), ActionCode(("3", "4", "1"))),
        what="Waar men terechtkan.",
        facts=("open sinds 2015",),
        line=12,
    )


def test_only_kind_and_name_are_needed():
    (item,) = items('{"kind": "right", "name": " Toelage "}')
    assert item == CatalogueItem("right", "Toelage")


def test_every_kind_is_taken():
    assert [item.kind for item in items("\n".join(line(kind=kind) for kind in KINDS))] == [*KINDS]


def test_empty_lines_and_line_ends_of_windows_do_not_count():
    assert len(items(f"\n{line()}\r\n\n{line(name='Ander')}\n")) == 2


def test_files_are_read_in_order_and_a_byte_order_mark_is_no_text(tmp_path):
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_bytes(b"\xef\xbb\xbf" + line(name="Eén").encode())
    second.write_bytes(line(name="Twee").encode())
    assert [item.name for item in read_catalogue([first, second])] == ["Eén", "Twee"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (line(kind="ding"), 'regel 1, kind: is "ding"; kies uit system,'),
        (line(kind=...), "kind: ontbreekt"),
        (line(kind=["system"]), "kind: is"),
        (line(name=...), "name: ontbreekt"),
        (line(name="  "), "name: is leeg"),
        (line(name=5), "name: moet een tekst zijn, niet 5"),
        (line(name="x" * 301), "name: is langer dan 300 tekens"),
        (line(what="x" * 10_001), "what: is langer dan 10000 tekens"),
        (line(name="a\0b"), "name: bevat een stuurteken"),
        ('{"kind": "system", "name": "\\ud800"}', "name: bevat een stuurteken of half teken"),
        (line(actions="01_02_01"), "actions: moet een lijst"),
        (line(actions=["01_02_01", "!"]), 'actions[1]: "!" is geen actiecode'),
        (line(actions=[""]), "actions[0]"),
        (line(facts=[{}]), "facts[0]: moet een tekst zijn"),
        (line(facts=["x"] * 201), "facts: heeft meer dan 200"),
        (line(line=-1), "line: is -1"),
        (line(line=True), "line: is true"),
        (line(line="7"), "line: is"),
        (line(line=2**31), "line: is"),
        (line(soort="x"), '"soort": is onbekend'),
        ("{", "regel 1 is geen geldige JSON"),
        ("[" * 100_000, "regel 1 is geen geldige JSON"),
        ("[]", "regel 1 is geen JSON-object"),
        ("", "cat.jsonl is leeg"),
        (" \n \n", "cat.jsonl is leeg"),
    ],
    ids=range(25),
)
def test_what_is_wrong_is_said_in_one_sentence(wrong, told):
    with pytest.raises(RegisterError) as refused:
        items(wrong)
    words = str(refused.value)
    assert told in words
    assert words.startswith("cat.jsonl")
    assert words.endswith(".")
    assert "\n" not in words


def test_the_line_is_that_of_the_mistake():
    with pytest.raises(RegisterError, match=r"regel 3, kind"):
        items(f"{line()}\n\n{line(kind='ding')}")


def test_too_many_lines_are_refused():
    with pytest.raises(RegisterError, match="meer dan 50000 regels"):
        items("\n" * 50_001)


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path):
    with pytest.raises(RegisterError, match="kan niet gelezen worden"):
        read_catalogue([tmp_path / "weg.jsonl"])
    with pytest.raises(RegisterError, match="kan niet gelezen worden"):
        read_catalogue([tmp_path])
    with pytest.raises(RegisterError, match="geen bestandsnaam"):
        read_catalogue(["a\0b"])
    bad = tmp_path / "latin.jsonl"
    bad.write_bytes(line().encode() + b"\n" + line(name="Café").encode("latin-1"))
    with pytest.raises(RegisterError, match="regel 2 is geen UTF-8"):
        read_catalogue([bad])


def test_a_file_that_is_too_large_is_refused(tmp_path):
    large = tmp_path / "groot.jsonl"
    with large.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(RegisterError, match="groter dan 20 MB"):
        read_catalogue([large])
