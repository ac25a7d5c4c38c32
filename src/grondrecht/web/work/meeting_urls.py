"""The addresses of consultations and poverty tests in the workplace."""

from __future__ import annotations

from django.urls import path

from grondrecht.web.work import consultations, domains, poverty_tests

_DOMAINS = "overleg/domeinen/<slug:plan>"
_YEAR = "armoedetoetsen/jaar/<slug:plan>/<int:year>"

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
    path("armoedetoetsen", poverty_tests.poverty_tests, name="work-tests"),
    path("armoedetoetsen/nieuw/<slug:plan>", poverty_tests.list_one, name="work-test-new"),
    path(_YEAR, poverty_tests.year, name="work-tests-year"),
    path(f"{_YEAR}/telling", poverty_tests.count, name="work-tests-count"),
    path("armoedetoetsen/<int:number>", poverty_tests.poverty_test, name="work-test"),
    path("armoedetoetsen/<int:number>/wijzigen", poverty_tests.change, name="work-test-change"),
    path("armoedetoetsen/<int:number>/quickscan", poverty_tests.scan, name="work-test-scan"),
    path("armoedetoetsen/<int:number>/beslissing", poverty_tests.decide, name="work-test-decide"),
    path("armoedetoetsen/<int:number>/kennis", poverty_tests.contribute, name="work-test-bring"),
    path("armoedetoetsen/<int:number>/resultaat", poverty_tests.conclude, name="work-test-result"),
    path("armoedetoetsen/<int:number>/evaluatie", poverty_tests.evaluate, name="work-test-judge"),
    path("armoedetoetsen/<int:number>/publiceren", poverty_tests.publish, name="work-test-publish"),
]
