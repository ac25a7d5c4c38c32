"""The headers that keep a page to itself: nothing inline, nothing from elsewhere, no frames."""

from __future__ import annotations

from collections.abc import Callable

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


class SecurityHeaders:
    """Middleware: a strict content security policy and what else guards a reader."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers to the response of a request, where a view did not set its own."""
        response = self.get_response(request)
        framed = getattr(response, "may_be_framed", False)
        for name, value in (EMBEDDED if framed else GUARDED).items():
            response.headers.setdefault(name, value)
        return response


def policy(directives: dict[str, str]) -> str:
    """The directives as the value of a Content-Security-Policy header."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())


GUARDED = {
    "Content-Security-Policy": policy(POLICY),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
# A card is made to stand in other people's pages.
EMBEDDED = {
    "Content-Security-Policy": policy(POLICY | {"frame-ancestors": "*"}),
    "Permissions-Policy": GUARDED["Permissions-Policy"],
    "Cross-Origin-Resource-Policy": "cross-origin",
}
