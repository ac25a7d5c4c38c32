"""Everybody of the cast signed in, in the register that a served site has: their cookies."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from followup.cast import SINCE, gathered, signed_in
from web.served import COOKIES

from grondrecht.followup.models import Appointment, Person
from grondrecht.registry.models import Party

# A third official, of an agency that answers for THIRD_ACTION under the minister of Bram.
THIRD_ACTION = "04_06_01"


def sign_everybody_in() -> None:
    """Gather the cast in the register, with a third official; keep a session of each in a file."""
    cast = gathered()
    ilse = Person.objects.create_user("ilse@voorbeeld.be", "Ilse Agentschap")
    party = Party.objects.get(slug="agentschap-jeugdhulp")
    Appointment.objects.create(
        person=ilse, role="official", plan=cast.plan, party=party, first_day=SINCE
    )
    people = [*cast.everyone.values(), ilse]
    sessions = {
        person.name.split(" ")[0].lower(): signed_in(person).cookies["session"].value
        for person in people
    }
    (Path(settings.DATA) / COOKIES).write_text(json.dumps(sessions), "utf-8")
