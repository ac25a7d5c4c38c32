"""Words that changed, and lines of a document, as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from grondrecht.plan.differences import Piece
from grondrecht.web.changes import name_of_path
from grondrecht.web.places import PlacedLine
from grondrecht.web.templatetags.look import marked
from grondrecht.writing import printed

register = template.Library()


@register.filter
def changed(pieces: Iterable[Piece]) -> SafeString:
    """``{{ part.pieces|changed }}``: what went in <del>, what came in <ins>, said aloud too."""
    tags = {"gone": ("del", _("gone:"), _("end")), "new": ("ins", _("new:"), _("end"))}
    return format_html_join("", "{}", ((_piece(piece, tags.get(piece.kind)),) for piece in pieces))


def _piece(piece: Piece, tag: tuple[str, str, str] | None) -> SafeString:
    if tag is None:
        return format_html("{}", piece.text)
    name, before, after = tag
    return format_html(
        '<{0}><span class="away"> {1} </span>{2}<span class="away"> ({3}) </span></{0}>',
        mark_safe(name),
        before,
        piece.text,
        after,
    )


@register.filter
def field_name(path: str) -> str:
    """``{{ field.path|field_name }}``: what a field of a form is called."""
    return name_of_path(path)


@register.filter
def unbroken(words: str) -> str:
    """``{{ promised|unbroken }}``: printed words without the line breaks of the printed page."""
    return printed.unbroken(words or "")


@register.filter
def passage(lines: Iterable[PlacedLine]) -> SafeString:
    """``{{ lines|passage }}``: lines of a document as a list, each with its number as an anchor.

    Made here and not in a template: an action has a hundred lines, and a page ten milliseconds.
    """
    label, page = escape(_("line")), escape(_("page"))
    return mark_safe("\n".join(_placed(line, label, page) for line in lines))


def _placed(line: PlacedLine, label: str, page: str) -> str:
    found = ' class="is-marked"' if line.is_marked else ""
    turned = f" · {page} {line.page}" if line.page else ""
    words = marked(line.pieces) if found else escape("".join(text for text, _m in line.pieces))
    return (
        f'<li id="regel-{line.number}"{found}><span class="small soft"><span class="away">{label}'
        f" </span>{line.number}{turned}</span> {words}</li>"
    )
