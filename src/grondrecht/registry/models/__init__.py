"""What the register keeps. One module per matter; import the models from here."""

from __future__ import annotations

from grondrecht.registry.models.actions import (
    Action,
    Amount,
    Commitment,
    Descent,
    Form,
    Involvement,
    Link,
    Milestone,
)
from grondrecht.registry.models.contributions import Contribution
from grondrecht.registry.models.indicators import Indicator, Observation
from grondrecht.registry.models.instruments import Instrument
from grondrecht.registry.models.log import LogEntry
from grondrecht.registry.models.offices import Mandate, Office, Portfolio
from grondrecht.registry.models.parties import Mention, Party, PartyAlias
from grondrecht.registry.models.plans import Edition, Plan, Right
from grondrecht.registry.models.quality import QualityFinding
from grondrecht.registry.models.search import SearchEntry, SearchRevision, SearchWord

__all__ = [
    "Action",
    "Amount",
    "Commitment",
    "Contribution",
    "Descent",
    "Edition",
    "Form",
    "Indicator",
    "Instrument",
    "Involvement",
    "Link",
    "LogEntry",
    "Mandate",
    "Mention",
    "Milestone",
    "Observation",
    "Office",
    "Party",
    "PartyAlias",
    "Plan",
    "Portfolio",
    "QualityFinding",
    "Right",
    "SearchEntry",
    "SearchRevision",
    "SearchWord",
]
