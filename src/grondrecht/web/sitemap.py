"""What search engines may read and where it is: a sitemap per plan, and an index of those.

Sitemaps are written piece by piece, so that a register with thousands of plans fits in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.db.models import Max, QuerySet

from grondrecht.followup.models import Consultation, Finding
from grondrecht.registry.models import LogEntry, Mention, Party, Plan

# What the protocol allows in one file.
MOST = 50_000
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
# The pages that the site and every plan have.
OF_SITE = ("", "zoeken", "over", "woordenlijst", "toegankelijkheid", "rechten-vinder", "rechten")
OF_PLAN = (
    "",
    "grondrechten",
    "ambten",
    "partijen",
    "geld",
    "instrumenten",
    "indicatoren",
    "monitor",
    "kwaliteit",
    "wijzigingen",
    "opvolging",
    "rondes",
    "bevindingen",
    "overleg",
    "armoedetoetsen",
    "vergelijken",
    "data",
    "zoeken",
)
Page = tuple[str, datetime | None]


def index() -> Iterator[str]:
    """The index: a sitemap of the site's own pages and one of each plan. One query."""
    yield f"{HEAD}<sitemapindex {SPACES}>\n"
    yield _of_index("sitemap-site.xml", None)
    plans = Plan.objects.order_by("slug").annotate(at=Max("editions__imported_at"))
    for slug, when in plans.values_list("slug", "at")[: MOST - 1].iterator(chunk_size=2000):
        yield _of_index(f"sitemap/{slug}.xml", when)
    yield "</sitemapindex>\n"


def _of_index(path: str, when: datetime | None) -> str:
    address = escape(f"{settings.PUBLIC_URL}/{path}")
    return f"<sitemap><loc>{address}</loc>{_changed(when)}</sitemap>\n"


def of_site() -> Iterator[str]:
    """The sitemap of the pages that belong to no plan."""
    return _written((path, None) for path in OF_SITE)


def of_plan(plan: Plan) -> Iterator[str]:
    """The sitemap of all pages of a plan. A fixed number of queries."""
    return _written(chain(_general(plan), _actions(plan), _others(plan)))


def _general(plan: Plan) -> Iterator[Page]:
    newest = plan.editions.aggregate(at=Max("imported_at"))["at"]
    return ((f"{plan.slug}/{path}", newest) for path in OF_PLAN)


def _actions(plan: Plan) -> Iterator[Page]:
    entries = LogEntry.objects.filter(plan=plan.slug, subject__startswith="action:").order_by()
    changed = dict(entries.values_list("subject").annotate(at=Max("at")))
    for code in plan.actions.order_by("code").values_list("code", flat=True):
        yield f"{plan.slug}/acties/{quote(code, safe='')}", changed.get(f"action:{code}")


def _others(plan: Plan) -> Iterator[Page]:
    named = Mention.objects.filter(action__plan=plan, party__isnull=False).values("party")
    rows = (
        ("grondrechten/{}", plan.rights.order_by("code").values_list("code")),
        ("ambten/{}", plan.offices.order_by("code").values_list("code")),
        ("partijen/{}", Party.objects.filter(pk__in=named).order_by("slug").values_list("slug")),
        ("rondes/{}", plan.rounds.order_by("slug").values_list("slug")),
        ("bevindingen/{}", _findings(plan)),
        ("overleg/{}", _published(plan)),
        ("armoedetoetsen/{}", plan.tests.filter(published=True).values_list("slug")),
        ("{}/{}", _indicators(plan)),
        (
            "instrumenten/{}/{}",
            plan.instruments.order_by("kind", "slug").values_list("kind", "slug"),
        ),
    )
    for path, names in rows:
        for row in names:
            yield f"{plan.slug}/{path.format(*(quote(str(each), safe='') for each in row))}", None


def _findings(plan: Plan) -> QuerySet[Finding, tuple[int]]:
    public = Finding.objects.filter(action__plan=plan, state="published")
    return public.order_by("pk").values_list("pk")


def _indicators(plan: Plan) -> Iterator[tuple[str, str]]:
    """The page under which each indicator stands, and its name."""
    rows = plan.indicators.order_by("slug").only("plan", "slug", "definition")
    return ((each.shelf, each.slug) for each in rows.iterator())


def _published(plan: Plan) -> QuerySet[Consultation, tuple[int]]:
    public = Consultation.objects.filter(plan=plan, state="published")
    return public.order_by("pk").values_list("pk")


def _written(pages: Iterable[Page]) -> Iterator[str]:
    yield f"{HEAD}<urlset {SPACES}>\n"
    count = 0
    for path, when in pages:
        if count >= MOST:
            break
        for language in LANGUAGES:
            yield _page(language, path, when)
            count += 1
    yield "</urlset>\n"


def _page(language: str, path: str, when: datetime | None) -> str:
    versions = "".join(
        f'<xhtml:link rel="alternate" hreflang="{each}" href={quoteattr(_address(each, path))}/>'
        for each in LANGUAGES
    )
    address = escape(_address(language, path))
    return f"<url><loc>{address}</loc>{_changed(when)}{versions}</url>\n"


def _address(language: str, path: str) -> str:
    return f"{settings.PUBLIC_URL}/{language}/{path}"


def _changed(when: datetime | None) -> str:
    return f"<lastmod>{when.isoformat(timespec='seconds')}</lastmod>" if when else ""
