"""The addresses of rounds and reports, behind /werk/."""

from __future__ import annotations

from django.urls import URLPattern, path

from grondrecht.web.work import (
    covering,
    reports,
    round_import,
    round_report,
    round_steps,
    rounds,
    validating,
)

ROUND = "rondes/<slug:plan>/<slug:slug>"
urlpatterns: list[URLPattern] = [
    path("rondes", rounds.rounds, name="work-rounds"),
    path("ronde-voorbereiden/<slug:plan>", round_steps.prepare, name="work-round-prepare"),
    path(ROUND, rounds.one_round, name="work-round"),
    path(f"{ROUND}/valideren", validating.validating, name="work-round-validate"),
    path(f"{ROUND}/instellen", round_steps.set_days, name="work-round-set"),
    path(f"{ROUND}/acties", covering.cover, name="work-round-cover"),
    path(f"{ROUND}/inlezen", round_import.take_in, name="work-round-import"),
    path(f"{ROUND}/rapport/<str:file>", round_report.report, name="work-round-report"),
    path(f"{ROUND}/<slug:path>", round_steps.step, name="work-round-step"),
    path("verslagen/<slug:plan>/<slug:slug>/<str:code>", reports.report, name="work-report"),
]
