"""The addresses that the parts of the site lead to, for tests of the parts alone."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from grondrecht.web.style_page import style

urlpatterns = i18n_patterns(
    path("stijl/", style, name="style"), path("woordenlijst/", style, name="glossary")
)
