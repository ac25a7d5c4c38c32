"""What ``grondrecht what-if --html`` writes, and what a poverty test shows of it, in a browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from followup.cast import actor_for, gathered
from followup.meetings import DAY, WHY, decided
from followup.outcomes import outcome
from web.test_site_browser import RULES, troubles

from grondrecht.followup.actions.effects import attach_effect
from grondrecht.followup.actions.poverty_tests import conclude_test, publish_test
from grondrecht.register_cli.what_if_shown import page


@pytest.fixture(scope="module")
def found():
    return outcome()


@pytest.mark.parametrize(("language", "width"), [("nl", 320), ("en", 1280)])
def test_the_page_breaks_no_rule_of_accessibility_and_fits_a_phone(
    chromium, found, tmp_path, language, width
):
    path = tmp_path / "wat-als.html"
    path.write_text(page(found, language), "utf-8")
    assert troubles(chromium, f"file://{path}", width) == []


def test_it_tells_the_synthetic_population_and_all_tables_by_keyboard(chromium, found, tmp_path):
    path = tmp_path / "wat-als.html"
    path.write_text(page(found, "nl"), "utf-8")
    tab = chromium.new_context().new_page()
    tab.goto(f"file://{path}")
    assert tab.locator("table").count() == tab.locator("[role=region][tabindex='0']").count() == 3
    assert "Deze bevolking is synthetisch: de mensen zijn verzonnen." in tab.inner_text("main")
    tab.context.close()


@pytest.mark.django_db
@pytest.mark.usefixtures("example")
def test_a_poverty_test_that_shows_it_breaks_no_rule_either(chromium, found):
    cast = gathered()
    test = decided(cast)
    attach_effect(actor_for(cast.chris), test, found, why=WHY)
    conclude_test(actor_for(cast.chris), test, "Haalbaar.", "Niets.", (), DAY, why=WHY)
    publish_test(actor_for(cast.an), test, why=WHY)
    answer = Client().get(f"/nl/voorbeeld/armoedetoetsen/{test.slug}")
    tab = chromium.new_context().new_page()
    tab.set_content(answer.content.decode())
    assert tab.locator("#wat-als").count() == 1
    assert tab.locator("table").first.locator("tbody tr").count() == 4
    # Without the site's look: links of the page around it would be small.
    broken = Axe().run(tab, context="#wat-als", options=RULES).response["violations"]
    assert [each["id"] for each in broken] == []
    tab.context.close()
