"""Each kind of page of the workplace breaks no rule of accessibility and fits a phone."""

import pytest
from web.test_site_browser import LEVELS, WAYS, WIDTHS
from web.work.kinds import KINDS
from web.work.playing import signed_in_tab, troubles


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_of_the_workplace_breaks_a_rule(chromium, site, sessions, kind):
    language, width = WAYS[list(KINDS).index(kind) % len(WAYS)]
    path, who = KINDS[kind]
    scheme = ("light", "dark")[list(KINDS).index(kind) % 3 == 0]
    size = {"width": width, "height": WIDTHS[width]}
    with signed_in_tab(chromium, site, sessions[who], viewport=size, color_scheme=scheme) as tab:
        answer = tab.goto(f"{site}/{language}/{path}")
        assert answer.status == 200
        assert troubles(tab, LEVELS) == []
