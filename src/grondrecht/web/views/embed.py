"""A card of an action that other sites may show in a frame."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grondrecht.registry.models import Action
from grondrecht.web.action_page import permanent
from grondrecht.web.views.actions import elsewhere


@require_safe
def action_card(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """An action in few words: its right, its title, what it is in plain words, and its address."""
    rows = Action.objects.select_related("plan", "right", "office")
    action = rows.filter(plan__slug=plan, code=code).first()
    if action is None:
        return elsewhere(request, plan, code)
    context = {"action": action, "plan": action.plan, "permanent_address": permanent(action)}
    response = render(request, "web/action_card.html", context)
    response.may_be_framed = True  # type: ignore[attr-defined]
    return response
