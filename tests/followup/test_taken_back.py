"""Words of involvement that were taken back are read by nobody any more: somebody may be named."""

import pytest
from django.utils import timezone
from followup.cast import OWN_ACTION, actor_for, signed_in
from followup.test_nothing_leaks import text_of
from web.every_address import addresses

from grondrecht.followup.actions.actions import involve, take_back
from grondrecht.registry.actions.links import record_involvement
from grondrecht.registry.export.tables import BY_NAME
from grondrecht.registry.log import state_on, written
from grondrecht.registry.models import Involvement, LogEntry
from grondrecht.registry.models.taken_back import TAKEN_BACK

pytestmark = pytest.mark.django_db
NAME = "Zwaantje Verhulst"
WHY = "Er stond iemand bij naam."
PAGE = f"/nl/voorbeeld/acties/{OWN_ACTION}"
GONE = "Deze woorden worden niet meer getoond: ze zijn teruggenomen."


@pytest.fixture(autouse=True)
def without_limits(settings):
    settings.API_CALLS_PER_MINUTE = 0


@pytest.fixture
def row(cast, db):
    """Involvement in which somebody was named by mistake."""
    told = {"said": f"{NAME} kon niet mee.", "outcome": f"{NAME} krijgt een brief."}
    return involve(actor_for(cast.els), cast.own_action, f"{NAME}, buurt", why="erbij", **told)


def everywhere(cast):
    """Every page, feed, answer and file about the action, and one of each other kind."""
    of_kinds = addresses(cast.plan, most=1)
    few = [path for paths in of_kinds.values() for path in paths if ".parquet" not in path]
    logs = [path for path in few if "/log" in path or "wijzigingen" in path or "/data/" in path]
    own = [
        path
        for paths in addresses(cast.plan).values()
        for path in paths
        if OWN_ACTION in path and not path.startswith("/id/")
    ]
    return sorted({*logs, *own, "/nl/voorbeeld/wijzigingen", "/nl/voorbeeld/wijzigingen.atom"})


def naming(cast):
    """The addresses at which a visitor reads the name."""
    client = signed_in(None)
    return [path for path in everywhere(cast) if NAME in text_of(client.get(path))]


def test_no_page_feed_answer_or_file_has_the_words_after_it(cast, row):
    before = naming(cast)
    for path in (PAGE, f"{PAGE}/geschiedenis", "/nl/voorbeeld/wijzigingen.atom", "/data/log.csv"):
        assert path in before, "else this test finds nothing whatever is wrong"
    assert any(path.startswith("/api/") and path.endswith("/history") for path in before)
    take_back(actor_for(cast.els), row, why=WHY)
    assert naming(cast) == []


def test_everyone_reads_that_it_was_taken_back_by_whom_and_why(cast, row):
    take_back(actor_for(cast.els), row, why=WHY)
    page = text_of(signed_in(None).get(f"{PAGE}/geschiedenis"))
    assert page.count(GONE) == 2, "where it was recorded, and where it was taken back"
    told = page.partition("Betrokkenheid van mensen in armoede teruggenomen")[2]
    told = told.partition("</li>")[0]
    assert "Platform Armen aan het Woord" in told
    assert WHY in told
    assert cast.els.name not in page


def test_the_entry_that_holds_the_words_is_not_public(cast, row):
    key = f"involvement:{row.pk}"
    take_back(actor_for(cast.els), row, why=WHY)
    entries = LogEntry.whole.filter(verb="involvement.take_back")
    [public] = entries.filter(public=True)
    assert (public.before, public.after) == ({key: TAKEN_BACK}, {key: None})
    [kept] = entries.filter(public=False, subject=key)
    assert NAME in kept.before["said"]


def test_the_log_keeps_what_it_held_and_shows_less(cast, row):
    key = f"involvement:{row.pk}"
    take_back(actor_for(cast.els), row, why=WHY)
    recorded = {"verb": "action.involve", "subject": f"action:{OWN_ACTION}"}
    assert NAME in LogEntry.whole.filter(**recorded).latest("id").after[key]["said"]
    seen = LogEntry.objects.filter(**recorded)
    assert seen.latest("id").after[key] == TAKEN_BACK
    assert [after[key] for after in seen.values_list("after", flat=True)] == [TAKEN_BACK]
    assert [each["after"][key] for each in seen.values("id", "after")] == [TAKEN_BACK]
    assert [each.after[key] for each in seen.iterator()] == [TAKEN_BACK]
    assert [after[key] for _id, after in seen.values_list("id", "after").iterator()] == [TAKEN_BACK]
    assert seen.values_list("id", flat=True).count() == 1
    assert [each["after"].get(key) for each in BY_NAME["log"].rows("voorbeeld")][-2:] == [
        *(TAKEN_BACK, None)
    ]


def test_an_earlier_day_is_called_back_without_the_words(cast, row):
    moment, key = timezone.now(), f"involvement:{row.pk}"
    subject = f"action:{OWN_ACTION}"
    assert NAME in state_on("voorbeeld", subject, moment)[key]["text"]
    take_back(actor_for(cast.els), row, why=WHY)
    assert state_on("voorbeeld", subject, moment)[key] == TAKEN_BACK
    assert key not in state_on("voorbeeld", subject)
    api = f"/api/v1/plans/voorbeeld/actions/{OWN_ACTION}/history"
    answer = signed_in(None).get(api, {"on": moment.isoformat()}).json()
    assert answer["state"][key] == TAKEN_BACK


def test_words_that_an_older_register_took_back_in_public_are_not_shown_either(cast, row):
    key, words = f"involvement:{row.pk}", {"text": row.text, "phase": "", "said": row.said}
    with written("involvement.take_back", by="Platform", why=WHY) as record:
        Involvement.objects.filter(pk=row.pk).delete()
        record.add(f"action:{OWN_ACTION}", {key: words}, {}, plan="voorbeeld")
    assert naming(cast) == []


def test_what_stands_and_what_has_the_same_number_again_are_told_apart(cast, row):
    other = record_involvement(cast.own_action, "De Brug", by="An", why="erbij")
    take_back(actor_for(cast.els), row, why=WHY)
    Involvement.objects.filter(pk=other.pk).delete()
    Involvement.objects.create(pk=row.pk, action=cast.own_action, text="Een andere groep")
    assert naming(cast) == []
    shown = state_on("voorbeeld", f"action:{OWN_ACTION}", timezone.now())
    assert shown[f"involvement:{other.pk}"] == TAKEN_BACK


def test_what_was_not_taken_back_is_read_as_before(cast, row):
    page = text_of(signed_in(None).get(f"{PAGE}/geschiedenis"))
    assert NAME in page
    assert GONE not in page
