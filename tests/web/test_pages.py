"""What pages share: addresses, pages of a list, shortened texts, days asked for, menus."""

from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.http import Http404, QueryDict
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.registry.models import Plan
from grondrecht.web import pages
from grondrecht.web.context import footer_links

client = Client()
LINES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


def request(**query):
    asked = QueryDict(mutable=True)
    asked.update(query)
    return RequestFactory().get(f"/nl/p/lijst?{asked.urlencode()}")


def number_of(address):
    return parse_qs(urlsplit(address).query)["bladzijde"][0]


# Numbers

HUGE = "9" * 5_000


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("12", 12), ("", None), ("-1", None), ("٣", None), (HUGE, None)]
)
def test_a_number_that_is_none_or_too_long_for_anything_is_no_number(text, number):
    assert pages.number_in(text) == number


# Pages of a list


@given(st.integers(0, 60), st.integers(1, 25))
def test_turning_the_pages_shows_every_row_once_and_in_order(count, size):
    rows, seen, address = list(range(count)), [], "?bladzijde=1"
    for _ in range(count + 1):
        page = pages.turned(request(bladzijde=number_of(address)), rows, size)
        assert len(page.items) <= size
        seen += page.items
        address = page.next_address
        if not address:
            break
    assert seen == rows
    assert page.total == count


@given(st.integers(0, 400), st.integers(1, 20), st.integers(1, 60))
def test_the_numbers_lead_to_the_ends_and_around_where_one_is(count, size, asked):
    page = pages.turned(request(bladzijde=str(asked)), range(count), size)
    last = max(1, -(-count // size))
    here = min(asked, last)
    shown = [each["number"] for each in page.pages if each["number"]]
    around = {1, last, *range(here - 2, here + 3)}
    assert shown == (sorted(n for n in around if 1 <= n <= last) if last > 1 else [])
    assert [each["number"] for each in page.pages if each.get("current")] == [here] * (last > 1)
    assert all(
        number_of(each["address"]) == str(each["number"]) for each in page.pages if each["number"]
    )
    assert (page.previous_address == "") == (here == 1)
    assert (page.next_address == "") == (here == last)


@given(st.integers(10, 400), st.integers(1, 20), st.integers(1, 60))
def test_a_gap_stands_exactly_where_numbers_are_left_out(count, size, asked):
    page = pages.turned(request(bladzijde=str(asked)), range(count), size)
    found = [each["number"] for each in page.pages]
    for before, number, after in zip(found, found[1:], found[2:], strict=False):
        assert number == before + 1 if before and number else after > (before or 0) + 1
    assert page.pages == [] or found[0] == 1


@pytest.mark.parametrize("asked", ["", "nul", "-1", "0", "1.5", "²", "١", "9" * 40, " 2", "<b>"])
def test_a_page_number_that_is_none_is_the_first_page(asked):
    assert list(pages.turned(request(bladzijde=asked), range(9), 2).items) == [0, 1]


def test_past_the_end_is_the_last_page():
    page = pages.turned(request(bladzijde="99"), range(9), 2)
    assert (list(page.items), page.next_address) == ([8], "")
    assert number_of(page.previous_address) == "4"


@pytest.mark.django_db
def test_a_total_that_is_known_is_not_counted_again(django_assert_num_queries):
    Plan.objects.create(slug="p", name="Plan")
    rows = Plan.objects.order_by("pk")
    with django_assert_num_queries(1):
        assert pages.turned(request(), rows, 5, total=1).total == 1
    with django_assert_num_queries(2):
        assert pages.turned(request(), rows, 5).total == 1


def test_other_choices_start_at_the_first_page_and_turning_keeps_them():
    asked = request(q="twee woorden", bladzijde="3", right="08")
    assert pages.address_with(asked, right="") == "/nl/p/lijst?q=twee+woorden"
    turned = urlsplit(pages.turned(asked, range(99), 5).next_address)
    assert parse_qs(turned.query) == {"q": ["twee woorden"], "right": ["08"], "bladzijde": ["4"]}
    assert pages.address_with(request(bladzijde="2")) == "/nl/p/lijst"


@given(LINES.filter(bool), LINES)
def test_what_is_chosen_comes_back_from_the_address_as_it_was(chosen, kept):
    address = pages.address_with(request(q=kept), regel=chosen)
    back = QueryDict(urlsplit(address).query)
    assert (back["regel"], back["q"]) == (chosen, kept)


# Addresses


@given(LINES)
def test_an_address_holds_its_parts_whatever_they_are(part):
    with override("nl"):
        address = pages.at("plan", "acties", part, "kaart")
    assert [unquote(each) for each in address.split("/")] == [
        *("", "nl", "plan", "acties", part, "kaart")
    ]
    assert not set("?#<>\" '\\&") & set(address)


def test_an_address_is_that_of_a_page_in_the_language_of_this_one():
    with override("en"):
        assert pages.at("p", "") == "/en/p/"
        assert pages.at("p", "zoeken", q="a b&c") == "/en/p/zoeken?q=a+b%26c"
    with override("nl"):
        assert resolve(pages.at("p", "acties", "01_02_03")).url_name == "action"
        assert resolve(pages.at("p", "acties", "01_02_03", "csv")).url_name == "action-csv"


# Texts and days


@given(st.text(max_size=60), st.integers(1, 30))
def test_a_shortened_text_fits_and_begins_as_the_text_does(text, length):
    whole, short = " ".join(text.split()), pages.shortened(text, length)
    assert len(short) <= length
    if len(whole) <= length:
        assert short == whole
    else:
        assert short[-1] == "…"
        assert whole.startswith(short[:-1])


@given(st.lists(st.text("abc", min_size=1, max_size=6), min_size=2, max_size=8), st.data())
def test_a_text_is_cut_between_words_and_no_sooner_than_needed(words, data):
    text = " ".join(words)
    length = data.draw(st.integers(len(words[0]) + 1, max(len(words[0]) + 1, len(text) - 1)))
    short = pages.shortened(text, length)
    if short != text:
        kept = short[:-1].split(" ")
        assert kept == words[: len(kept)]
        assert len(short) + 1 + len(words[len(kept)]) > length


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("2017-03-31", date(2017, 3, 31)),
        (" 2017-03-31 ", date(2017, 3, 31)),
        ("2017-02-30", None),
        ("31/3/2017", None),
        ("gisteren", None),
        ("", None),
        ("9999-12-31", date(9999, 12, 31)),
        ("10000-01-01", None),
    ],
)
def test_a_day_is_read_as_the_address_has_it(asked, day):
    assert pages.day_asked(request(op=asked), "op") == day
    assert pages.day_asked(request(), "op") is None


def test_a_day_ends_where_the_register_lives():
    end = pages.end_of(date(2017, 3, 31))
    assert timezone.localtime(end).date() == date(2017, 3, 31)
    assert (end.hour, end.minute, end.second) == (23, 59, 59)
    assert end.tzinfo == timezone.get_current_timezone()


# The frame


@pytest.mark.django_db
def test_a_plan_that_is_not_there_is_not_found():
    Plan.objects.create(slug="p", name="Plan")
    assert pages.plan_or_404("p").name == "Plan"
    with pytest.raises(Http404):
        pages.plan_or_404("nergens")


def test_a_trail_leads_from_the_plan_to_the_page():
    plan = Plan(slug="p", name="Plan", name_en="A plan")
    with override("en"):
        trail = pages.trail(plan, [("Offices", "/en/p/ambten"), ("Office 06", "")])
        home = pages.trail(plan, ())
    assert [step["label"] for step in trail] == ["A plan", "Offices", "Office 06"]
    assert [step["address"] for step in trail] == ["/en/p/", "/en/p/ambten", ""]
    assert [step["label"] for step in home] == ["All plans", "A plan"]


def test_the_menu_knows_under_which_of_its_pages_one_is():
    plan = Plan(slug="p", name="Plan")
    with override("en"):
        menu = pages.navigation(plan, "/en/p/ambten/06")
        assert [item["label"] for item in menu if item["current"]] == ["Offices"]
        assert not any(item["current"] for item in pages.navigation(plan, "/en/p/ambtenaren"))
        *own, finder = [item["address"] for item in menu]
        assert all(address.startswith("/en/p/") for address in own)
        assert finder == "/en/rechten-vinder"


def test_the_foot_leads_to_the_plan_s_own_data():
    with override("nl"):
        own = {link["address"] for link in footer_links("voorbeeld")}
        general = {link["address"] for link in footer_links()}
    assert "/nl/voorbeeld/data" in own
    assert "/nl/voorbeeld/data" not in general
    assert {"/nl/woordenlijst", "/nl/over", "/nl/toegankelijkheid"} <= own & general


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nl/nergens/wijzigingen", "/en/nergens/acties/01_02_03"])
def test_a_page_of_no_plan_is_not_found_and_says_so(path):
    response = client.get(path)
    assert response.status_code == 404
    assert "<h1>" in response.content.decode()
