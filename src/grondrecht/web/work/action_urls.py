"""The addresses of actions in the workplace."""

from __future__ import annotations

from django.urls import path

from grondrecht.web.work import actions, contributions

OF_ACTION = "acties/<slug:plan>/<str:code>"
urlpatterns = [
    path("acties", actions.actions, name="work-actions"),
    path(OF_ACTION, actions.action, name="work-action"),
    path(f"{OF_ACTION}/gewoon", actions.plainly, name="work-action-plain"),
    path(f"{OF_ACTION}/betrokkenheid", actions.involvement, name="work-action-involve"),
    path(
        f"{OF_ACTION}/betrokkenheid/<int:number>/terugnemen",
        actions.take_back,
        name="work-involvement-take-back",
    ),
    path(f"{OF_ACTION}/bijdrage", contributions.contribution, name="work-action-contribute"),
    path(
        f"{OF_ACTION}/bijdrage/<slug:slug>/terugnemen",
        contributions.take_back,
        name="work-contribution-take-back",
    ),
    path(f"{OF_ACTION}/veld/<path:field>", actions.text, name="work-action-text"),
]
