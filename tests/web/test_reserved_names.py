"""No plan can be called as a page of the site: the two lists are the same."""

from django.conf import settings

from grondrecht.api import urls as api_urls
from grondrecht.config import urls as config_urls
from grondrecht.registry.actions.fitting import RESERVED
from grondrecht.web import root_urls, urls


def first_words(patterns):
    """The first parts of addresses, where they could be the short name of a plan."""
    starts = {str(pattern.pattern).strip("^$?").split("/")[0] for pattern in patterns}
    return {start for start in starts if start and "." not in start and "<" not in start}


def test_the_names_that_plans_cannot_have_are_those_of_the_site_s_own_pages():
    own = first_words(urls.of_site) | first_words(api_urls.urlpatterns) | {"werk"}
    root = first_words(root_urls.urlpatterns)
    languages = {code for code, _ in settings.LANGUAGES}
    static = {settings.STATIC_URL.strip("/")}
    assert own | root | languages | static == RESERVED
    assert len(config_urls.urlpatterns) == 3, "a new door has words of its own"
