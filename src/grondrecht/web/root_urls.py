"""The addresses of the site without a language in them, beside those of the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from grondrecht.web.views import robots

urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", robots.security, name="security"),
    path("sitemap.xml", robots.sitemap_index, name="sitemap"),
    path("sitemap-site.xml", robots.sitemap_site, name="sitemap-site"),
    path("sitemap/<slug:plan>.xml", robots.sitemap_plan, name="sitemap-plan"),
    # Where an organisation's own sign-in sends people back to: the same address in both languages.
    path("werk/", include("allauth.socialaccount.providers.openid_connect.urls")),
]
