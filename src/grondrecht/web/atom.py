"""Atom feeds (RFC 4287): entries in, a document out that every feed reader takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

from grondrecht.plan.marks import mark

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NAMESPACE = "http://www.w3.org/2005/Atom"
# White space that XML 1.0 cannot hold; mark() takes the other characters that are no text.
_NO_XML = re.compile("[\x0b\x0c\x1c-\x1f]")


@dataclass(frozen=True)
class Entry:
    """One entry: ``summary`` is HTML, ``identifier`` an address that stays the same for ever."""

    identifier: str
    title: str
    updated: datetime
    address: str
    author: str
    summary: str


@dataclass(frozen=True)
class Feed:
    """A feed: where it is, the page it tells of, and its entries, the newest first."""

    identifier: str
    title: str
    subtitle: str
    address: str
    page: str
    language: str
    author: str
    updated: datetime
    entries: Sequence[Entry]


def written(feed: Feed) -> bytes:
    """The feed as an XML document."""
    root = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.language})
    _texts(root, (("id", feed.identifier), ("title", feed.title), ("subtitle", feed.subtitle)))
    _texts(root, [("updated", feed.updated.isoformat())])
    _link(root, "self", feed.address, "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    _author(root, feed.author)
    for entry in feed.entries:
        _entry(root, entry)
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _entry(root: ElementTree.Element, entry: Entry) -> None:
    node = ElementTree.SubElement(root, "entry")
    _texts(node, (("id", entry.identifier), ("title", entry.title)))
    _texts(node, [("updated", entry.updated.isoformat())])
    _link(node, "alternate", entry.address, "text/html")
    _author(node, entry.author)
    ElementTree.SubElement(node, "summary", {"type": "html"}).text = clean(entry.summary)


def _texts(node: ElementTree.Element, texts: Iterable[tuple[str, str]]) -> None:
    for name, words in texts:
        ElementTree.SubElement(node, name).text = clean(words)


def _link(node: ElementTree.Element, relation: str, address: str, media: str) -> None:
    ElementTree.SubElement(node, "link", {"rel": relation, "type": media, "href": address})


def _author(node: ElementTree.Element, name: str) -> None:
    _texts(ElementTree.SubElement(node, "author"), [("name", name)])


def clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _NO_XML.sub(" ", mark(text))
