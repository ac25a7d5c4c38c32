"""The addresses of the workplace, behind /werk/."""

from __future__ import annotations

from django.urls import URLPattern, path

from grondrecht.web.work import desk

urlpatterns: list[URLPattern] = [
    path("", desk.workbench, name="work"),
]
