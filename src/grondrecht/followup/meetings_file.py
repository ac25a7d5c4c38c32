"""Take in consultations and poverty tests from a TOML file, each thing by the verb that keeps it.

docs/consultations.md has its keys. An error is one sentence, and then nothing was taken in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, time
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction

from grondrecht.followup.actions import consultations as meetings
from grondrecht.followup.actions import poverty_tests as tests
from grondrecht.followup.actions.domains import Appointed, appoint_official, keep_domain
from grondrecht.followup.actors import Actor
from grondrecht.followup.models import Domain, PovertyTest
from grondrecht.registry.actions.offices import office_of
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.find import action_named, party_named
from grondrecht.registry.intake import LONGEST_TEXT, file_text
from grondrecht.registry.models import Action, Party, Plan
from grondrecht.registry.toml_table import CheckedTable

Value = TypeVar("Value", bool, int, date, time)


def take_in_meetings(who: Actor, plan: Plan, file: str | Path, *, why: str) -> int:
    """Take a file in; gives how many domains, tests and consultations it held.

    A plan that has policy domains or tests is left as it is: then nothing is taken in. One
    transaction. Raises RegisterError.
    """
    if plan.domains.exists() or plan.tests.exists():
        return 0
    try:
        data = tomllib.loads(file_text(file))
    except tomllib.TOMLDecodeError as error:
        raise RegisterError(f"{file} is geen geldige TOML ({error}); verbeter het.") from error
    table = CheckedTable(data, str(file))
    groups = [table.tables(key) for key in ("domain", "test", "review", "consultation")]
    table.done()
    with transaction.atomic():
        for rows, take in zip(groups, (_domain, _test, _review, _consultation), strict=True):
            for row in rows:
                take(who, plan, row, why)
                row.done()
    return sum(map(len, groups))


def _domain(who: Actor, plan: Plan, row: CheckedTable, why: str) -> None:
    domain = keep_domain(
        who,
        plan,
        row.slug("slug"),
        row.text("name", 200, needed=True),
        row.text("name_en", 200),
        offices=[office_of(plan, code) for code in _texts(row, "offices")],
        administrations=_parties(row, "administrations"),
        why=why,
    )
    for each in row.tables("officials"):
        party = each.text("party")
        appointed = Appointed(
            each.text("name", needed=True),
            _day(each, "first_day"),
            each.day("last_day"),
            each.text("address"),
            party_named(party) if party else None,
        )
        each.done()
        appoint_official(who, domain, appointed, why=why)


def _test(who: Actor, plan: Plan, row: CheckedTable, why: str) -> None:
    party = row.text("party")
    dossier = tests.Dossier(
        row.text("title", needed=True),
        _given(row, "year", int),
        office_of(plan, row.text("office", needed=True)),
        party_named(party) if party else None,
        row.text("dossier", LONGEST_TEXT),
        row.address("dossier_url"),
        tuple(_actions(plan, row)),
    )
    test = tests.list_test(who, plan, dossier, why=why)
    for step in (_scan, _decision, _knowledge, _result, _evaluation):
        step(who, test, row, why)
    if row.take("published", bool, False):
        tests.publish_test(who, test, why=why)


def _scan(who: Actor, test: PovertyTest, row: CheckedTable, why: str) -> None:
    answers = row.take("scan", dict, {})
    if answers:
        given = {key: (str(answer), "") for key, answer in answers.items()}
        tests.scan_test(who, test, given, why=why)


def _decision(who: Actor, test: PovertyTest, row: CheckedTable, why: str) -> None:
    for part in _part(row, "decision"):
        needed, reason = _given(part, "needed", bool), part.text("reason", LONGEST_TEXT)
        tests.decide_test(who, test, needed, reason, _day(part, "on"), why=why)


def _knowledge(who: Actor, test: PovertyTest, row: CheckedTable, why: str) -> None:
    for each in row.tables("knowledge"):
        kind, whom, what = each.text("kind"), each.text("who"), each.text("what", LONGEST_TEXT)
        tests.contribute(who, test, kind, whom, what, _day(each, "on"), why=why)
        each.done()


def _result(who: Actor, test: PovertyTest, row: CheckedTable, why: str) -> None:
    for part in _part(row, "result"):
        rights = []
        for each in part.tables("rights"):
            texts = each.text("name"), each.text("automatic"), each.text("why_not", LONGEST_TEXT)
            rights.append(tests.Right(*texts))
            each.done()
        result, changed = part.text("text", LONGEST_TEXT), part.text("changed", LONGEST_TEXT)
        tests.conclude_test(who, test, result, changed, rights, _day(part, "on"), why=why)


def _evaluation(who: Actor, test: PovertyTest, row: CheckedTable, why: str) -> None:
    for part in _part(row, "evaluation"):
        words = part.text("text", LONGEST_TEXT)
        tests.evaluate_test(who, test, words, _day(part, "on"), why=why)


def _review(who: Actor, plan: Plan, row: CheckedTable, why: str) -> None:
    year, on = _given(row, "year", int), _day(row, "on")
    by, outcome = row.text("by"), row.text("outcome", LONGEST_TEXT)
    tests.review_year(who, plan, year, on, by, outcome, why=why)


def _consultation(who: Actor, plan: Plan, row: CheckedTable, why: str) -> None:
    slug = row.text("domain")
    domain = _domain_named(plan, slug) if slug else None
    meeting = meetings.Meeting(
        "vertical" if domain else "horizontal",
        _day(row, "day"),
        domain,
        _given(row, "from", time) if "from" in row.data else None,
        _given(row, "to", time) if "to" in row.data else None,
        row.text("place"),
        row.take("announced", bool, False),
    )
    held = meetings.plan_consultation(who, plan, meeting, why=why)
    agenda = [_item(plan, each) for each in row.tables("agenda")]
    meetings.set_consultation(who, held, meeting, agenda, why=why)
    minutes, others = row.text("minutes", LONGEST_TEXT), "\n".join(_texts(row, "others"))
    present, agreed = _parties(row, "present"), row.tables("points")
    published = row.take("published", bool, False)
    if minutes:
        meetings.hold_consultation(who, held, minutes, present, others, why=why)
    for each in agreed:
        _point(who, plan, held, each, why)
    if published:
        meetings.publish_consultation(who, held, why=why)


def _item(plan: Plan, row: CheckedTable) -> meetings.Item:
    text, code, slug = row.text("text", needed=True), row.text("action"), row.text("test")
    row.done()
    test = PovertyTest.objects.filter(plan=plan, slug=slug).first() if slug else None
    if slug and test is None:
        raise row.fail("test", f"{slug!r} is geen armoedetoets van dit plan; controleer de naam")
    return meetings.Item(text, action_named(plan, code) if code else None, test)


def _point(who: Actor, plan: Plan, held: Any, row: CheckedTable, why: str) -> None:  # noqa: ANN401
    party, office, code = row.text("party"), row.text("office"), row.text("action")
    agreed = meetings.Agreed(
        row.text("text", LONGEST_TEXT, needed=True),
        action_named(plan, code) if code else None,
        party_named(party) if party else None,
        office_of(plan, office) if office else None,
        due_on=row.day("due_on"),
    )
    done = row.text("done", LONGEST_TEXT)
    row.done()
    point = meetings.add_point(who, held, agreed, why=why)
    if done:
        meetings.finish_point(who, point, done, why=why)


def _domain_named(plan: Plan, slug: str) -> Domain:
    found = plan.domains.filter(slug=slug).first()
    if found is None:
        raise RegisterError(f"{plan.slug} heeft geen beleidsdomein {slug!r}; controleer de naam.")
    return found


def _actions(plan: Plan, row: CheckedTable) -> Iterable[Action]:
    return [action_named(plan, code) for code in _texts(row, "actions")]


def _parties(row: CheckedTable, key: str) -> list[Party]:
    return [party_named(slug) for slug in _texts(row, key)]


def _texts(row: CheckedTable, key: str) -> list[str]:
    return [str(each) for each in row.take(key, list, [])]


def _part(row: CheckedTable, key: str) -> Iterable[CheckedTable]:
    """The table of that key, where it is there; nothing in it is left over."""
    data = row.take(key, dict, {})
    if data:
        part = CheckedTable(data, f"{row.where}, {key}")
        yield part
        part.done()


def _day(row: CheckedTable, key: str) -> date:
    day = row.day(key)
    if day is None:
        raise row.fail(key, "ontbreekt; geef een datum zoals 2017-03-31")
    return day


def _given(row: CheckedTable, key: str, kind: type[Value]) -> Value:
    """A value of that kind, which has to be there. Raises RegisterError."""
    value = row.data.pop(key, None)
    if type(value) is not kind:
        raise row.fail(key, "ontbreekt, of is iets anders dan hier gevraagd wordt")
    return value
