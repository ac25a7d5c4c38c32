"""The site in a real server, and a real browser; each worker of the suite has its own."""

import os

import pytest
from playwright.sync_api import sync_playwright
from web.served import CHROMIUM, QUIET, cookies, served


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    """The data folder of the running site."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(site_folder):
    """The address of a running site that holds the example plan."""
    with served(site_folder, os.environ.get("DATABASE_URL", "")) as address:
        yield address


@pytest.fixture(scope="session")
def sessions(site, site_folder):
    """First name of one of the cast -> the cookie of their session on the site."""
    return cookies(site_folder)


@pytest.fixture(scope="session")
def chromium():
    """A browser without a window; the test is skipped where the machine has none."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def tab(chromium):
    """A tab in a window of its own, without scripts: what the site needs least."""
    window = chromium.new_context(java_script_enabled=False)
    yield window.new_page()
    window.close()
