"""What programs that walk the site may read, and where everything is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from grondrecht.web import sitemap
from grondrecht.web.pages import plan_or_404

# Choices of a search and of a list are endless, and every page of them is found by its own links.
ROBOTS = """\
User-agent: *
Disallow: /*/zoeken?
Disallow: /*/kwaliteit?
Disallow: /*/vergelijken?
Allow: /

Sitemap: {site}/sitemap.xml
"""
SECURITY = """\
Contact: {contact}
Expires: {expires}
Preferred-Languages: nl, en
Canonical: {site}/.well-known/security.txt
"""
# Whoever keeps a copy asks again within half a year.
VALID = timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The rules for programs that walk the site."""
    words = ROBOTS.format(site=settings.PUBLIC_URL)
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to tell of a weakness, as RFC 9116 has it. Raises Http404 where nobody is named."""
    if not settings.CONTACT:
        raise Http404("GRONDRECHT_CONTACT names nobody.")
    words = SECURITY.format(
        contact=settings.CONTACT if "://" in settings.CONTACT else f"mailto:{settings.CONTACT}",
        expires=f"{timezone.localdate() + VALID:%Y-%m-%d}T00:00:00Z",
        site=settings.PUBLIC_URL,
    )
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request: HttpRequest) -> StreamingHttpResponse:
    """Where the sitemaps are."""
    return _streamed(sitemap.index())


@require_safe
def sitemap_site(request: HttpRequest) -> StreamingHttpResponse:
    """The pages that belong to no plan."""
    return _streamed(sitemap.of_site())


@require_safe
def sitemap_plan(request: HttpRequest, plan: str) -> StreamingHttpResponse:
    """The pages of a plan."""
    return _streamed(sitemap.of_plan(plan_or_404(plan)))


def _streamed(pieces: Iterator[str]) -> StreamingHttpResponse:
    return StreamingHttpResponse(pieces, content_type="application/xml; charset=utf-8")
