"""For whom a role can be held, and what is wrong with another choice."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from grondrecht.followup.by_plan import packaged
from grondrecht.registry.models import Office, Party


def whom_trouble(role: str, office: Office | None, party: Party | None) -> tuple[str, str] | None:
    """The field that is wrong (``office`` or ``party``) and a sentence; None where it is right."""
    needed: str = packaged("bodies")["whom"].get(role, "")
    if office and needed != "office":
        return "office", _("This role is for no office: leave it empty.")
    if party and needed != "party":
        return "party", _("This role is for no body: leave it empty.")
    if needed == "office" and not office:
        return "office", _("Choose the office that this cabinet member works for.")
    if needed == "party":
        return _party_trouble(role, party)
    return None


def _party_trouble(role: str, party: Party | None) -> tuple[str, str] | None:
    if party is None:
        return "party", _("Choose for which body this role is held.")
    kinds: Mapping[str, str] = packaged("bodies")["kind"]
    if party.slug in many() or party.kind != kinds.get(role, party.kind):
        words = _("“%(party)s” is no body for this role; choose another.")
        return "party", words % {"party": party}
    return None


def many() -> list[str]:
    """The short names of parties that stand for many bodies at once."""
    slugs: list[str] = packaged("bodies")["many"]["parties"]
    return slugs
