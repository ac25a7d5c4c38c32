"""What the templates of the site can say: numbers, money, days, icons, rights, words explained."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from math import ceil
from typing import Any, Protocol

from django import template
from django.template import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from grondrecht.registry.export.values import web_address
from grondrecht.web import appearance, glossary
from grondrecht.writing import formats

register = template.Library()
SCRIPT_SIGNS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
HEATS = 5
TERM = (
    '<span class="term{again}"><button class="term-word" type="button" popovertarget="{id}">{word}'
    '</button><span class="term-note" id="{id}" popover><strong>{name}</strong> {meaning}{more}'
    "</span></span>"
)
BADGE = (
    '<{tag}{link} class="right{large} tint-{colour}"><span class="right-sign">{icon}</span> <span>'
    '<span class="right-name">{name}</span> <span class="right-code"><span class="away">{word} '
    "</span>{code}</span></span></{tag}>"
)
ALL_WORDS = ' <a href="{}#{}">{}</a>'
Countable = Decimal | int | float | str | None


class Named(Protocol):
    """What has a name; ``name_en`` where it has an English one too."""

    name: str


class Coded(Named, Protocol):
    """A right: what has a name, a code and a plan."""

    code: str
    plan: Any


def spoken() -> str:
    """The language of the page."""
    return get_language() or "nl"


def counted(value: Countable) -> Decimal | None:
    """The value as a number; nothing where it is none."""
    if value is None or value == "" or isinstance(value, bool):
        return None
    return Decimal(str(value))


@register.filter
def number(value: Countable, places: int | None = None) -> str:
    """``{{ 1234.5|number }}``: 1.234,5 in Dutch, 1,234.5 in English; a dash for nothing."""
    known = counted(value)
    return "–" if known is None else formats.number(known, spoken(), places)


@register.filter
def actions(count: int) -> str:
    """``{{ count|actions }}``: the word behind a number of actions, one or more."""
    return ngettext("action", "actions", count)


@register.filter
def money(value: Countable) -> str:
    """``{{ 1250000|money }}``: € 1.250.000; a dash for nothing."""
    known = counted(value)
    return "–" if known is None else formats.money(known, spoken())


@register.filter
def money_short(value: Countable) -> str:
    """``{{ 1250000|money_short }}``: € 1,3 miljoen; in full below a million."""
    known = counted(value)
    return "–" if known is None else formats.money_short(known, spoken())


@register.filter
def share(part: Countable, whole: Countable) -> str:
    """``{{ 3|share:8 }}``: 38 %; a dash where there is no whole."""
    return formats.percent(counted(part) or 0, counted(whole) or 0, spoken())


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """``{{ decided_on|day }}``: a <time> with the day in words; a dash for nothing."""
    if value is None:
        return "–"
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(), formats.day(local, spoken())
    )


@register.filter
def named(thing: Named) -> str:
    """``{{ right|named }}``: its name in the language of the page, where it has one."""
    english = str(getattr(thing, "name_en", "")) if spoken().startswith("en") else ""
    return english or thing.name


@register.filter
def marked(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """``{{ hit.snippet|marked }}``: pieces of (text, found) with the found ones in <mark>."""
    written = (
        format_html("<mark>{}</mark>", text) if found else format_html("{}", text)
        for text, found in pieces
    )
    return format_html_join("", "{}", ((piece,) for piece in written))


@register.filter
def heat(value: Countable, most: Countable) -> str:
    """``class="{{ count|heat:most }}"``: heat-0 for none to heat-5 for the most there is."""
    count, top = counted(value) or Decimal(0), counted(most) or Decimal(0)
    if count <= 0 or top <= 0:
        return "heat-0"
    return f"heat-{min(HEATS, ceil(count * HEATS / top))}"


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """``{% icon "search" %}``: a symbol of icons.svg, silent unless it has a label."""
    voice = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"')
    )
    return format_html(
        '<svg class="icon" width="24" height="24" focusable="false" {}>'
        '<use href="{}#{}"></use></svg>',
        voice,
        static("web/icons.svg"),
        name,
    )


@register.simple_tag
def bar(value: Countable, most: Countable, ground: Countable = None) -> SafeString:
    """``{% bar count most %}``: a bar beside a printed number.

    ``ground`` is a paler, longer bar behind it: the whole that the value is a part of.
    """
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"'
        ' focusable="false"><rect class="bar-ground" y="3.5" width="100" height="1"></rect>'
        '<rect class="bar-part" width="{}" height="8"></rect>'
        '<rect width="{}" height="8"></rect></svg>',
        length(ground, most),
        length(value, most),
    )


def length(value: Countable, most: Countable) -> str:
    """The length of a bar out of 100."""
    count, top = counted(value) or Decimal(0), counted(most) or Decimal(0)
    if count <= 0 or top <= 0:
        return "0"
    return f"{min(Decimal(100), 100 * count / top):.2f}"


@register.simple_tag
def tint(plan_template: str, code: str) -> str:
    """``class="{% tint plan.template right.code %}"``: the class with the colours of a right."""
    return f"tint-{appearance.of_right(plan_template, code).colour}"


@register.simple_tag
def right_icon(plan_template: str, code: str) -> SafeString:
    """``{% right_icon plan.template right.code %}``: the icon of a right."""
    return icon(appearance.of_right(plan_template, code).icon)


@register.simple_tag
def right_badge(
    right: Coded, address: str = "", plan_template: str = "", large: bool = False
) -> SafeString:
    """``{% right_badge right address %}``: icon, name and code of a right, as a link or not.

    Without ``plan_template`` the right's own plan is asked, which may be a query: select_related.
    """
    look = appearance.of_right(plan_template or right.plan.template, right.code)
    return format_html(
        BADGE,
        tag=mark_safe("a" if address else "span"),
        link=format_html(' href="{}"', address) if address else "",
        large=" right-large" if large else "",
        colour=look.colour,
        icon=icon(look.icon),
        name=named(right),
        word=_("code"),
        code=right.code,
    )


@register.simple_tag(takes_context=True)
def term(context: Context, key: str, word: str = "") -> SafeString:
    """``{% term "commitment" %}``: the word with its meaning on the spot, without scripts.

    ``word`` replaces the glossary's own, for a plural or a capital.
    """
    return _term(spoken(), key, word, page_turn(context, key), address("glossary"))


@lru_cache(maxsize=1024)
def _term(language: str, key: str, word: str, turn: int, glossary_address: str) -> SafeString:
    found = glossary.term(key, language)
    more = format_html(ALL_WORDS, glossary_address, key, _("All words explained"))
    return format_html(
        TERM,
        again=" term-again" if turn > 1 else "",
        id=f"term-{key}-{turn}" if turn > 1 else f"term-{key}",
        word=word or found.word,
        name=found.word,
        meaning=found.meaning,
        more=more if glossary_address else "",
    )


def page_turn(context: Context, key: str) -> int:
    """How many times this page has asked for that key, this time included.

    The lowest layer of the render context is shared by a page and everything it includes.
    """
    page: dict[Any, Any] = context.render_context.dicts[0]
    turns = page.setdefault("look_turns", Counter[str]())
    turns[key] += 1
    return int(turns[key])


@register.simple_tag
def address(name: str, *args: str) -> str:
    """``{% address "glossary" %}``: like url, but empty where the site has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def languages(context: Context, names: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """The same page in each language: code, name, path, whole address, and which one this is."""
    full = context["request"].get_full_path()
    known = any(full.startswith(f"/{code}/") for code, _ in names)
    rest = full[3:] if known else "/"
    return [
        {"code": code, "name": name, "path": f"/{code}{rest}", "current": code == spoken()[:2]}
        for code, name in names
    ]


@register.simple_tag
def jsonld(data: dict[str, Any]) -> SafeString:
    """``{% jsonld data %}``: linked data in the page. It is data, not a script: nothing runs."""
    written = json.dumps(data, ensure_ascii=False, default=str).translate(SCRIPT_SIGNS)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')


register.filter("web_address", web_address)
