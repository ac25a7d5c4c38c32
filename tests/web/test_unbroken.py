"""What was promised is read in lines of the screen, not in those of the printed page."""

import re
from pathlib import Path

from django.template import Context, Template

TEMPLATES = Path(__file__).resolve().parents[2] / "src/grondrecht/web/templates"
SHOWN = re.compile(r"{{ *[\w.]*\.(?:promised|committed)\b([^}]*)}}")


def read(words):
    return Template("{% load words %}{{ words|unbroken }}").render(Context({"words": words}))


def test_a_line_that_only_ran_over_is_joined_and_a_list_stays():
    words = "Het platform las de aanvraagbrief\nna en vroeg:\n- een korte brief\n- een nummer"
    joined = "Het platform las de aanvraagbrief na en vroeg:\n- een korte brief\n- een nummer"
    assert read(words) == joined
    assert read(None) == ""
    assert read("<b>") == "&lt;b&gt;"


def test_every_page_that_shows_a_promise_joins_its_lines():
    shown = [
        (path.name, filters)
        for path in TEMPLATES.rglob("*.html")
        for filters in SHOWN.findall(path.read_text("utf-8"))
    ]
    assert len(shown) >= 4
    assert [name for name, filters in shown if not filters.startswith("|unbroken")] == []
