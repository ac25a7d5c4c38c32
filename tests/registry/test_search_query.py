"""What a person asks for becomes clauses; any text is a question. No database is needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.registry.search.highlight import Wanted, marked, snippet
from grondrecht.registry.search.query import MOST, Query, parse
from grondrecht.registry.search.words import fold, folded_words, stem

ANY_TEXT = st.text(max_size=80) | st.text("ab \"-*_.(){}:^&|!<>\\'\0é😀0123", max_size=40)


def asked(text, known=()):
    return parse(text, lambda start: [word for word in known if word.startswith(start)])


def written(text, known=()):
    return [clause.written for clause in asked(text, known).clauses]


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Crèche", "creche"), ("ÉÉN", "een"), ("straße", "strasse"), ("ﬁets", "fiets"), ("m²", "m2")],
)
def test_words_are_compared_without_capitals_and_accents(word, folded):
    assert fold(word) == folded
    assert folded_words(f"« {word} »") == [folded]


def test_a_code_is_one_word_and_other_signs_part_words():
    assert folded_words("01_02_03, e-mail; l'école…(x)") == [
        "01_02_03", "e", "mail", "l", "ecole", "x"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("woning", "woningen", "nl"),
        ("huis", "huizen", "nl"),
        ("helpt", "helpen", "nl"),
        ("kind", "kinderen", "nl"),
        ("pleegkinderen", "pleegkind", "nl"),
        ("toelagen", "toelage", "nl"),
        ("schooltoeslag", "schooltoeslagen", "nl"),
        ("child", "childs", "en"),
        ("paying", "pays", "en"),
    ],
)
def test_words_are_stemmed(one, other, language):
    assert stem(one, language) == stem(other, language)


@given(st.text(min_size=1, max_size=90))
def test_a_stem_is_letters_that_every_database_knows(text):
    for word in folded_words(text):
        for language in ("nl", "en"):
            root = stem(word, language)
            assert root.isascii()
            assert root.replace("_", "").isalnum() or not root
            assert len(root) <= 60


def test_words_in_other_scripts_stay_apart():
    assert stem("мир", "nl") != stem("дом", "nl")
    assert stem("мир", "nl") == stem("мир", "en")


def test_the_parts_of_a_question():
    query = asked(
        'wonen "mensen in armoede" -kind -"de buurt" 03.06.07 kinderop*', ["kinderopvang"]
    )
    assert [(clause.written, clause.is_word) for clause in query.clauses] == [
        ("wonen", True),
        ("mensen in armoede", False),
        ("03_06_07", False),
        ("kinderop*", False),
    ]
    assert [clause.written for clause in query.without] == ["kind", "de buurt"]
    assert query.clauses[-1].phrases == (("kinderopvang",),)
    assert ("mens", "in", "armoede") in query.phrases


@pytest.mark.parametrize("code", ["03_06_07", "03 06 07", "03-06-07", "03.06.07"])
def test_a_code_may_be_spelled_in_every_way_and_left_out(code):
    assert written(code) == ["03_06_07"]
    assert asked(code).clauses[0].phrases == (("03_06_07",), ("03", "06", "07"))
    assert [clause.written for clause in asked(f"huur -{code}").without] == ["03_06_07"]
    assert written(f"huur {code} water") == ["huur", "03_06_07", "water"]


def test_words_that_every_text_has_do_not_count_unless_they_are_all_there_is():
    assert written("de huur van het huis") == ["huur", "huis"]
    assert written("de van") == ["de", "van"]
    assert written('"de van"') == ["de van"]


def test_a_minus_inside_a_word_leaves_nothing_out():
    assert written("sociaal-economisch") == ["sociaal", "economisch"]
    assert asked("sociaal-economisch").without == ()


def test_a_beginning_has_two_letters_at_least():
    assert written("k*", ["kind"]) == ["k"]
    assert asked("ki*", ["kind", "kin"]).clauses[0].phrases == (("kin",), ("kind",))
    assert asked("xy*", ["kind"]).clauses[0].phrases == (("xy",),)
    assert written("brede school*", ["scholen"]) == ["brede", "school*"]


def test_a_quote_that_is_not_closed_ends_at_the_end():
    assert written('huur "mensen in') == ["huur", "mensen in"]
    assert written('"" huur') == ["huur"]


@given(ANY_TEXT)
def test_every_text_is_a_question(text):
    query = asked(text, ["a", "ab", "b0"])
    for clause in (*query.clauses, *query.without):
        assert clause.phrases
        assert all(root.isascii() and root for phrase in clause.phrases for root in phrase)


def test_a_question_has_an_end():
    assert len(asked("w " * 10_000).clauses) == MOST
    assert len(asked(" ".join(f"-w{number}" for number in range(100))).without) == MOST
    assert asked("x" * 10_000).clauses[0].written == "x" * 60


WANTED = Wanted(asked('kinderen "mensen in armoede"').phrases, "nl")


def test_found_words_are_marked_and_a_phrase_as_a_whole():
    text = "Kinderlijk kind en KINDEREN; mensen in armoede, in buurten. Armoede."
    assert marked(text, WANTED) == (
        ("Kinderlijk ", False),
        ("kind", True),
        (" en ", False),
        ("KINDEREN", True),
        ("; ", False),
        ("mensen in armoede", True),
        (", in buurten. Armoede.", False),
    )


@given(st.text("kinder mens armoe\n,é", max_size=400))
def test_the_pieces_of_a_title_are_the_title(text):
    assert "".join(words for words, _ in marked(text, WANTED)) == text


@given(st.lists(st.text("kinderen mens in armoede\n,", max_size=900), max_size=4))
def test_a_snippet_is_a_stretch_of_its_field(texts):
    field, pieces = snippet([(str(at), text) for at, text in enumerate(texts)], WANTED)
    shown = "".join(words for words, _ in pieces)
    if field:
        assert shown.removeprefix("… ").removesuffix(" …") in texts[int(field)]
        assert len(shown) <= 250 or any(len(words) > 200 for words, found in pieces if found)
    else:
        assert not any(text.strip() for text in texts)


def test_a_snippet_is_cut_where_most_words_are():
    text = "kinderen " + "woord " * 100 + "kinderen met kinderen en mensen in armoede. " + "x " * 90
    field, pieces = snippet([("summary", "kinderen"), ("evaluation", text)], WANTED)
    assert field == "evaluation"
    assert [words for words, found in pieces if found] == [
        "kinderen", "kinderen", "mensen in armoede"
    ]  # fmt: skip
    assert pieces[0] == ("… ", False)
    assert pieces[-1][0].endswith(" …")


def test_without_found_words_the_summary_is_shown():
    texts = [("budget", "geld"), ("summary", "waarover het gaat")]
    assert snippet(texts, Wanted(Query().phrases, "nl")) == (
        "summary",
        (("waarover het gaat", False),),
    )
    assert snippet([], WANTED) == ("", ())
