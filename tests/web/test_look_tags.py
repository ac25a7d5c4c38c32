"""What the tags and filters of the templates write."""

import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from grondrecht.web import glossary
from grondrecht.writing.formats import SPACE

HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture(autouse=True)
def _addresses(settings):
    settings.ROOT_URLCONF = "web.look_urls"


def write(words, language="nl", **values):
    """What a template with those words writes, white space folded."""
    with override(language):
        written = Template("{% load look %}" + words).render(Context(values))
    return re.sub(r"[ \n]+", " ", written).strip()


def right(code="08", name="wonen", name_en="housing", template="vapa"):
    plan = SimpleNamespace(template=template)
    return SimpleNamespace(code=code, name=name, name_en=name_en, plan=plan)


@pytest.mark.parametrize(
    ("words", "dutch", "english"),
    [
        ("{{ value|number }}", "1.234.567,5", "1,234,567.5"),
        ("{{ value|number:0 }}", "1.234.568", "1,234,568"),
        ("{{ value|money }}", "€ 1.234.567,50", "€1,234,567.50"),
        ("{{ value|money_short }}", "€ 1,2 miljoen", "€1.2 million"),
        ("{{ value|share:2000000 }}", "62 %", "62%"),
    ],
)
def test_numbers_in_the_language_of_the_page(words, dutch, english):
    value = Decimal("1234567.5")
    assert write(words, "nl", value=value).replace(SPACE, " ") == dutch
    assert write(words, "en", value=value).replace(SPACE, " ") == english


@pytest.mark.parametrize("name", ["number", "money", "money_short", "day"])
def test_nothing_is_a_dash_and_never_a_zero(name):
    assert write(f"{{{{ value|{name} }}}}", value=None) == "–"


def test_a_day_can_be_read_by_machines_too():
    assert (
        write("{{ value|day }}", value=date(2017, 3, 1))
        == f'<time datetime="2017-03-01">1{SPACE}maart{SPACE}2017</time>'
    )


def test_a_moment_is_told_in_local_time():
    late = datetime(2017, 3, 1, 23, 30, tzinfo=UTC)
    written = write("{{ value|day }}", "en", value=late)
    assert written == f'<time datetime="2017-03-02T00:30:00+01:00">2{SPACE}March{SPACE}2017</time>'


def test_a_name_in_the_language_of_the_page():
    assert write("{{ right|named }}", "nl", right=right()) == "wonen"
    assert write("{{ right|named }}", "en", right=right()) == "housing"
    assert write("{{ right|named }}", "en", right=right(name_en="")) == "wonen"


def test_found_words_are_marked_and_nothing_else_gets_through():
    pieces = (("een ", False), ("<b>woning</b>", True), (HOSTILE, False))
    assert write("{{ pieces|marked }}", pieces=pieces) == (
        "een <mark>&lt;b&gt;woning&lt;/b&gt;</mark>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    )


@pytest.mark.parametrize(
    ("count", "most", "step"),
    [
        (0, 24, 0),
        (1, 24, 1),
        (4, 24, 1),
        (5, 24, 2),
        (12, 24, 3),
        (24, 24, 5),
        (3, 0, 0),
        (9, 3, 5),
    ],
)
def test_heat(count, most, step):
    assert write("{{ count|heat:most }}", count=count, most=most) == f"heat-{step}"


def test_an_icon_keeps_silent_unless_it_has_a_label():
    silent = write('{% icon "search" %}')
    assert 'aria-hidden="true"' in silent
    assert 'href="/static/web/icons.svg#search"' in silent
    assert 'role="img" aria-label="Zoek &amp; vind"' in write(
        '{% icon "search" label %}', label="Zoek & vind"
    )


@pytest.mark.parametrize(
    ("value", "most", "width"), [(0, 8, "0"), (3, 8, "37.50"), (9, 8, "100.00"), (1, 0, "0")]
)
def test_a_bar_is_as_long_as_its_share(value, most, width):
    written = write("{% bar value most %}", value=value, most=most)
    assert f'<rect width="{width}" height="8">' in written
    assert "style" not in written


def test_a_bar_shows_the_whole_behind_the_part():
    written = write("{% bar 1 4 2 %}")
    assert '<rect class="bar-part" width="50.00"' in written
    assert '<rect width="25.00"' in written


def test_a_right_has_icon_name_and_code_and_never_colour_alone():
    written = write('{% right_badge right "/nl/recht/08/" %}', right=right())
    assert written.startswith('<a href="/nl/recht/08/" class="right tint-brick">')
    assert "icons.svg#house" in written
    assert '<span class="right-name">wonen</span>' in written
    assert re.search(r'<span class="right-code">.*08</span>', written)


def test_a_right_without_address_is_no_link():
    written = write("{% right_badge right %}", right=right())
    assert written.startswith("<span ")
    assert "<a" not in written


def test_hostile_words_in_a_right_stay_words():
    hostile = right(code=HOSTILE, name=HOSTILE, name_en=HOSTILE)
    for language in ("nl", "en"):
        written = write("{% right_badge right where %}", language, right=hostile, where=HOSTILE)
        assert "<script" not in written
        assert written.count("&lt;script&gt;") == 3


def test_the_word_behind_a_number_of_actions():
    words = "{{ 0|actions }} {{ 1|actions }} {{ 2|actions }}"
    assert write(words) == "acties actie acties"
    assert write(words, "en") == "actions action actions"


def test_the_template_of_a_plan_can_be_named_to_spare_a_query():
    lonely = SimpleNamespace(code="10", name="voeding")
    assert "tint-olive" in write('{% right_badge right "" "vapa" %}', right=lonely)
    assert write('{% tint "vapa" "10" %}') == "tint-olive"
    assert "icons.svg#apple" in write('{% right_icon "vapa" "10" %}')


def test_a_term_is_a_button_that_opens_its_meaning():
    written = write('{% term "baseline" %}')
    assert '<button class="term-word" type="button" popovertarget="term-baseline">' in written
    assert '<span class="term-note" id="term-baseline" popover>' in written
    assert glossary.term("baseline", "nl").meaning in written
    assert '<a href="/nl/woordenlijst/#baseline">' in written


def test_a_term_in_other_words_and_another_language():
    assert ">Nulmetingen</button>" in write('{% term "baseline" "Nulmetingen" %}')
    assert glossary.term("baseline", "en").meaning in write('{% term "baseline" %}', "en")


def test_hostile_words_in_a_term_stay_words():
    written = write('{% term "baseline" word %}', word=HOSTILE)
    assert ">&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</button>" in written
    assert "<script>" not in written


def test_a_term_is_written_for_each_language_and_each_word_anew():
    words = '{% term "baseline" %}{% term "baseline" word %}'
    dutch, english = (write(words, language, word="X") for language in ("nl", "en"))
    assert write(words, "nl", word="X") == dutch != english
    assert ">X</button>" in dutch
    assert ">Y</button>" in write(words, "nl", word="Y")
    for language, written in (("nl", dutch), ("en", english)):
        assert written.count(glossary.term("baseline", language).meaning) == 2
        assert f'<a href="/{language}/woordenlijst/#baseline">' in written
    assert dutch.count('class="term term-again"') == dutch.count('class="term"') == 1


def test_terms_of_one_page_have_each_their_own_id_in_included_parts_too():
    words = (
        '{% term "baseline" %}{% term "baseline" %}{% term "final" %}'
        '{% include "web/parts/timeline.html" %}'
    )
    milestones = [{"period": "2015", "stage": "baseline"}, {"period": "2016", "stage": "baseline"}]
    ids = re.findall(r' id="([\w-]+)"', write(words, milestones=milestones))
    assert ids == [
        "term-baseline", "term-baseline-2", "term-final", "term-baseline-3", "term-baseline-4",
    ]  # fmt: skip


def test_two_pages_number_their_terms_alike():
    assert write('{% term "baseline" %}') == write('{% term "baseline" %}')


def test_a_term_that_is_not_there_is_a_mistake_in_the_template():
    with pytest.raises(KeyError, match="no term"):
        write('{% term "nothing" %}')


def test_an_address_that_the_site_has_not_is_empty():
    assert write('{% address "glossary" %}') == "/nl/woordenlijst/"
    assert write('{% address "nowhere" %}') == ""


@pytest.mark.parametrize(
    ("path", "dutch", "english"),
    [
        ("/nl/zoeken/?q=huur", "/nl/zoeken/?q=huur", "/en/zoeken/?q=huur"),
        ("/en/", "/nl/", "/en/"),
        ("/nlx/", "/nl/", "/en/"),
        ("/", "/nl/", "/en/"),
    ],
)
def test_the_same_page_in_each_language(path, dutch, english):
    words = (
        "{% languages names as all %}"
        "{% for one in all %}{{ one.path }} {{ one.current }} {% endfor %}"
    )
    names = [("nl", "Nederlands"), ("en", "English")]
    request = RequestFactory().get(path)
    assert write(words, names=names, request=request) == f"{dutch} True {english} False"


def test_linked_data_cannot_end_its_element():
    data = {"@context": "https://schema.org", "name": "</script><script>alert(1)", "é": "&"}
    written = write("{% jsonld data %}", data=data)
    inside = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert re.findall("[<>&]", inside) == []
    assert json.loads(inside) == data
