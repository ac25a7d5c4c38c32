"""What measures are called in words: their kind, how they are granted, for whom they are."""

from __future__ import annotations

from django.utils.translation import gettext as _

from grondrecht.rights.measures import Measure


def kind_of(measure: Measure) -> str:
    """What sort of thing a measure gives, in words."""
    return {
        "benefit": _("money or another benefit"),
        "tariff": _("reduced tariff"),
        "correction": _("social correction"),
        "service": _("service"),
        "subsidy": _("subsidy"),
    }[measure.kind]


def how_of(measure: Measure) -> str:
    """How a measure is granted, in words."""
    return {
        "automatic": _("comes by itself"),
        "partly": _("comes partly by itself"),
        "on_request": _("has to be asked for"),
    }[measure.how]


def whom_of(measure: Measure) -> str:
    """For whom a measure is, in words."""
    return {
        "person": _("a person"),
        "household": _("a household"),
        "municipality": _("a municipality"),
        "organisation": _("an organisation"),
    }[measure.of]
