"""What was said stays said: the database itself refuses, in every way of writing it knows."""

import pytest
from django.db import DatabaseError, connection, transaction
from registry.small_plans import WHO, form, plan, take_in

from grondrecht.registry import log
from grondrecht.registry.actions.texts import maintain_text
from grondrecht.registry.models import Action, Form, LogEntry, Plan

pytestmark = pytest.mark.django_db
ENTRY = '(id, at, batch, verb, "by", why, plan, subject, label, before, after, public)'
VALUES = "('2001-01-01 00:00:00', '', 'x', 'x', 'anders', '', 'x', '', '{}', '{}', true)"
ANYWHERE = [
    "UPDATE registry_logentry SET why = 'iets anders'",
    "UPDATE registry_logentry SET after = '{}' WHERE id > 0",
    "UPDATE registry_logentry SET id = id + 1000",
    "DELETE FROM registry_logentry",
    "DELETE FROM registry_logentry WHERE id = (SELECT max(id) FROM registry_logentry)",
    "UPDATE registry_form SET title = 'iets anders'",
    "UPDATE registry_form SET body = '{}'",
    "UPDATE registry_form SET printed = '[]', page = 7",
]
SQLITE = [
    "INSERT OR REPLACE INTO registry_logentry {entry} SELECT min(id), {values}",
    "REPLACE INTO registry_logentry {entry} SELECT max(id), {values}",
    "UPDATE OR REPLACE registry_logentry SET id = id + 1",
    "INSERT INTO registry_logentry {entry} SELECT min(id), {values}"
    " ON CONFLICT (id) DO UPDATE SET why = 'anders'",
    "INSERT OR REPLACE INTO registry_form SELECT * FROM registry_form",
]
POSTGRESQL = [
    "TRUNCATE registry_logentry",
    "TRUNCATE registry_logentry RESTART IDENTITY CASCADE",
    "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE registry_plan, registry_logentry CASCADE",
    "INSERT INTO registry_logentry {entry} SELECT min(id), {values}"
    " ON CONFLICT (id) DO UPDATE SET why = 'anders'",
]
values = VALUES.strip("()")
OF_THIS_DATABASE = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor]


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("way", [*ANYWHERE, *OF_THIS_DATABASE])
def test_the_database_refuses_to_rewrite_what_was_said(way):
    take_in(plan())
    before = list(LogEntry.objects.values()), list(Form.objects.values())
    rows = f"{values} FROM registry_logentry WHERE true"
    statement = way.replace("{entry}", ENTRY).replace("{values}", rows)
    with pytest.raises(DatabaseError, match=r"only ever added to|never edited"):
        run(statement)
    assert (list(LogEntry.objects.values()), list(Form.objects.values())) == before


def test_a_new_entry_can_be_added_all_the_same():
    take_in(plan())
    many = LogEntry.objects.count()
    run(
        f"INSERT INTO registry_logentry {ENTRY} SELECT max(id) + 1, {values} FROM registry_logentry"
    )
    assert LogEntry.objects.count() == many + 1


def test_the_log_outlives_what_it_tells_of():
    """Deleting a plan takes all that hangs on it, and leaves every word that was said of it."""
    take_in(plan())
    maintain_text(Action.objects.get(code="01_02_02"), "title", "Nieuwe titel", **WHO)
    entries = list(LogEntry.objects.values())
    told = log.state_on("proef", "action:01_02_02")
    Plan.objects.all().delete()
    assert not Form.objects.exists()
    assert list(LogEntry.objects.values()) == entries
    assert log.state_on("proef", "action:01_02_02") == told
    assert told["title"] == "Nieuwe titel"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_emptying_the_tables_leaves_the_log():
    """TRUNCATE with CASCADE asks no trigger of a row."""
    take_in(plan())
    entries = LogEntry.objects.count()
    run("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE registry_form CASCADE")
    assert not Form.objects.exists()
    assert LogEntry.objects.count() == entries


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_plans_are_not_emptied_where_that_would_empty_what_is_frozen():
    take_in(plan())
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        run("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE registry_plan CASCADE")
    assert Action.objects.exists()


def test_a_form_goes_with_its_edition_and_a_new_printing_takes_its_place():
    take_in(plan())
    take_in(plan(form(summary="Andere woorden.")))
    assert [each.value.summary for each in Form.objects.all()] == ["Andere woorden."]
    was = log.state_on("proef", "action:01_02_01", LogEntry.objects.order_by("id").first().at)
    assert was["printed:1:1"]["summary"].startswith("Elke gemeente")
