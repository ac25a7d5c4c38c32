"""The report of a round in every format, by name: what a command or a button asks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from grondrecht.followup.report.citizens import citizens
from grondrecht.followup.report.content import content
from grondrecht.followup.report.counting import Copy
from grondrecht.followup.report.pdf import pdf
from grondrecht.followup.report.sheets import workbook
from grondrecht.followup.report.word import word


def as_json(copy: Copy, language: str) -> bytes:
    """The copy itself as its one JSON text; of a frozen round these are the frozen bytes."""
    text = json.dumps(copy, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _whole_as_word(copy: Copy, language: str) -> bytes:
    return word(content(copy, language))


def _whole_as_pdf(copy: Copy, language: str) -> bytes:
    return pdf(content(copy, language))


def _citizens_as_word(copy: Copy, language: str) -> bytes:
    return word(citizens(copy, language), "citizens")


def _citizens_as_pdf(copy: Copy, language: str) -> bytes:
    return pdf(citizens(copy, language), "citizens")


# Name of a file -> what makes it of a copy and a language.
WRITERS: Mapping[str, Callable[[Copy, str], bytes]] = MappingProxyType(
    {
        "report.docx": _whole_as_word,
        "report.pdf": _whole_as_pdf,
        "report.xlsx": workbook,
        "report.json": as_json,
        "citizens.pdf": _citizens_as_pdf,
        "citizens.docx": _citizens_as_word,
    }
)
