"""The addresses of findings in the workplace."""

from __future__ import annotations

from django.urls import path

from grondrecht.web.work import findings

urlpatterns = [
    path("bevindingen", findings.findings, name="work-findings"),
    path("bevindingen/nieuw/<slug:plan>", findings.make, name="work-finding-new"),
    path("bevindingen/<int:number>", findings.finding, name="work-finding"),
    path("bevindingen/<int:number>/wijzigen", findings.edit, name="work-finding-edit"),
    path("bevindingen/<int:number>/delen", findings.share, name="work-finding-share"),
    path("bevindingen/<int:number>/antwoord", findings.reply, name="work-finding-reply"),
    path("bevindingen/<int:number>/publiceren", findings.publish, name="work-finding-publish"),
    path("bevindingen/<int:number>/intrekken", findings.withdraw, name="work-finding-withdraw"),
]
