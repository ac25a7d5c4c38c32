"""What is answered before any page is made: whether the site lives, and requests it cannot take."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render

API = "/api/"
# Where files are attached.
ATTACHING = re.compile(r"/(?:nl|en)/werk/bijlagen/[a-z]+/\d+\Z")
ALIVE = "/alive"
# No link of the site has a longer query; a page repeats it in many of its links.
LONGEST_QUERY = 8_000
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
    if _length(request) > _largest(request):
        return _told(to_api, 413, "Dit is te groot.", "This is too large.")
    if not to_api and len(_query(request)) > LONGEST_QUERY:
        return _plain("Dit adres is te lang. (This address is too long.)", 414)
    if not to_api and (NUL in request.path_info or NUL_IN_QUERY in _query(request)):
        return _told(
            to_api, 400, "Dit adres bevat een teken dat niet bestaat.", "No such letter exists."
        )
    return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that cannot be read; it never says what in it was wrong."""
    return render(request, "400.html", status=400)


def _largest(request: HttpRequest) -> int:
    """How much may come behind the headers: more than a form only where a file is attached."""
    form = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    to_attach = ATTACHING.match(request.path_info)
    return int(form + settings.LARGEST_ATTACHMENT) if to_attach else int(form)


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
