"""The addresses of the workplace, behind /werk/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from grondrecht.web.work import desk

urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.workbench, name="work"),
    path("veranderd/<slug:batch>", desk.changed, name="work-changed"),
    path("", include("grondrecht.web.work.action_urls")),
    path("", include("grondrecht.web.work.finding_urls")),
    path("", include("grondrecht.web.work.measure_urls")),
    path("", include("grondrecht.web.work.round_urls")),
    path("", include("grondrecht.web.work.sign_in_urls")),
    path("", include("grondrecht.web.work.people_urls")),
    path("", include("grondrecht.web.work.attachment_urls")),
    path("", include("grondrecht.web.work.meeting_urls")),
]
