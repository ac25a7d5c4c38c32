"""What a report is made of, as values that know nothing of Word or PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal


@dataclass(frozen=True)
class Heading:
    """A heading of level 1, 2 or 3; ``new_page`` where it begins one."""

    level: int
    text: str
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text; ``lead`` is larger, a ``note`` smaller, a ``label`` introduces what follows."""

    text: str
    style: Literal["body", "lead", "note", "label"] = "body"


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Pairs of a label and its value."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the width, whether it holds numbers."""

    label: str
    width: float = 1
    number: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under headings. Without a caption it has no number; ``total`` says the last row is one.

    The first column names the row.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False


@dataclass(frozen=True)
class Chart:
    """A drawing as a Vega-Lite specification, and what it shows in words."""

    caption: str
    alt: str
    spec: Mapping[str, Any] = field(hash=False)


Block = Heading | Paragraph | Bullets | Facts | Table | Chart


@dataclass(frozen=True)
class Content:
    """A report: its front page, its mark where it is a draft, and all that follows."""

    title: str
    subtitle: str
    front: tuple[tuple[str, str], ...]
    language: str
    mark: str
    author: str
    made: datetime | None
    words: Mapping[str, str] = field(hash=False)
    blocks: tuple[Block, ...] = ()
