"""The site in a real server, and a real browser; each worker of the suite has its own."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from example_register import take_in_example
from followed_register import take_in_followed
from held_registers import attached, file_of
from playwright.sync_api import sync_playwright
from web.served import CHROMIUM, COOKIES, QUIET, REGISTER, cookies, served
from web.work.signing import sign_everybody_in


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    """The data folder of the running site."""
    return tmp_path_factory.mktemp("site")


def take_in_site():
    """What served.py takes in; who signed in is told beside the register, with the key for it."""
    take_in_example()
    take_in_followed()
    sign_everybody_in()
    shared = Path(os.environ["SUITE_FOLDER"])
    shutil.copy(settings.DATA / "secret-key", shared / "site.key")
    shutil.copy(settings.DATA / COOKIES, shared / "site.cookies")


def take_over(folder):
    """Put the register of the site in its folder, made once for all workers."""
    made = file_of("site", take_in_site)
    names = {".sqlite3": REGISTER, ".key": "secret-key", ".cookies": COOKIES}
    for ending, name in names.items():
        shutil.copy(made.with_suffix(ending), folder / name)
    shutil.copytree(attached(made), folder / "attachments")


@pytest.fixture(scope="session")
def site(site_folder, django_db_setup, django_db_blocker):
    """The address of a running site that holds the example plan."""
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            take_over(site_folder)
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
