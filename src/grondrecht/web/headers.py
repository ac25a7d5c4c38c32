"""The headers that keep a page to itself: nothing inline, nothing from elsewhere, no frames."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# Behind the language in an address: where people work, with a script of ours that saves drafts.
WORKPLACE = "/werk/"
# What no page of this site uses, so that nothing that gets into one can either.
UNUSED = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)


class SecurityHeaders:
    """Middleware, the first of all: a strict content security policy and what else guards."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers to the response of a request, where a view did not set its own."""
        response = self.get_response(request)
        # What a 304 says replaces what the reader kept, so it says nothing.
        if response.status_code != 304:
            for name, value in _headers(request, response).items():
                response.headers.setdefault(name, value)
        return response


def _headers(request: HttpRequest, response: HttpResponse) -> MappingProxyType[str, str]:
    """The headers of a kind of answer."""
    if request.path_info.startswith(settings.OPEN_PATHS):
        return OPEN
    if request.path_info.startswith(settings.STATIC_URL):
        return STATIC
    if request.path_info[3:].startswith(WORKPLACE):
        return WORKING
    return EMBEDDED if getattr(response, "may_be_framed", False) else GUARDED


def policy(directives: dict[str, str]) -> str:
    """The directives as the value of a Content-Security-Policy header."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())


_ALWAYS = {
    "Content-Security-Policy": policy(POLICY),
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
GUARDED = MappingProxyType(_ALWAYS)
# A card is made to stand in other people's pages.
EMBEDDED = MappingProxyType(
    {name: value for name, value in _ALWAYS.items() if name != "X-Frame-Options"}
    | {
        "Content-Security-Policy": policy(POLICY | {"frame-ancestors": "*"}),
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
)
# What somebody works on stays out of every store between them and the site.
WORKING = MappingProxyType(
    _ALWAYS
    | {
        "Content-Security-Policy": policy(
            POLICY | {"script-src": "'self'", "connect-src": "'self'"}
        ),
        "Cache-Control": "no-store",
    }
)
# A picture of the site may stand in what other sites say of it.
STATIC = MappingProxyType(_ALWAYS | {"Cross-Origin-Resource-Policy": "cross-origin"})
# Open data may be read by the scripts of any site; no cookie is ever sent with it.
OPEN = MappingProxyType(
    _ALWAYS
    | {
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "Content-Disposition, ETag, Last-Modified, Retry-After",
        "Cache-Control": "public, no-cache",
    }
)
