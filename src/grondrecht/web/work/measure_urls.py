"""The addresses of rights and social corrections, and of the adjusted edition, in the workplace."""

from __future__ import annotations

from django.urls import path

from grondrecht.web.work import edition, measures

OF_PLAN = "maatregelen/<slug:plan>"
ROUND = "rondes/<slug:plan>/<slug:slug>/editie"
urlpatterns = [
    path("maatregelen", measures.measures, name="work-measures"),
    path("maatregelen/cijfers/<int:number>/weg", measures.forget, name="work-figures-remove"),
    path(f"{OF_PLAN}/nieuw/", measures.add, name="work-measure-new"),
    path(f"{OF_PLAN}/inlezen/", measures.take_in, name="work-measures-import"),
    path(f"{OF_PLAN}/<slug:slug>", measures.measure, name="work-measure"),
    path(f"{OF_PLAN}/<slug:slug>/wijzigen", measures.keep, name="work-measure-keep"),
    path(f"{OF_PLAN}/<slug:slug>/cijfers", measures.count, name="work-measure-count"),
    path(f"{OF_PLAN}/<slug:slug>/argument", measures.argue, name="work-measure-argue"),
    path(ROUND, edition.edition, name="work-edition"),
    path(f"{ROUND}/<str:code>", edition.change, name="work-edition-change"),
]
