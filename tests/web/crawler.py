"""Follow every link of the site from its home, and note what each page costs."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

HOST = "http://testserver"


@dataclass(frozen=True)
class Visited:
    """A page that was asked for: by which link, what it answered, and its queries.

    ``kind`` is the name of its address; ``lost`` are links on it to a place on a page that
    has no such place.
    """

    address: str
    found_on: str
    status: int
    kind: str
    queries: int
    media: str
    links: frozenset[str]
    ids: frozenset[str]


class Links(HTMLParser):
    """The addresses that a page leads to, and the names of its places."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where an element leads, and what it is called."""
        held = dict(attrs)
        for name in ("href", "src"):
            if held.get(name) is not None and tag != "use":
                self.addresses.append(held[name] or "")
        if held.get("id"):
            self.ids.append(str(held["id"]))


def crawl(
    client: Client, start: str, public_url: str, skip: str = "^//", choices: int = 1_000
) -> Iterator[Visited]:
    """Every page that links lead to from ``start``, each once, in the order in which it is found.

    Addresses that match ``skip`` are left out. ``choices`` is how many queries of one page
    are followed; a link that a page with a query carries to other queries of itself never is, for
    the choices of a search have no end.
    """
    seen, waiting = {start}, deque([(start, "")])
    chosen: Counter[str] = Counter()
    while waiting:
        address, found_on = waiting.popleft()
        page = visit(client, address, found_on)
        yield page
        for link in sorted(page.links):
            target = local(link, address, public_url)
            new = target and target not in seen and not re.search(skip, target)
            if not new or is_other_choice(address, target):
                continue
            path, query, _rest = target.partition("?")
            chosen[path] += bool(query)
            if chosen[path] <= choices or not query:
                seen.add(target)
                waiting.append((target, address))


def visit(client: Client, address: str, found_on: str = "") -> Visited:
    """Ask for a page once."""
    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, headers={"accept": "text/html"})
        streamed = answer.getvalue() if answer.streaming else answer.content
    media = answer.headers.get("Content-Type", "").partition(";")[0]
    links = Links()
    if media == "text/html":
        links.feed(streamed.decode("utf-8"))
    moved = [answer.headers["Location"]] if "Location" in answer.headers else []
    return Visited(
        address,
        found_on,
        answer.status_code,
        kind_of(address),
        len(queries),
        media,
        frozenset([*links.addresses, *moved]),
        frozenset(links.ids),
    )


def local(link: str, page: str, public_url: str) -> str:
    """The address within the site that a link leads to; empty where it leads elsewhere."""
    whole = urlsplit(urljoin(HOST + page, link))
    known = {urlsplit(HOST).netloc, urlsplit(public_url).netloc}
    if whole.scheme not in ("http", "https") or whole.netloc not in known:
        return ""
    return whole.path + (f"?{whole.query}" if whole.query else "")


def is_other_choice(page: str, target: str) -> bool:
    """Whether both are the same page with other choices, and a choice was made already."""
    return "?" in page and "?" in target and page.split("?")[0] == target.split("?")[0]


def kind_of(address: str) -> str:
    """The name of an address; its path where it has none."""
    path = unquote(urlsplit(address).path)
    try:
        return resolve(path).view_name or path
    except Resolver404:
        return path
