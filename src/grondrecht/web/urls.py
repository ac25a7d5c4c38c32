"""The addresses of the pages. Dutch words in both languages, so that an address never changes.

The order matters: what a plan may be called stands last, behind the pages of the site itself.
"""

from __future__ import annotations

from django.urls import path

from grondrecht.web.style_page import style
from grondrecht.web.views import actions, embed, history

of_site = [
    path("stijl/", style, name="style"),
]
of_plan = [
    path("<slug:plan>/acties/<str:code>", actions.action, name="action"),
    path("<slug:plan>/acties/<str:code>/csv", actions.action_csv, name="action-csv"),
    path("<slug:plan>/acties/<str:code>/kaart", embed.action_card, name="action-card"),
    path("<slug:plan>/acties/<str:code>/geschiedenis", history.action_history, name="action-history"),
    path("<slug:plan>/wijzigingen", history.plan_changes, name="changes"),
]
urlpatterns = [*of_site, *of_plan]
