"""Take pictures of the pages for docs/: ``make pictures``. Needs Chromium.

usage: python tools/screenshots.py [FOLDER] [KIND ...]      docs/images/site and a choice of pages

Runs the site with the example plan in a register of its own, so that a picture shows what
``make demo`` shows.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from web.page_kinds import KINDS  # noqa: E402
from web.served import CHROMIUM, QUIET, cookies, served  # noqa: E402
from web.work.kinds import KINDS as WORK_KINDS  # noqa: E402

FOLDER = ROOT / "docs" / "images" / "site"
SHOWN = ("plan", "action", "search", "right", "office", "indicator", "quality", "compare", "data")
ON_A_PHONE = ("plan", "action", "search")
# A page that comes of a form: its address and what is filled in.
HOUSEHOLD = [
    ("op", "2017-06-01"),
    *(("a", each) for each in (".partner=no", ".children=1", ".others=0", "age@u=34", "age@c1=7")),
    ("a", ".topics=home"),
]
FILLED = {
    "finder-question": ("rechten-vinder", [*HOUSEHOLD, ("doe", "vragen")]),
    "finder-result": (
        "rechten-vinder",
        [
            *HOUSEHOLD,
            ("a", "is_protected_customer=yes"),
            ("a", "new_appliance=washing_machine"),
            ("a", "appliance_saves_energy=yes"),
            ("a", "is_protected_water_customer=yes"),
            ("doe", "toon"),
        ],
    ),
    "calculator": (
        KINDS["calculator"],
        [
            ("op", "2019-06-01"),
            *{
                "preferential_patients": "13500",
                "preferential_patients_flanders": "930000",
                "low_skilled_jobseekers": "1450",
                "low_skilled_jobseekers_flanders": "92000",
                "vulnerable_births_three_years": "620",
                "vulnerable_births_three_years_flanders": "24000",
                "social_rental_flats": "2700",
                "social_rental_flats_flanders": "75000",
                "living_wage_three_years": "2100",
                "living_wage_three_years_flanders": "110000",
            }.items(),
        ],
    ),
}
# Pages of the workplace, each by who opens it.
AT_WORK = ("work", "work-round", "work-report")


def shoot(
    browser: Browser, address: str, path: Path, width: int, height: int, session: str = ""
) -> None:
    """Take a picture of what a person sees first on a page, signed in with a session or not."""
    window = browser.new_context(viewport={"width": width, "height": height}, locale="nl-BE")
    if session:
        window.add_cookies([{"name": "session", "value": session, "url": address}])
    page = window.new_page()
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=path)
    window.close()


def shoot_filled(
    browser: Browser, site: str, where: str, fields: list[tuple[str, str]], path: Path, width: int
) -> None:
    """Take a picture of what comes of a form that somebody sent."""
    window = browser.new_context(viewport={"width": width, "height": 1000}, locale="nl-BE")
    page = window.new_page()
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{value}">' for name, value in fields
    )
    page.set_content(f'<form action="{site}/nl/{where}" method="post">{hidden}<button>x</button>')
    with page.expect_navigation(wait_until="networkidle"):
        page.get_by_role("button").click()
    page.screenshot(path=path)
    window.close()


def main(folder: Path, kinds: tuple[str, ...]) -> None:
    """Take all pictures: Dutch pages on a desk, some of them on a phone, one in English."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as data, served(Path(data)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for kind in kinds:
            shoot(browser, f"{site}/nl/{KINDS[kind]}", folder / f"{kind}.png", 1280, 1000)
        for kind in ON_A_PHONE:
            shoot(browser, f"{site}/nl/{KINDS[kind]}", folder / f"{kind}-phone.png", 360, 740)
        for name, (where, fields) in FILLED.items():
            shoot_filled(browser, site, where, fields, folder / f"{name}.png", 1280)
        sessions = cookies(Path(data))
        for kind in AT_WORK:
            where, session = f"{site}/nl/{WORK_KINDS[kind][0]}", sessions[WORK_KINDS[kind][1]]
            shoot(browser, where, folder / f"{kind}.png", 1280, 1000, session)
            shoot(browser, where, folder / f"{kind}-phone.png", 360, 740, session)
        shoot(browser, f"{site}/en/{KINDS['plan']}", folder / "plan-english.png", 1280, 1000)
        browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0]) if given else FOLDER, tuple(given[1:]) or SHOWN)
