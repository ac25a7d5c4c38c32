"""The pages about the site itself: what it is, its words, and who can use it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.web.glossary import LANGUAGES, terms
from grondrecht.web.site_page import on_site, show_site


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this site is, for whom, how its figures are made, and what it is not."""
    return show_site(
        request,
        "web/about.html",
        title=_("About this site"),
        description=_("Grondrecht keeps a government's plan for basic rights honest."),
        publisher=settings.PUBLISHER,
        linked_data=_page("AboutPage", "over", _("About this site")),
    )


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Who can use the site, how that is tested, what falls short, and where to say so."""
    return show_site(
        request,
        "web/accessibility.html",
        title=_("Accessibility"),
        description=_("Everyone must be able to use this site. This page says how far that is so."),
        publisher=settings.PUBLISHER,
        contact=settings.CONTACT,
        linked_data=_page("WebPage", "toegankelijkheid", _("Accessibility")),
    )


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word that the site explains, with its meaning and its word in the other language."""
    spoken = (get_language() or LANGUAGES[0])[:2]
    other = next(each for each in LANGUAGES if each != spoken)
    elsewhere = terms(other)
    words = [(term, elsewhere[key].word) for key, term in terms(spoken).items()]
    return show_site(
        request,
        "web/glossary.html",
        title=_("Words explained"),
        description=_("The words that plans and this site use, in plain language."),
        words=words,
        other=other,
        linked_data={
            **_page("DefinedTermSet", "woordenlijst", _("Words explained")),
            "hasDefinedTerm": [
                {
                    "@type": "DefinedTerm",
                    "termCode": term.key,
                    "name": term.word,
                    "description": term.meaning,
                    "url": f"{settings.PUBLIC_URL}{on_site('woordenlijst')}#{term.key}",
                }
                for term, _other in words
            ],
        },
    )


def _page(kind: str, path: str, name: str) -> dict[str, Any]:
    """A page of the site as schema.org data."""
    return {
        "@context": "https://schema.org",
        "@type": kind,
        "url": f"{settings.PUBLIC_URL}{on_site(path)}",
        "name": name,
        "inLanguage": get_language(),
        "publisher": {"@type": "Organization", "name": settings.PUBLISHER},
    }
