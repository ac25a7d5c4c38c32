"""What the follow-up keeps. One module per matter; import the models from here."""

from __future__ import annotations

from grondrecht.followup.models.adjusting import AdjustedEdition, Adjustment
from grondrecht.followup.models.attachments import Attachment
from grondrecht.followup.models.consultations import (
    AgendaItem,
    AppointedOfficial,
    CalendarKey,
    Consultation,
    Domain,
    Point,
)
from grondrecht.followup.models.findings import Finding, Reply
from grondrecht.followup.models.measures import Argument, Measure, MeasureFigures
from grondrecht.followup.models.people import Appointment, Person
from grondrecht.followup.models.poverty_tests import (
    CreatedRight,
    Effect,
    Knowledge,
    PovertyTest,
    YearReview,
)
from grondrecht.followup.models.reminders import Digest, Notice
from grondrecht.followup.models.rounds import (
    Draft,
    FrozenRound,
    Proposal,
    Report,
    Round,
    RoundInstrument,
)

__all__ = [
    "AdjustedEdition",
    "Adjustment",
    "AgendaItem",
    "AppointedOfficial",
    "Appointment",
    "Argument",
    "Attachment",
    "CalendarKey",
    "Consultation",
    "CreatedRight",
    "Digest",
    "Domain",
    "Draft",
    "Effect",
    "Finding",
    "FrozenRound",
    "Knowledge",
    "Measure",
    "MeasureFigures",
    "Notice",
    "Person",
    "Point",
    "PovertyTest",
    "Proposal",
    "Reply",
    "Report",
    "Round",
    "RoundInstrument",
    "YearReview",
]
