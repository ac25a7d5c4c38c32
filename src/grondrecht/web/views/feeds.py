"""Atom feeds of changes: of a plan, a right, an office, an action."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.web import atom, feeds
from grondrecht.web.pages import plan_or_404
from grondrecht.web.searching import name_of_office
from grondrecht.web.templatetags.look import named


@require_safe
def plan_feed(request: HttpRequest, plan: str) -> HttpResponse:
    """The newest changes of a plan."""
    of_plan = plan_or_404(plan)
    title = _("Changes: %(name)s") % {"name": named(of_plan)}
    return _answer(feeds.feed(of_plan, feeds.of_plan(of_plan), title, named(of_plan)))


@require_safe
def right_feed(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """The newest changes of the actions of a right."""
    of_plan = plan_or_404(plan)
    right = of_plan.rights.filter(code=code).first()
    if right is None:
        raise Http404(f"There is no right {code!r}.")
    which = feeds.of_actions(of_plan, right.actions.values_list("code", flat=True))
    title = _("Changes: %(name)s") % {"name": f"{right.code} {named(right)}"}
    return _answer(feeds.feed(of_plan, which, title, named(of_plan), "grondrechten", code))


@require_safe
def office_feed(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """The newest changes of an office and of its actions."""
    of_plan = plan_or_404(plan)
    office = of_plan.offices.filter(code=code).first()
    if office is None:
        raise Http404(f"There is no office {code!r}.")
    codes = office.actions.values_list("code", flat=True)
    which = feeds.of_actions(of_plan, codes, f"office:{office.code}")
    title = _("Changes: %(name)s") % {"name": name_of_office(office)}
    return _answer(feeds.feed(of_plan, which, title, named(of_plan), "ambten", code))


@require_safe
def action_feed(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """The newest changes of an action."""
    of_plan = plan_or_404(plan)
    action = of_plan.actions.filter(code=code).first()
    if action is None:
        raise Http404(f"There is no action {code!r}.")
    title = _("Changes: %(name)s") % {"name": f"{code} {' '.join(action.title.split())}"}
    which = feeds.of_actions(of_plan, [code])
    return _answer(feeds.feed(of_plan, which, title, named(of_plan), "acties", code))


def _answer(feed: atom.Feed) -> HttpResponse:
    return HttpResponse(atom.written(feed), content_type=atom.MEDIA_TYPE)
