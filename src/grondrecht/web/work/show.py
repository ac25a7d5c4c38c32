"""How a page of the workplace is shown, and how what cannot be done is told.

Every view stands under ``@workplace``: it lets nobody in without a sign-in, makes pages of what
the verbs raise, and gives back what was typed where the register cannot be reached.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib.messages import get_messages
from django.db import DatabaseError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from grondrecht.followup.access import Conflict, NotAllowed, NotNow
from grondrecht.followup.actors import VISITOR
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Plan
from grondrecht.web.pages import Crumbs
from grondrecht.web.site_page import on_site
from grondrecht.web.templatetags.look import named
from grondrecht.web.work.forms import Trouble, troubles
from grondrecht.web.work.menu import menu, roles_of
from grondrecht.web.work.who import actor, known_actor

View = Callable[..., HttpResponse]
# What a form sends that nobody typed.
NOT_TYPED = ("csrfmiddlewaretoken",)
# With this header a page saves a draft while somebody writes; it tells them itself what went wrong.
DRAFT = "X-Draft"
_log = logging.getLogger(__name__)


def work(*parts: str) -> str:
    """The address of a page of the workplace: ``work("rondes", "2017")``."""
    return on_site("werk", *parts)


def show(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    crumbs: Crumbs = (),
    plan: Plan | None = None,
    forms: Sequence[BaseForm] = (),
    status: int = 200,
    **more: Any,  # noqa: ANN401 (what its template needs)
) -> HttpResponse:
    """A page of the workplace in its frame; ``crumbs`` lead from the workbench to the page itself.

    What is wrong in ``forms`` is listed above the page, which then has status 422.
    """
    who = known_actor(request) or VISITOR
    wrong: list[Trouble] = [*more.pop("troubles", ()), *troubles(*forms)]
    context = {
        "title": title,
        "plan": plan,
        "who": who,
        "roles": roles_of(who),
        "navigation": menu(who, request.path),
        "breadcrumbs": trail(crumbs),
        "home_address": work(""),
        "site_address": on_site(plan.slug, "") if plan else on_site(""),
        "plan_name": named(plan) if plan else "",
        "troubles": wrong,
        "messages": get_messages(request),
        **more,
    }
    return render(request, template, context, status=422 if wrong and status == 200 else status)


def trail(crumbs: Crumbs) -> list[dict[str, str]]:
    """Where a page stands: the workbench, and what leads from it to the page."""
    steps = [(_("Workbench"), work("")), *crumbs]
    return [{"label": label, "address": where} for label, where in steps] if crumbs else []


def workplace(view: View) -> View:
    """A view for people who are signed in; what it raises becomes a page that says so.

    NotAllowed looks as if there were nothing; NotNow and Conflict are told with status 409, another
    RegisterError with 400, and a register that cannot be reached with 503.
    """

    @wraps(view)
    def shown(request: HttpRequest, *parts: Any, **named: Any) -> HttpResponse:  # noqa: ANN401
        try:
            if actor(request).person is None:
                return to_sign_in(request)
            return view(request, *parts, **named)
        except NotAllowed as error:
            raise Http404("There is nothing here for you.") from error
        except (NotNow, Conflict) as error:
            title = _("This cannot be done now")
            return told(request, title, str(error), status=409, thing=above(request.path))
        except RegisterError as error:
            return told(request, _("This cannot be done"), str(error), status=400)
        except (DatabaseError, OSError):
            _log.exception("%s %s could not be answered", request.method, request.path)
            return out_of_reach(request)

    return shown


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in, and from there back to the page; what a form sent is held on a page."""
    if request.method == "POST" and typed(request) and DRAFT not in request.headers:
        return held(request)
    return HttpResponseRedirect(sign_in_address(request))


def sign_in_address(request: HttpRequest) -> str:
    """The address of the sign-in, that leads back to the page."""
    return f"{reverse('account_login')}?{urlencode({'next': page_of(request)})}"


def page_of(request: HttpRequest) -> str:
    """The page that is asked for, or on which the form stood that was sent: an address of ours."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came, here = request.headers.get("Referer", ""), origin(request)
    return came.removeprefix(here) if came.startswith(here + work("")) else work("")


def origin(request: HttpRequest) -> str:
    """The address of this site as the browser of the visitor knows it, without a path."""
    return f"{request.scheme}://{request.get_host()}"


def held(request: HttpRequest) -> HttpResponse:
    """A page that keeps what a form sent while somebody signs in anew in another tab.

    It stands in the page itself, not on the server, and is sent again from there.
    """
    words = _(
        "You are signed out, so nothing was saved. What you typed is still on this page: sign in in"
        " another tab, come back here and send it once more."
    )
    return show(
        request,
        "web/work/told.html",
        title=_("You are signed out"),
        words=words,
        typed=typed(request),
        files=bool(request.FILES),
        again=True,
        sign_in=sign_in_address(request),
        status=403,
    )


def told(
    request: HttpRequest, title: str, words: str, *, status: int, thing: str = ""
) -> HttpResponse:
    """A page that says in one sentence why something was not done; what was typed is on it.

    ``thing`` is the address of what it is about.
    """
    return show(
        request,
        "web/work/told.html",
        title=title,
        words=words,
        typed=typed(request),
        status=status,
        thing=thing,
    )


def above(path: str) -> str:
    """The address of the thing that a step belongs to: the nearest above it; empty where none is.

    ``…/rondes/PLAN/RONDE/openen`` belongs to ``…/rondes/PLAN/RONDE``.
    """
    parent = path.rstrip("/").rpartition("/")[0]
    while len(parent) > len(work("")):
        try:
            resolve(parent)
        except Resolver404:
            parent = parent.rpartition("/")[0]
        else:
            return parent
    return ""


def out_of_reach(request: HttpRequest) -> HttpResponse:
    """A page for when the register cannot be read or written: nothing was saved, nothing is lost.

    What was typed stands in the page itself and can be sent again from there.
    """
    words = _(
        "The register could not be reached, so nothing was saved. What you typed is still on this"
        " page: try again in a few minutes."
    )
    if request.method != "POST":
        words = _("The register could not be reached. Try again in a few minutes.")
    answer = show(
        request,
        "web/work/told.html",
        title=_("Saving did not work") if request.method == "POST" else _("This page is not there"),
        words=words,
        typed=typed(request),
        again=True,
        status=503,
    )
    answer.headers["Retry-After"] = "120"
    return answer


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form sent, name and value, in its order; nothing where none was sent."""
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(name, value) for name, value in pairs if name not in NOT_TYPED]
