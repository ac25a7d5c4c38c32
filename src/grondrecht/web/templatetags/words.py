"""Words that changed, and lines of a document, as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from grondrecht.plan.differences import Piece
from grondrecht.web.places import PlacedLine
from grondrecht.web.templatetags.look import marked

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
def passage(lines: Iterable[PlacedLine]) -> SafeString:
    """``{{ lines|passage }}``: lines of a document as a list, each with its number as an anchor.

    Made here and not in a template: an action has a hundred lines, and a page ten milliseconds.
    """
    label, page = _("line"), _("page")
    return format_html_join(
        "\n",
        '<li id="regel-{0}"{1}><span class="small soft"><span class="away">{2} </span>{0}{3}</span>'
        " {4}</li>",
        (
            (
                line.number,
                mark_safe(' class="is-marked"') if line.is_marked else "",
                label,
                f" · {page} {line.page}" if line.page else "",
                marked(line.pieces)
                if line.is_marked
                else "".join(text for text, _m in line.pieces),
            )
            for line in lines
        ),
    )
