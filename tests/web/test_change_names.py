"""A change is told in words: no verb and no key of the log shows as the code writes it."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from grondrecht.registry.models import LogEntry
from grondrecht.web.changes import VERBS, change_of, name_of_key

ACTIONS = Path(__file__).resolve().parents[2] / "src" / "grondrecht" / "registry" / "actions"
CODED = re.compile(r"[a-z]+[._][a-z]+|\b(what|line|lines|facts|unit|name|names|kind|file)\b")


def test_every_verb_that_writes_has_words():
    written = {
        verb
        for path in ACTIONS.glob("*.py")
        for verb in re.findall(r'written\(\s*"([a-z_.]+)"', path.read_text("utf-8"))
    }
    assert len(written) > 10
    assert written - set(VERBS) == set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_log_of_the_example_is_told_in_words(example, db, language):
    with override(language):
        changes = [change_of(entry) for entry in LogEntry.objects.all()]
        names = {part.name for change in changes for part in change.parts}
        names |= {change.what for change in changes}
    assert len(names) > 8
    for name in names:
        assert name[:1].isupper(), name
        assert language == "en" or not CODED.search(name), name


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("printed:2017:1:title", "Titel (zoals gedrukt in 2017)"),
        ("printed:2017:2:summary", "Korte inhoud (zoals gedrukt in 2017, afdruk 2)"),
        ("maintained:budget", "Budgettair engagement (bijgehouden tekst)"),
        ("maintained:milestones[1].text", "Mijlpaal 2 (bijgehouden tekst)"),
        ("link:see_also:08_04_01", "Zie ook 08_04_01"),
        ("observation:baseline:2012-01-01:2012-12-31", "Waarde van de indicator"),
        ("parties:responsible", "Verantwoordelijke partijen"),
    ],
)
def test_a_key_of_the_log_is_named_in_dutch(key, name):
    with override("nl"):
        assert name_of_key(key) == name
