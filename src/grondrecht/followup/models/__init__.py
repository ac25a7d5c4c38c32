"""What the follow-up keeps. One module per matter; import the models from here."""

from __future__ import annotations

from grondrecht.followup.models.people import Appointment, Person
from grondrecht.followup.models.rounds import Draft, FrozenRound, Proposal, Report, Round

__all__ = ["Appointment", "Draft", "FrozenRound", "Person", "Proposal", "Report", "Round"]
