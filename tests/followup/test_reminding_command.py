"""``grondrecht remind`` on the terminal: what it says, what it sends, and its exit status."""

import json

import pytest
from django.core import mail
from followup.reminding_rounds import MORNING, open_round

from grondrecht.followup.models import Notice, Point, PovertyTest
from grondrecht.register_cli.reminding import remind_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning(monkeypatch):
    """The clock stands on a working morning."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING)


@pytest.fixture(autouse=True)
def nothing_else(cast, db):
    """What the example plan itself asks of people is not what these tests are about."""
    Point.objects.all().delete()
    PovertyTest.objects.all().delete()


@pytest.fixture
def opened(cast, morning):
    """A round that asks about two actions."""
    return open_round(cast.plan, [cast.own_action, cast.other_action])


def test_nobody_to_remind_is_said(cast, morning, capsys):
    assert remind_people(dry_run=False, as_json=False) == 0
    assert "Niemand hoeft herinnerd" in capsys.readouterr().out


def test_it_says_to_how_many_messages_went(cast, opened, capsys):
    assert remind_people(dry_run=False, as_json=False) == 0
    assert "verstuurd        2" in capsys.readouterr().out
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        [cast.chris.email, cast.dina.email]
    )


def test_a_dry_run_names_people_and_sends_nothing(cast, opened, capsys):
    assert remind_people(dry_run=True, as_json=False) == 0
    out = capsys.readouterr().out
    assert "wachten" in out
    assert cast.chris.email in out
    assert not mail.outbox
    assert not Notice.objects.exists()


def test_programs_get_json(cast, opened, capsys):
    remind_people(dry_run=False, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert sorted(told["sent"]) == sorted([cast.chris.email, cast.dina.email])
    assert told["failed"] is False


def test_a_mail_server_that_is_away_is_told_with_status_1(cast, opened, capsys, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    assert remind_people(dry_run=False, as_json=False) == 1
    out = capsys.readouterr().out
    assert "mailserver" in out
    assert cast.chris.email in out


def test_rules_of_an_installation_are_used(cast, opened, settings, tmp_path, capsys):
    path = tmp_path / "altijd-stil.toml"
    path.write_text(
        "soon_days = []\nlate_every_days = 1\nnext_level_after_days = 1\nlate_at_most = 1\n"
        "quiet_from = 0\nquiet_until = 0\nquiet_days = [1, 2, 3, 4, 5, 6, 7]\n"
    )
    settings.REMINDERS = str(path)
    assert remind_people(dry_run=False, as_json=False) == 0
    assert "rusttijd" in capsys.readouterr().out
    assert not mail.outbox
