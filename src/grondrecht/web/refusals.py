"""What is answered before any page is made: whether the site lives, and requests it cannot take."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from grondrecht.followup.sheet import LARGEST as LARGEST_TABLE
from grondrecht.web.headers import WORKPLACE
from grondrecht.web.work.show import page_of

API = "/api/"
# Where files are attached.
ATTACHING = re.compile(r"/(?:nl|en)/werk/bijlagen/[a-z]+/\d+\Z")
# Where tables of answers are taken in.
TAKING_IN = re.compile(r"/(?:nl|en)/werk/rondes/[^/]+/[^/]+/inlezen\Z")
MB = 1_000_000
ALIVE = "/alive"
# No link of the site has a longer query; a page repeats it in many of its links.
LONGEST_QUERY = 8_000
# Nor more parameters; a form sent in may hold far more, of which each tick is one.
MOST_PARAMETERS = 200
# No text in the database can hold it, so no address can ask for it.
NUL, NUL_IN_QUERY = "\0", "%00"


class Refusals:
    """Middleware: the health check, foreign hosts, what is too large, letters nothing can hold."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer at once, or let the request through."""
        if request.path_info == ALIVE:
            return alive()
        answer = refusal(request) or self.get_response(request)
        return without_body(answer) if request.method == "HEAD" else answer


def without_body(answer: HttpResponse) -> HttpResponse:
    """The answer to HEAD: the headers of the page, its length among them, and no page."""
    if isinstance(answer, StreamingHttpResponse):
        answer.streaming_content = ()
    else:
        answer.content = b""
    return answer


def alive() -> HttpResponse:
    """Whether the site and its database answer; for whoever watches over them, under any host."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _plain("De databank antwoordt niet.", 503)
    return _plain("ok", 200)


def refusal(request: HttpRequest) -> HttpResponse | None:
    """Why a request is not taken, in one sentence; None where nothing is against it.

    The API reads every letter and says itself what is wrong with one.
    """
    to_api = request.path_info.startswith(API)
    try:
        request.get_host()
    except DisallowedHost:
        return _told(
            to_api, 400, "Deze site heeft een ander adres.", "This site has another address."
        )
    if _length(request) > _form() + _largest_file(request):
        return too_large(request)
    if not to_api and len(_query(request)) > LONGEST_QUERY:
        return _plain("Dit adres is te lang. (This address is too long.)", 414)
    if _query(request).count("&") >= MOST_PARAMETERS:
        return _told(
            to_api,
            400,
            "Dit adres heeft te veel parameters.",
            "This address has too many parameters.",
        )
    if not to_api and (NUL in request.path_info or NUL_IN_QUERY in _query(request)):
        return _told(
            to_api, 400, "Dit adres bevat een teken dat niet bestaat.", "No such letter exists."
        )
    return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that cannot be read; it never says what in it was wrong."""
    return render(request, "400.html", status=400)


def too_large(request: HttpRequest) -> HttpResponse:
    """What is told where more comes than is taken: in the workplace a page, with the bound."""
    if not request.path_info[3:].startswith(WORKPLACE):
        to_api = request.path_info.startswith(API)
        return _told(to_api, 413, "Dit is te groot.", "This is too large.")
    with translation.override(request.path_info[1:3]):
        words = _(
            "At most %(most)s MB is taken here, so nothing was saved, nor kept of what you typed."
            " Your browser may still have it: go back with the browser's own button, and make the"
            " file smaller or split it."
        )
        most = (_largest_file(request) or _form()) // MB
        told = {"words": words % {"most": most}, "back": page_of(request)}
        return render(request, "413.html", told, status=413)


def _form() -> int:
    """How much a form may send beside a file, in bytes."""
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _largest_file(request: HttpRequest) -> int:
    """How large a file may be, in bytes; none where none can be sent."""
    if ATTACHING.match(request.path_info):
        return int(settings.LARGEST_ATTACHMENT)
    return LARGEST_TABLE if TAKING_IN.match(request.path_info) else 0


def _length(request: HttpRequest) -> int:
    """How much comes behind the headers, as they say."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told[:20]) if told.isascii() and told.isdecimal() else 0


def _query(request: HttpRequest) -> str:
    return str(request.META.get("QUERY_STRING", ""))


def _told(to_api: bool, status: int, dutch: str, english: str) -> HttpResponse:
    if to_api:
        return JsonResponse({"detail": english}, status=status)
    return _plain(f"{dutch} ({english})", status)


def _plain(words: str, status: int) -> HttpResponse:
    answer = HttpResponse(words + "\n", status=status, content_type="text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    return answer
