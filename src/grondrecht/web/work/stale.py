"""Forms of pages that stood open too long: their token is old, what was typed in them is kept.

Whoever signs in gets a new token, so a form that was opened before, in another tab, has an old one.
"""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as refused
from django.views.decorators.http import require_safe

from grondrecht.web.work.show import held, origin, out_of_reach, page_of, show, typed, work
from grondrecht.web.work.who import actor

# Where people sign in or choose a password: what they typed there is shown on no page.
SECRET = ("aanmelden", "wachtwoord", "ik/")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without a good token; ``reason`` is Django's.

    What one of our own pages sent can be sent again. A form of another site gets the bare refusal:
    nobody should be talked into pressing a button with what they did not type.
    """
    inside = request.path.startswith(work(""))
    if not (inside and came_from_here(request)):
        return refused(request, reason)
    try:
        return again(request)
    except (DatabaseError, OSError):
        return out_of_reach(request)


def came_from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent the form, as the browser says."""
    return request.headers.get("Origin") == origin(request)


def again(request: HttpRequest) -> HttpResponse:
    """The page with what was typed, to be sent again with a new token."""
    kept = [] if is_secret(request) else typed(request)
    if kept and actor(request).person is None:
        return held(request)
    words = _(
        "This page stood open for long, or you signed in anew in another tab. Nothing was saved."
    )
    return show(
        request,
        "web/work/told.html",
        title=_("This page was too old"),
        words=f"{words} {_('What you typed is still on this page: send it once more.')}"
        if kept
        else words,
        typed=kept,
        files=bool(request.FILES),
        again=True,
        back=page_of(request),
        status=403,
    )


def is_secret(request: HttpRequest) -> bool:
    """Whether a form of the sign-in was sent."""
    return request.path.removeprefix(work("")).startswith(SECRET)


@require_safe
def token(request: HttpRequest) -> HttpResponse:
    """Today's token for the forms of a page, and whether somebody is signed in; as JSON."""
    signed_in = actor(request).person is not None
    return JsonResponse({"token": get_token(request), "signed_in": signed_in})
