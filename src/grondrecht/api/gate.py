"""What every request for data passes first: which methods there are, how often, and HEAD."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from grondrecht.api.limits import Limiter, caller
from grondrecht.api.problems import problem

METHODS = "GET, HEAD, OPTIONS"
# Identifiers lead to pages and are looked up one by one; the API and whole files cost more.
COUNTED = ("/api/", "/data/")
# Files that are packed by themselves; packing them again costs time and gains nothing.
PACKED = (".xlsx", ".zip", ".parquet")
limiter = Limiter()


class Gate:
    """Middleware for the addresses of open data (``settings.OPEN_PATHS``): read only, by anyone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer at once what is no question, else let it through; a HEAD is a GET without body."""
        if not request.path_info.startswith(settings.OPEN_PATHS):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return _choices()
        if request.method not in ("GET", "HEAD"):
            return problem(405, "This can only be read: use GET or HEAD.", Allow=METHODS)
        refused = _too_often(request)
        if refused:
            return refused
        if request.path_info.endswith(PACKED):
            request.META.pop("HTTP_ACCEPT_ENCODING", None)
        if request.method == "HEAD":
            return _without_body(self._as_get(request))
        return self.get_response(request)

    def _as_get(self, request: HttpRequest) -> HttpResponseBase:
        request.method = "GET"
        try:
            return self.get_response(request)
        finally:
            request.method = "HEAD"


def _choices() -> HttpResponse:
    """What may be asked, also by a script of another site."""
    answer = HttpResponse(status=204)
    del answer.headers["Content-Type"]
    answer.headers["Allow"] = METHODS
    answer.headers["Access-Control-Allow-Methods"] = METHODS
    answer.headers["Access-Control-Allow-Headers"] = "Accept, If-None-Match, If-Modified-Since"
    answer.headers["Access-Control-Max-Age"] = "86400"
    return answer


def _too_often(request: HttpRequest) -> HttpResponse | None:
    calls = settings.API_CALLS_PER_MINUTE
    if not calls or not request.path_info.startswith(COUNTED):
        return None
    seconds = limiter.wait(caller(request.META, settings.PROXIES), calls)
    if not seconds:
        return None
    told = f"More than {calls} calls in a minute; come back in {seconds} seconds."
    return problem(429, told, Retry_After=str(seconds))


def _without_body(answer: HttpResponseBase) -> HttpResponseBase:
    """The same answer with nothing behind its headers; what it holds open is closed with it."""
    if isinstance(answer, StreamingHttpResponse):
        answer.streaming_content = ()
    elif isinstance(answer, HttpResponse):
        length = str(len(answer.content))
        answer.content = b""
        if answer.status_code == 200:
            answer.headers["Content-Length"] = length
    return answer
