"""Whether an answer of the site does nothing but tell: no code, no formula, nothing from elsewhere.

``faults_of`` gives what is wrong with an answer, by its kind; nothing where nothing is.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO, StringIO
from urllib.parse import urlsplit
from xml.etree import ElementTree
from zipfile import ZipFile

import polars as pl
from icalendar import Calendar
from openpyxl import load_workbook
from rdflib import Graph

# What pages are made of. Anything else came in with a text.
ELEMENTS = frozenset(
    """
    html head meta title link script body a header p form div label input button svg use path
    rect nav ul li ol main section h1 h2 h3 h4 footer span strong em small mark ins del dl dt
    dd table caption thead tbody tfoot tr th td time code blockquote cite abbr details summary
    select option fieldset legend figure figcaption img q sup i b pre g circle line text tspan
    symbol article aside hr br address picture source
    """.split()  # noqa: SIM905
)
SCHEMES = {"", "http", "https", "mailto"}
OURS = {"", "testserver", "127.0.0.1:8000"}
LOADED = {"src", "srcset", "data", "poster", "action", "formaction", "background"}
# A file may be called so; nothing else stands in a name that a browser saves.
FILE_NAME = re.compile(r'(?:attachment|inline); filename="[\w.\- ]+"(?:; filename\*=[\w\'%.\-]+)?')
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Page(HTMLParser):
    """What is wrong with a page, as it is read by a browser."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.data: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge an element by its name and attributes."""
        held = {name: value or "" for name, value in attrs}
        if tag not in ELEMENTS:
            self.faults.append(f"<{tag}>")
        if tag == "script":
            self._script(held)
        for name, value in held.items():
            self._attribute(tag, name, value)

    def _script(self, held: dict[str, str]) -> None:
        if held != {"type": "application/ld+json"}:
            self.faults.append(f"<script {held}>")
        self.data = []

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or name in ("style", "srcdoc", "http-equiv", "xlink:href"):
            self.faults.append(f"<{tag} {name}=…>")
        elif name in LOADED | {"href"}:
            self._address(tag, name, value)

    def _address(self, tag: str, name: str, value: str) -> None:
        parts = urlsplit(re.sub(r"[\x00-\x20]", "", value))
        leaves = name in LOADED or (tag == "link" and "stylesheet" in value)
        if parts.scheme.lower() not in SCHEMES or (leaves and parts.netloc not in OURS):
            self.faults.append(f"<{tag} {name}={value[:80]!r}>")

    def handle_data(self, data: str) -> None:
        """Keep the text of linked data."""
        if self.data is not None:
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Linked data is JSON and nothing else."""
        if tag == "script" and self.data is not None:
            self._check("".join(self.data))
            self.data = None

    def _check(self, data: str) -> None:
        try:
            json.loads(data)
        except ValueError:
            self.faults.append("linked data that is no JSON")


def html_faults(body: bytes) -> list[str]:
    """What is wrong with a page."""
    page = Page()
    page.feed(body.decode())
    page.close()
    return page.faults


def xml_faults(body: bytes) -> list[str]:
    """What is wrong with a feed, a site map or a picture."""
    faults = []
    for element in ElementTree.fromstring(body).iter():
        name = element.tag.rpartition("}")[2]
        if name in ("script", "foreignObject", "iframe", "handler"):
            faults.append(f"<{name}>")
        for attribute, value in element.attrib.items():
            key = attribute.rpartition("}")[2]
            if key.startswith("on") or (key == "href" and urlsplit(value).scheme not in SCHEMES):
                faults.append(f"<{name} {key}={value[:80]!r}>")
        if element.get("type") in ("html", "xhtml"):
            faults += html_faults((element.text or "").encode())
    return faults


def csv_faults(body: bytes) -> list[str]:
    """The cells that a spreadsheet would reckon; a number with a minus is none."""
    words = body.decode("utf-8-sig")
    delimiter = ";" if ";" in words.partition("\r\n")[0] else ","
    # The limit is that of the whole process, in which other tests look at it too.
    before = csv.field_size_limit(10_000_000)
    try:
        rows = csv.reader(StringIO(words, newline=""), delimiter=delimiter)
        return [cell[:80] for row in rows for cell in row if _is_formula(cell)]
    finally:
        csv.field_size_limit(before)


def _is_formula(cell: str) -> bool:
    number = re.fullmatch(r"-?\d+(?:[.,]\d+)?|-|[+-]?", cell)
    return cell.startswith(FORMULA) and not number


def xlsx_faults(body: bytes) -> list[str]:
    """Formulas, links and macros in a workbook; names in the archive that leave it."""
    with ZipFile(BytesIO(body)) as package:
        faults = list(_paths_out(package))
        for name in package.namelist():
            part = package.read(name)
            if re.search(rb"<f[ >]|<hyperlink|vbaProject|TargetMode=\"External\"", part):
                faults.append(name)
    load_workbook(BytesIO(body), read_only=True).close()
    return faults


def zip_faults(body: bytes) -> list[str]:
    """Names that leave the folder, and formulas in the tables of an archive."""
    with ZipFile(BytesIO(body)) as package:
        faults = list(_paths_out(package))
        for name in package.namelist():
            faults += csv_faults(package.read(name)) if name.endswith(".csv") else []
    return faults


def _paths_out(package: ZipFile) -> Iterator[str]:
    for name in package.namelist():
        if not re.fullmatch(r"(?:[\w\[\]-]+/)*[\w.\[\]-]+", name) or ".." in name:
            yield name


def data_faults(body: bytes) -> list[str]:
    """JSON that says it is JSON, line by line where it is JSON Lines."""
    json.loads(body)
    return []


def lines_faults(body: bytes) -> list[str]:
    """JSON Lines."""
    for line in body.decode().split("\n")[:-1]:
        json.loads(line)
    return []


def linked_faults(body: bytes) -> list[str]:
    """JSON-LD: nothing is fetched to read it, and no identifier is code."""
    data = json.loads(body)
    faults = [] if isinstance(data["@context"], dict) else ["a context from elsewhere"]
    return faults + _named(Graph().parse(data=body, format="json-ld"))


def turtle_faults(body: bytes) -> list[str]:
    """Turtle of which no identifier is code."""
    return _named(Graph().parse(data=body.decode(), format="turtle"))


def _named(graph: Graph) -> list[str]:
    named = {str(node) for triple in graph for node in triple if hasattr(node, "defrag")}
    return [name for name in named if not re.match(r"https?://[^\s<>\"]+\Z", name)]


def parquet_faults(body: bytes) -> list[str]:
    """A table that can be read."""
    pl.read_parquet(BytesIO(body))
    return []


def calendar_faults(body: bytes) -> list[str]:
    """Lines of a calendar that are none: a text that broke out of its own."""
    Calendar.from_ical(body)
    lines = re.sub(r"\r\n[ \t]", "", body.decode()).split("\r\n")
    return [line[:80] for line in lines if line and not re.match(r"[A-Z-]+[;:]", line)]


def word_faults(body: bytes) -> list[str]:
    """Code and fields that fetch in a Word document; parts outside it that are no plain links."""
    with ZipFile(BytesIO(body)) as package:
        faults = list(_paths_out(package))
        for name in package.namelist():
            part = package.read(name)
            if re.search(rb"vbaProject|INCLUDETEXT|DDEAUTO|<script|altChunk", part):
                faults.append(name)
            links = re.findall(rb'Target="([^"]*)" TargetMode="External"', part)
            faults += [
                link.decode() for link in links if urlsplit(link.decode()).scheme not in SCHEMES
            ]
    return faults


def pdf_faults(body: bytes) -> list[str]:
    """Code and programs to start in a PDF."""
    return [word.decode() for word in (b"/JavaScript", b"/Launch", b"/JS ") if word in body]


KINDS = {
    "text/calendar": calendar_faults,
    "application/pdf": pdf_faults,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": word_faults,
    "text/html": html_faults,
    "application/atom+xml": xml_faults,
    "application/xml": xml_faults,
    "image/svg+xml": xml_faults,
    "text/csv": csv_faults,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": xlsx_faults,
    "application/zip": zip_faults,
    "application/json": data_faults,
    "application/jsonl": lines_faults,
    "application/ld+json": linked_faults,
    "text/turtle": turtle_faults,
    "application/vnd.apache.parquet": parquet_faults,
    "text/plain": lambda body: [],
}


def body_of(answer) -> bytes:
    """All that an answer sends."""
    return b"".join(answer)


def faults_of(answer) -> list[str]:
    """What is wrong with an answer: with its content and with the name it is saved under."""
    media = answer.headers.get("Content-Type", "text/plain").partition(";")[0]
    faults = KINDS[media](body_of(answer))
    name = answer.headers.get("Content-Disposition")
    return faults if name is None or FILE_NAME.fullmatch(name) else [*faults, name]
