"""The report of a round as files that a page offers: what they are called, and one as an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grondrecht.followup.freezing import held_copy
from grondrecht.followup.frozen import Copy, canonical, held_body
from grondrecht.followup.models import FrozenRound, Round
from grondrecht.followup.public_copy import for_everybody
from grondrecht.followup.report.files import WRITERS
from grondrecht.registry.models import LogEntry

MEDIA: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def links(address: str) -> list[dict[str, str]]:
    """The files of a report as links below an address."""
    labels = {
        "report.pdf": _("The report (PDF)"),
        "report.docx": _("The report to go on writing in (Word)"),
        "report.xlsx": _("All its tables (Excel)"),
        "report.json": _("All its data (JSON)"),
        "citizens.pdf": _("Two pages for citizens (PDF)"),
        "citizens.docx": _("Two pages for citizens (Word)"),
    }
    return [
        {
            "label": label,
            "address": f"{address}/{file}",
            "icon": "download",
            "type": MEDIA[file.rpartition(".")[2]],
        }
        for file, label in labels.items()
    ]


def language() -> str:
    """The language that the report is asked in: that of the page."""
    return (get_language() or "nl")[:2]


def draft(of: Round, file: str) -> HttpResponse:
    """A file of the report, made of the round as it is now.

    The first takes a query for each kind of thing in it; the others, until something changes, one.
    """
    newest = LogEntry.whole.order_by("-id").values_list("id", "batch").first()
    copy: Copy = json.loads(_copied(of, newest, timezone.localdate(), language()))
    return _given(WRITERS[file](copy, language()), of.slug, file)


@lru_cache(maxsize=4)
def _copied(of: Round, newest: tuple[int, str] | None, day: date, language: str) -> str:
    """The copy of a round as text, made once: no change is without an entry in the log.

    ``newest`` is its last entry, read before the copy is made; what is late changes by ``day``,
    and who has to follow something up is named in the ``language`` of the page.
    """
    return canonical(held_copy(of))


def frozen(request: HttpRequest, held: FrozenRound, file: str) -> HttpResponseBase:
    """A file of the report of a frozen round; 304 for who has it. ``held`` may lack its body."""
    etag = f'"{held.sha256}-{language()}-{file}"'
    known = get_conditional_response(request, etag)
    answer: HttpResponseBase = known or _given(
        _made(held.pk, held.sha256, file, language()), held.round.slug, file
    )
    answer.headers["ETag"] = etag
    return answer


@lru_cache(maxsize=12)
def _made(frozen_round: int, sha256: str, file: str, language: str) -> bytes:
    """A file, made once: what is frozen under a fingerprint never changes."""
    held = FrozenRound.objects.get(pk=frozen_round, sha256=sha256)
    return WRITERS[file](for_everybody(held_body(held), sha256), language)


def _given(data: bytes, slug: str, file: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=MEDIA[file.rpartition(".")[2]])
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}-{file}"'
    return answer
