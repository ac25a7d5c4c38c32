"""Laws that hold for any cell: exact places, order, no overlap, white space and repetition."""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondrecht.registry.parties import Directory, load_directory, resolve

VAPA = load_directory("vapa")
NAMES = [name for member in VAPA.members for name in member.names]
ROLES = ("cabinet", "administration", "people_in_poverty", "other_actors")
BETWEEN = [", ", "; ", "\n", " en ", " & ", " / ", "/", " - ", " – ", " (", ") ", "\n• ", " ", "-"]
LOOSE = ["kabinet", "Departement", "afdeling", "team", "van het", "voor", "niet", "Vlaamse", "alle"]
LOOSE += ["i.s.m.", "vzw", "Antwerpen", "1)", "…", "’s", "O&V", "ad hoc", "nvt", "-", "die"]

pieces = st.sampled_from(NAMES + LOOSE * 6) | st.text(max_size=8)
cells = st.lists(st.tuples(pieces, st.sampled_from(BETWEEN)), max_size=7).map(
    lambda parts: "".join(words + between for words, between in parts)
)
roles = st.sampled_from(ROLES)


@settings(max_examples=150, deadline=None)
@given(cells, roles)
def test_mentions_lie_where_they_say_in_order_and_apart(cell, role):
    end = 0
    for each in resolve(cell, role, VAPA):
        assert cell[each.start : each.end] == each.words
        assert end <= each.start < each.end
        end = each.end


@settings(max_examples=150, deadline=None)
@given(cells, roles)
def test_what_is_said_of_a_mention_agrees(cell, role):
    for each in resolve(cell, role, VAPA):
        assert (each.party is None) == (each.how == "open")
        assert each.how in ("alias", "likeness", "open")
        assert each.party is None or each.party in VAPA.by_slug
        assert set(each.candidates) <= set(VAPA.by_slug)
        assert 0 <= each.likeness <= 1
        assert each.words == each.words.strip()


@settings(max_examples=80, deadline=None)
@given(cells, roles)
def test_the_same_cell_is_always_the_same(cell, role):
    assert resolve(cell, role, VAPA) == resolve(cell, f"involved.{role}", VAPA)


@settings(max_examples=80, deadline=None)
@given(cells, roles)
def test_more_white_space_changes_nothing(cell, role):
    spaced = re.sub(r"(?<=\w) (?=\w)", "  ", cell)
    before = [(each.words.split(), each.party) for each in resolve(cell, role, VAPA)]
    assert [(each.words.split(), each.party) for each in resolve(spaced, role, VAPA)] == before
    around = resolve(f"  {cell} \n", role, VAPA)
    assert [(each.words.split(), each.party) for each in around] == before


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(VAPA.members), roles)
def test_the_words_of_a_match_are_matched_alone(member, role):
    for found in resolve(member.name, role, VAPA):
        if found.party:
            assert [again.party for again in resolve(found.words, role, VAPA)] == [found.party]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(VAPA.members), min_size=1, max_size=4, unique=True))
def test_a_list_of_names_is_each_of_them(members):
    cell = "\n".join(member.name for member in members if member.kind == "administration")
    found = [each.party for each in resolve(cell, "administration", VAPA)]
    wished = [member.slug for member in members if member.kind == "administration"]
    assert found == wished


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), roles)
def test_no_text_is_too_strange(text, role):
    for each in resolve(text, role, VAPA):
        assert text[each.start : each.end] == each.words


@given(st.text(max_size=60), roles)
def test_without_parties_nothing_is_matched(text, role):
    assert all(each.how == "open" for each in resolve(text, role, Directory()))


def test_a_long_cell_takes_no_long_time():
    cell = ", ".join(NAMES * 3)
    assert len(resolve(cell, "other_actors", VAPA)) > 100
    strange = "departement " * 2000 + "en " * 2000 + "(" * 2000
    assert len(resolve(strange, "administration", VAPA)) < 5000


def slipped(name, random):
    """A name with one letter of a long word dropped, doubled or swapped; or None."""
    long = re.findall(r"[a-zéë]{7,}", name)
    if not long:
        return None
    word = random.choice(long)
    at = random.randrange(1, len(word) - 1)
    kinds = [word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]]
    kinds.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    return name.replace(word, random.choice(kinds), 1)


@pytest.mark.parametrize("seed", range(3))
def test_slips_never_lead_to_another_party(seed):
    random = Random(seed)
    resolved = tried = 0
    for member in VAPA.members:
        role = member.kind if member.kind in ROLES else "other_actors"
        for name in member.names:
            words = slipped(name, random)
            if words is None:
                continue
            parties = {each.party for each in resolve(words, role, VAPA)} - {None}
            bodies = {each for each in VAPA.by_slug if VAPA.contains(each, member.slug)}
            assert parties <= {member.slug} | bodies, words
            tried += 1
            resolved += bool(parties)
    assert tried > 150
    assert resolved > 0.75 * tried


@pytest.mark.parametrize("seed", range(3))
def test_parties_that_are_left_out_are_never_taken_for_others(seed):
    random = Random(seed)
    kept = [member for member in VAPA.members if random.random() < 0.5 and not member.part_of]
    thin = Directory.of(kept)
    for member in VAPA.members:
        role = member.kind if member.kind in ROLES else "other_actors"
        allowed = {None, member.slug} | {m for m in thin.by_slug if VAPA.contains(m, member.slug)}
        found = {each.party for each in resolve(member.name, role, thin)}
        assert found <= allowed, member.name


def test_the_folder_of_data_holds_what_is_shipped():
    folder = Path(resolve.__code__.co_filename).parents[1] / "data"
    assert {path.name for path in folder.glob("part*.toml")} >= {
        "parties-vapa.toml",
        "parties-voorbeeld.toml",
        "party-words.toml",
    }
