"""The finder as it is asked for: nothing kept or sent, forms that mean harm, both languages."""

import re
from html import unescape

import pytest
from django.conf import settings as site
from django.core import checks
from django.test import Client
from django.utils.translation import override
from web.finder_rules import write_rules
from web.reading_pages import links, words

from grondrecht.web.finder import told as forms

FINDER = "/nl/rechten-vinder"
WHO = {".partner": "no", ".children": "0", ".others": "0", "age@u": "70", ".topics": ""}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_rules(tmp_path_factory.mktemp("rules"))


@pytest.fixture(autouse=True)
def small(settings, folder):
    settings.RIGHTS = folder


@pytest.fixture
def visitor():
    """Somebody whose browser keeps every cookie that it is given."""
    return Client(enforce_csrf_checks=True)


def post(visitor, answers=None, path=FINDER, **fields):
    """Send a form with these answers."""
    pairs = [f"{key}={value}" for key, value in (answers or {}).items()]
    return visitor.post(path, {"op": "2018-03-01", "a": pairs, **fields})


def carried(page):
    """The answers that the form of a page carries."""
    form = page.content.decode().partition('id="finder-form"')[2].partition("</form>")[0]
    values = re.findall(r'name="a" value="([^"]*)"', form)
    return dict(unescape(each).split("=", 1) for each in values)


def hidden(page, name):
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1])


# The way


def test_the_start_says_what_it_is_and_of_which_day_the_rules_are(visitor):
    page = visitor.get(FINDER)
    said = words(page)
    assert page.status_code == 200
    assert "geen beslissing" in said
    assert "We bewaren niets" in said
    assert "Deze regels zijn niet die van vandaag" in said
    assert "Wet van" in said
    assert 'value="2019-12-31"' in page.content.decode()


def test_a_person_comes_from_the_start_to_the_result(visitor):
    page = visitor.post(FINDER, {"doe": "begin", "op": "2018-03-01"})
    told = [("no", ".partner"), ("0", ".children"), ("0", ".others"), ("70", "age@u")]
    for value, key in told:
        assert hidden(page, "vraag") == key
        page = post(visitor, carried(page), vraag=key, antwoord=value, doe="verder")
    assert hidden(page, "vraag") == ".topics"
    page = post(visitor, carried(page), vraag=".topics", onderwerp=["work"], doe="verder")
    assert words(page).startswith("Onderwerp") is False, "one topic is not counted"
    page = post(visitor, carried(page), vraag="job_wanted@u", antwoord="no", doe="verder")
    assert "Waar u recht op lijkt te hebben" in words(page)
    assert carried(page) == WHO | {".topics": "work", "job_wanted@u": "no"}


def test_an_answer_that_is_none_is_asked_again_with_what_was_typed(visitor):
    page = post(visitor, WHO, vraag="net_income@u", antwoord="veel", doe="verder")
    body = page.content.decode()
    assert page.status_code == 200
    assert "Vul een getal in van 0 tot 100.000." in words(page)
    assert 'value="veel"' in body
    assert 'aria-invalid="true"' in body
    assert "<title>Fout: " in body
    assert carried(page) == WHO


def test_not_knowing_goes_on_and_is_not_asked_again(visitor):
    page = post(visitor, WHO | {".topics": "work"}, vraag="job_wanted@u", doe="weet-niet")
    assert carried(page)["job_wanted@u"] == "?"
    assert hidden(page, "vraag") != "job_wanted@u"


def test_an_answer_may_be_given_for_everybody(visitor):
    family = WHO | {".children": "1", "age@c1": "20", ".topics": "other"}
    page = post(visitor, family, vraag="disabled@u", antwoord="no", allen="1", doe="verder")
    assert carried(page)["disabled@*"] == "no"
    assert "disabled@u" not in carried(page)


def test_back_shows_the_question_before_with_its_answer(visitor):
    page = post(visitor, WHO | {"tenure": "owner"}, doe="terug")
    assert hidden(page, "vraag") == "tenure"
    assert re.search(r'checked value="owner"', page.content.decode())
    assert carried(page) == WHO
    start = post(visitor, {}, doe="terug")
    assert 'value="2018-03-01"' in start.content.decode()
    assert "Begin met de vragen" in words(start)


def test_any_answer_can_be_changed_and_one_comes_back_to_the_result(visitor):
    held = WHO | {"tenure": "owner"}
    page = post(visitor, held, verander="tenure")
    assert (hidden(page, "vraag"), hidden(page, "naar")) == ("tenure", "resultaat")
    page = post(
        visitor, held, vraag="tenure", antwoord="tenant", naar="resultaat", doe="verder",
        **{"in-plaats": "tenure"},
    )  # fmt: skip
    assert carried(page)["tenure"] == "tenant"
    assert "Dit is geen beslissing" in words(page)
    back = post(visitor, held, vraag="tenure", naar="resultaat", doe="terug")
    assert carried(back) == held


def test_who_lives_there_can_be_changed_and_what_was_said_of_them_goes(visitor):
    held = WHO | {".children": "2", "age@c1": "4", "age@c2": "9", "disabled@c2": "yes"}
    page = post(visitor, held, vraag=".children", antwoord="1", naar="resultaat", doe="verder")
    assert carried(page) == WHO | {".children": "1", "age@c1": "4"}


def test_the_result_can_be_seen_at_any_moment_and_the_questions_go_on(visitor):
    page = post(visitor, WHO, doe="toon")
    assert "Verder met de vragen" in words(page)
    assert hidden(post(visitor, WHO, doe="vragen"), "vraag") == "net_income@u"
    early = post(visitor, {}, doe="begin")
    assert "Toon wat ik nu weet" not in words(early)


def test_everything_can_be_opened_for_paper(visitor):
    closed = post(visitor, WHO, doe="toon").content.decode()
    opened = post(visitor, WHO, alles="open", vraag="resultaat").content.decode()
    assert "<details" in closed
    assert closed.count("open>") == 0
    assert opened.count('<details class="more" open>') == closed.count("<details")


def test_the_language_changes_with_all_that_was_told(visitor):
    held = WHO | {"tenure": "owner"}
    page = post(visitor, held, vraag="net_income@u", doe="vragen")
    assert 'formaction="/en/rechten-vinder"' in page.content.decode()
    english = post(visitor, held, "/en/rechten-vinder", vraag="net_income@u", doe="hier")
    assert "What is your income?" in words(english)
    assert carried(english) == held
    result = post(visitor, held, "/en/rechten-vinder", vraag="resultaat", doe="hier")
    assert "This is not a decision" in words(result)


@pytest.mark.parametrize("op", ["", "gisteren", "2014-12-31", "2199-01-01", "9" * 5000])
def test_a_day_without_rules_is_asked_for_again(visitor, op):
    page = visitor.post(FINDER, {"doe": "begin", "op": op})
    assert page.status_code == 200
    assert "Vul een dag in van 1 januari 2015 tot" in words(page)
    assert 'aria-invalid="true"' in page.content.decode()


def test_a_day_is_taken_as_people_write_it(visitor):
    page = visitor.post(FINDER, {"doe": "begin", "op": "1/3/2018"})
    assert hidden(page, "op") == "2018-03-01"


def test_where_the_rules_are_those_of_today_nothing_warns(visitor, settings, tmp_path):
    settings.RIGHTS = write_rules(tmp_path, "", ["job-help", "care-card"])
    assert "niet die van vandaag" not in words(visitor.get(FINDER))


# Nothing is kept, and nothing goes elsewhere


EVERY = {
    "start": lambda visitor: visitor.get(FINDER),
    "question": lambda visitor: post(visitor, WHO, doe="vragen"),
    "wrong": lambda visitor: post(visitor, WHO, vraag="net_income@u", antwoord="x", doe="verder"),
    "result": lambda visitor: post(visitor, WHO | {"net_income@u": "731.27"}, doe="toon"),
    "refused": lambda visitor: post(visitor, {"x": "y"}, doe="toon"),
}


@pytest.mark.parametrize("kind", EVERY)
def test_no_page_gives_a_cookie_and_none_is_stored_on_the_way(visitor, kind):
    page = EVERY[kind](visitor)
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "same-origin"
    assert not page.cookies
    assert "Set-Cookie" not in page
    assert "Location" not in page, "an answer in an address is in logs and in the history"


@pytest.mark.parametrize("kind", EVERY)
def test_no_page_asks_the_database_anything(visitor, kind, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        EVERY[kind](visitor)


@pytest.mark.parametrize("kind", EVERY)
def test_no_link_of_a_page_carries_an_answer(visitor, kind):
    page = EVERY[kind](visitor)
    assert links(page)
    assert [each for each in links(page) if "?" in each or "731" in each] == []
    assert not re.search(r'(action|formaction)="[^"]*\?', page.content.decode())


def test_answers_are_in_no_log(visitor, caplog, monkeypatch):
    """A fault of ours is told with its place, and without what somebody answered."""
    monkeypatch.setattr("grondrecht.web.views.finder.result_of", lambda told: 1 / 0)
    visitor.raise_request_exception = False
    page = post(visitor, WHO | {"net_income@u": "731.27"}, doe="toon")
    assert page.status_code == 500
    assert "ZeroDivisionError" in caplog.text
    assert "731.27" not in caplog.text + page.content.decode()


def test_answers_in_an_address_are_not_read(visitor):
    page = visitor.get(f"{FINDER}?op=2018-03-01&a=net_income%40u%3D731.27&doe=toon")
    assert "Begin met de vragen" in words(page)
    assert "731" not in words(page)


# Forms that mean harm


HARM = {
    "nothing": {},
    "no day": {"op": "", "doe": "toon"},
    "no question": {"doe": "verder"},
    "a question that there is not": {"vraag": "x@y", "antwoord": "1", "doe": "verder"},
    "the result as a question": {"vraag": "resultaat", "antwoord": "1", "doe": "verder"},
    "a change of nothing": {"verander": "disabled@*"},
    "a change of a script": {"verander": "<script>alert(1)</script>"},
    "in the place of nothing": {"vraag": "tenure", "antwoord": "owner", "in-plaats": "rent"},
    "a topic that there is not": {"vraag": ".topics", "onderwerp": "<b>", "doe": "verder"},
    "not knowing who lives there": {"vraag": ".partner", "doe": "weet-niet"},
    "not knowing about what": {"vraag": ".topics", "doe": "weet-niet"},
    "a thousand answers": {"a": ["age@u=1"] * 1_000, "doe": "toon"},
    "a huge answer": {"a": "x" * 100_000, "doe": "toon"},
    "letters that are none": {"a": "\0=\x1b[31m\ud7ff", "doe": "toon"},
    "a hundred persons": {"a": [".children=100"], "doe": "toon"},
}


@pytest.mark.parametrize("case", HARM)
def test_a_form_that_was_not_made_here_gets_one_plain_page(visitor, case):
    page = visitor.post(FINDER, {"op": "2018-03-01", **HARM[case]})
    body = page.content.decode()
    assert page.status_code == 400
    assert "We kunnen deze antwoorden niet lezen" in words(page)
    assert "Traceback" not in body
    assert "<script" not in body
    assert len(body) < 5_000


def test_more_fields_than_django_reads_are_one_plain_page_too(visitor):
    page = visitor.post(FINDER, {f"x{number}": "1" for number in range(6_000)})
    assert page.status_code == 400
    assert len(page.content) < 5_000


def test_what_is_no_form_is_one_plain_page_too(visitor):
    for media in ("application/json", "multipart/form-data; boundary=x", "text/plain"):
        page = visitor.post(FINDER, b"\xff\xfe{]--x", content_type=media)
        assert page.status_code == 400
        assert len(page.content) < 5_000
    body = b"x" * (site.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    huge = visitor.post(FINDER, body, content_type="application/x-www-form-urlencoded")
    assert (huge.status_code, len(huge.content) < 200) == (413, True)


def test_what_somebody_typed_stands_on_the_page_as_text(visitor):
    page = post(visitor, WHO, vraag="rent", antwoord='"><script>x()</script>', doe="verder")
    assert "<script" not in page.content.decode()
    assert "&lt;script&gt;" in page.content.decode()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_other_method_is_taken(visitor, method):
    assert getattr(visitor, method)(FINDER).status_code == 405


def test_the_largest_household_is_answered(visitor):
    """So many persons, and so many questions that nobody could answer."""
    ages = {f"age@c{number}": "16" for number in range(1, 11)}
    ages |= {f"age@o{number}": "50" for number in range(1, 5)}
    crowd = WHO | {".partner": "yes", ".children": "10", ".others": "4", "age@p": "40"} | ages
    page = post(visitor, crowd, doe="toon")
    assert page.status_code == 200
    assert len(page.content) < 500_000
    assert len(crowd) < forms.MOST


# Rules that cannot be read


@pytest.fixture
def broken(settings, tmp_path):
    folder = write_rules(tmp_path)
    (tmp_path / "job-help.yaml").write_text("format: grondrecht-measure/1\n", "utf-8")
    settings.RIGHTS = folder
    return folder


def test_rules_that_cannot_be_read_are_told_to_who_keeps_the_site(visitor, broken, caplog):
    for path in (FINDER, "/nl/rechten", "/en/rechten/job-help"):
        caplog.clear()
        page = visitor.get(path)
        assert page.status_code == 503
        assert broken in caplog.text
        assert broken not in page.content.decode()


def test_the_check_of_the_site_names_the_file(broken):
    (found,) = [each for each in checks.run_checks() if each.id == "grondrecht.E001"]
    assert f"{broken}/job-help.yaml" in found.msg


def test_the_check_of_the_site_finds_nothing_where_all_is_well(settings, folder):
    assert not [each for each in checks.run_checks() if each.id == "grondrecht.E001"]
    settings.RIGHTS = ""
    assert not [each for each in checks.run_checks() if each.id == "grondrecht.E001"]


# Where it is found


@pytest.mark.django_db
@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    "path",
    ["/nl/", "/nl/voorbeeld/", "/nl/voorbeeld/maatregelen", "/nl/voorbeeld/geld", "/nl/over"],
)
def test_the_pages_lead_to_the_finder(client, path):
    assert FINDER in links(client.get(path))


def test_a_page_with_answers_is_not_for_search_engines(visitor):
    assert "noindex" not in visitor.get(FINDER).content.decode()
    assert "noindex" in post(visitor, WHO, doe="toon").content.decode()


def test_the_start_is_there_in_english(visitor):
    with override("en"):
        page = visitor.get("/en/rechten-vinder")
    assert "Which rights do you have?" in words(page)
