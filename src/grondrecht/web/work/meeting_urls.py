"""The addresses of consultations and poverty tests in the workplace."""

from __future__ import annotations

from django.urls import path

from grondrecht.web.work import consultations, domains

_DOMAINS = "overleg/domeinen/<slug:plan>"

urlpatterns = [
    path("overleg", consultations.consultations, name="work-consultations"),
    path("overleg/nieuw/<slug:plan>", consultations.plan_one, name="work-consultation-new"),
    path("overleg/kalender", domains.own_calendar, name="work-calendar"),
    path("overleg/kalender/<str:key>.ics", domains.calendar_feed, name="work-calendar-feed"),
    path("overleg/punten/<int:number>", consultations.point, name="work-point"),
    path("overleg/punten/<int:number>/open", consultations.reopen, name="work-point-reopen"),
    path(_DOMAINS, domains.domains, name="work-domains"),
    path(f"{_DOMAINS}/nieuw/", domains.new_domain, name="work-domain-new"),
    path(f"{_DOMAINS}/<slug:slug>", domains.domain, name="work-domain"),
    path(f"{_DOMAINS}/<slug:slug>/aanduiden", domains.appoint, name="work-appoint"),
    path(f"{_DOMAINS}/<slug:slug>/tot/<int:number>", domains.end, name="work-appointment-end"),
    path("overleg/<int:number>", consultations.consultation, name="work-consultation"),
    path("overleg/<int:number>/wijzigen", consultations.change, name="work-consultation-change"),
    path("overleg/<int:number>/verslag", consultations.minutes, name="work-minutes"),
    path("overleg/<int:number>/publiceren", consultations.publish, name="work-minutes-publish"),
    path("overleg/<int:number>/afgelasten", consultations.cancel, name="work-cancel"),
    path("overleg/<int:number>/voorstel", consultations.suggest, name="work-suggest"),
    path("overleg/<int:number>/punten", consultations.add_point, name="work-point-add"),
]
