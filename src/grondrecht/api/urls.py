"""The addresses for programs, without a language in them."""

from __future__ import annotations

from django.urls import path, re_path
from django.views.generic import RedirectView

from grondrecht.api.doors import api
from grondrecht.api.downloads import data_catalogue, download
from grondrecht.api.identifiers import identified
from grondrecht.api.manual import manual
from grondrecht.api.problems import not_found

to_manual = RedirectView.as_view(url="/api/v1/")

urlpatterns = [
    re_path(r"^api/?$", to_manual),
    path("api/v1", to_manual),
    path("api/v1/", manual, name="api-manual"),
    path("api/v1/", api.urls),
    path("api/<path:rest>", not_found),
    path("id/<str:kind>", identified, name="identified-one"),
    path("id/<slug:kind>/<path:name>", identified, name="identified"),
    re_path(r"^data/catalogue\.(?P<suffix>jsonld|ttl)$", data_catalogue, name="data-catalogue"),
    path("data/<str:file>", download, name="download-table"),
    path("data/<slug:plan>/<str:file>", download, name="download"),
]
