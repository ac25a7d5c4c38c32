"""The addresses of the pages. Dutch words in both languages, so that an address never changes.

The order matters: what a plan may be called stands last, behind the pages of the site itself.
"""

from __future__ import annotations

from django.urls import path

from grondrecht.web.style_page import style
from grondrecht.web.views import (
    about,
    actions,
    attachments,
    calculator,
    compare,
    consultations,
    data,
    embed,
    entitlements,
    feeds,
    finder,
    findings,
    followed,
    history,
    home,
    indicators,
    instruments,
    measures,
    money,
    monitor,
    offices,
    parties,
    poverty_tests,
    quality,
    rights,
    roles,
    rounds,
    search,
)

of_site = [
    path("woordenlijst", about.glossary, name="glossary"),
    path("toegankelijkheid", about.accessibility, name="accessibility"),
    path("over", about.about, name="about"),
    path("rollen", roles.roles, name="roles"),
    path("", home.site_home, name="home-site"),
    path("zoeken", search.search_all, name="search-all"),
    path("stijl/", style, name="style"),
    path("rechten-vinder", finder.finder, name="finder"),
    path("rechten", entitlements.entitlements, name="entitlements"),
    path("rechten/<slug:name>", entitlements.entitlement, name="entitlement"),
    path("rechten/<slug:name>/rekenen", calculator.calculator, name="calculator"),
]
of_plan = [
    path("<slug:plan>/acties/<str:code>/wijzigingen.atom", feeds.action_feed, name="action-feed"),
    path("<slug:plan>/ambten/<str:code>/wijzigingen.atom", feeds.office_feed, name="office-feed"),
    path(
        "<slug:plan>/grondrechten/<str:code>/wijzigingen.atom", feeds.right_feed, name="right-feed"
    ),
    path("<slug:plan>/wijzigingen.atom", feeds.plan_feed, name="feed"),
    path("<slug:plan>/data", data.data, name="data"),
    path("<slug:plan>/", home.plan_home, name="plan"),
    path("<slug:plan>/geld", money.money, name="money"),
    path("<slug:plan>/grondrechten", rights.rights, name="rights"),
    path("<slug:plan>/grondrechten/<str:code>", rights.right, name="right"),
    path("<slug:plan>/ambten", offices.offices, name="offices"),
    path("<slug:plan>/ambten/<str:code>", offices.office, name="office"),
    path("<slug:plan>/partijen", parties.parties, name="parties"),
    path("<slug:plan>/partijen/<slug:slug>", parties.party, name="party"),
    path("<slug:plan>/instrumenten", instruments.instruments, name="instruments"),
    path("<slug:plan>/instrumenten/<slug:kind>", instruments.kind, name="instrument-kind"),
    path(
        "<slug:plan>/instrumenten/<slug:kind>/<slug:slug>",
        instruments.instrument,
        name="instrument",
    ),
    path("<slug:plan>/indicatoren", indicators.indicators, name="indicators"),
    path("<slug:plan>/indicatoren/<slug:slug>", indicators.indicator, name="indicator"),
    path(
        "<slug:plan>/indicatoren/<slug:slug>/grafiek.svg",
        indicators.indicator_chart,
        name="indicator-chart",
    ),
    path(
        "<slug:plan>/indicatoren/<slug:slug>/waarnemingen.csv",
        indicators.indicator_csv,
        name="indicator-csv",
    ),
    path("<slug:plan>/monitor", monitor.monitor, name="monitor"),
    path("<slug:plan>/monitor/<slug:slug>", monitor.indicator, name="monitor-indicator"),
    path("<slug:plan>/monitor/<slug:slug>/grafiek.svg", monitor.chart, name="monitor-chart"),
    path("<slug:plan>/monitor/<slug:slug>/waarnemingen.csv", monitor.csv, name="monitor-csv"),
    path("<slug:plan>/vergelijken", compare.compare, name="compare"),
    path("<slug:plan>/kwaliteit.xlsx", quality.quality_xlsx, name="quality-xlsx"),
    path("<slug:plan>/kwaliteit.csv", quality.quality_csv, name="quality-csv"),
    path("<slug:plan>/kwaliteit", quality.quality, name="quality"),
    path("<slug:plan>/zoeken", search.search_plan, name="search"),
    path("<slug:plan>/acties/<str:code>", actions.action, name="action"),
    path("<slug:plan>/acties/<str:code>/csv", actions.action_csv, name="action-csv"),
    path("<slug:plan>/acties/<str:code>/kaart", embed.action_card, name="action-card"),
    path(
        "<slug:plan>/acties/<str:code>/geschiedenis", history.action_history, name="action-history"
    ),
    path("<slug:plan>/wijzigingen", history.plan_changes, name="changes"),
    path("<slug:plan>/opvolging", followed.followed, name="followed"),
    path("<slug:plan>/rondes", rounds.rounds, name="rounds"),
    path("<slug:plan>/rondes/<slug:slug>", rounds.round_, name="round"),
    path(
        "<slug:plan>/rondes/<slug:slug>/rapport/<str:file>",
        rounds.round_report,
        name="round-report",
    ),
    path("<slug:plan>/bevindingen", findings.findings, name="findings"),
    path("<slug:plan>/bevindingen/<int:number>", findings.finding, name="finding"),
    path("<slug:plan>/maatregelen", measures.measures, name="measures"),
    path("<slug:plan>/maatregelen/vergelijken", measures.compare, name="measures-compare"),
    path("<slug:plan>/maatregelen/<slug:slug>", measures.measure, name="measure"),
    path("<slug:plan>/bijlagen/<int:number>", attachments.attachment, name="attachment"),
    path("<slug:plan>/overleg", consultations.consultations, name="consultations"),
    path("<slug:plan>/overleg.ics", consultations.calendar, name="consultations-calendar"),
    path("<slug:plan>/overleg/<int:number>", consultations.consultation, name="consultation"),
    path("<slug:plan>/armoedetoetsen", poverty_tests.poverty_tests, name="poverty-tests"),
    path("<slug:plan>/armoedetoetsen/<slug:slug>", poverty_tests.poverty_test, name="poverty-test"),
]
urlpatterns = [*of_site, *of_plan]
