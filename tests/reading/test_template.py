"""Form templates: what they hold, and one clear sentence for each way to write one wrong."""

import re

import pytest
from reading.small_template import SMALL, small

from grondrecht.reading.errors import TemplateError
from grondrecht.reading.template import (
    FIELDS,
    Label,
    LegendList,
    load_template,
    parse_template,
    shipped_templates,
    squash,
)


def changed(old, new):
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def message(text, name="proef.toml"):
    with pytest.raises(TemplateError) as caught:
        parse_template(text, name)
    return str(caught.value)


def test_the_shipped_templates_are_found_by_name():
    assert {"ogp", "vapa"} <= set(shipped_templates())
    assert shipped_templates() == sorted(shipped_templates())


@pytest.mark.parametrize("name", shipped_templates())
def test_every_shipped_template_is_named_after_its_file(name):
    assert load_template(name).name == name


def test_another_template_is_found_by_its_path(tmp_path):
    path = tmp_path / "klein.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert load_template(str(path)).title == "Klein formulier"


def test_labels_keep_their_order_spellings_and_marks():
    budget, group, council, *_, summary = small().labels
    assert budget == Label("budget", "", ("Kostprijs", "Wat kost het"))
    assert group == Label("", "wie", ("wie doet mee",))
    assert council.field == "involved.cabinet"
    assert (summary.long, summary.more) == (True, False)


def test_a_label_may_add_to_the_field_of_another():
    more = '[[labels]]\nfield = "budget"\nmore = true\nwords = ["per jaar"]\n'
    template = parse_template(changed("[[labels]]", f"{more}\n[[labels]]"), "klein")
    assert [label.field for label in template.labels[:2]] == ["budget", "budget"]


def test_a_field_of_its_own_may_be_named():
    template = parse_template(changed('"budget"', '"extra.kostprijs"'), "klein")
    assert template.labels[0].field == "extra.kostprijs"


def test_patterns_do_not_mind_capitals():
    assert small().start.match("PROJECT 01_02")["code"] == "01_02"


def test_legend_lists_say_what_announces_them():
    first, second = small().legend
    assert (first.list, second.list) == ("rights", "offices")
    assert first == LegendList("rights", re.compile(r"eerste\s+lijst", re.IGNORECASE))


@pytest.mark.parametrize(
    "words",
    [
        "2015",
        "2015 - 2017",
        "2015 (begin)",
        "2015\n( be-\ngin )",
        "2015 (b e g i n)",
        "2015 (begin, einde)",
        "2015 (halverwege)",
    ],
)
def test_a_period_takes_the_brackets_behind_it(words):
    assert small().milestones.period.fullmatch(words)


def test_other_words_in_brackets_belong_to_a_period_only_at_the_end_of_a_line():
    period = small().milestones.period
    assert period.match("2015 (halverwege) is er").group() == "2015"
    assert period.match("2015 (begin) is er").group() == "2015 (begin)"


def test_without_stages_a_period_still_takes_brackets_at_the_end_of_a_line():
    template = parse_template(changed('stages = ["begin", "einde"]', ""), "klein")
    assert template.milestones.period.fullmatch("2015 (begin)")
    assert template.milestones.period.match("2015 (begin) is er").group() == "2015"


def test_optional_parts_may_be_left_out():
    text = changed("notes = ['^vervangt\\b']\nheadings = ['deel\\s+[a-z]\\b']\n", "")
    text = re.sub(r"(?s)\[\[legend\]\].*(?=\[print\])", "", text)
    template = parse_template(text, "klein")
    assert template.notes == template.headings == template.legend == ()
    assert template.milestones.order == "period-text"


def test_the_print_uses_the_first_spelling_of_each_label():
    layout = small().layout
    assert [row.label for row in layout.rows[:2]] == ["Kostprijs", "wie doet mee"]
    assert layout.language == "nl"
    assert layout.code_word == "PROJECT"
    assert layout.milestones == "tijdpad"
    assert layout.period_first


@pytest.mark.parametrize(
    ("old", "new", "key", "problem"),
    [
        ('name = "klein"', "", "name", "ontbreekt"),
        ('title = "Klein formulier"', "", "title", "ontbreekt"),
        ("start = ", "begin = ", "start", "ontbreekt"),
        ('words = ["tijdpad"]', "", "words", "ontbreekt"),
        ("period = ", "periode = ", "period", "ontbreekt"),
        ('words = ["raad"]', "", "words", "ontbreekt"),
        ('name = "klein"', 'name = "klein"\nkleur = "rood"', "kleur", "onbekend"),
        ("[form]", "[form]\nkleur = 1", "kleur", "onbekend"),
        ("[[labels]]", "[[labels]]\nkleur = 1", "kleur", "onbekend"),
        ("[milestones]", "[milestones]\nkleur = 1", "kleur", "onbekend"),
        ("[[legend]]", "[[legend]]\nkleur = 1", "kleur", "onbekend"),
        ("[print]", "[print]\nkleur = 1", "kleur", "onbekend"),
        ('name = "klein"', "name = 3", "name", "moet een tekst zijn"),
        ('words = ["raad"]', 'words = "raad"', "words", "moet een lijst zijn"),
        ('words = ["raad"]', "words = [1]", "words", "niet-lege teksten"),
        ('words = ["raad"]', 'words = [" "]', "words", "niet-lege teksten"),
        ('words = ["raad"]', "words = []", "words", "is leeg"),
        ('words = ["tijdpad"]', "words = []", "words", "is leeg"),
        ('words = ["raad"]', 'words = ["raad", "---"]', "words", "zonder letter of cijfer"),
        ("[form]", '[form]\nnote_words = ["..."]', "note_words", "zonder letter of cijfer"),
        ('name = "wie"', 'name = "period"', "name", "'period'"),
        ("long = true", "line = true", "line", "geheel getal"),
        ("'^vervangt\\b'", "'a{99999999999999999999}'", "notes", "reguliere"),
        ("'^vervangt\\b'", f"'{'(' * 2000}{')' * 2000}'", "notes", "reguliere"),
        ("long = true", 'long = "ja"', "long", "true of false"),
        ("vertical = true", "vertical = 1", "vertical", "true of false"),
        ("[form]", "[[form]]", "form", "moet een tabel zijn"),
        ("[print]", "[[print]]", "print", "moet een tabel zijn"),
        (r"'project\s+(?P<code>\d\d_\d\d)'", "'project (?P<code>'", "start", "reguliere"),
        ("'^vervangt\\b'", "'*'", "notes", "reguliere"),
        (r"'20\d\d(?:\s*-\s*20\d\d)?'", "'20(('", "period", "reguliere"),
        (r"'eerste\s+lijst'", "'[a'", "after", "reguliere"),
        (r"'project\s+(?P<code>\d\d_\d\d)'", "'(?P<code>x*)'", "start", "lege tekst"),
        (r"'20\d\d(?:\s*-\s*20\d\d)?'", r"'(?:20\d\d)?'", "period", "lege tekst"),
        (r"'deel\s+[a-z]\b'", "'x?'", "headings", "lege tekst"),
        ('"budget"', '"geld"', "field", "'geld' bestaat niet"),
        ('"budget"', '"extra.Groot Geld"', "field", "bestaat niet"),
        ('name = "wie"', "", "field", "ontbreekt"),
        ('stages = ["begin", "einde"]', 'order = "tekst"', "order", "period-text of text-period"),
        ('list = "rights"', 'list = "ministers"', "list", "rights of offices"),
        (r"(?P<code>\d\d_\d\d)", r"\d\d_\d\d", "form.start", "(?P<code>"),
        (
            'words = ["tijdpad"]',
            'words = ["tijdpad"]\nafter = "budgets"',
            "milestones.after",
            "bud",
        ),
        ('words = ["tijdpad"]', 'words = ["tijdpad"]\nafter = "wie"', "milestones.after", "wie"),
    ],
)
def test_a_wrong_template_is_told_by_file_and_key(old, new, key, problem):
    said = message(changed(old, new))
    assert said.startswith("Sjabloon proef.toml")
    assert key in said
    assert problem in said
    assert said.endswith(".")
    assert "\n" not in said


def test_a_wrong_row_is_told_by_its_number():
    assert "[[labels]] nr. 3" in message(changed('words = ["raad"]', "words = [1]"))
    said = message(changed('list = "offices"', 'list = "x"'))
    assert "[[legend]] nr. 2" in said


def test_an_unknown_field_is_answered_with_the_known_ones():
    assert all(field in message(changed('"budget"', '"geld"')) for field in FIELDS)


def test_what_is_no_toml_is_said_so():
    said = message("name = klein formulier")
    assert "proef.toml" in said
    assert "geen geldige TOML" in said
    assert "line 1" in said


def test_tables_nested_without_end_are_no_toml():
    assert "geen geldige TOML" in message(f"x = {'[' * 20_000}{']' * 20_000}")


def test_a_comment_may_end_a_pattern_of_several_lines():
    period = changed(r"'20\d\d(?:\s*-\s*20\d\d)?'", r"'20\d\d # een jaar'")
    assert parse_template(period, "klein").milestones.period.fullmatch("2015 (begin)")


def test_two_labels_cannot_fill_one_field():
    said = message(changed('"involved.other_actors"', '"involved.cabinet"'))
    assert "involved.cabinet" in said
    assert "proef.toml" in said


def test_neighbours_cannot_share_a_word_whatever_its_capitals():
    said = message(changed('words = ["verenigingen"]', 'words = ["verenigingen", "RAAD"]'))
    assert "(raad)" in said
    assert "proef.toml" in said


def test_labels_further_apart_may_share_a_word():
    template = parse_template(
        changed('words = ["korte beschrijving"]', 'words = ["raad"]'), "klein"
    )
    assert template.labels[-1].words == ("raad",)


def test_labels_are_a_list_of_tables():
    text = re.sub(r"(?s)\[\[labels\]\].*(?=\[milestones\])", "", SMALL)
    assert "labels" in message(text)
    assert "[[labels]]" in message('labels = ["raad"]\n' + text)


def test_a_template_must_fill_a_field():
    rows = '[[labels]]\nname = "wie"\nwords = ["wie"]\n\n'
    said = message(re.sub(r"(?s)\[\[labels\]\].*(?=\[milestones\])", rows, SMALL))
    assert "[[labels]]" in said
    assert "geen enkel label" in said


def test_a_missing_file_is_answered_with_the_names_there_are(tmp_path):
    with pytest.raises(TemplateError, match="vapa") as caught:
        load_template(str(tmp_path / "nergens.toml"))
    assert "nergens.toml" in str(caught.value)


def test_a_directory_is_no_template(tmp_path):
    with pytest.raises(TemplateError, match="kan niet gelezen worden"):
        load_template(str(tmp_path))


def test_a_file_in_another_encoding_is_no_template(tmp_path):
    path = tmp_path / "latin.toml"
    path.write_bytes(SMALL.replace("Klein formulier", "Projectfiche café").encode("latin-1"))
    with pytest.raises(TemplateError, match="UTF-8"):
        load_template(str(path))


def test_squash_leaves_letters_and_digits():
    assert squash("Mijl-\npalen, 2e É") == "mijlpalen2eé"
