"""Save an answer while the register fails under it, and once more when it is back.

Run as a program of its own with ``DATABASE_URL`` and ``GRONDRECHT_DATA``, on an empty database; it
prints, as JSON, what the official was shown and what the register held in between. On SQLite the
disk is full: the process may not make a file longer. On PostgreSQL the server ends the connection
in the middle of the save, as it does when it is started anew.
"""

import json
import os
import resource
import signal
from contextlib import contextmanager
from datetime import date

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from registry.small_plans import plan, take_in  # noqa: E402

from grondrecht.followup.actions import rounds  # noqa: E402
from grondrecht.followup.actors import operator  # noqa: E402
from grondrecht.followup.models import Appointment, Person, Report  # noqa: E402
from grondrecht.followup.outlines import Outline  # noqa: E402
from grondrecht.registry.models import Action, LogEntry, Party, Plan  # noqa: E402

CODE = "01_02_01"
NEWS = "Er kwamen plaatsen bij. " * 800
ANSWER = {
    "kind": "measure",
    "status": "running",
    "news": NEWS,
    "next_step": "Verder doen.",
    "next_on": "2030-01-01",
    "do": "answer",
}
DYING = """
CREATE FUNCTION dying() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
CREATE TRIGGER dying BEFORE INSERT ON registry_logentry FOR EACH ROW EXECUTE FUNCTION dying();
"""


def prepared():
    """A browser in which the official who answers is signed in, and the page of the report."""
    call_command("migrate", verbosity=0)
    take_in(plan())
    of_plan = Plan.objects.get()
    party = Party.objects.create(slug="opvang", name="Opvang", kind="administration")
    person = Person.objects.create_user("chris@voorbeeld.be", "Chris Ambtenaar")
    Appointment.objects.create(
        person=person, role="official", plan=of_plan, party=party, first_day=date(2015, 1, 1)
    )
    action = Action.objects.get(code=CODE)
    action.mentions.create(
        form=action.forms.get(),
        field="responsible.administration",
        role="responsible",
        words="Opvang",
        start=0,
        end=6,
        party=party,
        how="person",
    )
    who = operator("proef")
    outline = Outline("progress", date(2015, 1, 1), date(2016, 12, 31), slug="2017")
    of = rounds.prepare_round(who, of_plan, outline, why="proef")
    rounds.open_round(who, of, why="proef")
    client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
    client.force_login(person)
    return client, f"/nl/werk/verslagen/{of_plan.slug}/2017/{CODE}"


@contextmanager
def failing():
    """The register cannot be written."""
    if connection.vendor == "sqlite":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        size = os.path.getsize(f"{settings.DATABASES['default']['NAME']}-wal")
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        yield
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        return
    with connection.cursor() as cursor:
        cursor.execute(DYING)
    yield
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER dying ON registry_logentry; DROP FUNCTION dying()")


def held():
    """What the register holds of the report, and how many lines its log has."""
    report = Report.objects.get(action__code=CODE)
    return [report.state, report.version, report.answer, LogEntry.whole.count()]


def main():
    """Fail, look, and save again."""
    client, address = prepared()
    page = client.get(address).content.decode()
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    typed = {**ANSWER, "seen": seen}
    before = held()
    with failing():
        refused = client.post(address, typed)
    between = held()
    again = client.post(address, typed)
    words = refused.content.decode()
    told = {
        "status": refused.status_code,
        "says": "Daarom is niets bewaard" in words,
        "typed": words.count(NEWS.strip()),
        "traceback": "Traceback" in words,
        "unchanged": before == between,
        "again": again.status_code,
        "held": held()[0],
        "news": held()[2].get("news", "") == NEWS.strip(),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
