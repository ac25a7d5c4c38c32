"""The addresses of attached files in the workplace."""

from __future__ import annotations

from django.urls import path

from grondrecht.web.work import attachments

urlpatterns = [
    path("bijlagen/<int:number>", attachments.download, name="work-attachment"),
    path("bijlagen/<int:number>/weg", attachments.take_away, name="work-attachment-remove"),
    path("bijlagen/<slug:kind>/<int:number>", attachments.of_thing, name="work-attachments"),
]
