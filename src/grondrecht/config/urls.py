"""The addresses of the site: pages in a language, the API and identifiers without one."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("grondrecht.api.urls")),
    path("", include("grondrecht.web.root_urls")),
    *i18n_patterns(
        path("werk/", include("grondrecht.web.work.urls")),
        path("", include("grondrecht.web.urls")),
    ),
]
# Django's own gives its page no request, which the frame of the site needs.
handler400 = "grondrecht.web.refusals.bad_request"
