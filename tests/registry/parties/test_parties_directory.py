"""Party data: what may be in it, and what is said when it is wrong."""

from datetime import date

import pytest

from grondrecht.registry.parties import (
    Directory,
    DirectoryError,
    Holder,
    Member,
    load_directory,
    resolve,
    shipped_directories,
)

GOOD = """
[[party]]
slug = "werk"
name = "Departement Werk"
name_en = "Department of Work"
kind = "administration"
abbreviations = ["DW"]
aliases = ["Arbeid"]

[[party]]
slug = "team"
name = "Team Loopbaan"
kind = "administration"
part_of = "werk"

[[party]]
slug = "kabinet-werk"
name = "Kabinet Werk"
kind = "cabinet"
holders = [
    { name = "Lies Van Hove", first_day = 2015-01-01, last_day = 2016-12-31 },
    { name = "Bram Cools", first_day = 2017-01-01 },
]
"""


def party(lines):
    return f'[[party]]\nslug = "a"\nname = "A"\nkind = "other"\n{lines}\n'


def test_data_are_read():
    directory = load_directory(GOOD)
    werk, team, cabinet = directory.members
    assert werk.names == ("Departement Werk", "Department of Work", "DW", "Arbeid")
    assert team.part_of == "werk"
    assert cabinet.holders[0] == Holder("Lies Van Hove", date(2015, 1, 1), date(2016, 12, 31))
    assert cabinet.names == ("Kabinet Werk", "Lies Van Hove", "Van Hove", "Bram Cools", "Cools")
    assert directory.by_slug["werk"] is werk


def test_a_file_and_shipped_data_are_read(tmp_path):
    path = tmp_path / "partijen.toml"
    path.write_text(GOOD, "utf-8")
    assert load_directory(path) == load_directory(str(path)) == load_directory(GOOD)
    assert set(shipped_directories()) >= {"vapa", "voorbeeld"}


@pytest.mark.parametrize("name", shipped_directories())
def test_shipped_data_are_whole(name):
    directory = load_directory(name)
    for member in directory.members:
        assert member.name_en, member.slug
        assert len(set(member.names)) == len(member.names)
        for written in member.names:
            assert written == " ".join(written.split()), written


@pytest.mark.parametrize("name", shipped_directories())
def test_no_shipped_name_is_that_of_two_parties_of_one_kind(name):
    index = load_directory(name).index()
    for names in index.by_key.values():
        for kind in {each.kind for each in names}:
            assert len({each.slug for each in names if each.kind == kind}) == 1, names


@pytest.mark.parametrize("name", shipped_directories())
def test_every_shipped_name_finds_its_party(name):
    directory = load_directory(name)
    roles = {"cabinet": "cabinet", "administration": "administration"}
    for member in directory.members:
        for written in (*member.names[:1], *member.abbreviations, *member.aliases):
            found = resolve(written, roles.get(member.kind, "other_actors"), directory)
            assert [each.party for each in found] == [member.slug], written


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[party]\n", "geen geldige TOML"),
        ("x = 1\n", "sleutel x: is onbekend"),
        ("party = 1\n", "schrijf [[party]]"),
        ("party = [1]\n", "schrijf [[party]]"),
        (party('colour = "red"'), "sleutel colour: is onbekend"),
        ('[[party]]\nname = "A"\nkind = "other"\n', "sleutel slug: ontbreekt"),
        ('[[party]]\nslug = "a"\nname = " "\nkind = "other"\n', "sleutel name: ontbreekt"),
        ('[[party]]\nslug = "a"\nname = "A"\nkind = "club"\n', "sleutel kind"),
        ('[[party]]\nslug = 3\nname = "A"\nkind = "other"\n', "sleutel slug: moet een tekst"),
        ('[[party]]\nslug = "De A"\nname = "A"\nkind = "other"\n', "sleutel slug: moet kleine"),
        ('[[party]]\nslug = "a--b"\nname = "A"\nkind = "other"\n', "sleutel slug: moet kleine"),
        (
            f'[[party]]\nslug = "{"a" * 121}"\nname = "A"\nkind = "other"\n',
            "slug: is langer dan 120",
        ),
        (
            f'[[party]]\nslug = "a"\nname = "{"A" * 301}"\nkind = "other"\n',
            "name: is langer dan 300",
        ),
        (party(f'name_en = "{"A" * 301}"'), "sleutel name_en: is langer dan 300"),
        (party('aliases = "B"'), "sleutel aliases: moet een lijst"),
        (party("aliases = [1]"), "sleutel aliases: moet een lijst"),
        (party('abbreviations = [" "]'), "sleutel abbreviations"),
        (party('part_of = "b"'), "sleutel part_of: b is geen slug"),
        (party("") + party(""), "nr. 2, sleutel slug: a staat er al"),
        (party('holders = ["x"]'), "sleutel holders"),
        (party("holders = [{ first_day = 2015-01-01 }]"), "sleutel holders.name"),
        (party('holders = [{ name = "X" }]'), "sleutel holders.first_day"),
        (party('holders = [{ name = "X", first_day = "ooit" }]'), "sleutel holders.first_day"),
        (party('holders = [{ name = "X", party = "Y" }]'), "sleutel holders.party: is onbekend"),
        (
            party('holders = [{ name = "X", first_day = 2016-01-02, last_day = 2016-01-01 }]'),
            "sleutel holders.last_day: ligt voor first_day",
        ),
    ],
)
def test_wrong_data_are_refused_with_file_and_key(text, problem, tmp_path):
    path = tmp_path / "fout.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DirectoryError) as error:
        load_directory(path)
    assert problem in str(error.value)
    assert "fout.toml" in str(error.value)
    assert "\n" not in str(error.value).strip()


def test_a_file_that_is_not_there_is_named_with_what_may_be_given():
    with pytest.raises(DirectoryError, match=r"nergens\.toml is niet te lezen.*vapa, voorbeeld"):
        load_directory("nergens.toml")


def test_a_slug_twice_is_refused_among_values_too():
    with pytest.raises(DirectoryError, match="partij a staat er twee keer"):
        Directory.of([Member("a", "A", "other"), Member("a", "B", "other")])


def test_holders_stand_for_their_cabinet_only_while_they_hold_office():
    directory = load_directory(GOOD)

    def told(day):
        return [each.party for each in resolve("Kabinet Van Hove", "cabinet", directory, day)]

    assert told(date(2016, 6, 1)) == told(None) == ["kabinet-werk"]
    assert told(date(2017, 1, 1)) == told(date(2014, 12, 31)) == [None]


def test_a_circle_of_parts_ends():
    circle = Directory.of(
        [Member("a", "A", "other", part_of="b"), Member("b", "B", "other", part_of="a")]
    )
    assert circle.contains("a", "b")
    assert not circle.contains("c", "a")
