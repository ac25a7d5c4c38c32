"""The addresses of the site: pages in a language, the API and identifiers without one."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("grondrecht.api.urls"))]
