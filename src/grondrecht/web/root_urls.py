"""The addresses of the site without a language in them, beside those of the API."""

from __future__ import annotations

from django.urls import path

from grondrecht.web.views import robots

urlpatterns = [
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap_index, name="sitemap"),
    path("sitemap-site.xml", robots.sitemap_site, name="sitemap-site"),
    path("sitemap/<slug:plan>.xml", robots.sitemap_plan, name="sitemap-plan"),
]
