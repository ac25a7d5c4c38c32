"""The addresses for programs, without a language in them."""

from __future__ import annotations

from django.urls import path, re_path

from grondrecht.api.doors import api
from grondrecht.api.downloads import data_catalogue, download
from grondrecht.api.identifiers import identified

urlpatterns = [
    path("api/v1/", api.urls),
    path("id/<slug:kind>/<path:name>", identified, name="identified"),
    re_path(r"^data/catalogue\.(?P<suffix>jsonld|ttl)$", data_catalogue, name="data-catalogue"),
    path("data/<slug:plan>/<str:file>", download, name="download"),
]
