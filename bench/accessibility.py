"""Every kind of page by the rules of WCAG 2.2 AA: two languages, two widths, light and dark.

usage: python bench/accessibility.py

Prints a row per kind of page with what breaks a rule; exit status 1 where anything does.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from web.page_kinds import KINDS
from web.served import CHROMIUM, QUIET, served
from web.test_site_browser import WIDTHS, troubles

SCHEMES = ("light", "dark")


def main() -> int:
    """Go through all pages in all ways; gives the exit status."""
    ways = list(product(("nl", "en"), WIDTHS, SCHEMES))
    broken = 0
    with TemporaryDirectory() as data, served(Path(data)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for kind, path in KINDS.items():
            found = [
                f"{language}, {width}, {scheme}: {trouble}"
                for language, width, scheme in ways
                for trouble in troubles(browser, f"{site}/{language}/{path}", width, scheme)
            ]
            broken += len(found)
            print(f"{kind:20} {len(ways)} ways, {len(found)} violations", *found, sep="\n    ")
        browser.close()
    print(f"{len(KINDS)} kinds of page, {len(KINDS) * len(ways)} visits, {broken} violations")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
