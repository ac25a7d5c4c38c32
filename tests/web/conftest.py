"""The site in a real server, and a real browser; each worker of the suite has its own."""

import os

import pytest
from playwright.sync_api import sync_playwright
from web.served import CHROMIUM, QUIET, served


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a running site that holds the example plan."""
    with served(tmp_path_factory.mktemp("site"), os.environ.get("DATABASE_URL", "")) as address:
        yield address


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
