"""What is not public yet is seen by nobody who may not: by page, form, API, file, feed or guess.

Every unpublished thing holds a word that stands nowhere else. Every address of the site is asked
for by who may not see it, with the real numbers and names of those things, and searched for them.
"""

from __future__ import annotations

import io
import zipfile
from itertools import product

import polars
import pytest
from django.core.cache import cache
from followup import rounds as played
from followup.cast import OTHER_ACTION, OWN_ACTION, actor_for, signed_in
from followup.doing import FOUND, MACHINE, WHY, a_consultation, a_test, an_action
from followup.meetings import DAY, party
from web.every_address import addresses, routes

from grondrecht.followup.actions import attachments, consultations, findings, poverty_tests, reports
from grondrecht.followup.models import Round
from grondrecht.registry.models import LogEntry

pytestmark = pytest.mark.django_db
# What somebody without a role may never find. The names say in what each stands. That there is a
# round, and its legal deadlines, everybody may know.
SECRETS = {
    "status": "geheimstatus",
    "report": "geheimverslag",
    "draft": "geheimconcept",
    "proposal": "geheimvoorstel",
    "finding draft": "geheimopzet",
    "finding shared": "geheimgedeeld",
    "consultation": "geheimoverleg",
    "point": "geheimpunt",
    "test": "geheimtoets",
    "knowledge": "geheimkennis",
    "file": "geheimbijlage",
}
# An official of any administration takes part in rounds and consultations.
OF_ALL_OFFICIALS = {"consultation", "point"}
NOWHERE = 987_654


@pytest.fixture
def hidden(cast):
    """One unpublished thing of each kind; gives what their addresses are made of."""
    of = played.opened(cast, slug="verborgen")
    for each in of.statuses:
        each["name"] = SECRETS["status"] if each["key"] == "late" else each["name"]
    Round.objects.filter(pk=of.pk).update(statuses=of.statuses)
    report = played.report_of(of)
    said = played.said(report, "late", news=SECRETS["report"], reason=SECRETS["report"])
    reports.answer(actor_for(cast.chris), report, said, **WHY)
    reports.save_draft(actor_for(cast.chris), report, {"news": SECRETS["draft"]}, seen=2)
    reports.propose(MACHINE, report, SECRETS["proposal"], SECRETS["proposal"], **WHY)
    meeting, point = _meeting(cast)
    numbers = {
        "report": [report.pk],
        "finding": list(_findings(cast)),
        "consultation": [meeting],
        "point": [point],
        "test": [_test(cast).pk],
    }
    return {
        "<slug:slug>": ["verborgen", "besluit-ours-2016", "eigen"],
        "<int:number>": sorted({str(pk) for pks in numbers.values() for pk in pks}),
        "numbers": numbers,
    }


def _findings(cast):
    action = an_action(cast, "", "ours")
    for name, share in (("finding draft", False), ("finding shared", True)):
        found = findings.Found("limited", SECRETS[name], FOUND.evidence)
        made = findings.make_finding(actor_for(cast.els), action, found, **WHY)
        if share:
            findings.share_finding(actor_for(cast.els), made, **WHY)
        yield made.pk


def _meeting(cast):
    row = a_consultation(cast, "held", "ours")
    consultations.hold_consultation(MACHINE, row, SECRETS["consultation"], **WHY)
    agreed = consultations.Agreed(SECRETS["point"], party=party("departement-werk"))
    point = consultations.add_point(MACHINE, row, agreed, **WHY)
    return row.pk, point.pk


def _test(cast):
    row = a_test(cast, "scanned", "ours")
    row.title = SECRETS["test"]
    row.save()
    poverty_tests.contribute(
        MACHINE, row, "experience", "een vereniging", SECRETS["knowledge"], DAY, **WHY
    )
    text = SECRETS["file"].encode()
    attachments.attach(MACHINE, row, f"{SECRETS['file']}.txt", text, public=True, **WHY)
    return row


PLACES = {
    "<slug:plan>": ["voorbeeld"],
    "<str:code>": [OWN_ACTION, OTHER_ACTION],
    "<slug:kind>": ["report", "finding", "consultation", "test"],
    "<int:year>": ["2016"],
    "<slug:path>": ["openen", "valideren", "bevriezen"],
    "<str:key>": ["x" * 32],
}


def filled(route, hidden):
    """The addresses of a route with everything that can stand at its places."""
    known = PLACES | hidden
    places = [f"<{part.partition('>')[0]}>" for part in route.split("<")[1:]]
    for values in product(*(known.get(place, ["verborgen"]) for place in places)):
        path = route
        for place, value in zip(places, values, strict=True):
            path = path.replace(place, value, 1)
        yield f"/{path}"


def behind_sign_in(hidden):
    """Every address of the workplace; those of signing in, which are regular expressions, apart."""
    for route, _name in routes():
        if route.startswith("nl/werk/") and "(?P" not in route and "afmelden" not in route:
            yield from filled(route, hidden)


def not_dina_s(hidden):
    """The workplace without the report for which Dina answers herself."""
    return (path for path in behind_sign_in(hidden) if OTHER_ACTION not in path)


def public(hidden):
    """Every address of a plan's pages, with what is not public in it."""
    for route, _name in routes():
        if route.startswith("nl/<slug:plan>"):
            yield from filled(route, hidden)


def text_of(answer):
    """All of an answer as text; archives are opened."""
    data = b"".join(answer)
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist())
    if data[:4] == b"PAR1":
        data = str(polars.read_parquet(io.BytesIO(data)).to_dicts()).encode()
    return data.decode("utf-8", "replace")


def leaked(client, paths, allowed=(), method="get"):
    """Which secrets are found where, and which answers are faults."""
    found = []
    for path in dict.fromkeys(paths):
        answer = getattr(client, method)(path)
        text = text_of(answer)
        found += [
            f"{name} at {path}"
            for name, word in SECRETS.items()
            if name not in allowed and word in text
        ]
        found += [f"{answer.status_code} at {path}"] if answer.status_code >= 500 else []
    return found


@pytest.fixture(autouse=True)
def without_limits(settings):
    settings.API_CALLS_PER_MINUTE = 0
    cache.clear()


def test_the_secrets_are_really_there(cast, hidden):
    """Whoever may see them does: else the tests below would find nothing whatever was wrong."""
    paths = list(behind_sign_in(hidden))
    where = {
        cast.an: paths,
        cast.chris: [path for path in paths if "/verslagen/" in path],
        cast.els: ["/nl/werk/", *(path for path in paths if "/bevindingen" in path)],
    }
    seen = set()
    for person, places in where.items():
        client = signed_in(person)
        for path in places:
            text = text_of(client.get(path))
            seen |= {name for name, word in SECRETS.items() if word in text}
    assert set(SECRETS) - seen == set()


def test_the_public_site_shows_none_of_them(cast, hidden):
    client = signed_in(None)
    assert leaked(client, public(hidden)) == []


def test_the_api_and_the_files_hold_none_of_them(cast, hidden):
    client = signed_in(None)
    paths = [path for each in addresses(cast.plan, most=3).values() for path in each]
    open_paths = [
        path for path in paths if path.startswith(("/api/", "/data/", "/id/", "/sitemap"))
    ]
    assert len(open_paths) > 60
    assert leaked(client, open_paths) == []


@pytest.mark.parametrize("word", SECRETS.values())
def test_the_search_finds_none_of_them(cast, hidden, word):
    client = signed_in(None)
    for path in ("/nl/zoeken", "/nl/voorbeeld/zoeken", "/api/v1/search"):
        text = text_of(client.get(path, {"q": word}))
        assert text.count(word) <= text.count(f'"{word}"') + text.count(f"“{word}”") + 8
        assert '"total": 0' in text or "/acties/" not in text.partition("<main")[2]


def test_a_visitor_is_led_to_the_sign_in_whatever_is_there(cast, hidden):
    client = signed_in(None)
    for path in behind_sign_in(hidden):
        answer = client.get(path)
        assert not any(word in text_of(answer) for word in SECRETS.values()), path
        if not path.startswith(("/nl/werk/aanmelden", "/nl/werk/wachtwoord")):
            assert answer.status_code in (302, 404, 405), path


def test_who_has_no_role_sees_nothing_more(cast, hidden):
    client = signed_in(cast.hanne)
    assert leaked(client, behind_sign_in(hidden)) == []
    assert leaked(client, behind_sign_in(hidden), method="post") == []


def test_an_official_of_another_administration_sees_nothing_of_it(cast, hidden):
    client = signed_in(cast.dina)
    assert leaked(client, not_dina_s(hidden), OF_ALL_OFFICIALS) == []


def test_nothing_tells_whether_something_is_there(cast, hidden):
    """For whoever may not see it, what is there and what is not look the same."""
    client = signed_in(cast.hanne)
    numbers = hidden["numbers"]
    words = {"overleg/<": "consultation", "punten/<": "point", "armoedetoetsen/<": "test"}
    for route, _name in routes():
        kinds = [kind for word, kind in words.items() if f"nl/werk/{word}" in route]
        if "bijlagen/<slug:kind>" in route:
            kinds = ["report", "finding", "consultation", "test"]
        for kind in kinds:
            there = {"<slug:kind>": [kind], "<int:number>": [str(pk) for pk in numbers[kind]]}
            guessed = {"<slug:kind>": [kind], "<int:number>": [str(NOWHERE)]}
            real, nothing = (
                {client.get(path).status_code for path in filled(route, places)}
                for places in (there, guessed)
            )
            assert real == nothing, route


def test_forms_sent_by_who_may_not_change_nothing(cast, hidden):
    client = signed_in(cast.dina)
    before = LogEntry.whole.count()
    leaks = leaked(client, not_dina_s(hidden), OF_ALL_OFFICIALS, method="post")
    assert leaks == []
    new = LogEntry.whole.order_by("id")[before:]
    assert [entry.subject for entry in new if OWN_ACTION in entry.subject] == []
    assert {entry.by for entry in new} <= {cast.dina.name}
