"""The page that ``grondrecht indicators --html`` writes, in a browser."""

import pytest
from monitor.samples import people
from web.test_site_browser import troubles

from grondrecht.monitor.wording import Words
from grondrecht.register_cli.indicators_computed import Asked, computed
from grondrecht.register_cli.indicators_page import write_html


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Language -> the address of the page with a comparison of two years, in that language."""
    folder = tmp_path_factory.mktemp("page")
    people().write_parquet(folder / "2024.parquet")
    people(2).write_parquet(folder / "2023.parquet")
    files, by = (str(folder / "2024.parquet"), str(folder / "2023.parquet")), ("sex", "age")

    def made(language):
        asked = (files[0], "", by, ("arop", "gini"), "", 0, files[1], Words(language))
        write_html(computed(Asked(*asked), lambda share: None), str(folder / f"{language}.html"))
        return f"file://{folder}/{language}.html"

    return {language: made(language) for language in ("nl", "en")}


@pytest.mark.parametrize(("language", "width"), [("nl", 320), ("en", 1280)])
def test_it_breaks_no_rule_of_accessibility_and_fits_a_phone(chromium, page, language, width):
    assert troubles(chromium, page[language], width) == []


def test_every_drawing_is_drawn_and_every_table_can_be_reached_by_keyboard(chromium, page):
    tab = chromium.new_context().new_page()
    tab.goto(page["nl"])
    sizes = tab.evaluate("[...document.images].map(image => image.naturalWidth)")
    assert len(sizes) == 6
    assert min(sizes) > 200
    regions = tab.locator("[role=region][tabindex='0']")
    assert regions.count() == 12
    assert tab.locator("table").count() == 6
    assert tab.locator("h2").first.inner_text() == "Armoederisico"
    tab.context.close()


def test_it_prints_all_of_it_and_loads_nothing(chromium, page):
    tab = chromium.new_context().new_page()
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(page["en"])
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
    assert tab.pdf(format="A4").startswith(b"%PDF")
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 700, "height": 900})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 700
    tab.context.close()
